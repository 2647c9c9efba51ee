import {access, constants, stat} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {join} from 'node:path';
import {sql} from 'drizzle-orm';
import type {PgDatabase, PgQueryResultHKT} from 'drizzle-orm/pg-core';
import {StartError} from '../errors.js';
import type {EmbeddedDatabases} from './embedded.js';
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
    const folder = join(options.dataFolder, 'database');
    await checkAccess(folder);
    const opened = await openEmbedded(folder);
    return {
      ...opened,
      close: async () => {
        try {
          await opened.close();
        } finally {
          await unlock();
        }
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** What is not ours to write to is not damaged: nobody is to delete it. */
async function checkAccess(folder: string): Promise<void> {
  const refuse = (what: string, cause?: unknown) =>
    new StartError(
      'data-folder-unusable',
      `The database in ${folder} ${what}. Choose another folder with --data, or start with --memory.`,
      {cause},
    );
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw refuse('cannot be read', error);
  });
  if (!found) return;
  if (!found.isDirectory()) throw refuse('is a file');
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw refuse('cannot be written to: it is read-only, or belongs to another user', cause);
  });
}

/** Loaded late: a sandbox with a server of its own needs none. */
let embedded: Promise<EmbeddedDatabases> | undefined;

async function loadEmbedded(): Promise<EmbeddedDatabases> {
  const [{createEmbeddedDatabases}, {createImageCache, defaultCacheFolder}] = await Promise.all([
    import('./embedded.js'),
    import('./image-cache.js'),
  ]);
  return createEmbeddedDatabases(migrationsFolder, createImageCache(await defaultCacheFolder()));
}

async function openEmbedded(folder: string | undefined): Promise<OpenDatabase> {
  const [databases, {drizzle}] = await Promise.all([
    (embedded ??= loadEmbedded()),
    import('drizzle-orm/pglite'),
  ]);
  try {
    const client = await (folder ? databases.inFolder(folder) : databases.inMemory());
    return {
      db: drizzle(client, {schema}) as unknown as Database,
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
      `The PostgreSQL server of --database-url cannot be used: ${reasonOf(cause)}.`,
      {cause},
    );
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers at its address. Check host and port, and that it runs',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its host name cannot be looked up',
  ETIMEDOUT: 'it does not answer in time',
  ECONNRESET: 'it ended the connection',
  '28P01': 'it refuses this user and password',
  '28000': 'it refuses this user',
  '3D000': 'it has no such database. Create it first',
  '42501': 'this user may not create tables there',
  '53300': 'it has no connection left',
  '57P03': 'it is still starting',
};

/** In words of ours: a driver's message may quote the address, password included. */
function reasonOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    const known = REASONS[code];
    if (known) return known;
    if (/timeout/i.test(cause.message)) return 'it does not answer in time';
  }
  return 'check that it runs, that the database exists, and the user and password in the address';
}
