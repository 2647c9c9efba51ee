/**
 * `npm test`: every check of this repository. All run even if one fails; then the exit code is 1.
 *
 * `npm test -- --only unit` runs one step, `--only unit,size` several. The last line sums up the single tests,
 * `N passed, N failed`; a step that is no test run, such as lint, counts as one failure if it fails. Above it stands the
 * name of everything that has failed.
 */
import {compileTests} from '../sandbox/scripts/compile-tests.mjs';
import {testFlags as sandboxFlags} from '../sandbox/scripts/test-flags.mjs';
import {printFailures} from './failures.mjs';
import {runPlaywright} from './run-playwright.mjs';
import {failedWith, run, runNodeTests, runTestFiles, runUnitTests} from './run.mjs';

const checks = {
  lint: () => runCheck('node', 'scripts/lint.mjs'),
  unit: () => runUnitTests(['chromium']),
  build: () => runCheck('node', 'scripts/build.mjs'),
  demos: () => runCheck('node', 'scripts/build-demos.mjs'),
  docs: () => runCheck('npm', 'run', '--silent', 'docs:build'),
  node: () => runNodeTests('test/node'),
  size: () => runCheck('node', 'scripts/size.mjs'),
  manifest: () => runCheck('node', 'scripts/analyze.mjs', '--check'),
  sandbox: async () => runTestFiles(await compileTests(), sandboxFlags),
  e2e: () => runPlaywright(['e2e', 'faults', 'conformance']),
};

/**
 * One round after the other. In a round, rows run side by side: the unit tests wait much, and leave the processors to the
 * others then.
 */
const rounds = [
  [['unit'], ['lint', 'build', 'demos', 'docs', 'node', 'size', 'manifest']],
  [['sandbox']],
  [['e2e']],
];

const chosen = selectedChecks();
const total = {passed: 0, failed: 0, skipped: 0};
const lines = [];
const failures = [];
for (const rows of rounds) await Promise.all(rows.map(runRow));
printFailures(failures);
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

async function runRow(names) {
  for (const name of names) if (chosen.has(name)) await runStep(name);
}

async function runStep(name) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const begin = performance.now();
  const {passed, failed, skipped = 0, failures: ofStep = []} = await checks[name]();
  failures.push(...ofStep.map((failure) => ({step: name, ...failure})));
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((performance.now() - begin) / 1000).toFixed(1).padStart(6);
  const counts = passed + failed + skipped ? `  ${passed} passed, ${failed} failed, ${skipped} skipped` : '';
  lines.push(`${failed ? '✗' : '✓'} ${name.padEnd(12)} ${seconds} s${counts}`);
}

function selectedChecks() {
  const known = Object.keys(checks);
  const at = process.argv.indexOf('--only');
  if (at < 0) return new Set(known);
  const names = (process.argv[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length) {
    console.error(`No step "${unknown.join(', ')}": use ${known.join(', ')}.`);
    process.exit(1);
  }
  return new Set(names);
}

/** A step without single tests. */
async function runCheck(command, ...args) {
  const code = await run(command, args);
  return code === 0 ? {passed: 0, failed: 0} : failedWith([command, ...args].join(' '), code);
}
