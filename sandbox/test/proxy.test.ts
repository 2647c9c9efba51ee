import assert from 'node:assert/strict';
import {createHash, randomBytes} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {after, before, beforeEach, test} from 'node:test';
import {jira} from '../src/catalog/jira.js';
import {mailchimp} from '../src/catalog/mailchimp.js';
import {slack} from '../src/catalog/slack.js';
import {createSandbox, type Sandbox} from '../src/index.js';
import {exchange} from '../src/proxy/exchange.js';
import {Client, type Json} from './helpers/client.js';
import {keyIntegration, startProvider, type FakeProvider} from './helpers/provider.js';

const KEY = 'key-of-alice-4711';
let provider: FakeProvider;
let elsewhere: FakeProvider;
let sandbox: Sandbox;
let alice: Client;
let echoId: string;

before(async () => {
  provider = await startProvider();
  elsewhere = await startProvider();
  const base = `http://localhost:${provider.port}/api`;
  const catalog = [slack, jira, mailchimp, keyIntegration('echo', base), keyIntegration('custom.echo', base)];
  sandbox = await createSandbox({memory: true, catalog});
  alice = await Client.of(sandbox, 'alice');
  echoId = await connectKey(alice, 'echo');
});
after(async () => {
  await sandbox?.close();
  await provider?.close();
  await elsewhere?.close();
});
beforeEach(() => {
  provider.requests.length = 0;
  provider.answer(echo);
  sandbox.clearFaults();
});

async function connectKey(client: Client, type: string, installOptions: object = {}): Promise<string> {
  const {id} = await client.integration(type);
  const {body} = await client.post('/credentials', {integrationId: id, payload: {KEY}, installOptions});
  return body.id;
}

