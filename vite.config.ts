import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vite';

// The demo pages, one entry each. The library's own builds are in scripts/bundle.mjs.

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const pages = readdirSync(path('demo')).filter((file) => file.endsWith('.html'));

export default defineConfig({
  root: path('demo'),
  cacheDir: path('node_modules/.cache/vite'),
  resolve: {
    // The demos import what a user of the package would, and get its source.
    alias: [
      {find: /^paragon-elements$/, replacement: path('src/index.ts')},
      {find: /^paragon-elements\/core$/, replacement: path('src/paragon.ts')},
      {find: /^paragon-elements\/define$/, replacement: path('src/define.ts')},
      {find: /^paragon-elements\/define\/(.+)$/, replacement: path('src/elements/$1/$1.define.ts')},
    ],
  },
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
