/** Elements that are removed or moved in the middle, and answers of a newer service. */
import {choose} from '../helpers/choose.js';
import type {Locator, Page} from '@playwright/test';
import {PlainPage} from '../helpers/plain-page.js';
import {approve, signIn} from '../helpers/provider-pages.js';
import {expect, integrationRecords, storedCredentials, test} from './fault-test.js';

/** Events of the window that a flow listens to while it runs. */
const LISTENED = ['message', 'focus', 'online'];

/** Counts the listeners of the window from the beginning. */
const countListeners = (page: Page) =>
  page.addInitScript((types) => {
    const counts = Object.fromEntries(types.map((type) => [type, 0]));
    Object.assign(window, {listenerCounts: counts});
    const {addEventListener, removeEventListener} = window;
    window.addEventListener = (...[type, ...rest]: Parameters<typeof addEventListener>) => {
      if (type in counts) counts[type]!++;
      addEventListener.call(window, type, ...rest);
    };
    window.removeEventListener = (...[type, ...rest]: Parameters<typeof removeEventListener>) => {
      if (type in counts) counts[type]!--;
      removeEventListener.call(window, type, ...rest);
    };
  }, LISTENED);

const listeners = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => (window as unknown as {listenerCounts: Record<string, number>}).listenerCounts);

/** Goes so far with a flow, and resolves to the provider's window if there is one. */
type Way = (flow: Locator, page: Page) => Promise<Page | undefined>;

const press = (flow: Locator, name: string | RegExp) => flow.getByRole('button', {name}).click();

const opened = async (flow: Locator, page: Page, name: string): Promise<Page> => {
  const popup = page.waitForEvent('popup');
  await press(flow, `Connect ${name}`);
  return popup;
};

const enterKey = async (flow: Locator) => {
  await press(flow, 'Connect SendGrid');
  await flow.getByRole('textbox', {name: /API key/}).fill('SG.demo-robin-8d1f');
};

const toPostOptions = async (flow: Locator, page: Page) => {
  await approve(await opened(flow, page, 'Jira'));
  await choose(flow.getByRole('combobox', {name: /Site/}));
};

/** Preflights ask only whether a request may be made. */
const sending = (page: Page, path: RegExp) =>
  page.waitForRequest((request) => path.test(request.url()) && request.method() !== 'OPTIONS');

interface Place {
  readonly at: string;
  readonly integration: string;
  readonly name: string;
  /** Keeps the answer to this from arriving before the element is gone. */
  readonly late?: {readonly method?: string; readonly path: string};
  /** How many accounts the service has afterwards; default: none. */
  readonly keeps?: number;
  readonly way: Way;
}

const PLACES: readonly Place[] = [
  {
    at: 'account type',
    integration: 'salesforce',
    name: 'Salesforce',
    way: async (flow) => {
      await press(flow, 'Connect Salesforce');
      await flow.getByText('Choose your account').waitFor();
      return undefined;
    },
  },
  {
    at: 'instruction',
    integration: 'salesforce',
    name: 'Salesforce',
    way: async (flow) => {
      await press(flow, 'Connect Salesforce');
      await press(flow, 'Production organisation');
      await flow.getByText('Before you connect').first().waitFor();
      return undefined;
    },
  },
  {
    at: 'inputs',
    integration: 'sendgrid',
    name: 'SendGrid',
    way: async (flow) => {
      await enterKey(flow);
      return undefined;
    },
  },
  {
    at: 'inputs that are being sent',
    integration: 'sendgrid',
    name: 'SendGrid',
    late: {method: 'POST', path: '/sdk/credentials'},
    keeps: 1,
    way: async (flow, page) => {
      await enterKey(flow);
      const sent = sending(page, /\/sdk\/credentials$/);
      await press(flow, 'Continue');
      await sent;
      return undefined;
    },
  },
  {
    at: 'window that opens',
    integration: 'slack',
    name: 'Slack',
    late: {path: 'build-oauth'},
    way: (flow, page) => opened(flow, page, 'Slack'),
  },
  {
    at: 'user at the provider',
    integration: 'slack',
    name: 'Slack',
    way: async (flow, page) => {
      const popup = await opened(flow, page, 'Slack');
      await signIn(popup);
      return popup;
    },
  },
  {
    at: 'account that is being fetched',
    integration: 'slack',
    name: 'Slack',
    late: {method: 'GET', path: '/sdk/credentials/'},
    keeps: 1,
    way: async (flow, page) => {
      const popup = await opened(flow, page, 'Slack');
      const asked = sending(page, /\/sdk\/credentials\/./);
      await approve(popup);
      await asked;
      return popup;
    },
  },
  {
    at: 'inputs of the new account',
    integration: 'jira',
    name: 'Jira',
    way: async (flow, page) => {
      await toPostOptions(flow, page);
      return undefined;
    },
  },
  {
    at: 'inputs of the new account that are being sent',
    integration: 'jira',
    name: 'Jira',
    late: {path: '/complete-setup'},
    keeps: 1,
    way: async (flow, page) => {
      await toPostOptions(flow, page);
      const sent = sending(page, /\/complete-setup$/);
      await press(flow, 'Finish');
      await sent;
      return undefined;
    },
  },
];

