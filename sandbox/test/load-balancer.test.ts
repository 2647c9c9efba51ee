import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {request as httpRequest, type IncomingMessage} from 'node:http';
import {once} from 'node:events';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {createSandbox, DEFAULT_PROJECT_ID, demoKeys, type Sandbox} from '../src/index.js';
import {Client, jsonOf, type Json} from './helpers/client.js';
import {run, type Command} from './helpers/command.js';
import {startLoadBalancer, type LoadBalancer} from './helpers/load-balancer.js';
import {startPostgres, type PostgresServer} from './helpers/postgres.js';

const ECHO = randomUUID();

let server: PostgresServer | string = '';
let keyFile = '';
let paragon: LoadBalancer;
let outside: LoadBalancer;
let processes: Command[] = [];
let locals: Json[] = [];

/** Slack with one workflow that answers. */
async function writeCatalog(folder: string): Promise<string> {
  const file = join(folder, 'catalog.mjs');
  const index = JSON.stringify(new URL('../src/index.ts', import.meta.url).href);
  await writeFile(
    file,
    `import {defaultCatalog} from ${index};
const echo = {id: '${ECHO}', description: 'Echo', run: ({trigger}) => ({pid: process.pid, got: trigger.payload})};
const onDeal = {
  id: '${randomUUID()}', description: 'On a deal', defaultEnabled: true,
  trigger: {type: 'event', name: 'Deal Won'}, run: ({trigger}) => trigger.payload,
};
export default defaultCatalog.map((entry) => (entry.type === 'slack' ? {...entry, workflows: [echo, onDeal]} : entry));
`,
  );
  return file;
}

before(async () => {
  server = await startPostgres();
  if (typeof server === 'string') return;
  const {databaseUrl} = server;
  [paragon, outside] = await Promise.all([startLoadBalancer(), startLoadBalancer()]);
  const folder = await mkdtemp(join(tmpdir(), 'paragon-sandbox-'));
  const catalog = await writeCatalog(folder);
  keyFile = join(folder, 'shared.key');
  const args = ['--port', '0', '--json', '--database-url', databaseUrl, '--key-file', keyFile];
  const publicUrls = ['--public-url', paragon.url, '--outside-public-url', outside.url];
  processes = [1, 2].map(() => run([...args, ...publicUrls, '--catalog', catalog]));
  const lines = await Promise.all(processes.map(({ready}) => ready()));
  for (const {url, outsideUrl} of lines)
    assert.deepEqual([url, outsideUrl], [paragon.url, outside.url], 'browsers are told the public addresses');
  locals = lines.map(({local}) => local);
  paragon.serve(locals.map(({url}) => url));
  outside.serve(locals.map(({outsideUrl}) => outsideUrl));
});
after(async () => {
  assert.deepEqual(
    await Promise.all(processes.map(({stop}) => stop('SIGTERM'))),
    processes.map(() => 0),
  );
  for (const {output} of processes) assert.equal(output.error, '', 'no process complained');
  await paragon?.close();
  await outside?.close();
  if (typeof server !== 'string') await server.stop();
});

/** What tests use of a sandbox, for one that is spread over processes. */
async function clientOf(user: string): Promise<Client> {
  const {token} = await jsonOf(fetch(`${paragon.url}/_sandbox/token?user=${user}`));
  const urls = {
    paragon: paragon.url,
    outside: outside.url,
    local: {paragon: paragon.url, outside: outside.url},
  };
  return new Client({urls, projectId: DEFAULT_PROJECT_ID} as Sandbox, token);
}

/** One request more or less, so that each step meets the other process the next time. */
const shift = () => Promise.all([fetch(`${paragon.url}/_sandbox/health`), fetch(outside.url)]);

