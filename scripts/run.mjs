import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Root folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Nothing here takes as long, in milliseconds, unless it hangs. */
const RUN_LIMIT = 15 * 60_000;

/**
 * Of single tests. What has failed is listed as far as it is known by name.
 *
 * @typedef {{passed: number, failed: number, skipped?: number, failures?: import('./failures.mjs').Failure[]}} Counts
 */

/**
 * Runs a command in the repository, its output going straight to the terminal. Commands of installed packages are found.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] added to the environment
 * @param {number} [limit] milliseconds after which it is ended
 * @param {string} [cwd] the folder to run it in
 * @returns {Promise<number>} its exit code; 1 if it could not start or was ended
 */
export function run(command, args, env = {}, limit = RUN_LIMIT, cwd = root) {
  const PATH = join(root, 'node_modules/.bin') + delimiter + process.env.PATH;
  return new Promise((resolve) => {
    const child = spawn(command, args, {cwd, stdio: 'inherit', env: {...process.env, PATH, ...env}});
    const overdue = setTimeout(() => {
      console.error(`${command}: ended, as it took longer than ${limit / 60_000} minutes.`);
      child.kill('SIGKILL');
    }, limit);
    child.once('error', (error) => {
      clearTimeout(overdue);
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => {
      clearTimeout(overdue);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a test runner that leaves its result in a file.
 *
 * A runner that ends badly without a failed test, or well without a result, counts as one failure: no error is lost.
 *
 * @param {(file: string) => Promise<number>} start runs it and gives its exit code
 * @param {(text: string) => Counts} parse reads the file
 * @returns {Promise<Counts>}
 */
export async function runCounted(start, parse) {
  const folder = mkdtempSync(join(tmpdir(), 'paragon-elements-'));
  const file = join(folder, 'result');
  try {
    const code = await start(file);
    if (!existsSync(file)) return failedWith('ended without a result', code);
    const counts = parse(readFileSync(file, 'utf8'));
    if (code === 0 || counts.failed > 0) return counts;
    return {...counts, ...failedWith('ended badly, though no test has failed', code), passed: counts.passed};
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/**
 * @param {string} title
 * @param {number} code
 * @returns {Counts} of a command that has failed as a whole
 */
export function failedWith(title, code) {
  return {passed: 0, failed: 1, failures: [{title: `${title} (exit code ${code})`}]};
}

/**
 * Runs the unit tests in the given browsers.
 *
 * @param {readonly string[]} browsers
 * @returns {Promise<Counts>}
 */
export function runUnitTests(browsers) {
  return runCounted(
    (file) => run('wtr', [], {BROWSERS: browsers.join(','), TEST_SUMMARY_FILE: file}),
    JSON.parse,
  );
}

/**
 * Runs the files `*.test.ts` of a folder with Node's own test runner. Node 20 takes no globs after `--test`, so the files
 * are listed here.
 *
 * @param {string} folder
 * @returns {Promise<Counts>}
 */
export async function runNodeTests(folder) {
  const path = join(root, folder);
  const files = existsSync(path) ? readdirSync(path, {recursive: true}) : [];
  const tests = files.filter((file) => file.endsWith('.test.ts')).map((file) => `${folder}/${file}`);
  if (!tests.length) {
    return failedWith(`no tests in ${folder}`, 1);
  }
  return runTestFiles(tests.sort(), ['--import', 'tsx']);
}

/**
 * Runs files with Node's own test runner.
 *
 * @param {readonly string[]} files
 * @param {readonly string[]} [flags] further ones for Node
 * @returns {Promise<Counts>}
 */
export function runTestFiles(files, flags = []) {
  const reporters = (file) => [
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./scripts/node-summary.mjs', `--test-reporter-destination=${file}`],
  ];
  return runCounted(
    (file) => run('node', [...flags, '--test', '--test-timeout=180000', ...reporters(file).flat(), ...files]),
    JSON.parse,
  );
}
