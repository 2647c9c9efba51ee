import {readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {root} from '../../scripts/run.mjs';
import {DEMO_URL, SANDBOX_URL} from '../helpers/addresses.js';
import {expect, test} from '../helpers/demo-test.js';
import {PlainPage} from '../helpers/plain-page.js';
import {approve} from '../helpers/provider-pages.js';

// A page that the test itself serves counts as a public one, which may not call this computer unasked.
test.use({permissions: ['local-network-access']});

test('the lines of HTML in the README embed it: the CDN file, a provider, a button and the catalogue', async ({
  page,
}) => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const sample = /```html\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const body = sample
    .replace('https://cdn.example.com/paragon-elements.js', '/cdn/paragon-elements.js')
    .replace('your project id', `${DEFAULT_PROJECT_ID}" host="${SANDBOX_URL}`);
  await page.route(`${DEMO_URL}/readme.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Readme</title>${body}`,
    }),
  );
  await page.route(`${DEMO_URL}/cdn/*.js`, (route) =>
    // The project "library" has built it.
    route.fulfill({path: join(root, 'dist/cdn', basename(new URL(route.request().url()).pathname))}),
  );
  await page.goto('/readme.html');
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.getByRole('button', {name: 'Connect Slack'}).click();
  const {portal} = new PlainPage(page);
  const popup = page.waitForEvent('popup');
  await portal.getByRole('button', {name: 'Connect Slack'}).click();
  await approve(await popup);
  await expect(portal.getByText('Slack is connected').first()).toBeVisible();
});
