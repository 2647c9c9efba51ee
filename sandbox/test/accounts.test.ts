import assert from 'node:assert/strict';
import {after, before, beforeEach, test} from 'node:test';
import {createSandbox, demoKeys, type Sandbox} from '../src/index.js';
import {Client, type Json} from './helpers/client.js';

let sandbox: Sandbox;
let alice: Client;

before(async () => {
  sandbox = await createSandbox({memory: true});
});
after(() => sandbox?.close());
beforeEach(async () => {
  await fetch(`${sandbox.urls.paragon}/_sandbox/reset`, {method: 'POST'});
  alice = await Client.of(sandbox, 'alice');
});

const KEY = demoKeys.sendgrid[0].key;

async function connectSendgrid(
  client: Client,
  key: string,
  installOptions: object = {},
  headers: Record<string, string> = {},
) {
  const {id} = await client.integration('sendgrid');
  const payload = {SENDGRID_API_KEY: key, skipPostOAuthInputs: false};
  return client.post('/credentials', {integrationId: id, config: {}, payload, installOptions}, headers);
}

test('SendGrid: a wrong key is refused and nothing stored, then the right one connects', async () => {
  const wrong = await connectSendgrid(alice, 'SG.wrong-key-of-mine');
  assert.equal(wrong.status, 400);
  assert.equal(wrong.body.code, '7003');
  assert.equal(wrong.body.meta.isIntegrationError, true);
  assert.match(wrong.body.message, /did not accept this API key/);
  assert.ok(!JSON.stringify(wrong.body).includes('SG.wrong'), 'the key is not repeated');
  assert.deepEqual((await alice.get('/credentials')).body, []);

  const right = await connectSendgrid(alice, `  ${KEY}\n`);
  assert.equal(right.status, 200);
  assert.equal(right.body.status, 'VALID');
  assert.ok(!JSON.stringify(right.body).includes(KEY), 'the key never comes back');
  assert.ok(!JSON.stringify((await alice.get('/me')).body).includes(KEY));
});

test('SendGrid: without a key, or with another kind of value, it says what is needed', async () => {
  for (const key of ['', '   \u0000', 7, null, {a: 1}, 'x'.repeat(70_000)] as never[]) {
    const {status, body} = await connectSendgrid(alice, key);
    assert.equal(status, 400);
    assert.equal(typeof body.message, 'string');
  }
});

test('a provider that fails is no wrong key', async () => {
  sandbox.addFault({match: {path: '/sendgrid', service: 'outside'}, status: 503});
  const down = await connectSendgrid(alice, KEY);
  assert.equal(down.status, 502);
  assert.notEqual(down.body.code, '7003');
  sandbox.clearFaults();
  sandbox.addFault({
    match: {path: '/sendgrid', service: 'outside'},
    status: 200,
    body: '<html>',
    contentType: 'text/html',
  });
  assert.equal((await connectSendgrid(alice, KEY)).status, 502);
  sandbox.clearFaults();
  assert.deepEqual((await alice.get('/credentials')).body, []);
});

test('Lighthouse Desk: each kind of input is checked and all mistakes come at once', async () => {
  const {id, type, customIntegration} = await alice.integration('custom.lighthouse');
  assert.equal(type, 'custom');
  assert.equal(customIntegration.slug, 'custom.lighthouse');
  const connect = (payload: object) =>
    alice.post('/credentials', {integrationId: id, config: {}, payload, installOptions: {}});
  const wrong = await connect({
    WORKSPACE: 'Har bor',
    REGION: 'moon',
    OWNER_EMAIL: 'nobody',
    STATUS_PAGE: 'javascript:alert(1)',
    MAX_TICKETS: 'many',
    NOTIFY: 'yes',
  });
  assert.equal(wrong.status, 400);
  assert.deepEqual(Object.keys(wrong.body.meta.inputs).sort(), [
    'API_TOKEN',
    'MAX_TICKETS',
    'NOTIFY',
    'OWNER_EMAIL',
    'REGION',
    'STATUS_PAGE',
    'WORKSPACE',
  ]);
  const right = await connect({
    WORKSPACE: 'harbor',
    API_TOKEN: demoKeys.lighthouse[1].key,
    REGION: 'eu',
    OWNER_EMAIL: 'kim@harbor.example',
    STATUS_PAGE: 'https://status.harbor.example',
    MAX_TICKETS: '25',
    GREETING: 'Hello,\nwelcome.',
    NOTIFY: true,
    UNKNOWN: 'is left out',
  });
  assert.equal(right.status, 200);
  assert.equal(right.body.providerData.workspace, 'harbor');
  assert.equal((await alice.get('/me')).body.integrations['custom.lighthouse'].enabled, true);
});

