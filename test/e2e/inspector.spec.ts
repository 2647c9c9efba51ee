import type {Locator, Page} from '@playwright/test';
import {createSandbox} from '../../sandbox/src/index.js';
import {Client} from '../../sandbox/test/helpers/client.js';
import {slackWith, workflow} from '../../sandbox/test/helpers/workflows.js';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';
import {ownSandbox} from '../helpers/own-sandbox.js';
import {defaultCatalog} from '../../sandbox/src/catalog/index.js';

// One sandbox for all tests here, each of which begins with an empty one.
test.describe.configure({mode: 'default', timeout: 120_000});

const greeting = workflow('Greets', {
  trigger: {type: 'event', name: 'Hello'},
  defaultEnabled: true,
  run: ({trigger, log}) => {
    log('somebody has come');
    return {greeted: (trigger.payload as {name: string}).name};
  },
});
const failing = workflow('Fails', {
  trigger: {type: 'event', name: 'Trouble'},
  defaultEnabled: true,
  run: () => {
    throw new Error('The harbour is closed.');
  },
});
const sandbox = ownSandbox({
  catalog: [slackWith([greeting, failing]), ...defaultCatalog.filter(({type}) => type !== 'slack')],
});

const control = (path: string, init: RequestInit = {}) =>
  fetch(`${sandbox().urls.paragon}/_sandbox${path}`, {method: 'POST', ...init});
const userOf = (name: string) => Client.of(sandbox(), name);

test.beforeEach(async ({origins}) => {
  const {urls} = sandbox();
  for (const url of Object.values(urls)) origins.add(url);
  await control('/reset');
});

/** The start page, when it is live. */
class Inspector {
  readonly page: Page;
  readonly status: Locator;
  constructor(page: Page) {
    this.page = page;
    this.status = page.getByRole('status');
  }

  async open(): Promise<void> {
    await this.page.goto(sandbox().urls.paragon);
    await expect(this.page.getByText('Live', {exact: true})).toBeVisible();
  }

  list = (name: string) => this.page.getByRole('region', {name, exact: true});
  get requests() {
    return this.list('Requests, newest first');
  }
  get users() {
    return this.list('Users and their accounts');
  }
  get events() {
    return this.list('Events, newest first');
  }
  get runs() {
    return this.list('Workflow runs, newest first');
  }
  get faults() {
    return this.list('Fault rules, newest first');
  }
  rows = (list: Locator) => list.locator('tbody tr');
  button = (name: string | RegExp) => this.page.getByRole('button', {name});
  get dialog() {
    return this.page.getByRole('dialog');
  }
}

async function opened(page: Page): Promise<Inspector> {
  const inspector = new Inspector(page);
  await inspector.open();
  return inspector;
}

test('requests appear by themselves, newest first, and can be filtered, held and cleared', async ({page}) => {
  const inspector = await opened(page);
  const {requests} = inspector;
  await expect(requests.getByText('Nothing was called yet.')).toBeVisible();

  const [alice, bob] = [await userOf('alice'), await userOf('bob')];
  await alice.get('/metadata');
  const row = requests.getByRole('row', {name: /GET \/projects\/…\/sdk\/metadata alice/});
  await expect(row).toBeVisible();
  await expect(row.getByRole('cell', {name: '200', exact: true})).toBeVisible();
  await bob.get('/credentials/unknown');
  await expect(inspector.rows(requests).first()).toContainText('bob');
  await expect(inspector.rows(requests).first()).toContainText('404');

  const text = page.getByRole('searchbox', {name: 'Text'});
  await text.fill('metadata');
  await expect(inspector.rows(requests)).toHaveCount(1);
  await text.fill('404 bob');
  await expect(inspector.rows(requests)).toHaveCount(1);
  await text.fill('nothing like it');
  await expect(requests.getByText('No request fits the filter.')).toBeVisible();
  await text.fill('');
  const filter = page.getByRole('group', {name: 'Filter of the requests'});
  await filter.getByLabel('User').selectOption('alice');
  await expect(requests.getByRole('row', {name: /bob/})).toHaveCount(0);
  await filter.getByLabel('User').selectOption('');
  await filter.getByLabel('Service').selectOption('outside');
  await expect(requests.getByText('No request fits the filter.')).toBeVisible();
  await alice.connect('slack');
  await expect(requests.getByRole('row', {name: /auth\.test.*outside/}).first()).toBeVisible();
  await filter.getByLabel('Service').selectOption('');

  const pause = inspector.button('Pause');
  await pause.click();
  await expect(pause).toHaveAttribute('aria-pressed', 'true');
  await expect(inspector.status).toHaveText('The list of requests is paused.');
  const calls = requests.getByRole('row', {name: /sdk\/metadata/});
  const before = await calls.count();
  await alice.get('/metadata');
  // Something that is seen later shows that the list had its chance.
  await control('/faults', {body: JSON.stringify({delay: 1, user: 'nobody'})});
  await expect(inspector.faults.getByText('0.001 s late')).toBeVisible();
  await expect(calls).toHaveCount(before);
  await pause.click();
  await expect(calls).toHaveCount(before + 1);

  await inspector.button('Clear requests').click();
  await expect(requests.getByText('Nothing was called yet.')).toBeVisible();
});

