/**
 * `npm run test:faults`: what goes wrong on the way, and whether it is survived. A line for each fault, the score, and at
 * the end `N passed, N failed`. The exit code is 1 if one is not survived.
 */
import {printFailures} from './failures.mjs';
import {runPlaywright} from './run-playwright.mjs';

const {passed, failed, failures = []} = await runPlaywright(['faults']);
printFailures(failures.map((failure) => ({step: 'faults', ...failure})));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
