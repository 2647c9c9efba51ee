/** Answers that fail, are late, lost, or no answers at all: what the client makes of them. */
import type {Page} from '@playwright/test';
import {userToken} from '../helpers/addresses.js';
import {expect, storedCredentials, test, withoutSecrets, type ClientPage} from './fault-test.js';

const ME = '/sdk/me';

/** Makes the client's random waits half of what they may be at most. */
const halveRandom = (page: Page) =>
  page.evaluate(() => {
    crypto.getRandomValues = ((numbers: Uint32Array) =>
      numbers.fill(2 ** 31)) as typeof crypto.getRandomValues;
  });

const waits = (page: Page): Promise<number[]> => page.evaluate(() => window.faults.waits);

async function times(client: ClientPage, path = ME): Promise<number> {
  return (await client.calls(path)).length;
}

test('F1 429 with Retry-After: waits as told, up to four tries', async ({page, client, fault}) => {
  await test.step('seconds', async () => {
    await client.open();
    await fault({match: {path: ME}, status: 429, retryAfter: 1, times: 1});
    const signedIn = client.signIn();
    await expect.poll(() => waits(page)).toEqual([1000]);
    expect(await client.sessionStatus()).toBe('signing-in');
    expect(await signedIn).toBeUndefined();
    const [first, second] = await client.calls(ME);
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1000);
  });
  await test.step('a date', async () => {
    await client.open();
    await fault({
      match: {path: ME},
      status: 429,
      retryAfter: new Date(Date.now() + 3000).toUTCString(),
      times: 1,
    });
    expect(await client.signIn()).toBeUndefined();
    const [wait = 0, ...more] = await waits(page);
    expect(more).toEqual([]);
    // The date has no fractions of a second, and some time has passed since it was written.
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(3000);
  });
  await test.step('longer than 30 seconds: said at once', async () => {
    await client.open();
    await fault({match: {path: ME}, status: 429, retryAfter: 31, times: 1});
    expect(await client.signIn()).toMatchObject({code: 'rate_limited', status: 429});
    expect(await times(client)).toBe(1);
  });
  await test.step('not told how long: random waits that double, four tries', async () => {
    await client.open();
    await halveRandom(page);
    await fault({match: {path: ME}, status: 429, times: 4});
    expect(await client.signIn()).toMatchObject({code: 'rate_limited', status: 429});
    expect(await waits(page)).toEqual([250, 500, 1000]);
    expect(await times(client)).toBe(4);
    expect(await client.sessionStatus()).toBe('failed');
  });
  await test.step('elements say that they wait', async () => {
    await fault({match: {path: ME}, status: 429, retryAfter: 1, times: 1});
    await page.goto('/plain.html');
    const catalogue = page.locator('#catalogue');
    await expect(catalogue.getByRole('img', {name: 'Loading…'})).toBeVisible();
    await expect(catalogue.getByRole('button', {name: /^Slack/})).toBeVisible();
  });
});

test('F2 503 once or three times, then an answer', async ({page, client, fault}) => {
  for (const count of [1, 3]) {
    await client.open();
    await halveRandom(page);
    await fault({match: {path: ME}, status: 503, times: count});
    expect(await client.signIn()).toBeUndefined();
    expect(await waits(page)).toEqual([250, 500, 1000].slice(0, count));
    expect(await times(client)).toBe(count + 1);
    expect(await client.sessionStatus()).toBe('signed-in');
  }
});

test('F3 401 on start: a fresh token is asked for once', async ({page, client, fault, user}) => {
  const asked = () => page.evaluate(() => window.faults.tokensAsked);
  await test.step('a token: no further try', async () => {
    await client.open();
    await fault({match: {path: ME}, status: 401, times: 1});
    expect(await client.signIn()).toMatchObject({name: 'UserNotAuthenticatedError', status: 401});
    expect(await times(client)).toBe(1);
  });
  await test.step('a function: the fresh token is used', async () => {
    await client.open();
    const stale = await userToken(user, {expiresIn: -3600});
    expect(await client.signIn([stale, await userToken(user)])).toBeUndefined();
    expect(await asked()).toBe(2);
    expect(await times(client)).toBe(2);
    expect(await client.sessionStatus()).toBe('signed-in');
  });
  await test.step('a function without a better token: asked once more, and no longer', async () => {
    await client.open();
    const stale = await userToken(user, {expiresIn: -3600});
    expect(await client.signIn([stale])).toMatchObject({name: 'UserNotAuthenticatedError', status: 401});
    expect(await asked()).toBe(2);
    expect(await times(client)).toBe(2);
    expect(await client.sessionStatus()).toBe('failed');
  });
});

