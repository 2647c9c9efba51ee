import {createHash} from 'node:crypto';
import {readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {bundle} from './bundle.mjs';
import {root} from './run.mjs';

const NAME = 'paragon-elements';
const FILE = `${NAME}.js`;
const folder = join(root, 'dist/cdn');

/**
 * Writes `dist/cdn`: the file that pages name, its chunks, and `integrity.json` with the hashes of all of them.
 *
 * @returns {Promise<string>} the line that tells the hash of the file that pages name
 */
export async function buildCdn() {
  rmSync(folder, {recursive: true, force: true});
  await bundle({entry: 'src/define.ts', name: NAME, outDir: folder});
  // Who imports it by its name in the package gets the types of the tags.
  writeFileSync(join(folder, `${NAME}.d.ts`), "import '../define.js';\n");
  const hashes = hashesOfScripts();
  writeFileSync(join(folder, 'integrity.json'), `${JSON.stringify(hashes, undefined, 2)}\n`);
  return `dist/cdn/${FILE}: integrity="${hashes[FILE]}"`;
}

/** Of each script, as the attribute `integrity` takes it; the one that pages name first. */
function hashesOfScripts() {
  const others = readdirSync(folder).filter((file) => file.endsWith('.js') && file !== FILE);
  return Object.fromEntries([FILE, ...others.sort()].map((file) => [file, hashOf(join(folder, file))]));
}

function hashOf(file) {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}
