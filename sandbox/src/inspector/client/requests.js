import {act, call, query} from './api.js';
import {byId, drawRows, h, time} from './dom.js';
import {say} from './status.js';

/** @typedef {import('./types.js').LoggedRequest} LoggedRequest */

const SHOWN = 200;
const KEPT = 2000;

/** @returns {import('./types.js').Panel} */
export function createRequests() {
  const table = byId('requests', HTMLTableElement);
  const project = table.closest('section')?.dataset['project'] ?? '';
  const count = byId('requests-count', HTMLElement);
  const text = byId('requests-text', HTMLInputElement);
  const user = byId('requests-user', HTMLSelectElement);
  const service = byId('requests-service', HTMLSelectElement);
  const pause = byId('requests-pause', HTMLButtonElement);
  /** @type {LoggedRequest[]} Oldest first. */
  let entries = [];
  let log = '';
  let isPaused = false;

  for (const field of [text, user, service]) field.addEventListener('input', () => draw());
  pause.addEventListener('click', () => {
    isPaused = !isPaused;
    pause.setAttribute('aria-pressed', String(isPaused));
    say(isPaused ? 'The list of requests is paused.' : 'The list of requests goes on.');
    draw();
  });
  byId('requests-clear', HTMLButtonElement).addEventListener(
    'click',
    () => void act(() => call('/requests', {method: 'DELETE'}), 'The list of requests is empty.'),
  );

  /** @param {LoggedRequest} request */
  function isWanted({method, path, status, user: by = '', service: at}) {
    const words = text.value.toLowerCase().split(/\s+/);
    const content = `${method} ${path} ${status} ${by}`.toLowerCase();
    return (
      words.every((word) => content.includes(word)) &&
      (user.value === '' || user.value === by) &&
      (service.value === '' || service.value === at)
    );
  }

  function draw() {
    const wanted = entries.filter(isWanted);
    count.textContent =
      wanted.length === entries.length ? String(entries.length) : `${wanted.length} of ${entries.length}`;
    drawRows(table, wanted.slice(-SHOWN).reverse(), {
      key: ({id}) => String(id),
      row: (request) => row(request, project),
      empty: entries.length ? 'No request fits the filter.' : 'Nothing was called yet.',
    });
  }

  /** Keeps what is chosen. */
  function offerUsers() {
    const offered = new Set([...user.options].map(({value}) => value));
    const coming = new Set(entries.flatMap(({user: by}) => by ?? []));
    for (const name of coming) if (!offered.has(name)) user.append(h('option', {value: name}, name));
  }

  return {
    async refresh() {
      /** @type {{requests: LoggedRequest[], first: number | null, log: string}} */
      let answer = await call(`/requests${query({after: entries.at(-1)?.id})}`);
      if (answer.log !== log) {
        // Another sandbox answers by now, with numbers of its own.
        answer = await call('/requests');
        entries = [];
        log = answer.log;
      }
      const {requests, first} = answer;
      entries = [...entries, ...requests].filter(({id}) => first !== null && id >= first).slice(-KEPT);
      offerUsers();
      if (!isPaused) draw();
    },
  };
}

/**
 * @param {LoggedRequest} request
 * @param {string} project Its id says nothing, as there is one only.
 */
function row({time: at, user, method, path, status, milliseconds, service}, project) {
  return h(
    'tr',
    {},
    h('td', {class: 'nowrap'}, time(at)),
    h('td', {}, h('span', {class: `mark s${Math.floor(status / 100)}`}, status)),
    h(
      'td',
      {class: 'grow'},
      h('code', {title: path}, `${method} ${path.replace(project, '…')}`),
      service === 'outside' && h('span', {class: 'tag'}, 'outside'),
    ),
    h('td', {}, user),
    h('td', {class: 'number'}, milliseconds),
  );
}
