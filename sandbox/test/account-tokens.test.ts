import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, defaultCatalog, type Sandbox} from '../src/index.js';
import {Client} from './helpers/client.js';
import {accountAuth, visitDrive, type DriveType} from './helpers/drives.js';
import {keyIntegration, startProvider} from './helpers/provider.js';

let sandbox: Sandbox;
before(async () => {
  sandbox = await createSandbox({memory: true});
});
after(() => sandbox.close());

const control = async (path: string) => {
  const response = await fetch(`${sandbox.urls.paragon}/_sandbox${path}`, {method: 'POST'});
  assert.equal(response.status, 200, path);
};

/** What a picker asks first. */
const probes: Record<DriveType, string> = {
  googledrive: '/googledrive/drive/v3/about?fields=user',
  onedrive: '/onedrive/v1.0/me/drive',
  sharepoint: '/sharepoint/v1.0/sites/root',
  box: '/box/2.0/users/me',
};
const types = Object.keys(probes) as DriveType[];

const isTaken = async (type: DriveType, token: string) => {
  const response = await fetch(sandbox.urls.outside + probes[type], {
    headers: {Authorization: `Bearer ${token}`},
  });
  return response.status === 200;
};

for (const type of types)
  test(`${type}: the page gets a token that its own provider takes, and no other`, async () => {
    const {token, client, credential} = await visitDrive(sandbox, `own-${type}`, type);
    for (const other of types) assert.equal(await isTaken(other, token), other === type, other);
    assert.equal(await isTaken(type, `${token}x`), false);

    const plain = await client.get(`/credentials?integration=${type}`);
    assert.ok(!('accountAuth' in plain.body));
    for (const path of ['/me', '/credentials', `/credentials/${credential.id}`, '/integrations'])
      assert.ok(!JSON.stringify((await client.get(path)).body).includes(token), path);
    const answer = await accountAuth(client, type);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    assert.ok(!JSON.stringify(sandbox.requests).includes(token));
  });

test('the pickers of OneDrive and SharePoint learn where they are', async () => {
  const one = await visitDrive(sandbox, 'places', 'onedrive');
  const {body} = await accountAuth(one.client, 'onedrive');
  assert.equal(body.accountAuth.DOMAIN, `${sandbox.urls.outside}/onedrive`);
  assert.deepEqual(Object.keys(body.accountAuth).sort(), ['DOMAIN', 'OAUTH_ACCESS_TOKEN']);
  const {credential} = await visitDrive(sandbox, 'places', 'sharepoint');
  assert.equal(credential.providerData.webUrl, `${sandbox.urls.outside}/sharepoint`);
});

test('no other integration hands out a token, whatever its catalogue entry says', async () => {
  const client = await Client.of(sandbox, 'others');
  await client.connect('slack');
  await client.connect('hubspot');
  for (const type of ['slack', 'hubspot']) {
    const {status, body} = await accountAuth(client, type);
    assert.deepEqual([status, 'accountAuth' in body], [200, false]);
  }
  const entry = {...defaultCatalog[0]!, accountAuth: {OAUTH_ACCESS_TOKEN: '{accessToken}'}};
  await assert.rejects(createSandbox({memory: true, catalog: [entry]}), /accountAuth: is for googledrive/);
});

test('only the user whose account it is gets its token', async () => {
  const {credential} = await visitDrive(sandbox, 'owner', 'box');
  const stranger = await Client.of(sandbox, 'stranger');
  assert.equal((await accountAuth(stranger, 'box')).status, 404);
  assert.equal((await accountAuth(stranger, 'box', credential.id)).status, 404);
  const nobody = await fetch(
    `${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/credentials?integration=box&includeAccountAuth=true`,
  );
  assert.equal(nobody.status, 401);
});

