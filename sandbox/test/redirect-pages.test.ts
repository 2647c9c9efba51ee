import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {createOriginPolicy} from '../src/http/origins.js';
import {createRedirectPages} from '../src/http/redirect-pages.js';
import {Client} from './helpers/client.js';
import {answerOfProvider, intercepting} from './helpers/intercept.js';

const LISTED = 'https://app.example/picker/redirect?keep=this';
let sandbox: Sandbox;
let alice: Client;

before(async () => {
  sandbox = await createSandbox({memory: true, redirectUrls: [LISTED]});
  alice = await Client.of(sandbox, 'alice');
});
after(() => sandbox?.close());

const own = 'http://localhost:1';
const pages = createRedirectPages([LISTED], createOriginPolicy([], own));

/** None of these is an address that a provider may send an answer to. */
const bad: Record<string, readonly string[]> = {
  'other kinds of addresses': [
    'javascript:alert(1)',
    'JavaScript:alert(1)//https://app.example/',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://app.example/1',
    'file:///etc/passwd',
    'ftp://localhost/',
    'ws://localhost:5173/',
    'about:blank',
    'custom-app://callback',
    'view-source:https://app.example/',
    '',
    '/redirect',
    'redirect',
    '?a=b',
    '//app.example/redirect',
    '///app.example/redirect',
    '\\\\app.example\\redirect',
    '/\\app.example/redirect',
  ],
  'what browsers would repair': [
    'https:app.example/redirect',
    'https:/app.example/redirect',
    'https:///app.example/redirect',
    'https:\\\\app.example\\redirect',
    'https://app.example\\@evil.example/',
    'http://localhost:5173\\@evil.example/',
    ' http://localhost:5173/',
    'http://localhost:5173/ ',
    '\thttp://localhost:5173/',
    'http://local\thost:5173/',
    'http://localhost:5173/\r\nSet-Cookie: a=b',
    'http://localhost:5173/\u0000',
    'http://localhost:5173/a b',
    'http://localhost:5173/ü',
    'HTTP://localhost:5173/',
    'http://LOCALHOST:5173/',
    'http://localhost:80/',
    'http://localhost:05173/',
    'http://localhost:99999/',
    'http://localhost:/',
    'http://localhost:5173/a/../b',
    'http://localhost:5173/a/%2e%2e/b',
    'http://localhost:5173/./b',
    'http://%6cocalhost:5173/',
    'http://localhost%2f.evil.example/',
    'http://localhost%00.evil.example/',
    'http://localhost%09:5173/',
    'http://ⓛocalhost:5173/',
    'http://localhost。:5173/',
    'http://127。0。0。1:5173/',
    'http://localhost\u2215@evil.example/',
    'http://localhost\uff0f.evil.example/',
  ],
  'user names and fragments': [
    'https://user@app.example/',
    'https://user:password@app.example/',
    'http://localhost:5173@evil.example/',
    'http://localhost@evil.example/',
    'http://@localhost:5173/',
    'http://localhost:5173/#fragment',
    'http://localhost:5173/#',
    'https://app.example/picker/redirect?keep=this#',
  ],
  'what only looks like this machine': [
    'http://localhost.evil.example/',
    'http://localhost-evil.example/',
    'http://evil.example/localhost',
    'http://evil.example/?http://localhost:5173/',
    'http://127.0.0.1.evil.example/',
    'http://127.0.0.1.nip.io/',
    'http://localhost.:5173/',
    'http://sub.localhost:5173/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://017700000001/',
    'http://127.1/',
    'http://127.0.0.2/',
    'http://0.0.0.0:5173/',
    'http://0/',
    'http://[::]:5173/',
    'http://[::ffff:127.0.0.1]:5173/',
    'http://[0:0:0:0:0:0:0:1]:5173/',
    'http://[::1%25lo]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://app.example/redirect',
  ],
  'safe addresses that are not on the list': [
    'https://evil.example/',
    'https://app.example/',
    'https://app.example/picker/redirect',
    'https://app.example/picker/redirect?keep=that',
    'https://app.example/picker/redirect?keep=this&more=1',
    'https://app.example/picker/redirect?Keep=this',
    'https://app.example/picker/redirect/?keep=this',
    'https://app.example:8443/picker/redirect?keep=this',
    'https://app.example./picker/redirect?keep=this',
    'https://app.example.evil.example/picker/redirect?keep=this',
    'https://evil.example/https://app.example/picker/redirect?keep=this',
    'https://xn--pp-xka.example/picker/redirect?keep=this',
    'https://аpp.example/picker/redirect?keep=this',
    'http://app.example/picker/redirect?keep=this',
    'https://sub.app.example/picker/redirect?keep=this',
  ],
};

