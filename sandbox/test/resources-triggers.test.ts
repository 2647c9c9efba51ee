import assert from 'node:assert/strict';
import {after, before, beforeEach, test} from 'node:test';
import {createCatalog} from '../src/catalog/index.js';
import {
  StartError,
  createSandbox,
  defaultCatalog,
  type IntegrationEntry,
  type Sandbox,
} from '../src/index.js';
import {apiCheckFor} from './helpers/api-check.js';
import {Client, type Json} from './helpers/client.js';
import {keyIntegration, startProvider, type FakeProvider} from './helpers/provider.js';

const ORDERS = '6f0a1c1e-3a5e-4c1d-9a51-0d5a4f1b7c01';
const STOCK = '6f0a1c1e-3a5e-4c1d-9a51-0d5a4f1b7c02';
const CRM = '6f0a1c1e-3a5e-4c1d-9a51-0d5a4f1b7c03';

let sandbox: Sandbox;
let alice: Client;
let api: FakeProvider;

before(async () => {
  api = await startProvider();
  const database = keyIntegration('database', `http://localhost:${api.port}`, {
    workflows: [
      {
        id: '7f0a1c1e-3a5e-4c1d-9a51-0d5a4f1b7c09',
        description: 'Sync',
        defaultEnabled: true,
        trigger: {type: 'integrationEnabled'},
        run: ({log}) => log('ran'),
      },
    ],
  });
  sandbox = await createSandbox({
    memory: true,
    catalog: {
      integrations: [...defaultCatalog, database],
      resources: [
        {id: ORDERS, slug: 'orders-db', integration: 'database'},
        {id: STOCK, slug: 'stock-db', integration: 'database'},
        {id: CRM, slug: 'crm', integration: 'slack'},
      ],
    },
  });
});
after(async () => {
  await sandbox?.close();
  await api?.close();
});
beforeEach(async () => {
  await fetch(`${sandbox.urls.paragon}/_sandbox/reset`, {method: 'POST'});
  alice = await Client.of(sandbox, 'alice');
});

const connect = (id: string, body: object, client = alice) => client.post(`/resources/${id}/connect`, body);
const resources = async (client = alice): Promise<Json[]> => (await client.get('/me')).body.resources;

test('a resource is connected by values, replaced by new ones, and kept apart from the integration', async () => {
  const integrationId = (await alice.integration('database')).id;
  assert.deepEqual((await resources())[0], {id: ORDERS, slug: 'orders-db', integrationId});

  const {status, body} = await connect(ORDERS, {KEY: 'one'});
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.status, 'VALID');
  assert.equal(body.integrationId, integrationId);
  assert.ok(!JSON.stringify(body).includes('one'));
  const [orders, stock] = await resources();
  assert.deepEqual(orders, {
    id: ORDERS,
    slug: 'orders-db',
    integrationId,
    credentialId: body.id,
    credentialStatus: 'VALID',
  });
  assert.equal(stock.credentialId, undefined);
  const me = (await alice.get('/me')).body;
  assert.deepEqual(me.integrations.database.allCredentials, []);
  assert.equal((await alice.get(`/credentials/${body.id}`)).status, 200);
  assert.equal(
    (await alice.get('/proxy/database/x')).status,
    404,
    'it is not the integration’s current account',
  );
  assert.equal((await alice.get('/proxy/database/x', {'X-Paragon-Credential': body.id})).status, 200);

  const again = await connect(ORDERS, {KEY: 'two'});
  assert.equal(again.body.id, body.id, 'there is one account for it');
  const other = await connect(STOCK, {KEY: 'two'});
  assert.notEqual(other.body.id, body.id);

  const own = await alice.post('/credentials', {integrationId, payload: {KEY: 'three'}});
  assert.equal(own.status, 200);
  assert.notEqual(own.body.id, body.id);
  const after = (await alice.get('/me')).body;
  assert.deepEqual(
    after.integrations.database.allCredentials.map(({id}: Json) => id),
    [own.body.id],
  );
  assert.deepEqual(
    after.resources.map(({credentialId}: Json) => credentialId),
    [body.id, other.body.id, undefined],
  );
  const {runs} = (await (await fetch(`${sandbox.urls.paragon}/_sandbox/runs?settled=true`)).json()) as Json;
  assert.deepEqual(
    runs.map(({credentialId}: Json) => credentialId),
    [own.body.id],
    'a resource is no install',
  );

  const gone = await alice.call('DELETE', `/integrations/${integrationId}`, {
    headers: {'X-Paragon-Credential': body.id},
  });
  assert.equal(gone.status, 200);
  assert.equal((await resources())[0].credentialId, undefined);
});

