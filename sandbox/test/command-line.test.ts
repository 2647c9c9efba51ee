import assert from 'node:assert/strict';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {request as httpRequest, type IncomingMessage} from 'node:http';
import {createServer} from 'node:net';
import {platform, tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {readCommandLine} from '../src/command-line.js';
import {exitCodeOf} from '../src/exit-codes.js';
import {createSandbox, DEFAULT_PROJECT_ID, StartError} from '../src/index.js';
import {VERSION} from '../src/version.js';
import {jsonOf} from './helpers/client.js';
import {run} from './helpers/command.js';
import {freePort} from './helpers/postgres.js';

const folder = () => mkdtemp(join(tmpdir(), 'paragon-sandbox-'));
/** Has been started in before, which makes the next start quick. */
const usedFolder = await folder();

test('starts, prints its addresses as JSON, binds loopback only, and ends at a signal', async () => {
  const data = usedFolder;
  const {ready, stop, output} = run(['--port', '0', '--data', data, '--json']);
  const {url, outsideUrl, projectId, pid, local} = await ready();
  assert.equal(projectId, DEFAULT_PROJECT_ID);
  assert.match(url, /^http:\/\/localhost:\d+$/);
  assert.match(outsideUrl, /^http:\/\/localhost:\d+$/);
  assert.deepEqual(local, {url, outsideUrl});
  assert.equal((await jsonOf(fetch(`${url}/_sandbox/health`))).status, 'ok');
  assert.equal((await fetch(outsideUrl)).status, 200);
  await fetch(url.replace('localhost', '127.0.0.1'));

  const second = run(['--port', new URL(url).port, '--memory']);
  assert.equal(await second.ended, 3);
  assert.match(second.output.error, /in use.*--port/);
  const otherName = join(await folder(), 'link');
  await symlink(data, otherName);
  for (const name of [data, otherName]) {
    const sameFolder = run(['--port', '0', '--data', name, '--json']);
    assert.equal(await sameFolder.ended, 4, name);
    const {error} = JSON.parse(sameFolder.output.error);
    assert.equal(error.code, 'data-folder-in-use');
    assert.match(error.message, new RegExp(`process ${pid}`));
    assert.equal(sameFolder.output.out, '');
  }
  assert.equal((await jsonOf(fetch(`${url}/_sandbox/health`))).status, 'ok', 'the first goes on');

  assert.equal(await stop('SIGTERM'), 0);
  assert.equal(output.error, '', 'nothing is warned of');
});

test('the outside’s port may be taken as well', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const {port} = other.address() as {port: number};
  const {ended, output} = run(['--port', '0', '--outside-port', String(port), '--memory']);
  assert.equal(await ended, 3);
  assert.match(output.error, /--outside-port/);
  other.close();
});

