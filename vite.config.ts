import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vite';
import {sourceAlias} from './scripts/source-alias.mjs';

// The demo pages, one entry each. The library's own builds are in scripts/bundle.mjs.

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const pages = readdirSync(path('demo')).filter((file) => file.endsWith('.html'));

export default defineConfig({
  root: path('demo'),
  cacheDir: path('node_modules/.cache/vite'),
  resolve: {alias: sourceAlias},
  build: {
    target: 'es2022',
    rolldownOptions: {input: pages.map((page) => path(`demo/${page}`))},
    // Inlined files would be `data:` URLs, which the pages' content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: {polyfill: false},
    reportCompressedSize: false,
  },
  server: {fs: {allow: [path('.')]}},
});
