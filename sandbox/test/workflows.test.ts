import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, beforeEach, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client, jsonOf, type Json} from './helpers/client.js';
import {slackWith, workflow} from './helpers/workflows.js';

const WEBHOOK = randomUUID();
const echo = workflow('Echo', {
  run: ({trigger, user, account, sharedSettings, settings}) => ({
    payload: trigger.payload,
    query: trigger.query,
    headers: Object.keys(trigger.headers),
    user,
    team: account.providerData['teamName'],
    sharedSettings,
    settings,
  }),
  inputs: [
    {id: 'greeting', type: 'TEXT_NO_VARS', title: 'Greeting', defaultValue: 'Hello'},
    {id: 'secret', type: 'PASSWORD', title: 'Secret', required: false},
  ],
});
const post = workflow('Post', {
  trigger: {type: 'event', name: 'Deal Won'},
  run: async ({trigger, request, log, settings, configuration}) => {
    const {title} = trigger.payload as {title: string};
    log(`The password is ${settings['secret'] as string}`);
    const body = {channel: 'general', text: `Won: ${title} (${configuration.externalId ?? 'default'})`};
    return request('/chat.postMessage', {method: 'POST', body});
  },
  inputs: [{id: 'secret', type: 'PASSWORD', title: 'Secret', required: false}],
});
const failing = workflow('Fail', {
  run: ({trigger}) => {
    const {status} = trigger.payload as {status?: number};
    throw status
      ? Object.assign(new Error('Out of stock'), {status, code: 'shop'})
      : new Error('secret detail');
  },
});
const demanding = workflow('Demanding', {
  run: () => 'ran',
  inputs: [{id: 'label', type: 'TEXT_NO_VARS', title: 'Label of new issues', required: true}],
});
const hook = workflow('Hook', {
  trigger: {type: 'webhook'},
  customWebhookTriggerId: WEBHOOK,
  run: ({trigger}) => [trigger.payload, trigger.query],
});
const exclusive = workflow('Exclusive', {
  permissions: {field: 'plan', operator: '$stringExactlyMatches', value: 'enterprise'},
  run: () => 'exclusive',
});
const early = workflow('Early', {defaultEnabled: true, run: () => 'early'});
const welcome = workflow('Welcome', {trigger: {type: 'integrationEnabled'}, run: () => 'welcome'});
const all = [echo, post, failing, demanding, hook, exclusive, early, welcome];

let sandbox: Sandbox;
let alice: Client;
before(async () => {
  sandbox = await createSandbox({memory: true, catalog: [slackWith(all)]});
  alice = await Client.of(sandbox, 'alice');
});
after(() => sandbox.close());
beforeEach(() => control('/reset', 'POST'));

const control = (path: string, method = 'GET'): Promise<Json> =>
  jsonOf(sandbox.fetch(new Request(`${sandbox.urls.paragon}/_sandbox${path}`, {method})));
/** Newest first. */
const runs = async (): Promise<Json[]> => (await control('/runs?settled=true')).runs;
const turnOn = async ({id}: {id: string}, headers = {}) => {
  const {status, body} = await alice.call('POST', `/workflows/${id}`, {headers});
  assert.equal(status, 200, JSON.stringify(body));
};
const trigger = ({id}: {id: string}, body: unknown = {}, headers = {}) =>
  alice.call('POST', `/triggers/${id}?`, {body, headers});
const webhook = (credential: string, init: RequestInit, id = WEBHOOK, integration = slackWith([]).id) =>
  sandbox.fetch(
    new Request(
      `${sandbox.urls.paragon}/triggers/connect/${sandbox.projectId}/${integration}/custom-triggers/${id}?id=${credential}&from=shop`,
      {method: 'POST', ...init},
    ),
  );

test('a request gets what the workflow returns, and the workflow what the user has set', async () => {
  const credential = await alice.connect('slack');
  await alice.call('PATCH', '/me', {body: {meta: {Name: 'Alice'}}});
  await turnOn(echo);
  await alice.call('PATCH', `/credentials/${credential.id}`, {
    body: {config: {sharedSettings: {channel: 'C0100'}}},
  });
  const {status, body} = await alice.call('POST', `/triggers/${echo.id}?a=1`, {
    body: {x: [1, 'two']},
    headers: {'X-Own': 'yes'},
    prefix: '/v2',
  });
  assert.equal(status, 200);
  assert.deepEqual(body.payload, {x: [1, 'two']});
  assert.deepEqual(body.query, {a: '1'});
  assert.deepEqual(body.user, {id: 'alice', meta: {Name: 'Alice'}});
  assert.equal(body.team, 'Vega Works');
  assert.deepEqual(body.sharedSettings, {channel: 'C0100'});
  assert.deepEqual(body.settings, {greeting: 'Hello'});
  assert.ok(body.headers.includes('x-own'));
  assert.ok(!body.headers.some((name: string) => /authorization|cookie|x-paragon/.test(name)));
  const [run] = await runs();
  assert.equal(run.status, 'succeeded');
  assert.deepEqual(run.result, body);
});

