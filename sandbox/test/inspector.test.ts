import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client, jsonOf, type Json} from './helpers/client.js';

let sandbox: Sandbox;
let alice: Client;

before(async () => {
  sandbox = await createSandbox({memory: true});
  alice = await Client.of(sandbox, 'alice');
});
after(() => sandbox?.close());

const control = (path: string, init: RequestInit = {}) =>
  fetch(`${sandbox.urls.paragon}/_sandbox${path}`, init);
const post = (path: string, body?: unknown) =>
  control(path, {method: 'POST', body: body === undefined ? undefined : JSON.stringify(body)});

/** Reads the stream of changes; `next` resolves to the topics of the next message. */
async function watch(on: Sandbox = sandbox) {
  const giveUp = new AbortController();
  const response = await fetch(`${on.urls.paragon}/_sandbox/stream`, {signal: giveUp.signal});
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function message(): Promise<{event: string; data: Json} | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        return {event: field('event') ?? '', data: JSON.parse(field('data') ?? 'null')};
      }
      const {done, value} = await reader.read();
      if (done) return undefined;
      text += value;
    }
  }
  assert.equal((await message())?.event, 'hello');
  return {
    response,
    message,
    /** Waits until all of these topics were told. */
    async until(...topics: string[]) {
      const missing = new Set(topics);
      while (missing.size) for (const topic of (await message())?.data ?? []) missing.delete(topic);
    },
    close: () => giveUp.abort(),
  };
}

test('the stream tells what changes', {timeout: 20_000}, async () => {
  const stream = await watch();
  assert.match(stream.response.headers.get('Content-Type')!, /^text\/event-stream/);
  assert.equal(stream.response.headers.get('Cache-Control'), 'no-store');

  await alice.get('/me');
  await stream.until('requests', 'users');
  const {id} = await alice.connect('slack');
  await stream.until('requests', 'users');
  sandbox.addFault({effect: 'expire-token', times: 1});
  await stream.until('faults');
  await alice.post('/actions', {action: 'slack', sourceKey: 'channels', parameters: []});
  await stream.until('faults', 'users');
  await alice.call('PATCH', '/me', {body: {meta: {plan: 'pro'}}});
  await stream.until('users');
  await post(`/credentials/${id}/status`, {status: 'INVALID'});
  await stream.until('users');
  await post('/reset?user=alice');
  await stream.until('users', 'runs', 'events');
  await control('/requests', {method: 'DELETE'});
  await stream.until('requests');
  stream.close();
});

test('many changes are told in few messages', {timeout: 20_000}, async () => {
  const stream = await watch();
  const started = Date.now();
  await Promise.all(Array.from({length: 60}, () => alice.get('/metadata')));
  sandbox.addFault({delay: 1, user: 'nobody'});
  let messages = 0;
  for (let seen: string[] = []; !seen.includes('faults'); messages++)
    seen = (await stream.message())?.data ?? [];
  const most = (Date.now() - started) / 250 + 2;
  assert.ok(messages <= most, `${messages} messages, at most ${most}`);
  stream.close();
  sandbox.clearFaults();
});

test('a stop ends the streams at once', {timeout: 20_000}, async () => {
  const other = await createSandbox({memory: true});
  const stream = await watch(other);
  const started = Date.now();
  const [message] = await Promise.all([stream.message(), other.close()]);
  assert.equal(message, undefined);
  // What does not end by itself is cut off after five seconds.
  assert.ok(Date.now() - started < 4000, 'nothing had to be cut off');
});

test('pages of other sites read and do nothing here', async () => {
  for (const path of ['/stream', '/users', '/requests', '/runs', '/events', '/faults'])
    for (const headers of [
      {Origin: 'https://evil.example'},
      {Origin: 'null'},
      {'Sec-Fetch-Site': 'cross-site'},
    ] as Record<string, string>[]) {
      const answer = await control(path, {headers});
      assert.equal(answer.status, 403, path);
      await answer.body?.cancel();
    }
  const {id} = await alice.connect('slack');
  const foreign = await control(`/credentials/${id}/disconnect`, {
    method: 'POST',
    headers: {Origin: 'https://evil.example'},
  });
  assert.equal(foreign.status, 403);
  assert.equal((await alice.get(`/credentials/${id}`)).status, 200);
});