function echo(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(
    JSON.stringify({
      method: request.method,
      url: request.url,
      headers: request.headers,
      length: body.length,
      hash: hashOf(body),
    }),
  );
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function send(path: string, init: RequestInit & {duplex?: 'half'} = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${alice.token}`);
  return fetch(`${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/proxy${path}`, {...init, headers});
}

const statusOf = async (id: string) => (await alice.get(`/credentials/${id}`)).body.status;

test('method, path, query and body arrive as they were sent', async () => {
  const path = '/a/B%20c;v=1/~x:y/?q=a%20b&q=c+d&z=%2F%25&=';
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'OPTIONS']) {
    const body = method === 'GET' || method === 'OPTIONS' ? undefined : '{"n":1}';
    const response = await send(`/echo${path}`, {method, body});
    assert.equal(response.status, 200, method);
    const {output} = (await response.json()) as Json;
    assert.equal(output.method, method);
    assert.equal(output.url, `/api${path}`);
    assert.equal(output.length, body?.length ?? 0);
  }
  assert.equal((await alice.get('/proxy/echo')).body.output.url, '/api');
  assert.equal((await alice.get('/proxy/echo?a=1')).body.output.url, '/api?a=1');
  const v2 = await alice.call('GET', '/proxy/echo/x', {prefix: '/v2'});
  assert.equal(v2.body.output.url, '/api/x');
  assert.equal((await send('/echo/x', {method: 'HEAD'})).status, 200);
  assert.equal(provider.requests.at(-1), 'HEAD /api/x');

  const bytes = randomBytes(70_000);
  const binary = await send('/echo/x', {
    method: 'POST',
    body: bytes,
    headers: {'Content-Type': 'image/png', 'Idempotency-Key': 'abc'},
  });
  const {output} = (await binary.json()) as Json;
  assert.equal(output.hash, hashOf(bytes));
  assert.equal(output.headers['content-type'], 'image/png');
  assert.equal(output.headers['idempotency-key'], 'abc', 'such keys are the provider’s');
});

test('a custom integration is reached by its name and by its id', async () => {
  const id = await connectKey(alice, 'custom.echo');
  const {id: integrationId} = await alice.integration('custom.echo');
  for (const path of ['/proxy/custom.echo/x', `/proxy/custom/${integrationId}/x`])
    assert.equal((await alice.get(path)).body.output.url, '/api/x');
  const {id: ofEcho} = await alice.integration('echo');
  assert.equal((await alice.get(`/proxy/custom/${ofEcho}/x`)).status, 404, 'it is no custom one');
  assert.ok(id);
});

test('the app’s headers arrive, its affairs do not, and the account’s authorization wins', async () => {
  const headers = {
    Accept: 'text/x-own',
    'X-Own': 'ä'.normalize(),
    'X-Tenant': 'forged',
    Cookie: 'a=b',
    Origin: 'http://localhost:5173',
    Referer: 'http://localhost:5173/secret',
    Connection: 'close, X-Hop',
    'X-Hop': '1',
    'X-Forwarded-For': '1.2.3.4',
    'X-Paragon-Anything': '1',
    'X-Paragon-Credential': echoId,
    'Proxy-Authorization': 'Basic x',
    TE: 'trailers',
  };
  const {output} = await raw(`/proxy/echo/x`, headers);
  assert.equal(output.headers.authorization, `Key ${KEY}`);
  assert.equal(output.headers['x-tenant'], 'constant');
  assert.equal(output.headers['x-own'], 'ä');
  assert.equal(output.headers.accept, 'text/x-own');
  assert.equal(output.headers.host, `localhost:${provider.port}`);
  const absent = ['cookie', 'origin', 'referer', 'x-hop', 'x-forwarded-for', 'te', 'proxy-authorization'];
  for (const name of [...absent, 'x-paragon-anything', 'x-paragon-credential', 'content-type'])
    assert.ok(!(name in output.headers), name);
  assert.ok(!JSON.stringify(output).includes(alice.token));
});

/** `fetch` keeps some headers for itself. */
async function raw(path: string, headers: Record<string, string>): Promise<Json> {
  const url = new URL(`${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk${path}`);
  const response = await exchange(
    {url, path: url.pathname},
    {method: 'GET', headers: {...headers, authorization: `Bearer ${alice.token}`}, timeout: 5000},
  );
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}

test('"auto" becomes the type of what is sent', async () => {
  const typeOf = async (body: string | Uint8Array | undefined) => {
    const init = {method: 'POST', body, headers: {'Content-Type': 'auto'}};
    return ((await (await send('/echo/x', init)).json()) as Json).output.headers['content-type'];
  };
  assert.equal(await typeOf('{"a":1}'), 'application/json');
  assert.equal(await typeOf('a=1'), 'text/plain; charset=utf-8');
  assert.equal(await typeOf(new Uint8Array([0xff, 0xd8, 0xff])), 'application/octet-stream');
  assert.equal(await typeOf(`[${'1,'.repeat(800_000)}1]`), 'application/json');
  assert.equal(await typeOf(undefined), undefined);
});

test('answers: JSON is wrapped, an empty one stays empty, text stays text, raw is raw', async () => {
  provider.answer((request, response) => {
    const kind = request.url?.split('/').at(-1);
    response.setHeader('Set-Cookie', 'provider=1');
    response.setHeader('X-Provider', '1');
    if (kind === 'created') response.statusCode = 201;
    if (kind === 'gone') return response.writeHead(204).end();
    if (kind === 'empty') return response.writeHead(200, {'Content-Type': 'application/json'}).end();
    if (kind === 'html') return response.writeHead(200, {'Content-Type': 'text/html'}).end('<b>hi</b>');
    if (kind === 'null') return response.writeHead(200, {'Content-Type': 'application/json'}).end('null');
    if (kind === 'broken') return response.writeHead(200, {'Content-Type': 'application/json'}).end('{"a');
    response.setHeader('Content-Type', 'application/vnd.own+json');
    return response.end('{"output":{"a":"ü"}}');
  });
  const text = async (path: string, headers = {}) => {
    const response = await send(path, {headers});
    assert.equal(response.headers.get('set-cookie'), null);
    assert.equal(response.headers.get('x-provider'), null);
    return {status: response.status, type: response.headers.get('content-type'), text: await response.text()};
  };
  assert.deepEqual(await text('/echo/created'), {
    status: 201,
    type: 'application/json',
    text: '{"output":{"output":{"a":"ü"}}}',
  });
  assert.deepEqual(await text('/echo/gone'), {status: 204, type: null, text: ''});
  assert.deepEqual(await text('/echo/empty'), {status: 200, type: null, text: ''});
  assert.equal((await text('/echo/null')).text, '{"output":null}');
  assert.equal((await text('/echo/broken')).text, '{"output":"{\\"a"}');
  assert.deepEqual(await text('/echo/html'), {status: 200, type: 'text/html', text: '<b>hi</b>'});
  assert.deepEqual(await text('/echo/x', {'X-Paragon-Use-Raw-Response': '1'}), {
    status: 200,
    type: 'application/vnd.own+json',
    text: '{"output":{"a":"ü"}}',
  });
  const page = await send('/echo/html');
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  assert.match(page.headers.get('content-security-policy') ?? '', /sandbox/);
});

test('a large download streams, and ends at the provider when the client goes', async () => {
  const part = randomBytes(1_000_000);
  const whole = createHash('sha256');
  let goOn = () => {};
  provider.answer((_request, response) => {
    response.setHeader('Content-Type', 'application/zip');
    response.write(part);
    goOn = () => {
      for (let i = 0; i < 7; i++) response.write(part);
      response.end();
    };
  });
  for (let i = 0; i < 8; i++) whole.update(part);
  const response = await send('/echo/file', {headers: {'X-Paragon-Use-Raw-Response': '1'}});
  assert.equal(response.headers.get('content-type'), 'application/zip');
  const received = createHash('sha256');
  let size = 0;
  for await (const chunk of response.body!) {
    // Only now the provider sends the rest: nothing has waited for the end.
    if (size === 0) goOn();
    size += chunk.length;
    received.update(chunk);
  }
  assert.equal(size, 8_000_000);
  assert.equal(received.digest('hex'), whole.digest('hex'));

  const closed = new Promise<void>((resolve) => {
    provider.answer((request, answer) => {
      answer.on('close', resolve);
      answer.write(part);
      request.resume();
    });
  });
  const abort = new AbortController();
  const endless = await send('/echo/endless', {
    headers: {'X-Paragon-Use-Raw-Response': '1'},
    signal: abort.signal,
  });
  await endless.body!.getReader().read();
  abort.abort();
  await Promise.race([closed, sleep(3000, undefined, {ref: false}).then(() => assert.fail('it goes on'))]);

  const impatient = new AbortController();
  const unanswered = new Promise<void>((resolve) => {
    provider.answer((_request, answer) => {
      answer.on('close', resolve);
      impatient.abort();
    });
  });
  await assert.rejects(send('/echo/silent', {signal: impatient.signal}));
  await Promise.race([unanswered, sleep(3000, undefined, {ref: false}).then(() => assert.fail('it waits'))]);
});

test('a large upload streams, with its length', async () => {
  const bytes = randomBytes(12_000_000);
  const {output} = (await (
    await send('/echo/up', {method: 'PUT', body: bytes, headers: {'Content-Type': 'video/mp4'}})
  ).json()) as Json;
  assert.equal(output.hash, hashOf(bytes));
  assert.equal(output.headers['content-length'], String(bytes.length));
  const chunked = await send('/echo/up', {
    method: 'PUT',
    body: new Blob([bytes]).stream(),
    duplex: 'half',
    headers: {'Content-Type': 'video/mp4'},
  });
  assert.equal(((await chunked.json()) as Json).output.hash, hashOf(bytes));
  const tooLarge = await raw('/proxy/echo/up', {'content-length': '100000001'}).catch(() => undefined);
  assert.ok(tooLarge === undefined || tooLarge.status === 413);
  assert.equal(provider.requests.filter((one) => one.startsWith('GET')).length, 0);
});

test('a provider’s refusal keeps its status and words, and shows neither headers nor keys', async () => {
  const cases: [number, string, string, RegExp][] = [
    [404, 'application/json', '{"message":"No such deal","id":7}', /^No such deal$/],
    [403, 'application/json', '{"error":{"message":"Scope is missing"}}', /^Scope is missing$/],
    [422, 'application/json', '[{"message":"Bad name"}]', /^Bad name$/],
    [400, 'text/plain', `Bad key ${KEY}`, /^Bad key …$/],
    [429, 'application/json', '{}', /^echo answered with 429 Too Many Requests\.$/],
    [500, 'text/html', '<h1>Oops</h1>', /^echo answered with 500 Internal Server Error\.$/],
  ];
  for (const [status, type, text, message] of cases) {
    provider.answer((_request, response) => {
      response.writeHead(status, {'Content-Type': type, 'X-Provider': '1', 'Retry-After': '7'}).end(text);
    });
    const answer = await alice.get('/proxy/echo/x');
    assert.equal(answer.status, status);
    assert.match(answer.body.message, message);
    assert.equal(answer.body.code, '7005');
    assert.equal(answer.body.meta.isIntegrationError, true);
    assert.equal(answer.headers.get('retry-after'), '7');
    assert.ok(!JSON.stringify(answer.body).includes('X-Provider'));
    assert.ok(!JSON.stringify(answer.body).includes(KEY));
  }
  assert.equal(await statusOf(echoId), 'VALID');
});

test('redirects are followed below the base only', async () => {
  const targets: Record<string, string> = {
    '/api/below': `http://localhost:${provider.port}/api/x?from=1`,
    '/api/relative': 'x?from=2',
    '/api/beside': `http://localhost:${provider.port}/apiary`,
    '/api/up': '/secret',
    '/api/host': `http://localhost:${elsewhere.port}/api/x`,
    '/api/slashes': `//localhost:${elsewhere.port}/api/x`,
    '/api/user': `http://a:b@localhost:${provider.port}/api/x`,
    '/api/dots': '/api/%2e%2e/secret',
    '/api/loop': '/api/loop',
    '/api/script': 'javascript:alert(1)',
  };
  provider.answer((request, response, body) => {
    const location = targets[request.url ?? ''];
    if (location) response.writeHead(302, {Location: location}).end();
    else echo(request, response, body);
  });
  assert.equal((await alice.get('/proxy/echo/below')).body.output.url, '/api/x?from=1');
  assert.equal((await alice.get('/proxy/echo/relative')).body.output.url, '/api/x?from=2');
  for (const path of ['beside', 'up', 'host', 'slashes', 'user', 'dots', 'loop', 'script']) {
    const answer = await send(`/echo/${path}`, {redirect: 'manual'});
    assert.equal(answer.status, 302, path);
    assert.equal(answer.headers.get('location'), null);
    assert.equal(((await answer.json()) as Json).code, '7005');
  }
  const post = await send('/echo/below', {method: 'POST', body: 'x', redirect: 'manual'});
  assert.equal(post.status, 302, 'what changes something is not sent twice');
  assert.ok(
    provider.requests.every((one) => / \/api\//.test(one)),
    String(provider.requests),
  );
  assert.equal(elsewhere.requests.length, 0);
});

test('a provider that resets, breaks off or is silent is a 502', async () => {
  const broken = [
    (response: ServerResponse) => response.socket?.destroy(),
    (response: ServerResponse) => {
      response.writeHead(200, {'Content-Type': 'application/json', 'Content-Length': '1000'});
      response.write('{"a":');
      setTimeout(() => response.socket?.destroy(), 20);
    },
    (response: ServerResponse) => response.socket?.end('nonsense\r\n\r\n'),
  ];
  for (const breakIt of broken) {
    provider.answer((_request, response) => breakIt(response));
    const {status, body} = await alice.get('/proxy/echo/x');
    assert.equal(status, 502);
    assert.equal(body.code, '7005');
    assert.equal(body.meta.isIntegrationError, true);
  }
  provider.answer(() => undefined);
  const url = new URL(`http://localhost:${provider.port}/api/x`);
  const started = Date.now();
  await assert.rejects(exchange({url, path: '/api/x'}, {method: 'GET', headers: {}, timeout: 150}));
  assert.ok(Date.now() - started < 2000);
});

test('a token that is rejected is renewed once, and the request repeated with its body', async () => {
  const {id} = await alice.connect('slack');
  sandbox.addFault({match: {service: 'outside', path: '/chat.postMessage'}, status: 401, times: 1});
  const sent = await alice.post('/proxy/slack/chat.postMessage', {channel: 'sales', text: 'Hi'});
  assert.equal(sent.status, 200);
  assert.equal(sent.body.output.message.text, 'Hi');
  assert.equal(await statusOf(id), 'VALID');

  await fetch(`${sandbox.urls.paragon}/_sandbox/credentials/${id}/expire`, {method: 'POST'});
  const before = (await alice.get(`/credentials/${id}`)).body.dateRefreshed;
  assert.equal((await alice.get('/proxy/slack/auth.test')).body.output.ok, true);
  assert.notEqual((await alice.get(`/credentials/${id}`)).body.dateRefreshed, before);

  // An error of Slack's comes with status 200 and says nothing against the account.
  const wrong = await alice.post('/proxy/slack/chat.postMessage', {channel: 'nowhere', text: 'Hi'});
  assert.equal(wrong.body.output.error, 'channel_not_found');
  assert.equal(await statusOf(id), 'VALID');

  await fetch(`${sandbox.urls.paragon}/_sandbox/credentials/${id}/revoke`, {method: 'POST'});
  for (let i = 0; i < 2; i++) {
    const {status, body} = await alice.get('/proxy/slack/auth.test');
    assert.equal(status, 401);
    assert.equal(body.code, '7006');
    // Clients look at the user's accounts again unless this is set.
    assert.ok(!body.meta.isIntegrationError);
    assert.equal(await statusOf(id), 'INVALID');
  }
  assert.equal((await alice.get('/me')).body.integrations.slack.enabled, false);
});

test('many requests with one expired token renew it once', async () => {
  const bea = await Client.of(sandbox, 'bea');
  const {id} = await bea.connect('slack');
  await fetch(`${sandbox.urls.paragon}/_sandbox/credentials/${id}/expire`, {method: 'POST'});
  await fetch(`${sandbox.urls.paragon}/_sandbox/requests`, {method: 'DELETE'});
  const answers = await Promise.all(Array.from({length: 12}, () => bea.get('/proxy/slack/auth.test')));
  assert.ok(answers.every(({body}) => body.output.ok === true));
  assert.equal(sandbox.requests.filter(({path}) => path === '/token').length, 1);
});

test('a rejected key makes the account invalid', async () => {
  const carl = await Client.of(sandbox, 'carl');
  const id = await connectKey(carl, 'echo');
  provider.answer((_request, response) => response.writeHead(401).end());
  assert.equal((await carl.get('/proxy/echo/x')).status, 401);
  assert.equal((await carl.get(`/credentials/${id}`)).body.status, 'INVALID');
  assert.equal(provider.requests.filter((one) => one.endsWith('/x')).length, 1, 'there is nothing to renew');
});

test('the account is the named one, else the current one; what cannot be used is said', async () => {
  const dora = await Client.of(sandbox, 'dora');
  const none = await dora.get('/proxy/echo/x');
  assert.deepEqual([none.status, none.body.code], [404, '7009']);
  const first = await connectKey(dora, 'echo');
  const {id: integrationId} = await dora.integration('echo');
  const second = await dora.post('/credentials', {
    integrationId,
    payload: {KEY: 'second-key'},
    installOptions: {allowMultipleCredentials: true, externalId: 'other'},
  });
  const keyFor = async (credential?: string) => {
    const headers = credential ? {'X-Paragon-Credential': credential} : undefined;
    const {body, status} = await dora.get('/proxy/echo/x', headers);
    return status === 200 ? body.output.headers.authorization : status;
  };
  assert.equal(await keyFor(), `Key ${KEY}`);
  assert.equal(await keyFor(first), `Key ${KEY}`);
  assert.equal(await keyFor(second.body.id), 'Key second-key');
  assert.equal(await keyFor('ext:other'), 'Key second-key');
  assert.equal(await keyFor('other'), 'Key second-key');
  assert.equal(await keyFor(echoId), 404, 'nobody uses the account of another');
  assert.equal(await keyFor('ext:nothing'), 404);
  const slackId = (await dora.connect('slack')).id;
  assert.equal(await keyFor(slackId), 404, 'nor one of another integration');

  const {key, build} = await dora.startOAuth('jira');
  await dora.approve(build.body.redirectUrl);
  assert.ok(key);
  const pending = await dora.get('/proxy/jira/myself');
  assert.deepEqual([pending.status, pending.body.code], [400, '7007']);
  assert.equal((await dora.get('/proxy/mailchimp/x')).status, 400);
  assert.equal((await dora.get('/proxy/unknown/x')).status, 404);
  assert.equal((await dora.get('/proxy/constructor/x')).status, 404);
  assert.equal((await send('/')).status, 400);
});
