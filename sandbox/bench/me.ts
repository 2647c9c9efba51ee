/**
 * How long `GET /sdk/me` of one user takes beside 10 to 10,000 users with ten accounts each, and how long a warm start
 * takes.
 *
 *     npm run bench                                  the embedded database
 *     npm run bench -- --database-url postgres://…   a PostgreSQL server; the user must be allowed to create databases
 *     npm run bench -- --quick                       10 and 1,000 users, no starts
 *
 * Exit code 1 if the median grows by more than a factor of 2 from the first size to the last.
 */
import {parseArgs} from 'node:util';
import pg from 'pg';
import type {Sandbox} from '../src/index.js';
import {MEASURED_USER, sandboxWithUsers} from './many-users.js';
import {measureWarmStarts, waysToStart} from './warm-start.js';

const MAX_GROWTH = 2;

const {values} = parseArgs({
  options: {quick: {type: 'boolean', default: false}, 'database-url': {type: 'string'}},
});
const {quick, 'database-url': databaseUrl} = values;
const sizes = quick ? [10, 1000] : [10, 100, 1000, 10_000];
const samples = quick ? 200 : 1000;

const databases = await makeDatabases();
const measured: {users: number; sandbox: Sandbox; ask: () => Promise<void>; times: number[]}[] = [];
try {
  for (const [index, users] of sizes.entries()) {
    const sandbox = await sandboxWithUsers(users, databases.urls[index]);
    measured.push({users, sandbox, ask: await asker(sandbox), times: []});
  }
  // One after the other in turn, so that whatever else the machine does slows down all alike.
  for (let sample = -50; sample < samples; sample++)
    for (const {ask, times} of measured) {
      const begin = performance.now();
      await ask();
      if (sample >= 0) times.push(performance.now() - begin);
    }
} finally {
  for (const {sandbox} of measured) await sandbox.close();
  await databases.drop();
}

const rows = measured.map(({users, times}) => ({
  users,
  p50: percentile(times, 50),
  p99: percentile(times, 99),
}));
const growth = (rows.at(-1)?.p50 ?? 0) / (rows[0]?.p50 ?? 1);
console.log(
  `GET /sdk/me of one user with 10 accounts, ${databaseUrl ? 'PostgreSQL server' : 'embedded database'}, ms`,
);
console.log('   users     p50     p99');
for (const {users, p50, p99} of rows)
  console.log(`${String(users).padStart(8)}${p50.toFixed(2).padStart(8)}${p99.toFixed(2).padStart(8)}`);
console.log(`p50 grows by a factor of ${growth.toFixed(2)} (at most ${MAX_GROWTH})`);
if (growth > MAX_GROWTH) process.exitCode = 1;

if (!quick)
  for (const {name, args, isThere} of waysToStart) {
    if (!isThere) console.log(`Warm start, ${name}: not there, run npm run build`);
    else {
      const starts = await measureWarmStarts(args, 7);
      console.log(
        `Warm start, ${name}: p50 ${(percentile(starts, 50) / 1000).toFixed(2)} s of ${starts.length}`,
      );
    }
  }

async function asker(sandbox: Sandbox): Promise<() => Promise<void>> {
  const headers = {Authorization: `Bearer ${await sandbox.userToken(MEASURED_USER, {expiresIn: 86_400})}`};
  const url = `${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/me`;
  return async () => {
    const {integrations} = (await (await fetch(url, {headers})).json()) as {
      integrations: {sendgrid: {allCredentials: unknown[]}};
    };
    if (integrations.sendgrid.allCredentials.length !== 10) throw new Error('The user has other accounts.');
  };
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

/** A database for each size; none for the embedded one, which has a folder each. */
async function makeDatabases(): Promise<{urls: (string | undefined)[]; drop(): Promise<void>}> {
  if (!databaseUrl) return {urls: [], drop: async () => undefined};
  const names = sizes.map((users) => `paragon_bench_${process.pid}_${users}`);
  const run = async (statement: string) => {
    const client = new pg.Client({connectionString: databaseUrl});
    await client.connect();
    for (const name of names) await client.query(`${statement} "${name}"`);
    await client.end();
  };
  await run('create database');
  const urls = names.map((name) => {
    const url = new URL(databaseUrl);
    url.pathname = `/${name}`;
    return url.href;
  });
  return {urls, drop: () => run('drop database if exists')};
}