test('a table of addresses that are no redirect pages', () => {
  const all = Object.values(bad).flat();
  assert.ok(all.length >= 90, String(all.length));
  for (const [kind, addresses] of Object.entries(bad))
    for (const address of addresses) {
      assert.equal(pages.isAllowed(address), false, `${kind}: ${JSON.stringify(address)}`);
      assert.throws(() => pages.check(address), {status: 400}, `${kind}: ${JSON.stringify(address)}`);
    }
});

test('the listed page, and pages on this machine, are', () => {
  for (const address of [
    LISTED,
    'http://localhost:5173/redirect.html?a=b',
    'http://localhost:5173',
    'http://localhost:5173/',
    'http://127.0.0.1:8080/a/b',
    'http://[::1]:3000/',
    'https://localhost:5173/',
    'http://localhost:5173/%2e-x',
  ])
    assert.equal(pages.check(address), address);
});

test('with a list of allowed origins, pages on this machine must be of one of them', () => {
  const strict = createRedirectPages(
    [LISTED],
    createOriginPolicy(['https://app.example', 'http://localhost:5173'], own),
  );
  assert.ok(strict.isAllowed(LISTED));
  assert.ok(strict.isAllowed('http://localhost:5173/redirect'));
  assert.ok(!strict.isAllowed('http://localhost:5174/redirect'));
  assert.ok(!strict.isAllowed('https://app.example/another/page'), 'an origin is no page');
});

test('the route says what is wrong, and registers nothing', async () => {
  const samples = Object.values(bad).map((addresses) => addresses[0]!);
  for (const redirectUrl of samples) {
    const {build} = await alice.startOAuth('slack', {redirectUrl, nonce: false});
    assert.equal(build.status, 400, redirectUrl);
    assert.match(build.body.message, /redirectUrl/);
  }
  const {build} = await alice.startOAuth('slack', {redirectUrl: 'https://evil.example/', nonce: false});
  assert.match(build.body.message, /--redirect-url/, 'names the flag');

  const authorize = new URL(
    (await alice.startOAuth('slack', {redirectUrl: LISTED, nonce: false})).build.body.redirectUrl,
  );
  assert.equal(authorize.searchParams.get('redirect_uri'), LISTED);
  for (const redirectUri of [
    ...samples,
    'https://evil.example/',
    `${LISTED}/`,
    LISTED.toUpperCase(),
    `${sandbox.urls.paragon}/oauth/callback/hubspot`,
    `${sandbox.urls.paragon}/oauth/callback/slack/`,
    `${sandbox.urls.paragon}/oauth/callback/slack?a=b`,
    `${sandbox.urls.paragon}/oauth/callback/slack#a`,
    `${sandbox.urls.paragon}/oauth/callback/slack/../../x`,
    sandbox.urls.paragon.replace('localhost', '127.0.0.1') + '/oauth/callback/slack',
  ]) {
    const changed = new URL(authorize);
    changed.searchParams.set('redirect_uri', redirectUri);
    const answer = await fetch(changed, {redirect: 'manual'});
    assert.equal(answer.status, 400, redirectUri);
    assert.equal(answer.headers.get('Location'), null, redirectUri);
  }
});

test('the listed page passes an answer on', async () => {
  const {build, key} = await alice.startOAuth('slack', {redirectUrl: LISTED});
  let isVisited = false;
  await intercepting(
    (url) => {
      if (url.hostname !== 'app.example') return undefined;
      isVisited = true;
      const Location = `${sandbox.urls.paragon}/oauth${url.search}`;
      return new Response(null, {status: 302, headers: {Location}});
    },
    () => alice.approve(build.body.redirectUrl),
  );
  assert.ok(isVisited);
  assert.ok((await alice.get(`/actions/session-id/${key}`)).body.connectCredentialId);
});

test('an answer for such a page is not taken at the provider’s own address, and the other way round', async () => {
  const {build} = await alice.startOAuth('slack', {redirectUrl: 'http://localhost:5999/redirect'});
  let forwarded = '';
  await intercepting(
    (url) => {
      if (url.port !== '5999') return undefined;
      forwarded = url.search;
      return new Response('kept back');
    },
    () => alice.approve(build.body.redirectUrl),
  );
  assert.match(forwarded, /code=/);
  const elsewhere = await alice.browser.open(`${sandbox.urls.paragon}/oauth/callback/slack${forwarded}`);
  assert.equal(elsewhere.status, 400);
  const {build: plain} = await alice.startOAuth('slack');
  const {search} = new URL(await answerOfProvider(alice, plain.body.redirectUrl));
  assert.equal((await alice.browser.open(`${sandbox.urls.paragon}/oauth${search}`)).status, 400);
});

test('a start with an address that is none ends with the name of the flag', async () => {
  for (const redirectUrl of ['https://user@app.example/', 'http://app.example/', 'app.example'])
    await assert.rejects(createSandbox({memory: true, redirectUrls: [redirectUrl]}), {
      code: 'bad-arguments',
      message: /--redirect-url/,
    });
});
