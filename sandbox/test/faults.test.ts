import assert from 'node:assert/strict';
import {request as nodeRequest} from 'node:http';
import {after, afterEach, before, test} from 'node:test';
import {createSandbox, type FaultRule, type Sandbox} from '../src/index.js';
import {drawsFrom, pathMatcher} from '../src/http/fault-rules.js';
import {Client, jsonOf} from './helpers/client.js';

let sandbox: Sandbox;
let alice: Client;

before(async () => {
  sandbox = await createSandbox({memory: true});
  alice = await Client.of(sandbox, 'alice');
});
after(() => sandbox?.close());
afterEach(() => sandbox.clearFaults());

const sdk = (path: string) => `/projects/${sandbox.projectId}/sdk${path}`;
const inProcess = (path: string, init: RequestInit = {}) =>
  sandbox.fetch(
    new Request(sandbox.urls.paragon + sdk(path), {
      ...init,
      headers: {Authorization: `Bearer ${alice.token}`, 'Content-Type': 'application/json'},
    }),
  );
const used = () => sandbox.faults.map((rule) => rule.used);

test('a path pattern', () => {
  const table: [string, string, boolean][] = [
    ['/sdk/me', '/projects/1/sdk/me', true],
    ['/sdk/me', '/projects/1/sdk/metadata', true],
    ['/sdk/me', '/projects/1/sdk', false],
    ['/projects/*/sdk/me', '/projects/1/sdk/me', true],
    ['/projects/*/sdk/me', '/v2/projects/1/sdk/me', false],
    ['/projects/*/sdk/me', '/projects/1/sdk/metadata', false],
    ['/projects/*/sdk/me', '/projects/1/2/sdk/me', false],
    ['/**/sdk/me', '/v2/projects/1/sdk/me', true],
    ['/**', '/anything/at/all', true],
    ['/*', '/one', true],
    ['/*', '/one/two', false],
    ['sdk/*/x', '/projects/1/sdk/me/x', true],
    ['sdk/*/x', '/projects/1/sdk/me/y/x', false],
    ['credentials/*-4*', '/sdk/credentials/1-2-4a', true],
    ['/a.c*', '/abc', false],
    ['/a***b', '/a/x/b', true],
  ];
  for (const [pattern, path, expected] of table)
    assert.equal(pathMatcher(pattern)(path), expected, `${pattern} ${path}`);
  const started = Date.now();
  assert.equal(pathMatcher(`/${'*a'.repeat(95)}b`)(`/${'a'.repeat(8000)}`), false);
  assert.ok(Date.now() - started < 3000, 'no pattern takes long');
});

test('a wrong rule is refused when it is made, with a sentence', async () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const table: [unknown, RegExp][] = [
    [{}, /status: say what is to go wrong/],
    [[], /rule: /],
    ['status', /rule: /],
    [null, /rule: /],
    [{status: 9}, /status: /],
    [{status: 700}, /status: /],
    [{match: {pathh: 'x'}, status: 500}, /match: .*pathh/],
    [{match: {path: ''}, status: 500}, /match\.path: /],
    [{match: {method: 'G E'}, status: 500}, /match\.method: must be a method/],
    [{match: {service: 'inside'}, status: 500}, /match\.service: /],
    [{match: {service: 'outside'}, user: 'alice', status: 500}, /user: requests to the outside/],
    [{status: 500, contentType: 'text/html\nX-Evil: 1'}, /contentType: must be visible/],
    [{status: 429, retryAfter: '1\r\n'}, /retryAfter: /],
    [{status: 429, retryAfter: -1}, /retryAfter: /],
    [{delay: 5, retryAfter: 1}, /retryAfter: needs a status/],
    [{status: 204, body: 'x'}, /body: an answer with status 204 has none/],
    [{status: 200, body: circle}, /body: must be text or JSON/],
    [{status: 200, body: () => 1}, /body: must be text or JSON/],
    [{status: 500, drop: true}, /drop: goes not together with status/],
    [{truncate: 3, hang: true}, /hang: goes not together with truncate/],
    [{status: 500, times: 0}, /times: /],
    [{status: 500, skip: -1}, /skip: /],
    [{status: 500, probability: 0}, /probability: /],
    [{status: 500, seed: 1}, /seed: needs a probability/],
    [{delay: 1e9}, /delay: /],
    [{effect: 'nothing'}, /effect: /],
    [{effect: 'deny-consent', status: 500}, /status/],
    [{effect: 'deny-consent', page: 'nonce'}, /page: belongs to the effect opener-policy/],
  ];
  for (const [rule, message] of table) {
    const label = typeof rule === 'object' && rule && 'body' in rule ? 'with a body' : JSON.stringify(rule);
    assert.throws(() => sandbox.addFault(rule as FaultRule), message, label);
    await assert.rejects(
      createSandbox({memory: true, faults: [rule as FaultRule]}),
      {name: 'StartError', code: 'bad-arguments', message},
      label,
    );
    if (label === 'with a body') continue;
    const response = await fetch(`${sandbox.urls.paragon}/_sandbox/faults`, {
      method: 'POST',
      body: JSON.stringify(rule),
    });
    assert.equal(response.status, 400, label);
    assert.match((await jsonOf(response)).message, message, label);
  }
  assert.deepEqual(sandbox.faults, []);
});

