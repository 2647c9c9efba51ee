import type {Group} from '../lab.js';
import {calls} from './calls.js';
import {download} from './download.js';
import {mapper} from './mapper.js';
import {leaks} from './leaks.js';
import {install} from './install.js';
import {lists} from './lists.js';
import {portal} from './portal.js';
import {sandboxLoad} from './sandbox.js';
import {signIn} from './sign-in.js';
import {startUp} from './start-up.js';

/** All groups, in the order of the report. */
export const groups: readonly Group[] = [
  download,
  startUp,
  signIn,
  calls,
  portal,
  lists,
  mapper,
  install,
  leaks,
  sandboxLoad,
];
