import {html} from 'hono/html';
import {page, pageHeaders, type Markup} from '../http/pages.js';
import type {OriginPolicy} from '../http/origins.js';

/** The address that clients with a portal frame load at start. There is no portal here: they are used headless. */
export const portalPage = (): Markup =>
  page({
    title: 'No portal page',
    body: html`<div class="card">
      <h1>No portal page</h1>
      <p>
        This sandbox has no hosted portal. Use the client headless, or elements that draw in the page itself.
      </p>
    </div>`,
  });

/** The one page that may be framed, by the pages that may use the API. */
export function portalHeaders(origins: OriginPolicy): Record<string, string> {
  const {'X-Frame-Options': _, ...headers} = pageHeaders();
  const policy = headers['Content-Security-Policy'] ?? '';
  return {
    ...headers,
    'Content-Security-Policy': policy.replace(
      /frame-ancestors [^;]+/,
      `frame-ancestors ${origins.sources.join(' ')}`,
    ),
  };
}
