import assert from 'node:assert/strict';
import {after, before, beforeEach, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import type {Visit} from './helpers/browser.js';
import {Client} from './helpers/client.js';
import {startProvider, type FakeProvider} from './helpers/provider.js';

let sandbox: Sandbox;
let alice: Client;
/** A page of the app. */
let appPage: FakeProvider;

before(async () => {
  [sandbox, appPage] = await Promise.all([createSandbox({memory: true}), startProvider()]);
});
after(async () => {
  await sandbox?.close();
  await appPage?.close();
});
beforeEach(async () => {
  await fetch(`${sandbox.urls.paragon}/_sandbox/reset`, {method: 'POST'});
  alice = await Client.of(sandbox, 'alice');
});

/** From the marketplace to the page that the provider sends the user to. */
async function install(
  type: string,
  fields: Record<string, string> = {},
  decision = 'allow',
): Promise<Visit> {
  const marketplace = await alice.browser.open(`${sandbox.urls.outside}/marketplace/${type}`);
  assert.equal(marketplace.status, 200);
  let visit = await marketplace.submit('/install', {page: '', ...fields});
  assert.equal(visit.status, 200, visit.html);
  if (visit.html.includes('/login')) visit = await visit.submit('/login', {person: 'robin'});
  return visit.submit('/consent', {decision});
}

const codeOn = (visit: Visit): string => /<code id="code">([^<]+)<\/code>/.exec(visit.html)![1]!;

async function complete(type: string, body: object, client = alice) {
  const {id} = await client.integration(type);
  return client.post('/credentials', {integrationId: id, integrationOptions: {}, ...body});
}

test('an install that begins in the marketplace ends with an account', async () => {
  const start = await alice.browser.open(sandbox.urls.outside);
  assert.match(start.html, /href="\/marketplace\/slack"/);
  const last = await install('slack');
  assert.equal(last.heading, 'Code for Slack');
  const {status, body} = await complete('slack', {code: codeOn(last)});
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.status, 'VALID');
  assert.equal(body.providerData.teamName, 'Vega Works');
  assert.ok(!JSON.stringify(body).includes(codeOn(last)));
  assert.equal((await alice.get('/me')).body.integrations.slack.credentialId, body.id);
  assert.equal((await alice.get('/proxy/slack/conversations.list')).body.output.ok, true);
  const logged = JSON.stringify(sandbox.requests);
  assert.ok(!logged.includes(codeOn(last)), 'the code is in no log');
});

test('the code can go to a page of the app, which is registered to the letter', async () => {
  const page = `http://localhost:${appPage.port}/installed?from=slack`;
  const last = await install('slack', {page: 'other', other: page});
  assert.equal(last.url.origin, `http://localhost:${appPage.port}`);
  const code = last.url.searchParams.get('code')!;
  for (const redirectUrl of [undefined, `${page}&x=1`, page.replace('?from=slack', ''), page.toUpperCase()]) {
    const {status, body} = await complete('slack', {code, redirectUrl});
    assert.equal(status, 400, String(redirectUrl));
    assert.ok(['7012', '0400'].includes(body.code), body.message);
  }
  assert.deepEqual((await alice.get('/credentials')).body, []);
  const again = await install('slack', {page});
  const {status} = await complete('slack', {code: again.url.searchParams.get('code'), redirectUrl: page});
  assert.equal(status, 200);
  const marketplace = await alice.browser.open(`${sandbox.urls.outside}/marketplace/slack`);
  assert.match(marketplace.html, /installed\?from=slack/, 'it is offered the next time');
});