test('F5 no answer: given up after 10 seconds, or when the page wants', async ({page, client, fault}) => {
  await page.clock.install();
  await client.open();
  const end = await fault({match: {path: ME}, hang: true});
  const asked = page.waitForRequest((request) => request.url().endsWith(ME) && request.method() === 'GET');
  const cancelled = page.waitForEvent('requestfailed', (request) => request.url().endsWith(ME));
  const signedIn = client.signIn();
  await asked;
  await page.clock.fastForward(9000);
  expect(await client.sessionStatus()).toBe('signing-in');
  await page.clock.fastForward(1000);
  const failure = await signedIn;
  expect(failure).toMatchObject({code: 'timeout'});
  expect(failure!.message).toMatch(/^http:\/\/localhost:\d+\/sdk\/me did not answer within 10 seconds\.$/);
  await cancelled;
  expect(await times(client)).toBe(1);
  await end();

  expect(await client.signIn()).toBeUndefined();
  for (const [method, path] of [
    ['GET', '/sdk/credentials'],
    ['POST', '/sdk/events/trigger'],
  ] as const) {
    await fault({match: {method, path}, hang: true, times: 1});
    const isIt = (request: {url(): string; method(): string}) =>
      request.url().endsWith(path) && request.method() === method;
    const sent = page.waitForRequest(isIt);
    const aborted = page.evaluate((name) => {
      const controller = new AbortController();
      Object.assign(window, {controller});
      const {client: paragon, failure: failureOf} = window.faults;
      const {signal} = controller;
      return failureOf(() =>
        name === 'GET' ? paragon.getCredentials({signal}) : paragon.event('Contact Created', {}, {signal}),
      );
    }, method);
    await sent;
    // Of requests that read, somebody else may wait for the same answer.
    const ended = method === 'POST' && page.waitForEvent('requestfailed', isIt);
    await page.evaluate(() => (window as unknown as {controller: AbortController}).controller.abort());
    expect(await aborted).toMatchObject({code: 'aborted'});
    await ended;
  }
});

test('F7 connection reset after the account was stored: it is stored once', async ({
  page,
  client,
  fault,
  user,
}) => {
  await client.open({idempotencyKeys: true});
  await client.signIn();
  await fault({match: {method: 'POST', path: '/sdk/credentials'}, drop: true, after: true, times: 4});
  await page.evaluate(async () => {
    window.faults.start('sendgrid');
    await new Promise((resolve) => setTimeout(resolve));
    const {flow} = window.faults.flows['sendgrid']!;
    await flow.setPreOptions({SENDGRID_API_KEY: 'SG.demo-robin-8d1f'});
  });
  expect(await client.ended('sendgrid')).toBe('complete');
  const stored = await storedCredentials(user);
  expect(stored).toHaveLength(1);
  expect(await page.evaluate(() => window.faults.flows['sendgrid']!.completed)).toEqual([stored[0]!.id]);
  const keys = (await client.calls('/sdk/credentials'))
    .filter(({method}) => method === 'POST')
    .map(({key}) => key);
  // The browser repeats some by itself, so there are fewer here than there were.
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);

  expect(await client.post('/credentials', {}, {'Idempotency-Key': keys[0]!})).toBe(422);
});

