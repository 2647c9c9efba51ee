/**
 * Writes `dist`: the npm modules and their types one to one, and the files for a CDN; then checks that every file parses,
 * and prints the hash of the file that pages name.
 */
import {readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {buildCdn} from './cdn.mjs';
import {root, run} from './run.mjs';

const dist = join(root, 'dist');
rmSync(dist, {recursive: true, force: true});

if ((await run('tsc', ['-p', 'tsconfig.build.json'])) !== 0) process.exit(1);
const hashLine = await buildCdn();

const files = readdirSync(dist, {recursive: true}).filter((file) => file.endsWith('.js'));
// A bundler may pass syntax through that no browser knows yet, such as decorators, without a word.
const broken =
  (await run('node', ['--experimental-vm-modules', '--no-warnings', 'scripts/parse.mjs', dist])) !== 0;
console.log(`dist: ${files.length} modules`);
console.log(hashLine);
process.exitCode = broken ? 1 : 0;