test('values cannot leave their place in an address', async () => {
  const {id} = await alice.integration('salesforce');
  assert.ok(id);
  await alice.connect('salesforce', {installOptions: {accountType: 'default'}});
  for (const value of ['..', '../..', 'Task/../../x', '%2e%2e', 'Task?x=1', '\\\\evil']) {
    const {status} = await alice.post('/actions', {
      action: 'salesforce',
      sourceKey: 'cachedFields',
      parameters: [{key: 'recordTypes', source: {type: 'VALUE', value}}],
    });
    assert.equal(status, 400, value);
  }
  assert.equal((await alice.post('/actions', {action: 'salesforce', sourceKey: 'cachedFields'})).status, 400);
  assert.equal((await alice.post('/actions', {action: 'salesforce', sourceKey: 'constructor'})).status, 404);
});

test('OAuth integrations are not connected by values, inactive ones not at all', async () => {
  const slack = await alice.integration('slack');
  const mailchimp = await alice.integration('mailchimp');
  assert.equal(mailchimp.isActive, false);
  for (const {id} of [slack, mailchimp])
    assert.equal((await alice.post('/credentials', {integrationId: id, payload: {}})).status, 400);
  const {build} = await alice.startOAuth('mailchimp', {nonce: false});
  assert.equal(build.status, 400);
  const me = (await alice.get('/me')).body.integrations;
  assert.ok(!('mailchimp' in me));
  assert.deepEqual(me.slack, {enabled: false, configuredWorkflows: {}, allCredentials: []});
});

test('several accounts: external ids, the current one, removing one of them', async () => {
  const first = await connectSendgrid(alice, KEY, {allowMultipleCredentials: true, externalId: 'one'});
  const second = await connectSendgrid(alice, demoKeys.sendgrid[1].key, {
    allowMultipleCredentials: true,
    externalId: 'two',
  });
  assert.notEqual(first.body.id, second.body.id);
  assert.equal(
    (await connectSendgrid(alice, KEY, {allowMultipleCredentials: true, externalId: 'one'})).status,
    409,
  );
  assert.equal((await alice.get('/me')).body.integrations.sendgrid.credentialId, first.body.id);
  assert.equal((await alice.get('/credentials/ext:two')).body.id, second.body.id);
  const {id} = await alice.integration('sendgrid');
  assert.equal(
    (await alice.call('DELETE', `/integrations/${id}`, {headers: {'X-Paragon-Credential': first.body.id}}))
      .status,
    200,
  );
  assert.equal((await alice.get('/me')).body.integrations.sendgrid.credentialId, second.body.id);
  const again = await connectSendgrid(alice, KEY);
  assert.equal(
    again.body.id,
    second.body.id,
    'without allowMultipleCredentials the one that is there is replaced',
  );
});

test('settings: each member is replaced as a whole, the other one stays', async () => {
  const credential = await alice.connect('slack');
  const patch = (config: object) => alice.call('PATCH', `/credentials/${credential.id}`, {body: {config}});
  const sharedSettings = {channel: 'C0100', mentionEveryone: true};
  await patch({sharedSettings});
  const [{id}] = (await alice.integration('slack')).workflows;
  const workflowSettings = {[id]: {enabled: true, settings: {prefix: 'Hooray!'}}};
  const {body} = await patch({workflowSettings});
  assert.ok(!('errors' in body));
  assert.deepEqual(body.configurations[0].sharedSettings, sharedSettings);
  assert.deepEqual(body.configurations[0].workflowSettings, workflowSettings);
  const fewer = {mentionEveryone: false};
  assert.deepEqual((await patch({sharedSettings: fewer})).body.configurations[0].sharedSettings, fewer);
  assert.deepEqual((await alice.get('/me')).body.integrations.slack.configuredWorkflows, workflowSettings);
  const whole = (await patch({sharedSettings, configuredWorkflows: {}})).body.configurations[0];
  assert.deepEqual([whole.sharedSettings, whole.workflowSettings], [sharedSettings, {}]);
  assert.equal((await patch('nonsense' as never)).status, 400);
});

