import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdtemp, readFile, readdir, stat} from 'node:fs/promises';
import {connect} from 'node:net';
import {networkInterfaces, tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client} from './helpers/client.js';

let sandbox: Sandbox;
let folder: string;

before(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'paragon-sandbox-')), 'data');
  sandbox = await createSandbox({dataFolder: folder});
});
after(() => sandbox?.close());

const portsOf = ({urls}: Sandbox) => [urls.paragon, urls.outside].map((url) => Number(new URL(url).port));

const reaches = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({host, port, timeout: 2000});
    const end = (isReached: boolean) => {
      socket.destroy();
      resolve(isReached);
    };
    socket.on('connect', () => end(true));
    socket.on('timeout', () => end(false));
    socket.on('error', () => end(false));
  });

test('nobody but this machine reaches it', async () => {
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one && !one.internal)
    .map((one) => (one!.scopeid ? `${one!.address}%${one!.scopeid}` : one!.address));
  for (const port of portsOf(sandbox)) {
    assert.ok(await reaches('127.0.0.1', port));
    for (const host of others) assert.equal(await reaches(host, port), false, host);
  }
});

test(
  'its sockets are on loopback addresses, both of them',
  {skip: process.platform !== 'linux' && 'the list of sockets is a file on Linux only'},
  async () => {
    for (const port of portsOf(sandbox)) {
      const hex = port.toString(16).toUpperCase().padStart(4, '0');
      const listening: string[] = [];
      for (const file of ['/proc/net/tcp', '/proc/net/tcp6'])
        for (const line of (await readFile(file, 'utf8').catch(() => '')).split('\n')) {
          const [, local = '', , state] = line.trim().split(/\s+/);
          if (state === '0A' && local.endsWith(`:${hex}`)) listening.push(local.split(':')[0]!);
        }
      assert.ok(listening.length >= 1);
      for (const address of listening)
        assert.ok(['0100007F', '00000000000000000000000001000000'].includes(address), address);
    }
  },
);

test('its keys are for the owner of the data folder only', async () => {
  const mode = async (...path: string[]) => ((await stat(join(folder, ...path))).mode & 0o777).toString(8);
  assert.equal(await mode(), '700');
  assert.equal(await mode('secret.key'), '600');
  const key = (await readFile(join(folder, 'secret.key'), 'utf8')).trim();
  assert.ok(Buffer.from(key, 'base64url').length === 32);

  const alice = await Client.of(sandbox, 'alice');
  await alice.connect('slack');
  await sandbox.close();
  // Nothing that signs or opens anything lies beside it.
  const files = await readdir(folder, {recursive: true, withFileTypes: true});
  assert.ok(files.length > 10, 'the database is there');
  for (const file of files.filter((one) => one.isFile() && one.name !== 'secret.key')) {
    const content = await readFile(join(file.parentPath, file.name), 'latin1');
    assert.ok(!content.includes(key), file.name);
    assert.ok(!/"d":"[\w-]{20,}"|BEGIN [A-Z ]*PRIVATE KEY/.test(content), file.name);
    assert.ok(!content.includes(alice.token.split('.')[2]!), file.name);
  }
  // A key file that was copied carelessly is closed again.
  await chmod(join(folder, 'secret.key'), 0o644);
  sandbox = await createSandbox({dataFolder: folder});
  assert.equal(await mode('secret.key'), '600');
  assert.equal((await alice.get('/me').catch(() => ({status: 0}))).status, 0, 'its ports have changed');
  const again = new Client(sandbox, alice.token);
  assert.equal((await again.get('/me')).status, 200, 'and its keys have not');
});

test('it does not start in production by mistake, and says that it may', async () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const run = async (...flags: string[]) => {
    const child = spawn(process.execPath, ['--import', 'tsx', main, '--memory', '--port', '0', ...flags], {
      env: {...process.env, NODE_ENV: 'production'},
    });
    let out = '';
    child.stdout.on('data', (data) => {
      out += String(data);
      if (out.includes('Sandbox ')) child.kill('SIGTERM');
    });
    child.stderr.on('data', (data) => (out += String(data)));
    const [code] = (await once(child, 'exit')) as [number];
    return {code, out};
  };
  const [refused, meant] = await Promise.all([run(), run('--allow-production')]);
  assert.equal(refused.code, 2);
  assert.match(refused.out, /NODE_ENV is "production".*--allow-production/s);
  assert.doesNotMatch(refused.out, /http:\/\//, 'it has not begun to listen');
  assert.equal(meant.code, 0);
  assert.match(meant.out, /independent local stand-in/, 'the banner is there also');
});
