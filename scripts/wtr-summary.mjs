import {writeFileSync} from 'node:fs';
import {defaultReporter} from '@web/test-runner';
import {failureOf} from './failures.mjs';

/**
 * Web Test Runner reporter that writes the result of a run to a JSON file, `{passed, failed, skipped, failures}`.
 *
 * @param {string} file
 */
export function summaryReporter(file) {
  return {
    stop({sessions}) {
      const result = {passed: 0, failed: 0, skipped: 0, failures: []};
      for (const session of sessions) {
        const before = result.failed;
        if (session.testResults) countSuite(session, session.testResults, [], result);
        // A file that does not load, or throws outside a test, has failed without a failed test.
        if (session.passed || result.failed > before) continue;
        result.failed++;
        result.failures.push(failureIn(session, ['did not run to its end'], session.errors?.[0]));
      }
      writeFileSync(file, JSON.stringify(result));
    },
  };
}

function countSuite(session, suite, around, result) {
  const titles = [...around, suite.name];
  for (const test of suite.tests) {
    if (test.skipped) result.skipped++;
    else if (test.passed) result.passed++;
    else {
      result.failed++;
      result.failures.push(failureIn(session, [...titles, test.name], test.error));
    }
  }
  for (const child of suite.suites) countSuite(session, child, titles, result);
}

function failureIn({testFile, browser}, titles, error) {
  const {title, ...rest} = failureOf(testFile, titles, error);
  return {title: `${title} (${browser.name})`, ...rest};
}

/** The runner's own reporter. Where there is no terminal it shows its progress once, at the end. */
export function progressReporter() {
  const reporter = defaultReporter();
  if (process.stdout.isTTY) return reporter;
  return {
    ...reporter,
    getTestProgress: (state) =>
      state.sessions.every(({status}) => status === 'FINISHED') ? reporter.getTestProgress(state) : [],
  };
}
