import {parseArgs} from 'node:util';

export interface BenchOptions {
  /** The groups to measure; all if none is named. */
  readonly only: readonly string[];
  /** How often everything is measured. Long runs take fewer. */
  readonly rounds: number;
  /** Few rounds and small sizes: shows that everything works, and measures nothing well. */
  readonly quick: boolean;
  /** The version of ours that the present one is compared with, in place of the other contestants. */
  readonly compare: string | undefined;
  /** With `compare`: by how much a figure may grow, as a part of it. */
  readonly threshold: number;
  /** The folder for the report, from the root of the repository. */
  readonly out: string;
  readonly help: boolean;
}

/** The command line is wrong; the message says how. */
export class UsageError extends Error {}

const ROUNDS = 21;
const QUICK_ROUNDS = 2;
const THRESHOLD = 0.1;
const OUT = 'bench';

export const usage = (groups: readonly string[]): string => `npm run bench [-- options]

Measures this package beside others, in Chromium, against the local sandbox. Takes dist as it is: npm run build first.
Writes a table to the terminal, and bench/results.json and bench/index.html.

  --only <group>[,<group>]  some groups: ${groups.join(', ')}
  --rounds <n>              how often everything is measured (${ROUNDS}); long runs take fewer
  --quick                   few rounds, small sizes: shows that everything works
  --compare <git ref>       compares this version with another one of ours; exit code 1 if a figure has become worse
  --threshold <part>        with --compare: what may be worse by how much (${THRESHOLD}, a tenth)
  --out <folder>            where the report is written (${OUT})
  --help                    this text`;

export function readOptions(args: readonly string[], groups: readonly string[]): BenchOptions {
  const {only, rounds, quick, compare, threshold, out, help} = parse(args);
  const names = only === undefined ? [] : only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !groups.includes(name));
  if (unknown.length)
    throw new UsageError(`There is no group "${unknown.join('", "')}". Use ${groups.join(', ')}.`);
  if (threshold !== undefined && compare === undefined)
    throw new UsageError('--threshold belongs to --compare.');
  return {
    only: names,
    rounds: rounds === undefined ? (quick ? QUICK_ROUNDS : ROUNDS) : wholeNumber(rounds, '--rounds'),
    quick,
    compare,
    threshold: threshold === undefined ? THRESHOLD : part(threshold),
    out,
    help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: {type: 'string'},
        rounds: {type: 'string'},
        quick: {type: 'boolean', default: false},
        compare: {type: 'string'},
        threshold: {type: 'string'},
        out: {type: 'string', default: OUT},
        help: {type: 'boolean', short: 'h', default: false},
      },
    }).values;
  } catch (cause) {
    const [reason] = (cause as Error).message.split('. To specify');
    throw new UsageError(`${reason?.replace(/\.?$/, '.')} --help lists the options.`, {cause});
  }
}

function wholeNumber(text: string, name: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1)
    throw new UsageError(`${name} takes a number from 1 on, not "${text}".`);
  return number;
}

function part(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0))
    throw new UsageError(`--threshold takes a part such as 0.1, not "${text}".`);
  return number;
}
