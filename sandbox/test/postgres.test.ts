import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {sql} from 'drizzle-orm';
import {openDatabase} from '../src/db/open.js';
import {StartError, createSandbox, demoKeys, type Sandbox} from '../src/index.js';
import {Client, type Json} from './helpers/client.js';
import {startPostgres, type PostgresServer} from './helpers/postgres.js';

let server: PostgresServer | string = '';
let databaseUrl = '';
let dataFolder = '';

before(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'paragon-sandbox-'));
  server = await startPostgres();
  if (typeof server !== 'string') databaseUrl = server.databaseUrl;
});
after(async () => {
  if (typeof server !== 'string') await server.stop();
  await rm(dataFolder, {recursive: true, force: true});
});

test('two sandboxes on one PostgreSQL server serve the same users', async (t) => {
  if (typeof server === 'string') return t.skip(server);
  const start = () => createSandbox({databaseUrl, dataFolder});
  const [one, two]: [Sandbox, Sandbox] = await Promise.all([start(), start()]);
  try {
    const alice = await Client.of(one, 'alice');
    const credential = await alice.connect('slack');
    const there = new Client(two, alice.token);
    assert.equal(
      (await there.get('/me')).body.integrations.slack.credentialId,
      credential.id,
      'tokens of one are good at the other',
    );
    const {id} = await there.integration('sendgrid');
    const add = (on: Client) =>
      on.post('/credentials', {integrationId: id, payload: {SENDGRID_API_KEY: demoKeys.sendgrid[0].key}});
    const statuses = await Promise.all([add(alice), add(there), add(alice), add(there)]);
    assert.deepEqual(
      statuses.map(({status}) => status),
      [200, 200, 200, 200],
    );
    const {body} = await alice.get('/credentials');
    assert.equal(
      body.filter((one: Json) => one.integrationId === id).length,
      1,
      'installs at once do not double',
    );
    await fetch(`${two.urls.paragon}/_sandbox/credentials/${credential.id}/expire`, {method: 'POST'});
    const load = () => alice.post('/actions', {action: 'slack', sourceKey: 'channels'});
    assert.deepEqual(
      (await Promise.all([load(), load(), load()])).map(({status}) => status),
      [200, 200, 200],
    );
  } finally {
    await one.close();
    await two.close();
  }
  const later = await createSandbox({databaseUrl, dataFolder});
  const alice = await Client.of(later, 'alice');
  assert.equal((await alice.get('/credentials')).body.length, 2);
  await later.close();
});

test('two sandboxes on one server have one outside', async (t) => {
  if (typeof server === 'string') return t.skip(server);
  const start = () => createSandbox({databaseUrl, dataFolder});
  const [one, two]: [Sandbox, Sandbox] = await Promise.all([start(), start()]);
  try {
    const olga = await Client.of(one, 'olga');
    const there = new Client(two, olga.token);
    await olga.connect('slack');
    await olga.connect('hubspot');
    const say = (on: Client, text: string) =>
      on.post('/proxy/slack/chat.postMessage', {channel: 'general', text});
    const said = await Promise.all(
      ['a', 'b', 'c', 'd'].map((text, index) => say(index % 2 ? olga : there, text)),
    );
    assert.equal(new Set(said.map(({body}) => body.output.ts)).size, 4);
    for (const on of [olga, there]) {
      const {body} = await on.get('/proxy/slack/conversations.history?channel=general');
      assert.deepEqual(body.output.messages.map(({text}: Json) => text).sort(), ['a', 'b', 'c', 'd']);
    }
    const contact = {properties: {email: 'only@once.example'}};
    const made = await Promise.all(
      [olga, there, olga, there].map((on) => on.post('/proxy/hubspot/crm/v3/objects/contacts', contact)),
    );
    assert.deepEqual(
      made.map(({status}) => status).sort(),
      [201, 409, 409, 409],
      'an address is given once, whoever is asked',
    );
  } finally {
    await one.close();
    await two.close();
  }
});

test('a connection that the server ends in the middle of a transaction ends nothing else', async (t) => {
  if (typeof server === 'string') return t.skip(server);
  const {db, close} = await openDatabase({dataFolder, memory: false, databaseUrl});
  await assert.rejects(
    db.transaction(async (tx) => {
      const {rows} = (await tx.execute(sql`select pg_backend_pid() as pid`)) as Json;
      await db.execute(sql`select pg_terminate_backend(${rows[0].pid})`);
      await sleep(200);
      await tx.execute(sql`select 1`);
    }),
  );
  assert.ok(await db.execute(sql`select 1`));
  await close();
});

test('an unreachable server is said so', async () => {
  const error = await createSandbox({
    databaseUrl: 'postgres://nobody:secret@127.0.0.1:1/none',
    dataFolder,
  }).catch((reason: unknown) => reason);
  assert.ok(error instanceof StartError);
  assert.equal(error.code, 'database-unreachable');
  assert.ok(!error.message.includes('secret'));
});
