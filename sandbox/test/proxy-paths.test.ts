import assert from 'node:assert/strict';
import {connect} from 'node:net';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {resolveBase} from '../src/proxy/base.js';
import {Client} from './helpers/client.js';
import {keyIntegration, startProvider, type FakeProvider} from './helpers/provider.js';

let provider: FakeProvider;
let trap: FakeProvider;
let sandbox: Sandbox;
let alice: Client;

before(async () => {
  provider = await startProvider();
  trap = await startProvider();
  const base = `http://localhost:${provider.port}`;
  const tenant = keyIntegration('tenant', `${base}/api/{TENANT}/v1`, {
    inputs: [
      {id: 'KEY', type: 'PASSWORD', title: 'Key'},
      {id: 'TENANT', type: 'TEXT_NO_VARS', title: 'Tenant'},
    ],
  });
  sandbox = await createSandbox({memory: true, catalog: [keyIntegration('echo', `${base}/api`), tenant]});
  alice = await Client.of(sandbox, 'alice');
  const {id} = await alice.integration('echo');
  const connected = await alice.post('/credentials', {integrationId: id, payload: {KEY: 'a-key-of-alice'}});
  assert.equal(connected.status, 200);
  provider.requests.length = 0;
});
after(async () => {
  await sandbox?.close();
  await provider?.close();
  await trap?.close();
});

/** Written by hand, as every client library would tidy the path up first. */
function send(path: string, method = 'GET'): Promise<{status: number; text: string}> {
  const {port} = new URL(sandbox.urls.paragon);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', text = ''] = Buffer.concat(chunks)
        .toString()
        .split(/\r\n\r\n(.*)/s);
      resolve({status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), text});
    });
    const lines = [
      `${method} /projects/${sandbox.projectId}/sdk/proxy/echo${path} HTTP/1.1`,
      `Host: localhost:${port}`,
      `Authorization: Bearer ${alice.token}`,
      'Connection: close',
    ];
    socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'));
  });
}

const dots = [
  ...['.', '..', '%2e', '%2e%2e', '%2E%2E', '.%2e', '%2e.', '%252e%252e', '%252E.', '%25252e%25252e'],
  ...['..;', '..;a=b', '%2e%2e;', '.;', '..%20', '%20..', '..%09', '%ef%bc%8e%ef%bc%8e', '%e2%80%a5'],
  ...['%25ef%25bc%258e%25ef%25bc%258e', '..%00', '%c0%ae%c0%ae', '%2e%2e%3b'],
];
const slashes = [
  ...['%2f', '%2F', '%5c', '%5C', '%252f', '%252F', '%255c', '%25252f', '%c0%af', '%e0%80%af', '\\'],
  ...['%ef%bc%8f', '%ef%bc%bc', '%u2215', '//', '%2f%2f'],
];
const controls = ['%00', '%0a', '%0d', '%0d%0a', '%09', '%7f', '%1b', '%c2%85', '%250d%250a', '%2500'];
const refused = (host: string): string[] => [
  ...dots.flatMap((dot) => [`/${dot}`, `/${dot}/secret`, `/users/${dot}`, `/users/${dot}/${dot}/secret`]),
  ...slashes.flatMap((slash) => [
    `/${slash}${host}`,
    `/users${slash}secret`,
    `/users${slash}..${slash}..${slash}secret`,
    `/x${slash}${slash}${host}/x`,
  ]),
  ...controls.flatMap((control) => [`/users${control}`, `/users${control}/x?a=b`]),
  `/http://${host}/x`,
  `/https://${host}/x`,
  `/http:/${host}/x`,
  `/http:${host}`,
  `/hTTp:${host}/x`,
  `/http%3A%2F%2F${host}`,
  `/http%3a/${host}`,
  `/http%253a${host}`,
  '/file:/etc/passwd',
  '/file:etc',
  '/ftp:x',
  '/gopher:x',
  '/javascript:alert(1)',
  '/data:text/html,x',
  '/ws:x',
  '/ldap:x',
  '/x-own-scheme:',
  `/@${host}/x`,
  `/a@${host}/x`,
  `/a:b@${host}/x`,
  `/%40${host}`,
  `/a%3ab%40${host}`,
  `/%2540${host}`,
  `//${host}/x`,
  `///${host}/x`,
  `////${host}/x`,
  `/x//${host}/x`,
  '/x/#/../y',
  '/x#y',
  '/x?a=b#c',
  '/ünicode',
  '/日本語',
  '/x\u2028y',
  '/users/ＡＢ',
  `/\u3002${host}`,
  '/%',
  '/%4',
  '/%zz',
  '/%ff%fe',
  '/%ed%a0%80',
  '/%25252525252525252e',
  '/a"b',
  '/a<b>',
  '/a|b',
  '/a^b',
  '/a`b',
  '/{b}',
  '/[::1]/x',
  `/${'a'.repeat(5000)}`,
  `/${'%2525'.repeat(900)}`,
  '/x?a=\u00fc',
  // Space and line ends: the server itself does not read such a request.
  `/x\r\nHost: ${host}`,
  '/x y',
  '/x\ty',
  '/x\u0000y',
];

test('no path leads out of the base', async () => {
  const paths = [...new Set(refused(`localhost:${trap.port}`))];
  assert.ok(paths.length >= 150, String(paths.length));
  for (const path of paths) {
    const {status, text} = await send(path);
    assert.equal(status, 400, `${path} ${text}`);
    if (text.startsWith('{')) assert.equal(JSON.parse(text).code, '0400', path);
  }
  assert.deepEqual(provider.requests, []);
  assert.deepEqual(trap.requests, []);
});