test('how often, which ones, and that it is counted', async () => {
  sandbox.addFault({match: {path: '/sdk/me'}, status: 503, times: 2, skip: 1});
  const statuses = [];
  for (let call = 0; call < 5; call++) statuses.push((await alice.get('/me')).status);
  assert.deepEqual(statuses, [200, 503, 503, 200, 200]);
  assert.deepEqual(used(), [2]);
});

test('rules that strike by chance strike the same ones for the same seed', async () => {
  const sequence = async () => {
    sandbox.clearFaults();
    sandbox.addFault({match: {path: '/sdk/me'}, status: 503, probability: 0.5, seed: 7});
    const statuses = [];
    for (let call = 0; call < 24; call++) statuses.push((await inProcess('/me')).status);
    return statuses;
  };
  const first = await sequence();
  assert.deepEqual(await sequence(), first);
  assert.ok(first.includes(200) && first.includes(503));
  assert.equal(used()[0], first.filter((status) => status === 503).length);

  const drawn = sandbox.addFault({delay: 1, probability: 0.1, user: 'nobody'});
  assert.equal(typeof drawn.seed, 'number', 'a seed that was chosen is told');
  const draw = drawsFrom(1);
  const draws = Array.from({length: 10_000}, draw);
  assert.ok(draws.every((value) => value >= 0 && value < 1));
  assert.ok(Math.abs(draws.reduce((sum, value) => sum + value, 0) / draws.length - 0.5) < 0.02);
});

test('the first rule that strikes counts; a spared one leaves it to the next', async () => {
  sandbox.addFault({match: {path: '/sdk/me'}, status: 503, times: 1});
  sandbox.addFault({match: {path: '/sdk/me'}, status: 502, times: 1, skip: 1});
  const statuses = [];
  for (let call = 0; call < 4; call++) statuses.push((await alice.get('/me')).status);
  assert.deepEqual(statuses, [503, 200, 502, 200]);
});

test('control routes, the inspector and preflights are never hit', async () => {
  sandbox.addFault({status: 503});
  sandbox.addFault({match: {service: 'outside'}, status: 503});
  for (const path of ['/', '/_sandbox/health', '/_assets/style.css'])
    assert.equal((await fetch(sandbox.urls.paragon + path)).status, 200, path);
  assert.equal((await fetch(`${sandbox.urls.outside}/_assets/style.css`)).status, 200);
  assert.equal((await alice.get('/me')).status, 503);
});

test('the work is done and its answer replaced', async () => {
  sandbox.addFault({
    match: {path: '/sdk/me', method: 'patch'},
    status: 502,
    body: 'late',
    after: true,
    times: 1,
  });
  const answer = await inProcess('/me', {method: 'PATCH', body: JSON.stringify({meta: {color: 'red'}})});
  assert.equal(answer.status, 502);
  assert.equal(await answer.text(), 'late');
  assert.equal((await alice.get('/me')).body.meta.color, 'red');
});

/** What arrives of an answer before the connection ends. */
const arrivesOf = (url: string, headers: Record<string, string>) =>
  new Promise<{announced: string | undefined; bytes: number; isWhole: boolean; cors: unknown}>(
    (resolve, reject) => {
      nodeRequest(url, {headers}, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('error', () => undefined);
        response.on('close', () =>
          resolve({
            announced: response.headers['content-length'],
            bytes,
            isWhole: response.complete,
            cors: response.headers['access-control-allow-origin'],
          }),
        );
      })
        .on('error', reject)
        .end();
    },
  );

