import {existsSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {test as base} from '../../sandbox/src/playwright.js';
import {root} from '../../scripts/run.mjs';

export {expect} from '../../sandbox/src/playwright.js';

const guide = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');

/** The code blocks of the guide that are written in a language. */
export const blocksOf = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);

/** The fixture with the guide's page at `/settings.html`. */
export const test = base.extend<{guidePage: void}>({
  // A page that the test itself serves counts as a public one, which may not call this computer unasked.
  permissions: ['local-network-access'],
  guidePage: [
    async ({page}, use) => {
      await page.route('**/settings.html', (route) =>
        route.fulfill({contentType: 'text/html', body: blocksOf('html')[0] ?? ''}),
      );
      await page.route('**/*.js', (route) => {
        // The project "library" has built it.
        const path = join(root, 'dist/cdn', basename(new URL(route.request().url()).pathname));
        return existsSync(path) ? route.fulfill({path}) : route.fallback();
      });
      await use();
    },
    {auto: true},
  ],
});