test('F17 the element is removed in the middle: nothing stays behind, and no account is lost', async ({
  page,
  fault,
  user,
}) => {
  const polls: string[] = [];
  const open = new Set<string>();
  page.on('request', (request) => {
    if (request.method() === 'OPTIONS') return;
    open.add(request.url());
    if (request.method() === 'GET' && request.url().includes('/session-id/')) polls.push(request.url());
  });
  for (const ended of ['requestfinished', 'requestfailed'] as const)
    page.on(ended as 'requestfinished', (request) => open.delete(request.url()));
  await countListeners(page);
  await page.clock.install();
  await page.goto('/install-flow.html');
  const provider = page.locator('#provider');
  await page.locator('#flow').evaluate((flow) => flow.remove());

  for (const {at, integration, name, late, keeps = 0, way} of PLACES) {
    await test.step(at, async () => {
      const flow = page.locator('paragon-install-flow');
      await provider.evaluate((parent, type) => {
        const element = document.createElement('paragon-install-flow');
        element.setAttribute('integration', type);
        parent.append(element);
      }, integration);
      await expect(flow.getByRole('button', {name: `Connect ${name}`})).toBeVisible();
      const before = await listeners(page);
      if (late) await fault({match: late, delay: 700, after: true, times: 1});
      const popup = await way(flow, page);
      await flow.evaluate((element) => element.remove());

      if (popup) await expect.poll(() => popup.isClosed()).toBe(true);
      await expect.poll(() => listeners(page)).toEqual(before);
      // Whatever was on its way arrives; nothing new is asked for, however long one waits.
      await expect.poll(() => open.size).toBe(0);
      const asked = polls.length;
      await page.clock.fastForward(20_000);
      await page.evaluate(() => new Promise(requestAnimationFrame));
      expect(polls.length).toBe(asked);

      // What the service has stored is what is shown next.
      await provider.evaluate((parent, type) => {
        const element = document.createElement('paragon-connect');
        element.setAttribute('integration', type);
        parent.append(element);
      }, integration);
      const connect = page.locator('paragon-connect');
      const types = new Map((await integrationRecords(user)).map(({id, type}) => [id, type]));
      const stored = (await storedCredentials(user)).filter(
        (one) => types.get(one.integrationId) === integration,
      );
      await expect(connect.getByRole('button')).toContainText(
        stored.length ? `Manage ${name}` : `Connect ${name}`,
      );
      expect(stored.length, `accounts after ${at}`).toBe(keeps);
      await connect.evaluate((element) => element.remove());
    });
  }
});

/** Ways to put an element elsewhere in the page without giving it up. */
const MOVES = {
  append: (element: Element) => document.querySelector('#provider')!.append(element),
  moveBefore: (element: Element) => {
    const provider = document.querySelector('#provider') as unknown as {
      moveBefore(node: Node, next: null): void;
    };
    provider.moveBefore(element, null);
  },
};

