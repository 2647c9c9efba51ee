import assert from 'node:assert/strict';
import {connect} from 'node:net';
import {after, before, test} from 'node:test';
import {PGlite} from '@electric-sql/pglite';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client} from './helpers/client.js';

let sandbox: Sandbox;
let alice: Client;

before(async () => {
  sandbox = await createSandbox({memory: true});
  alice = await Client.of(sandbox, 'alice');
});
after(() => sandbox?.close());

test('characters that no database stores are refused, wherever they stand', async () => {
  const {id} = await alice.integration('slack');
  const credential = await alice.connect('slack');
  const {status: tooLong} = await alice.post(`/credentials/${credential.id}/configurations`, {
    externalId: 'x'.repeat(5000),
  });
  assert.equal(tooLong, 400);
  const path = `/credentials/${credential.id}`;
  for (const bad of ['\u0000', '\ud800']) {
    const wrong: [string, string, object?][] = [
      ['PATCH', '/me', {meta: {Name: bad}}],
      ['PATCH', `${path}/configurations`, {meta: {[`a${bad}`]: 1}}],
      [
        'GET',
        `/actions/build-oauth?integrationId=${id}&installOptions=${encodeURIComponent(
          JSON.stringify({externalId: `x${bad}`, allowMultipleCredentials: true}),
        )}`,
      ],
    ];
    for (const [method, where, body] of wrong) {
      const answer = await alice.call(method, where, {body});
      assert.equal(answer.status, 400, `${method} ${where}`);
      assert.equal(answer.body.code, '0400');
    }
  }
  for (const unknown of ['%00', '%E0%A4%A', '%ff', "'", '..%2f..%2f'])
    for (const [method, where] of [
      ['GET', `/credentials/${unknown}`],
      ['GET', `/actions/session-id/${unknown}`],
      ['DELETE', `/integrations/${unknown}`],
      ['POST', `/workflows/${unknown}`],
    ] as const)
      assert.ok([400, 404].includes((await alice.call(method, where)).status), `${method} ${where}`);
  const {status} = await (await Client.of(sandbox, 'a\u0000b')).get('/me');
  assert.equal(status, 401, 'no user has such a name');
});

test('giving up a session always succeeds', async () => {
  for (const key of ['unknown', '%00', 'a'.repeat(400), '%ff', '%F0%9F%8D%8B'])
    assert.equal((await alice.call('DELETE', `/actions/session-id/${key}`)).status, 200, key);
});

test('a body without measure is refused', async () => {
  const {paragon, outside} = sandbox.urls;
  const big = 'x'.repeat(9_000_000);
  for (const [url, headers] of [
    [`${paragon}/projects/${sandbox.projectId}/sdk/me`, {Authorization: `Bearer ${alice.token}`}],
    [`${paragon}/_sandbox/faults`, {}],
    [`${outside}/slack/api/chat.postMessage`, {}],
  ] as const) {
    const method = url.endsWith('/me') ? 'PATCH' : 'POST';
    const answer = await fetch(url, {method, body: big, headers: {...headers}}).catch(() => undefined);
    // A server may hang up before all has been sent.
    if (answer) assert.equal(answer.status, 413, url);
  }
  assert.equal((await alice.get('/me')).status, 200);
});

test('requests that break off in the middle end nothing else', async () => {
  for (const base of [sandbox.urls.paragon, sandbox.urls.outside])
    for (const start of [
      `PATCH /projects/${sandbox.projectId}/sdk/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${alice.token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"meta"`,
      'POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ngrant_type=',
      'POST /sign-in/x/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nperson=',
      'GET / HTTP/1.1\r\nHost: [\r\n\r\n',
      'nonsense\r\n\r\n',
    ])
      await new Promise<void>((resolve) => {
        const socket = connect(Number(new URL(base).port), '127.0.0.1', () => {
          socket.write(start);
          setTimeout(() => socket.destroy(), 20);
        });
        socket.on('close', () => resolve()).on('error', () => undefined);
      });
  assert.equal((await alice.get('/me')).status, 200);
  assert.equal((await fetch(sandbox.urls.outside)).status, 200);
});

test('what the terminal says about a failure quotes no values', async (t) => {
  const said: string[] = [];
  t.mock.method(console, 'error', (...args: unknown[]) => said.push(args.join(' ')));
  const broken = await createSandbox({memory: true});
  t.after(() => broken.close());
  const client = await Client.of(broken, 'user-with-a-name');
  // As database drivers do it.
  const failing = t.mock.method(PGlite.prototype, 'query', async (text: string, values: unknown[]) => {
    throw new Error(`${text} failed for ${values.join()}`);
  });
  const path = `/projects/${broken.projectId}/sdk/me`;
  const headers = {Authorization: `Bearer ${client.token}`};
  const answer = await broken.fetch(new Request(`http://x${path}`, {headers}));
  assert.equal(answer.status, 500);
  assert.ok(failing.mock.calls.some(({arguments: [, values]}) => values?.includes('user-with-a-name')));
  failing.mock.restore();
  assert.ok(said.length > 0);
  assert.ok(!said.join().includes('user-with-a-name'), said.join());
});
