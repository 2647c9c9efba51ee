import {createFaults} from './faults.js';
import {createEvents, createRuns} from './journal.js';
import {createRequests} from './requests.js';
import {showConnection} from './status.js';
import {startReset, startTokens} from './tools.js';
import {createUsers} from './users.js';

/** Other processes on the same database tell nothing, so what is stored there is asked for now and then. */
const POLL = 10_000;
/** A browser gives up for good when an answer is no stream. */
const RETRY = 2000;

/** @type {Record<string, import('./types.js').Panel>} */
const panels = {
  requests: createRequests(),
  users: createUsers(),
  events: createEvents(),
  runs: createRuns(),
  faults: createFaults(),
};

/** @type {Map<string, 'busy' | 'again'>} */
const refreshing = new Map();

/** One request for each list at a time; what changes meanwhile is asked for afterwards. @param {string} topic */
async function refresh(topic) {
  if (refreshing.has(topic)) {
    refreshing.set(topic, 'again');
    return;
  }
  do {
    refreshing.set(topic, 'busy');
    await panels[topic]?.refresh().catch(() => showConnection('lost'));
  } while (refreshing.get(topic) === 'again');
  refreshing.delete(topic);
}

const refreshAll = () => Object.keys(panels).forEach((topic) => void refresh(topic));

/** @type {EventSource | undefined} */
let stream;

function connect() {
  if (stream || document.hidden) return;
  stream = new EventSource('/_sandbox/stream');
  stream.addEventListener('hello', () => {
    showConnection('live');
    refreshAll();
  });
  stream.addEventListener('change', ({data}) => {
    showConnection('live');
    for (const topic of JSON.parse(data)) void refresh(topic);
  });
  stream.addEventListener('error', () => {
    showConnection('lost');
    if (stream?.readyState !== EventSource.CLOSED) return;
    disconnect();
    setTimeout(connect, RETRY);
  });
}

/** Browsers open few connections to one server; a page that nobody sees needs none. */
function disconnect() {
  stream?.close();
  stream = undefined;
}

document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
setInterval(() => {
  if (stream?.readyState === EventSource.OPEN)
    for (const topic of ['users', 'events', 'runs']) void refresh(topic);
}, POLL);

startTokens();
startReset();
for (const control of document.querySelectorAll('[data-live]')) control.removeAttribute('hidden');
connect();
