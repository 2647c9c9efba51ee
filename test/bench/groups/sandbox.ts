import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fillDatabase, MEASURED_USER} from '../../../sandbox/bench/many-users.js';
import {startPostgres} from '../../../sandbox/test/helpers/postgres.js';
import pg from 'pg';
import type {Group, Lab} from '../lab.js';
import {load, type Asked} from '../load.js';
import type {BenchSandbox} from '../sandbox.js';

/** Each lasts seconds. */
const ROUNDS = 5;
const SECONDS = 3;
const QUICK_SECONDS = 1;

export const sandboxLoad: Group = {
  name: 'sandbox',
  title: 'The sandbox with many users, ten accounts each, asked by ten at once',
  hasVersions: false,
  async measure(lab, book) {
    const sizes = lab.options.quick ? [10, 100] : [10, 1000, 10_000];
    const server = await startPostgres();
    const databases: readonly Database[] = [
      {name: 'PGlite'},
      ...(typeof server === 'string' ? [] : [{name: 'PostgreSQL', server: server.databaseUrl}]),
    ];
    const places: Place[] = [];
    try {
      for (const size of sizes)
        for (const database of databases) places.push(await makePlace(lab, database, size));
      const seconds = lab.options.quick ? QUICK_SECONDS : SECONDS;
      const turns = places.flatMap((place) => place.routes.map((route) => ({...place, ...route})));
      await lab.interleave(
        turns,
        async ({route, asked, size, contestant}, isCounted) => {
          const {perSecond, p99} = await load(asked, isCounted ? seconds : 1);
          if (!isCounted) return;
          const shared = {contestant, size: {of: 'users', is: size}};
          book.add({...shared, figure: `${route}: requests`, unit: 'per s', value: perSecond});
          book.add({...shared, figure: `${route}: p99`, unit: 'ms', value: p99});
        },
        ROUNDS,
      );
    } finally {
      for (const {close} of places) await close();
      if (typeof server !== 'string') await server.stop();
    }
  },
};

interface Database {
  readonly name: string;
  /** Address of a database of a server, in which others can be made. */
  readonly server?: string;
}

interface Place {
  readonly contestant: string;
  readonly size: number;
  readonly routes: readonly {readonly route: string; readonly asked: Asked}[];
  close(): Promise<void>;
}

async function makePlace(lab: Lab, {name, server}: Database, size: number): Promise<Place> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'paragon-bench-'));
  const databaseUrl = server && (await makeDatabase(server, `users_${size}`));
  await fillDatabase({users: size, dataFolder, databaseUrl});
  const sandbox = await lab.startSandbox({dataFolder, databaseUrl, isMeasured: true});
  return {
    contestant: name,
    size,
    routes: await routesOf(sandbox),
    async close() {
      await sandbox.close();
      await rm(dataFolder, {recursive: true});
    },
  };
}

async function makeDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({connectionString: server});
  await client.connect();
  await client.query(`create database "${name}"`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function routesOf({localUrl, projectId, userToken}: BenchSandbox): Promise<Place['routes']> {
  const headers = {
    Authorization: `Bearer ${await userToken(MEASURED_USER)}`,
    'Content-Type': 'application/json',
  };
  const url = `${localUrl}/projects/${projectId}/sdk`;
  const body = {action: 'sendgrid', sourceKey: 'templates', parameters: []};
  return [
    {route: 'GET /sdk/me', asked: {url: `${url}/me`, method: 'GET', headers}},
    {route: 'GET /sdk/integrations', asked: {url: `${url}/integrations`, method: 'GET', headers}},
    {route: 'POST /sdk/actions', asked: {url: `${url}/actions`, method: 'POST', headers, body}},
  ];
}
