/**
 * `npm run test:faults`: what goes wrong on the way, and whether it is survived. Prints a line for each fault, the score,
 * and at the end `N passed, N failed`; the exit code is 1 if one is not survived.
 */
import {printFailures} from './failures.mjs';
import {runFaults} from './faults.mjs';

const {passed, failed, failures = []} = await runFaults(['faults']);
printFailures(failures.map((failure) => ({step: 'faults', ...failure})));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
