import {readdirSync, readFileSync} from 'node:fs';
import {Hono} from 'hono';
import {html} from 'hono/html';
import {page, pageHeaders, type Markup} from '../http/pages.js';
import type {Services} from '../services.js';
import {faultsSection, resetSection, tokenSection} from './forms.js';
import {eventsSection, requestsSection, runsSection, usersSection} from './lists.js';
import {inspectorStyle} from './style.js';
import {listUsers} from './users.js';

const ASSETS = '/_assets/inspector';
/** How much the first drawing shows; the script asks for more. */
const FIRST = 30;

/** The start page: what happens here, and buttons to make things happen. It is drawn once; a script keeps it up to date. */
export function createInspector(services: Services): Hono {
  const {catalog, faults, journal, projectId, requests, urls} = services;
  const app = new Hono();

  for (const [name, source] of readScripts())
    app.get(`${ASSETS}/${name}`, (c) =>
      c.body(source, 200, {'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache'}),
    );
  app.get(`${ASSETS}/style.css`, (c) =>
    c.body(inspectorStyle, 200, {'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'no-cache'}),
  );

  app.get('/', async (c) => {
    const [{users, total}, runs, events] = await Promise.all([
      listUsers(services, {limit: FIRST}),
      journal.runs({limit: FIRST}),
      journal.events({limit: FIRST}),
    ]);
    const integrations = catalog.all.filter(({isActive}) => isActive);
    const body = html`<div class="inspector">
      ${introduction({projectId, outsideUrl: urls.outside})}
      <div class="columns">
        <div class="column">
          ${requestsSection(requests.list().slice(-FIRST).reverse(), projectId)} ${usersSection(users, total)}
        </div>
        <div class="column">
          ${runsSection(runs, catalog)} ${eventsSection(events)} ${faultsSection(faults.list(), integrations)}
          ${tokenSection()} ${resetSection()}
        </div>
      </div>
      <dialog id="question" aria-labelledby="question-heading"></dialog>
      <dialog id="details" aria-labelledby="details-heading"></dialog>
    </div>`;
    const head = html`<link rel="stylesheet" href="${ASSETS}/style.css" />
      <script type="module" src="${ASSETS}/main.js"></script>`;
    return c.html(
      page({title: 'Paragon Sandbox', body, head, wide: true}),
      200,
      pageHeaders({connects: true}),
    );
  });
  return app;
}

const introduction = ({projectId, outsideUrl}: {projectId: string; outsideUrl: string}): Markup =>
  html`<div class="top">
      <h1>Paragon Sandbox</h1>
      <p class="live" id="live" data-state="connecting" data-live hidden>Connecting…</p>
      <nav aria-label="Sections">
        <a href="#requests-heading">Requests</a> <a href="#users-heading">Users</a>
        <a href="#runs-heading">Runs</a> <a href="#events-heading">Events</a>
        <a href="#faults-heading">Faults</a> <a href="#token-heading">Token</a>
        <a href="#reset-heading">Reset</a>
      </nav>
    </div>
    <p class="about">
      Project <code>${projectId}</code> · <a href="${outsideUrl}">The outside</a>, with demo accounts and keys
      · <a href="/docs">API</a> · <a href="/openapi.json">OpenAPI</a>. Independent of Paragon, whose name is a
      trademark of its owner; nothing in it leaves this machine.
    </p>
    <noscript>
      <p class="note">
        Without JavaScript this page shows how things were when it was loaded. The control routes at
        <code>/_sandbox/</code> do what its buttons would do.
      </p>
    </noscript>
    <p class="status" id="status" role="status"></p>`;

/** The page's script: plain files, served as they are. */
function readScripts(): [name: string, source: string][] {
  const folder = new URL('./client/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
}
