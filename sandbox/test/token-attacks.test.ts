import assert from 'node:assert/strict';
import {createHmac, createPublicKey, createSign, generateKeyPairSync, type KeyObject} from 'node:crypto';
import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {jsonOf} from './helpers/client.js';

let sandbox: Sandbox;
let keyFile: string;
const known = generateKeyPairSync('rsa', {modulusLength: 2048});
const foreign = generateKeyPairSync('rsa', {modulusLength: 2048});
const curve = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const pem = known.publicKey.export({type: 'spki', format: 'pem'}).toString();

before(async () => {
  keyFile = join(await mkdtemp(join(tmpdir(), 'paragon-sandbox-')), 'public.pem');
  await writeFile(keyFile, pem);
  sandbox = await createSandbox({memory: true, publicKeyFiles: [keyFile]});
});
after(() => sandbox?.close());

const now = () => Math.floor(Date.now() / 1000);
const claims = (more: object = {}) => ({sub: 'alice', iat: now(), exp: now() + 600, ...more});
const encode = (part: object | string) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** Puts a token together by hand, as libraries refuse to make most of these. */
function signed(
  header: object | string,
  payload: object | string,
  key: KeyObject = known.privateKey,
): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${createSign('RSA-SHA256').update(input).sign(key).toString('base64url')}`;
}

const hmac = (header: object, secret: string | Buffer) => {
  const input = `${encode(header)}.${encode(claims())}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};

const RS256 = {alg: 'RS256'};
/** With any header, signed by a key that nobody here knows. */
const byStranger = (header: object) => signed({...RS256, ...header}, claims(), foreign.privateKey);

async function statusOf(token: string): Promise<number> {
  const path = `/projects/${sandbox.projectId}/sdk/me`;
  const response = await sandbox.fetch(
    new Request(`http://localhost${path}`, {headers: {Authorization: `Bearer ${token}`}}),
  );
  const body = await jsonOf(response);
  if (response.status === 200) return 200;
  assert.deepEqual(Object.keys(body).sort(), ['code', 'message', 'meta', 'status']);
  assert.doesNotMatch(JSON.stringify(body), /\bat .*\.(?:ts|js)|node_modules|Error:/, 'a stack');
  assert.equal(body.code, '0501');
  return response.status;
}

async function refusesAll(tokens: Record<string, string>) {
  for (const [name, token] of Object.entries(tokens)) assert.equal(await statusOf(token), 401, name);
}

test('what the known key signs is accepted; these tests would be worth nothing otherwise', async () => {
  assert.equal(await statusOf(signed(RS256, claims())), 200);
  assert.equal(await statusOf(signed({...RS256, typ: 'JWT', kid: 'theirs'}, claims())), 200);
});

test('no signature, under any spelling', async () => {
  const tokens: Record<string, string> = {};
  for (const alg of ['none', 'None', 'NONE', 'nOnE', 'none ', '', 'null', 'undefined'])
    for (const signature of ['', 'AA', encode(claims())])
      tokens[`${JSON.stringify(alg)} with ${signature.length}`] =
        `${encode({alg})}.${encode(claims())}.${signature}`;
  for (const alg of [null, 0, false, [], ['RS256'], {}, ['none']])
    tokens[`alg ${JSON.stringify(alg)}`] = signed({alg}, claims());
  const [header, payload] = signed(RS256, claims()).split('.');
  tokens['cut off'] = `${header}.${payload}.`;
  tokens['without the last dot'] = `${header}.${payload}`;
  tokens['no alg at all'] = signed({typ: 'JWT'}, claims());
  await refusesAll(tokens);
});

