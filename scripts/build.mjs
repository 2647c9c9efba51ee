/**
 * Writes `dist`: the npm modules and their types one to one, and the CDN bundle with `integrity.json`, the hashes of its
 * files; then checks that every file parses, and prints the hash of the file that pages name.
 */
import {createHash} from 'node:crypto';
import {readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {bundle} from './bundle.mjs';
import {root, run} from './run.mjs';

const CDN_FILE = 'paragon-elements.js';

const dist = join(root, 'dist');
const cdn = join(dist, 'cdn');
rmSync(dist, {recursive: true, force: true});

if ((await run('tsc', ['-p', 'tsconfig.build.json'])) !== 0) process.exit(1);
await bundle({entry: 'src/define.ts', name: 'paragon-elements', outDir: cdn});

const hashes = hashesOf(cdn);
writeFileSync(join(cdn, 'integrity.json'), `${JSON.stringify(hashes, undefined, 2)}\n`);

const files = readdirSync(dist, {recursive: true}).filter((file) => file.endsWith('.js'));
// A bundler may pass syntax through that no browser knows yet, such as decorators, without a word.
const broken =
  (await run('node', ['--experimental-vm-modules', '--no-warnings', 'scripts/parse.mjs', dist])) !== 0;
console.log(`dist: ${files.length} modules`);
console.log(`dist/cdn/${CDN_FILE}: integrity="${hashes[CDN_FILE]}"`);
process.exitCode = broken ? 1 : 0;

/** Of each script in a folder, as the attribute `integrity` takes it; the one that pages name first. */
function hashesOf(folder) {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js') && file !== CDN_FILE);
  return Object.fromEntries([CDN_FILE, ...scripts.sort()].map((file) => [file, hashOf(join(folder, file))]));
}

function hashOf(file) {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}
