import {execFile} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {defineConfig, type Plugin} from 'vite';
import {sourceAlias} from './scripts/source-alias.mjs';

// The demo pages, one entry each. The library's own builds are in scripts/bundle.mjs.

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const pages = readdirSync(path('demo')).filter((file) => file.endsWith('.html'));

/** Puts what a server draws into the page that shows it. */
const serverRendered: Plugin = {
  name: 'server-rendered',
  transformIndexHtml: {
    // The styles of the elements stay as they are: the page's policy allows them by their hashes.
    order: 'post',
    async handler(html) {
      if (!html.includes(PLACE)) return html;
      const program = ['--import', 'tsx', path('scripts/server-rendered.mjs')];
      const {stdout} = await promisify(execFile)(process.execPath, [
        ...program,
        process.env['VITE_SANDBOX_URL'] ?? '',
      ]);
      return html.replace(PLACE, () => stdout);
    },
  },
};
const PLACE = '<!-- server-rendered -->';

export default defineConfig({
  root: path('demo'),
  plugins: [serverRendered],
  cacheDir: path('node_modules/.cache/vite'),
  resolve: {alias: sourceAlias},
  build: {
    target: 'es2022',
    rolldownOptions: {
      input: pages.map((page) => path(`demo/${page}`)),
      checks: {bundlerTimings: false},
    },
    // Inlined files would be `data:` URLs, which the pages' content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: {polyfill: false},
    reportCompressedSize: false,
  },
  server: {fs: {allow: [path('.')]}},
});