test('what is wrong is said in a sentence, with an exit code for its kind', async (t) => {
  const here = await folder();
  const file = join(here, 'file');
  await writeFile(file, '{');
  const catalog = join(here, 'catalog.json');
  await writeFile(catalog, '[{"type": 5}]');
  const database = await folder();
  await writeFile(join(database, 'database'), '');
  const key = join(here, 'short.key');
  await writeFile(key, 'short');
  const memory = ['--memory', '--port', '0'];
  const nowhere = 'postgres://nobody:secret-word@127.0.0.1:1/none';
  const cases: [string, number, string[], RegExp, Record<string, string>?][] = [
    ['an unknown flag', 2, ['--prot', '1'], /--prot.*--help/s],
    ['a flag without its value', 2, ['--port'], /--port/],
    ['a word too many', 2, ['start'], /start.*--help/s],
    ['a port that is none', 2, ['--port', 'http'], /--port is a port number/],
    ['memory and folder', 2, ['--memory', '--data', 'x'], /choose one/],
    ['another database', 2, ['--database-url', 'mysql://x'], /postgres:\/\//],
    ['a database address that is none', 2, ['--database-url', 'postgres://a:b%@[x'], /percent-encoded/],
    ['a project id that is none', 2, [...memory, '--project-id', '1'], /UUID of version 4/],
    ['an address with a path', 2, [...memory, '--public-url', 'http://a.test/x'], /no origin/],
    ['production', 2, memory, /--allow-production/, {NODE_ENV: 'production'}],
    ['a folder that is a file', 4, ['--port', '0', '--data', file], /is a file.*--data/],
    ['a folder below a file', 4, ['--port', '0', '--data', join(file, 'x')], /is a file.*--data/],
    ['a database that is a file', 4, ['--port', '0', '--data', database], /database.*is a file.*--data/],
    ['no database there', 5, ['--port', '0', '--data', here, '--database-url', nowhere], /nothing answers/],
    ['a catalogue that is none', 6, [...memory, '--catalog', catalog], /type/],
    ['a catalogue that is not there', 6, [...memory, '--catalog', join(here, 'none.json')], /no such file/],
    ['a public key that is none', 7, [...memory, '--public-key', file], /RSA public key/],
  ];
  if (platform() === 'linux')
    // Not even the superuser may write there.
    cases.push(['a folder that is read-only', 4, ['--port', '0', '--data', '/sys'], /read-only.*--data/]);
  for (const [name, code, args, message, env = {}] of cases)
    await t.test(name, async () => {
      const error: unknown = await start(args, env).then(
        () => assert.fail('it started'),
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof StartError, String(error));
      assert.match(error.message, message);
      assert.ok(!error.message.includes('secret-word'));
      assert.equal(exitCodeOf(error), code);
    });

  await t.test('as text', async () => {
    const {ended, output} = run([...memory, '--catalog', catalog]);
    assert.equal(await ended, 6);
    assert.match(output.error, /^paragon-sandbox: [^\n]+\n(?:- [^\n]+\n)+$/, 'no stack');
    assert.equal(output.out, '');
  });

  await t.test('as JSON', async () => {
    const {ended, output} = run(['--json', '--prot', '1']);
    assert.equal(await ended, 2);
    assert.match(output.error, /^[^\n]+\n$/);
    const {error} = JSON.parse(output.error);
    assert.equal(error.code, 'bad-arguments');
    assert.match(error.message, /--prot/);
    assert.equal(output.out, '');
  });
});

/** What the command does before it prints something. */
async function start(args: string[], env: Record<string, string>): Promise<void> {
  const {options} = readCommandLine(args, env);
  await (await createSandbox(options)).close();
}

test('a folder of somebody else is said so', async (t) => {
  const isRoot = process.getuid?.() === 0;
  if (platform() === 'win32') return t.skip('rights work otherwise there');
  const data = await folder();
  await mkdir(join(data, 'database'), {mode: 0o500});
  await chmod(data, isRoot ? 0o755 : 0o500);
  // The superuser may write anywhere, so somebody else has to try.
  const {ended, output} = run(['--port', '0', '--data', data], {}, isRoot ? {uid: 65_534, gid: 65_534} : {});
  const code = await ended;
  await chmod(data, 0o700);
  if (/EACCES|ERR_MODULE_NOT_FOUND/.test(output.error)) return t.skip('nobody else may read this repository');
  assert.equal(code, 4, output.error);
  assert.match(output.error, /belongs to another user.*--data/);
});

test('--help and --version', async () => {
  const help = run(['--help'], {NODE_ENV: 'production'});
  assert.equal(await help.ended, 0);
  for (const flag of ['--port', '--data', '--database-url', '--json', '--public-url', '--key-file'])
    assert.ok(help.output.out.includes(flag), flag);
  assert.match(help.output.out, /Exit codes\n {2}0 .*\n(?: {2}\d .*\n)+/);
  const version = run(['--version']);
  assert.equal(await version.ended, 0);
  assert.equal(version.output.out, `${VERSION}\n`);
});

/** A request whose head has arrived there, and whose body is still to come. */
async function heldRequest(url: string, token: string) {
  const request = httpRequest(url, {
    method: 'PATCH',
    agent: false,
    headers: {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Expect: '100-continue'},
  });
  const outcome = once(request, 'response').then(
    ([response]) => (response as IncomingMessage).resume().statusCode,
    () => 'dropped',
  );
  request.flushHeaders();
  await once(request, 'continue');
  return {outcome, finish: (body: string) => request.end(body)};
}

test('a signal lets requests under way end; a second one does not', async (t) => {
  const start = async () => {
    const command = run(['--port', '0', '--data', usedFolder, '--json']);
    const {url, projectId} = await command.ready();
    const {token} = await jsonOf(fetch(`${url}/_sandbox/token?user=alice`));
    const held = await heldRequest(`${url}/projects/${projectId}/sdk/me`, token);
    const isOpen = () =>
      fetch(`${url}/_sandbox/health`).then(
        () => true,
        () => false,
      );
    return {...command, held, isOpen};
  };

  await t.test('the first', async () => {
    const {stop, held, isOpen, output} = await start();
    const ended = stop('SIGTERM');
    while (await isOpen());
    held.finish('{"meta":{"stays":true}}');
    assert.equal(await held.outcome, 200);
    assert.equal(await ended, 0);
    assert.equal(output.error, '');
  });

  await t.test('the second', async () => {
    const {child, ended, held, isOpen} = await start();
    child.kill('SIGINT');
    while (await isOpen());
    child.kill('SIGINT');
    assert.equal(await ended, null, 'it ends by the signal itself');
    assert.equal(child.signalCode, 'SIGINT');
    assert.equal(await held.outcome, 'dropped');
  });

  await t.test('one during the start', async () => {
    const lock = join(usedFolder, 'lock');
    await rm(lock, {force: true});
    const {child, output, ended} = run(['--port', '0', '--data', usedFolder, '--json']);
    // The lock is taken early in the start.
    while (!existsSync(lock)) await sleep(5);
    child.kill('SIGTERM');
    assert.equal(await ended, 0);
    assert.deepEqual(output, {out: '', error: ''});
    assert.ok(!existsSync(lock));
  });
});

test('goes on when nobody reads its output any more', async () => {
  const [port, outsidePort] = [await freePort(), await freePort()];
  const {child, stop} = run([
    '--port',
    String(port),
    '--outside-port',
    String(outsidePort),
    '--data',
    usedFolder,
  ]);
  child.stdout.destroy();
  child.stderr.destroy();
  const isThere = () =>
    fetch(`http://localhost:${port}/_sandbox/health`).then(
      ({ok}) => ok,
      () => false,
    );
  while (!(await isThere())) await sleep(50);
  assert.equal(await stop('SIGTERM'), 0);
});
