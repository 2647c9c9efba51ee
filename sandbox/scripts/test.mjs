// Runs the tests, or those whose names begin as the arguments say.
import {spawnSync} from 'node:child_process';
import {basename} from 'node:path';
import {compileTests} from './compile-tests.mjs';
import {testFlags} from './test-flags.mjs';

const wanted = process.argv.slice(2);
const files = (await compileTests()).filter(
  (path) => !wanted.length || wanted.some((one) => basename(path).startsWith(one)),
);
const {status} = spawnSync(process.execPath, [...testFlags, '--test', ...files], {stdio: 'inherit'});
process.exit(status ?? 1);
