import assert from 'node:assert/strict';
import {after, before, test, type TestContext} from 'node:test';
import {slack} from '../src/catalog/slack.js';
import {tidemail} from '../src/catalog/tidemail.js';
import type {IntegrationEntry} from '../src/catalog/schema.js';
import {createSandbox, type Sandbox} from '../src/index.js';
import type {FaultRule} from '../src/http/fault-rules.js';
import {Client} from './helpers/client.js';
import {keyIntegration, startProvider, type FakeProvider} from './helpers/provider.js';

const KEY = 'SENTINEL-KEY-c2b91f';
const SECOND = 'SENTINEL-PASSWORD-77ae';
const WRONG = 'SENTINEL-WRONG-KEY-03d1';
const OWN_SECRET = 'SENTINEL-CLIENT-SECRET-5e';
const LEAK = '7c1d2a90-3b5e-4d7f-8a6c-0f1e2d3c4b5a';

let provider: FakeProvider;
let sandbox: Sandbox;
const realFetch = globalThis.fetch;

before(async () => {
  provider = await startProvider();
  const base = `http://localhost:${provider.port}/api`;
  const vault: IntegrationEntry = keyIntegration('vault', base, {
    inputs: [
      {id: 'KEY', type: 'PASSWORD', title: 'Key'},
      {id: 'SECOND', type: 'PASSWORD', title: 'Second'},
    ],
    authHeaders: {Authorization: 'Key {KEY}', 'X-Second': '{SECOND}'},
    options: {list: {path: '/list', label: '{name}', value: '{id}'}},
    workflows: [
      {
        id: LEAK,
        description: 'Says whatever it hears',
        trigger: {type: 'request'},
        run: async ({request, log}) => {
          await request('/fails').catch((error: Error) => log(`${error.message} ${JSON.stringify(error)}`));
          const heard = await request('/echo');
          log(JSON.stringify(heard));
          return heard;
        },
      },
    ],
  });
  const mirror = keyIntegration('mirror', base, {
    authenticationType: 'oauth',
    inputs: [],
    oauth: {scopes: {read: 'Read'}},
    authHeaders: {Authorization: 'Bearer {accessToken}'},
  });
  const picky = keyIntegration('picky', base, {
    account: {path: '/trial', providerId: '{id}', refusal: 'This key is refused.'},
  });
  sandbox = await createSandbox({memory: true, catalog: [slack, tidemail, vault, mirror, picky]});
});
after(async () => {
  globalThis.fetch = realFetch;
  await sandbox?.close();
  await provider?.close();
});

/** Answers of whichever kind a path asks for, and in each of them whatever the request has said of itself. */
function echoSecrets() {
  provider.answer((request, response) => {
    const said = [request.headers.authorization, request.headers['x-second']].join(' ');
    const [, kind = ''] = /\/api\/(\w+)/.exec(request.url ?? '') ?? [];
    const status = Number(
      /\d{3}/.exec(request.url ?? '')?.[0] ?? (kind === 'echo' || kind === 'list' ? 200 : 400),
    );
    response.writeHead(status, {
      'Content-Type': kind === 'text' ? 'text/plain' : 'application/json',
      'X-Debug': said,
      'Set-Cookie': `debug=${encodeURIComponent(said)}`,
      ETag: `"${Buffer.from(said).toString('base64')}"`.slice(0, 4),
    });
    response.end(
      kind === 'text' ? `I know you: ${said}` : JSON.stringify({error: {message: said}, deep: [{said}]}),
    );
  });
}

interface Recorded {
  readonly what: string;
  readonly head: string;
  readonly body: string;
}

