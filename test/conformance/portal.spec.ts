import {expect, test, type Frame, type FrameLocator, type Page} from '@playwright/test';
import {createOriginPolicy} from '../../sandbox/src/http/origins.js';
import {portalHeaders, portalPage} from '../../sandbox/src/portal/page.js';
import {SANDBOX_URL, addFault, userToken} from '../helpers/addresses.js';
import {expectAccessible} from '../helpers/demo-test.js';
import {approve, refuse} from '../helpers/provider-pages.js';
import {authenticate, openOfficialPage, someUser} from './official-page.js';

declare global {
  interface Window {
    /** What the host was told, in order. */
    heard: string[];
    /** Calls `connect` or `installIntegration` and takes notes of what comes of it. */
    ask(method: 'connect' | 'installIntegration', type: string, options?: object): void;
  }
}

test.beforeEach(() => test.setTimeout(120_000));

/** A page of a product that shows the portal of the official SDK. */
async function openHost(page: Page, user = someUser('portal')): Promise<{user: string; token: string}> {
  await openOfficialPage(page);
  await page.evaluate(() => {
    window.heard = [];
    const events = [
      'onIntegrationInstall',
      'onIntegrationUninstall',
      'onWorkflowChange',
      'onPortalOpen',
      'onPortalClose',
    ];
    for (const name of events)
      window.paragon.subscribe(
        name as never,
        (({integrationType}: {integrationType: string}) =>
          void window.heard.push(`${name} ${integrationType}`)) as never,
      );
    window.ask = (method, type, options = {}) => {
      const callbacks = {
        onSuccess: ({credentialId}: {credentialId?: string}) =>
          void window.heard.push(`onSuccess ${credentialId ? 'with account' : 'without'}`),
        onError: ({message}: Error) => void window.heard.push(`onError ${message}`),
        onOpen: () => void window.heard.push('onOpen'),
        onClose: () => void window.heard.push('onClose'),
        onUninstall: () => void window.heard.push('onUninstall'),
      };
      // The SDK cannot hand functions on to its portal, but tries to with this option.
      const given = 'showPortalAfterInstall' in options ? options : {...options, ...callbacks};
      const call = window.paragon[method](type, given as never) as unknown as Promise<{
        credential?: {status: string};
      }>;
      call.then(
        (event) => void window.heard.push(`resolved ${event.credential?.status}`),
        () => void window.heard.push('rejected'),
      );
    };
  });
  const token = await userToken(user);
  await authenticate(page, token, {headless: false});
  return {user, token};
}

const ask = (page: Page, method: 'connect' | 'installIntegration', type: string, options?: object) =>
  page.evaluate((call) => window.ask(...(call as Parameters<Window['ask']>)), [
    method,
    type,
    options,
  ] as unknown[]);

const portalOf = (page: Page): FrameLocator => page.frameLocator('#paragon-connect-frame');
const frameOf = (page: Page): Frame => page.frames().find((frame) => frame.url().includes('/ui'))!;
const isShown = (page: Page) => page.locator('#paragon-connect-frame').isVisible();

const heard = (page: Page) => page.evaluate(() => window.heard.splice(0));
/** What was heard since the last time, once it is all there. */
async function expectHeard(page: Page, ...expected: (string | RegExp)[]): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.heard.length)).toBeGreaterThanOrEqual(expected.length);
  expect(await heard(page)).toEqual(
    expected.map((text) => (typeof text === 'string' ? text : expect.stringMatching(text))),
  );
}

/** What the SDK in the host knows of an integration. */
const stateOf = (page: Page, type: string) =>
  page.evaluate((name) => {
    const user = window.paragon.getUser();
    const {enabled, credentialId, credentialStatus, allCredentials, allConfigurations} =
      (user.authenticated && (user.integrations as Record<string, never>)[name]) ||
      ({} as Record<string, never>);
    const ids = (list: {id: string}[] | undefined) => list?.map(({id}) => id) ?? [];
    return {
      enabled,
      credentialId,
      credentialStatus,
      accounts: ids(allCredentials),
      configurations: ids(allConfigurations),
    };
  }, type);

