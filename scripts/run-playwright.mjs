import {countPlaywright} from './playwright-summary.mjs';
import {faultScore} from './fault-score.mjs';
import {run, runCounted} from './run.mjs';

/** In milliseconds: they are the longest by far, and a busy machine doubles it. */
const RUN_LIMIT = 25 * 60_000;

/**
 * Runs projects of Playwright over one server. If the faults are among them, their score is printed.
 *
 * @param {readonly string[]} projects
 * @returns {Promise<import('./run.mjs').Counts>}
 */
export function runPlaywright(projects) {
  const selected = projects.flatMap((project) => ['--project', project]);
  return runCounted(
    (file) =>
      run(
        'playwright',
        ['test', ...selected, '--reporter', 'list,json'],
        {PLAYWRIGHT_JSON_OUTPUT_FILE: file},
        RUN_LIMIT,
      ),
    (text) => {
      const report = JSON.parse(text);
      if (projects.includes('faults')) console.log(`\n${faultScore(report)}`);
      return countPlaywright(report);
    },
  );
}
