import {appendFileSync} from 'node:fs';
import {relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {stripVTControlCharacters} from 'node:util';

/**
 * A test that has failed, or a command that has.
 *
 * @typedef {{file?: string, title: string, message?: string}} Failure
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const MESSAGE_LENGTH = 240;

/**
 * @param {string | undefined} file a path or a file: URL
 * @param {readonly string[]} titles those of the suites around the test, then its own
 * @param {unknown} [error] its message is shortened to a line
 * @returns {Failure}
 */
export function failureOf(file, titles, error) {
  const path = file?.startsWith('file:') ? fileURLToPath(file) : file;
  const title = titles.filter(Boolean).join(' › ');
  return {file: path && relative(root, path), title, message: shortText(error)};
}

/**
 * The first line, and what an assertion of Playwright expected and got, which stands further down.
 *
 * @param {unknown} error an error, something like one, or a text
 */
function shortText(error) {
  const text = typeof error === 'string' ? error : (error?.message ?? '');
  const lines = stripVTControlCharacters(String(text))
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const values = lines.slice(1).filter((line) => /^(Locator|Expected|Received)\b[^:]*:/.test(line));
  const short = [...lines.slice(0, 1), ...values].join('; ').replaceAll(/\s+/g, ' ');
  return short.length > MESSAGE_LENGTH ? `${short.slice(0, MESSAGE_LENGTH)}…` : short;
}

/**
 * Prints what has failed, a line for each, at the end of a run: whoever sees only the last lines sees it.
 *
 * `FAILED_TESTS_FILE` names a file to which the same lines are added, for a list over several commands.
 *
 * @param {readonly (Failure & {step: string})[]} failures
 */
export function printFailures(failures) {
  if (!failures.length) return;
  const lines = failures.map(({step, file, title, message}) => {
    const place = [step, file].filter(Boolean).join('  ');
    return `✗ ${place} › ${title}${message ? `: ${message}` : ''}`;
  });
  console.log(`\nFailed:\n${lines.join('\n')}`);
  const listFile = process.env.FAILED_TESTS_FILE;
  if (listFile) appendFileSync(listFile, `${lines.join('\n')}\n`);
}