test('two processes behind one address serve one user, request by request', async (t) => {
  if (typeof server === 'string') return t.skip(server);
  const alice = await clientOf('alice');
  const slack = await alice.connect('slack');

  await t.test('connecting, whichever process meets which step', async () => {
    for (const type of ['salesforce', 'hubspot', 'slack']) {
      await shift();
      assert.equal((await alice.connect(type)).status, 'VALID', type);
    }
    const hosts = new Set(alice.browser.visited.map((url) => new URL(url).origin));
    assert.deepEqual(hosts, new Set([paragon.url, outside.url]), 'no address of a single process is shown');
    const callbacks = alice.browser.visited.filter((url) => url.includes('/oauth/callback/'));
    for (const url of callbacks) assert.equal(new URL(url).searchParams.get('iss'), outside.url);
    assert.ok(callbacks.length >= 4);
    const served = await Promise.all(locals.map(({url}) => jsonOf(fetch(`${url}/_sandbox/requests`))));
    for (const {requests} of served)
      assert.ok(
        requests.some(({path}: Json) => path.startsWith('/oauth/callback/')),
        'both finish sign-ins',
      );
  });

  await t.test('pictures have public addresses', async () => {
    const {body} = await alice.get('/metadata');
    const {icon} = body.find(({type}: Json) => type === 'slack');
    assert.ok(icon.startsWith(`${paragon.url}/`), icon);
    const twice = await Promise.all([fetch(icon), fetch(icon)]);
    assert.deepEqual(
      twice.map(({status}) => status),
      [200, 200],
    );
  });

  await t.test('options and the proxy, also with tokens that the other process has renewed', async () => {
    for (let turn = 0; turn < 4; turn++) {
      if (turn % 2) await shift();
      await fetch(`${paragon.url}/_sandbox/credentials/${slack.id}/expire`, {method: 'POST'});
      const options = await alice.post('/actions', {action: 'slack', sourceKey: 'channels'});
      assert.equal(options.status, 200, JSON.stringify(options.body));
      const passed = await alice.get('/proxy/slack/conversations.list');
      assert.equal(passed.body.output.ok, true, JSON.stringify(passed.body));
    }
  });

  await t.test('settings and workflows', async () => {
    await alice.call('PATCH', `/credentials/${slack.id}`, {
      body: {config: {sharedSettings: {channel: 'C1'}}},
    });
    assert.equal((await alice.call('POST', `/workflows/${ECHO}`)).status, 200);
    const pids = new Set<number>();
    for (let turn = 0; turn < 4; turn++) {
      const {status, body} = await alice.post(`/triggers/${ECHO}`, {turn});
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.got.turn, turn);
      pids.add(body.pid);
      const {integrations} = (await alice.get('/me')).body;
      assert.equal(integrations.slack.sharedSettings.channel, 'C1');
      if (turn === 1) await shift();
    }
    assert.equal(pids.size, 2, 'both run workflows');
    for (let turn = 0; turn < 2; turn++)
      await alice.post('/events/trigger', {name: 'Deal Won', payload: {turn}});
    const all = async () => {
      for (const {url} of locals) await fetch(`${url}/_sandbox/runs?settled=true`);
      return (await jsonOf(fetch(`${paragon.url}/_sandbox/runs?user=alice`))).runs;
    };
    const runs: Json[] = (await all()).filter(({trigger}: Json) => trigger === 'event');
    assert.deepEqual(
      runs.map(({result, status}) => [result.turn, status]),
      [
        [1, 'succeeded'],
        [0, 'succeeded'],
      ],
      'each once',
    );
  });

  await t.test('a repeated request is known to the other process', async () => {
    const {id} = await alice.integration('sendgrid');
    const body = {integrationId: id, payload: {SENDGRID_API_KEY: demoKeys.sendgrid[0].key}};
    const headers = {'Idempotency-Key': randomUUID()};
    const answers = [
      await alice.post('/credentials', body, headers),
      await alice.post('/credentials', body, headers),
    ];
    assert.equal(answers[0]!.body.id, answers[1]!.body.id);
    assert.equal(answers[1]!.headers.get('Idempotent-Replayed'), 'true');
  });

  for (const {turns} of [paragon, outside])
    assert.ok(Math.min(...turns) > 10, `both were asked: ${turns.join(', ')}`);
});

test('a process with a key file of its own is told so', async (t) => {
  if (typeof server === 'string') return t.skip(server);
  const {databaseUrl} = server;
  const own = join(await mkdtemp(join(tmpdir(), 'paragon-sandbox-')), 'own.key');
  await assert.rejects(createSandbox({databaseUrl, keyFile: own}), (error: Json) => {
    assert.equal(error.code, 'wrong-key-file');
    assert.match(error.message, /--key-file/);
    return true;
  });
  assert.equal(Buffer.from((await readFile(own, 'utf8')).trim(), 'base64url').length, 32);
});

test('under a public name: that name and those of this machine are answered, no other', async () => {
  const sandbox = await createSandbox({
    ...(typeof server === 'string' ? {memory: true} : {databaseUrl: server.databaseUrl, keyFile}),
    publicUrl: 'https://paragon.test',
    outsidePublicUrl: 'https://outside.test',
  });
  const ask = async (url: string, host: string) => {
    const request = httpRequest(url, {headers: {Host: host}, agent: false}).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  };
  const {local, paragon: own, outside: providers} = sandbox.urls;
  assert.deepEqual([own, providers], ['https://paragon.test', 'https://outside.test']);
  const names = ['paragon.test', 'outside.test', 'localhost:1', 'other.test', 'paragon.test.other.test'];
  const answers = async (url: string) => Promise.all(names.map((name) => ask(url, name)));
  assert.deepEqual(await answers(`${local.paragon}/_sandbox/health`), [200, 403, 200, 403, 403]);
  assert.deepEqual(await answers(local.outside), [403, 200, 200, 403, 403]);
  const metadata = await fetch(`${local.outside}/.well-known/openid-configuration`);
  const {issuer, authorization_endpoint: endpoint} = (await metadata.json()) as Json;
  assert.deepEqual([issuer, endpoint], ['https://outside.test', 'https://outside.test/authorize']);
  const origin = {Origin: own};
  const inspector = await fetch(`${local.paragon}/_sandbox/faults`, {method: 'DELETE', headers: origin});
  assert.equal(inspector.status, 200, 'its own pages control it');
  await sandbox.close();
});
