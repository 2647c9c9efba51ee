import {html} from 'hono/html';
import type {Integration} from '../catalog/schema.js';
import {isEffectRule, type StoredFaultRule} from '../http/fault-rules.js';
import type {Markup} from '../http/pages.js';
import {heading, listTable} from './lists.js';

/** The values are those that the script knows what to do with. */
const requestFaults = [
  ['unavailable', 'Answer 503'],
  ['limited', 'Answer 429, Retry-After 5 s'],
  ['slow', '3 s late'],
  ['drop', 'Drop the connection'],
  ['lost', 'Drop it after the work'],
  ['half', 'Send half an answer'],
  ['hang', 'Hang'],
] as const;

const effects = [
  ['deny-consent', 'Deny the consent'],
  ['close-window', 'Close the window'],
  ['opener-policy', 'Cut the window off (COOP)'],
  ['expire-token', 'Expire the token'],
  ['revoke-token', 'Revoke the token'],
] as const;

const buttons = (faults: readonly (readonly [value: string, text: string])[]) =>
  html`<div class="buttons">
    ${faults.map(([value, text]) => html`<button name="fault" value="${value}">${text}</button>`)}
  </div>`;

export function faultsSection(
  faults: readonly StoredFaultRule[],
  integrations: readonly Integration[],
): Markup {
  const table = listTable({
    id: 'faults',
    label: 'Fault rules, newest first',
    columns: [{title: 'Fault'}, {title: 'Used', isNumber: true}, {title: 'Delete', isSilent: true}],
    rows: [...faults].reverse().map(
      ({id, used, times, ...rule}) =>
        html`<tr>
          <td class="grow">
            ${isEffectRule(rule) ? rule.effect : 'Requests'} <code>${JSON.stringify({id, ...rule})}</code>
          </td>
          <td class="number">${times === undefined ? used : `${used} of ${times}`}</td>
          <td></td>
        </tr>`,
    ),
    empty: 'Nothing is to go wrong.',
  });
  return html`<section class="card" aria-labelledby="faults-heading">
    ${heading('faults', 'Faults', faults.length)}
    <form id="faults-form" data-live hidden>
      <div class="fields">
        <label class="wide-field">
          User
          <input name="user" autocomplete="off" placeholder="every user" maxlength="255" />
        </label>
        <label>
          How often
          <input name="times" type="number" min="1" step="1" value="1" placeholder="always" />
        </label>
      </div>
      <fieldset>
        <legend>The next requests</legend>
        <div class="fields">
          <label class="wide-field">
            Part of the path, or a pattern with *
            <input name="path" autocomplete="off" value="/sdk/" maxlength="200" />
          </label>
        </div>
        ${buttons(requestFaults)}
      </fieldset>
      <fieldset>
        <legend>The next sign-in, or use of a token</legend>
        <div class="fields">
          <label class="wide-field">
            Integration
            <select name="integration">
              <option value="">every integration</option>
              ${integrations.map(({type, name}) => html`<option value="${type}">${name}</option>`)}
            </select>
          </label>
        </div>
        ${buttons(effects)}
      </fieldset>
    </form>
    ${table}
    <div class="buttons after" data-live hidden>
      <button type="button" id="faults-clear">Delete all faults</button>
    </div>
  </section>`;
}

export const tokenSection = (): Markup =>
  html`<section class="card" aria-labelledby="token-heading">
    ${heading('token', 'User token')}
    <p class="muted"><code>/_sandbox/token?user=alice</code> signs one as well.</p>
    <form id="token-form" data-live hidden>
      <div class="fields">
        <label class="wide-field">
          User
          <input name="user" autocomplete="off" required maxlength="255" />
        </label>
        <label>
          Good for
          <select name="expiresIn">
            <option value="3600">an hour</option>
            <option value="60">a minute</option>
            <option value="86400">a day</option>
            <option value="2592000">30 days</option>
            <option value="-3600">expired already</option>
          </select>
        </label>
        <div class="buttons"><button class="primary">Sign a token</button></div>
      </div>
    </form>
    <div id="token-result" hidden>
      <label class="wide-field">
        Token
        <textarea id="token" rows="4" readonly spellcheck="false"></textarea>
      </label>
      <div class="buttons after"><button type="button" id="token-copy">Copy the token</button></div>
    </div>
  </section>`;

export const resetSection = (): Markup =>
  html`<section class="card" aria-labelledby="reset-heading">
    ${heading('reset', 'Start over')}
    <p class="muted">
      <code>POST /_sandbox/reset</code> forgets all users and what is theirs; <code>?user=alice</code> only
      hers.
    </p>
    <form id="reset-form" data-live hidden>
      <div class="fields">
        <label class="wide-field">
          User
          <input name="user" autocomplete="off" required maxlength="255" />
        </label>
        <div class="buttons">
          <button>Reset this user…</button>
          <button type="button" class="danger" id="reset-all">Reset everything…</button>
        </div>
      </div>
    </form>
  </section>`;