test('a truncated answer announces the whole one, ends early, and is readable for the page', async () => {
  const url = sandbox.urls.paragon + sdk('/me');
  const headers = {Authorization: `Bearer ${alice.token}`, Origin: 'http://localhost:5173'};
  const whole = await arrivesOf(url, headers);
  assert.equal(whole.isWhole, true);
  for (const length of [100, 0]) {
    sandbox.addFault({match: {path: '/sdk/me'}, truncate: length, times: 1});
    const part = await arrivesOf(url, headers);
    assert.deepEqual(part, {
      announced: String(whole.bytes),
      bytes: length,
      isWhole: false,
      cors: 'http://localhost:5173',
    });
  }
  sandbox.addFault({match: {path: '/sdk/me'}, truncate: 1_000_000, times: 1});
  assert.equal((await arrivesOf(url, headers)).isWhole, true);

  sandbox.addFault({match: {path: '/sdk/me'}, truncate: 10, times: 1});
  const answer = await inProcess('/me');
  assert.equal(answer.headers.get('Content-Length'), String(whole.bytes));
  await assert.rejects(answer.text(), {name: 'ConnectionDropped'});
  assert.equal((await alice.get('/me')).status, 200);
});

test('dropped before and after the work, over the network and in process', async () => {
  const patch = (color: string) =>
    alice.call('PATCH', '/me', {body: {meta: {color}}}).catch((error: Error) => error.message);
  sandbox.addFault({match: {method: 'PATCH'}, drop: true, times: 1});
  assert.equal(await patch('green'), 'fetch failed');
  assert.notEqual((await alice.get('/me')).body.meta.color, 'green');
  sandbox.addFault({match: {method: 'PATCH'}, drop: true, after: true, times: 1});
  assert.equal(await patch('blue'), 'fetch failed');
  assert.equal((await alice.get('/me')).body.meta.color, 'blue');

  for (const late of [false, true]) {
    sandbox.addFault({match: {path: '/sdk/me'}, drop: true, after: late, times: 1});
    await assert.rejects(inProcess('/me'), {name: 'ConnectionDropped'});
  }
});

test('hangs until the rule is deleted', async () => {
  for (const call of [() => alice.get('/me'), () => inProcess('/me')]) {
    const {id} = sandbox.addFault({match: {path: '/sdk/me'}, hang: true});
    const answer = call();
    const early = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 150, 'waits'))]);
    assert.equal(early, 'waits');
    await fetch(`${sandbox.urls.paragon}/_sandbox/faults/${id}`, {method: 'DELETE'});
    assert.equal((await answer).status, 200);
  }
});

test('who gives up waiting leaves nothing done, and a stop ends all waiting', async () => {
  sandbox.addFault({match: {method: 'PATCH'}, hang: true, times: 1});
  const body = JSON.stringify({meta: {color: 'black'}});
  await assert.rejects(inProcess('/me', {method: 'PATCH', body, signal: AbortSignal.timeout(50)}));
  sandbox.clearFaults();
  assert.notEqual((await alice.get('/me')).body.meta.color, 'black');

  const other = await createSandbox({memory: true, faults: [{hang: true}]});
  const client = await Client.of(other, 'alice');
  const waiting = assert.rejects(client.get('/me'), /fetch failed/);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const started = Date.now();
  await other.close();
  await waiting;
  // Whoever does not end by themselves is cut off after five seconds.
  assert.ok(Date.now() - started < 4000, 'it does not wait for those who hang');
});

test('answers of the authorization server are lost, replaced and truncated like others', async () => {
  const {build, key} = await alice.startOAuth('slack');
  sandbox.addFault({match: {path: '/token', service: 'outside'}, truncate: 20, times: 1});
  assert.equal((await alice.approve(build.body.redirectUrl)).status, 400);
  assert.ok((await alice.get(`/actions/session-id/${key}`)).body.error);

  sandbox.addFault({
    match: {path: '/jwks', service: 'outside'},
    status: 418,
    body: 'tea',
    after: true,
    times: 1,
  });
  const replaced = await fetch(`${sandbox.urls.outside}/jwks`);
  assert.equal(replaced.status, 418);
  assert.equal(await replaced.text(), 'tea');
  sandbox.addFault({match: {path: '/jwks', service: 'outside'}, drop: true, after: true, times: 1});
  await assert.rejects(fetch(`${sandbox.urls.outside}/jwks`), /fetch failed/);
  sandbox.addFault({match: {path: '/jwks', service: 'outside'}, delay: 10, after: true, times: 1});
  const late = await fetch(`${sandbox.urls.outside}/jwks`);
  assert.equal((await jsonOf(late)).keys.length, 1);
  assert.match(late.headers.get('Content-Type')!, /json/);
});

