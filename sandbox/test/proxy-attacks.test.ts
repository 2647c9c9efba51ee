import assert from 'node:assert/strict';
import {createServer, type Server, type Socket} from 'node:net';
import type {AddressInfo} from 'node:net';
import {gzipSync} from 'node:zlib';
import {after, before, beforeEach, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {resolveBase} from '../src/proxy/base.js';
import {Client} from './helpers/client.js';
import {keyIntegration, startProvider, type FakeProvider} from './helpers/provider.js';
import {sendRaw} from './helpers/raw.js';

const KEY = 'key-of-alice-"4711"\\/ü';
/** As the key stands in a header. */
const SENT = 'key-of-alice-"4711"\\/';
let provider: FakeProvider;
let trap: FakeProvider;
let wire: Wire;
let sandbox: Sandbox;
let alice: Client;

/** A provider that answers with bytes instead of HTTP. */
interface Wire {
  readonly port: number;
  bytes: string;
  close(): void;
}

async function startWire(): Promise<Wire> {
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    socket.once('data', (request) => {
      const isTrial = request.toString('latin1').includes('/whoami');
      const body =
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"id":"me"}';
      socket.end(Buffer.from(isTrial ? body : started.bytes, 'latin1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const started: Wire = {
    port: (server.address() as AddressInfo).port,
    bytes: '',
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
  return started;
}

before(async () => {
  [provider, trap, wire] = await Promise.all([startProvider(), startProvider(), startWire()]);
  const base = `http://localhost:${provider.port}`;
  const lists = (path: string) => ({path, label: '{name}', value: '{id}'});
  const echo = keyIntegration('echo', `${base}/api`, {
    inputs: [
      {id: 'KEY', type: 'PASSWORD', title: 'Key'},
      {id: 'SPACE', type: 'TEXT_NO_VARS', title: 'Space', required: false},
    ],
    options: {
      one: lists('/spaces/{SPACE}/lists'),
      find: {...lists('/find'), query: {q: '{search}'}},
    },
  });
  sandbox = await createSandbox({
    memory: true,
    catalog: [echo, keyIntegration('wire', `http://localhost:${wire.port}/api`)],
  });
  alice = await Client.of(sandbox, 'alice');
  for (const type of ['echo', 'wire']) {
    const {id: integrationId} = await alice.integration(type);
    const {status} = await alice.post('/credentials', {integrationId, payload: {KEY, SPACE: 'main'}});
    assert.equal(status, 200);
  }
});
after(async () => {
  await sandbox?.close();
  await provider?.close();
  await trap?.close();
  wire?.close();
});
beforeEach(() => {
  provider.requests.length = 0;
  provider.answer((request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({headers: request.rawHeaders, url: request.url}));
  });
});

const place = (path = '/proxy/echo/x') => `/projects/${sandbox.projectId}/sdk${path}`;
const raw = (first: string, headers: readonly string[] = [], body = '') =>
  sendRaw(
    sandbox.urls.paragon,
    [
      first,
      `Host: ${new URL(sandbox.urls.paragon).host}`,
      `Authorization: Bearer ${alice.token}`,
      ...headers,
    ],
    body,
  );

test('headers about connections, addresses and other proxies do not arrive', async () => {
  const smuggled = {
    Connection: 'close, X-Named',
    'X-Named': 'smuggled',
    'Keep-Alive': 'smuggled',
    Proxy: 'http://smuggled.example/',
    'Proxy-Authorization': 'smuggled',
    'Proxy-Authenticate': 'smuggled',
    'Proxy-Connection': 'smuggled',
    'Proxy-Anything': 'smuggled',
    TE: 'smuggled',
    Trailer: 'smuggled',
    Upgrade: 'smuggled',
    'X-Forwarded-For': 'smuggled',
    'X-Forwarded-Host': 'smuggled',
    'X-Forwarded-Proto': 'smuggled',
    'X-Forwarded-Prefix': 'smuggled',
    Forwarded: 'host=smuggled',
    Via: 'smuggled',
    'X-Host': 'smuggled',
    'X-Original-Host': 'smuggled',
    'X-Original-URL': '/smuggled',
    'X-Rewrite-URL': '/smuggled',
    'X-Tenant': 'smuggled',
    Cookie: 'smuggled',
    Origin: 'http://localhost:1',
    Referer: 'http://smuggled.example/',
    'Sec-Fetch-Site': 'smuggled',
    'Sec-Anything': 'smuggled',
    'X-Paragon-Anything': 'smuggled',
    'Accept-Encoding': 'smuggled',
    'X-Kept': 'kept',
  };
  const lines = Object.entries(smuggled).map(([name, value]) => `${name}: ${value}`);
  const {status, text} = await raw(`GET ${place()} HTTP/1.1`, lines);
  assert.equal(status, 200);
  assert.ok(!text.includes('smuggled'), text);
  assert.ok(text.includes('kept'));
  assert.ok(text.includes('constant'), 'the header of the catalogue');
  assert.ok(!text.includes(alice.token));
});

test('requests that two servers could read differently are refused by the first', async () => {
  const body = '0\r\n\r\nGET /api/second HTTP/1.1\r\nHost: x\r\n\r\n';
  const cases: Record<string, readonly string[]> = {
    'both length and chunks': ['Content-Length: 60', 'Transfer-Encoding: chunked'],
    'two lengths': ['Content-Length: 5', 'Content-Length: 60'],
    'a list of lengths': ['Content-Length: 5, 60'],
    'a signed length': ['Content-Length: +5'],
    'a length in hexadecimal': ['Content-Length: 0x5'],
    'a negative length': ['Content-Length: -1'],
    'a length with a space in its name': ['Content-Length : 5'],
    'chunks that are not': ['Transfer-Encoding: xchunked'],
    'chunks, then something': ['Transfer-Encoding: chunked, identity'],
    'chunks, with a control character': ['Transfer-Encoding: \x0bchunked'],
    'a folded line': ['X-A: b', ' Transfer-Encoding: chunked'],
    'a line feed alone': ['X-A: b\nTransfer-Encoding: chunked', 'Content-Length: 60'],
    'a carriage return alone': ['X-A: b\rX-B: c'],
    'a NUL': ['X-A: b\x00c'],
    'no name': [': b'],
  };
  for (const [name, headers] of Object.entries(cases)) {
    const {status, head} = await raw(`POST ${place()} HTTP/1.1`, [...headers, 'Connection: close'], body);
    assert.ok([0, 400, 501].includes(status), `${name}: ${head}`);
  }
  assert.ok(!provider.requests.join().includes('second'), provider.requests.join());
  assert.ok(!provider.requests.length, provider.requests.join());
  // A body that holds a request stays a body.
  const {status} = await raw(
    `POST ${place()} HTTP/1.1`,
    [`Content-Length: ${body.length}`, 'Connection: close'],
    body,
  );
  assert.equal(status, 200);
  assert.deepEqual(provider.requests, ['POST /api/x']);
});

test('targets that are no plain paths', async () => {
  const {port} = new URL(sandbox.urls.paragon);
  const own = `http://localhost:${port}`;
  const refused = [
    `GET http://localhost:${trap.port}/x HTTP/1.1`,
    `GET http://evil.example${place()} HTTP/1.1`,
    `GET ${own}${place('/proxy/echo/../../secret')} HTTP/1.1`,
    `GET ${own}${place('/proxy/echo/%2e%2e/secret')} HTTP/1.1`,
    `GET ${own}${place('/proxy/echo/\\secret')} HTTP/1.1`,
    `GET ${own}@localhost:${trap.port}${place()} HTTP/1.1`,
    'OPTIONS * HTTP/1.1',
    'GET * HTTP/1.1',
    `CONNECT localhost:${trap.port} HTTP/1.1`,
    `CONNECT ${place()} HTTP/1.1`,
    `TRACE ${place()} HTTP/1.1`,
    `TRACK ${place()} HTTP/1.1`,
    `GET //localhost:${trap.port}/x HTTP/1.1`,
    `GET ${place('/proxy')}//localhost:${trap.port}/x HTTP/1.1`,
    `GET ${place('/proxy/echo')}#@localhost:${trap.port} HTTP/1.1`,
    `GET ${place()} HTTP/1.1 HTTP/1.1`,
    `GET ${place()} HTTP/9.9`,
    `GET\t${place()}\tHTTP/1.1`,
  ];
  for (const first of refused) {
    const {status, text} = await raw(first, ['Connection: close']);
    assert.ok([0, 400, 403, 404, 405, 501, 505].includes(status), `${first}: ${status}`);
    assert.doesNotMatch(text, /\bat .*\.[tj]s:/, first);
  }
  assert.deepEqual([...provider.requests, ...trap.requests], []);
  const whole = await raw(`GET ${own}${place()} HTTP/1.1`, ['Connection: close']);
  assert.equal(whole.status, 200, 'the whole address of a plain path is one');
});

test('redirects to other machines, to metadata services and to other kinds of addresses go nowhere', async () => {
  const locations = [
    `http://localhost:${trap.port}/api/x`,
    `http://127.0.0.1:${provider.port}/api/x`,
    `http://[::1]:${provider.port}/api/x`,
    `https://localhost:${provider.port}/api/x`,
    'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'http://100.100.100.200/latest/meta-data/',
    'http://2852039166/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://0251.0376.0251.0376/',
    `http://0:${trap.port}/`,
    `//localhost:${trap.port}/api/x`,
    `\\\\localhost:${trap.port}\\api\\x`,
    `/\\localhost:${trap.port}/api/x`,
    `http:\\\\localhost:${trap.port}/api/x`,
    `http://localhost:${provider.port}@localhost:${trap.port}/api/x`,
    `http://user:pass@localhost:${provider.port}/api/x`,
    `http://localhost:${provider.port}/secret`,
    `http://localhost:${provider.port}/api/../secret`,
    `http://localhost:${provider.port}/api/%2e%2e/secret`,
    `http://localhost:${provider.port}/api/..%2fsecret`,
    `http://localhost:${provider.port}/apis/x`,
    '/secret',
    '../secret',
    '/api/..;/secret',
    'file:///etc/passwd',
    'gopher://localhost:1/_x',
    'javascript:alert(1)',
    'data:application/json,{}',
    'ftp://localhost/x',
    '',
    'http://',
    'http://[',
  ];
  for (const location of locations) {
    provider.requests.length = 0;
    provider.answer((_request, response) => response.writeHead(302, {Location: location}).end());
    const answer = await fetch(sandbox.urls.paragon + place(), {
      headers: {Authorization: `Bearer ${alice.token}`},
      redirect: 'manual',
    });
    assert.equal(answer.status, 302, location);
    assert.equal(answer.headers.get('Location'), null, location);
    assert.deepEqual(provider.requests, ['GET /api/x'], location);
    // The catalogue's own requests follow none at all.
    const options = await alice.post('/actions', {action: 'echo', sourceKey: 'one', parameters: []});
    assert.equal(options.status, 502, location);
  }
  assert.deepEqual(trap.requests, []);
});

test('hosts that only look public are none, in a catalogue whose host is filled in', () => {
  const free = 'https://{HOST}/api';
  for (const HOST of [
    ...[
      '[::1]',
      '::1',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[fe80::1%25eth0]',
      '[::]',
      '0:0:0:0:0:0:0:1',
    ],
    ...['127.0.0.1', '127.1', '0177.0.0.1', '0x7f.0.0.1', '0x7F000001', '2130706433', '017700000001', '0'],
    ...['10.0.0.1', '192.168.0.1', '169.254.169.254', '2852039166', '0xA9FEA9FE', '1.1', '1.2.3'],
    ...['localhost', 'LOCALHOST', 'a.localhost', 'x.LOCAL', 'a.internal', 'A.Home.Arpa', 'localhost.'],
    ...['example.com.', 'example.com:1', 'example.com/', 'example.com?', 'example.com#', 'a@example.com'],
    ...['exa mple.com', 'example\t.com', 'example.com\n', 'ex%61mple.com', 'example。com', 'ⓔxample.com'],
    ...[
      'аpple.com',
      'xn--.com-',
      '-example.com',
      'example-.com',
      '.example.com',
      'example..com',
      '*.com',
      '',
    ],
  ])
    assert.throws(() => resolveBase(free, {HOST}, 'http://localhost:1'), {status: 400}, JSON.stringify(HOST));
});

test('what users choose and search for stays within its part of the address', async () => {
  const wrong = ['..', '.', ' .. ', '\ud800', 'a\u0000b', 'a\r\nX-A: b', '\u2028\u0085', '..\n'];
  const odd = [
    'a/../../b',
    '../x',
    '%2e%2e',
    'a?b=c',
    'a#b',
    '\\..\\x',
    '//host',
    'http://host/',
    '{KEY}',
    'ü&=+',
  ];
  const ask = (SPACE: unknown) =>
    alice.post('/actions', {
      action: 'echo',
      sourceKey: 'one',
      parameters: [{key: 'SPACE', source: {value: SPACE}}],
    });
  provider.answer((_request, response) => response.end('[]'));
  for (const SPACE of wrong) {
    const {status, body} = await ask(SPACE);
    assert.equal(status, 400, `${JSON.stringify(SPACE)} ${JSON.stringify(body)}`);
  }
  assert.deepEqual(provider.requests, []);
  for (const SPACE of odd) {
    assert.equal((await ask(SPACE)).status, 200, SPACE);
    assert.equal(provider.requests.pop(), `GET /api/spaces/${encodeURIComponent(SPACE)}/lists`);
  }
  for (const key of [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'KEY',
    'accessToken',
    'search',
  ]) {
    const {status} = await alice.post('/actions', {
      action: 'echo',
      sourceKey: 'one',
      parameters: [{key, source: {value: {SPACE: 'stolen', KEY: 'stolen'}}}],
    });
    assert.equal(status, 200, key);
    assert.equal(provider.requests.pop(), 'GET /api/spaces/main/lists', key);
    assert.equal((await alice.post('/actions', {action: 'echo', sourceKey: key})).status, 404, key);
    provider.requests.length = 0;
  }
  const search = 'a&q=b#c?d=e/../f\u0000\ud800';
  const found = await alice.post('/actions', {
    action: 'echo',
    sourceKey: 'find',
    paginationParameters: {search},
  });
  assert.equal(found.status, 200);
  assert.equal(new URL(String(provider.requests.pop()).slice(4), 'http://x').searchParams.size, 1);
});

test('answers that are made to split, to mislead or to overwhelm', async (t) => {
  const json = 'Content-Type: application/json';
  const cases: Record<string, string> = {
    'a header after a line feed': `HTTP/1.1 200 OK\r\n${json}\r\nETag: a\nSet-Cookie: b=c\r\n\r\n{}`,
    'a header after a carriage return': `HTTP/1.1 200 OK\r\n${json}\r\nETag: a\rSet-Cookie: b=c\r\n\r\n{}`,
    'a NUL in a header': `HTTP/1.1 200 OK\r\n${json}\r\nETag: a\x00b\r\n\r\n{}`,
    'both length and chunks': `HTTP/1.1 200 OK\r\n${json}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    'two lengths': `HTTP/1.1 200 OK\r\n${json}\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
    'a second answer': `HTTP/1.1 200 OK\r\n${json}\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nSet-Cookie: b=c\r\n\r\n`,
    'a switch of protocols':
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nSet-Cookie',
    'a status that is none': 'HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n',
    'a status of no class': 'HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n',
    'headers without end': `HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(5000)}\r\n{}`,
    'a header without end': `HTTP/1.1 200 OK\r\nX-A: ${'b'.repeat(100_000)}\r\n\r\n{}`,
    'no HTTP': 'SSH-2.0-OpenSSH_9.2\r\n',
    nothing: '',
    'gzip that is none': `HTTP/1.1 200 OK\r\n${json}\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`,
    'JSON that is none': `HTTP/1.1 200 OK\r\n${json}\r\nContent-Length: 1\r\n\r\n{`,
  };
  const said: string[] = [];
  t.mock.method(console, 'error', (...args: unknown[]) => said.push(args.join(' ')));
  for (const [name, bytes] of Object.entries(cases)) {
    wire.bytes = bytes;
    const {status, head, text} = await raw(`GET ${place('/proxy/wire/x')} HTTP/1.1`, ['Connection: close']);
    assert.ok([200, 502].includes(status), `${name}: ${status} ${text}`);
    assert.doesNotMatch(head, /Set-Cookie|b=c/i, name);
    assert.doesNotMatch(text, /\bat .*\.[tj]s:/, name);
  }
  assert.deepEqual(said, [], 'none of it is a failure of the sandbox');
});

test('answers that unpack, nest or run without measure', async (t) => {
  const said: string[] = [];
  t.mock.method(console, 'error', (...args: unknown[]) => said.push(args.join(' ')));
  const bomb = gzipSync(Buffer.alloc(64_000_000, ' '));
  assert.ok(bomb.length < 100_000);
  const headers = {'Content-Type': 'application/json', 'Content-Encoding': 'gzip'};
  provider.answer((_request, response) => response.writeHead(200, headers).end(bomb));
  const [proxied, options] = await Promise.all([
    alice.get('/proxy/echo/x'),
    alice.post('/actions', {action: 'echo', sourceKey: 'one', parameters: []}),
  ]);
  assert.deepEqual([proxied.status, options.status], [502, 502]);
  assert.match(proxied.body.message, /larger than 20 MB/);

  const {'Content-Encoding': _, ...plain} = headers;
  provider.answer((request, response) =>
    response
      .writeHead(request.url === '/api/fails' ? 400 : 200, plain)
      .end('[{"a":'.repeat(200_000) + '1' + '}]'.repeat(200_000)),
  );
  const nested = await fetch(sandbox.urls.paragon + place(), {
    headers: {Authorization: `Bearer ${alice.token}`},
  });
  assert.equal(nested.status, 200);
  assert.equal(
    typeof ((await nested.json()) as {output: unknown}).output,
    'string',
    'text, as it is no usable JSON',
  );
  assert.equal((await alice.get('/proxy/echo/fails')).status, 400);
  const list = await alice.post('/actions', {action: 'echo', sourceKey: 'one', parameters: []});
  assert.ok(list.status < 500 || list.status === 502, String(list.status));
  assert.deepEqual(said, []);
});

test('a refusal never repeats the key, however the provider writes it', async () => {
  const forms = [
    SENT,
    JSON.stringify(SENT).slice(1, -1),
    encodeURIComponent(SENT),
    Buffer.from(SENT).toString('base64'),
    SENT.replaceAll('/', '\\/').replaceAll('"', '\\u0022'),
  ];
  const json = (form: string) => [
    `{"message":"Bad key ${form}"}`,
    `{"errors":[{"detail":"x","given":{"${form}":["${form}"]}}]}`,
  ];
  for (const form of forms)
    for (const [type, text] of [
      ...(form === SENT ? [] : json(form).map((one) => ['application/json', one] as const)),
      ...(form.includes('\\u0022') ? [] : [['text/plain', `Bad key ${form}`] as const]),
      ['text/html', `<p>${form}</p>`] as const,
      ['application/json', `not JSON ${form}`] as const,
    ])
      for (const status of [300, 400, 403, 422, 500]) {
        provider.answer((_request, response) =>
          response.writeHead(status, {'Content-Type': type, 'X-Echo': encodeURIComponent(form)}).end(text),
        );
        const answer = await alice.get('/proxy/echo/x');
        assert.equal(answer.status, status);
        assert.doesNotMatch(JSON.stringify(answer.body), /4711|NDcxM/, `${type} ${text}`);
        assert.equal(answer.headers.get('X-Echo'), null);
      }
});
