import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {after, before, test, type TestContext} from 'node:test';
import {calculatePKCECodeChallenge} from 'oauth4webapi';
import {createSandbox, type Sandbox} from '../src/index.js';
import {FakeBrowser} from './helpers/browser.js';
import {Client, jsonOf, type Json} from './helpers/client.js';
import {answerOfProvider, intercepting} from './helpers/intercept.js';

let sandbox: Sandbox;
let users = 0;

before(async () => {
  sandbox = await createSandbox({memory: true});
});
after(() => sandbox?.close());

/** Somebody new, in a browser of their own unless one is given. */
const somebody = (browser?: FakeBrowser) => Client.of(sandbox, `user-${++users}`, browser);

const accountsOf = async (client: Client): Promise<Json[]> => (await client.get('/credentials')).body;

/** From here on the clock can be moved; nothing else is. */
function movableClock(t: TestContext) {
  const start = Date.now();
  t.mock.timers.enable({apis: ['Date'], now: start});
  return (seconds: number) => t.mock.timers.setTime(start + seconds * 1000);
}

/** A request to the token endpoint, as the sandbox has sent it. */
interface TokenRequest {
  readonly authorization: string;
  readonly body: Record<string, string>;
}

/** Connects and takes down what the sandbox says at the token endpoint. */
async function overhearing(client: Client, answer: string) {
  const heard: TokenRequest[] = [];
  const visit = await intercepting(
    (url, {headers, body}) => {
      if (url.origin === sandbox.urls.outside && url.pathname === '/token')
        heard.push({
          authorization: new Headers(headers).get('Authorization') ?? '',
          body: Object.fromEntries(new URLSearchParams(String(body))),
        });
      return undefined;
    },
    () => client.browser.open(answer),
  );
  return {visit, request: heard[0]!};
}

const askForToken = (authorization: string, body: Record<string, string>) =>
  fetch(`${sandbox.urls.outside}/token`, {
    method: 'POST',
    headers: {Authorization: authorization},
    body: new URLSearchParams(body),
  });

/** What the sandbox's own client of Slack would say to prove itself. */
async function clientOfSlack(): Promise<string> {
  const client = await somebody();
  const {build} = await client.startOAuth('slack');
  const {request} = await overhearing(client, await answerOfProvider(client, build.body.redirectUrl));
  return request.authorization;
}

