import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {demoKeys} from '../src/index.js';
import {jsonOf, type Json} from './helpers/client.js';
import {run} from './helpers/command.js';
import {startPostgres} from './helpers/postgres.js';

const ROUNDS = 3;
/** Answers before the process is killed; several requests are under way at that moment. */
const ANSWERS = 20;

/** What was answered with 200, to be found again after every kill. */
interface Acknowledged {
  readonly users: Set<string>;
  readonly events: Set<number>;
  setting: number;
}

/** Writers of three kinds, all at once, until the process is gone. */
async function writeUntilKilled(args: string[], known: Acknowledged, round: number): Promise<void> {
  const {ready, child, ended} = run(args);
  const sandbox = await connect(await ready());
  await check(sandbox, known);
  let count = 0;
  let isKilled = false;
  const acknowledge = (note: () => void) => {
    note();
    if (++count < ANSWERS || isKilled) return;
    isKilled = true;
    child.kill('SIGKILL');
  };
  const writer = async (write: (n: number) => Promise<() => void>) => {
    for (let n = 0; !isKilled; n++) {
      // A request that the end of the process has cut off was not answered: nothing is promised.
      const note = await write(n).catch((error: unknown) => {
        if (isKilled) return undefined;
        throw error;
      });
      if (note) acknowledge(note);
    }
  };
  const token = await sandbox.token('settings');
  const credential = await sandbox.credential(token);
  await Promise.all([
    writer(async () => {
      const value = known.setting + 1;
      await sandbox.call(token, 'PATCH', `/credentials/${credential}/configurations`, {meta: {value}});
      return () => (known.setting = value);
    }),
    ...['a', 'b'].map((name) =>
      writer(async (n) => {
        const user = `${name}-${round}-${n}`;
        await sandbox.credential(await sandbox.token(user));
        return () => known.users.add(user);
      }),
    ),
    ...[1, 2].map((name) =>
      writer(async (n) => {
        const number = (round * 10 + name) * 100_000 + n;
        await sandbox.call(token, 'POST', '/events/trigger', {name: 'Counted', payload: {number}});
        return () => known.events.add(number);
      }),
    ),
  ]);
  assert.equal(await ended, null);
  assert.equal(child.signalCode, 'SIGKILL');
}

async function connect({url, projectId}: Json) {
  const call = async (token: string, method: string, path: string, body?: object): Promise<Json> => {
    const response = await fetch(`${url}/projects/${projectId}/sdk${path}`, {
      method,
      headers: {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json'},
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  const token = async (user: string): Promise<string> =>
    (await jsonOf(fetch(`${url}/_sandbox/token?user=${user}`))).token;
  const integrations: Json[] = await call(await token('settings'), 'GET', '/integrations');
  const integrationId = integrations.find(({type}) => type === 'sendgrid').id;
  const payload = {SENDGRID_API_KEY: demoKeys.sendgrid[0].key};
  return {
    call,
    token,
    events: async (): Promise<Json[]> =>
      (await jsonOf(fetch(`${url}/_sandbox/events?user=settings&limit=500`))).events,
    credential: async (of: string): Promise<string> =>
      (await call(of, 'POST', '/credentials', {integrationId, payload})).id,
  };
}

async function check(sandbox: Awaited<ReturnType<typeof connect>>, known: Acknowledged): Promise<void> {
  const events = new Set((await sandbox.events()).map(({payload}) => payload.number));
  assert.deepEqual(
    [...known.events].filter((number) => !events.has(number)),
    [],
    'every event that was acknowledged is there',
  );
  for (const user of known.users) {
    const {integrations} = await sandbox.call(await sandbox.token(user), 'GET', '/me');
    assert.equal(integrations.sendgrid.enabled, true, `the account of ${user}`);
  }
  if (!known.setting) return;
  const {integrations} = await sandbox.call(await sandbox.token('settings'), 'GET', '/me');
  const {value} = integrations.sendgrid.configMeta;
  // The one that was under way may have been stored, too.
  assert.ok([known.setting, known.setting + 1].includes(value), `${value} after ${known.setting}`);
  known.setting = value;
}

async function killAgainAndAgain(args: string[]): Promise<void> {
  const known: Acknowledged = {users: new Set(), events: new Set(), setting: 0};
  for (let round = 0; round < ROUNDS; round++) await writeUntilKilled(args, known, round);
  const {ready, stop} = run(args);
  await check(await connect(await ready()), known);
  assert.equal(await stop('SIGTERM'), 0);
  assert.ok(known.users.size && known.events.size && known.setting, 'all kinds were written');
}

test('killed under load, the embedded database loses nothing that was acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paragon-sandbox-'));
  await killAgainAndAgain(['--port', '0', '--data', folder, '--json']);
  await rm(folder, {recursive: true});
});

test('killed under load, a sandbox on a PostgreSQL server loses nothing that was acknowledged', async (t) => {
  const server = await startPostgres();
  if (typeof server === 'string') return t.skip(server);
  const folder = await mkdtemp(join(tmpdir(), 'paragon-sandbox-'));
  try {
    await killAgainAndAgain([
      '--port',
      '0',
      '--data',
      folder,
      '--json',
      '--database-url',
      server.databaseUrl,
    ]);
  } finally {
    await server.stop();
    await rm(folder, {recursive: true});
  }
});
