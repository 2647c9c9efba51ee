import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {apiCheckFor, createApiCheck, type ApiCheck, type CheckedAnswer} from './helpers/api-check.js';
import {Client, jsonOf, type Json} from './helpers/client.js';

let sandbox: Sandbox;
let document: Json;
let check: ApiCheck;

before(async () => {
  sandbox = await createSandbox({memory: true});
  document = await jsonOf(fetch(`${sandbox.urls.paragon}/openapi.json`));
  check = await apiCheckFor(sandbox.urls.paragon);
});
after(() => sandbox?.close());

async function call(method: string, path: string, body?: unknown): Promise<Json> {
  const response = await fetch(sandbox.urls.paragon + path, {
    method,
    headers: body === undefined ? {} : {'Content-Type': 'application/json'},
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  check({method, path, status: response.status, headers: response.headers, text});
  return {status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined};
}

test('every answer of the control routes is described', async (t) => {
  const alice = await Client.of(sandbox, 'alice');
  const {id} = await alice.connect('slack');
  const {body: fault} = await call('POST', '/_sandbox/faults', {
    match: {path: '/none'},
    status: 503,
    times: 1,
  });
  const calls: [string, string, number, unknown?][] = [
    ['GET', '/health', 200],
    ['GET', '/token?user=bob', 200],
    ['GET', '/token', 400],
    ['GET', '/requests', 200],
    ['GET', '/requests?after=0', 200],
    ['GET', '/users', 200],
    ['GET', '/users?limit=0', 400],
    ['GET', '/faults', 200],
    ['POST', '/faults', 201, {effect: 'deny-consent', user: 'bob', probability: 0.5}],
    ['GET', '/faults', 200],
    ['POST', '/faults', 400, {unknown: true}],
    ['DELETE', `/faults/${fault.id}`, 200],
    ['DELETE', '/faults', 200],
    ['POST', `/credentials/${id}/status`, 200, {status: 'VALID'}],
    ['POST', `/credentials/${id}/status`, 400, {status: 'SO LA LA'}],
    ['POST', `/credentials/${id}/expire`, 200],
    ['POST', `/credentials/${id}/revoke`, 200],
    ['POST', `/credentials/${id}/disconnect`, 200],
    ['POST', '/credentials/none/expire', 404],
    ['GET', '/events', 200],
    ['GET', '/runs', 200],
    ['GET', '/runs/none', 404],
    ['DELETE', '/requests', 200],
    ['POST', '/reset?user=bob', 200],
    ['POST', '/reset', 200],
    ['GET', '/nothing', 404],
  ];
  for (const [method, path, status, body] of calls)
    await t.test(`${method} ${path}`, async () => {
      assert.equal((await call(method, `/_sandbox${path}`, body)).status, status);
    });
});

test('pages and pictures are described', async () => {
  const {projectId} = sandbox;
  const nonce = '/sdk/actions/oauth-nonce?integrationId=x&originForPostMessage=http://localhost';
  const paths: [string, number][] = [
    ['/', 200],
    ['/docs', 200],
    ['/openapi.json', 200],
    ['/ui', 200],
    ['/integrations/slack.svg', 200],
    ['/integrations/none.svg', 404],
    ['/images/icons/byo-placeholder.svg', 200],
    ['/images/salesforce-install-package.png', 200],
    ['/_assets/style.css', 200],
    ['/_assets/icon.svg', 200],
    ['/_assets/nonce.js', 200],
    ['/oauth/callback/slack?state=x', 400],
    ['/oauth?state=x', 400],
    [`/projects/${projectId}${nonce}`, 404],
    [`/v2/projects/${projectId}${nonce}`, 404],
    [`/projects/other${nonce}`, 404],
  ];
  for (const [path, status] of paths) assert.equal((await call('GET', path)).status, status, path);
});

test('what is described without a parameter is there', async () => {
  for (const [path, item] of Object.entries(document.paths) as [string, Json][]) {
    if (path.includes('{') || !item.get) continue;
    assert.notEqual((await fetch(sandbox.urls.paragon + path)).status, 404, path);
  }
});

test('failures are named, each with the body that clients know', () => {
  const {responses} = document.paths['/projects/{projectId}/sdk/me'].get;
  assert.deepEqual(Object.keys(responses), ['200', '400', '401', '403', '404', '409', '500', '502', '503']);
  for (const name of ['BadRequest', 'Unauthorized', 'DatabaseUnavailable'])
    assert.equal(
      document.components.responses[name].content['application/json'].schema.$ref,
      '#/components/schemas/Error',
    );
});

test('the check of answers finds what is not described', async (t) => {
  const alice = await Client.of(sandbox, 'alice');
  const path = `/projects/${sandbox.projectId}/sdk/me`;
  const {body} = await alice.get('/me');
  const headers = new Headers({'Content-Type': 'application/json; charset=utf-8'});
  const good: CheckedAnswer = {method: 'GET', path, status: 200, headers, text: JSON.stringify(body)};
  const judge = createApiCheck(document);
  judge(good);
  const state = body.integrations.slack;
  const wrong: [string, Partial<CheckedAnswer>, RegExp][] = [
    ['a member', {text: JSON.stringify({...body, secret: 1})}, /additional properties.*secret/],
    [
      'a member deep inside',
      {text: JSON.stringify({...body, integrations: {slack: {...state, token: 'x'}}})},
      /integrations\/slack.*token/,
    ],
    ['a missing member', {text: JSON.stringify({...body, userId: undefined})}, /userId/],
    ['a kind of value', {text: JSON.stringify({...body, userId: 7})}, /\/userId must be string/],
    ['a status', {status: 418}, /418 is not described/],
    ['an error body', {status: 400, text: '{"message":"no"}'}, /code/],
    ['a content type', {headers: new Headers({'Content-Type': 'text/html'})}, /text\/html/],
    ['a route', {path: '/nothing'}, /no such route/],
    ['a method', {method: 'PUT'}, /no such route/],
  ];
  for (const [name, change, message] of wrong)
    await t.test(name, () => assert.throws(() => judge({...good, ...change}), message));
});

test('a page shows the description, and needs no script', async () => {
  const response = await fetch(`${sandbox.urls.paragon}/docs`);
  const text = await response.text();
  assert.match(response.headers.get('Content-Security-Policy')!, /default-src 'none'.*script-src 'self'/);
  assert.ok(!text.includes('<script') && !/ style=| on\w+=/.test(text));
  for (const path of Object.keys(document.paths).filter((one) => !one.startsWith('/v2')))
    assert.ok(text.includes(path), path);
  const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  assert.equal(ids.size, [...text.matchAll(/ id="/g)].length, 'ids are unique');
  for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.has(target), target);
  const labels = [...text.matchAll(/aria-label="([^"]+)"/g)].map(([, label]) => label);
  assert.equal(new Set(labels).size, labels.length, 'regions have names of their own');
  assert.match(await (await fetch(sandbox.urls.paragon)).text(), /href="\/docs"/);
});