test('users and what they have connected: every button does what it says, and asks where something is lost', async ({
  page,
}) => {
  const inspector = await opened(page);
  const {users} = inspector;
  await expect(users.getByText('Nobody has signed in yet.')).toBeVisible();
  const alice = await userOf('alice');
  await alice.connect('slack', {installOptions: {externalId: 'team-1'}});
  const account = users.getByRole('row', {name: /Slack Vega Works/});
  await expect(account).toContainText('external id team-1');
  await expect(account.getByRole('cell', {name: 'valid', exact: true})).toBeVisible();

  await account.getByRole('button', {name: /^Make invalid/}).click();
  await expect(account.getByRole('cell', {name: 'invalid', exact: true})).toBeVisible();
  await account.getByRole('button', {name: /^Make valid/}).click();
  await expect(account.getByRole('cell', {name: 'valid', exact: true})).toBeVisible();
  await expect(inspector.status).toHaveText('Slack (Vega Works) of alice is valid.');

  await account.getByRole('button', {name: /^Expire token/}).click();
  await expect(account.getByText('token expired')).toBeVisible();
  const me = () => alice.post('/proxy/slack/auth.test', {});
  expect((await me()).body.output).toMatchObject({ok: true});
  await expect(account.getByText('token expired')).toBeHidden();

  const revoke = account.getByRole('button', {name: /^Revoke/});
  await revoke.click();
  await expect(inspector.dialog).toContainText('End the access to Slack (Vega Works) of alice');
  await expect(inspector.dialog.getByRole('button', {name: 'Cancel'})).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(inspector.dialog).toBeHidden();
  await expect(revoke).toBeFocused();
  expect((await me()).status).toBe(200);
  await revoke.click();
  await inspector.dialog.getByRole('button', {name: 'Revoke'}).click();
  await expect(inspector.status).toContainText('has ended at the provider');
  expect((await me()).status).toBe(401);
  await expect(account.getByRole('cell', {name: 'invalid', exact: true})).toBeVisible();

  await account.getByRole('button', {name: /^Disconnect/}).click();
  await inspector.dialog.getByRole('button', {name: 'Disconnect'}).click();
  await expect(account).toHaveCount(0);
  await expect(users.getByText('nothing connected')).toBeVisible();

  await userOf('bob').then((bob) => bob.get('/me'));
  await expect(users.getByRole('row', {name: /^bob/})).toBeVisible();
  await page.getByRole('searchbox', {name: 'Find a user'}).fill('bo');
  await expect(users.getByRole('row', {name: /^alice/})).toHaveCount(0);
  await users.getByRole('button', {name: 'Forget user: bob'}).click();
  await inspector.dialog.getByRole('button', {name: 'Forget'}).click();
  await expect(users.getByText('No user has such a name.')).toBeVisible();
});