test('an event is answered at once and runs in every configuration that wants it', async () => {
  const first = await alice.connect('slack');
  const second = await alice.connect('slack', {
    person: 'kim',
    installOptions: {allowMultipleCredentials: true, externalId: 'harbor'},
  });
  await alice.post(`/credentials/${first.id}/configurations`, {externalId: 'north'});
  await turnOn(post);
  await turnOn(post, {'X-Paragon-Credential': first.id, 'X-Paragon-Configuration-Id': 'ext:north'});
  await turnOn(post, {'X-Paragon-Credential': second.id});
  const secret = {config: {workflowSettings: {[post.id]: {enabled: true, settings: {secret: 'hunter22'}}}}};
  await alice.call('PATCH', `/credentials/${first.id}`, {body: secret});
  const event = {name: 'Deal Won', payload: {title: 'Pier 7'}};
  for (const prefix of ['', '/v2'])
    assert.equal((await alice.call('POST', '/events/trigger', {body: event, prefix})).status, 200);
  const all = (await runs()).filter((run) => run.workflow === 'Post');
  assert.equal(all.length, 6);
  assert.deepEqual(new Set(all.map((run) => run.status)), new Set(['succeeded']));
  assert.deepEqual(
    all.map((run) => run.result.message.text).sort(),
    ['default', 'default', 'default', 'default', 'north', 'north'].map((name) => `Won: Pier 7 (${name})`),
  );
  assert.ok(!JSON.stringify(all).includes('hunter22'), 'no password in a log');
  assert.ok(JSON.stringify(all).includes('The password is •••'));
  const {events} = await control('/events?user=alice');
  assert.equal(events.length, 2);
  assert.equal(events[0].runs.length, 3);
  assert.deepEqual((await control('/events?user=bob')).events, []);

  await alice.post('/events/trigger', event, {'X-Paragon-Credential': 'ext:harbor'});
  await alice.post('/events/trigger', event, {
    'X-Paragon-Credential': first.id,
    'X-Paragon-Configuration-Id': 'ext:north',
  });
  const [north, harbor] = await runs();
  assert.equal(harbor.credentialId, second.id);
  assert.equal(north.result.message.text, 'Won: Pier 7 (north)');
});

test('events: unknown ones are kept, wrong ones refused', async () => {
  const send = (body: object, headers = {}) => alice.post('/events/trigger', body, headers);
  assert.equal((await send({name: 'Nobody waits', payload: 7})).status, 200);
  assert.equal((await control('/events')).events[0].payload, 7);
  assert.equal((await send({payload: {}})).status, 400);
  assert.equal((await send({name: 'x', payload: {}}, {'X-Paragon-Configuration-Id': 'ext:a'})).status, 400);
  assert.equal((await send({name: 'x', payload: {}}, {'X-Paragon-Credential': 'ext:a'})).status, 404);
  assert.equal((await control('/events')).events.length, 1);
});

test('a request has to mean one workflow that is on', async () => {
  assert.equal((await trigger({id: randomUUID()})).status, 404);
  assert.match((await trigger(echo)).body.message, /No Slack account/);
  const credential = await alice.connect('slack');
  assert.match((await trigger(echo)).body.message, /not enabled/);
  assert.match((await trigger(post)).body.message, /started by an event/);
  await alice.post(`/credentials/${credential.id}/configurations`, {externalId: 'north'});
  await turnOn(echo);
  const north = {'X-Paragon-Credential': credential.id, 'X-Paragon-Configuration-Id': 'ext:north'};
  assert.match((await trigger(echo, {}, north)).body.message, /not enabled/);
  await turnOn(echo, north);
  const {status, body} = await trigger(echo);
  assert.equal(status, 400);
  assert.match(body.message, /several configurations.*X-Paragon-Configuration-Id/);
  assert.equal((await trigger(echo, {}, north)).status, 200);
  await control(`/credentials/${credential.id}/revoke`, 'POST');
  await fetch(`${sandbox.urls.paragon}/_sandbox/credentials/${credential.id}/status`, {
    method: 'POST',
    body: JSON.stringify({status: 'INVALID'}),
  });
  assert.equal((await trigger(echo, {}, north)).body.code, '7006');
});

test('failures: passed on with a status, otherwise only the number of the run', async () => {
  await alice.connect('slack');
  await turnOn(failing);
  await turnOn(demanding);
  const refused = await trigger(failing, {status: 409});
  assert.equal(refused.status, 409);
  assert.equal(refused.body.message, 'Out of stock');
  const failed = await trigger(failing);
  assert.equal(failed.status, 500);
  assert.ok(!JSON.stringify(failed.body).includes('secret detail'));
  const run = await control(`/runs/${failed.body.meta.runId}`);
  assert.equal(run.status, 'failed');
  assert.equal(run.error, 'Error: secret detail');
  const incomplete = await trigger(demanding);
  assert.equal(incomplete.status, 400);
  assert.match(incomplete.body.message, /Label of new issues/);
});