test('other algorithms, with the public key as their secret or with keys of their own', async () => {
  const der = known.publicKey.export({type: 'spki', format: 'der'});
  const jwk = JSON.stringify(known.publicKey.export({format: 'jwk'}));
  const tokens: Record<string, string> = {};
  const secrets = {pem, trimmed: pem.trim(), crlf: pem.replaceAll('\n', '\r\n'), der, jwk, empty: ''};
  for (const [name, secret] of Object.entries(secrets))
    for (const alg of ['HS256', 'hs256', 'RS256', 'HS256 '])
      tokens[`${alg} with ${name}`] = hmac({alg}, secret);
  for (const alg of [
    'RS384',
    'RS512',
    'RS1',
    'PS256',
    'ES256',
    'EdDSA',
    'RSA-OAEP',
    'dir',
    'rs256',
    'RS256 ',
  ])
    tokens[`${alg}, but signed by RS256`] = signed({alg}, claims());
  const input = `${encode({alg: 'ES256'})}.${encode(claims())}`;
  tokens['ES256 with r = s = 0'] = `${input}.${Buffer.alloc(64).toString('base64url')}`;
  const rs = `${encode(RS256)}.${encode(claims())}`;
  for (const [name, bytes] of Object.entries({zeros: 256, short: 255, long: 257, one: 1}))
    tokens[`RS256 with ${name} bytes of zero`] = `${rs}.${Buffer.alloc(bytes).toString('base64url')}`;
  const signature = createSign('SHA256')
    .update(input)
    .sign({key: curve.privateKey, dsaEncoding: 'ieee-p1363'});
  tokens['ES256 by a stranger'] = `${input}.${signature.toString('base64url')}`;
  await refusesAll(tokens);
});

test('keys that the token brings along or points at', async (t) => {
  const asked: string[] = [];
  t.mock.method(globalThis, 'fetch', async (input: unknown) => {
    asked.push(String(input));
    return new Response(JSON.stringify({keys: [foreign.publicKey.export({format: 'jwk'})]}));
  });
  const jwk = foreign.publicKey.export({format: 'jwk'});
  const spki = createPublicKey(foreign.publicKey.export({type: 'spki', format: 'pem'}));
  await refusesAll({
    jwk: byStranger({jwk}),
    'jwk with our kid': byStranger({jwk, kid: 'development'}),
    'jwk as list': byStranger({jwk: [jwk]}),
    jku: byStranger({jku: 'http://localhost:1/keys'}),
    'jku of a file': byStranger({jku: 'file:///tmp/keys.json'}),
    'jku with our origin': byStranger({jku: `${sandbox.urls.paragon}@localhost:1/`}),
    x5u: byStranger({x5u: 'http://localhost:1/certificate.pem'}),
    x5c: byStranger({x5c: [spki.export({type: 'spki', format: 'der'}).toString('base64')]}),
    x5t: byStranger({x5t: 'AAAA', 'x5t#S256': 'AAAA'}),
    iss: signed(RS256, claims({iss: 'http://localhost:1'}), foreign.privateKey),
  });
  assert.deepEqual(asked, [], 'nothing was loaded');
});

test('key names that are paths, queries, commands or members of objects', async () => {
  const names: unknown[] = [
    '../../../../dev/null',
    '/dev/null',
    keyFile,
    'file:///dev/null',
    'http://localhost:1/key',
    "' OR '1'='1",
    "x' UNION SELECT 'AAAA",
    '| id',
    '__proto__',
    'constructor',
    'toString',
    '',
    '\u0000',
    'a'.repeat(5000),
    0,
    null,
    ['development'],
    {kid: 'development'},
  ];
  for (const kid of names) assert.equal(await statusOf(byStranger({kid})), 401, JSON.stringify(kid));
});

