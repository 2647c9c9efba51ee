/** Install flows while something goes wrong: what becomes of the stage, the window and the account. */
import {choose} from '../helpers/choose.js';
import type {Page} from '@playwright/test';
import {userToken} from '../helpers/addresses.js';
import {PlainPage} from '../helpers/plain-page.js';
import {approve, refuse, signIn} from '../helpers/provider-pages.js';
import {expect, storedCredentials, test, type ClientPage} from './fault-test.js';

const POLL = /\/sdk\/actions\/session-id\//;

/** Opens the demo page with nothing but an install flow in it, and starts it. */
async function startDemoFlow(page: Page, integration: string, name: string): Promise<void> {
  await page.goto(`/install-flow.html?integration=${integration}`);
  await page.getByRole('button', {name: `Connect ${name}`}).click();
}

const errorsOf = ({page}: ClientPage, type: string) =>
  page.evaluate((name) => window.faults.flows[name]!.errors, type);

test('F4 the token expires in the middle: the same stage goes on, with its values', async ({
  page,
  fault,
  user,
}) => {
  const tokens: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/paragon-token')) tokens.push(request.url());
  });
  const connected = (name: string) =>
    expect(page.locator('#flow').getByText(`${name} is connected`)).toBeVisible();

  await test.step('before the inputs are sent', async () => {
    await startDemoFlow(page, 'sendgrid', 'SendGrid');
    await page.getByRole('textbox', {name: /API key/}).fill('SG.demo-robin-8d1f');
    await fault({match: {method: 'POST', path: '/sdk/credentials'}, status: 401, times: 1});
    tokens.length = 0;
    await page.getByRole('button', {name: 'Continue'}).click();
    await connected('SendGrid');
    expect(tokens).toHaveLength(1);
  });
  await test.step('before the window goes to the provider, and while it is open', async () => {
    await page.goto('/install-flow.html?integration=slack');
    const start = page.getByRole('button', {name: 'Connect Slack'});
    await start.waitFor();
    await fault({match: {path: 'build-oauth'}, status: 401, times: 1});
    await fault({match: {path: '/sdk/actions/session-id/'}, status: 401, times: 1});
    tokens.length = 0;
    const popup = page.waitForEvent('popup');
    await start.click();
    await approve(await popup);
    await connected('Slack');
    expect(tokens).toHaveLength(2);
  });
  await test.step('before the options of the new account are loaded, and before the answer is sent', async () => {
    await page.goto('/install-flow.html?integration=jira');
    const start = page.getByRole('button', {name: 'Connect Jira'});
    await start.waitFor();
    await fault({match: {method: 'POST', path: '/sdk/actions'}, status: 401, times: 1});
    await fault({match: {path: '/complete-setup'}, status: 401, times: 1});
    tokens.length = 0;
    const popup = page.waitForEvent('popup');
    await start.click();
    await approve(await popup);
    await choose(page.getByRole('combobox', {name: /Site/}));
    await page.getByRole('button', {name: 'Finish'}).click();
    await connected('Jira');
    expect(tokens).toHaveLength(2);
  });
  await test.step('no fresh token for now: what was typed waits until the user has signed in again', async () => {
    await startDemoFlow(page, 'sendgrid', 'SendGrid');
    const key = page.getByRole('textbox', {name: /API key/});
    await key.fill('SG.demo-kim-52c7');
    await fault({match: {method: 'POST', path: '/sdk/credentials'}, status: 401, times: 2});
    await page.getByRole('button', {name: 'Continue'}).click();
    await expect(page.getByText('Your session has expired')).toBeVisible();
    await page.getByRole('button', {name: 'Sign in again'}).click();
    await expect(page.getByText('Your session has expired')).toBeHidden();
    await expect(key).toHaveValue('SG.demo-kim-52c7');
    await page.getByRole('button', {name: 'Continue'}).click();
    await connected('SendGrid');
  });
  expect(await storedCredentials(user)).toHaveLength(3);
});