/** RFC 7636, appendix B. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

function authorizationUrl(more: Record<string, string | undefined> = {}): string {
  const parameters: Record<string, string | undefined> = {
    client_id: 'slack',
    response_type: 'code',
    redirect_uri: `${sandbox.urls.paragon}/oauth/callback/slack`,
    scope: 'channels:read',
    state: 'a-state',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    prompt: 'consent',
    ...more,
  };
  const url = new URL(`${sandbox.urls.outside}/authorize`);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

async function codeFor(url: string): Promise<string> {
  const answer = new URL(await answerOfProvider({browser: new FakeBrowser()}, url));
  return answer.searchParams.get('code') ?? '';
}

const exchange = (code: string, more: Record<string, string> = {}) => ({
  grant_type: 'authorization_code',
  redirect_uri: `${sandbox.urls.paragon}/oauth/callback/slack`,
  code,
  code_verifier: VERIFIER,
  ...more,
});

test('PKCE: the vector of RFC 7636 holds on both sides', async () => {
  assert.equal(await calculatePKCECodeChallenge(VERIFIER), CHALLENGE);
  const authorization = await clientOfSlack();
  const good = await askForToken(authorization, exchange(await codeFor(authorizationUrl())));
  assert.equal(good.status, 200);

  const wrong: Record<string, Record<string, string>> = {
    'another verifier': {code_verifier: `${VERIFIER.slice(0, -1)}A`},
    'the challenge as verifier': {code_verifier: CHALLENGE},
    'no verifier': {code_verifier: ''},
    'another redirect page': {redirect_uri: `${sandbox.urls.paragon}/oauth/callback/jira`},
  };
  for (const [name, change] of Object.entries(wrong)) {
    const body = exchange(await codeFor(authorizationUrl()), change);
    if (!body.code_verifier) delete (body as Record<string, string>)['code_verifier'];
    const answer = await askForToken(authorization, body);
    assert.equal(answer.status, 400, name);
    assert.equal((await jsonOf(answer)).error, 'invalid_grant', name);
  }
  const foreign = await askForToken(`Basic ${btoa('slack:guess')}`, exchange('x'));
  assert.equal(foreign.status, 401, 'the client must prove itself');
});

test('PKCE: the outside begins nothing without it, and not with "plain"', async () => {
  for (const change of [
    {code_challenge: undefined},
    {code_challenge: undefined, code_challenge_method: undefined},
    {code_challenge_method: 'plain'},
    {code_challenge: VERIFIER, code_challenge_method: undefined},
    {response_type: 'token'},
    {response_type: 'code id_token'},
  ]) {
    const answer = await answerOfProvider({browser: new FakeBrowser()}, authorizationUrl(change));
    const said = new URL(answer || 'http://none/').searchParams;
    assert.equal(said.get('code'), null, JSON.stringify(change));
    assert.match(said.get('error') ?? '', /invalid_request|unsupported_response_type|unauthorized_client|^$/);
  }
});

test('our client draws a new verifier and a new state for each attempt, long enough', async () => {
  const seen = new Set<string>();
  for (let i = 0; i < 2; i++) {
    const client = await somebody();
    const {build} = await client.startOAuth('slack');
    const sent = new URL(build.body.redirectUrl).searchParams;
    const {visit, request} = await overhearing(
      client,
      await answerOfProvider(client, build.body.redirectUrl),
    );
    assert.equal(visit.status, 200);
    const verifier = request.body['code_verifier']!;
    assert.ok(verifier.length >= 43 && verifier.length <= 128);
    assert.equal(createHash('sha256').update(verifier).digest('base64url'), sent.get('code_challenge'));
    assert.ok(Buffer.from(sent.get('state')!, 'base64url').length >= 32, '256 bits');
    seen.add(verifier).add(sent.get('state')!);
  }
  assert.equal(seen.size, 4);
});

test('a code lives for 60 seconds', async (t) => {
  const moveTo = movableClock(t);
  for (const [seconds, status] of [
    [55, 200],
    [61 + 55, 400],
  ] as const) {
    const client = await somebody();
    const {build} = await client.startOAuth('slack');
    const answer = await answerOfProvider(client, build.body.redirectUrl);
    moveTo(seconds);
    assert.equal((await client.browser.open(answer)).status, status, `${seconds}`);
    assert.equal((await accountsOf(client)).length, status === 200 ? 1 : 0);
  }
});

test('a code that is used twice ends what it has given', async () => {
  const client = await somebody();
  const {build} = await client.startOAuth('slack');
  const answer = await answerOfProvider(client, build.body.redirectUrl);
  const {visit, request} = await overhearing(client, answer);
  assert.equal(visit.status, 200);
  assert.equal((await client.get('/proxy/slack/auth.test')).body.output.ok, true);
  const second = await askForToken(request.authorization, request.body);
  assert.equal(second.status, 400);
  assert.equal((await jsonOf(second)).error, 'invalid_grant');
  const after = await client.get('/proxy/slack/auth.test');
  assert.equal(after.status, 401, 'the tokens of the first use are revoked');
  assert.equal((await accountsOf(client))[0].status, 'INVALID');
});

test('a state that is missing, invented, given twice or used up connects nothing', async () => {
  const client = await somebody();
  const {build} = await client.startOAuth('slack');
  const answer = await answerOfProvider(client, build.body.redirectUrl);
  const changed = (change: (query: URLSearchParams) => void) => {
    const url = new URL(answer);
    change(url.searchParams);
    return client.browser.open(url.href);
  };
  const refused: [string, (query: URLSearchParams) => void][] = [
    ['missing', (query) => query.delete('state')],
    ['empty', (query) => query.set('state', '')],
    ['invented', (query) => query.set('state', 'A'.repeat(43))],
    ['in other letters', (query) => query.set('state', query.get('state')!.toLowerCase())],
    ['cut', (query) => query.set('state', query.get('state')!.slice(0, -1))],
    ['with a NUL', (query) => query.set('state', `${query.get('state')}\u0000`)],
    ['a quote', (query) => query.set('state', "' OR '1'='1")],
    ['a million characters', (query) => query.set('state', 'a'.repeat(10_000))],
  ];
  for (const [name, change] of refused) assert.equal((await changed(change)).status, 400, name);
  assert.deepEqual(await accountsOf(client), []);
  assert.equal((await client.browser.open(answer)).status, 200, 'none of this has used it up');
  assert.equal((await client.browser.open(answer)).status, 409, 'a second time');
  assert.equal((await accountsOf(client)).length, 1);
});

test('answers whose members are missing, doubled or of another provider are refused', async () => {
  const changes: [string, (query: URLSearchParams) => void, asked?: boolean][] = [
    ['no iss', (query) => query.delete('iss')],
    ['another iss', (query) => query.set('iss', 'https://accounts.evil.example')],
    ['iss with a slash more', (query) => query.set('iss', `${query.get('iss')}/`)],
    ['two iss', (query) => query.append('iss', query.get('iss')!)],
    ['two codes', (query) => query.append('code', query.get('code')!)],
    ['two states', (query) => query.append('state', query.get('state')!)],
    ['no code', (query) => query.delete('code')],
    ['an id_token', (query) => query.set('id_token', 'a.b.c')],
    ['the whole answer in "response"', (query) => query.set('response', 'a.b.c')],
    ['an invented code', () => undefined, true],
  ];
  const client = await somebody();
  for (const [name, change, isAsked = false] of changes) {
    const {key, build} = await client.startOAuth('slack');
    const url = new URL(`${sandbox.urls.paragon}/oauth/callback/slack`);
    url.searchParams.set('code', 'A'.repeat(43));
    url.searchParams.set('state', new URL(build.body.redirectUrl).searchParams.get('state')!);
    url.searchParams.set('iss', sandbox.urls.outside);
    change(url.searchParams);
    const {visit, request} = await overhearing(client, url.href);
    assert.equal(visit.status, 400, name);
    assert.equal(request !== undefined, isAsked, `${name}: is the provider asked for a token?`);
    assert.ok(!visit.html.includes('evil.example'), name);
    const {body} = await client.get(`/actions/session-id/${key}`);
    assert.match(body.error.message, /could not be verified/, name);
  }
  assert.deepEqual(await accountsOf(client), []);
});

test('crossed answers: each provider has its own address, code and client', async () => {
  const client = await somebody();
  const answers: Record<string, URL> = {};
  for (const type of ['slack', 'hubspot']) {
    const {build} = await client.startOAuth(type);
    const sent = new URL(build.body.redirectUrl).searchParams;
    assert.equal(sent.get('redirect_uri'), `${sandbox.urls.paragon}/oauth/callback/${type}`);
    answers[type] = new URL(await answerOfProvider(client, build.body.redirectUrl));
  }
  for (const path of ['/oauth/callback/hubspot', '/oauth/callback/nothing', '/oauth'])
    assert.equal(
      (await client.browser.open(sandbox.urls.paragon + path + answers['slack']!.search)).status,
      400,
      path,
    );
  // The code of one with the state of another, at the address of the latter.
  const mixed = new URL(answers['hubspot']!);
  mixed.searchParams.set('code', answers['slack']!.searchParams.get('code')!);
  assert.equal((await client.browser.open(mixed.href)).status, 400);
  assert.deepEqual(await accountsOf(client), []);
  assert.equal((await client.browser.open(answers['slack']!.href)).status, 200);
});

test('two attempts of one user: a code is worth nothing with the state of the other', async () => {
  const client = await somebody();
  const [one, other] = [await client.startOAuth('slack'), await client.startOAuth('slack')];
  const answers = [];
  for (const {build} of [one, other])
    answers.push(new URL(await answerOfProvider(client, build.body.redirectUrl)));
  const swapped = new URL(answers[0]!);
  swapped.searchParams.set('code', answers[1]!.searchParams.get('code')!);
  assert.equal((await client.browser.open(swapped.href)).status, 400);
  assert.deepEqual(await accountsOf(client), []);
});

test('an answer that comes after 15 minutes is too late', async (t) => {
  const moveTo = movableClock(t);
  const client = await somebody();
  const {build} = await client.startOAuth('slack');
  const answer = await answerOfProvider(client, build.body.redirectUrl);
  moveTo(15 * 60 + 5);
  assert.equal((await client.browser.open(answer)).status, 410);
  assert.deepEqual(await accountsOf(client), []);
});

test('two users in one browser do not disturb each other', async () => {
  const browser = new FakeBrowser();
  const [one, other] = [await somebody(browser), await somebody(browser)];
  const starts = [await one.startOAuth('slack'), await other.startOAuth('slack')];
  const ofOther = await answerOfProvider(other, starts[1]!.build.body.redirectUrl, {person: 'kim'});
  const ofOne = await answerOfProvider(one, starts[0]!.build.body.redirectUrl);
  for (const answer of [ofOne, ofOther]) assert.equal((await browser.open(answer)).status, 200);
  const teams = await Promise.all(
    [one, other].map(async (client) => (await accountsOf(client))[0].providerData.teamName),
  );
  assert.deepEqual(teams, ['Vega Works', 'Harbor & Co.']);
});

test('the answer to an attacker’s sign-in connects nothing in the browser of somebody else', async () => {
  const [victim, attacker] = [await somebody(), await somebody()];
  // The victim is in the middle of a sign-in of their own, at the same provider.
  const own = await victim.startOAuth('slack');
  const {build} = await attacker.startOAuth('slack');
  const prepared = await answerOfProvider(attacker, build.body.redirectUrl, {person: 'kim'});
  const visit = await victim.browser.open(prepared);
  assert.equal(visit.status, 403);
  assert.match(visit.html, /started in another browser/);
  // The other way round: the attacker's sign-in, consented to by the victim.
  const {build: bait} = await attacker.startOAuth('slack');
  const consented = await answerOfProvider(victim, bait.body.redirectUrl);
  assert.equal((await victim.browser.open(consented)).status, 403);
  for (const client of [victim, attacker]) assert.deepEqual(await accountsOf(client), []);
  assert.equal((await victim.approve(own.build.body.redirectUrl)).status, 200);
  assert.equal((await accountsOf(attacker)).length, 0);
});

test('the nonce cookie cannot be read, sent across sites, or shadowed', async () => {
  const client = await somebody();
  const {build, noncePage} = await client.startOAuth('slack');
  const cookies = noncePage!.response.headers.getSetCookie();
  assert.equal(cookies.length, 2);
  const [strict, plain] = cookies as [string, string];
  for (const cookie of cookies) {
    assert.match(cookie, /; HttpOnly/);
    assert.match(cookie, /; SameSite=Lax/);
    assert.match(cookie, /; Path=\/(?:;|$)/);
    assert.match(cookie, /; Max-Age=960/);
    assert.doesNotMatch(cookie, /Domain/i);
  }
  assert.match(strict, /^__Host-paragon_nonce_.*; Secure/);
  // WebKit takes no Secure cookie from http, not even on this machine.
  assert.match(plain, /^paragon_nonce_/);
  assert.doesNotMatch(plain, /Secure/);

  const answer = await answerOfProvider(client, build.body.redirectUrl);
  const open = async (cookie: string) =>
    (await fetch(answer, {headers: {Cookie: cookie}, redirect: 'manual'})).status;
  const [ofStrict, ofPlain] = [strict.split(';')[0]!, plain.split(';')[0]!];
  const invented = (cookie: string) => cookie.replace(/=.*/, `=${'A'.repeat(43)}`);
  assert.equal(await open(''), 403);
  assert.equal(await open(`${invented(ofStrict)}; ${ofPlain}`), 403, 'the strict one decides');
  assert.equal(await open(invented(ofPlain)), 403);
  // One that the attacker was given for a sign-in of their own.
  const attacker = await somebody();
  const tossed = (await attacker.startOAuth('slack')).noncePage!.response.headers.getSetCookie()[0]!;
  const value = /=([^;]*)/.exec(tossed)![1]!;
  assert.equal(await open(ofPlain.replace(/=.*/, `=${value}`)), 403);
  assert.equal(await open(ofPlain), 200);
});