test('events and runs appear with their details', async ({page}) => {
  const inspector = await opened(page);
  const alice = await userOf('alice');
  await alice.connect('slack');
  await alice.call('POST', '/events/trigger', {prefix: '/v2', body: {name: 'Hello', payload: {name: 'Kim'}}});
  const event = inspector.events.getByRole('row', {name: /Hello alice 1/});
  await expect(event).toBeVisible();
  const run = inspector.runs.getByRole('row', {name: /succeeded Greets alice/});
  await expect(run).toBeVisible();

  const details = run.getByRole('button', {name: 'Details: run of Greets for alice'});
  await details.click();
  await expect(inspector.dialog.getByRole('heading', {name: 'Greets: succeeded'})).toBeVisible();
  await expect(inspector.dialog.getByRole('button', {name: 'Close'})).toBeFocused();
  await expect(inspector.dialog.getByRole('region', {name: 'Payload'})).toHaveText(/"name": "Kim"/);
  await expect(inspector.dialog.getByRole('region', {name: 'Log'})).toHaveText(/somebody has come/);
  await expect(inspector.dialog.getByRole('region', {name: 'Result'})).toHaveText(/"greeted": "Kim"/);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(inspector.dialog).toBeHidden();
  await expect(details).toBeFocused();

  await event.getByRole('button', {name: 'Details: event Hello of alice'}).click();
  await expect(inspector.dialog.getByRole('region', {name: 'Payload'})).toHaveText(/"name": "Kim"/);
  await inspector.dialog.getByRole('button', {name: 'Close'}).click();

  await alice.call('POST', '/events/trigger', {prefix: '/v2', body: {name: 'Trouble', payload: {}}});
  const failed = inspector.runs.getByRole('row', {name: /failed Fails/});
  await expect(failed).toContainText('The harbour is closed.');
  await failed.getByRole('button', {name: /^Details/}).click();
  await expect(inspector.dialog.getByRole('region', {name: 'Error'})).toContainText('The harbour is closed.');
});

test('faults are added by a button, strike, and are deleted', async ({page}) => {
  const inspector = await opened(page);
  const {faults} = inspector;
  const form = page.locator('#faults-form');
  await form.getByLabel('User').fill('alice');
  await inspector.button('Answer 503').click();
  await expect(inspector.status).toHaveText('Added: Answer 503.');
  const rule = faults.getByRole('row', {name: /Status 503/});
  await expect(rule).toContainText('/sdk/, user alice');
  await expect(rule.getByRole('cell', {name: '0 of 1', exact: true})).toBeVisible();

  const [alice, bob] = [await userOf('alice'), await userOf('bob')];
  expect((await bob.get('/metadata')).status).toBe(200);
  expect((await alice.get('/metadata')).status).toBe(503);
  await expect(rule.getByRole('cell', {name: '1 of 1', exact: true})).toBeVisible();
  expect((await alice.get('/metadata')).status).toBe(200);
  await rule.getByRole('button', {name: 'Delete: Status 503'}).click();
  await expect(faults.getByText('Nothing is to go wrong.')).toBeVisible();
  await expect(faults).toBeFocused();

  await form.getByLabel('Integration').selectOption('slack');
  await form.getByLabel('How often').fill('');
  await inspector.button('Deny the consent').click();
  await expect(faults.getByRole('row', {name: /Consent denied slack, user alice 0/})).toBeVisible();
  await inspector.button('Hang').click();
  await expect(faults.getByRole('row')).toHaveCount(3);
  await inspector.button('Delete all faults').click();
  await expect(faults.getByText('Nothing is to go wrong.')).toBeVisible();

  for (const name of await form.getByRole('button').allTextContents()) {
    await inspector.button(name.trim()).click();
    await expect(inspector.status).toHaveText(`Added: ${name.trim()}.`);
  }
  await expect(faults.getByRole('row')).toHaveCount(13);
});

test('a token is signed, copied and good for its user', async ({page, context}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const inspector = await opened(page);
  const form = page.locator('#token-form');
  await form.getByRole('button', {name: 'Sign a token'}).click();
  await expect(form.getByLabel('User')).toBeFocused();
  await page.keyboard.type('alice');
  await page.keyboard.press('Enter');
  await expect(inspector.status).toHaveText('There is a token for alice.');
  await inspector.button('Copy the token').click();
  await expect(inspector.status).toHaveText('The token is copied.');
  const token = await page.evaluate(() => navigator.clipboard.readText());
  await expect(page.getByLabel('Token', {exact: true})).toHaveValue(token);
  const client = new Client(sandbox(), token);
  expect((await client.get('/me')).body).toMatchObject({userId: 'alice'});
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, location.search])).toEqual([
    0,
    0,
    '',
  ]);

  await form.getByLabel('Good for').selectOption({label: 'expired already'});
  await form.getByRole('button', {name: 'Sign a token'}).click();
  await expect(page.getByLabel('Token', {exact: true})).not.toHaveValue(token);
  const expired = new Client(sandbox(), await page.getByLabel('Token', {exact: true}).inputValue());
  expect((await expired.get('/me')).status).toBe(401);
});

