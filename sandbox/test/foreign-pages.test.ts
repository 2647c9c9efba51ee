import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client, jsonOf, type Json} from './helpers/client.js';
import {sendRaw} from './helpers/raw.js';

let sandbox: Sandbox;
let strict: Sandbox;
let alice: Client;
let credentialId: string;
let routes: {method: string; path: string; needsToken: boolean}[];

before(async () => {
  [sandbox, strict] = await Promise.all([
    createSandbox({memory: true}),
    createSandbox({memory: true, allowedOrigins: ['https://app.example']}),
  ]);
  alice = await Client.of(sandbox, 'alice');
  const {id: integrationId} = await alice.integration('sendgrid');
  const payload = {SENDGRID_API_KEY: 'SG.demo-robin-8d1f'};
  credentialId = (await alice.post('/credentials', {integrationId, payload})).body.id;
  sandbox.addFault({user: 'nobody', delay: 1});
  routes = await describedRoutes();
});
after(async () => {
  await sandbox?.close();
  await strict?.close();
});

/** Every route of the document, with something in place of its parameters. */
async function describedRoutes() {
  const document = await jsonOf(sandbox.fetch(new Request('http://localhost/openapi.json')));
  const values: Record<string, string> = {projectId: sandbox.projectId, credentialId, id: credentialId};
  const found = Object.entries<Json>(document.paths).flatMap(([template, item]) =>
    Object.entries<Json>(item).map(([method, {security}]) => ({
      method: method.toUpperCase(),
      path: template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x'),
      needsToken: Boolean(security?.length),
    })),
  );
  assert.ok(found.length > 50, String(found.length));
  assert.ok(found.some(({path}) => path.startsWith('/_sandbox/')));
  return found;
}

const own = ['http://localhost:5173', 'https://localhost', 'http://127.0.0.1:8080', 'http://[::1]:3000'];
const foreign = [
  'https://evil.example',
  'null',
  'http://localhost.evil.example',
  'http://localhost:5173.evil.example',
  'http://127.0.0.1.evil.example',
  'http://0.0.0.0:5173',
  'http://localhost:5173/',
  'http://user@localhost:5173',
];
const odd = [
  'file://',
  'http://LOCALHOST:5173',
  'chrome-extension://abcdefgh',
  'http://sub.localhost',
  '*',
  'x',
];

const send = (method: string, path: string, headers: Record<string, string>, body?: string) =>
  sandbox.fetch(
    new Request(`http://localhost${path}`, {
      method,
      headers,
      body: /^(?:GET|HEAD)$/.test(method) ? undefined : body,
    }),
  );

function judge(answer: Response, what: string, allowed: string | null) {
  const {headers} = answer;
  assert.equal(headers.get('Access-Control-Allow-Origin'), allowed, what);
  assert.equal(headers.get('Access-Control-Allow-Credentials'), null, what);
  assert.match(headers.get('Vary') ?? '', /\bOrigin\b/, what);
}

/** What an attacker would want to change. */
const state = async () => ({
  me: await jsonOf(
    send('GET', `/projects/${sandbox.projectId}/sdk/me`, {Authorization: `Bearer ${alice.token}`}),
  ),
  faults: sandbox.faults.map(({id}) => id),
  users: (await jsonOf(send('GET', '/_sandbox/users', {}))).total,
});

test('foreign origins: no route answers so that they could read it, or does anything', async () => {
  const before = await state();
  for (const origin of foreign)
    for (const {method, path, needsToken} of routes) {
      const what = `${origin} ${method} ${path}`;
      const preflight = await send('OPTIONS', path, {
        Origin: origin,
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': 'authorization',
      });
      assert.equal(preflight.status, 204, what);
      judge(preflight, what, null);
      for (const name of ['Methods', 'Headers', 'Private-Network'])
        assert.equal(preflight.headers.get(`Access-Control-Allow-${name}`), null, what);

      // What a page can send without asking first: a form, or text that happens to be JSON.
      const answer = await send(method, path, {Origin: origin, 'Content-Type': 'text/plain'}, '{"times":1}');
      judge(answer, what, null);
      if (path.startsWith('/_sandbox/')) assert.equal(answer.status, 403, what);
      else if (needsToken) assert.equal(answer.status, 401, what);
      else if (!/^(?:GET|HEAD)$/.test(method)) assert.ok(answer.status >= 400, what);
      await answer.body?.cancel();
    }
  assert.deepEqual(await state(), before);
});