test('connect() opens a portal in which Slack is connected and disconnected, and the host hears of it once', async ({
  page,
}) => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('ERR_FAILED')) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  const {token} = await openHost(page);
  const dialog = portalOf(page).getByRole('dialog', {name: 'Slack'});

  await ask(page, 'connect', 'slack');
  const connect = dialog.getByRole('button', {name: 'Connect Slack'});
  await expect(connect).toBeFocused();
  await expectHeard(page, 'onOpen', 'onPortalOpen slack');
  expect(await page.evaluate(() => document.body.style.overflow)).toBe('hidden');
  await expectAccessible(page, frameOf(page));

  const popup = page.waitForEvent('popup');
  await page.keyboard.press('Enter');
  await approve(await popup);
  await expect(dialog.getByText('Slack is connected').first()).toBeVisible();
  await expectHeard(page, 'onSuccess with account', 'onIntegrationInstall slack', 'resolved VALID');
  const state = await stateOf(page, 'slack');
  expect(state).toMatchObject({enabled: true, credentialStatus: 'VALID', accounts: [state.credentialId]});
  expect(state.configurations).toHaveLength(1);
  // What the SDK has stored knows it as well.
  expect(await page.evaluate(() => localStorage.getItem('paragon-connect-user-state'))).toContain(
    state.credentialId,
  );

  await dialog.getByRole('button', {name: /^Disconnect/}).click();
  await dialog.getByRole('group').getByRole('button').first().click();
  await expect(connect).toBeVisible();
  await expectHeard(page, 'onUninstall', 'onIntegrationUninstall slack');
  expect(await stateOf(page, 'slack')).toMatchObject({enabled: false, accounts: [], configurations: []});

  const kept = await frameOf(page).evaluate(() => ({
    address: location.href,
    markup: document.documentElement.outerHTML,
    stored: JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie,
  }));
  expect(JSON.stringify(kept)).not.toContain(token.split('.')[1]);

  await page.keyboard.press('Escape');
  await expectHeard(page, 'onClose', 'onPortalClose slack');
  expect(await isShown(page)).toBe(false);
  expect(await page.evaluate(() => document.body.style.overflow)).toBe('');
  expect(problems).toEqual([]);
});

test('an API key: one that is refused is told to the host, and the right one connects', async ({page}) => {
  await openHost(page);
  await ask(page, 'connect', 'sendgrid');
  const dialog = portalOf(page).getByRole('dialog', {name: 'SendGrid'});
  await dialog.getByRole('button', {name: 'Connect SendGrid'}).click();
  const key = dialog.getByRole('textbox', {name: 'API key'});
  await key.fill('SG.wrong');
  await expectHeard(page, 'onOpen', 'onPortalOpen sendgrid');

  // The SDK tells the portal everything anew with each change; what was typed stays.
  await page.evaluate(async () => {
    await window.paragon.setUserMetadata({Name: 'Robin'});
    window.connectSingleton.setModalState({});
  });
  await expect(key).toHaveValue('SG.wrong');
  expect(await heard(page)).toEqual([]);

  await dialog.getByRole('button', {name: 'Continue'}).click();
  await expectHeard(page, /^onError SendGrid did not accept this API key/, 'rejected');
  expect(await stateOf(page, 'sendgrid')).toMatchObject({enabled: false, accounts: []});

  await key.fill('SG.demo-robin-8d1f');
  await dialog.getByRole('button', {name: 'Continue'}).click();
  await expect(dialog.getByText('SendGrid is connected').first()).toBeVisible();
  await expectHeard(page, 'onSuccess with account', 'onIntegrationInstall sendgrid');
  expect(await stateOf(page, 'sendgrid')).toMatchObject({enabled: true, credentialStatus: 'VALID'});
  await dialog.getByRole('button', {name: 'Close'}).click();
  await expectHeard(page, 'onClose', 'onPortalClose sendgrid');
});

