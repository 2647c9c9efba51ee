import {OUTSIDE_URL} from '../helpers/addresses.js';
import {approve, refuse} from '../helpers/provider-pages.js';
import {stateOf, windowFrom} from './install.js';
import {refresh, sharedOfficialPage, signIn} from './official-page.js';
import {expect, test} from './official-test.js';

const official = sharedOfficialPage('install-integration');

test('installIntegration resolves to the account that was connected', async () => {
  const {page} = official;
  await signIn(page, 'install');
  await page.evaluate(() => window.tools.listen());
  const popup = page.waitForEvent('popup');
  const installing = page.evaluate(() =>
    window.paragon.installIntegration('slack', {externalId: 'workspace-1'}),
  );
  await approve(await popup);
  const event = await installing;
  expect(event).toMatchObject({
    integrationType: 'slack',
    credential: {status: 'VALID', externalId: 'workspace-1'},
  });
  // This way the event tells of the account, too.
  expect(await page.evaluate(() => window.tools.events)).toMatchObject([
    {name: 'onIntegrationInstall', event: {integrationType: 'slack', credentialId: event!.credentialId}},
  ]);
  const failure = await page.evaluate(() =>
    window.tools.failure(() => window.paragon.installIntegration('slack')),
  );
  expect(failure.name).toBe('Error');

  const second = page.waitForEvent('popup');
  const again = page.evaluate(() =>
    window.paragon.installIntegration('slack', {
      allowMultipleCredentials: true,
      externalId: 'workspace-2',
    }),
  );
  await approve(await second);
  await again;
  expect((await stateOf(page, 'slack'))?.allCredentials.map(({externalId}) => externalId)).toEqual([
    'workspace-1',
    'workspace-2',
  ]);
  await page.evaluate(() => window.paragon.closePortal());
});

test('a refusal at the provider is told to the page that has opened the window', async () => {
  const {page} = official;
  const {client} = await signIn(page, 'refusal');
  const popup = page.waitForEvent('popup');
  const failing = page.evaluate(
    () =>
      new Promise((resolve) => {
        const installing = window.paragon.installIntegration('slack', {
          onError: (error) => resolve(JSON.parse(JSON.stringify(error))),
          oauthTimeout: 20_000,
        });
        // The promise tells the same.
        installing.catch(() => undefined);
      }),
  );
  await refuse(await popup);
  expect(await failing).toMatchObject({code: 'access_denied', message: 'Access was refused at Slack.'});
  expect((await client.get('/credentials')).body).toEqual([]);
  await page.evaluate(() => window.paragon.closePortal());
});

test('startOAuthFlow connects a further account beside the first', async () => {
  const {page} = official;
  const user = await signIn(page, 'flow');
  await user.client.connect('hubspot');
  await refresh(page, user);
  const popup = page.waitForEvent('popup');
  const starting = page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        window.paragon.startOAuthFlow(
          'hubspot',
          {allowMultipleCredentials: true, externalId: 'portal-2'},
          {onSuccess: (event) => resolve(JSON.parse(JSON.stringify(event))), onError: reject},
        );
      }),
  );
  await approve(await popup);
  expect(await starting).toMatchObject({
    integrationType: 'hubspot',
    credential: {status: 'VALID', externalId: 'portal-2'},
  });
  expect((await stateOf(page, 'hubspot'))?.allCredentials).toHaveLength(2);
});

test('an install that begins in the marketplace of a provider is finished by its code, once', async () => {
  const {page} = official;
  const {client} = await signIn(page, 'marketplace');
  const marketplace = await client.browser.open(`${OUTSIDE_URL}/marketplace/slack`);
  const provider = await (
    await marketplace.submit('/install', {page: ''})
  ).submit('/login', {person: 'robin'});
  const last = await provider.submit('/consent', {decision: 'allow'});
  const code = /<code id="code">([^<]+)<\/code>/.exec(last.html)?.[1] ?? '';
  const complete = (authorizationCode: string) =>
    page.evaluate(
      (given) =>
        window.paragon
          .completeInstall('slack', {authorizationCode: given, showPortalAfterInstall: false})
          .then(
            () => null,
            ({message}: Error) => message,
          ),
      authorizationCode,
    );
  expect(await complete(code)).toBeNull();
  expect(await stateOf(page, 'slack')).toMatchObject({
    enabled: true,
    allCredentials: [{status: 'VALID', providerData: {teamName: 'Vega Works'}}],
  });
  expect(JSON.parse((await complete(code)) ?? '')).toMatchObject({status: 400});
  expect(await page.evaluate(() => window.paragon.getUser())).toMatchObject({authenticated: true});
});

test('a resource of the app is connected by its slug', async () => {
  const {page} = official;
  const user = await signIn(page, 'resource');
  const connect = (values: Record<string, unknown>) =>
    page.evaluate((given) => window.paragon.connectAction('orders-db', given), values);
  const values = {
    DATABASE: 'shop',
    DB_USER: 'robin_app',
    DB_PASSWORD: 'orders-demo-robin',
    PERMISSIONS: 'select',
  };
  await expect(connect({...values, DB_PASSWORD: 'wrong'})).rejects.toThrow(/did not accept/);
  expect(await connect(values)).toMatchObject({status: 'VALID', providerData: {database: 'shop'}});
  await refresh(page, user);
  expect(await page.evaluate(() => window.paragon.getUser())).toMatchObject({
    resources: [{slug: 'orders-db', credentialStatus: 'VALID'}],
  });
  expect(await stateOf(page, 'custom.ordersdb')).toMatchObject({enabled: false});
});