test('webhooks take anything, and tell nothing to those who guess', async () => {
  const {id} = await alice.connect('slack');
  assert.equal((await webhook(id, {body: '{}'})).status, 202, 'it is not on yet');
  assert.equal((await runs()).filter((run) => run.trigger === 'webhook').length, 0);
  await turnOn(hook);
  const json = {'Content-Type': 'application/json; charset=utf-8'};
  const bodies: [RequestInit, unknown][] = [
    [{body: '{"a":1}', headers: json}, {a: 1}],
    [{body: new URLSearchParams('a=1&a=2&b=3')}, {a: ['1', '2'], b: '3'}],
    [{body: 'plain', headers: {'Content-Type': 'text/plain'}}, 'plain'],
    [{body: new Uint8Array([0xff, 0x00])}, '/wA='],
    [{}, null],
  ];
  for (const [init] of bodies) assert.equal((await webhook(id, init)).status, 202);
  const seen = (await runs()).filter((run) => run.trigger === 'webhook').map((run) => run.result);
  const wanted = bodies.map(([, payload]) => [payload, {from: 'shop'}]).map((one) => JSON.stringify(one));
  assert.deepEqual(seen.map((one) => JSON.stringify(one)).sort(), wanted.sort());

  const answers = await Promise.all([
    webhook(randomUUID(), {}),
    webhook('x', {}),
    webhook(id, {}, randomUUID()),
    webhook(id, {}, WEBHOOK, randomUUID()),
  ]);
  const texts = new Set(await Promise.all(answers.map((one) => one.text())));
  assert.deepEqual(new Set(answers.map(({status}) => status)), new Set([404]));
  assert.equal(texts.size, 1);
  assert.equal((await webhook(id, {body: '{', headers: json})).status, 400);
  assert.equal((await webhook(id, {body: 'x'.repeat(1_100_000)})).status, 413);
});

test('webhooks that come too often are refused for a while', async () => {
  const {id} = await alice.connect('slack');
  const answers = await Promise.all(Array.from({length: 320}, () => webhook(id, {body: '1'})));
  const refused = answers.filter(({status}) => status === 429);
  assert.equal(refused.length, 20);
  assert.ok(Number(refused[0]!.headers.get('Retry-After')) > 0);
});

test('permissions follow the metadata', async () => {
  const credential = await alice.connect('slack');
  const patch = (states: object) =>
    alice.call('PATCH', `/credentials/${credential.id}`, {body: {config: {workflowSettings: states}}});
  const record = async () => {
    const slack = await alice.integration('slack');
    return {
      listed: slack.workflows.some((one: Json) => one.id === exclusive.id),
      refused: slack.noPermissionWorkflows,
      meta: slack.configs[0].values.workflowMeta[exclusive.id],
    };
  };
  const forbidden = await record();
  assert.equal(forbidden.listed, false);
  assert.deepEqual(forbidden.refused, [exclusive.id]);
  assert.deepEqual(forbidden.meta.permissions, exclusive.permissions);
  assert.equal((await alice.call('POST', `/workflows/${exclusive.id}`)).status, 400);
  const patched = await patch({[exclusive.id]: {enabled: true, settings: {}}});
  assert.match(patched.body.errors[0], /not available/);
  assert.equal(patched.body.configurations[0].workflowSettings[exclusive.id].enabled, false);
  assert.equal((await trigger(exclusive)).status, 400);

  await alice.call('PATCH', '/me', {body: {meta: {plan: 'enterprise'}}});
  assert.equal((await record()).listed, true);
  await turnOn(exclusive);
  assert.equal((await trigger(exclusive)).body, 'exclusive');

  const {body} = await alice.call('PATCH', '/me', {body: {meta: {plan: 'free'}}});
  assert.equal(body.integrations.slack.workflowSettings[exclusive.id].enabled, false);
  assert.equal((await trigger(exclusive)).status, 400);
  await alice.call('PATCH', '/me', {body: {meta: {plan: 'enterprise'}}});
  const me = await alice.get('/me');
  assert.equal(me.body.integrations.slack.workflowSettings[exclusive.id].enabled, false, 'it stays off');
});

test('a new account begins with what is on for everybody, and is welcomed once', async () => {
  const credential = await alice.connect('slack');
  const [configuration] = credential.configurations;
  assert.deepEqual(configuration.workflowSettings, {[early.id]: {enabled: true, settings: {}}});
  assert.equal((await trigger(early)).body, 'early');
  const added = await alice.post(`/credentials/${credential.id}/configurations`, {});
  assert.deepEqual(added.body.configurations[1].workflowSettings, {});
  const slack = await alice.integration('slack');
  assert.ok(!JSON.stringify(slack).includes(welcome.id), 'it is not listed');
  assert.match((await alice.call('POST', `/workflows/${welcome.id}`)).body.message, /by itself/);

  await alice.call('DELETE', `/workflows/${early.id}`);
  const again = await alice.connect('slack', {installOptions: {selectedCredentialId: credential.id}});
  assert.equal(again.id, credential.id);
  assert.equal(again.configurations[0].workflowSettings[early.id].enabled, false);
  const welcomes = (await runs()).filter((run) => run.workflow === 'Welcome');
  assert.deepEqual(
    welcomes.map((run) => [run.trigger, run.status, run.result]),
    [['integrationEnabled', 'succeeded', 'welcome']],
  );
});
