import {act, call} from './api.js';
import {byId, drawRows, h} from './dom.js';

/** @typedef {import('./types.js').Fault} Fault */

/** What the buttons of the form add; the fields say for whom and how often. @type {Record<string, object>} */
const requestFaults = {
  unavailable: {status: 503},
  limited: {status: 429, retryAfter: 5},
  slow: {delay: 3000},
  drop: {drop: true},
  lost: {drop: true, after: true},
  half: {truncate: 100},
  hang: {hang: true},
};

/** @returns {import('./types.js').Panel} */
export function createFaults() {
  const table = byId('faults', HTMLTableElement);
  const form = byId('faults-form', HTMLFormElement);
  const count = byId('faults-count', HTMLElement);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const {submitter} = /** @type {SubmitEvent} */ (event);
    if (submitter instanceof HTMLButtonElement) void add(submitter);
  });
  byId('faults-clear', HTMLButtonElement).addEventListener(
    'click',
    () => void act(() => call('/faults', {method: 'DELETE'}), 'All faults are deleted.'),
  );

  /** @param {HTMLButtonElement} button */
  async function add(button) {
    const fields = new FormData(form);
    const text = (/** @type {string} */ name) => String(fields.get(name) ?? '').trim() || undefined;
    const times = text('times') === undefined ? undefined : Number(text('times'));
    const common = {user: text('user'), times};
    const what = requestFaults[button.value];
    const rule = what
      ? {match: {path: text('path')}, ...common, ...what}
      : {
          effect: button.value,
          integration: text('integration'),
          ...(button.value === 'opener-policy' && {page: 'callback'}),
          ...common,
        };
    await act(() => call('/faults', {method: 'POST', body: rule}), `Added: ${button.textContent?.trim()}.`);
  }

  return {
    async refresh() {
      const faults = /** @type {Fault[]} */ ((await call('/faults')).faults);
      count.textContent = String(faults.length);
      drawRows(table, [...faults].reverse(), {
        key: ({id}) => String(id),
        row,
        empty: 'Nothing is to go wrong.',
      });
    },
  };
}

/** @param {Fault} fault */
function row(fault) {
  const {id, used, times} = fault;
  const what = describe(fault);
  const remove = () => act(() => call(`/faults/${id}`, {method: 'DELETE'}), 'The fault is deleted.');
  return h(
    'tr',
    {'data-key': String(id), class: times !== undefined && used >= times ? 'spent' : null},
    h('td', {class: 'grow'}, what, h('span', {class: 'muted block'}, scopeOf(fault))),
    h('td', {class: 'number'}, times === undefined ? used : `${used} of ${times}`),
    h(
      'td',
      {class: 'end'},
      h(
        'button',
        {type: 'button', 'data-action': 'delete', 'aria-label': `Delete: ${what}`, click: remove},
        'Delete',
      ),
    ),
  );
}

/** @type {Record<string, string>} */
const effects = {
  'deny-consent': 'Consent denied',
  'close-window': 'Window closes itself',
  'opener-policy': 'Window cut off from its opener',
  'expire-token': 'Token expired',
  'revoke-token': 'Token revoked',
};

/** @param {Fault} fault */
function describe({effect, status, retryAfter, delay, drop, after, truncate, hang}) {
  if (effect) return effects[effect] ?? effect;
  const parts = [
    status !== undefined && `Status ${status}`,
    retryAfter !== undefined && `Retry-After ${retryAfter}`,
    drop && (after ? 'Connection dropped after the work' : 'Connection dropped'),
    truncate !== undefined && `Answer ends after ${truncate} bytes`,
    hang && 'Hangs until deleted',
    delay !== undefined && `${delay / 1000} s late`,
  ].filter((part) => typeof part === 'string');
  return parts.join(', ') || 'Another answer';
}

/** @param {Fault} fault */
function scopeOf({match, integration, page, user, skip, probability}) {
  return [
    match && [match.method?.toUpperCase(), match.path ?? 'every path'].filter(Boolean).join(' '),
    match?.service === 'outside' && 'at the outside',
    integration ?? (!match && 'every integration'),
    page && `${page} page`,
    user ? `user ${user}` : 'every user',
    skip && `after ${skip} that pass`,
    probability !== undefined && `${Math.round(probability * 100)} % of them`,
  ]
    .filter(Boolean)
    .join(', ');
}