test('whatever else calls itself an origin is foreign', async () => {
  for (const origin of odd) {
    judge(await send('GET', '/openapi.json', {Origin: origin}), origin, null);
    assert.equal((await send('GET', '/_sandbox/token?user=alice', {Origin: origin})).status, 403, origin);
  }
});

test('origins on this machine: each is named alone, never all of them, and never with cookies', async () => {
  const readOnly = routes.filter(({method, path}) => method === 'GET' || path.startsWith('/projects/'));
  for (const origin of own)
    for (const {method, path, needsToken} of readOnly) {
      const what = `${origin} ${method} ${path}`;
      const preflight = await send('OPTIONS', path, {
        Origin: origin,
        'Access-Control-Request-Method': method,
      });
      judge(preflight, what, origin);
      const answer = await send(method, path, {Origin: origin}, '{}');
      judge(answer, what, origin);
      if (needsToken) assert.equal(answer.status, 401, what);
      await answer.body?.cancel();
    }
});

test('nothing that is said to one user is kept for another', async () => {
  for (const {method, path} of routes) {
    const isFile = /^\/(?:_assets|images|integrations)\//.test(path);
    for (const headers of [{}, {Authorization: `Bearer ${alice.token}`}, {Authorization: 'Bearer a.b.c'}]) {
      if (method !== 'GET') continue;
      const answer = await send(method, path, headers as Record<string, string>);
      const what = `${method} ${path} ${answer.status}`;
      if (!isFile || answer.status !== 200)
        assert.match(answer.headers.get('Cache-Control')!, /no-store/, what);
      assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff', what);
      await answer.body?.cancel();
    }
  }
  for (const path of ['/slack/api/auth.test', '/nothing', '/token', '/.well-known/openid-configuration']) {
    const answer = await fetch(sandbox.urls.outside + path);
    assert.ok(/no-store|no-cache/.test(answer.headers.get('Cache-Control') ?? ''), path);
    assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff', path);
    await answer.body?.cancel();
  }
});

