import {html} from 'hono/html';
import type {HtmlEscapedString} from 'hono/utils/html';
import {BANNER} from '../constants.js';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export const STYLE_PATH = '/_assets/style.css';

/**
 * Headers of every page: nothing but our own style and script, never in a frame unless it is made for that, and no
 * address handed on, as some carry what must stay secret.
 *
 * @param formTargets Origins that a form's answer may lead on to; browsers check redirects against them.
 * @param connects May its script make requests to where it comes from?
 * @param framedBy Who may show the page in a frame; left out: nobody.
 */
export function pageHeaders({
  formTargets = [],
  connects = false,
  framedBy,
}: {
  formTargets?: readonly string[];
  connects?: boolean;
  framedBy?: readonly string[];
} = {}): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      ...(connects ? ["connect-src 'self'"] : []),
      "base-uri 'none'",
      `form-action ${["'self'", ...formTargets].join(' ')}`,
      `frame-ancestors ${framedBy?.join(' ') ?? "'none'"}`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
    // It knows no list of origins.
    ...(!framedBy && {'X-Frame-Options': 'DENY'}),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}

/** A whole page. Interpolated text is escaped; only `html` fragments are taken as they are. */
export function page(content: {title: string; body: Markup; head?: Markup; wide?: boolean}): Markup {
  const {title, body, head = html``, wide = false} = content;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/_assets/icon.svg" />
        <link rel="stylesheet" href="${STYLE_PATH}" />
        ${head}
      </head>
      <body>
        <header class="banner">${BANNER}</header>
        <main class="${wide ? 'wide' : ''}">${body}</main>
      </body>
    </html>`;
}