test('headers that must be understood, payloads that are not encoded, types that are others', async () => {
  await refusesAll({
    'an unknown critical header': signed({...RS256, crit: ['odd'], odd: true}, claims()),
    'an empty list of critical headers': signed({...RS256, crit: []}, claims()),
    'a critical header that is missing': signed({...RS256, crit: ['exp']}, claims()),
    'crit as text': signed({...RS256, crit: 'b64'}, claims()),
    'b64: false': signed({...RS256, b64: false, crit: ['b64']}, claims()),
    'alg as critical header': signed({...RS256, crit: ['alg']}, claims()),
    'five parts': `${signed(RS256, claims())}.a.b`,
    'an encrypted token': `${encode({alg: 'dir', enc: 'A256GCM'})}..${encode('iv')}.${encode('x')}.${encode('t')}`,
    'a token within the token': signed({...RS256, cty: 'JWT'}, signed(RS256, claims())),
    'JSON serialisation': JSON.stringify({
      protected: encode(RS256),
      payload: encode(claims()),
      signature: signed(RS256, claims()).split('.')[2],
    }).replaceAll(' ', ''),
  });
});

test('spellings that decoders forgive', async () => {
  const good = signed(RS256, claims());
  const [header, payload, signature] = good.split('.') as [string, string, string];
  const standard = Buffer.from(signature, 'base64url').toString('base64');
  const tokens: Record<string, string> = {
    'padding after the signature': `${good}==`,
    'padding after the header': `${header}=.${payload}.${signature}`,
    'padding after the payload': `${header}.${payload}==.${signature}`,
    'standard base64': `${header}.${payload}.${standard}`,
    'a dot before': `.${good}`,
    'a dot behind': `${good}.`,
    'two dots': `${header}..${payload}.${signature}`,
    'a line break': `${header}.${payload}\n.${signature}`,
    'a percent': `${header}%2e${payload}.${signature}`,
    'a NUL': `${header}.${payload}.${signature}%00`,
    'one bit of the payload': `${header}.${encode(claims({sub: 'alicf'}))}.${signature}`,
    'a byte less': `${header}.${payload}.${signature.slice(0, -2)}`,
    'a byte more': `${header}.${payload}.${signature}AA`,
    'another order of members': `${encode({typ: 'JWT', alg: 'RS256'})}.${payload}.${signature}`,
  };
  for (const [name, token] of Object.entries(tokens)) {
    // Some cannot stand in a header, and come by an address instead.
    const query = new URLSearchParams({
      userToken: token,
      integrationId: '00000000-0000-4000-8000-000000000000',
      originForPostMessage: 'http://localhost:5173',
    });
    const {id} = await slack();
    query.set('integrationId', id);
    const path = `/projects/${sandbox.projectId}/sdk/actions/oauth-nonce?${query}`;
    const page = await sandbox.fetch(new Request(`http://localhost${path}`));
    assert.equal(page.status, 401, name);
    assert.equal(page.headers.get('Set-Cookie'), null, name);
    if (!/[\n]/.test(token)) assert.equal(await statusOf(token), 401, name);
  }
});

async function slack(): Promise<{id: string}> {
  const headers = {Authorization: `Bearer ${await sandbox.userToken('alice')}`};
  const path = `/projects/${sandbox.projectId}/sdk/integrations`;
  const all = await jsonOf(sandbox.fetch(new Request(`http://localhost${path}`, {headers})));
  return all.find(({type}: {type: string}) => type === 'slack');
}

