import '../src/define.js';
import './account.js';
import {logEvents} from './event-log.js';

logEvents(document);
