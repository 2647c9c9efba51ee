import {expect, expectAccessible, test} from '../helpers/demo-test.js';
import {PlainPage} from '../helpers/plain-page.js';
import {approve, signIn} from '../helpers/provider-pages.js';

test('keyboard only: connect and disconnect', async ({page}) => {
  const plain = new PlainPage(page);
  await plain.open();
  await page.getByRole('button', {name: 'Connect Slack'}).focus();
  await page.keyboard.press('Enter');
  await expect(plain.portal.getByRole('button', {name: 'Connect Slack'})).toBeFocused();
  const opened = page.waitForEvent('popup');
  await page.keyboard.press('Enter');
  const popup = await opened;
  const person = popup.getByRole('button', {name: /Robin Vega/});
  await person.focus();
  await popup.keyboard.press('Enter');
  const allow = popup.getByRole('button', {name: 'Allow'});
  await allow.focus();
  const closed = popup.waitForEvent('close');
  await popup.keyboard.press('Enter').catch(() => undefined);
  await closed;
  await plain.expectConnected('Slack');
  await expect(plain.portal.getByRole('heading', {name: 'Slack', level: 2})).toBeFocused();

  const disconnect = plain.portal.getByRole('button', {name: /^Disconnect/});
  for (let step = 0; step < 6 && !(await disconnect.evaluate(isFocused)); step++)
    await page.keyboard.press('Tab');
  await expect(disconnect).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(plain.portal.getByRole('button', {name: 'Keep connected'})).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(plain.portal.getByRole('button', {name: 'Connect Slack'})).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(plain.portal).toBeHidden();
  await expect(page.getByRole('button', {name: 'Connect Slack'})).toBeFocused();
});

const isFocused = (element: Element): boolean =>
  element === (element.getRootNode() as Document).activeElement;

test('the catalogue: accessible, searchable, empty result', async ({page}) => {
  const plain = new PlainPage(page);
  await plain.open();
  await expectAccessible(page);
  const search = page.getByRole('searchbox');
  await search.fill('sales');
  await expect(plain.card('Salesforce')).toBeVisible();
  await expect(plain.card('Slack')).toBeHidden();
  await search.fill('nothing like it');
  await expect(page.getByText('Nothing found for')).toBeVisible();
  await expectAccessible(page);
  await expect(plain.card('Mailchimp')).toBeHidden();
});

test('the events that a page hears come once, on the element and through the provider', async ({page}) => {
  const plain = new PlainPage(page);
  await plain.open();
  await plain.openPortal('Slack');
  await expectAccessible(page);
  await approve(await plain.popupFrom('Connect Slack'));
  await plain.expectConnected('Slack');
  await plain.portal.getByRole('button', {name: 'Close'}).click();
  for (const name of ['portal-open', 'integration-install', 'portal-close']) {
    await expect(plain.log.getByText(`paragon-${name}`)).toHaveCount(1);
  }
});

test('inline portal', async ({page}) => {
  await page.goto('/inline.html?integration=slack');
  const portal = page.locator('#portal');
  const popup = page.waitForEvent('popup');
  await portal.getByRole('button', {name: 'Connect Slack'}).click();
  await approve(await popup);
  await expect(portal.getByText('Slack is connected').first()).toBeVisible();
  await expectAccessible(page);
});

test('install flow on its own', async ({page}) => {
  await page.goto('/install-flow.html?integration=salesforce');
  const flow = page.locator('#flow');
  await expectAccessible(page);
  await flow.getByRole('button', {name: /^Connect/}).click();
  await expectAccessible(page);
  await flow.getByRole('button', {name: /production/i}).click();
  await expectAccessible(page);
  const popup = page.waitForEvent('popup');
  await flow.getByRole('button', {name: 'I have installed it'}).click();
  await approve(await popup);
  await expect(flow.getByText('Salesforce is connected').first()).toBeVisible();
  await expect(page.locator('#log').getByText('paragon-complete')).toHaveCount(1);
});

test('SDK calls without any tag', async ({page}) => {
  await page.goto('/sdk.html');
  const plain = new PlainPage(page);
  await page.getByRole('button', {name: 'Connect Slack'}).click();
  await expect(plain.portal).toBeVisible();
  await expectAccessible(page);
  await approve(await plain.popupFrom('Connect Slack'));
  await expect(plain.log).toContainText('connect() resolved');
  await plain.portal.getByRole('button', {name: 'Close'}).click();
  await expect(plain.portal).toBeHidden();
  await expect(plain.log).toContainText('onPortalClose');
  await expect(page.getByRole('button', {name: 'Connect Slack'})).toBeFocused();
});

test('an install without the portal: the window opens at once, though its machinery is still to be loaded', async ({
  page,
}) => {
  await page.goto('/sdk.html');
  const log = page.locator('#log');
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', {name: 'Install HubSpot'}).click();
  await approve(await popup);
  await expect(log).toContainText('installIntegration() resolved');
  await expect(log.getByText('onIntegrationInstall')).toHaveCount(1);
  await page.getByRole('button', {name: 'Install HubSpot'}).click();
  await expect(log).toContainText('is connected already');
});

test('an install in the page’s own tab is finished when the provider sends the user back', async ({page}) => {
  await page.goto('/sdk.html');
  await page.getByRole('button', {name: 'Install Box in this tab'}).click();
  await page.waitForURL(/sign-in/);
  expect(await page.evaluate(() => sessionStorage.length), 'on the outside nothing is stored').toBe(0);
  await signIn(page);
  await page.getByRole('button', {name: 'Allow'}).click();
  await page.waitForURL(/sdk\.html$/);
  await expect(page.locator('#log')).toContainText('resumeInstall() resolved');
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('narrow, enlarged, right-to-left: nothing is cut off', async ({page}) => {
  await page.setViewportSize({width: 320, height: 640});
  const plain = new PlainPage(page);
  await plain.open();
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await plain.openPortal('Slack');
  await expect(plain.portal.getByRole('button', {name: 'Connect Slack'})).toBeInViewport();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test('nothing secret is stored or shown', async ({page}) => {
  const plain = new PlainPage(page);
  await plain.open();
  const token = (await (await page.request.get('/api/paragon-token')).json()) as {token: string};
  const header = token.token.split('.')[0] as string;
  await plain.openPortal('Slack');
  await approve(await plain.popupFrom('Connect Slack'));
  await plain.expectConnected('Slack');
  const everything = await page.evaluate(async () => {
    const texts: string[] = [
      JSON.stringify({...localStorage}),
      JSON.stringify({...sessionStorage}),
      JSON.stringify(await indexedDB.databases()),
      JSON.stringify(await caches.keys()),
      JSON.stringify(history.state),
      document.cookie,
    ];
    const walk = (node: Node): void => {
      if (node instanceof Element) {
        for (const {value} of node.attributes) texts.push(value);
        if (node.shadowRoot) walk(node.shadowRoot);
      } else if (node instanceof Text) texts.push(node.data);
      for (const child of node.childNodes) walk(child);
    };
    walk(document);
    return texts.join('\n');
  });
  expect(everything).not.toContain(header);
  expect(await page.locator('body').ariaSnapshot()).not.toContain(header);
  await plain.disconnect();
});