test('consent denied: whoever allows is refused, once, for that integration and user', async () => {
  const bob = await Client.of(sandbox, 'bob');
  sandbox.addFault({effect: 'deny-consent', integration: 'slack', user: 'bob', times: 1});
  await alice.connect('slack');
  await bob.connect('hubspot');
  const {build, key} = await bob.startOAuth('slack');
  const last = await bob.approve(build.body.redirectUrl);
  assert.equal(last.heading, 'Slack was not connected');
  assert.equal((await bob.get(`/actions/session-id/${key}`)).body.error.code, 'access_denied');
  assert.deepEqual(used(), [1]);
  await bob.connect('slack');
});

test('window closed: the sign-in page closes itself, with a script that its policy allows', async () => {
  sandbox.addFault({effect: 'close-window', integration: 'slack', times: 1});
  const {build, key} = await alice.startOAuth('slack');
  const visit = await alice.browser.open(build.body.redirectUrl);
  assert.equal(visit.heading, 'This window closes');
  assert.match(visit.response.headers.get('Content-Security-Policy')!, /script-src 'self'/);
  const script = /<script type="module" src="([^"]+)"/.exec(visit.html)![1]!;
  const source = await fetch(new URL(script, visit.url));
  assert.match(source.headers.get('Content-Type')!, /^text\/javascript/);
  assert.equal((await source.text()).trim(), 'window.close();');
  assert.deepEqual((await alice.get(`/actions/session-id/${key}`)).body, {});
  const again = await alice.browser.open(visit.url.href);
  assert.notEqual(again.heading, 'This window closes');
});

test('opener policy: on the page that is asked for, or on all', async () => {
  const policyOf = (visit: {response: Response}) => visit.response.headers.get('Cross-Origin-Opener-Policy');
  const policies = async () => {
    const {build, noncePage} = await alice.startOAuth('slack');
    const signIn = await alice.browser.open(build.body.redirectUrl);
    const consent = signIn.html.includes('?switch')
      ? signIn
      : await signIn.submit('/login', {person: 'robin'});
    const callback = await consent.submit('/consent', {decision: 'allow'});
    return [policyOf(noncePage!), policyOf(signIn), policyOf(callback)];
  };
  assert.deepEqual(await policies(), [null, null, null]);
  const {id} = sandbox.addFault({effect: 'opener-policy', page: 'callback', user: 'alice'});
  assert.deepEqual(await policies(), [null, null, 'same-origin']);
  await fetch(`${sandbox.urls.paragon}/_sandbox/faults/${id}`, {method: 'DELETE'});
  sandbox.addFault({effect: 'opener-policy', integration: 'slack'});
  assert.deepEqual(await policies(), ['same-origin', 'same-origin', 'same-origin']);
  assert.ok(used()[0]! >= 3);
});

test('token expired: refreshed at the next use; token revoked: the account becomes invalid', async () => {
  const carol = await Client.of(sandbox, 'carol');
  const {id} = await carol.connect('slack');
  const refreshes = () =>
    sandbox.requests.filter(({service, path}) => service === 'outside' && path === '/token').length;
  const use = () => carol.post('/actions', {action: 'slack', sourceKey: 'channels', parameters: []});
  await use();
  const before = refreshes();
  sandbox.addFault({effect: 'expire-token', integration: 'slack', user: 'carol', times: 1});
  assert.equal((await use()).status, 200);
  assert.equal(refreshes(), before + 1);
  assert.equal((await use()).status, 200);
  assert.equal(refreshes(), before + 1);

  sandbox.addFault({effect: 'revoke-token', user: 'carol', times: 1});
  assert.equal((await use()).status, 400);
  assert.equal((await carol.get(`/credentials/${id}`)).body.status, 'INVALID');
  assert.deepEqual(used(), [1, 1]);
});