/** Everything that anybody outside of the sandbox gets to see, and every secret that there is. */
function listen(t: TestContext) {
  const secrets = new Map<string, Set<string>>();
  const answers: Recorded[] = [];
  const terminal: string[] = [];
  const waiting: Promise<unknown>[] = [];
  const learn = (name: string, value: unknown) => {
    if (typeof value !== 'string' || value.length < 8) return;
    secrets.set(name, (secrets.get(name) ?? new Set()).add(value));
  };

  async function overhearToken(init: RequestInit, response: Response) {
    const sent = new URLSearchParams(String(init.body));
    learn('code', sent.get('code'));
    learn('verifier', sent.get('code_verifier'));
    learn('refresh token', sent.get('refresh_token'));
    const basic = /^Basic (.*)$/.exec(new Headers(init.headers).get('Authorization') ?? '')?.[1] ?? '';
    learn('client secret', decodeURIComponent(atob(basic).split(':')[1] ?? ''));
    const got = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    learn('access token', got['access_token']);
    learn('refresh token', got['refresh_token']);
  }

  t.mock.method(globalThis, 'fetch', async (input: unknown, init: RequestInit = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const response = await realFetch(input as string, init);
    if (url.port === String(provider.port)) return response;
    const copy = response.clone();
    if (url.pathname === '/token') waiting.push(overhearToken(init, copy));
    else {
      const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
      const location = response.headers.get('Location');
      if (location) {
        const query = new URL(location, url).searchParams;
        learn('code', query.get('code'));
        learn('state', query.get('state'));
      }
      for (const cookie of response.headers.getSetCookie())
        if (cookie.includes('nonce')) learn('nonce', /=([^;]*)/.exec(cookie)?.[1]);
      const what = `${init.method ?? 'GET'} ${url.pathname} ${response.status}`;
      const reading = copy.text().catch(() => '');
      waiting.push(reading.then((body) => answers.push({what, head, body})));
    }
    return response;
  });
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    t.mock.method(console, method, (...args: unknown[]) => terminal.push(args.map(String).join(' ')));
  const {write} = process.stderr;
  t.mock.method(process.stderr, 'write', (chunk: string | Uint8Array) => {
    terminal.push(String(chunk));
    return true;
  });
  return {
    learn,
    secrets,
    terminal,
    async answers() {
      await Promise.all(waiting);
      process.stderr.write = write;
      return answers;
    },
  };
}

/** Where the protocol itself hands a secret to somebody. */
const demanded: [secret: string, what: RegExp, part: 'head' | 'body', where: string][] = [
  ['state', /^GET \/v2\/projects\/[^/]+\/sdk\/actions\/build-oauth 200$/, 'body', 'the address to go to'],
  ['state', /^GET \/authorize\/[^/]+ 303$/, 'head', 'the provider’s answer, to the callback'],
  ['state', /^GET \/authorize 303$/, 'head', 'a refusal without a page'],
  ['code', /^GET \/authorize\/[^/]+ 303$/, 'head', 'the provider’s answer, to the callback'],
  ['nonce', /\/sdk\/actions\/oauth-nonce 200$/, 'head', 'the cookie'],
  ['user token', /^GET \/_sandbox\/token 200$/, 'body', 'who asks for a token gets one'],
  // What a provider says in a success is what the app has asked for.
  [
    'API key',
    /^GET \/projects\/[^/]+\/sdk\/proxy\/vault\/echo 200$/,
    'body',
    'a provider that says it itself',
  ],
  [
    'API key',
    /^POST .*\/sdk\/triggers\/[^/]+ 200$/,
    'body',
    'a workflow that answers what such a provider says',
  ],
];

const rules: FaultRule[] = [
  {match: {service: 'outside', path: '/token'}, status: 500, body: 'no'},
  {match: {service: 'outside', path: '/token'}, status: 400, body: {error: 'invalid_grant'}},
  {match: {service: 'outside', path: '/token'}, status: 200, body: '<html>', contentType: 'text/html'},
  {match: {service: 'outside', path: '/token'}, truncate: 40},
  {match: {service: 'outside', path: '/token'}, drop: true, after: true},
  {match: {service: 'outside', path: '/authorize'}, status: 503, retryAfter: 1},
  {match: {path: '/oauth/callback'}, status: 500},
  {match: {path: '/oauth/callback'}, truncate: 100},
  {match: {path: '/sdk/proxy'}, status: 429, retryAfter: 1},
  {match: {path: '/sdk/actions'}, drop: true},
  {effect: 'deny-consent'},
  {effect: 'close-window'},
  {effect: 'opener-policy'},
  {effect: 'expire-token'},
  {effect: 'revoke-token'},
];