test('what the host changes behind an open portal is seen in it', async ({page}) => {
  await openHost(page);
  await ask(page, 'connect', 'sendgrid');
  const dialog = portalOf(page).getByRole('dialog', {name: 'SendGrid'});
  await dialog.getByRole('button', {name: 'Connect SendGrid'}).waitFor();
  await page.evaluate(() =>
    window.connectSingleton._oauthCallback({
      integrationId: window.paragon.getIntegrationId('sendgrid'),
      payload: {SENDGRID_API_KEY: 'SG.demo-robin-8d1f'},
    } as never),
  );
  await expect(dialog.getByRole('button', {name: /^Disconnect/})).toBeVisible();
  await expectHeard(
    page,
    'onOpen',
    'onPortalOpen sendgrid',
    'onSuccess with account',
    'onIntegrationInstall sendgrid',
    'resolved VALID',
  );
});

test('a refusal at the provider is told to the host; closing its window is not', async ({page}) => {
  await openHost(page);
  await ask(page, 'connect', 'hubspot');
  const dialog = portalOf(page).getByRole('dialog', {name: 'HubSpot'});
  const connect = dialog.getByRole('button', {name: 'Connect HubSpot'});
  await connect.waitFor();
  await expectHeard(page, 'onOpen', 'onPortalOpen hubspot');
  await page.keyboard.press('Escape');
  await expectHeard(page, 'onClose', 'onPortalClose hubspot');

  await ask(page, 'connect', 'slack');
  const slack = portalOf(page).getByRole('dialog', {name: 'Slack'});
  const start = slack.getByRole('button', {name: 'Connect Slack'});
  await start.waitFor();
  await expectHeard(page, 'onOpen', 'onPortalOpen slack');
  const closed = page.waitForEvent('popup');
  await start.click();
  await (await closed).close();
  const again = slack.getByRole('button', {name: /again/i});
  await again.waitFor();
  expect(await heard(page)).toEqual([]);
  const refused = page.waitForEvent('popup');
  await again.click();
  await refuse(await refused);
  await expectHeard(page, /^onError /, 'rejected');
  await page.keyboard.press('Escape');
  await expectHeard(page, 'onClose', 'onPortalClose slack');
});

test('one portal after the other: the host closes it, opens another one, and another user signs in', async ({
  page,
}) => {
  await openHost(page);
  const dialog = (name: string) => portalOf(page).getByRole('dialog', {name});
  await ask(page, 'connect', 'slack');
  await dialog('Slack').getByRole('button', {name: 'Connect Slack'}).waitFor();
  await expectHeard(page, 'onOpen', 'onPortalOpen slack');
  await page.evaluate(() => window.paragon.closePortal());
  await expectHeard(page, 'onClose', 'onPortalClose slack');
  await expect.poll(() => isShown(page)).toBe(false);
  // Keys are the host's again.
  await page.evaluate(() => addEventListener('keydown', ({key}) => void window.heard.push(`key ${key}`)));
  await page.keyboard.press('a');
  await expectHeard(page, 'key a');

  // Without a close in between.
  await ask(page, 'connect', 'slack');
  await dialog('Slack').waitFor();
  await expectHeard(page, 'onOpen', 'onPortalOpen slack');
  await ask(page, 'connect', 'custom.lighthouse');
  await dialog('Lighthouse Desk').waitFor();
  await expect(dialog('Slack')).toHaveCount(0);
  await expectHeard(page, 'onOpen', 'onPortalOpen custom.lighthouse');
  expect(await isShown(page)).toBe(true);
  await page.keyboard.press('Escape');
  await expectHeard(page, 'onClose', 'onPortalClose custom.lighthouse');

  // What another user sees is theirs.
  await authenticate(page, await userToken(someUser('other')), {headless: false});
  await ask(page, 'connect', 'sendgrid');
  await dialog('SendGrid').getByRole('button', {name: 'Connect SendGrid'}).click();
  await dialog('SendGrid').getByRole('textbox', {name: 'API key'}).fill('SG.demo-kim-52c7');
  await dialog('SendGrid').getByRole('button', {name: 'Continue'}).click();
  await expect(dialog('SendGrid').getByText('SendGrid is connected').first()).toBeVisible();
  expect(await stateOf(page, 'sendgrid')).toMatchObject({enabled: true});
  await authenticate(page, await userToken(someUser('third')), {headless: false});
  // The portal was the former user's.
  await ask(page, 'connect', 'sendgrid');
  await expect(dialog('SendGrid').getByRole('button', {name: 'Connect SendGrid'})).toBeVisible();
  expect(await stateOf(page, 'sendgrid')).toMatchObject({enabled: false, accounts: []});
});