test('users with their accounts, without anything secret', async () => {
  const dora = await Client.of(sandbox, 'dora');
  const {id} = await dora.connect('slack', {installOptions: {externalId: 'team-1'}});
  const sendgrid = await dora.integration('sendgrid');
  await dora.post('/credentials', {
    integrationId: sendgrid.id,
    payload: {SENDGRID_API_KEY: 'SG.demo-robin-8d1f'},
  });
  const response = await control('/users?user=dora');
  const text = await response.text();
  for (const secret of ['SG.demo', 'accessToken', 'refreshToken', dora.token])
    assert.ok(!text.includes(secret), secret);
  const {users, total} = JSON.parse(text);
  assert.equal(total, 1);
  const [{user, credentials}] = users;
  assert.equal(user, 'dora');
  assert.deepEqual(
    credentials.map(({integration, name, status, isOAuth}: Json) => ({integration, name, status, isOAuth})),
    [
      {integration: 'slack', name: 'Slack', status: 'VALID', isOAuth: true},
      {integration: 'sendgrid', name: 'SendGrid', status: 'VALID', isOAuth: false},
    ],
  );
  assert.equal(credentials[0].id, id);
  assert.equal(credentials[0].externalId, 'team-1');
  assert.equal(credentials[0].account, 'Vega Works');
  assert.equal(credentials[0].configurations.length, 1);
  assert.equal(credentials[0].configurations[0].isDefault, true);
});

test('users are found by a part of their name, and listed in portions', async () => {
  for (const name of ['page_1', 'page_2', 'page%3', 'pagex4'])
    await (await Client.of(sandbox, name)).get('/me');
  const found = async (query: string) => {
    const {users, total} = await jsonOf(control(`/users?${query}`));
    return [total, ...users.map(({user}: Json) => user)];
  };
  assert.deepEqual(await found('search=PAGE_'), [2, 'page_2', 'page_1'], 'no wildcard, newest first');
  assert.deepEqual(await found('search=page%25'), [1, 'page%3']);
  assert.deepEqual(await found('search=page&limit=1'), [4, 'pagex4']);
  for (const limit of ['0', '501', 'x', '1.5']) {
    const answer = await control(`/users?limit=${limit}`);
    assert.equal(answer.status, 400);
    assert.match((await jsonOf(answer)).message, /limit is a whole number from 1 to 500/);
  }
});

test('an account is disconnected, here and at the provider', async () => {
  const erin = await Client.of(sandbox, 'erin');
  const {id} = await erin.connect('slack');
  const revocations = () => sandbox.requests.filter(({path}) => path === '/revoke').length;
  const before = revocations();
  assert.deepEqual(await jsonOf(post(`/credentials/${id}/disconnect`)), {id});
  assert.equal((await erin.get(`/credentials/${id}`)).status, 404);
  assert.equal(revocations(), before + 1);
  assert.equal((await post(`/credentials/${id}/disconnect`)).status, 404);
  assert.equal((await post('/credentials/none/disconnect')).status, 404);
});

test('requests are asked for from where one has stopped', async () => {
  await control('/requests', {method: 'DELETE'});
  const empty = await jsonOf(control('/requests'));
  assert.deepEqual(empty.requests, []);
  assert.equal(empty.first, null);
  await alice.get('/me');
  const {requests, log} = await jsonOf(control('/requests'));
  assert.equal(log, empty.log);
  await alice.get('/metadata');
  const more = await jsonOf(control(`/requests?after=${requests.at(-1).id}`));
  assert.deepEqual(
    more.requests.map(({path}: Json) => path.split('/').at(-1)),
    ['metadata'],
  );
  assert.equal(more.first, requests[0].id);
  assert.equal((await control('/requests?after=x')).status, 400);
});

test('the page shows what is there without its script, and its policy is strict', async () => {
  const frank = await Client.of(sandbox, 'frank <b>');
  await frank.connect('slack');
  sandbox.addFault({effect: 'deny-consent', user: '</td><script>'});
  const response = await fetch(sandbox.urls.paragon);
  const html = await response.text();
  const policy = response.headers.get('Content-Security-Policy')!;
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ])
    assert.ok(policy.includes(part), part);
  assert.equal(response.headers.get('X-Frame-Options'), 'DENY');
  assert.ok(html.includes('frank &lt;b&gt;'));
  assert.ok(!html.includes('</td><script>'));
  assert.match(html, /Vega Works/);
  assert.match(html, /GET \/projects\/…\/sdk\/credentials/);
  assert.match(html, /<noscript>/);
  assert.ok(!html.includes(frank.token));
  const assets = [...html.matchAll(/(?:src|href)="(\/_assets\/inspector\/[^"]+)"/g)].map(
    (match) => match[1]!,
  );
  assert.equal(assets.length, 2);
  for (const path of [...assets, '/_assets/inspector/dom.js'])
    assert.equal((await fetch(sandbox.urls.paragon + path)).status, 200, path);
  assert.equal((await fetch(`${sandbox.urls.paragon}/_assets/inspector/..%2fpage.js`)).status, 404);
  sandbox.clearFaults();
});
