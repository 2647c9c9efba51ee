import assert from 'node:assert/strict';
import {request as nodeRequest} from 'node:http';
import {after, afterEach, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client, jsonOf, type Json} from './helpers/client.js';

let sandbox: Sandbox;
let closed: Sandbox;
let alice: Client;

before(async () => {
  [sandbox, closed] = await Promise.all([
    createSandbox({memory: true}),
    createSandbox({memory: true, allowedOrigins: ['https://app.example']}),
  ]);
  alice = await Client.of(sandbox, 'alice');
});
after(async () => {
  await sandbox?.close();
  await closed?.close();
});
afterEach(() => sandbox.clearFaults());

const preflight = (on: Sandbox, path: string, origin: string, method = 'POST') =>
  fetch(on.urls.paragon + path, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers':
        'authorization,content-type,x-paragon-sdk-version,x-paragon-credential,x-of-the-app',
    },
  });

test('cross-origin rules, for every kind of route', async (t) => {
  const {projectId} = sandbox;
  const paths = [
    ...[
      '/me',
      '/integrations',
      '/credentials',
      '/actions',
      '/actions/build-oauth',
      '/actions/session-id/x',
      '/nothing',
    ].flatMap((path) => [`/projects/${projectId}/sdk${path}`, `/v2/projects/${projectId}/sdk${path}`]),
    '/projects/unknown/sdk/me',
    '/_sandbox/token',
    '/openapi.json',
  ];
  const origins: [Sandbox, string, boolean][] = [
    [sandbox, 'http://localhost:5173', true],
    [sandbox, 'http://localhost', true],
    [sandbox, 'http://127.0.0.1:8080', true],
    [sandbox, 'http://[::1]:3000', true],
    [sandbox, 'https://localhost:5173', true],
    [sandbox, 'https://app.example', false],
    [sandbox, 'http://localhost.evil.example', false],
    [sandbox, 'http://evil.example/?localhost', false],
    [sandbox, 'http://127.0.0.1.evil.example', false],
    [sandbox, 'null', false],
    [sandbox, 'file://', false],
    [closed, 'https://app.example', true],
    [closed, 'http://localhost:5173', false],
    [closed, 'https://app.example.evil.example', false],
    [closed, 'http://app.example', false],
  ];
  for (const [on, origin, isAllowed] of origins) {
    await t.test(`${origin}: ${isAllowed}`, async () => {
      for (const path of paths) {
        const answer = await preflight(on, path, origin);
        assert.equal(answer.status, 204, path);
        assert.equal(answer.headers.get('Access-Control-Allow-Origin'), isAllowed ? origin : null, path);
        assert.match(answer.headers.get('Vary') ?? '', /Origin/);
        assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), null);
        if (isAllowed) {
          assert.equal(answer.headers.get('Access-Control-Max-Age'), '7200');
          assert.match(
            answer.headers.get('Access-Control-Allow-Headers')!,
            /x-paragon-credential, x-of-the-app/,
          );
          for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'])
            assert.ok(answer.headers.get('Access-Control-Allow-Methods')!.includes(method));
        }
        const real = await fetch(on.urls.paragon + path, {headers: {Origin: origin}});
        assert.equal(real.headers.get('Access-Control-Allow-Origin'), isAllowed ? origin : null, path);
        assert.match(real.headers.get('Vary') ?? '', /Origin/);
        await real.body?.cancel();
      }
    });
  }
});