test('installIntegration() with inputs: its stages, and the portal afterwards if it is wanted', async ({
  page,
}) => {
  await openHost(page);
  const dialog = portalOf(page).getByRole('dialog', {name: 'SendGrid'});
  const key = dialog.getByRole('textbox', {name: 'API key'});
  await ask(page, 'installIntegration', 'sendgrid');
  await key.fill('SG.demo-robin-8d1f');
  await expectHeard(page, 'onOpen', 'onPortalOpen sendgrid');
  await expectAccessible(page, frameOf(page));

  await page.keyboard.press('Escape');
  await dialog.getByRole('button', {name: 'Keep editing'}).press('Enter');
  await expect(key).toHaveValue('SG.demo-robin-8d1f');
  await dialog.getByRole('button', {name: 'Continue'}).click();
  await expectHeard(
    page,
    'onSuccess with account',
    'onIntegrationInstall sendgrid',
    'resolved VALID',
    'onClose',
    'onPortalClose sendgrid',
  );
  await expect.poll(() => isShown(page)).toBe(false);

  await page.evaluate(() => window.paragon.uninstallIntegration('sendgrid'));
  await expectHeard(page, 'onUninstall', 'onIntegrationUninstall sendgrid');
  await ask(page, 'installIntegration', 'sendgrid', {showPortalAfterInstall: true});
  await key.fill('SG.demo-robin-8d1f');
  await dialog.getByRole('button', {name: 'Continue'}).click();
  await expect(dialog.getByRole('button', {name: /^Disconnect/})).toBeVisible();
  await expectHeard(page, 'onPortalOpen sendgrid', 'onIntegrationInstall sendgrid', 'resolved VALID');
  await page.keyboard.press('Escape');
  await expectHeard(page, 'onPortalClose sendgrid');
});

test('connect() with options, fields and account types of the page: the portal offers them', async ({
  page,
}) => {
  await openHost(page);
  const hubspot = portalOf(page).getByRole('dialog', {name: 'HubSpot'});
  await page.evaluate(() => {
    const pageOf = (...labels: string[]) => ({
      options: labels.map((label) => ({label, value: label.toLowerCase()})),
      nextPageCursor: null,
    });
    void window.paragon.connect('hubspot', {
      dropdowns: {
        segments: {
          loadOptions: async (_cursor?: string, search = '') =>
            pageOf(...['Trials', 'Partners'].filter((label) => label.includes(search))),
        },
      },
      mapObjectFields: {
        Contact: {
          applicationFields: {
            fields: [
              {label: 'Display name', value: 'name'},
              {label: 'Shoe size', value: 'shoe'},
            ],
          },
          objectTypes: {get: async () => pageOf('Divers')},
          integrationFields: {
            get: async ({objectType}: {objectType: string}) => pageOf(`Of ${objectType}`),
          },
        },
      },
    } as never);
  });
  const popup = page.waitForEvent('popup');
  await hubspot.getByRole('button', {name: 'Connect HubSpot'}).click();
  await approve(await popup);
  await hubspot.getByRole('combobox', {name: /^Segment/}).click();
  await expect(hubspot.getByRole('option')).toHaveText(['Trials', 'Partners']);
  await hubspot.getByRole('option', {name: 'Partners'}).click();
  await hubspot.getByRole('combobox', {name: /object/i}).click();
  await hubspot.getByRole('option', {name: 'Divers'}).click();
  await expect(hubspot.getByText('Shoe size')).toBeVisible();
  await hubspot.getByRole('combobox', {name: /Shoe size/}).click();
  await expect(hubspot.getByRole('option', {name: 'Of divers'})).toBeVisible();
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.paragon.closePortal());

  await page.evaluate(() => {
    void window.paragon.connect('hubspot', {
      dropdowns: {segments: [{label: 'Resellers', value: 'resellers'}]},
    } as never);
  });
  await hubspot.getByRole('combobox', {name: /^Segment/}).click();
  await expect(hubspot.getByRole('option')).toHaveText(['Resellers']);
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.paragon.closePortal());

  // There are two types; with one in the list nobody is asked which.
  await ask(page, 'connect', 'salesforce', {accountType: ['sandbox']});
  const salesforce = portalOf(page).getByRole('dialog', {name: 'Salesforce'});
  await salesforce.getByRole('button', {name: 'Connect Salesforce'}).click();
  await expect(salesforce.getByRole('link', {name: /^Install package/})).toHaveAttribute(
    'href',
    /test\.salesforce/,
  );
});