test('what a portal page asks for: keys are connected, and failures are shown', async () => {
  const {page} = official;
  await signIn(page, 'callbacks');
  const event = await page.evaluate(async () => {
    const {paragon} = window;
    const integrationId = paragon.getIntegrationId('sendgrid');
    return paragon._oauthCallback(
      {integrationId, payload: {SENDGRID_API_KEY: 'SG.demo-robin-8d1f'}} as never,
      undefined,
    );
  });
  expect(event).toMatchObject({integrationType: 'sendgrid', credential: {status: 'VALID'}});

  const told = await page.evaluate(async () => {
    const {paragon} = window;
    const errors: unknown[] = [];
    const connecting = paragon.connect('slack', {onError: (error) => errors.push(error)});
    // What the types call nothing is a promise, which fails as well.
    Promise.resolve(connecting).catch(() => undefined);
    const data = {
      type: 'oauth_error_callback',
      error: 'access_denied',
      errorResponse: {message: 'Access was refused at Slack.', code: 'access_denied'},
      integrationId: paragon.getIntegrationId('slack'),
    };
    await paragon._oauthErrorCallback(data.error, new MessageEvent('message', {data}));
    return errors;
  });
  expect(told).toEqual([{message: 'Access was refused at Slack.', code: 'access_denied'}]);
  await page.evaluate(() => window.paragon.closePortal());
});

test('while one integration’s portal is open, requests about others are still about the others', async () => {
  const {page} = official;
  const user = await signIn(page, 'portal-open');
  for (const type of ['slack', 'hubspot']) await user.client.connect(type);
  await refresh(page, user);
  await page.evaluate(() => void window.paragon.connect('slack', {}));
  // From now on the SDK names the Slack account with every request.
  const sent = page.waitForRequest((request) => request.url().endsWith('/sdk/actions'));
  const {data} = await page.evaluate(() =>
    window.paragon.getFieldOptions({integration: 'hubspot', action: 'companies'}),
  );
  expect((await sent).headers()['x-paragon-credential']).toBe((await stateOf(page, 'slack'))?.credentialId);
  expect(data).toHaveLength(50);
  expect(await page.evaluate(() => window.paragon.getIntegrationAccount('hubspot'))).toMatchObject({
    type: 'hubspot',
  });
  await page.evaluate(() => window.paragon.setUserMetadata({Name: 'Kim'} as never));
  await page.evaluate(() => window.paragon.uninstallIntegration('hubspot'));
  expect(await stateOf(page, 'slack')).toMatchObject({enabled: true});
  expect(await stateOf(page, 'hubspot')).toMatchObject({enabled: false});
  await page.evaluate(() => window.paragon.closePortal());
});

test('who listens hears of installs and uninstalls, until they stop listening', async () => {
  const {page} = official;
  const {user} = await signIn(page, 'listener');
  const heard = await page.evaluate(async () => {
    const {paragon} = window;
    type Name = Parameters<typeof paragon.subscribe>[0];
    const uninstalled = 'onIntegrationUninstall' as Name;
    const calls: string[] = [];
    const key = (suffix: string) => ({SENDGRID_API_KEY: 'SG.demo-kim-52c7', suffix});
    const connect = (suffix: string) =>
      paragon._oauthCallback(
        {integrationId: paragon.getIntegrationId('sendgrid'), payload: key(suffix)} as never,
        undefined,
      );
    const first = () => calls.push('first');
    const second = (_event: unknown, {userId}: {userId: string}) => calls.push(userId);
    const stop = paragon.subscribe(uninstalled, first);
    paragon.subscribe(uninstalled, second as never);
    await connect('one');
    await paragon.uninstallIntegration('sendgrid');
    const answers = [stop(), stop()];
    await connect('two');
    await paragon.uninstallIntegration('sendgrid');
    answers.push(paragon.unsubscribe(uninstalled, second as never));
    await connect('three');
    await paragon.uninstallIntegration('sendgrid');
    return {calls, answers, unknown: await window.tools.failure(() => paragon.subscribe('x' as Name, first))};
  });
  expect(heard).toMatchObject({
    calls: ['first', user, user],
    answers: [true, false, true],
    unknown: {name: 'Error'},
  });
});

test('windows of two sign-ins at a time belong each to their own', async () => {
  const {page} = official;
  await signIn(page, 'two-windows');
  const one = await windowFrom(page, () =>
    page.evaluate(() => window.paragon.startOAuthFlow('slack', {}, {})),
  );
  await one.waitForURL(/sign-in/);
  const other = await windowFrom(page, () =>
    page.evaluate(() => window.paragon.startOAuthFlow('hubspot', {}, {})),
  );
  await approve(other);
  await approve(one);
  for (const type of ['slack', 'hubspot'])
    await expect.poll(() => stateOf(page, type), {timeout: 15_000}).toMatchObject({enabled: true});
});
