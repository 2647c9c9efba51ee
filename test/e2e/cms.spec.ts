import type {Locator, Page} from '@playwright/test';
import {existsSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {pageHeaders} from '../../scripts/demo-server.mjs';
import {root} from '../../scripts/run.mjs';
import {DEMO_URL, SANDBOX_URL} from '../helpers/addresses.js';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';
import {approve} from '../helpers/provider-pages.js';

// A page that the test itself serves counts as a public one, which may not call this computer unasked.
test.use({permissions: ['local-network-access']});

const guide = readFileSync(join(root, 'docs/guides/cms.md'), 'utf8');
const hashes = JSON.parse(readFileSync(join(root, 'dist/cdn/integrity.json'), 'utf8')) as Record<
  string,
  string
>;

/** The lines that the guide has authors paste. */
const pasted = (/```html\n([\s\S]*?)```/.exec(guide)?.[1] ?? '').replaceAll(
  'your project id',
  `${DEFAULT_PROJECT_ID}" host="${SANDBOX_URL}`,
);

const provider = (content: string): string =>
  `<paragon-provider project-id="${DEFAULT_PROJECT_ID}" host="${SANDBOX_URL}" token-endpoint="/api/paragon-token">${content}</paragon-provider>`;

/** What style sheets of real sites do, and worse. */
const HOSTILE_CSS = `
  * { all: revert !important; box-sizing: content-box !important; }
  *, *::before, *::after { margin: 0 !important; padding: 0 !important; border: 0 !important; float: left !important; }
  button, input, select, ul, li, svg, img, dialog, h2, p { display: none !important; }
  button { background: red !important; color: red !important; font: 5px cursive !important; }
  [part], .button, .card, .icon, .root { opacity: 0 !important; position: fixed !important; }
  dialog::backdrop { display: none !important; }
`;

/** Serves a page of a CMS with the strictest policy; its author writes markup, and the site has style sheets and scripts. */
async function openPage(page: Page, body: string, {css = '', script = ''} = {}): Promise<void> {
  await page.route(`${DEMO_URL}/cms.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: pageHeaders(SANDBOX_URL),
      body: `<!doctype html><html lang="en"><title>CMS</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/cms.css"><main><h1>Page</h1>${body}</main><script type="module" src="/cms.js"></script></html>`,
    }),
  );
  await page.route('**/cms.css', (route) => route.fulfill({contentType: 'text/css', body: css}));
  await page.route('**/cms.js', (route) => route.fulfill({contentType: 'text/javascript', body: script}));
  await page.route('**/assets/*.js*', (route) => {
    // The project "library" has built it.
    const path = join(root, 'dist/cdn', basename(new URL(route.request().url()).pathname));
    return existsSync(path) ? route.fulfill({path}) : route.fallback();
  });
  await page.goto('/cms.html');
}

async function connectSlack(page: Page, button: Locator): Promise<void> {
  await button.click();
  const portal = page.getByRole('dialog');
  const popup = page.waitForEvent('popup');
  await portal.getByRole('button', {name: 'Connect Slack'}).click();
  await approve(await popup);
  await expect(portal.getByText('Slack is connected').first()).toBeVisible();
}

/** What a style sheet of the page must not change. */
const looks = (locator: Locator) =>
  locator.evaluate((element) => {
    const style = getComputedStyle(element);
    const names = [
      'display',
      'padding',
      'borderRadius',
      'backgroundColor',
      'color',
      'opacity',
      'position',
    ] as const;
    return names.map((name) => style[name]).join(' | ');
  });

test('the lines of the guide under hostile style sheets: everything looks as it should, and an account is connected', async ({
  page,
  context,
}) => {
  const friendly = await context.newPage();
  await openPage(friendly, pasted);
  const card = (on: Page) => on.getByRole('button', {name: /^Slack/});
  await expect(card(friendly)).toBeVisible();

  await openPage(page, pasted, {css: HOSTILE_CSS});
  await expect(card(page)).toBeVisible();
  expect(await looks(card(page))).toBe(await looks(card(friendly)));
  expect(await looks(page.getByRole('searchbox'))).toBe(await looks(friendly.getByRole('searchbox')));
  await friendly.close();

  await connectSlack(page, card(page));
  const dialog = page.getByRole('dialog');
  const {height = 0} = (await dialog.getByRole('button', {name: /^Disconnect/}).boundingBox()) ?? {};
  expect(height).toBeGreaterThanOrEqual(24);
});

test('several widgets, each with a provider of its own, and the script three times', async ({page}) => {
  const script = '<script type="module" src="/assets/paragon-elements.js"></script>';
  const again = '<script type="module" src="/assets/paragon-elements.js?v=2"></script>';
  const slack = '<paragon-connect integration="slack"></paragon-connect>';
  const body = [
    script,
    provider(slack),
    script,
    provider('<paragon-connect integration="hubspot">Link HubSpot</paragon-connect>'),
    again,
    provider(slack),
  ].join('\n');
  await openPage(page, body);
  const buttons = page.getByRole('button', {name: 'Connect Slack'});
  await expect(buttons).toHaveCount(2);
  await expect(page.getByRole('button', {name: 'Link HubSpot'})).toBeVisible();
  await expectAccessible(page);
  await connectSlack(page, buttons.first());
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', {name: 'Manage Slack'}).first()).toBeVisible();
});

test('inside the shadow root of another component', async ({page}) => {
  const script = `
    import '/assets/paragon-elements.js';
    const make = (tag, attributes, ...children) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    };
    customElements.define('site-widget', class extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({mode: 'open'}).append(
          make('paragon-provider',
            {'project-id': '${DEFAULT_PROJECT_ID}', host: '${SANDBOX_URL}', 'token-endpoint': '/api/paragon-token'},
            make('paragon-connect', {integration: 'slack'})),
        );
      }
    });
  `;
  await openPage(page, '<site-widget></site-widget>', {script});
  const button = page.locator('site-widget').getByRole('button', {name: 'Connect Slack'});
  await expect(button).toBeVisible();
  await connectSlack(page, button);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', {name: 'Manage Slack'})).toBeFocused();
});

test('with the hashes of its files the script runs; a file that was changed does not', async ({
  page,
  context,
  expectedComplaints,
}) => {
  const integrity = hashes['paragon-elements.js'] ?? '';
  const script = `<script type="module" src="/assets/paragon-elements.js" integrity="${integrity}"></script>`;
  await openPage(page, script + provider('<paragon-connect integration="slack"></paragon-connect>'));
  await expect(page.getByRole('button', {name: 'Connect Slack'})).toBeVisible();

  expectedComplaints.push(/integrity/);
  const other = await context.newPage();
  const failed = other.waitForEvent('console', (message) => /integrity/.test(message.text()));
  const wrong = script.replace(integrity, `sha384-${'A'.repeat(64)}`);
  await openPage(other, wrong + provider('<paragon-connect integration="slack"></paragon-connect>'));
  await failed;
  expect(await other.evaluate(() => customElements.get('paragon-connect') === undefined)).toBe(true);
});
