import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client, jsonOf, type Json} from './helpers/client.js';

let sandbox: Sandbox;
let alice: Client;
let mallory: Client;
let credential: Json;
let sessionKey: string;

before(async () => {
  sandbox = await createSandbox({memory: true});
  alice = await Client.of(sandbox, 'alice');
  mallory = await Client.of(sandbox, 'mallory');
  const {key, build} = await alice.startOAuth('slack', {installOptions: {externalId: 'hers'}});
  await alice.approve(build.body.redirectUrl);
  sessionKey = key;
  [credential] = (await alice.get('/credentials')).body;
});
after(() => sandbox?.close());

test('nobody reads or changes anything of another user, on any route', async () => {
  const {id: slackId, workflows} = await mallory.integration('slack');
  const workflowId = workflows[0].id;
  const before = (await alice.get('/me')).body;
  const own = {'X-Paragon-Credential': credential.id};
  const hers = [credential.id, 'ext:hers', 'hers'];
  const attempts: [string, string, object?, Record<string, string>?][] = [
    ...hers.map((id): [string, string] => ['GET', `/credentials/${id}`]),
    ['GET', '/credentials?integration=slack&includeAccountAuth=true'],
    ['GET', '/credentials?integration=slack', undefined, own],
    ['PATCH', `/credentials/${credential.id}`, {config: {sharedSettings: {stolen: true}}}],
    ['POST', `/credentials/${credential.id}/complete-setup`, {payload: {}}],
    ['POST', `/credentials/${credential.id}/configurations`, {}],
    [
      'PATCH',
      `/credentials/${credential.id}/configurations`,
      {meta: {}},
      {'X-Paragon-Configuration-Id': credential.configurations[0].id},
    ],
    [
      'DELETE',
      `/credentials/${credential.id}/configurations`,
      undefined,
      {'X-Paragon-Configuration-Id': credential.configurations[0].id},
    ],
    ['DELETE', `/integrations/${slackId}`, undefined, own],
    ['DELETE', `/integrations/${slackId}`],
    ['POST', '/actions', {action: 'slack', sourceKey: 'channels'}, own],
    ['GET', `/actions/session-id/${sessionKey}`],
    ['POST', `/workflows/${workflowId}`, undefined, own],
    ['DELETE', `/workflows/${workflowId}`, undefined, own],
  ];
  for (const prefix of ['', '/v2']) {
    for (const [method, path, body, headers] of attempts) {
      const {status, body: answer} = await mallory.call(method, path, {body, headers, prefix});
      assert.equal(status, 404, `${prefix} ${method} ${path}`);
      assert.deepEqual(Object.keys(answer).sort(), ['code', 'message', 'meta', 'status']);
    }
  }
  const replace = await mallory.startOAuth('slack', {
    installOptions: {selectedCredentialId: credential.id},
    nonce: false,
  });
  assert.equal(replace.build.status, 404);

  const sees = [(await mallory.get('/me')).body, (await mallory.get('/credentials')).body];
  assert.ok(!JSON.stringify(sees).includes(credential.id));
  assert.deepEqual((await alice.get('/me')).body, before);
});

test('what one user does does not free or use up anything of another', async () => {
  await mallory.call('DELETE', `/actions/session-id/${sessionKey}`);
  assert.equal(
    (await alice.get(`/actions/session-id/${sessionKey}`)).body.connectCredentialId,
    credential.id,
  );
  const same = await mallory.connect('slack', {
    installOptions: {externalId: 'hers', allowMultipleCredentials: true},
  });
  assert.equal(same.externalId, 'hers', 'external ids are the user’s own');
  await mallory.call('PATCH', '/me', {body: {meta: {Name: 'Mallory'}}});
  assert.deepEqual((await alice.get('/me')).body.meta, {});
});

test('a token of one provider is worth nothing at another', async () => {
  for (const path of [
    '/slack/api/auth.test',
    '/jira/rest/api/3/myself',
    '/salesforce/services/oauth2/userinfo',
    '/hubspot/oauth/v1/access-tokens/current',
    '/shopify/my-store/admin/api/2026-07/shop.json',
    '/sendgrid/v3/scopes',
    '/lighthouse/v1/workspaces/x',
  ]) {
    const response = await fetch(sandbox.urls.outside + path, {headers: {Authorization: 'Bearer invented'}});
    const body = await jsonOf(response);
    assert.ok(response.status === 401 || body.ok === false, path);
  }
});

test('a reset of one user leaves the others alone', async () => {
  await mallory.get('/me');
  await fetch(`${sandbox.urls.paragon}/_sandbox/reset?user=mallory`, {method: 'POST'});
  assert.deepEqual((await mallory.get('/credentials')).body, []);
  assert.equal((await alice.get('/credentials')).body.length, 1);
});
