import assert from 'node:assert/strict';
import {after, before, beforeEach, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client, PAGE_ORIGIN} from './helpers/client.js';
import {realIntegration, startRealProvider, type RealProvider} from './helpers/real-provider.js';

let sandbox: Sandbox;
let alice: Client;
let harbor: RealProvider;
let forest: RealProvider;
const variables = ['HARBOR_ID', 'HARBOR_SECRET', 'FOREST_ID', 'FOREST_SECRET'];

before(async () => {
  [harbor, forest] = await Promise.all([
    startRealProvider({name: 'harbor'}),
    startRealProvider({name: 'forest', authentication: 'post', pkce: false, isAnonymous: true}),
  ]);
  setVariables();
  sandbox = await createSandbox({
    memory: true,
    catalog: [
      realIntegration('harbor', harbor.url, 'HARBOR', {
        authorizationParameters: {access_type: 'offline', audience: 'things'},
      }),
      realIntegration('forest', forest.url, 'FOREST', {
        clientAuthentication: 'post',
        pkce: false,
        issuer: undefined,
        sendsIssuer: false,
        revocationUrl: undefined,
      }),
    ],
  });
  harbor.register([`${sandbox.urls.paragon}/oauth/callback/harbor`]);
  forest.register([`${sandbox.urls.paragon}/oauth/callback/forest`]);
});
after(async () => {
  for (const name of variables) Reflect.deleteProperty(process.env, name);
  await sandbox?.close();
  await Promise.all([harbor?.close(), forest?.close()]);
});
beforeEach(async () => {
  await fetch(`${sandbox.urls.paragon}/_sandbox/reset`, {method: 'POST'});
  setVariables();
  for (const provider of [harbor, forest]) provider.answerTokens(undefined);
  alice = await Client.of(sandbox, 'alice');
});

function setVariables() {
  Object.assign(process.env, {
    HARBOR_ID: harbor.clientId,
    HARBOR_SECRET: harbor.clientSecret,
    FOREST_ID: forest.clientId,
    FOREST_SECRET: forest.clientSecret,
  });
}

async function begin(type: string) {
  const {key, build} = await alice.startOAuth(type);
  assert.equal(build.status, 200, JSON.stringify(build.body));
  return {
    key,
    page: await alice.browser.open(build.body.redirectUrl),
    address: new URL(build.body.redirectUrl),
  };
}

async function connect(type: string) {
  const {key, page} = await begin(type);
  const last = await page.submit('/allow');
  assert.equal(last.status, 200, last.html);
  const {connectCredentialId} = (await alice.get(`/actions/session-id/${key}`)).body;
  return (await alice.get(`/credentials/${connectCredentialId}`)).body;
}

const control = (path: string) => fetch(`${sandbox.urls.paragon}/_sandbox${path}`, {method: 'POST'});
const errorOf = async (key: string) => (await alice.get(`/actions/session-id/${key}`)).body.error;

test('an account of a real provider is connected there, and our outside is not asked', async () => {
  const {address} = await begin('harbor');
  assert.equal(address.origin, harbor.url);
  assert.equal(address.searchParams.get('client_id'), harbor.clientId);
  assert.equal(address.searchParams.get('scope'), 'things:read things:write');
  assert.equal(address.searchParams.get('access_type'), 'offline');
  assert.equal(address.searchParams.get('audience'), 'things');
  assert.equal(address.searchParams.get('code_challenge_method'), 'S256');
  assert.equal(address.searchParams.get('prompt'), null);

  const credential = await connect('harbor');
  assert.equal(credential.status, 'VALID');
  assert.equal(credential.providerId, 'mira');
  const proxied = await alice.get('/proxy/harbor/me', {'Content-Type': 'auto'});
  assert.deepEqual(proxied.body.output, {id: 'mira', scope: 'things:read things:write'});
  assert.equal(harbor.apiCalls.at(-1), 'GET /api/me mira');
  assert.deepEqual(
    sandbox.requests.filter(({service}) => service === 'outside'),
    [],
  );
  const {status} = await fetch(
    `${sandbox.urls.outside}/authorize?client_id=harbor&response_type=code&redirect_uri=${sandbox.urls.paragon}/oauth/callback/harbor`,
  );
  assert.equal(status, 400, 'the outside does not know such a client');
});

test('a provider without PKCE and iss that takes the secret in the body works, too', async () => {
  const {address} = await begin('forest');
  assert.equal(address.searchParams.get('code_challenge'), null);
  const credential = await connect('forest');
  assert.equal(credential.status, 'VALID');
});

