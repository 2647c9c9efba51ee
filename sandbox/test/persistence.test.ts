import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdtemp, readFile, readdir, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {PGlite} from '@electric-sql/pglite';
import {StartError, createSandbox, demoKeys} from '../src/index.js';
import {Client} from './helpers/client.js';

const folder = () => mkdtemp(join(tmpdir(), 'paragon-sandbox-'));
const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => assert.fail('it started'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StartError, String(error));
  return error;
};

test('everything survives a restart, and nothing secret lies readable in the folder', async (t) => {
  const dataFolder = await folder();
  const first = await createSandbox({dataFolder});
  const {port} = new URL(first.urls.paragon);
  const {port: outsidePort} = new URL(first.urls.outside);
  const alice = await Client.of(first, 'alice');
  const credential = await alice.connect('slack');
  const {id} = await alice.integration('sendgrid');
  const key = demoKeys.sendgrid[0].key;
  await alice.post('/credentials', {integrationId: id, payload: {SENDGRID_API_KEY: key}});
  await alice.call('PATCH', `/credentials/${credential.id}`, {
    body: {config: {sharedSettings: {secret: 'a-typed-password'}}},
  });
  const {build, key: sessionKey} = await alice.startOAuth('hubspot');
  const before = (await alice.get('/me')).body;

  await t.test('a second sandbox in the same folder is refused', async () => {
    const error = await codeOf(createSandbox({dataFolder}));
    assert.equal(error.code, 'data-folder-in-use');
    assert.match(error.message, /--data/);
  });
  await first.close();

  await t.test('the folder', async () => {
    assert.equal((await stat(join(dataFolder, 'secret.key'))).mode & 0o777, 0o600);
    assert.ok(!(await readdir(dataFolder)).includes('lock'), 'the lock is gone');
    const database = await PGlite.create({dataDir: join(dataFolder, 'database')});
    const tables = await database.query<{table_name: string}>(
      "select table_name from information_schema.tables where table_schema = 'public'",
    );
    let content = '';
    for (const {table_name} of tables.rows)
      content += JSON.stringify((await database.query(`select * from "${table_name}"`)).rows);
    await database.close();
    assert.ok(content.includes(credential.id));
    for (const secret of [
      key,
      'a-typed-password',
      'BEGIN',
      '"d":',
      'accessToken',
      'access_token',
      'codeVerifier',
      alice.token,
    ])
      assert.ok(!content.includes(secret), secret);
    const state = new URL(build.body.redirectUrl).searchParams.get('state')!;
    assert.ok(!content.includes(state), 'the state of an open sign-in');
  });

  const second = await createSandbox({dataFolder, port: Number(port), outsidePort: Number(outsidePort)});
  try {
    const again = new Client(second, alice.token, alice.browser);
    assert.deepEqual((await again.get('/me')).body, before, 'the old token is still good');
    await fetch(`${second.urls.paragon}/_sandbox/credentials/${credential.id}/expire`, {method: 'POST'});
    const options = await again.post('/actions', {action: 'slack', sourceKey: 'channels'});
    assert.equal(options.status, 200, 'the refresh token is still good');
    const last = await again.approve(build.body.redirectUrl);
    assert.equal(last.heading, 'HubSpot is connected', 'a sign-in from before the restart is finished');
    assert.ok((await again.get(`/actions/session-id/${sessionKey}`)).body.connectCredentialId);
  } finally {
    await second.close();
  }

  await t.test('another key file does not open it', async () => {
    await writeFile(join(dataFolder, 'secret.key'), Buffer.alloc(32, 7).toString('base64url'));
    const error = await codeOf(createSandbox({dataFolder}));
    assert.equal(error.code, 'wrong-key-file');
    await writeFile(join(dataFolder, 'secret.key'), 'short');
    assert.equal((await codeOf(createSandbox({dataFolder}))).code, 'wrong-key-file');
  });
});

test('a lock of a process that is gone is taken over, one of a living process is not', async () => {
  const dataFolder = await folder();
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  const lock = join(dataFolder, 'lock');
  await writeFile(lock, JSON.stringify({pid: child.pid, started: null}));
  const error = await codeOf(createSandbox({dataFolder}));
  assert.equal(error.code, 'data-folder-in-use');
  assert.ok(error.message.includes(String(child.pid)));
  assert.equal(JSON.parse(await readFile(lock, 'utf8')).pid, child.pid, 'the lock is untouched');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
  const sandbox = await createSandbox({dataFolder});
  assert.equal(JSON.parse(await readFile(lock, 'utf8')).pid, process.pid);
  await sandbox.close();

  await writeFile(lock, 'half writ');
  const other = await createSandbox({dataFolder});
  await other.close();
  await writeFile(lock, JSON.stringify({pid: process.ppid, started: '1'}));
  await (await createSandbox({dataFolder})).close();
});

test('a folder that cannot be used is said so', async () => {
  const file = join(await folder(), 'file');
  await writeFile(file, '');
  assert.equal((await codeOf(createSandbox({dataFolder: join(file, 'x')}))).code, 'data-folder-unusable');
});
