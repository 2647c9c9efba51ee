import {rm, stat} from 'node:fs/promises';
import {PGlite} from '@electric-sql/pglite';
import {drizzle} from 'drizzle-orm/pglite';
import {migrate} from 'drizzle-orm/pglite/migrator';
import type {ImageCache} from './image-cache.js';
import {ImageInMemory, imageKey, makeImage, unfoldImage, type StartImage} from './start-image.js';

/** Starts embedded databases, migrated. */
export interface EmbeddedDatabases {
  inMemory(): Promise<PGlite>;
  /** Makes the database if there is no such folder. Rejects if what is there is none. */
  inFolder(folder: string): Promise<PGlite>;
}

/** Room for what a sandbox asks for: PostgreSQL's own 140 MB would be filled with zeros at each start. */
const startParams = [
  ...PGlite.defaultStartParams,
  ...['shared_buffers=16MB', 'max_connections=5'].flatMap((setting) => ['-c', setting]),
];

/**
 * @param migrationsFolder What is to be in a database.
 * @param cache Where the image that databases start from is kept between processes. Within one it is remembered.
 */
export function createEmbeddedDatabases(migrationsFolder: string, cache: ImageCache): EmbeddedDatabases {
  let known: StartImage | undefined;
  let making: Promise<StartImage> | undefined;

  const key = () => imageKey(migrationsFolder).catch(() => undefined);

  async function stored(): Promise<StartImage | undefined> {
    if (known) return known;
    const name = await key();
    return name === undefined ? undefined : cache.read(name);
  }

  async function makeAndKeep(): Promise<StartImage> {
    known = await makeImage(migrationsFolder);
    const name = await key();
    if (name !== undefined) await cache.write(name, known);
    return known;
  }

  const make = () => (making ??= makeAndKeep().finally(() => (making = undefined)));

  const startInMemory = (image: StartImage) => PGlite.create({fs: new ImageInMemory(image), startParams});

  async function startInFolder(folder: string): Promise<PGlite> {
    const client = await PGlite.create({dataDir: folder, startParams});
    try {
      await migrate(drizzle(client), {migrationsFolder});
      return client;
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  return Object.freeze({
    async inMemory() {
      const image = await stored();
      if (image) {
        try {
          const client = await startInMemory(image);
          known = image;
          return client;
        } catch {
          // Whole, and yet of no use: replaced below.
          known = undefined;
        }
      }
      return startInMemory(await make());
    },

    async inFolder(folder: string) {
      if (await exists(folder)) return startInFolder(folder);
      try {
        await unfoldImage((await stored()) ?? (await make()), folder);
        return await startInFolder(folder);
      } catch {
        // What was begun here a moment ago is nobody's data.
        await rm(folder, {recursive: true, force: true});
        return startInFolder(folder);
      }
    },
  });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
