import {randomUUID} from 'node:crypto';
import {constants, type Stats} from 'node:fs';
import {lstat, mkdir, open, readdir, rename, rm, stat, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';
import {packImage, unpackImage, type StartImage} from './start-image.js';

/** Keeps images between starts. It never throws: without it a start takes longer, and that is all. */
export interface ImageCache {
  read(key: string): Promise<StartImage | undefined>;
  /** Replaces what is there, also the images of other versions. */
  write(key: string, image: StartImage): Promise<void>;
}

/**
 * The cache in a folder. Whoever could write to an image could put what they like into the databases that start from it.
 * So nothing is read from a folder or file that belongs to somebody else, or that others may write to.
 *
 * @param folder Made when it is needed; `undefined` keeps nothing.
 */
export function createImageCache(folder: string | undefined): ImageCache {
  return Object.freeze({
    read: async (key: string) =>
      folder === undefined ? undefined : readImage(folder, fileName(key)).catch(() => undefined),
    write: async (key: string, image: StartImage) => {
      if (folder !== undefined) await writeImage(folder, fileName(key), image).catch(() => undefined);
    },
  });
}

/**
 * Where images are kept: `paragon-sandbox` in the user's folder for what may be thrown away. `undefined` if that is not a
 * folder of this user, as with `sudo`, whose files the user could not replace afterwards.
 */
export async function defaultCacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  home = homeOf(),
): Promise<string | undefined> {
  const isOwn = await stat(home).then(
    (found) => isOurs(found),
    () => false,
  );
  if (!isOwn) return undefined;
  const named = env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(named)) return join(named, 'paragon-sandbox');
  if (process.platform === 'darwin') return join(home, 'Library/Caches/paragon-sandbox');
  if (process.platform === 'win32') return join(home, 'AppData/Local/paragon-sandbox/cache');
  return join(home, '.cache/paragon-sandbox');
}

/** Empty if the system knows of none, as for a user of a container without an entry. */
function homeOf(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

const fileName = (key: string) => `${key}.image`;

async function readImage(folder: string, name: string): Promise<StartImage | undefined> {
  const place = await lstat(folder);
  if (!place.isDirectory() || !isOurs(place)) return undefined;
  const file = await open(join(folder, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const found = await file.stat();
    return found.isFile() && isOurs(found) ? unpackImage(await file.readFile()) : undefined;
  } finally {
    await file.close();
  }
}

async function writeImage(folder: string, name: string, image: StartImage): Promise<void> {
  await mkdir(folder, {recursive: true, mode: 0o700});
  const place = await lstat(folder);
  if (!place.isDirectory() || !isOurs(place)) return;
  const unfinished = join(folder, `${randomUUID()}.part`);
  try {
    await writeFile(unfinished, packImage(image), {mode: 0o600, flag: 'wx'});
    await rename(unfinished, join(folder, name));
  } catch (error) {
    await rm(unfinished, {force: true});
    throw error;
  }
  // What other versions have left, or a start that was broken off.
  for (const other of await readdir(folder))
    if (/\.(image|part)$/.test(other) && other !== name) await rm(join(folder, other), {force: true});
}

/** Windows tells no owner; there the folder lies among the user's own, which others may not write to. */
function isOurs({uid, mode}: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
