import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {demoClients} from '../src/providers/people.js';
import {Client, type Json} from './helpers/client.js';

const [robin] = demoClients['custom.tidemail'];
const credentials = {clientId: robin.clientId, clientSecret: robin.clientSecret};

let sandbox: Sandbox;
before(async () => {
  sandbox = await createSandbox({memory: true});
});
after(() => sandbox.close());

const connect = async (client: Client, payload: object) => {
  const {id} = await client.integration('custom.tidemail');
  return client.post('/credentials', {integrationId: id, config: {}, payload, installOptions: {}});
};

const control = (path: string) => fetch(`${sandbox.urls.paragon}/_sandbox${path}`, {method: 'POST'});

test("the user's own client signs in, and its account can be used", async () => {
  const client = await Client.of(sandbox, 'own-client');
  const record = await client.integration('custom.tidemail');
  assert.deepEqual(
    [record.type, record.authenticationType, record.needPreOauthInputs],
    ['custom', 'oauth_client_credential', true],
  );
  const {status, body} = await connect(client, credentials);
  assert.deepEqual([status, body.status, body.providerData.company], [200, 'VALID', 'Vega Works']);
  const lists = await client.post('/actions', {action: 'custom.tidemail', sourceKey: 'lists'});
  assert.equal(lists.body.output.records.length, 4);
});

test('a client that is not known is refused in words', async () => {
  const client = await Client.of(sandbox, 'wrong-client');
  for (const payload of [
    {...credentials, clientSecret: 'wrong'},
    {clientId: 'nobody', clientSecret: 'x'},
  ]) {
    const {status, body} = await connect(client, payload);
    assert.deepEqual([status, body.code, body.meta.isIntegrationError], [400, '7003', true]);
    assert.match(body.message, /Tide Mail did not accept/);
  }
  const missing = await connect(client, {clientId: 'tide-robin'});
  assert.deepEqual([missing.status, missing.body.code], [400, '7004']);
});

test('a token that has ended is fetched anew, by several requests at once as well', async () => {
  const client = await Client.of(sandbox, 'renewing');
  const {body: account} = await connect(client, credentials);
  assert.equal((await control(`/credentials/${account.id}/expire`)).status, 200);
  const answers = await Promise.all(
    [1, 2, 3].map(() => client.post('/actions', {action: 'custom.tidemail', sourceKey: 'lists'})),
  );
  assert.deepEqual(
    answers.map(({status}: Json) => status),
    [200, 200, 200],
  );
  const {body} = await client.get(`/credentials/${account.id}`);
  assert.ok(body.dateValidUntil > new Date().toISOString());
  assert.equal(body.refreshFailureCount, 0);
});

test('tokens of clients open nothing else, and those of users not this', async () => {
  const answer = await fetch(`${sandbox.urls.outside}/token`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Authorization: `Basic ${btoa(`${robin.clientId}:${robin.clientSecret}`)}`,
    },
    body: 'grant_type=client_credentials',
  });
  const {access_token: token} = (await answer.json()) as {access_token: string};
  const headers = {Authorization: `Bearer ${token}`};
  const at = async (path: string) => (await fetch(sandbox.urls.outside + path, {headers})).status;
  assert.equal(await at('/tidemail/v1/account'), 200);
  assert.equal(await at('/hubspot/crm/v3/objects/contacts'), 401);
  assert.equal(await at('/salesforce/services/oauth2/userinfo'), 401);
});

test('disconnecting asks nothing of the provider', async () => {
  const client = await Client.of(sandbox, 'leaving');
  const {body: account} = await connect(client, credentials);
  const {status} = await client.call('DELETE', `/integrations/${account.integrationId}`);
  assert.equal(status, 200);
});