test('claims of a wrong kind, signed by the known key all the same', async () => {
  const payload = (text: string) => signed(RS256, text);
  const soon = now() + 600;
  await refusesAll({
    'exp as text': signed(RS256, claims({exp: String(soon)})),
    'exp beyond all clocks': payload(`{"sub":"alice","exp":1e999}`),
    'exp before all clocks': payload(`{"sub":"alice","exp":-1e999}`),
    'exp as null': signed(RS256, claims({exp: null})),
    'exp as list': signed(RS256, claims({exp: [soon]})),
    'exp as NaN': payload(`{"sub":"alice","exp":NaN}`),
    'exp twice, the last one past': payload(`{"sub":"alice","exp":${soon},"exp":1}`),
    'iat as text': signed(RS256, claims({iat: String(now())})),
    'iat beyond all clocks': payload(`{"sub":"alice","exp":${soon},"iat":1e999}`),
    'nbf as text': signed(RS256, claims({nbf: String(now())})),
    'nbf beyond all clocks': payload(`{"sub":"alice","exp":${soon},"nbf":1e999}`),
    'sub as number': signed(RS256, claims({sub: 7})),
    'sub as list': signed(RS256, claims({sub: ['alice']})),
    'sub as object': signed(RS256, claims({sub: {id: 'alice'}})),
    'sub within another object': signed(RS256, {user: {sub: 'alice'}, exp: soon}),
    'a list as payload': signed(RS256, [claims()]),
    'text as payload': payload('"alice"'),
    'null as payload': payload('null'),
    'no JSON': payload('{"sub":"alice"'),
    'an empty payload': payload(''),
    'a mark before the JSON': payload(`\ufeff${JSON.stringify(claims())}x`),
    'aud of another project': signed(RS256, claims({aud: 'useparagon.com/other'})),
    'aud as prefix': signed(RS256, claims({aud: `useparagon.com/${sandbox.projectId}x`})),
    'aud as object': signed(RS256, claims({aud: {0: `useparagon.com/${sandbox.projectId}`}})),
  });
});

test('names in a payload that reach for objects do nothing', async () => {
  const token = signed(
    RS256,
    `{"sub":"alice","exp":${now() + 600},"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}`,
  );
  assert.equal(await statusOf(token), 200);
  assert.equal(({} as {admin?: unknown}).admin, undefined);
});

test('the leeway is one minute, to the second', async (t) => {
  const start = now() * 1000;
  t.mock.timers.enable({apis: ['Date'], now: start});
  const at = start / 1000;
  const token = (more: object) => signed(RS256, {sub: 'alice', iat: at, exp: at + 600, ...more});
  assert.equal(await statusOf(token({exp: at - 59})), 200);
  assert.equal(await statusOf(token({exp: at - 60})), 401);
  assert.equal(await statusOf(token({exp: at + 0.5})), 200, 'a part of a second');
  assert.equal(await statusOf(token({nbf: at + 60})), 200);
  assert.equal(await statusOf(token({nbf: at + 61})), 401);
  assert.equal(await statusOf(token({iat: at + 60})), 200);
  assert.equal(await statusOf(token({iat: at + 61})), 401);
});

test('tokens of any size are judged at once', async () => {
  const started = performance.now();
  await refusesAll({
    'a megabyte': signed(RS256, claims({more: 'x'.repeat(1_000_000)})),
    'dots only': '.'.repeat(1_000_000),
    'letters only': 'a'.repeat(1_000_000),
    'a hundred thousand parts': 'a.'.repeat(100_000),
    'deeply nested': signed(RS256, '[{"a":'.repeat(100_000)),
  });
  assert.ok(performance.now() - started < 2000);
  // By the network, the server itself ends what is too long for a header.
  const answer = await fetch(`${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/me`, {
    headers: {Authorization: `Bearer ${'a'.repeat(100_000)}`},
  });
  assert.equal(answer.status, 431);
  assert.equal(await answer.text(), '');
});

test('a token that claims anything at all leaves the list of requests and the inspector whole', async () => {
  for (const sub of [
    {isEscaped: true, toString: 'x'},
    ['<b>'],
    7,
    null,
    '</td><script>alert(1)</script>',
    'x'.repeat(9000),
  ])
    assert.equal(await statusOf(signed(RS256, claims({sub}), foreign.privateKey)), 401);
  const listed = await jsonOf(fetch(`${sandbox.urls.paragon}/_sandbox/requests`));
  for (const {user} of listed.requests)
    assert.ok(user === undefined || (typeof user === 'string' && user.length <= 255));
  const page = await fetch(sandbox.urls.paragon);
  assert.equal(page.status, 200);
  assert.ok(!(await page.text()).includes('<script>alert'));
});
