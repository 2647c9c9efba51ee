import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createServer} from 'node:net';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {DEFAULT_PROJECT_ID} from '../src/index.js';
import {jsonOf} from './helpers/client.js';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {env: {...process.env, ...env}});
  const output = {out: '', error: ''};
  child.stdout.on('data', (data) => (output.out += String(data)));
  child.stderr.on('data', (data) => (output.error += String(data)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => output.out.includes('\n') && resolve(output.out.split('\n')[0]!));
    void ended.then(() => reject(new Error(output.error)));
  });
  firstLine.catch(() => undefined);
  return {child, output, ended, firstLine};
}

test('starts, prints its addresses as JSON, binds loopback only, and ends at a signal', async () => {
  const data = await mkdtemp(join(tmpdir(), 'paragon-sandbox-'));
  const {child, ended, firstLine, output} = run(['--port', '0', '--data', data, '--json']);
  const ready = JSON.parse(await firstLine);
  assert.equal(ready.projectId, DEFAULT_PROJECT_ID);
  assert.match(ready.url, /^http:\/\/localhost:\d+$/);
  assert.match(ready.outsideUrl, /^http:\/\/localhost:\d+$/);
  assert.equal((await jsonOf(fetch(`${ready.url}/_sandbox/health`))).status, 'ok');
  assert.equal((await fetch(ready.outsideUrl)).status, 200);
  await fetch(ready.url.replace('localhost', '127.0.0.1'));

  const second = run(['--port', new URL(ready.url).port, '--memory']);
  assert.equal(await second.ended, 1);
  assert.match(second.output.error, /in use.*--port/);
  const sameFolder = run(['--port', '0', '--data', data]);
  assert.equal(await sameFolder.ended, 1);
  assert.match(sameFolder.output.error, new RegExp(`process ${ready.pid}`));

  child.kill('SIGTERM');
  assert.equal(await ended, 0);
  assert.equal(output.error, '', 'nothing is warned of');
});

test('the outside’s port may be taken as well', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const {port} = other.address() as {port: number};
  const {ended, output} = run(['--port', '0', '--outside-port', String(port), '--memory']);
  assert.equal(await ended, 1);
  assert.match(output.error, /--outside-port/);
  other.close();
});

test('says what is wrong with its arguments', async (t) => {
  const cases: [string, string[], RegExp, Record<string, string>?][] = [
    ['an unknown flag', ['--prot', '1'], /--prot.*--help/s],
    ['a flag without its value', ['--port'], /--port/],
    ['a word too many', ['start'], /start.*--help/s],
    ['a port that is none', ['--port', 'http'], /--port is a port number/],
    ['memory and folder', ['--memory', '--data', 'x'], /choose one/],
    ['another database', ['--database-url', 'mysql://x'], /postgres:\/\//],
    ['production', ['--memory', '--port', '0'], /--allow-production/, {NODE_ENV: 'production'}],
  ];
  await Promise.all(
    cases.map(([name, args, message, env]) =>
      t.test(name, async () => {
        const {ended, output} = run(args, env);
        assert.equal(await ended, 1);
        assert.match(output.error, message);
        assert.ok(!output.error.includes('    at '), 'no stack');
      }),
    ),
  );
});

test('--help lists the flags', async () => {
  const {ended, output} = run(['--help']);
  assert.equal(await ended, 0);
  for (const flag of ['--port', '--data', '--memory', '--database-url', '--json', '--allowed-origin'])
    assert.ok(output.out.includes(flag), flag);
});
