import {html} from 'hono/html';
import {page, type Markup} from '../http/pages.js';

/** Both pages take their data from `<meta>` elements, so that the script is a file and needs no exception. */
export const pageScripts: Record<string, string> = {
  'nonce.js': `const origin = document.querySelector('meta[name="paragon-origin"]').content;
history.replaceState(null, '', location.pathname);
if (window.opener) window.opener.postMessage({type: 'oauth-nonce-loaded'}, origin);
else document.getElementById('alone').hidden = false;
`,
  'callback.js': `const content = (name) => document.querySelector('meta[name="paragon-' + name + '"]')?.content;
const origin = content('origin');
const message = content('message');
history.replaceState(null, '', location.pathname);
if (origin && message && window.opener) window.opener.postMessage(JSON.parse(message), origin);
if (content('close')) window.close();
`,
};

const script = (name: string) => html`<script type="module" src="/_assets/${name}"></script>`;

/** Shown for a moment before the window goes on to the provider. */
export const noncePage = (integrationName: string, origin: string): Markup =>
  page({
    title: `Connecting ${integrationName}`,
    head: html`<meta name="paragon-origin" content="${origin}" />${script('nonce.js')}`,
    body: html`<div class="card">
      <h1>Connecting ${integrationName}…</h1>
      <p>The sign-in page of ${integrationName} opens in a moment.</p>
      <p id="alone" class="error" role="alert" hidden>
        This window has lost the page that opened it. Close it, go back to the app and try again.
      </p>
    </div>`,
  });

export const connectedPage = (integrationName: string): Markup =>
  page({
    title: `${integrationName} is connected`,
    head: html`<meta name="paragon-close" content="yes" />${script('callback.js')}`,
    body: html`<div class="card">
      <h1>${integrationName} is connected</h1>
      <p>You can close this window.</p>
    </div>`,
  });

/** A visit that has ended without an account. `report` goes to the page that opened the window. */
export const failedPage = (content: {
  title: string;
  message: string;
  report?: {origin: string; message: Record<string, unknown>};
  close?: boolean;
}): Markup =>
  page({
    title: content.title,
    head: html`${
      content.report
        ? html`<meta name="paragon-origin" content="${content.report.origin}" />
            <meta name="paragon-message" content="${JSON.stringify(content.report.message)}" />`
        : ''
    }
    ${content.close ? html`<meta name="paragon-close" content="yes" />` : ''}${script('callback.js')}`,
    body: html`<div class="card">
      <h1>${content.title}</h1>
      <p>${content.message}</p>
      <p class="muted">You can close this window.</p>
    </div>`,
  });