test('F6 offline at the start and in the middle: waits, and goes on by itself', async ({
  page,
  context,
  client,
}) => {
  await test.step('at the start', async () => {
    await client.open();
    const token = await userToken(client.user);
    await context.setOffline(true);
    expect(await client.signIn([token])).toMatchObject({code: 'network_error'});
    expect(await client.sessionStatus()).toBe('failed');
    await context.setOffline(false);
    await expect.poll(() => client.sessionStatus()).toBe('signed-in');
  });
  await test.step('at the start, as the user sees it', async () => {
    await page.goto('/plain.html');
    const catalogue = page.locator('#catalogue');
    await expect(catalogue.getByRole('button', {name: /^Slack/})).toBeVisible();
    await context.setOffline(true);
    await page.locator('#provider').evaluate((provider) => {
      const place = provider.parentElement!;
      provider.remove();
      setTimeout(() => place.append(provider));
    });
    await expect(catalogue.getByText('The service cannot be reached')).toBeVisible();
    await context.setOffline(false);
    await expect(catalogue.getByRole('button', {name: /^Slack/})).toBeVisible();
  });
  await test.step('while the user is at the provider', async () => {
    const plain = new PlainPage(page);
    await plain.openPortal('Slack');
    const popup = await plain.popupFrom('Connect Slack');
    await signIn(popup);
    await context.setOffline(true);
    await page.waitForEvent('requestfailed', (request) => POLL.test(request.url()));
    await expect(plain.portal.getByText('Sign in to Slack in the window')).toBeVisible();
    await context.setOffline(false);
    await approve(popup);
    await plain.expectConnected('Slack');
    await plain.portal.getByRole('button', {name: 'Close'}).click();
  });
  await test.step('while the inputs are sent', async () => {
    const plain = new PlainPage(page);
    await plain.openPortal('SendGrid');
    await plain.portal.getByRole('button', {name: 'Connect SendGrid'}).click();
    const key = plain.portal.getByRole('textbox', {name: /API key/});
    await key.fill('SG.demo-robin-8d1f');
    await context.setOffline(true);
    await plain.portal.getByRole('button', {name: 'Continue'}).click();
    await expect(plain.portal.getByText('The service cannot be reached')).toBeVisible();
    await expect(key).toHaveValue('SG.demo-robin-8d1f');
    await context.setOffline(false);
    await plain.expectConnected('SendGrid');
  });
});

test('F8 ten clicks and a held Enter key: one window', async ({page, context}) => {
  const windows: Page[] = [];
  context.on('page', (opened) => windows.push(opened));
  const start = page.getByRole('button', {name: 'Connect Slack'});
  for (const press of [
    async () => {
      const {x, y, width, height} = (await start.boundingBox())!;
      await page.mouse.click(x + width / 2, y + height / 2, {clickCount: 10, delay: 0});
    },
    async () => {
      await start.focus();
      for (let count = 0; count < 10; count++) await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
    },
    // Before anything can be drawn anew.
    () =>
      start.evaluate((button: HTMLElement) => {
        for (let count = 0; count < 10; count++) button.click();
      }),
  ]) {
    await page.goto('/install-flow.html?integration=slack');
    await expect(start).toBeVisible();
    windows.length = 0;
    await press();
    await expect(page.getByText('Sign in to Slack in the window')).toBeVisible();
    expect(windows).toHaveLength(1);
    const closed = windows[0]!.waitForEvent('close');
    await page.getByRole('button', {name: 'Cancel'}).click();
    await closed;
  }
});

test('F9 the service cannot prepare the window: it is closed, said, and opened again', async ({
  page,
  client,
  fault,
}) => {
  await client.open();
  await client.signIn();
  await fault({match: {path: 'build-oauth'}, status: 500, times: 1});
  const popup = await client.startWithWindow('slack');
  await expect.poll(() => popup.isClosed()).toBe(true);
  await expect
    .poll(() => errorsOf(client, 'slack'))
    .toEqual([{name: 'OAuthStartError', code: 'oauth_start_failed', stage: 'oauth'}]);
  const again = page.waitForEvent('popup');
  await page.evaluate(() => window.faults.flows['slack']!.flow.openWindow());
  await approve(await again);
  expect(await client.ended('slack')).toBe('complete');

  const plain = new PlainPage(page);
  await plain.open();
  await plain.openPortal('HubSpot');
  await fault({match: {path: 'build-oauth'}, status: 500, times: 1});
  const broken = await plain.popupFrom('Connect HubSpot');
  await expect(plain.portal.getByText('The sign-in window could not be opened')).toBeVisible();
  await expect.poll(() => broken.isClosed()).toBe(true);
  await expect(plain.portal.getByRole('button', {name: 'Try again'})).toBeVisible();
});

