import {createHash} from 'node:crypto';
import type {Page} from '@playwright/test';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';
import {approve} from '../helpers/provider-pages.js';

const PAGE = '/server-rendered.html';

// A page that the test has changed counts as a public one, which may not call this computer unasked.
test.use({permissions: ['local-network-access']});

test.describe('without JavaScript', () => {
  test.use({javaScriptEnabled: false});

  test('the button and the place of the catalogue are seen, with their styles', async ({page}) => {
    await page.goto(PAGE);
    const button = page.getByRole('button', {name: 'Connect Slack'});
    await expect(button).toBeVisible();
    // Browsers round their own buttons by far less.
    await expect(button).toHaveCSS('border-radius', '10px');
    const {height = 0} = (await button.boundingBox()) ?? {};
    expect(height).toBeGreaterThanOrEqual(44);
    await expect(page.getByRole('img', {name: 'Loading…'})).toBeVisible();
  });
});

test('the script takes over what the server has drawn: nothing moves, nothing is drawn anew', async ({
  page,
}) => {
  const scripts = await holdBack(page, '**/assets/*.js');
  const token = await holdBack(page, '**/api/paragon-token');
  await page.emulateMedia({reducedMotion: 'reduce'});
  await page.addInitScript(watchShifts);
  await page.goto(PAGE, {waitUntil: 'commit'});
  await expect(page.getByRole('button', {name: 'Connect Slack'})).toBeVisible();
  await page.evaluate(mark);
  const before = await seen(page);
  expect(before.boxes.length).toBeGreaterThan(10);
  expect(await page.evaluate(() => customElements.get('paragon-connect') === undefined)).toBe(true);
  await page.getByRole('button', {name: 'Connect Slack'}).focus();

  scripts.release();
  await page.waitForFunction(areTakenOver);
  // The catalogue's module has come, too, and signing in has begun.
  await token.isWaiting;
  await expect(page.getByRole('button', {name: 'Connect Slack'})).toBeFocused();
  expect(await page.evaluate(areMarked)).toBe(true);
  expect(await page.evaluate(() => (window as unknown as {shifted: string[]}).shifted)).toEqual([]);
  await page.getByRole('button', {name: 'Connect Slack'}).blur();
  expect(await seen(page)).toEqual(before);

  token.release();
  await expect(page.locator('#catalogue').getByRole('button', {name: /^HubSpot/})).toBeVisible();
  await expectAccessible(page);
});

test('an account is connected by the button', async ({page}) => {
  await page.goto(PAGE);
  // Until the script has taken it over, the button does nothing.
  await page.waitForFunction(areTakenOver);
  const button = page.getByRole('button', {name: 'Connect Slack'});
  await button.click();
  const portal = page.getByRole('dialog');
  const popup = page.waitForEvent('popup');
  await portal.getByRole('button', {name: 'Connect Slack'}).click();
  await approve(await popup);
  await expect(portal.getByText('Slack is connected').first()).toBeVisible();
  await expect(page.locator('#log')).toContainText('paragon-integration-install');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', {name: 'Manage Slack'})).toBeVisible();
});

test('who is signed in, and in which language, may be known before the script takes over', async ({page}) => {
  await page.route(`**${PAGE}`, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    // A page may put off when an element is taken over.
    const body = html.replace('lang="en"', 'lang="de"').replace('id="slack"', 'id="slack" defer-hydration');
    await route.fulfill({response, body});
  });
  await page.goto(PAGE);
  await expect(page.locator('#catalogue').getByRole('button', {name: /^HubSpot/})).toBeVisible();
  const slack = page.locator('#slack');
  await expect(slack.getByRole('button', {name: 'Connect Slack'})).toBeVisible();
  await slack.evaluate((element) => element.removeAttribute('defer-hydration'));
  await expect(slack.getByRole('button')).toHaveCount(1);
  await expect(slack.getByRole('button')).toHaveAccessibleName('Slack verbinden');
  await expect(slack.locator('.icon img')).toBeVisible();
});

function areTakenOver(): boolean {
  return [...document.querySelectorAll('paragon-connect')].every(
    (element) => 'hasUpdated' in element && element.hasUpdated,
  );
}

/** Requests that wait until they are let go. */
async function holdBack(page: Page, pattern: string) {
  let release = () => {};
  let noteWaiting = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const isWaiting = new Promise<void>((resolve) => (noteWaiting = resolve));
  await page.route(pattern, async (route) => {
    noteWaiting();
    await released;
    await route.continue();
  });
  return {release, isWaiting};
}

/** Where everything in the elements stands, and what it looks like. */
async function seen(page: Page) {
  const boxes = await page.evaluate(() =>
    [...document.querySelectorAll('paragon-connect')]
      .flatMap((host) => [host, ...(host.shadowRoot?.querySelectorAll('*:not(style, slot)') ?? [])])
      .map((element) => {
        const {x, y, width, height} = element.getBoundingClientRect();
        const {color, backgroundColor} = getComputedStyle(element);
        return `${element.localName} ${[x + scrollX, y + scrollY, width, height].map(Math.round).join(' ')} ${color} ${backgroundColor}`;
      }),
  );
  const picture = await page.locator('main').screenshot({animations: 'disabled'});
  return {boxes, picture: createHash('sha256').update(picture).digest('hex')};
}

/** Collects what moves, and from where to where. */
function watchShifts(): void {
  const shifted: string[] = [];
  Object.assign(window, {shifted});
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const {sources} = entry as unknown as {
        readonly sources: readonly {node: Node | null; previousRect: DOMRect; currentRect: DOMRect}[];
      };
      for (const {node, previousRect, currentRect} of sources) {
        // The demo's own header finds room for the user's name.
        if (node instanceof Element && node.closest('header')) continue;
        const name =
          node instanceof Element ? `${node.localName} ${node.className}` : node?.parentElement?.localName;
        shifted.push(`${name} ${JSON.stringify(previousRect)} ${JSON.stringify(currentRect)}`);
      }
    }
  }).observe({type: 'layout-shift', buffered: true});
}

function mark(): void {
  for (const host of document.querySelectorAll('paragon-connect')) {
    for (const node of host.shadowRoot?.querySelectorAll('[part="button"], .skeleton, .skeleton-card') ?? [])
      Object.assign(node, {fromServer: true});
  }
}

function areMarked(): boolean {
  const nodes = [...document.querySelectorAll('paragon-connect')].flatMap((host) => [
    ...(host.shadowRoot?.querySelectorAll('[part="button"], .skeleton, .skeleton-card') ?? []),
  ]);
  return nodes.length >= 3 && nodes.every((node) => 'fromServer' in node);
}
