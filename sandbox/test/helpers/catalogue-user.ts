import assert from 'node:assert/strict';
import {defaultCatalog, type IntegrationEntry, type Sandbox} from '../../src/index.js';
import {Client, jsonOf, type Json} from './client.js';

export interface Place {
  readonly credential?: string;
  readonly configuration?: string;
}

const headersOf = ({credential, configuration}: Place) => ({
  ...(credential !== undefined && {'X-Paragon-Credential': credential}),
  ...(configuration !== undefined && {'X-Paragon-Configuration-Id': configuration}),
});

const entryOf = (type: string): IntegrationEntry => {
  const found = defaultCatalog.find((entry) => entry.type === type);
  assert.ok(found, `the catalogue has ${type}`);
  return found;
};

/** A workflow of the built-in catalogue by what it is called. */
export function workflowOf(type: string, description: string) {
  const found = entryOf(type).workflows?.find((one) => one.description === description);
  assert.ok(found, `${type} has a workflow "${description}"`);
  return found;
}

/** A user who connects integrations of the built-in catalogue and uses their workflows, through the routes alone. */
export async function catalogueUser(sandbox: Sandbox, userId: string) {
  const client = await Client.of(sandbox, userId);
  const idOf = (type: string, description: string) => workflowOf(type, description).id;

  return Object.freeze({
    id: userId,
    client,
    connect: client.connect.bind(client),

    async connectByInputs(type: string, payload: object, installOptions: object = {}): Promise<Json> {
      return client.post('/credentials', {integrationId: entryOf(type).id, payload, installOptions});
    },

    turnOn: (type: string, description: string, place: Place = {}) =>
      client.call('POST', `/workflows/${idOf(type, description)}`, {headers: headersOf(place)}),

    /** Resolves to the credential as it is afterwards. */
    async settings(credential: string, sharedSettings: object, configuration?: string): Promise<Json> {
      const {status, body} = await client.call('PATCH', `/credentials/${credential}`, {
        body: {config: {sharedSettings}},
        headers: headersOf({credential, configuration}),
      });
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(body.errors ?? [], []);
      return body;
    },

    /** Also switches the workflow on. The map of all workflows is sent, as clients do. */
    async workflowSettings(credential: string, type: string, description: string, settings: object) {
      const current = await client.get(`/credentials/${credential}`);
      const stored = current.body.configurations.find((one: Json) => one.isDefault).workflowSettings;
      const workflowSettings = {...stored, [idOf(type, description)]: {enabled: true, settings}};
      const {body} = await client.call('PATCH', `/credentials/${credential}`, {
        body: {config: {workflowSettings}},
      });
      assert.deepEqual(body.errors ?? [], []);
    },

    meta: (meta: object) => client.call('PATCH', '/me', {body: {meta}}),

    request: (type: string, description: string, body: unknown = {}, place: Place = {}) =>
      client.call('POST', `/triggers/${idOf(type, description)}?`, {body, headers: headersOf(place)}),

    async event(name: string, payload: unknown, place: Place = {}) {
      const {status} = await client.post('/events/trigger', {name, payload}, headersOf(place));
      assert.equal(status, 200);
    },

    /** Posts to the address of a webhook as a third party would: without a token. */
    async webhook(credential: string, type: string, description: string, body: unknown) {
      const {customWebhookTriggerId} = workflowOf(type, description);
      const path = `/triggers/connect/${sandbox.projectId}/${entryOf(type).id}/custom-triggers/${customWebhookTriggerId}?id=${credential}`;
      const {status} = await sandbox.fetch(
        new Request(sandbox.urls.paragon + path, {
          method: 'POST',
          headers: {'Content-Type': 'application/json'},
          body: JSON.stringify(body),
        }),
      );
      assert.equal(status, 202);
    },

    /** What has run for this user, newest first. */
    async runs(): Promise<Json[]> {
      const url = `${sandbox.urls.paragon}/_sandbox/runs?settled=true&user=${encodeURIComponent(userId)}`;
      return (await jsonOf(sandbox.fetch(new Request(url)))).runs;
    },

    /** The newest run, in what it came to. */
    async lastRun(): Promise<Json> {
      const [run] = await this.runs();
      assert.ok(run, 'something has run');
      return run;
    },

    /** What the provider answers to a request of this user's account. */
    async atProvider(type: string, path: string, credential?: string): Promise<Json> {
      const {status, body} = await client.get(`/proxy/${type}${path}`, headersOf({credential}));
      assert.equal(status, 200, JSON.stringify(body));
      return body.output;
    },
  });
}

export type CatalogueUser = Awaited<ReturnType<typeof catalogueUser>>;
