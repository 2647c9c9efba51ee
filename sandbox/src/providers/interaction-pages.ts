import {html} from 'hono/html';
import {iconPath} from '../catalog/record.js';
import type {Integration} from '../catalog/schema.js';
import {page, pageHeaders, type Markup} from '../http/pages.js';
import {people, type OutsidePerson} from './people.js';

/** Which store or organisation the sign-in is for, in words. */
export interface SignInTarget {
  readonly shop?: string;
  readonly environment?: string;
  /** Id of the account that the user has chosen. */
  readonly account?: string;
}

export function signInPage(content: {
  integration: Integration;
  uid: string;
  target: SignInTarget;
  email?: string;
  error?: string;
}): Markup {
  const {integration, uid, target, email = '', error} = content;
  return page({
    title: `Sign in to ${integration.name}`,
    body: html`<div class="card">
        ${logo(integration)}
        <h1>Sign in to ${integration.name}</h1>
        ${targetText(target)}
        <h2 id="people">Choose a demo account</h2>
        <form method="post" action="/sign-in/${uid}/login" aria-labelledby="people">
          ${people.map(
            (person) =>
              html`<button class="person" name="person" value="${person.id}">
                <strong>${person.name}</strong><span class="muted">${person.email}, ${person.company}</span>
              </button>`,
          )}
        </form>
        <h2 id="password-heading">Or enter e-mail and password</h2>
        <form method="post" action="/sign-in/${uid}/login" aria-labelledby="password-heading">
          ${error ? html`<p class="error" id="error" role="alert">${error}</p>` : ''}
          <label for="email">E-mail</label>
          <input id="email" name="email" type="email" autocomplete="username" required value="${email}" />
          <label for="password">Password</label>
          <input
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            required
            ${error ? html`aria-invalid="true" aria-describedby="error"` : ''}
          />
          <div class="actions">
            <button class="primary">Sign in</button>
            <button formaction="/sign-in/${uid}/cancel" formnovalidate>Cancel</button>
          </div>
        </form>
      </div>
      <p class="muted">
        <small
          >The passwords are
          ${people.map(({email, password}, index) => html`${index ? ' and ' : ''}<code>${password}</code> (${email})`)}.
          These accounts exist only in this sandbox.</small
        >
      </p>`,
  });
}

export function consentPage(content: {
  integration: Integration;
  uid: string;
  person: OutsidePerson;
  target: SignInTarget;
  scopes: readonly string[];
}): Markup {
  const {integration, uid, person, target, scopes} = content;
  return page({
    title: `Allow access to ${integration.name}`,
    body: html`<div class="card">
      ${logo(integration)}
      <h1>Allow access to your ${integration.name} account?</h1>
      ${targetText(target)}
      <p>
        You are signed in as <strong>${person.name}</strong> (${person.email}, ${person.company}).
        <a href="/sign-in/${uid}?switch">Use another account</a>
      </p>
      <form method="post" action="/sign-in/${uid}/consent">
        ${accountChoice(integration, person)}
        <fieldset class="scopes">
          <legend>The app that you come from would be allowed to</legend>
          ${scopes.map((scope) => scopeChoice(integration, scope))}
        </fieldset>
        <div class="actions">
          <button class="primary" name="decision" value="allow">Allow</button>
          <button name="decision" value="cancel">Cancel</button>
        </div>
      </form>
    </div>`,
  });
}

function accountChoice({oauth}: Integration, {accounts}: OutsidePerson): Markup {
  if (!oauth?.chooses) return html``;
  return html`<fieldset>
    <legend>${oauth.chooses}</legend>
    ${accounts.map(
      ({id, name}, index) =>
        html`<label class="choice"
          ><input type="radio" name="account" value="${id}" ${index ? '' : 'checked'} />${name}</label
        >`,
    )}
  </fieldset>`;
}

function scopeChoice({oauth}: Integration, scope: string): Markup {
  const described = oauth?.scopes[scope] ?? scope;
  const text = typeof described === 'string' ? described : described.text;
  return html`<label class="choice"
    ><input
      type="checkbox"
      name="scope"
      value="${scope}"
      checked
      ${typeof described === 'string' ? 'disabled' : ''}
    />${text}</label
  >`;
}

/** Below the sign-in pages. */
export const CLOSE_SCRIPT = {path: '/close.js', source: 'window.close();\n'};

/** A fault: the window goes before there is an answer. */
export const closingPage = (): Markup =>
  page({
    title: 'Closing',
    head: html`<script type="module" src="/sign-in${CLOSE_SCRIPT.path}"></script>`,
    body: html`<div class="card">
      <h1>This window closes</h1>
      <p>A fault rule closes it without an answer.</p>
    </div>`,
  });

/** What the authorization server shows when it cannot send the user back. */
export const errorPage = {
  headers: pageHeaders(),
  render: (error: string, description?: string): Markup =>
    page({
      title: 'Sign-in failed',
      body: html`<div class="card">
        <h1>This sign-in cannot go on</h1>
        <p>${sentence(description ?? error)}</p>
        <p class="muted">Close this window, go back to the app and try again.</p>
        <p><code>${error}</code></p>
      </div>`,
    }),
};

const logo = (integration: Integration) =>
  html`<img class="logo" src="${iconPath(integration)}" alt="" width="48" height="48" />`;

function targetText({shop, environment}: SignInTarget): Markup {
  if (shop) return html`<p>Store: <strong>${shop}.myshopify.com</strong></p>`;
  if (environment === 'sandbox') return html`<p>Kind of organisation: <strong>sandbox</strong></p>`;
  return html``;
}

const sentence = (text: string) =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
