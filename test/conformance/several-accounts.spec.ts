import {connectInWindow, installFlowOn, stateOf} from './install.js';
import {refresh, sharedOfficialPage, signIn, someUser} from './official-page.js';
import {expect, test} from './official-test.js';

const official = sharedOfficialPage('several-accounts');

const KEYS = {robin: 'SG.demo-robin-8d1f', kim: 'SG.demo-kim-52c7', labs: 'SG.demo-labs-c03a'};

const externalIds = () => [someUser('team-a'), someUser('team-b')] as const;

/**
 * Connects SendGrid, the quickest to connect. The SDK takes the same values within 5 seconds for one and the same
 * install, so they never are the same.
 */
async function connect(key: keyof typeof KEYS, options: Record<string, unknown> = {}) {
  const flow = installFlowOn(official.page);
  await flow.start('sendgrid', options);
  await flow.setPreOptions({SENDGRID_API_KEY: KEYS[key], ATTEMPT: someUser(key)});
  return flow.completed();
}

const accounts = async () =>
  (await stateOf(official.page, 'sendgrid'))?.allCredentials.map(({id, externalId}) => ({id, externalId}));

test('a further account beside the first one, each by its external id', async () => {
  const {page} = official;
  const user = await signIn(page, 'further');
  const [a, b] = externalIds();
  const first = await connect('robin', {externalId: a});
  const second = await connect('kim', {externalId: b, allowMultipleCredentials: true});
  const both = [
    {id: first.credentialId, externalId: a},
    {id: second.credentialId, externalId: b},
  ];
  expect(await accounts()).toEqual(both);
  await refresh(page, user);
  expect(await accounts()).toEqual(both);
  expect(await stateOf(page, 'sendgrid')).toMatchObject({credentialId: first.credentialId});
});

test('an external id is given once only', async () => {
  const {page} = official;
  await signIn(page, 'taken');
  const [a] = externalIds();
  await connect('robin', {externalId: a});
  const flow = installFlowOn(page);
  await flow.start('sendgrid', {externalId: a, allowMultipleCredentials: true});
  await flow.setPreOptions({SENDGRID_API_KEY: KEYS.kim, ATTEMPT: someUser('taken')});
  expect(JSON.parse((await flow.failed()).message)).toMatchObject({status: 409});
  expect(await accounts()).toHaveLength(1);
});

test('without leave for several, a new account takes the place of the old one', async () => {
  const {page} = official;
  const user = await signIn(page, 'instead');
  await connect('robin');
  const second = await connect('kim');
  await refresh(page, user);
  expect(await accounts()).toEqual([{id: second.credentialId, externalId: undefined}]);
});

test('one chosen account is replaced; the other stays, and so does the external id', async () => {
  const {page} = official;
  const user = await signIn(page, 'chosen');
  const [a, b] = externalIds();
  const first = await connect('robin', {externalId: a});
  const second = await connect('kim', {externalId: b, allowMultipleCredentials: true});
  await connect('labs', {selectedCredentialId: second.credentialId});
  await refresh(page, user);
  const now = (await stateOf(page, 'sendgrid'))!.allCredentials;
  expect(now.map(({externalId}) => externalId).sort()).toEqual([a, b]);
  expect(now.find(({externalId}) => externalId === a)).toMatchObject({id: first.credentialId});
  const replaced = now.find(({externalId}) => externalId === b)!;
  const {providerData} = second.credential as unknown as {providerData: object};
  expect(replaced.providerData).not.toEqual(providerData);
});

test('the account that is connected by signing in again may be chosen as well', async () => {
  const {page} = official;
  const user = await signIn(page, 'again');
  const first = await connectInWindow(page, 'slack', {externalId: 'workspace'});
  await connectInWindow(page, 'slack', {selectedCredentialId: first.credentialId});
  await refresh(page, user);
  expect(await stateOf(page, 'slack')).toMatchObject({
    enabled: true,
    allCredentials: [{status: 'VALID', externalId: 'workspace'}],
  });
});

test('one of two accounts is disconnected by its id, the other by its external id', async () => {
  const {page} = official;
  const {client, ...user} = await signIn(page, 'leaving');
  const [a, b] = externalIds();
  const first = await connect('robin', {externalId: a});
  await connect('kim', {externalId: b, allowMultipleCredentials: true});
  await page.evaluate(() => window.tools.listen());

  await page.evaluate(
    (id) => window.paragon.uninstallIntegration('sendgrid', {selectedCredentialId: id}),
    first.credentialId,
  );
  expect(await accounts()).toMatchObject([{externalId: b}]);
  expect((await client.get('/credentials')).body).toMatchObject([{externalId: b}]);

  await page.evaluate(
    (id) => window.paragon.uninstallIntegration('sendgrid', {selectedCredentialId: `ext:${id}`}),
    b,
  );
  expect(await stateOf(page, 'sendgrid')).toMatchObject({enabled: false, allCredentials: []});
  expect((await client.get('/credentials')).body).toEqual([]);
  expect(await page.evaluate(() => window.tools.events.map(({name, userId}) => ({name, userId})))).toEqual([
    {name: 'onIntegrationUninstall', userId: user.user},
    {name: 'onIntegrationUninstall', userId: user.user},
  ]);

  const failure = await page.evaluate(() =>
    window.tools.failure(() => window.paragon.uninstallIntegration('sendgrid')),
  );
  expect(failure.name).toBe('IntegrationNotInstalledError');
});