test('one user, or everything, is forgotten after a question', async ({page}) => {
  const inspector = await opened(page);
  const [alice, bob] = [await userOf('alice'), await userOf('bob')];
  for (const user of [alice, bob]) await user.connect('slack');
  await control('/faults', {body: JSON.stringify({delay: 1, user: 'nobody'})});
  const form = page.locator('#reset-form');
  await form.getByLabel('User').fill('alice');
  await page.keyboard.press('Enter');
  await inspector.dialog.getByRole('button', {name: 'Cancel'}).click();
  await expect(inspector.users.getByRole('row', {name: /^alice/})).toBeVisible();
  await form.getByRole('button', {name: 'Reset this user…'}).click();
  await inspector.dialog.getByRole('button', {name: 'Forget'}).click();
  await expect(inspector.status).toHaveText('alice is forgotten.');
  await expect(inspector.users.getByRole('row', {name: /^alice/})).toHaveCount(0);
  await expect(inspector.users.getByRole('row', {name: /^bob/})).toBeVisible();

  await form.getByRole('button', {name: 'Reset everything…'}).click();
  await inspector.dialog.getByRole('button', {name: 'Reset everything'}).click();
  await expect(inspector.status).toHaveText('Everything is forgotten.');
  await expect(inspector.users.getByText('Nobody has signed in yet.')).toBeVisible();
  await expect(inspector.faults.getByText('Nothing is to go wrong.')).toBeVisible();
  await expect(inspector.requests.getByText('Nothing was called yet.')).toBeVisible();
  expect((await bob.get('/credentials')).body).toEqual([]);
});

test('the focus stays where it is while lists change', async ({page}) => {
  const inspector = await opened(page);
  const [alice, bob] = [await userOf('alice'), await userOf('bob')];
  const {id} = (await alice.connect('slack')) as {id: string};
  const expire = inspector.users.getByRole('button', {name: /^Expire token: Slack \(Vega Works\) of alice/});
  await expire.focus();
  await bob.connect('hubspot');
  await expect(inspector.users.getByRole('row', {name: /HubSpot/})).toBeVisible();
  await expect(expire).toBeFocused();
  // The row itself is drawn anew.
  await control(`/credentials/${id}/status`, {body: JSON.stringify({status: 'INVALID'})});
  await expect(inspector.users.getByRole('button', {name: /^Make valid/})).toBeVisible();
  await expect(expire).toBeFocused();
  await control('/reset?user=alice');
  await expect(expire).toHaveCount(0);
  await expect(inspector.users).toBeFocused();

  const text = page.getByRole('searchbox', {name: 'Text'});
  await text.fill('meta');
  await alice.get('/metadata');
  await expect(inspector.requests.getByRole('row', {name: /metadata/})).toBeVisible();
  await expect(text).toBeFocused();
});

test('everything by keyboard: in order, to every control, and out again', async ({page}) => {
  const inspector = await opened(page);
  const alice = await userOf('alice');
  await alice.connect('slack');
  await alice.call('POST', '/events/trigger', {prefix: '/v2', body: {name: 'Hello', payload: {name: 'Kim'}}});
  await expect(inspector.runs.getByRole('button')).toHaveCount(1);
  await expect(inspector.events.getByRole('button')).toHaveCount(1);

  const all = await page.evaluate(
    () =>
      [
        ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex="0"]'),
      ].filter((element) => element.checkVisibility()).length,
  );
  const seen = new Set<string>();
  for (let step = 0; step < all; step++) {
    await page.keyboard.press('Tab');
    seen.add(
      await page.evaluate(() => {
        const {activeElement} = document;
        const ring = activeElement ? getComputedStyle(activeElement) : undefined;
        if (!activeElement || ring?.outlineStyle === 'none') return 'nothing, or without a ring';
        const every = [...document.querySelectorAll('*')];
        return String(every.indexOf(activeElement));
      }),
    );
  }
  expect(seen.size).toBe(all);
  expect(seen).not.toContain('nothing, or without a ring');

  // A link of the page leads to its part.
  await page.getByRole('link', {name: 'Faults'}).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', {name: /^Faults/})).toBeInViewport();
});

