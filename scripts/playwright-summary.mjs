import {join} from 'node:path';
import {failureOf} from './failures.mjs';

/**
 * @param report what Playwright's JSON reporter has written
 * @returns {import('./run.mjs').Counts} A test that passed only when it was tried again counts as passed, and is named.
 */
export function countPlaywright({config, suites, stats, errors}) {
  const withStatus = (status) => suites.flatMap((suite) => failuresOf(suite, status, [], config.rootDir));
  for (const {file, title, message} of withStatus('flaky')) {
    console.log(`~ passed when tried again: ${file} › ${title}: ${message}`);
  }
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    failures: [
      ...withStatus('unexpected'),
      // Of no test: a file that does not load, a server that does not start.
      ...errors.map((error) => failureOf(error.location?.file, ['outside the tests'], error)),
    ],
  };
}

function failuresOf({title, file, line, specs = [], suites = []}, wanted, around, folder) {
  // The outermost suite is the file, whose name is no title; so are those that have no line.
  const titles = line ? [...around, title] : around;
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({status}) => status === wanted)
      .map(({results}) => failureOf(join(folder, file), [...titles, spec.title], errorOf(results))),
  );
  return [...own, ...suites.flatMap((suite) => failuresOf(suite, wanted, titles, folder))];
}

function errorOf(results) {
  const failed = results.find(({error}) => error);
  return failed?.error ?? results.at(-1)?.status;
}
