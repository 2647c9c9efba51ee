/** Writes `dist`: the npm modules and their types one to one, and the CDN bundle; then checks that every file parses. */
import {spawnSync} from 'node:child_process';
import {readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {bundle} from './bundle.mjs';
import {root, run} from './run.mjs';

const dist = join(root, 'dist');
rmSync(dist, {recursive: true, force: true});

if ((await run('tsc', ['-p', 'tsconfig.build.json'])) !== 0) process.exit(1);
await bundle({entry: 'src/define.ts', name: 'paragon-elements', outDir: join(dist, 'cdn')});

const files = readdirSync(dist, {recursive: true}).filter((file) => file.endsWith('.js'));
const broken = files.filter((file) => !parses(join(dist, file)));
console.log(`dist: ${files.length} modules, ${broken.length} that do not parse`);
process.exitCode = broken.length ? 1 : 0;

/** A bundler may pass syntax through that no browser knows yet, such as decorators, without a word. */
function parses(file) {
  return (
    spawnSync(process.execPath, ['--check', file], {stdio: ['ignore', 'ignore', 'inherit']}).status === 0
  );
}
