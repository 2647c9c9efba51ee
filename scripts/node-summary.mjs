import {failureOf} from './failures.mjs';

/**
 * Reporter for `node --test` that writes `{passed, failed, skipped, failures}` as JSON; the numbers are taken from the
 * run's own totals.
 */
export default async function* summary(source) {
  const totals = {pass: 0, fail: 0, cancelled: 0, skipped: 0};
  const failures = [];
  /** Titles of the tests under way, outermost first. */
  const titles = [];
  for await (const {type, data} of source) {
    if (type === 'test:diagnostic') {
      const [, name, count] = /^(\w+) (\d+)$/.exec(data.message) ?? [];
      if (name in totals) totals[name] = Number(count);
    }
    if (type === 'test:start') titles.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:fail' || data.todo !== undefined || isOfSubtests(data)) continue;
    const error = data.details.error.cause ?? data.details.error;
    // A file that breaks outside of its tests is reported as a test of its own.
    const title = data.name === data.file ? 'outside the tests' : data.name;
    failures.push(failureOf(data.file, [...titles.slice(0, data.nesting), title], error));
  }
  yield JSON.stringify({
    passed: totals.pass,
    failed: totals.fail + totals.cancelled,
    skipped: totals.skipped,
    failures,
  });
}

/** A test fails with its subtests; these are in the list themselves. */
function isOfSubtests({details}) {
  return details.error?.failureType === 'subtestsFailed';
}