test('no secret is in any answer, page, list or line, whatever goes wrong', async (t) => {
  const heard = listen(t);
  for (const secret of [KEY, SECOND]) heard.learn('API key', secret);
  heard.learn('wrong key', WRONG);
  heard.learn('client secret of the user', OWN_SECRET);
  echoSecrets();
  const control = async (path: string) => (await fetch(`${sandbox.urls.paragon}${path}`)).text();

  const somebody = async (name: string) => {
    const token = JSON.parse(await control(`/_sandbox/token?user=${name}`)).token as string;
    heard.learn('user token', token);
    heard.learn('user token', token.split('.')[2]);
    return new Client(sandbox, token);
  };
  const alice = await somebody('alice');
  const idOf = async (type: string) => (await alice.integration(type)).id as string;
  const connect = async (type: string, payload: object) =>
    alice.post('/credentials', {integrationId: await idOf(type), payload});

  assert.equal((await connect('vault', {KEY, SECOND})).status, 200);
  assert.equal((await connect('picky', {KEY: WRONG})).status, 400);
  assert.equal(
    (await connect('custom.tidemail', {clientId: 'tide-robin', clientSecret: OWN_SECRET})).status,
    400,
  );
  assert.equal((await connect('vault', {KEY: {nested: WRONG}, SECOND: [WRONG]})).status, 400);
  for (const path of ['echo', 'fails', 'text', '403', '404', '422', '429', '500', '503', '302', '401'])
    await alice.get(`/proxy/vault/${path}`);
  assert.equal((await connect('vault', {KEY, SECOND})).status, 200, 'once more, as 401 has ended it');
  await alice.post('/actions', {action: 'vault', sourceKey: 'list', parameters: []});
  await alice.call('POST', `/workflows/${LEAK}`);
  const run = await alice.post(`/triggers/${LEAK}`, {});
  assert.equal(run.status, 200, JSON.stringify(run.body));

  const attempt = async (client: Client) => {
    const {key, build} = await client.startOAuth('mirror');
    if (build.status === 200) await client.approve(build.body.redirectUrl);
    await client.get(`/actions/session-id/${key}`);
    for (const path of ['fails', 'text', '500']) await client.get(`/proxy/mirror/${path}`);
    await client.get('/me');
  };
  await attempt(alice);
  for (const [index, rule] of rules.entries()) {
    const client = await somebody(`user-${index}`);
    if ('effect' in rule && /token/.test(rule.effect)) await attempt(client);
    sandbox.addFault(rule);
    // Some of these break off in the middle, as they are meant to.
    await attempt(client).catch(() => undefined);
    sandbox.clearFaults();
  }

  for (const path of ['/', '/docs', '/openapi.json', '/_sandbox/users', '/_sandbox/runs', '/_sandbox/events'])
    await control(path);
  await control('/_sandbox/requests?preflights=true');
  await control('/_sandbox/faults');
  await alice.get('/credentials');
  await fetch(sandbox.urls.outside);

  const answers = await heard.answers();
  const names = ['API key', 'user token', 'state', 'nonce', 'code', 'verifier', 'client secret'];
  for (const name of [...names, 'access token', 'refresh token'])
    assert.ok(heard.secrets.get(name)?.size, `no ${name} was seen at all`);
  assert.ok(answers.length > 300, String(answers.length));
  const lists = [heard.terminal.join('\n'), JSON.stringify(sandbox.requests)];
  const found: string[] = [];
  const used = new Set<unknown>();
  for (const [name, values] of heard.secrets)
    for (const value of values) {
      if (lists.some((list) => list.includes(value)))
        found.push(`${name} in the terminal or the list of requests`);
      for (const {what, head, body} of answers)
        for (const [part, text] of [
          ['head', head],
          ['body', body],
        ] as const) {
          if (
            ![value, encodeURIComponent(value), btoa(value).replace(/=+$/, '')].some((form) =>
              text.includes(form),
            )
          )
            continue;
          const reason = demanded.find(
            ([secret, where, one]) => secret === name && one === part && where.test(what),
          );
          if (reason) used.add(reason);
          else found.push(`${name} in the ${part} of ${what}`);
        }
    }
  assert.deepEqual([...new Set(found)], []);
  for (const reason of demanded.filter(([, , , where]) => where !== 'a refusal without a page'))
    assert.ok(used.has(reason), `${reason[0]}: ${reason[3]}: an exception that nothing needs`);
});
