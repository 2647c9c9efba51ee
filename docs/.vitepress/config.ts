import {defineConfig} from 'vitepress';
import {elements} from './elements.js';

const guides = [
  ['Getting started', 'getting-started'],
  ['Vue', 'vue'],
  ['Svelte', 'svelte'],
  ['React', 'react'],
  ['Angular', 'angular'],
  ['Signing user tokens', 'user-tokens'],
  ['A CMS without scripts', 'cms'],
  ['Theming', 'theming'],
  ['Security headers', 'security'],
  ['Server rendering', 'server-rendering'],
  ['Accessibility', 'accessibility'],
  ['Error codes', 'errors'],
] as const;

/** The documentation site: `npm run docs`, or `npm run docs:build` for files to host. */
export default defineConfig({
  title: 'Paragon Elements',
  description: 'Custom elements and a typed client that embed Paragon integrations in any page.',
  cleanUrls: false,
  lastUpdated: false,
  srcExclude: ['samples/**'],
  vue: {template: {compilerOptions: {isCustomElement: (tag) => tag.startsWith('paragon-')}}},
  markdown: {
    theme: {light: 'github-light-high-contrast', dark: 'github-dark-high-contrast'},
    config(md) {
      // The guides are read in the repository, too, where the sandbox's page and files to download lie elsewhere.
      md.core.ruler.push('sandbox-page', ({tokens}) => {
        for (const link of tokens.flatMap(({children}) => children ?? [])) {
          const href = link.attrGet('href');
          if (!href) continue;
          link.attrSet(
            'href',
            href.replace(/^\.\.\/sandbox\/README\.md/, '/sandbox.md').replace(/^(\.\.\/)?public\//, '/'),
          );
        }
      });
    },
  },
  themeConfig: {
    search: {provider: 'local'},
    outline: [2, 3],
    nav: [
      {text: 'Guides', link: '/guides/getting-started'},
      {text: 'Elements', link: '/elements/paragon-connect'},
      {text: 'Client', link: '/reference/'},
      {text: 'Sandbox', link: '/sandbox'},
    ],
    sidebar: [
      {
        text: 'Guides',
        items: [
          ...guides.map(([text, page]) => ({text, link: `/guides/${page}`})),
          {text: 'Picking files', link: '/file-pickers'},
        ],
      },
      {
        text: 'Elements',
        // These texts are HTML.
        items: elements.map(({tagName}) => ({text: `&lt;${tagName}&gt;`, link: `/elements/${tagName}`})),
      },
      {
        text: 'Client',
        items: [
          {text: 'Reference', link: '/reference/'},
          {text: 'Coming from @useparagon/connect', link: '/coming-from-useparagon-connect'},
        ],
      },
      {
        text: 'Sandbox',
        items: [
          {text: 'The server', link: '/sandbox'},
          {text: 'Testing your page', link: '/testing'},
          {text: 'Your own catalogue', link: '/catalog'},
        ],
      },
    ],
    footer: {
      message:
        'An independent, compatible implementation. “Paragon” is a trademark of its owner, who neither makes nor endorses it.',
    },
  },
});