test('accessible and without sideways scrolling, empty, full, and on a narrow screen', async ({page}) => {
  const inspector = await opened(page);
  await expectAccessible(page);
  const alice = await userOf('alice');
  const longName = `somebody-with-a-very-long-name-${'x'.repeat(80)}@example.com`;
  await alice.connect('slack');
  await (await userOf(longName)).connect('hubspot');
  for (const name of ['Hello', 'Trouble'])
    await alice.call('POST', '/events/trigger', {prefix: '/v2', body: {name, payload: {name: 'Kim'}}});
  await inspector.button('Answer 503').click();
  await page.locator('#token-form').getByLabel('User').fill('alice');
  await inspector.button('Sign a token').click();
  await expect(inspector.button('Copy the token')).toBeVisible();
  await expect(inspector.runs.getByRole('row')).toHaveCount(3);
  await expectAccessible(page);

  for (const width of [320, 640, 900, 1400]) {
    await page.setViewportSize({width, height: 800});
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBeLessThanOrEqual(
      width,
    );
  }
  await page.setViewportSize({width: 320, height: 800});
  await expectAccessible(page);
  await inspector.users
    .getByRole('button', {name: /^Disconnect/})
    .first()
    .click();
  await expect(inspector.dialog).toBeVisible();
  const box = (await inspector.dialog.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(320);
  await expectAccessible(page);
});

test('what users are called is text, whatever it looks like', async ({page}) => {
  const inspector = await opened(page);
  const name = '<img src=x onerror="document.title=1">';
  const user = await userOf(name);
  await user.connect('slack');
  await user.call('POST', '/events/trigger', {prefix: '/v2', body: {name, payload: {name}}});
  await expect(inspector.users.getByText(name, {exact: true})).toBeVisible();
  await expect(inspector.events.getByText(name).first()).toBeVisible();
  await page.reload();
  await expect(inspector.users.getByText(name, {exact: true})).toBeVisible();
  await expect(page).toHaveTitle('Paragon Sandbox');
});

test('two tabs show the same', async ({page, context}) => {
  const first = await opened(page);
  const second = await opened(await context.newPage());
  await (await userOf('alice')).connect('slack');
  for (const {users} of [first, second])
    await expect(users.getByRole('row', {name: /Slack Vega Works/})).toBeVisible();
  await second.button('Answer 503').click();
  await expect(first.faults.getByRole('row', {name: /Status 503/})).toBeVisible();
  await first.button('Delete all faults').click();
  await expect(second.faults.getByText('Nothing is to go wrong.')).toBeVisible();
});

test('the connection is lost and comes back, with whatever is there then', async ({
  page,
  origins,
  expectedComplaints,
}) => {
  expectedComplaints.push(/ERR_(?:CONNECTION|INCOMPLETE|EMPTY|NETWORK)/);
  const former = await createSandbox({memory: true});
  const {paragon, outside} = former.urls;
  for (const url of [paragon, outside]) origins.add(url);
  const ports = {port: Number(new URL(paragon).port), outsidePort: Number(new URL(outside).port)};
  const inspector = new Inspector(page);
  try {
    await page.goto(paragon);
    await expect(page.getByText('Live', {exact: true})).toBeVisible();
    await (await Client.of(former, 'alice')).get('/me');
    await expect(inspector.users.getByRole('row', {name: /^alice/})).toBeVisible();
  } finally {
    await former.close();
  }
  await expect(page.getByText('Not connected, trying again…')).toBeVisible();
  await expect(inspector.status).toHaveText('The connection to the sandbox is lost. Trying again.');
  await inspector.button('Answer 503').click();
  await expect(inspector.status).toHaveText('The sandbox does not answer.');

  const next = await createSandbox({memory: true, ...ports});
  try {
    await expect(page.getByText('Live', {exact: true})).toBeVisible();
    await expect(inspector.users.getByText('Nobody has signed in yet.')).toBeVisible();
    await (await Client.of(next, 'bob')).get('/metadata');
    await expect(inspector.requests.getByRole('row', {name: /sdk\/metadata bob/})).toBeVisible();
    await expect(inspector.requests.getByRole('row', {name: /alice/})).toHaveCount(0);
  } finally {
    await next.close();
  }
});

test('without scripts the page shows how things are', async ({browser}) => {
  await (await userOf('alice')).connect('slack');
  const context = await browser.newContext({javaScriptEnabled: false});
  const page = await context.newPage();
  await page.goto(sandbox().urls.paragon);
  await expect(page.locator('noscript').locator('.note')).toBeVisible();
  await expect(page.getByRole('row', {name: /Slack Vega Works/})).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await context.close();
});
