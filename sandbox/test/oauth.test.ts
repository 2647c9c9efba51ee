import assert from 'node:assert/strict';
import {after, before, beforeEach, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {FakeBrowser} from './helpers/browser.js';
import {Client, PAGE_ORIGIN, type Json} from './helpers/client.js';

let sandbox: Sandbox;
let alice: Client;

before(async () => {
  sandbox = await createSandbox({memory: true});
});
after(() => sandbox?.close());
beforeEach(async () => {
  await control('POST', '/reset');
  alice = await Client.of(sandbox, 'alice');
});

const control = (method: string, path: string, body?: unknown) =>
  fetch(`${sandbox.urls.paragon}/_sandbox${path}`, {
    method,
    body: body && JSON.stringify(body),
  } as RequestInit);

/** Goes as far as the provider's answer and keeps it back. */
async function answerOfProvider(client: Client, redirectUrl: string, decision = 'allow'): Promise<string> {
  const first = await client.browser.open(redirectUrl);
  const consent = first.html.includes('/login') ? await first.submit('/login', {person: 'robin'}) : first;
  const realFetch = globalThis.fetch;
  let kept = '';
  globalThis.fetch = (input, init) => {
    const url = String(input);
    if (!url.includes('/oauth/callback/')) return realFetch(input, init);
    kept = url;
    return Promise.resolve(new Response('kept back'));
  };
  try {
    await consent.submit('/consent', {decision});
  } finally {
    globalThis.fetch = realFetch;
  }
  return kept;
}

test('connects Slack from the nonce page to the credential', async () => {
  const {key, build, noncePage} = await alice.startOAuth('slack');
  assert.equal(noncePage?.status, 200);
  assert.equal(noncePage?.meta('paragon-origin'), PAGE_ORIGIN);
  const url = new URL(build.body.redirectUrl);
  assert.equal(url.origin, sandbox.urls.outside);
  assert.equal(url.searchParams.get('code_challenge_method'), 'S256');
  assert.ok(url.searchParams.get('state')!.length >= 22, '128 bits at least');
  assert.equal(url.searchParams.get('redirect_uri'), `${sandbox.urls.paragon}/oauth/callback/slack`);

  assert.deepEqual((await alice.get(`/actions/session-id/${key}`)).body, {});
  const last = await alice.approve(build.body.redirectUrl);
  assert.equal(last.heading, 'Slack is connected');
  assert.equal(last.meta('paragon-close'), 'yes');
  assert.equal(last.meta('paragon-message'), undefined, 'the session alone tells of success');
  assert.ok(last.url.searchParams.get('iss'), 'the provider names itself');

  const {body: session} = await alice.get(`/actions/session-id/${key}`);
  assert.deepEqual(Object.keys(session), ['connectCredentialId']);
  const {body: credential} = await alice.get(`/credentials/${session.connectCredentialId}`);
  assert.equal(credential.status, 'VALID');
  assert.equal(credential.providerData.teamName, 'Vega Works');
  const {body: me} = await alice.get('/me');
  assert.equal(me.integrations.slack.enabled, true);
  assert.equal(me.integrations.slack.credentialId, credential.id);
  assert.equal(
    me.integrations.slack.allCredentials[0].configurations.filter((one: Json) => one.isDefault).length,
    1,
  );
  assert.equal((await alice.call('DELETE', `/actions/session-id/${key}`)).status, 200);
  assert.equal((await alice.call('DELETE', `/actions/session-id/${key}`)).status, 200);
});

test('sets a nonce cookie that no script sees and that is for this site alone', async () => {
  const {noncePage} = await alice.startOAuth('slack');
  const [cookie] = noncePage!.response.headers.getSetCookie();
  assert.match(cookie!, /HttpOnly/i);
  assert.match(cookie!, /SameSite=Lax/i);
  assert.match(cookie!, /Path=\//i);
  assert.match(cookie!, /^__Host-.*; Secure/);
});

test('reports a refusal to the page and to whoever asks for the session', async () => {
  for (const [step, decide] of [
    [
      'consent',
      async (c: Client, url: string) =>
        (await (await c.browser.open(url)).submit('/login', {person: 'robin'})).submit('/consent', {
          decision: 'cancel',
        }),
    ],
    ['sign-in', async (c: Client, url: string) => (await c.browser.open(url)).submit('/cancel')],
  ] as const) {
    const client = await Client.of(sandbox, `alice at ${step}`);
    const {key, build} = await client.startOAuth('slack');
    const last = await decide(client, build.body.redirectUrl);
    assert.equal(last.heading, 'Slack was not connected', step);
    assert.equal(last.meta('paragon-origin'), PAGE_ORIGIN);
    assert.equal(last.meta('paragon-close'), 'yes');
    const message = JSON.parse(last.meta('paragon-message')!);
    assert.equal(message.type, 'oauth_error_callback');
    assert.equal(message.error, 'access_denied');
    assert.equal(message.integrationId, (await client.integration('slack')).id);
    const {status, body} = await client.get(`/actions/session-id/${key}`);
    assert.equal(status, 200);
    assert.equal(body.error.code, 'access_denied');
    assert.equal((await client.get('/me')).body.integrations.slack.enabled, false);
  }
});

test('takes the provider’s answer once', async () => {
  const {build} = await alice.startOAuth('slack');
  const answer = await answerOfProvider(alice, build.body.redirectUrl);
  assert.equal((await alice.browser.open(answer)).status, 200);
  const again = await alice.browser.open(answer);
  assert.equal(again.status, 409);
  assert.match(again.html, /once only/);
  assert.equal((await alice.get('/credentials')).body.length, 1);
});

test('takes it once also when it comes twice at the same time', async () => {
  const {build} = await alice.startOAuth('slack');
  const answer = await answerOfProvider(alice, build.body.redirectUrl);
  const visits = await Promise.all([
    alice.browser.open(answer),
    alice.browser.open(answer),
    alice.browser.open(answer),
  ]);
  assert.deepEqual(visits.map(({status}) => status).sort(), [200, 409, 409]);
  assert.equal((await alice.get('/credentials')).body.length, 1);
});

test('takes it in the browser alone that started the sign-in', async () => {
  const {build} = await alice.startOAuth('slack');
  const answer = await answerOfProvider(alice, build.body.redirectUrl);
  const stranger = await new FakeBrowser().open(answer);
  assert.equal(stranger.status, 403);
  const mallory = await Client.of(sandbox, 'mallory');
  await mallory.startOAuth('slack');
  assert.equal((await mallory.browser.open(answer)).status, 403, 'a nonce of another user');
  const other = await Client.of(sandbox, 'alice');
  await other.startOAuth('hubspot');
  assert.equal((await other.browser.open(answer)).status, 403, 'a nonce for another integration');
  assert.equal((await alice.browser.open(answer)).status, 200, 'whoever started it can still finish');
  assert.deepEqual((await mallory.get('/credentials')).body, []);
});

test('refuses answers that are unknown, mixed up or changed', async () => {
  const {build} = await alice.startOAuth('slack');
  const answer = await answerOfProvider(alice, build.body.redirectUrl);
  const changed = (change: (url: URL) => void) => {
    const url = new URL(answer);
    change(url);
    return alice.browser.open(url.href);
  };
  assert.equal((await changed((url) => url.searchParams.delete('state'))).status, 400);
  assert.equal((await changed((url) => url.searchParams.set('state', 'x'.repeat(43)))).status, 400);
  assert.equal(
    (await changed((url) => (url.pathname = '/oauth/callback/jira'))).status,
    400,
    'another provider’s address',
  );
  assert.equal((await changed((url) => (url.pathname = '/oauth'))).status, 400);
  const {key, build: second} = await alice.startOAuth('slack');
  const foreignIssuer = new URL(
    await answerOfProvider(new Client(sandbox, alice.token, alice.browser), second.body.redirectUrl),
  );
  foreignIssuer.searchParams.set('iss', 'https://evil.example');
  const refused = await alice.browser.open(foreignIssuer.href);
  assert.equal(refused.status, 400);
  assert.ok(!refused.html.includes('evil.example'));
  assert.match((await alice.get(`/actions/session-id/${key}`)).body.error.message, /could not be verified/);
  assert.deepEqual((await alice.get('/credentials')).body, []);
});

test('escapes what comes with the address', async () => {
  const hostile = '"><img src=x onerror=alert(1)>';
  const query = new URLSearchParams({
    action: hostile,
    integrationId: hostile,
    originForPostMessage: PAGE_ORIGIN,
    userToken: hostile,
  });
  const pages = [
    `/projects/${sandbox.projectId}/sdk/actions/oauth-nonce?${query}`,
    `/projects/${encodeURIComponent(hostile)}/sdk/actions/oauth-nonce?${query}`,
    `/oauth/callback/slack?${new URLSearchParams({state: hostile, error: hostile, error_description: hostile})}`,
  ];
  for (const path of pages) {
    const visit = await alice.browser.open(sandbox.urls.paragon + path);
    assert.ok(visit.status >= 400);
    assert.ok(!visit.html.includes('<img src=x'));
  }
});

test('shows the nonce page to allowed origins with a valid token only', async () => {
  const {id} = await alice.integration('slack');
  const open = (change: object) =>
    new FakeBrowser().open(
      `${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/actions/oauth-nonce?${new URLSearchParams({
        action: 'slack',
        integrationId: id,
        originForPostMessage: PAGE_ORIGIN,
        userToken: alice.token,
        ...change,
      })}`,
    );
  assert.equal((await open({})).status, 200);
  for (const origin of [
    'https://evil.example',
    '*',
    'null',
    '',
    'http://localhost:5173/',
    'http://localhost.evil.example',
  ])
    assert.equal((await open({originForPostMessage: origin})).status, 400, origin);
  assert.equal((await open({userToken: 'x.y.z'})).status, 401);
  assert.equal((await open({integrationId: '00000000-0000-4000-8000-000000000000'})).status, 404);
});

test('forbids frames, foreign scripts and referrers on every page', async () => {
  const {build, noncePage} = await alice.startOAuth('hubspot');
  const signIn = await alice.browser.open(build.body.redirectUrl);
  const consent = await signIn.submit('/login', {person: 'kim'});
  const last = await consent.submit('/consent', {decision: 'allow'});
  const {paragon, outside} = sandbox.urls;
  const start = await Promise.all([alice.browser.open(paragon), alice.browser.open(outside)]);
  const broken = await alice.browser.open(`${outside}/authorize?client_id=nobody`);
  for (const visit of [noncePage!, signIn, consent, last, broken, ...start]) {
    const policy = visit.response.headers.get('Content-Security-Policy') ?? '';
    assert.match(policy, /default-src 'none'/, visit.heading);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.ok(!policy.includes('unsafe'));
    assert.equal(visit.response.headers.get('Referrer-Policy'), 'no-referrer');
    assert.match(visit.html, /independent local stand-in/, 'says what it is');
    for (const [, address] of visit.html.matchAll(/(?:src|href|action)="([^"]*)"/g))
      assert.ok(new URL(address!, visit.url).hostname === 'localhost', `${address} leaves the machine`);
  }
  for (const visit of [signIn, consent])
    assert.equal(
      visit.response.headers.get('Cross-Origin-Opener-Policy'),
      'same-origin',
      'HubSpot isolates itself',
    );
  for (const visit of [noncePage!, last])
    assert.equal(visit.response.headers.get('Cross-Origin-Opener-Policy'), null);
});

test('signs in by password, asks again after a wrong one, and lets people change accounts', async () => {
  const {build} = await alice.startOAuth('slack');
  const signIn = await alice.browser.open(build.body.redirectUrl);
  const wrong = await signIn.submit('/login', {email: 'robin@vega.example', password: 'guess'});
  assert.equal(wrong.status, 401);
  assert.match(wrong.html, /do not belong together/);
  const consent = await wrong.submit('/login', {email: 'Robin@vega.example ', password: 'robin-demo'});
  assert.match(consent.html, /Robin Vega/);
  assert.match(consent.html, /See the names of public channels/);
  const choice = await alice.browser.open(new URL('?switch', consent.url).href);
  const other = await choice.submit('/login', {person: 'kim'});
  assert.match(other.html, /Kim Marlow/);
  assert.equal((await other.submit('/consent', {decision: 'allow'})).status, 200);
  assert.equal((await alice.get('/me')).body.integrations.slack.providerData.teamName, 'Harbor & Co.');

  const second = await alice.startOAuth('slack', {installOptions: {allowMultipleCredentials: true}});
  const remembered = await alice.browser.open(second.build.body.redirectUrl);
  assert.match(remembered.heading, /Allow access/, 'the session is remembered, the consent is not');
});

test('refreshes an expired access token, by one request even for many uses at once', async () => {
  const credential = await alice.connect('slack');
  await control('POST', `/credentials/${credential.id}/expire`);
  await control('DELETE', '/requests');
  const load = () => alice.post('/actions', {action: 'slack', sourceKey: 'channels', parameters: []});
  const answers = await Promise.all([load(), load(), load(), load()]);
  for (const {status, body} of answers) {
    assert.equal(status, 200);
    assert.equal(body.output.records.length, 50);
  }
  assert.equal(sandbox.requests.filter(({path}) => path === '/token').length, 1);
  await control('POST', `/credentials/${credential.id}/expire`);
  assert.equal((await load()).status, 200, 'the rotated refresh token works');
  assert.equal((await alice.get(`/credentials/${credential.id}`)).body.refreshFailureCount, 0);
});

test('finds out that access was taken back', async () => {
  const credential = await alice.connect('slack');
  await control('POST', `/credentials/${credential.id}/revoke`);
  const load = () => alice.post('/actions', {action: 'slack', sourceKey: 'channels', parameters: []});
  const {status, body} = await load();
  assert.equal(status, 400);
  assert.equal(body.meta.isIntegrationError, true);
  const {body: me} = await alice.get('/me');
  assert.equal(me.integrations.slack.credentialStatus, 'INVALID');
  assert.equal(me.integrations.slack.enabled, false);
  const again = await alice.connect('slack');
  assert.equal(again.id, credential.id, 'reconnected in place');
  assert.equal((await load()).status, 200);
});

test('a failed refresh makes the account invalid', async () => {
  const credential = await alice.connect('slack');
  await control('POST', `/credentials/${credential.id}/revoke`);
  await control('POST', `/credentials/${credential.id}/expire`);
  assert.equal((await alice.post('/actions', {action: 'slack', sourceKey: 'channels'})).status, 400);
  const {body} = await alice.get(`/credentials/${credential.id}`);
  assert.equal(body.status, 'INVALID');
  assert.equal(body.refreshFailureCount, 1);
});

test('disconnects here and at the provider', async () => {
  const credential = await alice.connect('slack');
  const {id} = await alice.integration('slack');
  await control('DELETE', '/requests');
  assert.equal(
    (await alice.call('DELETE', `/integrations/${id}`, {headers: {'X-Paragon-Credential': credential.id}}))
      .status,
    200,
  );
  assert.ok(sandbox.requests.some(({path, status}) => path === '/revoke' && status === 200));
  assert.equal((await alice.get('/me')).body.integrations.slack.enabled, false);
  assert.equal((await alice.get(`/credentials/${credential.id}`)).status, 404);
  assert.equal((await alice.call('DELETE', `/integrations/${id}`)).status, 404);
});

test('Salesforce: the kind of account decides which organisation is connected', async () => {
  const production = await alice.connect('salesforce', {installOptions: {accountType: 'default'}});
  const other = await alice.connect('salesforce', {
    parameters: {accountType: 'sandbox'},
    installOptions: {accountType: 'sandbox', allowMultipleCredentials: true},
  });
  assert.notEqual(production.id, other.id);
  assert.match(other.providerData.instanceURL, /sandbox/);
  assert.ok(!production.providerData.instanceURL.includes('sandbox'));
  assert.equal(
    (await alice.startOAuth('salesforce', {installOptions: {accountType: 'nonsense'}})).build.status,
    400,
  );
});

test('Shopify: a wrong store name is refused before any window goes anywhere', async () => {
  for (const SHOP_NAME of ['My Store', 'my-store.myshopify.com', 'https://my-store', '../x', '']) {
    const {build} = await alice.startOAuth('shopify', {inputs: {SHOP_NAME}});
    assert.equal(build.status, 400, SHOP_NAME);
    assert.match(build.body.meta.inputs.SHOP_NAME, /Store name/);
  }
  const credential = await alice.connect('shopify', {inputs: {SHOP_NAME: 'my-store'}});
  assert.equal(credential.providerData.domain, 'my-store.myshopify.com');
});

test('Jira: pending until the site is chosen', async () => {
  const credential = await alice.connect('jira');
  assert.equal(credential.status, 'PENDING');
  assert.equal((await alice.get('/me')).body.integrations.jira.enabled, false);
  const {id: integrationId} = await alice.integration('jira');
  const options = await alice.post(
    '/actions',
    {action: 'jira', sourceKey: 'getAvailableSites', parameters: []},
    {'X-Paragon-Credential': credential.id},
  );
  const sites = options.body.output.records;
  assert.ok(sites.length >= 2);
  const complete = (payload: object) =>
    alice.post(`/credentials/${credential.id}/complete-setup`, {
      integrationId,
      config: {},
      payload,
      installOptions: {},
    });
  assert.equal((await complete({})).status, 400);
  const invented = await complete({JIRA_CLOUD_ID: 'somewhere'});
  assert.equal(invented.status, 400);
  assert.match(invented.body.message, /Site/);
  assert.equal((await alice.get(`/credentials/${credential.id}`)).body.status, 'PENDING');
  const done = await complete({JIRA_CLOUD_ID: sites[1].value, skipPostOAuthInputs: false});
  assert.equal(done.status, 200);
  assert.equal(done.body.status, 'VALID');
  assert.equal((await alice.get('/me')).body.integrations.jira.enabled, true);
});

test('replaces a chosen account and keeps its settings', async () => {
  const first = await alice.connect('slack', {
    installOptions: {allowMultipleCredentials: true, externalId: 'eu'},
  });
  const second = await alice.connect('slack', {
    installOptions: {allowMultipleCredentials: true},
    person: 'kim',
  });
  await alice.call('PATCH', `/credentials/${second.id}`, {body: {config: {sharedSettings: {channel: 'C1'}}}});
  const replaced = await alice.connect('slack', {
    installOptions: {selectedCredentialId: second.id},
    person: 'robin',
  });
  assert.equal(replaced.id, second.id);
  assert.equal(replaced.providerData.teamName, 'Vega Works');
  assert.deepEqual(replaced.configurations[0].sharedSettings, {channel: 'C1'});
  const byExternalId = await alice.connect('slack', {
    installOptions: {selectedCredentialId: 'ext:eu'},
    person: 'kim',
  });
  assert.equal(byExternalId.id, first.id);
  assert.equal(byExternalId.externalId, 'eu');
  assert.equal((await alice.get('/credentials')).body.length, 2);

  const start = async (installOptions: object) =>
    (await alice.startOAuth('slack', {installOptions})).build.status;
  assert.equal(await start({allowMultipleCredentials: true, externalId: 'eu'}), 409, 'taken');
  assert.equal(await start({allowMultipleCredentials: true, externalId: ' '}), 400, 'blank');
  assert.equal(await start({selectedCredentialId: second.id, externalId: 'us'}), 400, 'both');
  assert.equal(await start({selectedCredentialId: '00000000-0000-4000-8000-000000000000'}), 404);
});

test('goes by a page of the app where one is given, and only by safe ones', async () => {
  const bad = [
    'http://app.example/redirect',
    'javascript:alert(1)',
    '//app.example',
    'https://user@app.example/',
    'https:app.example',
    'https://app.example/#a',
    'https://app.example\\@evil.example',
    'https://app.exa mple/',
    'ftp://localhost/',
    'data:text/html,x',
    'https://äpp.example/',
  ];
  for (const redirectUrl of bad)
    assert.equal(
      (await alice.startOAuth('slack', {redirectUrl, nonce: false})).build.status,
      400,
      redirectUrl,
    );
  const redirectUrl = 'http://localhost:5999/redirect?keep=this';
  const {build, key} = await alice.startOAuth('slack', {redirectUrl});
  assert.equal(new URL(build.body.redirectUrl).searchParams.get('redirect_uri'), redirectUrl);
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(String(input));
    // The app's page: it hands the query on untouched.
    if (url.port !== '5999') return realFetch(input, init);
    return Promise.resolve(
      new Response(null, {status: 302, headers: {Location: `${sandbox.urls.paragon}/oauth${url.search}`}}),
    );
  };
  try {
    const last = await alice.approve(build.body.redirectUrl);
    assert.equal(last.heading, 'Slack is connected');
  } finally {
    globalThis.fetch = realFetch;
  }
  assert.ok((await alice.get(`/actions/session-id/${key}`)).body.connectCredentialId);
});

test('no token, code or verifier is in the list of requests', async () => {
  await alice.connect('slack');
  const listed = await (await control('GET', '/requests')).text();
  assert.ok(!listed.includes('eyJ'), 'a user token');
  assert.ok(!/code=(?!…)/.test(listed), 'an authorization code');
  assert.ok(!/state=(?!…)/.test(listed), 'a state');
  assert.ok(listed.includes('/actions/build-oauth'));
});