test('F18 the element is moved in the page: the flow goes on', async ({page}) => {
  for (const [how, move] of Object.entries(MOVES)) {
    await test.step(`${how}, at the provider`, async () => {
      await page.goto('/install-flow.html?integration=slack');
      const flow = page.locator('#flow');
      const popup = await opened(flow, page, 'Slack');
      await signIn(popup);
      await flow.evaluate(move);
      await expect(flow.getByText('Sign in to Slack in the window')).toBeVisible();
      await approve(popup);
      await expect(flow.getByText('Slack is connected')).toBeVisible();
    });
    await test.step(`${how}, in a form`, async () => {
      await page.goto('/install-flow.html?integration=sendgrid');
      const flow = page.locator('#flow');
      await enterKey(flow);
      await flow.evaluate(move);
      await expect(flow.getByRole('textbox', {name: /API key/})).toHaveValue('SG.demo-robin-8d1f');
      await press(flow, 'Continue');
      await expect(flow.getByText('SendGrid is connected')).toBeVisible();
    });
    await test.step(`${how}, with a portal that is open`, async () => {
      const plain = new PlainPage(page);
      await plain.open();
      await plain.openPortal('Shopify');
      await plain.portal.getByRole('button', {name: /^Connect (Shopify|another account)/}).click();
      await plain.portal.getByRole('textbox', {name: /Store name/}).fill('north');
      await page.locator('#catalogue').evaluate(move);
      await expect(plain.portal.getByRole('textbox', {name: /Store name/})).toHaveValue('north');
      expect(await plain.portal.evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
    });
  }
});

/** Inputs as a newer service might send them. `text` is what must be readable of each. */
const STRANGE_INPUTS = [
  {input: {id: 'hologram', type: 'HOLOGRAM', title: 'Hologram'}, text: 'Hologram'},
  {input: {id: 'untitled', type: 'HOLOGRAM'}, text: 'This setting cannot be changed here yet.'},
  {input: {id: 'untyped', title: 'Without a type'}, text: 'Without a type'},
  {input: {id: 'values', type: 'ENUM', title: 'Strange values', values: {a: 1}}, text: 'Strange values'},
  {
    input: {id: 'list', type: 'ENUM', title: 'Strange list', values: [null, 7, {value: 'x'}]},
    text: 'Strange list',
  },
  {
    input: {id: 'source', type: 'DYNAMIC_ENUM', title: 'Strange source', sourceType: 'nowhere'},
    text: 'Strange source',
  },
  {input: {id: 7, type: 'TEXT_NO_VARS', title: 'Number for an id'}, text: ''},
  {input: {type: 'TEXT_NO_VARS', title: 'No id'}, text: ''},
  {input: null, text: ''},
  {input: 'TEXT', text: ''},
  {input: ['TEXT'], text: ''},
];

test('F28 inputs and ways to sign in of a newer service: readable, and the rest works', async ({
  page,
  fault,
  user,
}) => {
  const records = await integrationRecords(user);
  const changed = records.map((record) => {
    const config = record['sdkIntegrationConfig'] as Record<string, unknown> | undefined;
    if (record['type'] === 'sendgrid') {
      const known = (config?.['authConfigInputs'] ?? []) as unknown[];
      const inputs = [...STRANGE_INPUTS.map(({input}) => input), ...known];
      return {...record, sdkIntegrationConfig: {...config, authConfigInputs: inputs}};
    }
    if (record['type'] === 'slack') return {...record, authenticationType: 'hologram'};
    if (record['type'] === 'salesforce') {
      const accountTypes = [null, {id: 'new', scheme: 'hologram'}, {scheme: 'oauth'}];
      return {...record, sdkIntegrationConfig: {...config, accountTypes}};
    }
    return record;
  });
  await fault({
    match: {method: 'GET', path: '/sdk/integrations'},
    body: [...changed, null, 7, {type: 'odd'}],
  });

  await test.step('inputs', async () => {
    await page.goto('/install-flow.html?integration=sendgrid');
    const flow = page.locator('#flow');
    await press(flow, 'Connect SendGrid');
    for (const {text} of STRANGE_INPUTS) await expect(flow.getByText(text).first()).toBeVisible();
    await flow.getByRole('textbox', {name: /API key/}).fill('SG.demo-robin-8d1f');
  });
  for (const [integration, name] of [
    ['slack', 'Slack'],
    ['salesforce', 'Salesforce'],
  ] as const) {
    await test.step(`a way to sign in: ${name}`, async () => {
      await page.goto(`/install-flow.html?integration=${integration}`);
      const flow = page.locator('#flow');
      await press(flow, `Connect ${name}`);
      const choice = flow.getByRole('button', {name: 'new', exact: true});
      if (integration === 'salesforce') await choice.click();
      // The service knows better than we what it needs; its refusal can be read, and the flow left.
      await expect(flow.getByRole('alert').or(flow.getByRole('heading')).first()).toBeVisible();
      await expect(flow.getByRole('button', {name: 'Cancel'})).toBeVisible();
    });
  }
});
