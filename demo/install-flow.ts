import '../src/define.js';
import './account.js';
import {integrationFromAddress} from './address.js';
import {logEvents} from './event-log.js';

logEvents(document);
integrationFromAddress('#flow');
