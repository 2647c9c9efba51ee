/** Runs the unit tests in Chromium, Firefox and WebKitGTK; a browser that is not there and cannot be installed is left out. */
import {findBrowser} from './find-browser.mjs';
import {runUnitTests} from './run.mjs';

const present = [];
const missing = [];
for (const name of ['chromium', 'firefox', 'webkit']) {
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
