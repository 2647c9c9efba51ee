import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {StartError, createSandbox, defaultCatalog, defineCatalog, demoKeys} from '../src/index.js';
import {Client} from './helpers/client.js';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paragon-catalogue-'));
});
after(() => rm(folder, {recursive: true, force: true}));

const sendgrid = defaultCatalog.find(({type}) => type === 'sendgrid')!;
const slack = defaultCatalog.find(({type}) => type === 'slack')!;

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function messageFor(catalogFile: string): Promise<string> {
  try {
    await (await createSandbox({memory: true, catalogFile})).close();
  } catch (error) {
    assert.ok(error instanceof StartError);
    assert.equal(error.code, 'bad-catalog');
    return error.message;
  }
  return assert.fail('it started');
}

test('a catalogue comes from JSON or from a module', async () => {
  const json = JSON.stringify({integrations: [sendgrid]});
  const files = [
    await file('list.json', `\ufeff${JSON.stringify([sendgrid])}`),
    await file('object.json', json),
    await file(
      'module.mjs',
      `const name = 'Mail';\nexport default [{...${JSON.stringify(sendgrid)}, name}];`,
    ),
  ];
  for (const catalogFile of files) {
    const sandbox = await createSandbox({memory: true, catalogFile});
    const alice = await Client.of(sandbox, 'alice');
    const {body} = await alice.get('/integrations');
    assert.deepEqual(
      body.map(({name}: {name: string}) => name),
      [catalogFile.endsWith('.mjs') ? 'Mail' : 'SendGrid'],
    );
    await sandbox.close();
  }
});

test('a file that cannot be read is said to be so, with the place', async () => {
  await mkdir(join(folder, 'folder.json'));
  const cases: [name: string, content: string | undefined, message: RegExp][] = [
    ['missing.json', undefined, /missing\.json cannot be read: there is no such file/],
    ['folder.json', undefined, /it is a folder/],
    ['catalogue.yaml', '', /must end in \.json, \.js or \.mjs/],
    ['empty.json', '', /line 1, column 1/],
    ['comma.json', '[\n  {"id": "x",}\n]', /line 2, column 14/],
    ['cut.json', '{"integrations": [\n', /line 2, column 1/],
    ['syntax.mjs', 'export default [\n  {type: "x" id: 3}\n];', /line 2: SyntaxError/],
    ['throws.mjs', 'const a = {};\nexport default a.b.c;', /line 2, column 20: TypeError/],
    ['nothing.mjs', 'export const integrations = [];', /has no default export/],
    ['import.mjs', 'import x from "./away.mjs";\nexport default x;', /Cannot find module/],
    ['text.json', '"slack"', /text\.json\):\n- It must be a list of integrations/],
    ['entry.json', '[{"type": "crm"}]', /entry\.json\):\n- entry "crm": id: .*expected string/],
  ];
  for (const [name, content, message] of cases) {
    const path = content === undefined ? join(folder, name) : await file(name, content);
    assert.match(await messageFor(path), message, name);
  }
  await assert.rejects(createSandbox({memory: true, catalog: [], catalogFile: 'x.json'}), /not both/);
});

test('--catalog names the file on the command line', async () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const start = async (path: string) => {
    const child = spawn(process.execPath, [
      '--import',
      'tsx',
      main,
      '--memory',
      '--port',
      '0',
      '--json',
      '--catalog',
      path,
    ]);
    let out = '';
    let error = '';
    child.stderr.on('data', (data) => (error += String(data)));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (data) => (out += String(data)).includes('\n') && resolve());
      void ended.then(() => resolve());
    });
    return {child, out, ended, error: () => error};
  };
  const wrong = await start(await file('wrong.json', '[{"type": "crm"}]'));
  assert.notEqual(await wrong.ended, 0);
  const {error} = JSON.parse(wrong.error()) as {error: {code: string; message: string}};
  assert.equal(error.code, 'bad-catalog');
  assert.match(error.message, /entry "crm": id/);
  assert.ok(!error.message.includes('    at '), 'no stack');
  const right = await start(await file('right.json', JSON.stringify([sendgrid])));
  const {url} = JSON.parse(right.out) as {url: string};
  const health = (await (await fetch(`${url}/_sandbox/health`)).json()) as {integrations: string[]};
  assert.deepEqual(health.integrations, ['sendgrid']);
  right.child.kill('SIGTERM');
  assert.equal(await right.ended, 0);
});

test('accounts outlive their entry in the catalogue', async () => {
  const data = join(folder, 'data');
  const first = await createSandbox({dataFolder: data, catalog: defineCatalog([sendgrid, slack])});
  const alice = await Client.of(first, 'alice');
  const bob = await Client.of(first, 'bob');
  for (const client of [alice, bob])
    await client.post('/credentials', {
      integrationId: sendgrid.id,
      payload: {SENDGRID_API_KEY: demoKeys.sendgrid[0].key},
    });
  const {id} = await alice.connect('slack');
  await first.close();

  const second = await createSandbox({
    dataFolder: data,
    catalog: [{...sendgrid, type: 'mail', id: slack.configId}],
  });
  const again = await Client.of(second, 'alice');
  const me = await again.get('/me');
  assert.equal(me.status, 200);
  assert.deepEqual(Object.keys(me.body.integrations), ['mail']);
  assert.equal((await again.get('/credentials')).body.length, 2);
  assert.equal((await again.get(`/credentials/${id}`)).status, 200);
  assert.equal((await fetch(second.urls.paragon)).status, 200);
  assert.equal((await again.post(`/credentials/${id}/complete-setup`, {payload: {}})).status, 404);
  assert.equal((await again.call('DELETE', `/integrations/${slack.id}`)).status, 200);
  assert.equal((await again.call('DELETE', `/integrations/${slack.id}`)).status, 404);
  assert.equal((await again.get('/credentials')).body.length, 1);
  const reset = await fetch(`${second.urls.paragon}/_sandbox/reset?user=bob`, {method: 'POST'});
  assert.equal(reset.status, 200);
  assert.deepEqual((await (await Client.of(second, 'bob')).get('/credentials')).body, []);
  await second.close();
});
