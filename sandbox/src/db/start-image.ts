import {createHash, randomUUID} from 'node:crypto';
import {mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {MemoryFS, PGlite} from '@electric-sql/pglite';
import {drizzle} from 'drizzle-orm/pglite';
import {migrate} from 'drizzle-orm/pglite/migrator';

/**
 * The files of an embedded database that was migrated and closed before anything was stored in it. A database starts
 * from them several times faster than from nothing.
 */
export interface StartImage {
  /** Folders in front of what lies in them; their size is `null`. Paths begin with a slash. */
  readonly entries: readonly (readonly [path: string, size: number | null])[];
  /** The contents of the files, one after the other. */
  readonly contents: Uint8Array;
}

/** Changes when images are made in another way, or read in another. */
const FORMAT = '1';
const DATA = '/pglite/data';
const HASH_LENGTH = 32;

/** Small log files: an image of a third of the size. */
const INITDB_PARAMETERS = ['--wal-segsize=1'];

/** What an image depends on, as a short text for its file name. */
export async function imageKey(migrationsFolder: string): Promise<string> {
  const hash = createHash('sha256');
  const add = (name: string, content: string) => hash.update(`${name}\0${content.length}\0${content}\0`);
  const pglite = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const manifest = JSON.parse(await readFile(join(pglite, '../package.json'), 'utf8')) as {version: string};
  add('format', FORMAT);
  add('pglite', manifest.version);
  add('journal', await readFile(join(migrationsFolder, 'meta/_journal.json'), 'utf8'));
  for (const name of (await readdir(migrationsFolder)).sort())
    if (name.endsWith('.sql')) add(name, await readFile(join(migrationsFolder, name), 'utf8'));
  return hash.digest('hex').slice(0, 32);
}

/** Makes an image from the migrations alone; takes some seconds. */
export async function makeImage(migrationsFolder: string): Promise<StartImage> {
  const files = new RecordedFiles();
  const client = await PGlite.create({fs: files, initDbStartParams: INITDB_PARAMETERS});
  try {
    await migrate(drizzle(client), {migrationsFolder});
    // What new databases are copied from. There is never a second one.
    await client.exec('update pg_database set datistemplate = false');
    await client.exec('drop database template0');
    await client.exec('drop database template1');
  } finally {
    await client.close();
  }
  if (!files.image) throw new Error('The embedded database was not closed.');
  return files.image;
}

/** An image as the content of a file: its own hash, how long the list of its files is, the list, their contents. */
export function packImage({entries, contents}: StartImage): Buffer {
  const list = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(list.length);
  const body = Buffer.concat([length, list, contents]);
  return Buffer.concat([hashOf(body), body]);
}

/** @returns `undefined` if this is no image, or was cut or changed since. */
export function unpackImage(packed: Buffer): StartImage | undefined {
  const body = packed.subarray(HASH_LENGTH);
  if (body.length < 4 || !hashOf(body).equals(packed.subarray(0, HASH_LENGTH))) return undefined;
  const start = 4 + body.readUInt32LE();
  const entries = JSON.parse(body.toString('utf8', 4, start)) as StartImage['entries'];
  return {entries, contents: body.subarray(start)};
}

/**
 * Writes an image to a folder that is not there yet. It appears as a whole: a start that is broken off leaves no half
 * database behind.
 */
export async function unfoldImage(image: StartImage, folder: string): Promise<void> {
  const unfinished = `${folder}.${randomUUID()}`;
  try {
    await mkdir(unfinished, {mode: 0o700});
    for (const [path, content] of filesOf(image, image.contents))
      await (content
        ? writeFile(unfinished + path, content, {mode: 0o600})
        : mkdir(unfinished + path, {mode: 0o700}));
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, {recursive: true, force: true});
    throw error;
  }
}

/** The memory of a database that begins with an image. */
export class ImageInMemory extends MemoryFS {
  readonly #image: StartImage;

  constructor(image: StartImage) {
    super();
    this.#image = image;
  }

  override async initialSyncFs(): Promise<void> {
    const FS = filesOfRunning(this.pg);
    FS.mkdirTree(DATA, 0o700);
    // The database writes to the very bytes that it is given, so each gets a copy.
    for (const [path, content] of filesOf(this.#image, new Uint8Array(this.#image.contents)))
      if (content) FS.writeFile(DATA + path, content, {canOwn: true});
      else FS.mkdir(DATA + path, 0o700);
  }
}

/** Takes the image when the database has been closed and its files are still there. */
class RecordedFiles extends MemoryFS {
  image: StartImage | undefined;

  override async closeFs(): Promise<void> {
    const FS = filesOfRunning(this.pg);
    const entries: [string, number | null][] = [];
    const contents: Uint8Array[] = [];
    const record = (folder: string) => {
      for (const name of FS.readdir(DATA + folder)) {
        if (name === '.' || name === '..') continue;
        const path = `${folder}/${name}`;
        if (FS.isDir(FS.stat(DATA + path).mode)) {
          entries.push([path, null]);
          record(path);
          continue;
        }
        const content: Uint8Array = FS.readFile(DATA + path);
        entries.push([path, content.length]);
        contents.push(content);
      }
    };
    record('');
    this.image = {entries, contents: Buffer.concat(contents)};
    await super.closeFs();
  }
}

function* filesOf(
  {entries}: StartImage,
  contents: Uint8Array,
): Generator<readonly [path: string, content: Uint8Array | undefined]> {
  let at = 0;
  for (const [path, size] of entries) {
    yield [path, size === null ? undefined : contents.subarray(at, at + size)];
    at += size ?? 0;
  }
}

function filesOfRunning(client: PGlite | undefined) {
  if (!client) throw new Error('The embedded database does not run.');
  return client.Module.FS;
}

const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest();
