/**
 * Runs the unit tests in Chromium, Firefox and WebKitGTK, or in those named as arguments. A browser that is not there
 * and cannot be installed is left out with a line that says so. Then the tests that need real windows with a real focus
 * run on a virtual desktop.
 */
import {printFailures} from './failures.mjs';
import {ensureCommands, findBrowser} from './find-browser.mjs';
import {failedWith, runNodeTests, runUnitTests} from './run.mjs';

const present = [];
const missing = [];
const wanted = process.argv.slice(2);
for (const name of wanted.length ? wanted : ['chromium', 'firefox', 'webkit']) {
  try {
    await findBrowser(name);
    present.push(name);
  } catch (error) {
    missing.push(`Skipped ${name}. ${error.message}`);
  }
}

const unit = present.length ? await runUnitTests(present) : failedWith('none of the browsers is there', 1);
const hasDesktop = ensureCommands({Xvfb: 'xvfb', openbox: 'openbox'});
if (!hasDesktop)
  missing.push(
    'Skipped the desktop tests. They need Xvfb and openbox (Debian: apt-get install xvfb openbox).',
  );
const desktop = hasDesktop ? await runNodeTests('test/desktop') : {passed: 0, failed: 0};
const passed = unit.passed + desktop.passed;
const failed = unit.failed + desktop.failed;
printFailures([
  ...(unit.failures ?? []).map((failure) => ({step: 'unit', ...failure})),
  ...(desktop.failures ?? []).map((failure) => ({step: 'desktop', ...failure})),
]);
for (const line of missing) console.log(line);
console.log(`${passed} passed, ${failed} failed`);
// Whatever is still open after all results are there is not waited for.
process.exit(failed ? 1 : 0);
