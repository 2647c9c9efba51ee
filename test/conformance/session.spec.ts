import {SignJWT, generateKeyPair} from 'jose';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {userToken} from '../helpers/addresses.js';
import {openOfficialPage, refresh, sharedOfficialPage, signIn, someUser} from './official-page.js';
import {expect, test} from './official-test.js';

const official = sharedOfficialPage('session');
const STORED = 'paragon-connect-user-state';

test('who signs in is known, with what the project offers', async () => {
  const {page} = official;
  expect(await page.evaluate(() => window.paragon.getVersion())).toBe('2.4.0');
  const user = await page.evaluate(() => window.paragon.getUser());
  expect(user).toMatchObject({
    authenticated: true,
    userId: official.user,
    meta: {},
    resources: [{slug: 'orders-db'}],
  });
  expect(user).not.toHaveProperty('token');
  expect(Object.keys((user as {integrations: object}).integrations)).toEqual(
    expect.arrayContaining(['slack', 'salesforce', 'custom.lighthouse']),
  );
});

test('metadata that is given at sign-in is stored with the user', async () => {
  const {page} = official;
  const user = someUser('metadata');
  const token = await userToken(user);
  await page.evaluate(
    ([projectId, jwt]) =>
      window.paragon.authenticate(projectId, jwt, {
        metadata: {' NAME ': 'Robin Vega', email: 'robin@vega.example', plan: 'pro'} as never,
      }),
    [DEFAULT_PROJECT_ID, token] as const,
  );
  const meta = {Name: 'Robin Vega', Email: 'robin@vega.example', plan: 'pro'};
  const known = () => page.evaluate(() => window.paragon.getUser());
  expect(await known()).toMatchObject({userId: user, meta});
  await refresh(page, {token});
  expect(await known()).toMatchObject({userId: user, meta});
});

test('metadata can be added later, and stays', async () => {
  const {page} = official;
  const {client} = await signIn(page, 'later');
  await page.evaluate(() => window.paragon.setUserMetadata({Name: 'Kim'} as never));
  const answer = await page.evaluate(() =>
    window.paragon.setUserMetadata({email: 'kim@harbor.example'} as never),
  );
  expect(answer).toMatchObject({authenticated: true, meta: {Name: 'Kim', Email: 'kim@harbor.example'}});
  expect((await client.get('/me')).body.meta).toEqual({Name: 'Kim', Email: 'kim@harbor.example'});
});

test('a second user sees nothing of the first one', async () => {
  const {page} = official;
  const first = await signIn(page, 'first');
  await first.client.connect('slack');
  await refresh(page, first);
  const slack = () => page.evaluate(() => window.tools.state('slack'));
  expect(await slack()).toMatchObject({enabled: true, allCredentials: [{status: 'VALID'}]});

  const second = await signIn(page, 'second');
  expect(await page.evaluate(() => window.paragon.getUser())).toMatchObject({userId: second.user});
  expect(await slack()).toMatchObject({enabled: false, allCredentials: []});
  await refresh(page, first);
  expect(await slack()).toMatchObject({enabled: true});
});

test('signing out forgets the user, here and in the storage', async () => {
  const {page} = official;
  await signIn(page, 'leaver');
  const stored = () => page.evaluate((key) => localStorage.getItem(key), STORED);
  expect(await stored()).toContain('leaver');
  await page.evaluate(() => window.connectSingleton.logout());
  expect(await page.evaluate(() => window.paragon.getUser())).toEqual({authenticated: false});
  expect(await stored()).toBeNull();
  const failure = await page.evaluate(() =>
    window.tools.failure(() => window.paragon.uninstallIntegration('slack')),
  );
  expect(failure.name).toBe('UserNotAuthenticatedError');
});

test('a token that has expired is refused before anything is asked', async () => {
  const {page} = official;
  const token = await userToken(someUser('late'), {expiresIn: -3600});
  const failure = await attempt(token);
  expect(failure.message).toMatch(/expired/i);
  expect(await page.evaluate(() => window.paragon.getUser())).toEqual({authenticated: false});
});

test('a token of another key is refused by the sandbox, with an error body that can be read', async () => {
  const {page} = official;
  const {privateKey} = await generateKeyPair('RS256');
  const forged = await new SignJWT({})
    .setProtectedHeader({alg: 'RS256'})
    .setSubject(official.user)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  const failure = await attempt(forged);
  expect(failure.message).toContain('signed with a key that this sandbox does not know');
  expect(failure.message).toContain('"status":401');
  expect(await page.evaluate(() => window.paragon.getUser())).toEqual({authenticated: false});
});

test('a project of another id is not found', async () => {
  const {page, token} = official;
  const failure = await page.evaluate(
    (jwt) =>
      window.tools.failure(() => window.paragon.authenticate('11111111-2222-4333-8444-555555555555', jwt)),
    token,
  );
  expect(failure.message).toContain('"status":404');
  expect(await page.evaluate(() => window.paragon.getUser())).toEqual({authenticated: false});
});

test('a page that is loaded again knows its user, and asks the sandbox what has changed meanwhile', async ({
  page,
}) => {
  await openOfficialPage(page);
  const user = await signIn(page, 'again');
  await user.client.connect('slack');
  const asked = page.waitForResponse((response) => response.url().endsWith('/sdk/me'));
  await page.reload();
  await page.waitForFunction(() => 'paragon' in window);
  expect(await page.evaluate(() => window.paragon.getUser())).toMatchObject({
    authenticated: true,
    userId: user.user,
  });
  expect((await asked).status()).toBe(200);
  await expect
    .poll(() => page.evaluate(() => window.tools.state('slack')))
    .toMatchObject({enabled: true, credentialStatus: 'VALID'});
});

const attempt = (token: string) =>
  official.page.evaluate(
    ([projectId, jwt]) => window.tools.failure(() => window.paragon.authenticate(projectId, jwt)),
    [DEFAULT_PROJECT_ID, token] as const,
  );