test('control routes: requests that a foreign page can send without a preflight', async () => {
  const before = await state();
  const bodies: [string, string][] = [
    ['text/plain', '{"status":500}'],
    ['text/plain;charset=UTF-8', '{"status":"INVALID"}'],
    ['application/x-www-form-urlencoded', '{"status":500,"body":"='.concat('"}')],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--'],
  ];
  const targets = [
    '/_sandbox/reset',
    '/_sandbox/reset?user=alice',
    '/_sandbox/faults',
    `/_sandbox/credentials/${credentialId}/status`,
    `/_sandbox/credentials/${credentialId}/disconnect`,
    `/_sandbox/credentials/${credentialId}/expire`,
  ];
  // A frame without an origin of its own, a redirect across origins, a form under no-referrer: all say "null".
  const senders: Record<string, string>[] = [
    {Origin: 'null', 'Sec-Fetch-Site': 'cross-site'},
    {Origin: 'null', 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'iframe'},
    {Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate'},
    {Origin: 'https://evil.example'},
    {'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate'},
  ];
  for (const path of targets)
    for (const headers of senders)
      for (const [type, body] of bodies) {
        const answer = await send('POST', path, {...headers, 'Content-Type': type}, body);
        assert.equal(answer.status, 403, `${path} ${JSON.stringify(headers)} ${type}`);
      }
  assert.deepEqual(await state(), before);
});

test('control routes without an Origin: from the address bar and programs, not from other sites', async () => {
  for (const path of ['/_sandbox/token?user=alice', '/_sandbox/users', '/_sandbox/stream']) {
    const statusFor = async (headers: Record<string, string>) => {
      const answer = await send('GET', path, headers);
      await answer.body?.cancel();
      return answer.status;
    };
    assert.equal(await statusFor({}), 200, 'a program');
    assert.equal(await statusFor({'Sec-Fetch-Site': 'none'}), 200, 'the address bar');
    assert.equal(await statusFor({'Sec-Fetch-Site': 'same-origin'}), 200, 'the inspector');
    for (const mode of ['no-cors', 'navigate', 'websocket'])
      assert.equal(await statusFor({'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': mode}), 403, mode);
  }
});

test('with a list of allowed origins, other ports of this machine are foreign, too', async () => {
  const statusFor = async (origin: string, path: string) => {
    const answer = await strict.fetch(new Request(`http://localhost${path}`, {headers: {Origin: origin}}));
    await answer.body?.cancel();
    return answer.status;
  };
  for (const path of ['/_sandbox/token?user=alice', '/_sandbox/users', '/_sandbox/stream']) {
    assert.equal(await statusFor('http://localhost:5173', path), 403, path);
    assert.equal(await statusFor(strict.urls.outside, path), 403, 'the outside is no page of ours');
    assert.equal(await statusFor('https://app.example', path), 200, path);
    assert.equal(await statusFor(strict.urls.paragon, path), 200, 'the inspector');
  }
});

test('names that resolve to this machine open nothing, on either address', async () => {
  for (const base of [sandbox.urls.paragon, sandbox.urls.outside]) {
    const {port} = new URL(base);
    const path = base === sandbox.urls.paragon ? '/_sandbox/token?user=alice' : '/slack/api/auth.test';
    const get = async (target: string, ...headers: string[]) =>
      (await sendRaw(base, [`GET ${target} HTTP/1.1`, ...headers, 'Connection: close'])).status;
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      assert.ok([200, 401].includes(await get(path, `Host: ${host}:${port}`)), host);
    for (const host of [
      `evil.example:${port}`,
      'evil.example',
      `localhost.evil.example:${port}`,
      `127.0.0.1.nip.io:${port}`,
      `localhost.:${port}`,
      `sub.localhost:${port}`,
      `0.0.0.0:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `[::]:${port}`,
      '127.1',
      '2130706433',
      `localhost@evil.example:${port}`,
      `evil.example#localhost:${port}`,
      `localhost:${port}:${port}`,
      '',
    ])
      assert.ok([400, 403].includes(await get(path, `Host: ${host}`)), host);
    assert.equal(await get(`http://evil.example:${port}${path}`, `Host: localhost:${port}`), 403);
    assert.equal(await get(`http://localhost:${port}${path}`, `Host: evil.example:${port}`), 403);
    assert.equal(await get(`http://localhost@evil.example${path}`, `Host: localhost:${port}`), 403);
    assert.ok([400, 403].includes(await get(`//evil.example${path}`, 'Host: evil.example')));
    assert.equal(await get(path, `Host: evil.example`, `X-Forwarded-Host: localhost:${port}`), 403);
    assert.equal(await get(path), 400, 'HTTP/1.1 without a Host');
  }
});

test('streams and sockets: no foreign page listens in', async () => {
  const {port, host} = new URL(sandbox.urls.paragon);
  const upgrade = (origin: string, path: string) =>
    sendRaw(sandbox.urls.paragon, [
      `GET ${path} HTTP/1.1`,
      `Host: ${host}`,
      `Origin: ${origin}`,
      'Upgrade: websocket',
      'Connection: Upgrade, close',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
    ]);
  for (const path of ['/_sandbox/stream', '/_sandbox/requests', '/'])
    for (const origin of ['https://evil.example', `http://localhost:${Number(port) + 7}`]) {
      if (origin.startsWith('http://localhost') && path === '/_sandbox/stream') continue;
      const {status} = await upgrade(origin, path);
      assert.notEqual(status, 101, `${origin} ${path}`);
      if (path !== '/' && origin.includes('evil')) assert.equal(status, 403);
    }
});