test('the header chooses among several accounts', async () => {
  const user = 'several';
  const works = await visitDrive(sandbox, user, 'googledrive', {multiple: true});
  const labs = await visitDrive(sandbox, user, 'googledrive', {multiple: true, account: 'vega-labs'});
  assert.notEqual(works.token, labs.token);
  const emailOf = async (credential?: string) => {
    const {body} = await accountAuth(works.client, 'googledrive', credential);
    const response = await fetch(sandbox.urls.outside + probes.googledrive, {
      headers: {Authorization: `Bearer ${body.accountAuth.OAUTH_ACCESS_TOKEN}`},
    });
    const about = (await response.json()) as {user: {emailAddress: string}};
    assert.equal(body.providerData.email, about.user.emailAddress);
    return about.user.emailAddress;
  };
  assert.equal(await emailOf(), 'robin@vega.example');
  assert.equal(await emailOf(works.credential.id), 'robin@vega.example');
  assert.equal(await emailOf(labs.credential.id), 'robin@vega-labs.example');
});

test('an expired token is renewed before it is handed out', async () => {
  const {client, credential, token} = await visitDrive(sandbox, 'late', 'onedrive');
  assert.equal((await accountAuth(client, 'onedrive')).body.accountAuth.OAUTH_ACCESS_TOKEN, token);
  await control(`/credentials/${credential.id}/expire`);
  const {status, body} = await accountAuth(client, 'onedrive');
  assert.equal(status, 200);
  assert.notEqual(body.accountAuth.OAUTH_ACCESS_TOKEN, token);
  assert.ok(await isTaken('onedrive', body.accountAuth.OAUTH_ACCESS_TOKEN));
});

test('an account that was revoked becomes invalid, and says so', async () => {
  const {client, credential, token} = await visitDrive(sandbox, 'gone', 'box');
  await control(`/credentials/${credential.id}/revoke`);
  assert.equal(await isTaken('box', token), false);
  const {status, body} = await accountAuth(client, 'box');
  assert.equal(status, 400);
  assert.equal(body.message, 'The Box account can no longer be reached. Connect it again.');
  assert.equal(body.meta.integration, 'box');
  assert.equal((await client.get(`/credentials/${credential.id}`)).body.status, 'INVALID');
  assert.equal((await accountAuth(client, 'box')).status, 400);
  const again = await visitDrive(sandbox, 'gone', 'box');
  assert.ok(await isTaken('box', again.token));
});

test('a provider that fails for a moment takes no account away', async () => {
  const {client, credential} = await visitDrive(sandbox, 'moment', 'sharepoint');
  sandbox.addFault({match: {path: '/sharepoint/', service: 'outside'}, drop: true, times: 1});
  assert.equal((await accountAuth(client, 'sharepoint')).status, 502);
  assert.equal((await client.get(`/credentials/${credential.id}`)).body.status, 'VALID');
  assert.equal((await accountAuth(client, 'sharepoint')).status, 200);
});

test('an account that is not finished has no token to hand out', async () => {
  const client = await Client.of(sandbox, 'half');
  const credential = await client.connect('sharepoint');
  assert.equal(credential.status, 'PENDING');
  const {status, body} = await accountAuth(client, 'sharepoint', credential.id);
  assert.equal(status, 400);
  assert.match(body.message, /connected completely first/);
});

test('a key that the provider no longer takes is not handed out either', async () => {
  const provider = await startProvider();
  const base = `http://localhost:${provider.port}`;
  const entry = keyIntegration('box', base, {accountAuth: {OAUTH_ACCESS_TOKEN: '{accessToken}'}});
  const own = await createSandbox({
    memory: true,
    catalog: [{...entry, account: {...entry.account, path: '/who'}}],
  });
  try {
    provider.answer((_, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end('{"id":"me"}');
    });
    const client = await Client.of(own, 'keys');
    const connected = await client.post('/credentials', {
      integrationId: entry.id,
      payload: {KEY: 'secret-key'},
    });
    assert.equal(connected.status, 200);
    const {body} = await accountAuth(client, 'box');
    assert.ok(!JSON.stringify(body).includes('secret-key'));
    provider.answer((_, response) => {
      response.statusCode = 401;
      response.end('{}');
    });
    assert.equal((await accountAuth(client, 'box')).status, 400);
    assert.equal((await client.get(`/credentials/${connected.body.id}`)).body.status, 'INVALID');
  } finally {
    await own.close();
    await provider.close();
  }
});