test('what only looks strange stays below the base, and as it is', async () => {
  const host = `localhost:${trap.port}`;
  const paths = [
    '',
    '/',
    '/a/',
    `/${host}/x`,
    '/users/a@b.example',
    '/me/drive/root:/Report%20%231.txt:/content',
    '/documents:batchUpdate',
    '/100%25',
    '/%3Fa=b',
    '/...',
    '/.well-known/x',
    '/a..b/..c/d..',
    '/%e6%97%a5%e6%9c%ac',
    "/Leads('x')",
    '/a;b=c,d',
    '/__proto__/constructor',
    `/x?url=http://${host}/x&path=../../y`,
    '/x?a=%2e%2e%2f&b=%0d%0a&c=//&d=\\',
    `/x?@${host}`,
    '/x?a=[1]|{2}?b?',
    '?',
    '?a',
  ];
  for (const path of paths) {
    provider.requests.length = 0;
    const {status, text} = await send(path, 'DELETE');
    assert.equal(status, 200, `${path} ${text}`);
    assert.deepEqual(provider.requests, [`DELETE /api${path}`]);
  }
  assert.deepEqual(trap.requests, []);
});

test('with the path tidied up first, a request still stays in the sandbox', async () => {
  provider.requests.length = 0;
  for (const path of ['/../../me', '/%2e%2e/%2e%2e/me', '/a/../../../me', '\\..\\..\\me']) {
    const request = new Request(
      `${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/proxy/echo${path}`,
      {
        headers: {Authorization: `Bearer ${alice.token}`},
      },
    );
    assert.ok((await sandbox.fetch(request)).status < 500);
  }
  assert.ok(provider.requests.every((one) => one.startsWith('GET /api')));
});

test('methods that reflect or tunnel are not passed on', async () => {
  provider.requests.length = 0;
  for (const method of ['TRACE', 'CONNECT']) assert.notEqual((await send('/x', method)).status, 200);
  assert.deepEqual(provider.requests, []);
});

const hostile = (host: string) => [
  ...['..', '.', ' .. ', '../..', 'a/../../b', 'a/b', '/', '//x', '\\', '..\\x', '%2e%2e', '%2f', 'a%00b'],
  ...['a\nb', '\u0000', '\ud800', 'a\r\nHost: x', `//${host}`],
];

test('an input of an account cannot lead out of the base either', async () => {
  provider.requests.length = 0;
  const {id} = await alice.integration('tenant');
  for (const TENANT of hostile(`localhost:${trap.port}`)) {
    const {status} = await alice.post('/credentials', {integrationId: id, payload: {KEY: 'k-1', TENANT}});
    assert.equal(status, 400, JSON.stringify(TENANT));
  }
  assert.deepEqual(provider.requests, []);
  for (const TENANT of ['acme', 'a@localhost', 'a?b#c', '{KEY}', 'ü', '...']) {
    const installOptions = {allowMultipleCredentials: true};
    const payload = {KEY: 'k-1', TENANT};
    const connected = await alice.post('/credentials', {integrationId: id, payload, installOptions});
    assert.equal(connected.status, 200);
    const headers = {'X-Paragon-Credential': connected.body.id};
    assert.equal((await alice.get('/proxy/tenant/x', headers)).status, 200);
    assert.equal(provider.requests.at(-1), `GET /api/${encodeURIComponent(TENANT)}/v1/x`);
  }
  assert.deepEqual(trap.requests, []);
});

test('parameters of options have no say in where the API is', async () => {
  provider.requests.length = 0;
  const answer = await alice.post('/actions', {
    action: 'tenant',
    sourceKey: 'none',
    parameters: [{key: 'TENANT', source: {type: 'VALUE', value: 'other'}}],
  });
  assert.equal(answer.status, 404);
});

test('an address whose host is filled in stays the one that the catalogue means', () => {
  const below = 'https://{HOST}.example.com/api';
  const values = [
    ...['evil.test/', 'evil.test#', 'evil.test?', 'a@evil', 'a:b@evil', 'localhost:1', 'x y', 'a\\b', ''],
    ...[
      '..',
      '.',
      'a..b',
      '-a',
      'a-',
      'ü',
      '\u3002',
      'a%2fb',
      '[::1]',
      'a\nb',
      '{HOST}',
      'https://evil.test',
    ],
  ];
  for (const HOST of values) assert.throws(() => resolveBase(below, {HOST}, 'http://localhost:1'), HOST);
  for (const HOST of ['acme', 'ACME', 'a-b', 'a.b', '127.0.0.1', 'x--y'])
    assert.ok(resolveBase(below, {HOST}, 'http://localhost:1').hostname.endsWith('.example.com'));

  const free = 'https://{HOST}/api';
  const inside = [
    ...['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '017700000001', '169.254.169.254', '0', '10.1'],
    ...[
      'x.localhost',
      'metadata.google.internal',
      'printer.local',
      'router.home.arpa',
      'intranet',
      '0x7f000001',
    ],
  ];
  for (const HOST of inside) assert.throws(() => resolveBase(free, {HOST}, 'http://localhost:1'), HOST);
  assert.equal(resolveBase(free, {HOST: 'acme.example'}, '').href, 'https://acme.example/api');
  assert.equal(resolveBase('/a/{n.id}', {n: {id: 7}}, 'http://localhost:1').href, 'http://localhost:1/a/7');
  for (const n of [undefined, null, '', {}])
    assert.throws(() => resolveBase('/a/{n}', {n}, 'http://localhost:1'));
});