test('tokens are refreshed at the real provider', async () => {
  const {id} = await connect('harbor');
  const before = (await alice.get(`/credentials/${id}`)).body.dateRefreshed;
  await control(`/credentials/${id}/expire`);
  assert.equal((await alice.get('/proxy/harbor/me')).status, 200);
  const after = (await alice.get(`/credentials/${id}`)).body;
  assert.notEqual(after.dateRefreshed, before);
  assert.equal(after.status, 'VALID');
});

test('an access that was taken back at the provider makes the account invalid', async () => {
  const {id} = await connect('harbor');
  assert.equal((await control(`/credentials/${id}/revoke`)).status, 200);
  assert.equal((await alice.get('/proxy/harbor/me')).status, 401);
  assert.equal((await alice.get(`/credentials/${id}`)).body.status, 'INVALID');
});

test('disconnecting ends the grant where that is possible, and works where it is not', async () => {
  const ended = harbor.revocations.length;
  for (const type of ['harbor', 'forest']) {
    const {id, integrationId} = await connect(type);
    const {status} = await alice.call('DELETE', `/integrations/${integrationId}`, {
      headers: {'X-Paragon-Credential': id},
    });
    assert.equal(status, 200, type);
  }
  assert.equal(harbor.revocations.length, ended + 1);
  const {id} = await connect('forest');
  const refused = await control(`/credentials/${id}/revoke`);
  assert.equal(refused.status, 400);
  assert.match(((await refused.json()) as {message: string}).message, /provider\.revocationUrl/);
});

test('a refusal at the provider is one here', async () => {
  const {key, page} = await begin('harbor');
  const last = await page.submit('/refuse');
  assert.equal(last.heading, 'Harbor was not connected');
  assert.equal((await errorOf(key)).code, 'access_denied');
});

test('a missing variable is named before the user is sent anywhere', async () => {
  for (const missing of ['HARBOR_ID', 'HARBOR_SECRET']) {
    setVariables();
    process.env[missing] = ' ';
    const {build} = await alice.startOAuth('harbor');
    assert.equal(build.status, 400);
    assert.match(build.body.message, new RegExp(`set ${missing} in the environment`));
    assert.deepEqual(build.body.meta.variables, [missing]);
  }
  delete process.env['HARBOR_ID'];
  const {build} = await alice.startOAuth('harbor');
  assert.deepEqual(build.body.meta.variables, ['HARBOR_ID', 'HARBOR_SECRET']);
});

test('a start without the variables succeeds and says what is missing', async () => {
  for (const name of variables) Reflect.deleteProperty(process.env, name);
  const {warn} = console;
  const said: string[] = [];
  console.warn = (text: string) => said.push(text);
  try {
    const other = await createSandbox({
      memory: true,
      catalog: [realIntegration('harbor', harbor.url, 'HARBOR')],
    });
    await other.close();
  } finally {
    console.warn = warn;
  }
  assert.ok(
    said.some((text) => /Harbor .*HARBOR_ID, HARBOR_SECRET/.test(text)),
    said.join('\n'),
  );
});

test('a wrong secret is an error that says what to check, at sign-in and later', async () => {
  const {id} = await connect('harbor');
  process.env['HARBOR_SECRET'] = 'mistyped';
  const bob = await Client.of(sandbox, 'bob');
  const {key, build} = await bob.startOAuth('harbor');
  const last = await (await bob.browser.open(build.body.redirectUrl)).submit('/allow');
  assert.equal(last.status, 502);
  const {body} = await bob.get(`/actions/session-id/${key}`);
  assert.equal(body.error.code, '7011');
  assert.match(body.error.message, /Check HARBOR_ID and HARBOR_SECRET/);
  assert.ok(!JSON.stringify(body).includes('mistyped') && !last.html.includes('mistyped'));
  assert.deepEqual((await bob.get('/credentials')).body, []);

  await control(`/credentials/${id}/expire`);
  const proxied = await alice.get('/proxy/harbor/me');
  assert.equal(proxied.status, 502);
  assert.match(proxied.body.message, /Check HARBOR_ID and HARBOR_SECRET/);
  assert.equal((await alice.get(`/credentials/${id}`)).body.status, 'VALID', 'the grant is still good');
  setVariables();
  assert.equal((await alice.get('/proxy/harbor/me')).status, 200);
});

test('a provider that is down is said to be out of reach', async () => {
  const down: [string, Parameters<RealProvider['answerTokens']>[0]][] = [
    ['no answer', (response) => response.destroy()],
    ['503', (response) => response.writeHead(503).end('<h1>Sorry</h1>')],
    ['500 in JSON', (response) => response.writeHead(500).end('{"error":"server_error"}')],
  ];
  for (const [what, answer] of down) {
    harbor.answerTokens(undefined);
    const {key, page} = await begin('harbor');
    harbor.answerTokens(answer);
    const last = await page.submit('/allow');
    assert.equal(last.status, 502, what);
    assert.match((await errorOf(key)).message, /Harbor cannot be reached/, what);
  }
  assert.deepEqual((await alice.get('/credentials')).body, []);
});

