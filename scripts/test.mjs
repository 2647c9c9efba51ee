/**
 * `npm test`: every check of this repository, one after the other. All run even if one fails; then the exit code is 1.
 *
 * `npm test -- --only unit` runs one step, `--only unit,size` several. The last line sums up the single tests,
 * `N passed, N failed`; a step that is no test run, such as lint, counts as one failure if it fails. Above it stands the
 * name of everything that has failed.
 */
import {printFailures} from './failures.mjs';
import {runPlaywright} from './run-playwright.mjs';
import {failedWith, run, runNodeTests, runUnitTests} from './run.mjs';

/**
 * Two files at a time, on two processors, too: each waits now and then. The database is compiled in a hurry: optimizing it
 * costs more than a file of tests gains by it.
 */
const sandboxFlags = ['--test-concurrency=2', '--liftoff-only'];

const steps = [
  {name: 'lint', start: () => runCheck('node', 'scripts/lint.mjs')},
  {name: 'unit', start: () => runUnitTests(['chromium'])},
  {name: 'sandbox', start: () => runNodeTests('sandbox/test', sandboxFlags)},
  {name: 'build', start: () => runCheck('node', 'scripts/build.mjs')},
  {name: 'node', start: () => runNodeTests('test/node')},
  {name: 'size', start: () => runCheck('node', 'scripts/size.mjs')},
  {name: 'manifest', start: () => runCheck('node', 'scripts/analyze.mjs', '--check')},
  {name: 'e2e', start: () => runPlaywright(['e2e', 'faults'])},
  {name: 'conformance', start: () => runPlaywright(['conformance'])},
];

const total = {passed: 0, failed: 0, skipped: 0};
const lines = [];
const failures = [];
for (const {name, start} of selectedSteps()) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const begin = performance.now();
  const {passed, failed, skipped = 0, failures: ofStep = []} = await start();
  failures.push(...ofStep.map((failure) => ({step: name, ...failure})));
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((performance.now() - begin) / 1000).toFixed(1).padStart(6);
  const counts = passed + failed + skipped ? `  ${passed} passed, ${failed} failed, ${skipped} skipped` : '';
  lines.push(`${failed ? '✗' : '✓'} ${name.padEnd(12)} ${seconds} s${counts}`);
}
printFailures(failures);
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

function selectedSteps() {
  const at = process.argv.indexOf('--only');
  if (at < 0) return steps;
  const names = (process.argv[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length) {
    console.error(`No step "${unknown.join(', ')}": use ${steps.map(({name}) => name).join(', ')}.`);
    process.exit(1);
  }
  return steps.filter(({name}) => names.includes(name));
}

/** A step without single tests. */
async function runCheck(command, ...args) {
  const code = await run(command, args);
  return code === 0 ? {passed: 0, failed: 0} : failedWith([command, ...args].join(' '), code);
}