test('settings that are not accepted are named, leave the former ones, and the others are saved', async () => {
  const credential = await alice.connect('slack');
  const patch = (config: object) => alice.call('PATCH', `/credentials/${credential.id}`, {body: {config}});
  await patch({sharedSettings: {channel: 'C0100', mentionEveryone: true}});
  const {status, body} = await patch({
    sharedSettings: {channel: 'C0200', mentionEveryone: 'perhaps', colour: 'red'},
    workflowSettings: {'5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90': {enabled: true, settings: {}}},
  });
  assert.equal(status, 200);
  assert.equal(body.errors.length, 3);
  assert.match(body.errors[0], /^mentionEveryone: .*on or off/);
  assert.match(body.errors[1], /^colour: there is no such setting/);
  assert.match(body.errors[2], /no such workflow/);
  assert.deepEqual(body.configurations[0].sharedSettings, {channel: 'C0200', mentionEveryone: true});
  assert.deepEqual(body.configurations[0].workflowSettings, {});
});

test('configurations: add, describe and remove', async () => {
  const {body: credential} = await connectSendgrid(alice, KEY);
  const path = `/credentials/${credential.id}/configurations`;
  const added = await alice.post(path, {externalId: 'project-7'});
  assert.equal(added.body.configurations.length, 2);
  const [main, other] = added.body.configurations;
  assert.equal(other.externalId, 'project-7');
  assert.equal(other.isDefault, false);
  assert.equal((await alice.post(path, {externalId: 'project-7'})).status, 409);
  const headers = {'X-Paragon-Credential': credential.id, 'X-Paragon-Configuration-Id': other.id};
  const described = await alice.call('PATCH', path, {body: {meta: {team: 'north'}}, headers});
  assert.deepEqual(described.body.configurations[1].meta, {team: 'north'});
  assert.equal(
    (await alice.call('DELETE', path, {headers: {'X-Paragon-Configuration-Id': main.id}})).status,
    400,
  );
  assert.equal((await alice.call('DELETE', path, {headers})).status, 200);
  assert.equal((await alice.get(`/credentials/${credential.id}`)).body.configurations.length, 1);
});

test('metadata is merged', async () => {
  await alice.call('PATCH', '/me', {body: {meta: {Name: 'Alice', plan: 'free'}}});
  const {body} = await alice.call('PATCH', '/me', {body: {meta: {plan: 'pro'}}, prefix: '/v2'});
  assert.deepEqual(body.meta, {Name: 'Alice', plan: 'pro'});
  assert.equal((await alice.call('PATCH', '/me', {body: {meta: 7}})).status, 400);
});

test('account tokens are handed out for file integrations alone', async () => {
  await alice.connect('slack');
  const {status, body} = await alice.get('/credentials?integration=slack&includeAccountAuth=true');
  assert.equal(status, 200);
  assert.equal(body.type, 'slack');
  assert.equal(body.providerData.teamName, 'Vega Works');
  assert.ok(!('accountAuth' in body));
  assert.equal((await alice.get('/credentials?integration=jira&includeAccountAuth=undefined')).status, 404);
});

test('options: pages, search, and the account that is meant', async () => {
  const robin = await alice.connect('slack');
  const kim = await alice.connect('slack', {installOptions: {allowMultipleCredentials: true}, person: 'kim'});
  const load = async (pagination: object, credential?: string) =>
    (
      await alice.post(
        '/actions',
        {action: 'slack', sourceKey: 'channels', parameters: [], paginationParameters: pagination},
        credential ? {'X-Paragon-Credential': credential} : {},
      )
    ).body.output;
  const labels = new Set<string>();
  let cursor: string | number | null = 0;
  let pages = 0;
  while (cursor !== null) {
    const page: Json = await load({pageCursor: cursor});
    for (const {label} of page.records) labels.add(label);
    cursor = page.nextPageCursor;
    pages++;
  }
  assert.equal(pages, 3);
  assert.equal(labels.size, 120);
  assert.equal((await load({pageCursor: 0, search: 'SUPPORT'})).records.length, 12);
  assert.notEqual((await load({}, kim.id)).records[0].value, (await load({}, robin.id)).records[0].value);
  const {body: sendgrid} = await connectSendgrid(alice, KEY);
  assert.equal(
    (await load({}, sendgrid.id)).records[0].value,
    (await load({}, robin.id)).records[0].value,
    'an account of another integration is not meant',
  );
  const named = await alice.get('/credentials?integration=slack', {'X-Paragon-Credential': sendgrid.id});
  assert.equal(named.body.providerData.teamName, 'Vega Works');
  const {id: slackId} = await alice.integration('slack');
  const headers = {'X-Paragon-Credential': sendgrid.id};
  assert.equal(
    (await alice.call('DELETE', `/integrations/${slackId}`, {headers})).status,
    404,
    'nor removed',
  );
});

