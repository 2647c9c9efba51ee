import assert from 'node:assert/strict';
import {defaultCatalog, type IntegrationEntry, type Sandbox} from '../../src/index.js';
import {jsonOf, type Answer, type Client, type Json} from './client.js';

/** An entry of the default catalogue. */
export const entryOf = (type: string): IntegrationEntry => defaultCatalog.find((one) => one.type === type)!;

/** A request to the provider through the proxy. */
export const proxy = (
  client: Client,
  type: string,
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<Answer> => client.call(method, `/proxy/${type}${path}`, {body});

/** The page of options that a dynamic source has for these choices. */
export async function optionsOf(
  client: Client,
  type: string,
  sourceKey: string,
  choices: Record<string, string> = {},
  paginationParameters: object = {},
): Promise<Answer> {
  const parameters = Object.entries(choices).map(([key, value]) => ({key, source: {type: 'VALUE', value}}));
  return client.post('/actions', {action: type, sourceKey, parameters, paginationParameters});
}

/** Connects by keys. */
export async function connectByKey(client: Client, type: string, payload: object): Promise<Json> {
  const {id: integrationId} = await client.integration(type);
  const {status, body} = await client.post('/credentials', {integrationId, payload});
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** Answers what is asked after an account was connected. */
export async function completeSetup(
  client: Client,
  type: string,
  id: string,
  payload: object,
): Promise<Json> {
  const {id: integrationId} = await client.integration(type);
  const path = `/credentials/${id}/complete-setup`;
  const {status, body} = await client.post(path, {integrationId, config: {}, payload, installOptions: {}});
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** The workflow of an integration with this description. */
export async function workflowOf(client: Client, type: string, description: string): Promise<string> {
  const {workflows} = await client.integration(type);
  const found = workflows.find((one: Json) => one.description === description);
  assert.ok(found, description);
  return found.id;
}

/** Stores settings of an account, all of which must be accepted. */
export async function configure(client: Client, id: string, config: object): Promise<void> {
  const {status, body} = await client.call('PATCH', `/credentials/${id}`, {body: {config}});
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body.errors ?? [], []);
}

/** Finished runs, newest first. */
export const runsOf = async ({urls, fetch: call}: Sandbox, user: string): Promise<Json[]> =>
  (await jsonOf(call(new Request(`${urls.paragon}/_sandbox/runs?settled=true&user=${user}`)))).runs;