test('pages that may not have a code do not get one', async () => {
  const marketplace = await alice.browser.open(`${sandbox.urls.outside}/marketplace/slack`);
  for (const other of [
    'https://evil.example/installed',
    'javascript:alert(1)',
    'http://localhost:5173/a#b',
    'http://me@localhost:5173/',
    '//localhost:5173/',
    'not an address',
  ]) {
    const visit = await marketplace.submit('/install', {page: 'other', other});
    assert.equal(visit.status, 400, other);
    assert.match(visit.html, /role="alert"/);
  }
  for (const [headers, status] of [
    [{Origin: 'http://localhost:5173', 'Sec-Fetch-Site': 'same-site'}, 403],
    [{Origin: 'null', 'Sec-Fetch-Site': 'cross-site'}, 403],
    [{Origin: 'null'}, 403],
    [{}, 403],
    [{Origin: 'null', 'Sec-Fetch-Site': 'same-origin'}, 303],
  ] as [Record<string, string>, number][]) {
    const {status: actual} = await fetch(`${sandbox.urls.outside}/marketplace/slack/install`, {
      method: 'POST',
      headers: {'Content-Type': 'application/x-www-form-urlencoded', ...headers},
      body: 'page=',
      redirect: 'manual',
    });
    assert.equal(actual, status, `another site cannot begin an install: ${JSON.stringify(headers)}`);
  }
  for (const type of ['sendgrid', 'mailchimp', 'none'])
    assert.equal((await alice.browser.open(`${sandbox.urls.outside}/marketplace/${type}`)).status, 404, type);
});

test('what the app has not asked for is refused, with nothing stored', async (t) => {
  const good = codeOn(await install('slack'));
  const cases: [what: string, type: string, body: object, status: number, code: string][] = [
    ['an invented code', 'slack', {code: 'invented'}, 400, '7012'],
    ['no code', 'slack', {code: ''}, 400, '0400'],
    ['a code that is no text', 'slack', {code: 7}, 400, '0400'],
    ['the code of another integration', 'hubspot', {code: good}, 400, '7012'],
    ['an integration without sign-in', 'sendgrid', {code: good}, 400, '0400'],
    ['an integration with a client of the user’s own', 'custom.tidemail', {code: good}, 400, '0400'],
    ['an integration that is off', 'mailchimp', {code: good}, 400, '0400'],
    ['a page that is no address', 'slack', {code: good, redirectUrl: 'nowhere'}, 400, '0400'],
  ];
  for (const [what, type, body, status, code] of cases)
    await t.test(what, async () => {
      const answer = await complete(type, body);
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.equal(answer.body.code, code);
      assert.ok(!answer.body.message.includes(good));
      assert.deepEqual((await alice.get('/credentials')).body, []);
    });
  const unknown = await alice.post('/credentials', {integrationId: 'none', code: good});
  assert.equal(unknown.status, 404);
});

test('a code is good once', async () => {
  const code = codeOn(await install('slack'));
  assert.equal((await complete('slack', {code})).status, 200);
  const again = await complete('slack', {code});
  assert.equal(again.status, 400);
  assert.equal(again.body.code, '7012');
  const mallory = await Client.of(sandbox, 'mallory');
  assert.equal((await complete('slack', {code}, mallory)).status, 400);
  assert.deepEqual((await mallory.get('/credentials')).body, []);
  assert.equal((await alice.get('/credentials')).body.length, 1);
});

test('the codes of sign-ins and of installs do not pass for each other', async () => {
  const {build} = await alice.startOAuth('slack');
  const realFetch = globalThis.fetch;
  let answer = new URL('http://localhost');
  globalThis.fetch = (input, init) => {
    const url = new URL(String(input));
    if (!url.pathname.startsWith('/oauth/callback/')) return realFetch(input, init);
    answer = url;
    return Promise.resolve(new Response(''));
  };
  try {
    await alice.approve(build.body.redirectUrl);
  } finally {
    globalThis.fetch = realFetch;
  }
  const signIn = await complete('slack', {
    code: answer.searchParams.get('code'),
    redirectUrl: `${sandbox.urls.paragon}/oauth/callback/slack`,
  });
  assert.equal(signIn.status, 400, 'it is bound to a verifier that nobody sends');
  assert.equal(signIn.body.code, '7012');

  const {build: next} = await alice.startOAuth('slack');
  const state = new URL(next.body.redirectUrl).searchParams.get('state')!;
  const code = codeOn(await install('slack'));
  const callback = new URL(`${sandbox.urls.paragon}/oauth/callback/slack`);
  callback.search = String(new URLSearchParams({code, state, iss: sandbox.urls.outside}));
  assert.equal((await alice.browser.open(callback.href)).status, 400, 'an install finishes no sign-in');
  assert.deepEqual((await alice.get('/credentials')).body, []);
});

