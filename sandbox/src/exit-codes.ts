import {StartError, type StartErrorCode} from './errors.js';

/** How the command line ends, by what was in the way. 0 is a stop that was asked for, 1 a failure nobody foresaw. */
const exitCodes: Readonly<Record<StartErrorCode, number>> = {
  'bad-arguments': 2,
  production: 2,
  'port-in-use': 3,
  'data-folder-in-use': 4,
  'data-folder-unusable': 4,
  'database-unreachable': 5,
  'bad-catalog': 6,
  'wrong-key-file': 7,
  'bad-public-key': 7,
};

export const exitCodeOf = (error: unknown): number =>
  error instanceof StartError ? exitCodes[error.code] : 1;
