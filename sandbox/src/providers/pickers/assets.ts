import {readFileSync, readdirSync} from 'node:fs';
import {Hono} from 'hono';
import {pickerStyle} from './style.js';

/** Where the pages of the pickers find their scripts and their style. Fault rules reach it, as they reach the vendors' own. */
export const PAGE_ASSETS = '/pickers';

/** Pages of other origins load these, with any embedder policy. */
const sharedHeaders = {
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

export const scriptHeaders = {...sharedHeaders, 'Content-Type': 'text/javascript; charset=utf-8'};
export const styleHeaders = {...sharedHeaders, 'Content-Type': 'text/css; charset=utf-8'};

const folder = new URL('./client/', import.meta.url);
const sources = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);

/**
 * Modules as the one classic script that vendors give away, each before those that import it. Their names share one
 * scope.
 *
 * @param outsideUrl Known to the script as `OUTSIDE`: where it really comes from, whatever address a page loads it by.
 */
export function classicScript(outsideUrl: string, names: readonly string[]): string {
  const bodies = names.map((name) => {
    const source = sources.get(name);
    if (source === undefined) throw new Error(`There is no script ${name}.`);
    return source
      .replaceAll(/^import [^;]*;\n/gm, '')
      .replaceAll(/^export \{[^}]*\};?\n?/gm, '')
      .replaceAll(/^export /gm, '');
  });
  return `(() => {\n'use strict';\nconst OUTSIDE = ${JSON.stringify(outsideUrl)};\n${bodies.join('\n')}\n})();\n`;
}

/** What the pages of the pickers load. */
export function createPickerAssets(): Hono {
  const app = new Hono();
  app.get(`${PAGE_ASSETS}/style.css`, (c) => c.body(pickerStyle, 200, styleHeaders));
  app.get(`${PAGE_ASSETS}/:file`, (c) => {
    const source = sources.get(c.req.param('file'));
    return source === undefined ? c.notFound() : c.body(source, 200, scriptHeaders);
  });
  return app;
}