test('resources belong to their user, and mistakes are said', async () => {
  await connect(ORDERS, {KEY: 'one'});
  const bob = await Client.of(sandbox, 'bob');
  assert.equal((await resources(bob))[0].credentialId, undefined);
  const missing = await connect(ORDERS, {});
  assert.equal(missing.status, 400);
  assert.deepEqual(Object.keys(missing.body.meta.inputs), ['KEY']);
  assert.equal((await connect('nothing', {})).status, 404);
  assert.equal((await connect(ORDERS, [] as never)).status, 400);
  const oauth = await connect(CRM, {});
  assert.equal(oauth.status, 400);
  assert.match(oauth.body.message, /signing in/);
});

async function triggers(query: string, client = alice, headers: Record<string, string> = {}, prefix = '') {
  const check = await apiCheckFor(sandbox.urls.paragon);
  const path = `${prefix}/projects/${sandbox.projectId}/triggers${query}`;
  const response = await fetch(sandbox.urls.paragon + path, {
    headers: {Authorization: `Bearer ${client.token}`, Origin: 'http://localhost:5173', ...headers},
  });
  const text = await response.text();
  check({method: 'GET', path, status: response.status, headers: response.headers, text});
  return {status: response.status, body: JSON.parse(text) as Json, headers: response.headers};
}

test('triggers of connected integrations are listed, and why others have none', async () => {
  assert.deepEqual((await triggers('')).body, {triggers: {}});
  await alice.connect('slack');
  await alice.connect('jira');
  const {body, headers} = await triggers('?integrations=slack,hubspot,%20jira,nothing,mailchimp,slack,');
  assert.equal(headers.get('Access-Control-Allow-Origin'), 'http://localhost:5173');
  assert.deepEqual(Object.keys(body.triggers), ['slack']);
  const [posted] = body.triggers.slack;
  assert.equal(posted.type, 'SLACK_MESSAGE_POSTED');
  assert.equal(posted.triggerModel, 'WEBHOOK');
  assert.deepEqual(posted.parameters[0].valuesSource, {sourceType: 'channels', dependencies: []});
  assert.deepEqual(
    body.errors.map(({type}: Json) => type),
    ['hubspot', 'jira', 'nothing', 'mailchimp'],
  );
  assert.match(body.errors[0].message, /No HubSpot account/);
  assert.match(body.errors[1].message, /completely/);
  assert.deepEqual(Object.keys((await triggers('')).body.triggers), ['slack']);
  assert.equal((await triggers('?integrations=slack', alice, {}, '/v2')).status, 200);
});

test('triggers need a token, and a named account must be there', async () => {
  const account = await alice.connect('slack');
  const bob = await Client.of(sandbox, 'bob');
  const named = {'X-Paragon-Credential': account.id};
  assert.deepEqual(Object.keys((await triggers('?integrations=slack', alice, named)).body.triggers), [
    'slack',
  ]);
  assert.equal((await triggers('?integrations=slack', bob, named)).status, 404);
  assert.equal((await triggers('?integrations=slack', new Client(sandbox, 'x.y.z'))).status, 401);
  const elsewhere = await fetch(
    `${sandbox.urls.paragon}/projects/00000000-0000-4000-8000-000000000000/triggers`,
    {headers: {Authorization: `Bearer ${alice.token}`}},
  );
  assert.equal(elsewhere.status, 404);
});