test('a repeated request with an Idempotency-Key happens once', async () => {
  const headers = {'Idempotency-Key': 'a6ff1d0e'};
  const answers = [
    await connectSendgrid(alice, KEY, {allowMultipleCredentials: true}, headers),
    await connectSendgrid(alice, KEY, {allowMultipleCredentials: true}, headers),
  ];
  assert.deepEqual(answers[0]!.body, answers[1]!.body);
  assert.equal(answers[1]!.headers.get('Idempotent-Replayed'), 'true');
  assert.equal((await alice.get('/credentials')).body.length, 1);
  assert.equal((await connectSendgrid(alice, 'SG.other', {}, headers)).status, 422);
  const bob = await Client.of(sandbox, 'bob');
  assert.equal((await connectSendgrid(bob, KEY, {}, headers)).status, 200, 'keys are the user’s own');
  const wrong = {'Idempotency-Key': 'b'};
  const refused = [
    await connectSendgrid(bob, 'SG.x', {}, wrong),
    await connectSendgrid(bob, 'SG.x', {}, wrong),
  ];
  assert.deepEqual(
    refused.map(({status}) => status),
    [400, 400],
  );
  sandbox.addFault({match: {path: '/sendgrid', service: 'outside'}, status: 503, times: 1});
  const retry = {'Idempotency-Key': 'c'};
  assert.equal((await connectSendgrid(bob, KEY, {}, retry)).status, 502);
  assert.equal(
    (await connectSendgrid(bob, KEY, {}, retry)).status,
    200,
    'a failure that may pass is tried again',
  );
});

test('both families of addresses answer alike', async () => {
  for (const path of ['/me', '/integrations', '/metadata', '/credentials']) {
    const [one, two] = await Promise.all([alice.call('GET', path), alice.call('GET', path, {prefix: '/v2'})]);
    assert.equal(one.status, 200);
    assert.deepEqual(one.body, two.body);
  }
});

test('an answer that was lost on the way comes again', async () => {
  sandbox.addFault({
    match: {path: '/sdk/credentials', method: 'POST', service: 'paragon'},
    drop: true,
    after: true,
    times: 1,
  });
  const headers = {'Idempotency-Key': 'lost'};
  await assert.rejects(
    connectSendgrid(alice, KEY, {allowMultipleCredentials: true}, headers),
    /fetch failed/,
  );
  const again = await connectSendgrid(alice, KEY, {allowMultipleCredentials: true}, headers);
  assert.equal(again.status, 200);
  assert.deepEqual(
    (await alice.get('/credentials')).body.map((one: Json) => one.id),
    [again.body.id],
  );
  sandbox.clearFaults();
});

test('workflows are switched on and off, and keep their settings', async () => {
  const [workflow] = (await alice.integration('slack')).workflows;
  const path = `/workflows/${workflow.id}`;
  assert.equal((await alice.post(path, undefined)).status, 404, 'nothing is connected yet');
  const credential = await alice.connect('slack');
  const configuration = credential.configurations[0].id;
  const headers = {'X-Paragon-Credential': credential.id, 'X-Paragon-Configuration-Id': configuration};
  assert.equal((await alice.call('POST', path, {headers})).status, 200);
  const settings = {[workflow.id]: {enabled: true, settings: {prefix: 'Hooray!'}}};
  await alice.call('PATCH', `/credentials/${credential.id}`, {body: {config: {workflowSettings: settings}}});
  assert.equal((await alice.call('DELETE', path, {headers})).status, 200);
  const {body} = await alice.get('/me');
  assert.deepEqual(body.integrations.slack.workflowSettings[workflow.id], {
    enabled: false,
    settings: {prefix: 'Hooray!'},
  });
  assert.equal((await alice.call('POST', '/workflows/unknown')).status, 404);
});