test('F27 answers that are none: a typed error, and nothing breaks', async ({page, client, fault}) => {
  const broken = [
    ['malformed JSON', {body: '{"authenticated": tr', contentType: 'application/json'}],
    ['an HTML page', {status: 200, body: '<!doctype html><h1>Maintenance</h1>', contentType: 'text/html'}],
    [
      'an HTML page of a gateway',
      {status: 502, body: '<h1>Bad gateway</h1>', contentType: 'text/html', times: 4},
    ],
    ['an empty answer', {status: 200, body: ''}],
    ['no content', {status: 204}],
    ['another type', {body: [null, 1, 'two']}],
    ['half an answer', {truncate: 40, times: 4}],
  ] as const;
  const codeOf = (what: string) =>
    what === 'half an answer'
      ? 'network_error'
      : what.includes('gateway')
        ? 'service_error'
        : 'protocol_error';
  for (const [what, answer] of broken) {
    await test.step(what, async () => {
      const paths = [ME, ...(what === 'another type' ? [] : ['/sdk/integrations'])];
      for (const path of paths) {
        // Anew, as an answer that is still on its way to the former sign-in would serve the next one too.
        await client.open();
        await halveRandom(page);
        await fault({match: {method: 'GET', path}, times: 1, ...answer});
        expect(await client.signIn(), `${what} from ${path}`).toMatchObject({code: codeOf(what)});
      }
      // The same page goes on as soon as the service is well again.
      expect(await client.signIn()).toBeUndefined();
      await fault({match: {method: 'POST', path: '/sdk/credentials'}, ...answer, times: 1});
      const failed = await page.evaluate(async () => {
        window.faults.start('sendgrid');
        await new Promise((resolve) => setTimeout(resolve));
        const notes = window.faults.flows['sendgrid']!;
        await notes.flow.setPreOptions({SENDGRID_API_KEY: 'SG.demo-kim-52c7'});
        return {errors: notes.errors, state: notes.flow.$state.get()};
      });
      expect(failed.errors).toMatchObject([{code: codeOf(what), stage: 'preOptions'}]);
      expect(failed.state).toMatchObject({status: 'active', busy: false, stage: {stage: 'preOptions'}});
    });
  }
});

test('F29 page three of the options fails: the others stay, and it can be had', async ({
  page,
  client,
  fault,
  user,
}) => {
  await client.connect('slack');
  await client.open();
  await client.signIn();
  await fault({match: {method: 'POST', path: '/sdk/actions'}, status: 500, skip: 2, times: 1});
  const {pages, failure, third} = await page.evaluate(async () => {
    const {client: paragon, failure: failureOf} = window.faults;
    const load = (cursor?: string | null) =>
      paragon.getFieldOptions({integration: 'slack', action: 'channels', cursor: cursor ?? undefined});
    const first = await load();
    const second = await load(first.nextPageCursor);
    return {
      pages: [first.data.length, second.data.length],
      failure: await failureOf(() => load(second.nextPageCursor)),
      third: (await load(second.nextPageCursor)).data.length,
    };
  });
  expect(pages).toEqual([50, 50]);
  expect(withoutSecrets(failure, [await userToken(user)])).toMatchObject({
    code: 'service_error',
    status: 500,
  });
  expect(third).toBeGreaterThan(0);
});

test('F30 the answer to an outdated search is late: it is dropped', async ({page, client, fault}) => {
  await client.connect('slack');
  await client.open();
  await client.signIn();
  await fault({match: {method: 'POST', path: '/sdk/actions'}, delay: 1000, times: 1});
  const settled = await page.evaluate(async () => {
    const {client: paragon, failure} = window.faults;
    const settledInOrder: string[] = [];
    const outdated = new AbortController();
    const load = (search: string, signal?: AbortSignal) =>
      paragon.getFieldOptions({integration: 'slack', action: 'channels', search}, {signal});
    const first = failure(() => load('general', outdated.signal)).then(({code}) => settledInOrder.push(code));
    outdated.abort();
    const second = load('sales-eu').then(({data}) => settledInOrder.push(JSON.stringify(data)));
    await Promise.all([first, second]);
    return settledInOrder;
  });
  expect(settled).toEqual(['aborted', expect.stringContaining('#sales-eu')]);
});

test('F31 a clock ten minutes wrong: the service decides', async ({page, client, user}) => {
  await page.clock.install();
  for (const minutes of [-10, 10]) {
    await page.clock.setSystemTime(Date.now() + minutes * 60_000);
    await client.open();
    expect(await client.signIn([await userToken(user, {expiresIn: 300})])).toBeUndefined();
    expect(await page.evaluate(() => window.faults.tokensAsked)).toBe(1);
    const skew = (await page.evaluate(() => Date.now())) - Date.now();
    expect(Math.abs(skew / 60_000 - minutes)).toBeLessThan(2);
    expect(await client.sessionStatus()).toBe('signed-in');
    // Good by the page's clock, which is late, and over for the service.
    await client.open();
    const over = await userToken(user, {expiresIn: -300});
    expect(await client.signIn([over, await userToken(user)])).toBeUndefined();
    expect(await page.evaluate(() => window.faults.tokensAsked)).toBe(2);
  }
});
