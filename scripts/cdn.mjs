import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {bundle} from './bundle.mjs';
import {changedAt} from './changed-at.mjs';
import {root} from './run.mjs';

const NAME = 'paragon-elements';
const FILE = `${NAME}.js`;

export const cdnFolder = join(root, 'dist/cdn');
const hashFile = join(cdnFolder, 'integrity.json');

/**
 * Writes `dist/cdn`: the file that pages name, its chunks, and `integrity.json` with the hashes of all of them.
 *
 * @returns {Promise<string>} the line that tells the hash of the file that pages name
 */
export async function buildCdn() {
  rmSync(cdnFolder, {recursive: true, force: true});
  await bundle({entry: 'src/define.ts', name: NAME, outDir: cdnFolder});
  // Who imports it by its name in the package gets the types of the tags.
  writeFileSync(join(cdnFolder, `${NAME}.d.ts`), "import '../define.js';\n");
  const hashes = hashesOfScripts();
  writeFileSync(hashFile, `${JSON.stringify(hashes, undefined, 2)}\n`);
  return `dist/cdn/${FILE}: integrity="${hashes[FILE]}"`;
}

/** Writes it if its sources have changed since. */
export async function ensureCdn() {
  // The hashes are written last.
  const builtAt = existsSync(hashFile) ? statSync(hashFile).mtimeMs : 0;
  const isFresh = ['src', 'scripts/bundle.mjs', 'package-lock.json'].every(
    (path) => changedAt(join(root, path)) < builtAt,
  );
  if (!isFresh) await buildCdn();
}

/** Of each script, as the attribute `integrity` takes it; the one that pages name first. */
function hashesOfScripts() {
  const others = readdirSync(cdnFolder).filter((file) => file.endsWith('.js') && file !== FILE);
  return Object.fromEntries([FILE, ...others.sort()].map((file) => [file, hashOf(join(cdnFolder, file))]));
}

function hashOf(file) {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}