test('the outcome of an attempt is for one user, for a while, and gone when given up', async (t) => {
  const [client, other] = [await somebody(), await somebody()];
  const {key, build} = await client.startOAuth('slack');
  const ask = async (who: Client) => (await who.get(`/actions/session-id/${key}`)).status;
  assert.equal(await ask(client), 200);
  assert.equal(await ask(other), 404);
  await client.approve(build.body.redirectUrl);
  const {status, body} = await client.get(`/actions/session-id/${key}`);
  assert.deepEqual([status, Object.keys(body)], [200, ['connectCredentialId']]);
  assert.equal(await ask(other), 404);
  await client.call('DELETE', `/actions/session-id/${key}`);
  assert.equal(await ask(client), 404, 'given up');

  const {key: late} = await client.startOAuth('slack');
  const moveTo = movableClock(t);
  moveTo(29 * 60);
  assert.equal((await client.get(`/actions/session-id/${late}`)).status, 200);
  moveTo(31 * 60);
  assert.equal((await client.get(`/actions/session-id/${late}`)).status, 404, 'expired');
});

test('a session key of another user, taken on purpose, shows and hides nothing of theirs', async () => {
  const [victim, attacker] = [await somebody(), await somebody()];
  const {key, build} = await victim.startOAuth('slack');
  const {id} = await attacker.integration('slack');
  const query = new URLSearchParams({integrationId: id, oauthMetaKeyId: key});
  assert.equal((await attacker.get(`/actions/build-oauth?${query}`)).status, 200);
  await victim.approve(build.body.redirectUrl);
  assert.deepEqual((await attacker.get(`/actions/session-id/${key}`)).body, {});
  assert.ok((await victim.get(`/actions/session-id/${key}`)).body.connectCredentialId);
});
