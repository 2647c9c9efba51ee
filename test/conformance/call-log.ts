import type {TestInfo} from '@playwright/test';
import {appendFileSync, existsSync, mkdirSync, readFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';

/** A test that has passed, and the members of the facade that it was the first in its page to call. */
interface LoggedTest {
  readonly file: string;
  readonly title: string;
  readonly members: readonly string[];
}

/** Playwright empties the folder when a run begins. */
const fileOf = ({project}: TestInfo) => join(project.outputDir, 'facade-calls.jsonl');

/** Workers write to it at the same time, a line at once. */
export function noteTest(info: TestInfo, members: readonly string[]): void {
  const entry: LoggedTest = {file: basename(info.file), title: info.titlePath.join(' › '), members};
  const file = fileOf(info);
  mkdirSync(dirname(file), {recursive: true});
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}

export function loggedTests(info: TestInfo): LoggedTest[] {
  const file = fileOf(info);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as LoggedTest);
}
