import type {BrowserContext} from '@playwright/test';
import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {root, run} from '../../scripts/run.mjs';
import {SANDBOX_URL} from '../helpers/addresses.js';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';

// The documentation site, as it is hosted. Its live examples ask for a sandbox where `npx paragon-sandbox` starts one.

const SITE = 'http://localhost:4999';
const READERS_SANDBOX = 'http://localhost:4400';
const dist = join(root, 'docs/.vitepress/dist');

// It comes from the test itself, and counts as a public page, which may not call this computer unasked.
test.use({permissions: ['local-network-access']});

test.beforeAll(async () => {
  test.setTimeout(300_000);
  if (!existsSync(dist)) expect(await run('npm', ['run', 'docs:build'])).toBe(0);
});

test.beforeEach(async ({context, origins, page}) => {
  origins.add(SITE).add(READERS_SANDBOX);
  await page.setViewportSize({width: 1280, height: 900});
  await serveSite(context);
});

/** Pages that are no part of the site's own look, or one of many alike. */
const OTHERS = /^(404|google-drive-redirect)\.html$|namespaces/;

test('every page is drawn without an error, and its tags are text', async ({page, context}) => {
  await answerFromSandbox(context);
  const files = readdirSync(dist, {recursive: true, encoding: 'utf8'});
  const pages = files.filter((file) => file.endsWith('.html') && !OTHERS.test(file));
  expect(pages.length).toBeGreaterThan(25);
  for (const file of pages) {
    await page.goto(`${SITE}/${file}`, {waitUntil: 'domcontentloaded'});
    await expect(page.locator('.vp-doc, .VPHome').first()).toBeVisible();
    await expect(page.locator('nav paragon-connect, aside paragon-connect')).toHaveCount(0);
  }
});

test('without a sandbox the examples say how to start one', async ({page, context, expectedComplaints}) => {
  expectedComplaints.push(/ERR_CONNECTION_REFUSED/);
  await context.route(`${READERS_SANDBOX}/**`, (route) => route.abort('connectionrefused'));
  await page.goto(`${SITE}/elements/paragon-connect.html`);
  await expect(page.getByText('npx paragon-sandbox')).toBeVisible();
  await expectAccessible(page);
});

test('an example is live: attributes change it, and its events are listed', async ({page, context}) => {
  await answerFromSandbox(context);
  await page.goto(`${SITE}/elements/paragon-connect.html`);
  const example = page.locator('.live');
  await example.getByRole('button', {name: 'Connect Slack'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'Close'}).click();
  await expect(example.getByRole('log')).toContainText('paragon-portal-close');
  const integration = example.getByRole('textbox', {name: 'integration'});
  await integration.fill('hubspot');
  await integration.press('Enter');
  await expect(example.getByRole('button', {name: 'Connect HubSpot'})).toBeVisible();
  await expect(example).toContainText('<paragon-connect integration="hubspot"></paragon-connect>');
  await expectAccessible(page);
});

test('the theme editor changes the preview, and writes the style sheet', async ({page, context}) => {
  await answerFromSandbox(context);
  await page.goto(`${SITE}/guides/theming.html`);
  const editor = page.locator('.live');
  const button = editor.getByRole('button', {name: 'Connect Slack'});
  await expect(button).toBeVisible();
  await expect(editor.getByLabel('accent')).toHaveValue('#2b5cd9');
  await editor.getByLabel('accent').fill('#663399');
  await expect(button).toHaveCSS('background-color', 'rgb(102, 51, 153)');
  await expect(editor).toContainText('--paragon-color-accent: #663399;');
  await expectAccessible(page);
});

async function serveSite(context: BrowserContext): Promise<void> {
  await context.route(`${SITE}/**`, (route) => {
    const {pathname} = new URL(route.request().url());
    const path = join(dist, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const isFile = existsSync(path) && statSync(path).isFile();
    return isFile ? route.fulfill({path}) : route.fulfill({status: 404});
  });
}

/** What the reader's sandbox would answer. */
async function answerFromSandbox(context: BrowserContext): Promise<void> {
  await context.route(`${READERS_SANDBOX}/**`, (route) =>
    route.continue({url: route.request().url().replace(READERS_SANDBOX, SANDBOX_URL)}),
  );
}