/** Calls `installIntegration`, for which the SDK itself opens the provider's window. */
async function installThroughWindow(page: Page, type: string, options?: object): Promise<void> {
  const popup = page.waitForEvent('popup');
  await ask(page, 'installIntegration', type, options);
  await approve(await popup);
}

test('installIntegration() by OAuth: the SDK opens the window, and the portal shows itself only if it is wanted', async ({
  page,
}) => {
  await openHost(page);
  await installThroughWindow(page, 'slack');
  await expectHeard(page, 'onSuccess with account', 'onIntegrationInstall slack', 'resolved VALID');
  expect(await isShown(page)).toBe(false);

  await installThroughWindow(page, 'slack', {allowMultipleCredentials: true, showPortalAfterInstall: true});
  await portalOf(page).getByRole('dialog', {name: 'Slack'}).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => isShown(page)).toBe(false);
});

test('installIntegration() by OAuth: the portal asks what comes after the sign-in, also later', async ({
  page,
}) => {
  await openHost(page);
  await installThroughWindow(page, 'jira');
  const site = portalOf(page).getByRole('dialog', {name: 'Jira'}).getByRole('combobox', {name: /Site/});
  await site.waitFor();
  expect(await stateOf(page, 'jira')).toMatchObject({enabled: false, credentialStatus: 'PENDING'});
  await expectHeard(page, 'onOpen', 'onPortalOpen jira');
  await page.keyboard.press('Escape');
  await expectHeard(page, 'onClose', 'onPortalClose jira');

  // It can be finished later.
  await ask(page, 'installIntegration', 'jira');
  await site.click();
  await portalOf(page).getByRole('option').first().click();
  await portalOf(page).getByRole('dialog', {name: 'Jira'}).getByRole('button', {name: 'Finish'}).click();
  await expectHeard(
    page,
    'onOpen',
    'onPortalOpen jira',
    'onSuccess with account',
    'onIntegrationInstall jira',
    'resolved VALID',
    'onClose',
    'onPortalClose jira',
  );
  expect(await stateOf(page, 'jira')).toMatchObject({enabled: true, credentialStatus: 'VALID'});
});

test('a portal that cannot be shown says so, and the call at the host ends', async ({page}) => {
  const {user} = await openHost(page);
  const end = await addFault({match: {path: '/sdk/integrations'}, status: 500, user});
  try {
    await ask(page, 'connect', 'slack');
    const notice = portalOf(page).getByRole('dialog', {name: 'Slack: no portal'});
    await expect(notice).toBeVisible();
    await expectHeard(page, /^onError /, 'rejected', 'onOpen', 'onPortalOpen slack');
    await expectAccessible(page, frameOf(page));
    await notice.getByRole('button', {name: 'Close'}).click();
    await expectHeard(page, 'onClose', 'onPortalClose slack');
  } finally {
    await end();
  }
  await ask(page, 'connect', 'slack');
  await expect(portalOf(page).getByRole('button', {name: 'Connect Slack'})).toBeFocused();
});

test('without a build of the library the portal says what to do', async ({page}) => {
  const origins = createOriginPolicy([], SANDBOX_URL);
  await page.route(`${SANDBOX_URL}/ui*`, async (route) =>
    route.fulfill({
      body: String(await portalPage({origins, problem: 'Run "npm run build" first.'})),
      headers: {...portalHeaders(origins), 'Content-Type': 'text/html; charset=utf-8'},
    }),
  );
  await openHost(page);
  await ask(page, 'connect', 'slack');
  const notice = portalOf(page).getByRole('dialog', {name: 'Slack: no portal'});
  await expect(notice).toContainText('Run "npm run build" first.');
  await expectHeard(page, 'onError Run "npm run build" first.', 'rejected', 'onOpen', 'onPortalOpen slack');
  await page.keyboard.press('Escape');
  await expectHeard(page, 'onClose', 'onPortalClose slack');
  expect(await isShown(page)).toBe(false);
});