test('pages of other sites control nothing', async () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${sandbox.urls.paragon}/_sandbox/reset?user=nobody`, {method: 'POST', headers});
  assert.equal((await post({Origin: 'https://evil.example'})).status, 403);
  assert.equal((await post({Origin: 'null'})).status, 403);
  assert.equal((await post({'Sec-Fetch-Site': 'cross-site'})).status, 403);
  assert.equal((await post({Origin: 'http://localhost:5173'})).status, 200);
  assert.equal((await post({})).status, 200);
});

test('answers under loopback names only', async () => {
  const statusFor = (host: string) =>
    new Promise<number>((resolve, reject) => {
      const {port} = new URL(sandbox.urls.paragon);
      nodeRequest({port, host: '127.0.0.1', path: '/_sandbox/health', headers: {Host: host}}, (response) => {
        response.resume();
        resolve(response.statusCode!);
      })
        .on('error', reject)
        .end();
    });
  assert.equal(await statusFor(`localhost:${new URL(sandbox.urls.paragon).port}`), 200);
  assert.equal(await statusFor('evil.example'), 403);
  assert.equal(await statusFor('localhost.evil.example'), 403);
});

test('faults: status, body, kind, Retry-After, and how often', async () => {
  const add = async (rule: object) => {
    const response = await fetch(`${sandbox.urls.paragon}/_sandbox/faults`, {
      method: 'POST',
      body: JSON.stringify(rule),
    });
    return {status: response.status, body: await jsonOf(response)};
  };
  assert.equal(
    (await add({match: {path: '/sdk/me', method: 'GET'}, status: 429, retryAfter: 1, times: 1})).status,
    201,
  );
  const limited = await alice.get('/me');
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get('Retry-After'), '1');
  assert.equal(
    limited.headers.get('Access-Control-Allow-Origin'),
    'http://localhost:5173',
    'readable for the page',
  );
  assert.match(limited.headers.get('Access-Control-Expose-Headers')!, /Retry-After/);
  assert.equal((await alice.get('/me')).status, 200, 'once');

  await add({match: {path: '/sdk/me'}, status: 401, user: 'bob'});
  assert.equal((await alice.get('/me')).status, 200);
  assert.equal((await (await Client.of(sandbox, 'bob')).get('/me')).status, 401);
  sandbox.clearFaults();

  await add({match: {path: '/sdk/integrations'}, status: 500, body: '<h1>no</h1>', contentType: 'text/html'});
  const page = await fetch(`${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/integrations`);
  assert.equal(page.headers.get('Content-Type'), 'text/html');
  assert.equal(await page.text(), '<h1>no</h1>');
  sandbox.clearFaults();

  const {body: slow} = await add({match: {path: '/sdk/metadata'}, delay: 300});
  const started = Date.now();
  assert.equal((await alice.get('/metadata')).status, 200);
  assert.ok(Date.now() - started >= 290);
  await fetch(`${sandbox.urls.paragon}/_sandbox/faults/${slow.id}`, {method: 'DELETE'});
  assert.deepEqual((await jsonOf(fetch(`${sandbox.urls.paragon}/_sandbox/faults`))).faults, []);

  await add({match: {path: '/sdk/me'}, drop: true, times: 1});
  await assert.rejects(alice.get('/me'), /fetch failed/);
  assert.equal((await alice.get('/me')).status, 200);

  assert.equal((await add({match: {pathh: 'x'}})).status, 400);
  assert.equal((await add({status: 9})).status, 400);
  assert.equal((await preflight(sandbox, '/x', 'http://localhost:1')).status, 204);
});

test('faults of the outside', async () => {
  sandbox.addFault({match: {path: '/token', service: 'outside'}, status: 500, body: 'no'});
  const {build, key} = await alice.startOAuth('slack');
  const last = await alice.approve(build.body.redirectUrl);
  assert.equal(last.status, 502);
  assert.equal(last.heading, 'Slack was not connected');
  assert.match((await alice.get(`/actions/session-id/${key}`)).body.error.message, /cannot be reached/);
});

test('lists what was called', async () => {
  await fetch(`${sandbox.urls.paragon}/_sandbox/requests`, {method: 'DELETE'});
  await alice.get('/me');
  const bob = await Client.of(sandbox, 'bob');
  await bob.get('/credentials/00000000-0000-4000-8000-000000000000');
  const {requests} = await jsonOf(fetch(`${sandbox.urls.paragon}/_sandbox/requests?user=bob`));
  assert.equal(requests.length, 1);
  assert.equal(requests[0].status, 404);
  assert.equal(requests[0].method, 'GET');
  assert.match(requests[0].path, /^\/projects\/.*\/sdk\/credentials\//);
  assert.equal(sandbox.requests.length, 2);
});

test('wrong input gets Paragon’s error body', async () => {
  const url = (path: string) => `${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk${path}`;
  const headers = {Authorization: `Bearer ${alice.token}`, 'Content-Type': 'application/json'};
  const wrong: [string, RequestInit, number][] = [
    ['/credentials', {method: 'POST', body: '{'}, 400],
    ['/credentials', {method: 'POST', body: '[]'}, 400],
    ['/credentials', {method: 'POST', body: '{"integrationId":7}'}, 400],
    ['/credentials', {method: 'POST', body: '{"integrationId":"x"}'}, 404],
    ['/credentials', {method: 'POST', body: '{"integrationId":"x","code":"y"}'}, 404],
    ['/credentials', {method: 'POST', body: '{"integrationId":"x","code":""}'}, 400],
    ['/actions', {method: 'POST', body: '{}'}, 400],
    ['/actions/build-oauth', {}, 400],
    ['/actions/build-oauth?integrationId=x', {}, 404],
    [`/actions/build-oauth?integrationId=x&oauthMetaKeyId=${'a'.repeat(200)}`, {}, 400],
    ['/nothing', {}, 404],
    ['/me', {method: 'DELETE'}, 404],
  ];
  for (const [path, init, status] of wrong) {
    const response = await fetch(url(path), {headers, ...init});
    const body = await jsonOf(response);
    assert.equal(response.status, status, path);
    assert.equal(body.status, status);
    assert.equal(typeof body.message, 'string');
    assert.match(body.code, /^\d{4}$/);
  }
  for (const [query, word] of [
    ['endUserSuppliedValues', '{'],
    ['installOptions', '[]'],
    ['parameters', '7'],
  ]) {
    const {id} = await alice.integration('shopify');
    const answer = await alice.get(
      `/actions/build-oauth?integrationId=${id}&${query}=${encodeURIComponent(word!)}`,
    );
    assert.equal(answer.status, 400, query);
  }
});

test('describes its routes', async () => {
  const document = await jsonOf(fetch(`${sandbox.urls.paragon}/openapi.json`));
  assert.equal(document.openapi, '3.1.0');
  for (const path of [
    '/projects/{projectId}/sdk/me',
    '/v2/projects/{projectId}/sdk/actions/build-oauth',
    '/projects/{projectId}/sdk/credentials/{credentialId}/complete-setup',
  ])
    assert.ok(document.paths[path], path);
});

test('serves the pictures that it names', async () => {
  const icons = (await alice.get('/metadata')).body.map((one: Json) => one.icon);
  const more = [
    'salesforce-install-package',
    'salesforce-install-app-default',
    'salesforce-install-app-sandbox',
  ];
  const urls = [
    ...icons,
    ...more.map((name) => `${sandbox.urls.paragon}/images/${name}.png`),
    `${sandbox.urls.paragon}/images/icons/byo-placeholder.svg`,
  ];
  for (const url of urls) {
    const response = await fetch(url);
    assert.equal(response.status, 200, url);
    assert.match(response.headers.get('Content-Type')!, /^image\//);
    assert.match(await response.text(), /^<svg/);
  }
  assert.equal((await fetch(`${sandbox.urls.paragon}/images/other.png`)).status, 404);
  assert.equal((await fetch(`${sandbox.urls.paragon}/integrations/other.svg`)).status, 404);
});

test('answers in process', async () => {
  const path = `/projects/${sandbox.projectId}/sdk/me`;
  const headers = {Authorization: `Bearer ${alice.token}`};
  const answer = await sandbox.fetch(new Request(`http://anywhere.example${path}`, {headers}));
  assert.equal((await jsonOf(answer)).userId, 'alice');
  sandbox.addFault({match: {path: '/sdk/me', service: 'paragon'}, drop: true, times: 1});
  await assert.rejects(sandbox.fetch(new Request(`http://x${path}`, {headers})), /dropped/);
});
