import {act, call, query} from './api.js';
import {ask} from './dialogs.js';
import {byId} from './dom.js';

/** Signing a user token. It is shown in its field only, and never stored. */
export function startTokens() {
  const form = byId('token-form', HTMLFormElement);
  const result = byId('token-result', HTMLElement);
  const field = byId('token', HTMLTextAreaElement);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const user = String(fields.get('user')).trim();
    void act(async () => {
      const {token} = await call(`/token${query({user, expiresIn: String(fields.get('expiresIn'))})}`);
      field.value = token;
      result.hidden = false;
    }, `There is a token for ${user}.`);
  });
  byId('token-copy', HTMLButtonElement).addEventListener('click', () => {
    field.select();
    void act(() => navigator.clipboard.writeText(field.value), 'The token is copied.');
  });
}

/** Starting over, for one user or for all. */
export function startReset() {
  const form = byId('reset-form', HTMLFormElement);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const user = String(new FormData(form).get('user')).trim();
    void resetUser(user);
  });
  byId('reset-all', HTMLButtonElement).addEventListener('click', () => void resetAll());

  /** @param {string} user */
  async function resetUser(user) {
    if (await ask(`Forget ${user} and disconnect all accounts?`, 'Forget'))
      await act(() => call(`/reset${query({user})}`, {method: 'POST'}), `${user} is forgotten.`);
  }

  async function resetAll() {
    if (await ask('Forget all users, accounts, runs, faults and requests?', 'Reset everything'))
      await act(() => call('/reset', {method: 'POST'}), 'Everything is forgotten.');
  }
}
