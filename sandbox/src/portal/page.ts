import {readdirSync, readFileSync} from 'node:fs';
import {Hono} from 'hono';
import {html} from 'hono/html';
import type {OriginPolicy} from '../http/origins.js';
import {pageHeaders, STYLE_PATH, type Markup} from '../http/pages.js';
import {createLibrary, ENTRY, type Library} from './library.js';
import {portalStyle} from './style.js';

const ASSETS = '/_assets/portal';
const ELEMENTS = `${ASSETS}/elements`;

const SCRIPT = {'Content-Type': 'text/javascript; charset=utf-8'};
const fileHeaders = {'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff'};

/**
 * The page that clients with a portal in a frame load at start. It shows nothing until its host asks for a portal; then
 * the library's own elements draw it.
 */
export function createPortalRoutes(
  {origins}: {readonly origins: OriginPolicy},
  library: Library = createLibrary(),
): Hono {
  const app = new Hono();
  const scripts = new Map(readScripts());

  app.get('/ui', (c) =>
    c.html(portalPage({origins, problem: library.problem()}), 200, portalHeaders(origins)),
  );
  app.get(`${ASSETS}/style.css`, (c) =>
    c.body(portalStyle, 200, {...fileHeaders, 'Content-Type': 'text/css; charset=utf-8'}),
  );
  app.get(`${ASSETS}/:file`, (c) => {
    const source = scripts.get(c.req.param('file'));
    return source === undefined ? c.notFound() : c.body(source, 200, {...fileHeaders, ...SCRIPT});
  });
  app.get(`${ELEMENTS}/:file`, (c) => {
    const source = library.read(c.req.param('file'));
    return source === undefined
      ? c.notFound()
      : c.body(new Uint8Array(source), 200, {...fileHeaders, ...SCRIPT});
  });
  return app;
}

/** What the page's script has to know: whom it may listen to, and where the elements are. */
export interface PortalSetup {
  /** Origins of hosts; `null` stands for every one on this machine. */
  readonly origins: readonly string[] | null;
  readonly elements: string;
  /** Why no portal can be shown. */
  readonly problem?: string;
}

export function portalPage({origins, problem}: {origins: OriginPolicy; problem: string | undefined}): Markup {
  const setup: PortalSetup = {origins: origins.listed, elements: `${ELEMENTS}/${ENTRY}`, problem};
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="portal-setup" content="${JSON.stringify(setup)}" />
        <title>Connect Portal</title>
        <link rel="icon" href="/_assets/icon.svg" />
        <link rel="stylesheet" href="${STYLE_PATH}" />
        <link rel="stylesheet" href="${ASSETS}/style.css" />
        <script type="module" src="${ASSETS}/main.js"></script>
      </head>
      <body class="portal">
        <main id="about" hidden>
          <div class="card">
            <h1>The portal page</h1>
            <p>
              Clients that show their portal in a frame load this page into it. Alone it shows nothing: a
              portal appears when the page around it calls <code>paragon.connect()</code>.
            </p>
            ${problem ? html`<p class="error">${problem}</p>` : ''}
          </div>
        </main>
        <noscript><p>The portal needs JavaScript.</p></noscript>
        <dialog id="notice" class="panel" aria-labelledby="notice-title">
          <h2 id="notice-title"></h2>
          <p id="notice-text" role="status"></p>
          <div class="actions"><button type="button" id="notice-close">Close</button></div>
        </dialog>
        <dialog id="stages" class="panel" aria-labelledby="stages-title">
          <div class="panel-header">
            <img id="stages-icon" alt="" width="40" height="40" />
            <h2 id="stages-title"></h2>
            <button type="button" id="stages-close" class="close" aria-label="Close">
              <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" /></svg>
            </button>
          </div>
          <div id="stages-body" class="panel-body"></div>
          <div id="stages-discard" class="panel-footer" role="group" aria-labelledby="discard-title" hidden>
            <p id="discard-title">Close without saving what you have entered?</p>
            <div class="actions">
              <button type="button" id="discard-keep">Keep editing</button>
              <button type="button" id="discard-confirm">Close without saving</button>
            </div>
          </div>
        </dialog>
      </body>
    </html>`;
}

/**
 * The one page that may be framed, by the pages that may use the API. Lit makes its templates under a policy of its own.
 * Overviews may show pictures of the app's own, over https.
 */
export function portalHeaders(origins: OriginPolicy): Record<string, string> {
  const {'X-Frame-Options': _, ...headers} = pageHeaders({connects: true});
  const changed: Record<string, string> = {
    'img-src': "'self' https:",
    'form-action': "'none'",
    'frame-ancestors': origins.sources.join(' '),
    'trusted-types': 'lit-html',
  };
  const policy = (headers['Content-Security-Policy'] ?? '').split('; ').map((directive) => {
    const name = directive.split(' ')[0] ?? '';
    return name in changed ? `${name} ${changed[name]}` : directive;
  });
  return {...headers, 'Content-Security-Policy': policy.join('; ')};
}

/** The page's script: plain files, served as they are. */
function readScripts(): [name: string, source: string][] {
  const folder = new URL('./client/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
}
