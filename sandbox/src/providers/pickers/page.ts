import {html} from 'hono/html';
import type {OriginPolicy} from '../../http/origins.js';
import {page, pageHeaders, type Markup} from '../../http/pages.js';
import {PAGE_ASSETS} from './assets.js';

/**
 * A page that a script draws a picker in.
 *
 * @param setup What the script has to know; it may hold a token, as the page is kept nowhere.
 */
export function pickerPage(content: {title: string; script: string; setup: object}): Markup {
  const {title, script, setup} = content;
  return page({
    title,
    wide: true,
    head: html`<meta name="picker-setup" content="${JSON.stringify(setup)}" />
      <link rel="stylesheet" href="${PAGE_ASSETS}/style.css" />
      <script type="module" src="${PAGE_ASSETS}/${script}"></script>`,
    body: html`<div id="picker" class="picker-page"></div>
      <noscript><p>The picker needs JavaScript.</p></noscript>`,
  });
}

/** Pages that may use the API may show pickers, in a frame or in a window. */
export const pickerHeaders = ({sources}: OriginPolicy) => pageHeaders({connects: true, framedBy: sources});