test('without PKCE nothing but the marketplace begins a sign-in, and each of its visits once', async () => {
  const codePage = `${sandbox.urls.outside}/marketplace/slack/code`;
  const authorize = (more: Record<string, string>) =>
    alice.browser.open(
      `${sandbox.urls.outside}/authorize?${new URLSearchParams({
        client_id: 'slack',
        response_type: 'code',
        redirect_uri: codePage,
        scope: 'channels:read',
        ...more,
      })}`,
    );
  for (const state of ['', 'invented']) assert.match((await authorize({state})).html, /PKCE|was installed/);

  const marketplace = await alice.browser.open(`${sandbox.urls.outside}/marketplace/slack`);
  await marketplace.submit('/install', {page: ''});
  const begun = alice.browser.visited.find(
    (url) => url.includes('/authorize?') && url.includes('prompt=consent'),
  )!;
  const state = new URL(begun).searchParams.get('state')!;
  const again = await alice.browser.open(begun);
  assert.ok(!again.html.includes('/login') && !again.html.includes('/consent'), 'a visit counts once');
  assert.ok(state.length >= 22);

  const other = await alice.browser.open(`${sandbox.urls.outside}/marketplace/hubspot`);
  const realFetch = globalThis.fetch;
  let location = '';
  globalThis.fetch = async (input, init) => {
    const response = await realFetch(input, init);
    if (!String(input).endsWith('/install')) return response;
    location = response.headers.get('Location')!;
    return new Response('kept back');
  };
  try {
    await other.submit('/install', {page: ''});
  } finally {
    globalThis.fetch = realFetch;
  }
  const stolen = new URL(location, sandbox.urls.outside).searchParams.get('state')!;
  const crossed = await authorize({state: stolen});
  assert.ok(
    !crossed.html.includes('/login') && !crossed.html.includes('/consent'),
    'it is for one app alone',
  );
});

test('a refusal leads to no code', async () => {
  const last = await install('slack', {}, 'cancel');
  assert.equal(last.heading, 'Nothing was installed');
  assert.match(last.html, /refused/);
});

test('what is asked after the sign-in leaves the account pending', async () => {
  const {body} = await complete('jira', {code: codeOn(await install('jira'))});
  assert.equal(body.status, 'PENDING');
  assert.equal((await alice.get('/me')).body.integrations.jira.enabled, false);
});

test('what is asked before the sign-in comes in integrationOptions', async () => {
  const missing = await complete('shopify', {code: codeOn(await install('shopify', {shop: 'my-store'}))});
  assert.equal(missing.status, 400);
  assert.deepEqual(Object.keys(missing.body.meta.inputs), ['SHOP_NAME']);
  const {status, body} = await complete('shopify', {
    code: codeOn(await install('shopify', {shop: 'my-store'})),
    integrationOptions: {SHOP_NAME: 'my-store'},
  });
  assert.equal(status, 200, JSON.stringify(body));
  const sandboxed = await complete('salesforce', {
    code: codeOn(await install('salesforce', {environment: 'sandbox'})),
    integrationOptions: {accountType: 'sandbox'},
  });
  assert.equal(sandboxed.status, 200, JSON.stringify(sandboxed.body));
  const wrong = await complete('salesforce', {code: 'x', integrationOptions: {accountType: 'moon'}});
  assert.equal(wrong.status, 400);
});

test('a provider that is down is no wrong code', async () => {
  const code = codeOn(await install('slack'));
  sandbox.addFault({match: {path: '/token', service: 'outside'}, status: 503, times: 1});
  const {status, body} = await complete('slack', {code});
  assert.equal(status, 502);
  assert.equal(body.code, '7005');
  assert.equal((await complete('slack', {code})).status, 200, 'and the code is still good');
});
