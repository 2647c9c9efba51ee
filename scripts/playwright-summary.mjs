import {join} from 'node:path';
import {failureOf} from './failures.mjs';

/**
 * @param report what Playwright's JSON reporter has written
 * @returns {import('./run.mjs').Counts} A test that passed only when it was tried again counts as failed.
 */
export function countPlaywright({config, suites, stats, errors}) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [
      ...suites.flatMap((suite) => failuresOf(suite, [], config.rootDir)),
      // Of no test: a file that does not load, a server that does not start.
      ...errors.map((error) => failureOf(error.location?.file, ['outside the tests'], error)),
    ],
  };
}

function failuresOf({title, file, line, specs = [], suites = []}, around, folder) {
  // The outermost suite is the file, whose name is no title; so are those that have no line.
  const titles = line ? [...around, title] : around;
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({status}) => status === 'unexpected' || status === 'flaky')
      .map(({results}) => failureOf(join(folder, file), [...titles, spec.title], errorOf(results))),
  );
  return [...own, ...suites.flatMap((suite) => failuresOf(suite, titles, folder))];
}

function errorOf(results) {
  const failed = results.find(({error}) => error);
  return failed?.error ?? results.at(-1)?.status;
}
