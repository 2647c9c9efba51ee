import {fileURLToPath} from 'node:url';
import {join} from 'node:path';
import {sql} from 'drizzle-orm';
import type {PgDatabase, PgQueryResultHKT} from 'drizzle-orm/pg-core';
import {StartError} from '../errors.js';
import {lockFolder} from './lock.js';
import * as schema from './schema.js';

/** The same schema and queries on the embedded database and on a server. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface OpenDatabase {
  readonly db: Database;
  readonly kind: 'memory' | 'folder' | 'server';
  close(): Promise<void>;
}

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
/** Any number, as long as all sandboxes on one server use the same. */
const MIGRATION_LOCK = 440_044_001;

/** Opens and migrates the database in a folder, in memory, or on a PostgreSQL server. */
export async function openDatabase(options: {
  dataFolder: string;
  memory: boolean;
  databaseUrl?: string;
}): Promise<OpenDatabase> {
  if (options.databaseUrl) return openServer(options.databaseUrl);
  if (options.memory) return openEmbedded(undefined);
  const unlock = await lockFolder(options.dataFolder);
  try {
    const opened = await openEmbedded(join(options.dataFolder, 'database'));
    return {
      ...opened,
      close: async () => {
        await opened.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function openEmbedded(folder: string | undefined): Promise<OpenDatabase> {
  const [{PGlite}, {drizzle}, {migrate}] = await Promise.all([
    import('@electric-sql/pglite'),
    import('drizzle-orm/pglite'),
    import('drizzle-orm/pglite/migrator'),
  ]);
  try {
    const client = await PGlite.create(folder ? {dataDir: folder} : {});
    const db = drizzle(client, {schema});
    await migrate(db, {migrationsFolder});
    return {
      db: db as unknown as Database,
      kind: folder ? 'folder' : 'memory',
      close: () => client.close(),
    };
  } catch (cause) {
    throw new StartError(
      'data-folder-unusable',
      folder
        ? `The database in ${folder} cannot be opened. Delete that folder to start over, or choose another one with --data.`
        : 'The embedded database cannot be started.',
      {cause},
    );
  }
}

async function openServer(url: string): Promise<OpenDatabase> {
  const [{default: pg}, {drizzle}, {migrate}] = await Promise.all([
    import('pg'),
    import('drizzle-orm/node-postgres'),
    import('drizzle-orm/node-postgres/migrator'),
  ]);
  const pool = new pg.Pool({connectionString: url, max: 10, connectionTimeoutMillis: 5000});
  // An idle connection that the server ends must not end the sandbox; the next query opens another one.
  pool.on('error', () => undefined);
  // Nor must one in the middle of a transaction, whose query fails by itself.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const client = await pool.connect();
    try {
      // Several sandboxes may start at once on one server.
      const db = drizzle(client, {schema});
      await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
      try {
        await migrate(db, {migrationsFolder});
      } finally {
        await db.execute(sql`select pg_advisory_unlock(${MIGRATION_LOCK})`);
      }
    } finally {
      client.release();
    }
    return {db: drizzle(pool, {schema}) as unknown as Database, kind: 'server', close: () => pool.end()};
  } catch (cause) {
    await pool.end().catch(() => undefined);
    throw new StartError(
      'database-unreachable',
      'The PostgreSQL server of --database-url cannot be used. Check that it runs, that the database exists, and the user and password in the address.',
      {cause},
    );
  }
}
