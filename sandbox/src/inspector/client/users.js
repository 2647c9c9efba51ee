import {act, call, query} from './api.js';
import {ask} from './dialogs.js';
import {byId, drawRows, h, statusMark} from './dom.js';

/**
 * @typedef {import('./types.js').Credential} Credential
 * @typedef {import('./types.js').User} User
 */

const LIMIT = 50;
/** Typing is not a search for each letter. */
const PATIENCE = 200;

/** @returns {import('./types.js').Panel} */
export function createUsers() {
  const table = byId('users', HTMLTableElement);
  const count = byId('users-count', HTMLElement);
  const search = byId('users-search', HTMLInputElement);
  /** @type {number | undefined} */
  let timer;

  async function refresh() {
    const {users, total} = await call(`/users${query({search: search.value.trim(), limit: LIMIT})}`);
    count.textContent = total > users.length ? `${users.length} of ${total}` : String(total);
    drawRows(table, rowsOf(users), {
      key: ({user, credential}) => credential?.id ?? `user ${user.user}`,
      row: ({user, credential}) => (credential ? credentialRow(user, credential) : userRow(user)),
      empty: search.value ? 'No user has such a name.' : 'Nobody has signed in yet.',
    });
  }

  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void act(refresh, ''), PATIENCE);
  });
  return {refresh};
}

/**
 * @param {User[]} users
 * @returns {{user: {user: string, accounts: number}, credential?: Credential}[]}
 */
const rowsOf = (users) =>
  users.flatMap(({user: name, credentials}) => {
    const user = {user: name, accounts: credentials.length};
    return [{user}, ...credentials.map((credential) => ({user, credential}))];
  });

/** @param {{user: string, accounts: number}} user */
function userRow({user, accounts}) {
  const forget = async () => {
    if (!(await ask(`Forget ${user} and disconnect all accounts?`, 'Forget'))) return;
    await act(() => call(`/reset${query({user})}`, {method: 'POST'}), `${user} is forgotten.`);
  };
  return h(
    'tr',
    {class: 'group', 'data-key': `user ${user}`},
    h(
      'th',
      {scope: 'rowgroup', colspan: 2},
      user,
      !accounts && h('span', {class: 'muted'}, ' nothing connected'),
    ),
    h('td', {class: 'end'}, button('forget', 'Forget user', user, forget)),
  );
}

/**
 * @param {{user: string}} owner
 * @param {Credential} credential
 */
function credentialRow(
  {user},
  {id, name, account, status, externalId, isOAuth, dateValidUntil, configurations},
) {
  const what = `${name} (${account}) of ${user}`;
  /**
   * @param {string} route
   * @param {string} done
   * @param {unknown} [body]
   */
  const post = (route, done, body) =>
    act(() => call(`/credentials/${id}/${route}`, {method: 'POST', body}), done);
  const other = status === 'INVALID' ? 'VALID' : 'INVALID';
  const switchStatus = () => post('status', `${what} is ${other.toLowerCase()}.`, {status: other});
  const revoke = async () => {
    if (await ask(`End the access to ${what} at the provider?`, 'Revoke'))
      await post('revoke', `The access to ${what} has ended at the provider.`);
  };
  const disconnect = async () => {
    if (await ask(`Disconnect ${what}?`, 'Disconnect')) await post('disconnect', `${what} is disconnected.`);
  };
  const isExpired = dateValidUntil !== null && Date.parse(dateValidUntil) < Date.now();
  const more = [
    externalId !== null && `external id ${externalId}`,
    configurations.length > 1 && `${configurations.length} configurations`,
  ].filter(Boolean);
  return h(
    'tr',
    {'data-key': id},
    h(
      'td',
      {class: 'grow'},
      h('strong', {}, name),
      ` ${account}`,
      h('span', {class: 'block'}, h('code', {}, id), ...more.map((text) => ` · ${text}`)),
    ),
    h('td', {}, statusMark(status), isExpired && h('span', {class: 'tag'}, 'token expired')),
    h(
      'td',
      {class: 'end'},
      h(
        'div',
        {class: 'buttons'},
        button('status', `Make ${other.toLowerCase()}`, what, switchStatus),
        isOAuth &&
          button('expire', 'Expire token', what, () =>
            post('expire', `The token of ${what} counts as expired.`),
          ),
        isOAuth && button('revoke', 'Revoke', what, revoke),
        button('disconnect', 'Disconnect', what, disconnect),
      ),
    ),
  );
}

/**
 * @param {string} action
 * @param {string} text
 * @param {string} what
 * @param {() => unknown} click
 */
const button = (action, text, what, click) =>
  h('button', {type: 'button', 'data-action': action, 'aria-label': `${text}: ${what}`, click}, text);
