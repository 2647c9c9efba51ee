import {mkdir, open, readFile, realpath, rename, rm} from 'node:fs/promises';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {randomUUID} from 'node:crypto';
import {StartError} from '../errors.js';

interface Owner {
  readonly pid: number;
  /** When the process started, where the system tells: pids are used again, above all in containers. */
  readonly started: string | null;
}

const heldHere = new Set<string>();

/**
 * Takes a data folder for this process alone; the embedded database itself would let two processes write to it.
 * A lock whose process is gone is taken over.
 *
 * @returns A function that gives the folder free.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, {recursive: true, mode: 0o700}).catch((cause: NodeJS.ErrnoException) => {
    throw new StartError(
      'data-folder-unusable',
      cause.code === 'EEXIST' || cause.code === 'ENOTDIR'
        ? `The data folder ${folder} is a file, or lies below one. Choose another one with --data, or start with --memory.`
        : `The data folder ${folder} cannot be made. Choose another one with --data, or start with --memory.`,
      {cause},
    );
  });
  // One folder may have several names.
  const path = join(await realpath(folder), 'lock');
  if (heldHere.has(path)) throw inUse(folder, process.pid);

  for (let attempt = 0; attempt < 20; attempt++) {
    if (await create(path, folder)) {
      heldHere.add(path);
      return async () => {
        heldHere.delete(path);
        await rm(path, {force: true});
      };
    }
    const owner = await readOwner(path);
    if (owner && isAlive(owner)) throw inUse(folder, owner.pid);
    await setAside(path, owner);
  }
  throw inUse(folder, undefined);
}

async function create(path: string, folder: string): Promise<boolean> {
  const owner: Owner = {pid: process.pid, started: startOf(process.pid)};
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify(owner));
    await file.close();
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new StartError(
      'data-folder-unusable',
      `The data folder ${folder} cannot be written to: it is read-only, or belongs to another user. Choose another one with --data, or start with --memory.`,
      {cause},
    );
  }
}

/** `undefined` if the file is gone or was left behind half written. */
async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch {
    // The owner may be between creating the file and writing to it.
    await new Promise((resume) => setTimeout(resume, 50));
    return readFile(path, 'utf8')
      .then(
        (content) => JSON.parse(content) as Owner,
        () => undefined,
      )
      .catch(() => undefined);
  }
}

/** Moves a stale lock away. If another process was faster, what was moved is its fresh lock: put that back. */
async function setAside(path: string, stale: Owner | undefined): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readOwner(aside);
  if (moved && isAlive(moved) && JSON.stringify(moved) !== JSON.stringify(stale)) await rename(aside, path);
  else await rm(aside, {force: true});
}

function isAlive({pid, started}: Owner): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  // Our own pid: a thread of this process, or a process that had the pid before us.
  if (pid === process.pid) return started !== null && started === startOf(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return started === null || now === null || started === now;
}

/** Start time of a process in clock ticks, on Linux. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

const inUse = (folder: string, pid: number | undefined) =>
  new StartError(
    'data-folder-in-use',
    `The data folder ${folder} is in use by another sandbox${pid ? ` (process ${pid})` : ''}. ` +
      'Stop that one, choose another folder with --data, start with --memory, or share a PostgreSQL server with --database-url.',
  );
