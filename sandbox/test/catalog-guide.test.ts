import assert from 'node:assert/strict';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {StartError, createSandbox, type Sandbox} from '../src/index.js';
import {createCatalog} from '../src/catalog/index.js';
import {integrationSchema, type IntegrationEntry} from '../src/catalog/schema.js';
import {Client, jsonOf, type Json} from './helpers/client.js';

/** What `docs/catalog.md` tells its readers to write works as it says. */

let guide: string;
let folder: string;
const sandboxes: Sandbox[] = [];

before(async () => {
  guide = await readFile(new URL('../../docs/catalog.md', import.meta.url), 'utf8');
  folder = await mkdtemp(join(tmpdir(), 'catalogue-guide-'));
  // As if the package were installed beside the catalogue.
  const installed = join(folder, 'node_modules', 'paragon-sandbox');
  await mkdir(installed, {recursive: true});
  await writeFile(join(installed, 'package.json'), JSON.stringify({type: 'module', exports: './index.js'}));
  const source = import.meta.resolve('../src/catalog/definition.js');
  await writeFile(join(installed, 'index.js'), `export {defineCatalog} from '${source}';\n`);
});
after(async () => {
  for (const sandbox of sandboxes) await sandbox.close();
  await rm(folder, {recursive: true, force: true});
});

/** The code block of this name, as a file. */
async function fileOf(name: string): Promise<string> {
  const blocks = [...guide.matchAll(/^```\w+ ([\w.]+)\n(.*?)^```$/gms)];
  const [, , code] = blocks.find((block) => block[1] === name) ?? [];
  assert.ok(code, `the guide has a block ${name}`);
  const path = join(folder, name);
  await writeFile(path, code);
  return path;
}

async function startWith(name: string): Promise<Sandbox> {
  const sandbox = await createSandbox({memory: true, catalogFile: await fileOf(name)});
  sandboxes.push(sandbox);
  return sandbox;
}

test('the JSON catalogue can be connected, and its options and settings work', async () => {
  const sandbox = await startWith('catalog.json');
  const alice = await Client.of(sandbox, 'alice');
  const {id} = await alice.connect('slack');
  const options = await alice.post('/actions', {action: 'slack', sourceKey: 'channels', parameters: []});
  const [first] = options.body.output.records;
  assert.match(first.label, /^#/);
  const save = (sharedSettings: object) =>
    alice.call('PATCH', `/credentials/${id}`, {body: {config: {sharedSettings}}});
  assert.equal((await save({channel: first.value, urgency: '1'})).body.errors, undefined);
  assert.match((await save({urgency: '2'})).body.errors[0], /choose one of the options/);
  const [workflow] = (await alice.integration('slack')).workflows;
  assert.equal((await alice.call('POST', `/workflows/${workflow.id}`)).status, 200);
});

test('the module brings an API along, and each of its workflows does what it says', async () => {
  const sandbox = await startWith('catalog.mjs');
  const alice = await Client.of(sandbox, 'alice');
  const {id: integrationId, workflows} = await alice.integration('custom.fleet');
  const connect = (payload: object) => alice.post('/credentials', {integrationId, payload});
  const wrongFleet = await connect({FLEET: 'North!', KEY: 'demo-key'});
  assert.deepEqual([wrongFleet.status, wrongFleet.body.code], [400, '7004']);
  assert.match(wrongFleet.body.meta.inputs.FLEET, /small letters only/);
  const wrongKey = await connect({FLEET: 'north', KEY: 'other'});
  assert.equal(wrongKey.body.message, 'Northern Fleet did not accept this key.');
  const {status, body: credential} = await connect({FLEET: 'north', KEY: 'demo-key'});
  assert.equal(status, 200);
  assert.deepEqual(credential.providerData, {fleet: 'north'});

  const runs = async (): Promise<Json[]> =>
    (await jsonOf(fetch(`${sandbox.urls.paragon}/_sandbox/runs?settled=true`))).runs;
  await alice.call('PATCH', `/credentials/${credential.id}`, {
    body: {config: {sharedSettings: {priority: 'express'}}},
  });
  await alice.post('/events/trigger', {name: 'Order Completed', payload: {to: 'Bergen'}});
  const [shipped] = await runs();
  assert.deepEqual([shipped.status, shipped.log], ['succeeded', ['Shipment s-2 is on its way.']]);
  await alice.post('/events/trigger', {name: 'Order Completed', payload: {}});
  assert.match((await runs())[0].error, /needs the member "to"/);

  assert.ok(!workflows.some((one: Json) => one.description === 'Show shipments'), 'it is for some plans');
  await alice.call('PATCH', '/me', {body: {meta: {plan: 'pro'}}});
  const all = (await alice.integration('custom.fleet')).workflows;
  const named = (description: string) => all.find((one: Json) => one.description === description);
  await alice.call('POST', `/workflows/${named('Show shipments').id}`);
  const list = async () => (await alice.post(`/triggers/${named('Show shipments').id}`, {})).body;
  assert.deepEqual((await list()).shipments[1], {id: 's-2', to: 'Bergen', priority: 'express'});

  const hook = named('Take orders of a shop');
  await alice.call('POST', `/workflows/${hook.id}`);
  const path = `/triggers/connect/${sandbox.projectId}/${integrationId}/custom-triggers/${hook.customWebhookTriggerId}?id=${credential.id}`;
  const posted = await fetch(sandbox.urls.paragon + path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: '{"to":"Tromsø"}',
  });
  assert.equal(posted.status, 202);
  await runs();
  assert.equal((await list()).count, 3);
});

test('the entry with a real provider is accepted', async () => {
  const sandbox = await startWith('real.json');
  const health = await jsonOf(fetch(`${sandbox.urls.paragon}/_sandbox/health`));
  assert.deepEqual(health.integrations, ['googledrive']);
});

test('every member of an entry is explained', () => {
  for (const member of Object.keys(integrationSchema.shape))
    assert.match(guide, new RegExp(`^\\|.*\`${member}\``, 'm'), member);
});

test('what is said about a wrong catalogue is what the guide quotes', async () => {
  const {integrations} = JSON.parse(await readFile(await fileOf('catalog.json'), 'utf8'));
  const slack = integrations[0] as IntegrationEntry;
  const [workflow] = slack.workflows!;
  const [channel] = slack.userSettings!;
  const cases: [quoted: string, entries: unknown[]][] = [
    ['Unrecognized key', [{...slack, colour: 'red'}]],
    ['Invalid UUID', [{...slack, id: 'slack'}]],
    ['is used twice', [slack, slack]],
    ['is needed, as the integration signs in by OAuth', [{...slack, oauth: undefined}]],
    ['dataSources lacks the source of the input', [{...slack, dataSources: {}}]],
    ['options lacks the loader', [{...slack, options: {}}]],
    ['is nothing that is known here', [{...slack, apiBase: '/slack/{WHAT}'}]],
    ['has no place in an address: addresses are logged', [{...slack, apiBase: '/slack/{accessToken}'}]],
    ['is a real API, which takes no tokens of the outside', [{...slack, apiBase: 'https://slack.com/api'}]],
    ['cannot be asked before there is an account', [{...slack, inputs: [channel]}]],
    [
      'nobody would have been asked for it',
      [{...slack, workflows: [{...workflow, defaultEnabled: true, inputs: [channel]}]}],
    ],
  ];
  for (const [quoted, entries] of cases) {
    assert.ok(guide.includes(`\`${quoted}\``), `the guide explains: ${quoted}`);
    assert.throws(
      () => createCatalog(entries),
      (error) => error instanceof StartError && error.message.includes(quoted),
      quoted,
    );
  }
});
