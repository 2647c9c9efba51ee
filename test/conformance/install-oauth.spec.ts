import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {SANDBOX_URL, addFault} from '../helpers/addresses.js';
import {approve, refuse, signIn as signInAtProvider} from '../helpers/provider-pages.js';
import {connectInWindow, installFlowOn, stateOf} from './install.js';
import {sharedOfficialPage, signIn} from './official-page.js';
import {expect, test} from './official-test.js';

const official = sharedOfficialPage('install-oauth');
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

test('plain OAuth: one stage, one event, a valid account', async () => {
  const {page} = official;
  const {user} = await signIn(page, 'oauth');
  await page.evaluate(() => window.tools.listen());
  const installed = await connectInWindow(page, 'slack');
  const id = await page.evaluate(() => window.paragon.getIntegrationId('slack'));
  expect(installed).toMatchObject({
    integrationId: id,
    integrationType: 'slack',
    credentialId: expect.stringMatching(UUID),
    credential: {id: installed.credentialId, status: 'VALID', providerId: expect.stringMatching(/./)},
  });
  expect(await installFlowOn(page).stages()).toEqual(['oauth']);
  expect(await page.evaluate(() => window.tools.events)).toEqual([
    {name: 'onIntegrationInstall', event: {integrationId: id, integrationType: 'slack'}, userId: user},
  ]);
  expect(await stateOf(page, 'slack')).toMatchObject({
    enabled: true,
    credentialId: installed.credentialId,
    credentialStatus: 'VALID',
    allCredentials: [{id: installed.credentialId, status: 'VALID', providerData: {teamName: 'Vega Works'}}],
    allConfigurations: [{isDefault: true}],
  });
});

test('a provider that cuts its window off from the page is connected all the same', async () => {
  const {page} = official;
  await signIn(page, 'cut-off');
  await page.evaluate(() => window.tools.listen());
  await connectInWindow(page, 'hubspot');
  expect(await stateOf(page, 'hubspot')).toMatchObject({enabled: true});
  expect(await page.evaluate(() => window.tools.events.map(({name}) => name))).toEqual([
    'onIntegrationInstall',
  ]);
});

test('kinds of accounts, then the package to install, then the sign-in', async () => {
  const {page} = official;
  await signIn(page, 'kinds');
  const flow = installFlowOn(page);
  await flow.start('salesforce');
  expect((await flow.log()).stages).toMatchObject([
    {
      stage: 'accountType',
      options: [
        {id: 'default', scheme: 'oauth'},
        {id: 'sandbox', scheme: 'oauth'},
      ],
    },
  ]);
  await flow.setAccountType('sandbox');
  expect(await page.evaluate(() => window.paragon.installFlow.getAccountTypeValue())).toBe('sandbox');
  expect((await flow.log()).stages[1]).toMatchObject({
    stage: 'instruction',
    packageInstallUrl: expect.stringContaining('https://test.salesforce.com/packaging/installPackage.apexp'),
    ctas: [{type: 'link'}, {type: 'copyButton'}],
  });
  const popup = page.waitForEvent('popup');
  await page.evaluate(() => window.tools.finishInstruction());
  const provider = await popup;
  await signInAtProvider(provider);
  await expect(provider.getByText('Kind of organisation: sandbox')).toBeVisible();
  await approve(provider);
  await flow.completed();
  expect(await flow.stages()).toEqual(['accountType', 'instruction', 'oauth']);
  expect(await stateOf(page, 'salesforce')).toMatchObject({enabled: true});
});

test('the name of the store is asked first, and is part of the sign-in', async () => {
  const {page} = official;
  await signIn(page, 'store');
  const flow = installFlowOn(page);
  await flow.start('shopify');
  expect((await flow.log()).stages).toMatchObject([{stage: 'preOptions', options: [{id: 'SHOP_NAME'}]}]);
  const popup = page.waitForEvent('popup');
  await flow.setPreOptions({SHOP_NAME: 'vega-outlet'});
  const values = await page.evaluate(() => window.paragon.installFlow.getPreOptionsValue());
  expect(values).toEqual({SHOP_NAME: 'vega-outlet'});
  const provider = await popup;
  await signInAtProvider(provider);
  await expect(provider.getByText('vega-outlet.myshopify.com')).toBeVisible();
  await approve(provider);
  await flow.completed();
  expect(await stateOf(page, 'shopify')).toMatchObject({
    enabled: true,
    allCredentials: [{providerData: {domain: 'vega-outlet.myshopify.com'}}],
  });
});

