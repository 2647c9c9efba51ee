import {writeFileSync} from 'node:fs';

/**
 * Web Test Runner reporter that writes the counts of a run to a JSON file, `{passed, failed, skipped}`.
 *
 * @param {string} file
 */
export function summaryReporter(file) {
  return {
    stop({sessions}) {
      const counts = {passed: 0, failed: 0, skipped: 0};
      for (const session of sessions) {
        const before = counts.failed;
        if (session.testResults) countSuite(session.testResults, counts);
        // A file that does not load, or throws outside a test, has failed without a failed test.
        if (!session.passed && counts.failed === before) counts.failed++;
      }
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

function countSuite(suite, counts) {
  for (const test of suite.tests) {
    if (test.skipped) counts.skipped++;
    else if (test.passed) counts.passed++;
    else counts.failed++;
  }
  for (const child of suite.suites) countSuite(child, counts);
}
