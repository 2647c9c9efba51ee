/**
 * Runs the unit tests in Chromium, Firefox and WebKitGTK, or in those named as arguments. A browser that is not there
 * and cannot be installed is left out with a line that says so.
 */
import {findBrowser} from './find-browser.mjs';
import {runUnitTests} from './run.mjs';

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

const {passed, failed} = present.length ? await runUnitTests(present) : {passed: 0, failed: 1};
for (const line of missing) console.log(line);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
