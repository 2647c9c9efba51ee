import assert from 'node:assert/strict';
import {after, afterEach, before, test} from 'node:test';
import {createSandbox, defaultCatalog, type Sandbox} from '../src/index.js';
import {Client} from './helpers/client.js';

let sandbox: Sandbox;

before(async () => {
  const integrations = defaultCatalog.filter(({type}) => ['slack', 'sendgrid'].includes(type));
  sandbox = await createSandbox({memory: true, catalog: {integrations}});
});
afterEach(() => sandbox.reset());
after(() => sandbox?.close());

async function plan(changes: object) {
  const response = await fetch(`${sandbox.urls.paragon}/_sandbox/plan`, {
    method: 'PATCH',
    body: JSON.stringify(changes),
    headers: {'Content-Type': 'application/json'},
  });
  return {status: response.status, body: (await response.json()) as unknown};
}

test('features that the plan lacks are missing from the user, until the sandbox starts over', async () => {
  const client = await Client.of(sandbox, 'ann');
  const features = async () => (await client.get('/me')).body.project.accessibleFeatures as string[];
  assert.ok((await features()).includes('dfm'));
  assert.equal((await plan({features: ['headless-cp']})).status, 200);
  assert.deepEqual(await features(), ['headless-cp']);
  await sandbox.reset();
  assert.ok(
    (await (await Client.of(sandbox, 'ann')).get('/me')).body.project.accessibleFeatures.includes('dfm'),
  );
});

test('a user beyond the limit sees that it is reached, cannot connect, and stays signed in', async () => {
  const [ann, ben] = [await Client.of(sandbox, 'ann'), await Client.of(sandbox, 'ben')];
  await ann.connect('slack');
  await plan({connectedUserLimit: 1});
  const reached = async (client: Client) =>
    (await client.integration('slack')).connectedUserLimitReached as boolean;
  assert.equal(await reached(ann), false, 'who has an account may have further ones');
  assert.equal(await reached(ben), true);
  const {id} = await ben.integration('sendgrid');
  const refused = await ben.call('POST', '/credentials', {
    body: {integrationId: id, payload: {API_KEY: 'x'}},
  });
  assert.equal(refused.status, 403);
  assert.equal(refused.body.code, '7210');
  const begun = await ben.call(
    'GET',
    `/actions/build-oauth?action=slack&integrationId=${(await ben.integration('slack')).id}`,
  );
  assert.notEqual(begun.status, 200);
  await ann.connect('slack', {installOptions: {allowMultipleCredentials: true}});
  await plan({connectedUserLimit: null});
  assert.equal(await reached(ben), false);
  await ben.connect('slack');
});

test('a plan that makes no sense is refused', async () => {
  for (const wrong of [{features: ['flying']}, {connectedUserLimit: -1}, {limit: 3}]) {
    assert.equal((await plan(wrong)).status, 400, JSON.stringify(wrong));
  }
});
