import type {Group} from '../lab.js';
import {download} from './download.js';
import {startUp} from './start-up.js';

/** All groups, in the order of the report. */
export const groups: readonly Group[] = [download, startUp];
