// Runs the tests, or those that are named. Node 20 does not expand patterns itself, and not every shell does.
import {readdirSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = process.argv.slice(2);
const files = readdirSync(join(here, 'test'))
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => !wanted.length || wanted.some((one) => name.startsWith(one)))
  .map((name) => join(here, 'test', name));
// Two at a time, and the database compiled in a hurry: optimizing it costs more than a file of tests gains by it.
const flags = ['--liftoff-only', '--import', 'tsx', '--test', '--test-concurrency=2'];
const {status} = spawnSync(process.execPath, [...flags, ...files], {
  cwd: here,
  stdio: 'inherit',
});
process.exit(status ?? 1);