test('nobody but the page around it drives the portal', async ({page, context}) => {
  const {token} = await openHost(page);
  await ask(page, 'connect', 'slack');
  await portalOf(page).getByRole('button', {name: 'Connect Slack'}).waitFor();
  await page.evaluate(() => window.paragon.closePortal());
  await expect.poll(() => isShown(page)).toBe(false);
  await heard(page);

  // A message as the host sends it, with a user of the attacker's.
  const update = await page.evaluate(
    ([projectId, userToken]) => ({
      messageType: 'UI_UPDATE',
      nextContext: {
        user: {authenticated: true, token: userToken, userId: 'mallory', integrations: {}},
        projectId,
      },
      nextModalState: {
        integration: {id: window.paragon.getIntegrationId('slack'), type: 'slack', name: 'Slack'},
        apiInstallationOptions: {},
      },
    }),
    ['5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90', token] as const,
  );
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  // From a frame beside it, and from a window that the host has opened.
  const sibling = page.waitForEvent('popup');
  await page.evaluate(
    async ([message, url]) => {
      const send = `const m = ${JSON.stringify(message)};
        (parent === window ? opener : parent).frames[0].postMessage(m, ${JSON.stringify(url)});
        (parent === window ? opener : parent).heard.push('sent');`;
      const run = ({document}: Window) => {
        const script = document.createElement('script');
        script.textContent = send;
        document.body.append(script);
      };
      const frame = document.createElement('iframe');
      document.body.append(frame);
      run(frame.contentWindow!);
      run(window.open('about:blank')!);
    },
    [update, SANDBOX_URL] as const,
  );
  await (await sibling).close();
  await expectHeard(page, 'sent', 'sent');

  // From a page that has it in a window of its own.
  const alone = context.waitForEvent('page', (other) => other.url().includes('/ui'));
  await page.evaluate((url) => void window.open(`${url}/ui`, 'alone'), SANDBOX_URL);
  const window2 = await alone;
  await expect(window2.getByRole('heading', {name: 'The portal page'})).toBeVisible();
  await page.evaluate(([message, url]) => window.open('', 'alone')!.postMessage(message, url), [
    update,
    SANDBOX_URL,
  ] as const);
  await window2.evaluate(
    ([message, url]) => {
      window.postMessage(message, url);
      return new Promise((resolve) => setTimeout(resolve));
    },
    [update, SANDBOX_URL] as const,
  );
  await expect(window2.locator('dialog[open]')).toHaveCount(0);
  expect(asked.filter((url) => url.includes('/sdk/'))).toEqual([]);
  expect(await portalOf(page).locator('dialog[open]').count()).toBe(0);

  // The host still can.
  await ask(page, 'connect', 'slack');
  await portalOf(page).getByRole('button', {name: 'Connect Slack'}).waitFor();
});

test('a page whose origin is not allowed neither frames the portal nor drives it', async ({page}) => {
  const origins = createOriginPolicy(['https://app.example'], SANDBOX_URL);
  let isFramable = false;
  await page.route(`${SANDBOX_URL}/ui*`, async (route) => {
    const headers = portalHeaders(origins);
    const policy = headers['Content-Security-Policy']!.replace(/frame-ancestors [^;]+/, 'frame-ancestors *');
    return route.fulfill({
      body: String(await portalPage({origins, problem: undefined})),
      headers: {
        ...headers,
        ...(isFramable && {'Content-Security-Policy': policy}),
        'Content-Type': 'text/html; charset=utf-8',
      },
    });
  });
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  await openHost(page);
  await expect.poll(() => messages.join('\n')).toContain('frame-ancestors https://app.example');
  await expect(portalOf(page).locator('#notice')).toHaveCount(0);

  // Even if a browser let it be framed.
  isFramable = true;
  await openHost(page);
  await expect(portalOf(page).locator('#notice')).toHaveCount(1);
  await ask(page, 'connect', 'slack');
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        window.connectSingleton.setModalState({});
        setTimeout(resolve, 500);
      }),
  );
  expect(await isShown(page)).toBe(false);
  expect(await heard(page)).toEqual([]);
});
