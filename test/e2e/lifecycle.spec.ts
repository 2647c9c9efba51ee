import type {BrowserContext} from '@playwright/test';
import {existsSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {pageHeaders} from '../../scripts/demo-server.mjs';
import config from '../../playwright.config.js';
import {findBrowser} from '../../scripts/find-browser.mjs';
import {root} from '../../scripts/run.mjs';
import {DEMO_URL, SANDBOX_URL} from '../helpers/addresses.js';
import {expect, test} from '../helpers/demo-test.js';
import {PlainPage} from '../helpers/plain-page.js';
import {approve} from '../helpers/provider-pages.js';

// What real pages do with elements: they take them out and put them back, copy them, and have two versions of the library.
// Moving one in the middle of a flow is in test/faults, elements that are defined late in frameworks.spec.ts.

// A page that the test itself serves counts as a public one, which may not call this computer unasked.
test.use({permissions: ['local-network-access']});

const chromium = await findBrowser('chromium');

// Playwright keeps no page when one goes on to another, unless it is told so.
test.use({
  launchOptions: {
    ...config.use?.launchOptions,
    // The shell without a user interface keeps no page.
    executablePath: chromium?.executablePath,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  },
});

test('an element that is taken out and put back, and a copy of it, are as good as the first', async ({
  page,
}) => {
  const demo = new PlainPage(page);
  await demo.open();
  await page.evaluate(() => {
    const slack = document.querySelector('paragon-connect[integration="slack"]')!;
    slack.id = 'slack';
    const copy = slack.cloneNode(true) as Element;
    copy.id = 'copy';
    slack.after(copy);
    const place = slack.parentElement!;
    slack.remove();
    place.prepend(slack);
  });
  const [slack, copy] = [page.locator('#slack'), page.locator('#copy')];
  await expect(slack.getByRole('button', {name: 'Connect Slack'})).toBeVisible();
  await copy.getByRole('button', {name: 'Connect Slack'}).click();
  await approve(await demo.popupFrom('Connect Slack'));
  await demo.expectConnected('Slack');
  await page.keyboard.press('Escape');
  await expect(copy.getByRole('button', {name: 'Manage Slack'})).toBeFocused();
  await expect(slack.getByRole('button', {name: 'Manage Slack'})).toBeVisible();
  // Taken out with its portal open: the page can be used again.
  await slack.getByRole('button').click();
  await expect(demo.portal).toBeVisible();
  await slack.evaluate((element) => element.remove());
  await expect(demo.portal).toHaveCount(0);
  await copy.getByRole('button', {name: 'Manage Slack'}).click();
  await demo.disconnect();
});

const script = (path: string) => `<script type="module" src="${path}"></script>`;
const BOTH = script('/old/paragon-elements.js') + script('/new/paragon-elements.js');

test('a page that the browser has kept goes on where it was', async ({page}) => {
  const demo = new PlainPage(page);
  await demo.open();
  await page.evaluate(() =>
    addEventListener('pageshow', ({persisted}) => (document.title = `kept: ${persisted}`)),
  );
  await demo.openPortal('Shopify');
  await demo.portal.getByRole('button', {name: /^Connect Shopify/}).click();
  const store = demo.portal.getByRole('textbox', {name: /Store name/});
  await store.fill('north');
  await page.goto('/inline.html');
  await expect(page.getByRole('button', {name: /^Connect/}).first()).toBeVisible();
  // Nothing is loaded, which is what Playwright's own way back would wait for.
  await page.evaluate(() => history.back()).catch(() => undefined);
  await expect(page).toHaveTitle('kept: true');
  await expect(store).toHaveValue('north');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(demo.portal).toBeHidden();
  await demo.openPortal('Slack');
  await approve(await demo.popupFrom('Connect Slack'));
  await demo.expectConnected('Slack');
});

test('two versions on one page: what the first has is its own, what it lacks comes from the second', async ({
  page,
  context,
}) => {
  await serve(context, BOTH);
  await page.goto('/versions.html');
  const button = page.getByRole('button', {name: 'Connect Slack (old)'});
  await button.click();
  const portal = page.getByRole('dialog');
  const popup = page.waitForEvent('popup');
  await portal.getByRole('button', {name: 'Connect Slack (old)'}).click();
  await approve(await popup);
  await expect(portal.getByText('Slack is connected').first()).toBeVisible();
  await page.keyboard.press('Escape');
  // It has found the provider of the other version, and its client.
  await expect(page.getByText('Connect HubSpot first (new)')).toBeAttached();
});

/** Serves a page, and the files for a CDN as `/old` and `/new`, which differ in a text. */
async function serve(context: BrowserContext, scripts: string): Promise<void> {
  const html = `<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="data:,">${scripts}<main><h1>Page</h1>
    <paragon-provider project-id="${DEFAULT_PROJECT_ID}" host="${SANDBOX_URL}" token-endpoint="/api/paragon-token">
      <paragon-connect integration="slack"></paragon-connect>
      <paragon-field-mapper integration="hubspot"></paragon-field-mapper>
    </paragon-provider></main></html>`;
  await context.route(`${DEMO_URL}/versions.html`, (route) =>
    route.fulfill({contentType: 'text/html', headers: headersForTwo(), body: html}),
  );
  for (const version of ['old', 'new']) {
    await context.route(`${DEMO_URL}/${version}/*.js*`, (route) => {
      const path = join(root, 'dist/cdn', basename(new URL(route.request().url()).pathname));
      if (!existsSync(path)) return route.fulfill({status: 404});
      return route.fulfill({
        contentType: 'text/javascript',
        body: changed(readFileSync(path, 'utf8'), version),
      });
    });
  }
}

/** Each version has texts of its own, and the old one has no field mapper yet. */
function changed(code: string, version: string): string {
  const named = code
    .replace(/(connect:(\w+)=>`Connect \$\{\2\})`/g, `$1 (${version})\``)
    .replace(/(connectFirst:(\w+)=>`Connect \$\{\2\} first)`/g, `$1 (${version})\``);
  return version === 'old' ? named.replaceAll('paragon-field-mapper', 'paragon-unknown') : named;
}

/** Each version brings a copy of Lit, which names its policy of Trusted Types alike. */
function headersForTwo(): Record<string, string> {
  const {'Content-Security-Policy': policy = '', ...others} = pageHeaders(SANDBOX_URL);
  return {...others, 'Content-Security-Policy': policy.replace('lit-html', "lit-html 'allow-duplicates'")};
}