test('F14 the network drops when the user is done: the result is had afterwards', async ({
  page,
  context,
  client,
  fault,
  user,
}) => {
  await client.open();
  await client.signIn();
  for (const [type, rules] of [
    ['slack', [{match: {path: '/sdk/actions/session-id/'}, drop: true, after: true, times: 4}]],
    [
      'box',
      [
        {match: {path: '/sdk/actions/session-id/'}, truncate: 11, times: 2},
        {match: {method: 'GET', path: '/sdk/credentials/'}, truncate: 7, times: 2},
      ],
    ],
  ] as const) {
    await test.step(`${type}: answers are lost`, async () => {
      const popup = await client.startWithWindow(type);
      await signIn(popup);
      for (const rule of rules) await fault(rule);
      await approve(popup);
      expect(await client.ended(type)).toBe('complete');
      expect(await errorsOf(client, type)).toEqual([]);
    });
  }
  await test.step('salesforce: no network at all', async () => {
    await page.evaluate(() => window.faults.start('salesforce', {accountType: 'default'}));
    const popup = page.waitForEvent('popup');
    await page.waitForFunction(() => window.faults.flows['salesforce']!.stages.includes('instruction'));
    await page.evaluate(() => {
      const stage = window.faults.flows['salesforce']!.flow.next();
      if (stage.stage === 'instruction') stage.finish.onClick();
    });
    const opened = await popup;
    await signIn(opened);
    // What the page asks for is lost; the window's own last step is not.
    const end = await fault({match: {path: '/sdk/'}, drop: true});
    await approve(opened);
    await context.setOffline(true);
    await page.waitForEvent('requestfailed', (request) => POLL.test(request.url()));
    await end();
    await context.setOffline(false);
    expect(await client.ended('salesforce')).toBe('complete');
  });
  const stored = await storedCredentials(user);
  expect(stored).toHaveLength(3);
  expect(stored.every(({status}) => status === 'VALID')).toBe(true);
});

test('F15 nobody comes back from the provider: the time is up after ten minutes', async ({page, client}) => {
  await page.clock.install();
  await client.open();
  await client.signIn();
  const popup = await client.startWithWindow('slack');
  await signIn(popup);
  await page.clock.fastForward(595_000);
  expect((await page.evaluate(() => window.faults.state('slack'))).status).toBe('active');
  expect(await errorsOf(client, 'slack')).toEqual([]);
  await page.clock.fastForward(5000);
  await expect
    .poll(() => errorsOf(client, 'slack'))
    .toEqual([{name: 'OAuthTimeoutError', code: 'oauth_timeout', stage: 'oauth'}]);
  await expect.poll(() => popup.isClosed()).toBe(true);
});

test('F16 a limit of two seconds ends the wait after two seconds', async ({page, client}) => {
  await page.clock.install();
  await client.open();
  await client.signIn();
  await page.clock.pauseAt(new Date(Date.now() + 3_600_000));
  const popup = await client.startWithWindow('slack', {oauthTimeout: 2000});
  await page.clock.runFor(1850);
  expect(await errorsOf(client, 'slack')).toEqual([]);
  expect(popup.isClosed()).toBe(false);
  await page.clock.runFor(300);
  await expect
    .poll(() => errorsOf(client, 'slack'))
    .toEqual([{name: 'OAuthTimeoutError', code: 'oauth_timeout', stage: 'oauth'}]);
  await expect.poll(() => popup.isClosed()).toBe(true);
});

test('F19 two flows at once: neither knows of the other', async ({client, user}) => {
  await client.open();
  await client.signIn();
  const slack = await client.startWithWindow('slack');
  const box = await client.startWithWindow('box');
  await test.step('the later one ends first', async () => {
    await approve(box);
    expect(await client.ended('box')).toBe('complete');
    expect((await client.page.evaluate(() => window.faults.state('slack'))).status).toBe('active');
    expect(slack.isClosed()).toBe(false);
  });
  await test.step('one is refused while the other goes on', async () => {
    const again = await client.startWithWindow('box');
    await refuse(slack);
    await expect.poll(() => errorsOf(client, 'slack')).toMatchObject([{code: 'oauth_denied'}]);
    expect(await errorsOf(client, 'box')).toEqual([]);
    await approve(again);
    expect(await client.ended('box')).toBe('complete');
  });
  await test.step('one is cancelled while the other goes on', async () => {
    const shown = await client.startWithWindow('slack');
    const given = await client.startWithWindow('box');
    const closed = given.waitForEvent('close');
    await client.page.evaluate(() => window.faults.flows['box']!.flow.cancel());
    await closed;
    expect(await client.ended('box')).toBe('cancelled');
    await approve(shown);
    expect(await client.ended('slack')).toBe('complete');
  });
  expect(await storedCredentials(user)).toHaveLength(2);
});
