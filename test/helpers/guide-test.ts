import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {test as base} from '../../sandbox/src/playwright.js';
import {bundle} from '../../scripts/bundle.mjs';

export {expect} from '../../sandbox/src/playwright.js';

const guide = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');

/** The code blocks of the guide that are written in a language. */
export const blocksOf = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);

let files: Promise<Map<string, string>> | undefined;
const builtFiles = () =>
  (files ??= bundle({entry: 'src/define.ts', name: 'paragon-elements'}).then(
    (chunks: {fileName: string; code: string}[]) =>
      new Map(chunks.map(({fileName, code}) => [fileName, code])),
  ));

/** The fixture with the guide's page at `/settings.html`. */
export const test = base.extend<{guidePage: void}>({
  // A page that the test itself serves counts as a public one, which may not call this computer unasked.
  permissions: ['local-network-access'],
  guidePage: [
    async ({page}, use) => {
      const built = await builtFiles();
      await page.route('**/settings.html', (route) =>
        route.fulfill({contentType: 'text/html', body: blocksOf('html')[0] ?? ''}),
      );
      await page.route('**/*.js', (route) => {
        const body = built.get(basename(new URL(route.request().url()).pathname));
        return body === undefined ? route.fallback() : route.fulfill({contentType: 'text/javascript', body});
      });
      await use();
    },
    {auto: true, timeout: 60_000},
  ],
});
