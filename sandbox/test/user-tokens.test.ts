import assert from 'node:assert/strict';
import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {SignJWT, exportJWK, exportSPKI, generateKeyPair, type CryptoKey} from 'jose';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client, jsonOf} from './helpers/client.js';

let sandbox: Sandbox;
let known: {privateKey: CryptoKey; publicKey: CryptoKey};
let foreign: {privateKey: CryptoKey; publicKey: CryptoKey};

before(async () => {
  known = await generateKeyPair('RS256', {extractable: true});
  foreign = await generateKeyPair('RS256', {extractable: true});
  const file = join(await mkdtemp(join(tmpdir(), 'paragon-sandbox-')), 'public.pem');
  await writeFile(file, await exportSPKI(known.publicKey));
  sandbox = await createSandbox({memory: true, publicKeyFiles: [file]});
});
after(() => sandbox?.close());

const now = () => Math.floor(Date.now() / 1000);
const claims = (more: object = {}) => ({sub: 'alice', iat: now(), exp: now() + 600, ...more});
const sign = (payload: object, header: object = {}, key: CryptoKey | Uint8Array = known.privateKey) =>
  new SignJWT(payload as never).setProtectedHeader({alg: 'RS256', ...header} as never).sign(key);
const me = async (token: string) => new Client(sandbox, token).get('/me');
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function refuses(token: string) {
  const {status, body} = await me(token);
  assert.equal(status, 401);
  assert.deepEqual(Object.keys(body).sort(), ['code', 'message', 'meta', 'status']);
  assert.equal(body.status, 401);
  assert.equal(typeof body.message, 'string');
  assert.ok(!body.message.includes(token.split('.')[2] || '\0'), 'the message quotes the token');
}

test('accepts what the sandbox signs and what the given key signs, with and without audience', async () => {
  assert.equal((await me(await sandbox.userToken('alice'))).body.userId, 'alice');
  assert.equal((await me(await sign(claims()))).body.userId, 'alice');
  assert.equal((await me(await sign(claims(), {kid: 'a key of theirs'}))).status, 200);
  const audience = `useparagon.com/${sandbox.projectId}`;
  assert.equal((await me(await sign(claims({aud: audience})))).status, 200);
  assert.equal((await me(await sign(claims({aud: ['other', audience]})))).status, 200);
});

test('allows a minute of difference between clocks', async () => {
  assert.equal((await me(await sign(claims({exp: now() - 30})))).status, 200);
  assert.equal((await me(await sign(claims({nbf: now() + 30})))).status, 200);
  assert.equal((await me(await sign(claims({iat: now() + 30})))).status, 200);
});

test('refuses claims that are wrong or missing', async (t) => {
  const wrong: Record<string, object> = {
    expired: claims({exp: now() - 90}),
    'not valid yet': claims({nbf: now() + 90}),
    'issued in the future': claims({iat: now() + 600}),
    'no sub': claims({sub: undefined}),
    'empty sub': claims({sub: ''}),
    'sub is a number': claims({sub: 7}),
    'no exp': claims({exp: undefined}),
    'exp is a string': claims({exp: String(now() + 600)}),
    'another audience': claims({aud: 'useparagon.com/00000000-0000-4000-8000-000000000000'}),
    'an empty list of audiences': claims({aud: []}),
  };
  for (const [name, payload] of Object.entries(wrong))
    await t.test(name, async () => refuses(await sign(payload)));
});

test('refuses tokens that are not signed by a known key with RS256', async (t) => {
  const publicPem = new TextEncoder().encode(await exportSPKI(known.publicKey));
  const jwk = await exportJWK(foreign.publicKey);
  const good = await sign(claims());
  const [header, payload, signature] = good.split('.') as [string, string, string];
  const pss = await generateKeyPair('PS256', {extractable: true});
  const tokens: Record<string, string | Promise<string>> = {
    'alg none': `${base64({alg: 'none'})}.${payload}.`,
    'alg None': `${base64({alg: 'None'})}.${payload}.`,
    'no signature': `${header}.${payload}.`,
    'no header': `.${payload}.${signature}`,
    'HS256 with the public key as secret': sign(claims(), {alg: 'HS256'}, publicPem),
    PS256: sign(claims(), {alg: 'PS256'}, pss.privateKey),
    'a foreign key': sign(claims(), {}, foreign.privateKey),
    'a foreign key that calls itself the development key': sign(
      claims(),
      {kid: 'development'},
      foreign.privateKey,
    ),
    'an embedded key': sign(claims(), {jwk}, foreign.privateKey),
    'a key at an address': sign(claims(), {jku: 'http://localhost:1/keys'}, foreign.privateKey),
    'an embedded certificate': sign(claims(), {x5c: ['AAAA']}, foreign.privateKey),
    'an unknown critical header': `${base64({alg: 'RS256', crit: ['odd'], odd: true})}.${payload}.${signature}`,
    'changed claims': `${header}.${base64(claims({sub: 'mallory'}))}.${signature}`,
    'padding in the signature': `${good}==`,
    'a cut signature': good.slice(0, -4),
    'five parts': `${good}.a.b`,
    'no token at all': 'x',
  };
  for (const [name, token] of Object.entries(tokens)) await t.test(name, async () => refuses(await token));
});

test('says that a token is missing', async () => {
  const url = `${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/me`;
  for (const headers of [{}, {Authorization: ''}, {Authorization: 'Basic YTpi'}, {Authorization: 'Bearer'}]) {
    const response = await fetch(url, {headers: headers as Record<string, string>});
    assert.equal(response.status, 401);
    assert.match((await jsonOf(response)).message, /missing/);
  }
});

test('signs development tokens of any lifetime', async () => {
  const token = async (query: string) => jsonOf(fetch(`${sandbox.urls.paragon}/_sandbox/token?${query}`));
  const answer = await token('user=alice');
  assert.equal(answer.projectId, sandbox.projectId);
  assert.equal((await me(answer.token)).body.userId, 'alice');
  assert.equal((await me((await token('user=alice&expiresIn=-120')).token)).status, 401);
  assert.equal((await token('')).status, 400);
  assert.equal((await token('user=a&expiresIn=soon')).status, 400);
});

test('says which project it serves', async () => {
  const token = await sandbox.userToken('alice');
  const url = `${sandbox.urls.paragon}/projects/00000000-0000-4000-8000-000000000000/sdk/me`;
  const response = await fetch(url, {headers: {Authorization: `Bearer ${token}`}});
  assert.equal(response.status, 404);
  assert.ok((await jsonOf(response)).message.includes(sandbox.projectId));
});
