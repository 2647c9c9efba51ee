// Lit asks for it while it loads, so it has to be there first.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import './account.js';
import {logEvents} from './event-log.js';

logEvents(document);
void import('../src/define.js');