test('after the sign-in, options are loaded through the pending account, and the answer makes it valid', async () => {
  const {page} = official;
  await signIn(page, 'site');
  await page.evaluate(() => window.tools.listen());
  const flow = installFlowOn(page);
  await approve(await flow.startInWindow('jira'));
  await flow.reaches('postOptions');
  expect(await stateOf(page, 'jira')).toMatchObject({enabled: false, credentialStatus: 'PENDING'});
  expect(await page.evaluate(() => window.tools.events)).toEqual([]);
  expect(await page.evaluate(() => window.paragon.installFlow.next())).toMatchObject({stage: 'postOptions'});

  const {data} = await page.evaluate(async () => {
    const {paragon} = window;
    const [input] = paragon.getPostOptions('jira') as Parameters<typeof paragon.getSourcesForInput>[1][];
    const found = paragon.getSourcesForInput('jira', input!) as unknown as {source: never};
    return paragon.getFieldOptions({integration: 'jira', source: found.source});
  });
  const sites = data as {label: string; value: string}[];
  expect(sites.length).toBeGreaterThan(1);
  await flow.setPostOptions({JIRA_CLOUD_ID: sites[1]!.value});
  await flow.completed();
  expect(await page.evaluate(() => window.paragon.installFlow.getPostOptionsValue())).toEqual({
    JIRA_CLOUD_ID: sites[1]!.value,
  });
  expect(await flow.stages()).toEqual(['oauth', 'postOptions']);
  expect(await stateOf(page, 'jira')).toMatchObject({enabled: true, credentialStatus: 'VALID'});
  expect(await page.evaluate(() => window.tools.events.map(({name}) => name))).toEqual([
    'onIntegrationInstall',
  ]);
});

test('a site that the account cannot see is refused, with the reason', async () => {
  const {page} = official;
  await signIn(page, 'wrong-site');
  const flow = installFlowOn(page);
  await approve(await flow.startInWindow('jira'));
  await flow.reaches('postOptions');
  await flow.setPostOptions({JIRA_CLOUD_ID: '11111111-2222-4333-8444-555555555555'});
  const {stage, message} = await flow.failed();
  expect(stage).toBe('postOptions');
  expect(JSON.parse(message)).toMatchObject({
    status: 400,
    meta: {inputs: {JIRA_CLOUD_ID: expect.stringContaining('choose one of the options')}},
  });
  expect(await stateOf(page, 'jira')).toMatchObject({credentialStatus: 'PENDING'});
});

test('giving up after the sign-in removes the account that waits for its answers', async () => {
  const {page} = official;
  const {client} = await signIn(page, 'giving-up');
  const flow = installFlowOn(page);
  await approve(await flow.startInWindow('jira'));
  await flow.reaches('postOptions');
  expect((await client.get('/credentials')).body).toHaveLength(1);
  await flow.cancel();
  expect(await stateOf(page, 'jira')).toMatchObject({enabled: false, allCredentials: []});
  expect((await client.get('/credentials')).body).toEqual([]);
});

test('who refuses at the provider connects nothing; the time limit tells the page', async () => {
  const {page} = official;
  const {client} = await signIn(page, 'refusing');
  const flow = installFlowOn(page);
  await refuse(await flow.startInWindow('slack', {oauthTimeout: 6000}));
  expect(await flow.failed()).toMatchObject({name: 'OAuthTimeoutError', stage: 'oauth'});
  expect((await client.get('/credentials')).body).toEqual([]);
});

test('the time limit closes the window', async () => {
  const {page} = official;
  await signIn(page, 'slow');
  const flow = installFlowOn(page);
  const popup = await flow.startInWindow('slack', {oauthTimeout: 1000});
  if (!popup.isClosed()) await popup.waitForEvent('close');
  expect(await flow.failed()).toMatchObject({name: 'OAuthTimeoutError', stage: 'oauth'});
});

test('a blocked window is reported', async () => {
  const {page} = official;
  await signIn(page, 'blocked');
  const flow = installFlowOn(page);
  await page.evaluate(() => {
    const {open} = window;
    window.open = () => null;
    window.tools.start('slack');
    window.open = open;
  });
  expect(await flow.failed()).toMatchObject({name: 'OAuthBlockedError', stage: 'oauth'});
});

test('without headless mode there is no install flow', async () => {
  const {page} = official;
  await signIn(page, 'not-headless');
  const flow = installFlowOn(page);
  await page.evaluate(() => window.paragon.setHeadless(false));
  await flow.start('slack');
  expect(await flow.failed()).toMatchObject({name: 'HeadlessModeNotEnabledError', stage: null});
  await page.evaluate(() => window.paragon.setHeadless(true));
});

test('a page of the app may pass the answer of the provider on', async () => {
  const {page} = official;
  await signIn(page, 'forwarded');
  const app = await startRedirectPage();
  const flow = installFlowOn(page);
  const popup = await flow.startInWindow('slack', {overrideRedirectUrl: app.url});
  await approve(popup);
  await flow.completed();
  await app.close();
  expect(app.answers).toEqual([expect.stringMatching(/^\/redirect\?.*code=/)]);
  expect(await stateOf(page, 'slack')).toMatchObject({enabled: true});
});

test('an answer that is lost on the way is asked for again', async () => {
  const {page} = official;
  const {user} = await signIn(page, 'unlucky');
  const endFault = await addFault({match: {path: '/actions/session-id/'}, status: 503, times: 2, user});
  await connectInWindow(page, 'slack');
  await endFault();
  expect(await stateOf(page, 'slack')).toMatchObject({enabled: true});
});

/** The page of an app that sends answers of providers on to where they belong. */
async function startRedirectPage() {
  const answers: string[] = [];
  const server = createServer((request, response) => {
    answers.push(request.url ?? '');
    const {search} = new URL(request.url ?? '', 'http://localhost');
    response.writeHead(302, {Location: `${SANDBOX_URL}/oauth${search}`}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/redirect`,
    answers,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