test('answers that are not quite the standard are understood', async () => {
  const {page} = await begin('harbor');
  harbor.answerTokens((response) =>
    response
      .writeHead(200, {'Content-Type': 'application/json'})
      .end('{"ok":false,"error":"invalid_client","error_description":"x"}'),
  );
  const failed = await page.submit('/allow');
  assert.match(failed.html, /Check HARBOR_ID/, 'an error that calls itself a success');

  const real = await tokensOfForest();
  const {page: again} = await begin('forest');
  forest.answerTokens((response) =>
    response
      .writeHead(200, {'Content-Type': 'application/json'})
      .end(JSON.stringify({...real, token_type: 'bot', expires_in: '3600', id_token: 'a.b.c'})),
  );
  assert.equal((await again.submit('/allow')).status, 200);
  assert.equal((await alice.get('/me')).body.integrations.forest.enabled, true);
});

/** What the real token endpoint answers to a real code. */
async function tokensOfForest(): Promise<object> {
  const bob = await Client.of(sandbox, 'bob');
  const {build} = await bob.startOAuth('forest');
  const answer = await keptBack(bob, build.body.redirectUrl);
  const response = await fetch(`${forest.url}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answer.searchParams.get('code')!,
      redirect_uri: `${sandbox.urls.paragon}/oauth/callback/forest`,
      client_id: forest.clientId,
      client_secret: forest.clientSecret,
    }),
  });
  assert.equal(response.status, 200);
  return (await response.json()) as object;
}

/** The provider's answer, which does not reach the sandbox. */
async function keptBack(client: Client, redirectUrl: string): Promise<URL> {
  const page = await client.browser.open(redirectUrl);
  const realFetch = globalThis.fetch;
  let kept: URL | undefined;
  globalThis.fetch = (input, init) => {
    const url = new URL(String(input));
    if (!url.pathname.startsWith('/oauth/callback/')) return realFetch(input, init);
    kept = url;
    return Promise.resolve(new Response('kept back'));
  };
  try {
    await page.submit('/allow');
  } finally {
    globalThis.fetch = realFetch;
  }
  return kept!;
}

test('the answer of one provider counts for nothing at another, and none without the right iss', async (t) => {
  const crossed: [string, string, (answer: URL, forests: URL) => void][] = [
    ['at the other’s address', 'harbor', (answer) => (answer.pathname = '/oauth/callback/forest')],
    ['at the address for redirect pages', 'harbor', (answer) => (answer.pathname = '/oauth')],
    ['with the other’s iss', 'harbor', (answer) => answer.searchParams.set('iss', forest.url)],
    ['without iss', 'harbor', (answer) => answer.searchParams.delete('iss')],
    ['with two of iss', 'harbor', (answer) => answer.searchParams.append('iss', harbor.url)],
    [
      'with an iss that only begins right',
      'harbor',
      (answer) => answer.searchParams.set('iss', `${harbor.url}/x`),
    ],
    [
      'with the code of the other',
      'harbor',
      (answer, forests) => answer.searchParams.set('code', forests.searchParams.get('code')!),
    ],
    [
      'with code and iss of the other',
      'forest',
      (answer) => {
        answer.searchParams.set('code', 'of-harbor');
        answer.searchParams.set('iss', harbor.url);
      },
    ],
  ];
  for (const [what, type, change] of crossed)
    await t.test(`${type} ${what}`, async () => {
      const {key, build} = await alice.startOAuth(type);
      const answer = await keptBack(alice, build.body.redirectUrl);
      const {build: otherBuild} = await alice.startOAuth('forest');
      change(answer, await keptBack(alice, otherBuild.body.redirectUrl));
      const before = harbor.apiCalls.length;
      const last = await alice.browser.open(answer.href);
      assert.equal(last.status, 400);
      assert.equal(harbor.apiCalls.length, before);
      assert.deepEqual((await alice.get('/credentials')).body, []);
      const {body} = await alice.get(`/actions/session-id/${key}`);
      assert.equal(body.connectCredentialId, undefined);
      assert.ok(!last.html.includes(answer.searchParams.get('code')!));
    });
});

test('a provider that nobody has named is held to its own site', async () => {
  for (const [iss, status] of [
    [`${forest.url}/tenant`, 200],
    ['not an address', 400],
    [PAGE_ORIGIN, 400],
  ] as const) {
    const {build} = await alice.startOAuth('forest');
    const answer = await keptBack(alice, build.body.redirectUrl);
    answer.searchParams.set('iss', iss);
    assert.equal((await alice.browser.open(answer.href)).status, status, iss);
  }
});