test('the sources of every trigger in the catalogue load', async () => {
  for (const type of ['slack', 'hubspot']) await alice.connect(type);
  const {body} = await triggers('?integrations=slack,hubspot');
  const seen = new Set<string>();
  for (const [action, list] of Object.entries(body.triggers as Record<string, Json[]>))
    for (const {parameters} of list) {
      const chosen: {key: string; source: object}[] = [];
      for (const parameter of parameters) {
        seen.add(parameter.type);
        const source = parameter.valuesSource ?? parameter.supportedKeysSource;
        if (!source) continue;
        const needed = chosen.filter(({key}) => source.dependencies.includes(key));
        const {status, body: page} = await alice.post('/actions', {
          action,
          sourceKey: source.sourceType,
          parameters: needed,
          paginationParameters: {pageCursor: 0},
        });
        assert.equal(status, 200, `${action} ${source.sourceType}: ${JSON.stringify(page)}`);
        const [first] = page.output.records;
        assert.ok(first, `${action} ${source.sourceType}`);
        chosen.push({key: parameter.id, source: {type: 'VALUE', value: first.value}});
      }
    }
  assert.deepEqual([...seen].sort(), [
    'BOOLEAN_INPUT',
    'CODE',
    'CONDITIONAL',
    'EDITABLE_ENUM',
    'ENUM',
    'EnumTextAreaPairInput',
    'TEXT',
    'TIME_CONSTRAINT_INPUT',
  ]);
});

test('a wrong trigger is named with what is wrong about it', () => {
  const slack = defaultCatalog.find(({type}) => type === 'slack')!;
  const hubspot = defaultCatalog.find(({type}) => type === 'hubspot')!;
  const trigger = slack.triggers![0]!;
  const [channel] = trigger.parameters!;
  const source = (sourceType: string, dependencies: string[] = []) => ({
    ...channel,
    valuesSource: {sourceType, dependencies},
  });
  const cases: [entry: IntegrationEntry, triggers: unknown[], message: RegExp][] = [
    [slack, [{...trigger, type: 'posted'}], /triggers\.0\.type: must be capital letters/],
    [slack, [trigger, trigger], /triggers\.1\.type: SLACK_MESSAGE_POSTED is used twice/],
    [slack, [{...trigger, triggerModel: 'PUSH'}], /triggers\.0\.triggerModel/],
    [slack, [{...trigger, parameters: [{...channel, type: 'PASSWORD'}]}], /triggers\.0\.parameters\.0\.type/],
    [slack, [{...trigger, parameters: [{...channel, colour: 'red'}]}], /Unrecognized key: "colour"/],
    [slack, [{...trigger, parameters: [channel, channel]}], /parameters\.1\.id: channel is used twice/],
    [slack, [{...trigger, parameters: [source('users')]}], /sourceType: options lacks the loader users/],
    [slack, [{...trigger, parameters: [source('channels', ['team'])]}], /dependencies: team is the id of no/],
    [
      hubspot,
      [{...trigger, parameters: [source('crmProperties')]}],
      /dependencies: crmObjects is needed: the options of crmProperties load by it/,
    ],
    [
      slack,
      [{...trigger, parameters: [{id: 'a', title: 'A', type: 'ENUM'}]}],
      /parameters\.0\.values: a has neither values nor a source/,
    ],
    [
      slack,
      [
        {
          ...trigger,
          parameters: [
            {
              id: 'a',
              title: 'A',
              type: 'ENUM',
              values: [{value: 1, dependentInputs: [{id: 'a', title: 'A', type: 'TEXT'}]}],
            },
          ],
        },
      ],
      /values\.0\.dependentInputs\.0\.id: a is used twice/,
    ],
    [
      slack,
      [{...trigger, parameters: [{id: 'a', title: 'A', type: 'CONDITIONAL', supportedOperators: ['=']}]}],
      /supportedOperators/,
    ],
  ];
  for (const [entry, given, message] of cases)
    assert.throws(
      () => createCatalog([{...entry, triggers: given}]),
      (error) => error instanceof StartError && message.test(error.message),
      String(message),
    );
});
