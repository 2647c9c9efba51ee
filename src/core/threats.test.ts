import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {signedInClient, rejection} from '../../test/helpers/client.js';
import {createFakeBrowser} from '../../test/helpers/fake-browser.js';
import {
  HOST,
  INTEGRATIONS,
  PROJECT_ID,
  WORKFLOW_ID,
  createFakeService,
  failure,
  json,
  token,
} from '../../test/helpers/fake-service.js';
import {waitFor} from '../../test/helpers/wait-for.js';
import {isParagonError, type ParagonError} from './errors.js';
import {createParagon} from './paragon.js';
import type {ParagonClient} from './types/client.js';

/** From here on flows start in the same task. */
async function readyFlow(client: ParagonClient) {
  const flow = client.createInstallFlow();
  await import('./install-flow.js');
  await new Promise((resolve) => setTimeout(resolve));
  return flow;
}

describe('forged messages', () => {
  it('move nothing: 200 of them, from every kind of sender, with every kind of content', async () => {
    const {service, browser, client} = await signedInClient();
    const flow = await readyFlow(client);
    const events: unknown[] = [];
    client.subscribe('onIntegrationInstall', (event) => void events.push(event));
    expect(browser.listenerCount(), 'no flow, no listener').to.equal(0);
    flow.start('slack');
    await waitFor(() => browser.latest().visits.length > 0);
    const popup = browser.latest();
    const before = service.requests.filter(({path}) => !path.includes('session-id')).length;

    const type = fc.constantFrom(
      'oauth-nonce-loaded',
      'oauth_success_callback',
      'oauth_error_callback',
      'SDK_FUNCTION_INVOCATION',
      'UI_UPDATE',
    );
    const shape = fc.record(
      {
        type,
        messageType: type,
        credentialId: fc.uuid(),
        credential: fc.object(),
        integrationId: fc.constantFrom(...INTEGRATIONS.map(({id}) => id)),
        payload: fc.object(),
        errorResponse: fc.object(),
        nonce: fc.string(),
      },
      {requiredKeys: []},
    );
    const origin = fc.oneof(
      fc.webUrl().map((url) => new URL(url).origin),
      fc.constantFrom('null', ''),
    );
    fc.assert(
      fc.property(
        fc.oneof(shape, fc.anything()),
        fc.oneof(
          // The right window shows a page of the provider, or another one claims to be of the service.
          fc.record({origin, source: fc.constant<unknown>(popup)}),
          fc.record({origin: fc.constant(HOST), source: fc.constantFrom<unknown>({}, null, window)}),
        ),
        (data, sender) => popup.post(data, sender.origin, sender.source),
      ),
      {numRuns: 200},
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(service.requests.filter(({path}) => !path.includes('session-id')).length).to.equal(before);
    expect(events).to.deep.equal([]);
    expect(flow.$state.get().status).to.equal('active');
    await flow.cancel();
    expect(browser.listenerCount()).to.equal(0);
  });
});

describe('two copies, elements or tabs with the same install', () => {
  it('have one winner: the one that was started last; the other one hears why it ended', async () => {
    const sides = await Promise.all(
      [1, 2].map(async () => {
        const service = createFakeService();
        const browser = createFakeBrowser(service);
        const port = {...browser.port, locks: () => navigator.locks};
        const client = createParagon({host: HOST, browser: port});
        await client.authenticate(PROJECT_ID, token('two-copies'));
        return {browser, client, flow: await readyFlow(client)};
      }),
    );
    const [first, second] = sides as [(typeof sides)[0], (typeof sides)[0]];
    const errors: string[] = [];
    first.flow.start('slack', {onError: ({code}, context) => void errors.push(`${code} ${context?.stage}`)});
    await waitFor(async () =>
      (await navigator.locks.query()).held?.some(({name}) => name?.includes('two-copies')),
    );
    second.flow.start('slack');
    await waitFor(() => errors.length > 0);
    expect(errors).to.deep.equal(['install_elsewhere oauth']);
    expect(first.flow.$state.get().status).to.equal('failed');
    expect(first.browser.latest().closed).to.equal(true);
    expect(first.browser.listenerCount()).to.equal(0);
    expect(second.flow.$state.get().status).to.equal('active');
    second.flow.start('slack');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(second.flow.$state.get().status, 'a flow does not replace itself').to.equal('active');
    first.flow.start('jira');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(second.flow.$state.get().status, 'another integration is another install').to.equal('active');
    for (const {client} of sides) client.destroy();
    await until(async () => (await heldLocks()) === 0);
  });

  const heldLocks = async () =>
    (await navigator.locks.query()).held?.filter(({name}) => name?.includes('two-copies')).length;

  async function until(condition: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 200 && !(await condition()); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await condition()).to.equal(true);
  }
});

describe('polluting keys', () => {
  const HOSTILE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'];
  const members = () =>
    Object.getOwnPropertyNames(Object.prototype).length + Object.getOwnPropertyNames(Array.prototype).length;

  /** Data in which such keys are own ones, as they are in JSON. */
  const hostile: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    value: fc.oneof(
      {maxDepth: 3},
      fc.constantFrom<unknown>(true, 1, 'polluted', null),
      fc
        .array(fc.tuple(fc.constantFrom(...HOSTILE, 'polluted', 'a'), tie('value')), {maxLength: 4})
        .map((entries) => Object.fromEntries(entries)),
    ),
  })).value;

  it('in answers, settings, metadata and loaders change no prototype', async () => {
    const before = members();
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom(...HOSTILE), async (value, key) => {
        const {service, client, credentials} = await signedInClient([['slack']]);
        const wrapped = Object.fromEntries([[key, value]]);
        const me = {integrations: Object.fromEntries([[key, {allCredentials: credentials}]]), meta: wrapped};
        service.answer('GET', '/sdk/me', () => json(me));
        await client.refresh();
        const user = client.getUser();
        expect(user.authenticated && Object.keys(user.integrations)).to.deep.equal([key]);
        await client.setUserMetadata(wrapped).catch(() => undefined);
        await client.updateIntegrationUserSettings('slack', wrapped as never).catch(() => undefined);
        await client.updateWorkflowState({[key]: true}).catch(() => undefined);
        for (const call of [
          () => client.getIntegrationConfig(key),
          () => client.getIntegrationId(key),
          () => client.getIntegrationMetadata(key),
        ]) {
          expect(call).to.throw('no active integration');
        }
        expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
        client.destroy();
      }),
      {numRuns: 40},
    );
    expect(members()).to.equal(before);
  });
});

describe('another user signs in while answers are on their way', () => {
  it('leaves the state with the one who signed in last, whatever the order: 100 orders', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isSameProject) => {
        const service = createFakeService();
        service.install('alice', 'slack', {externalId: 'of alice'});
        service.install('bob', 'jira', {externalId: 'of bob'});
        const client = createParagon({
          host: HOST,
          browser: createFakeBrowser(service).port,
          fetch: scheduler.scheduleFunction((url: string, init: RequestInit) =>
            service.fetch(url.replace(OTHER_PROJECT, PROJECT_ID), init),
          ),
        });
        const first = client.authenticate(PROJECT_ID, token('alice')).catch((error: unknown) => error);
        const second = client.authenticate(isSameProject ? PROJECT_ID : OTHER_PROJECT, token('bob'));
        await scheduler.waitFor(Promise.all([first, second]));
        const user = client.getUser();
        expect(JSON.stringify(user)).to.contain('of bob').and.not.to.contain('of alice');
        expect(user.authenticated && user.userId).to.equal('bob');
        expect(((await first) as ParagonError).code).to.equal('session_changed');
        client.destroy();
      }),
      {numRuns: 100},
    );
  });

  const OTHER_PROJECT = '5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90';
});

describe('errors', () => {
  it('hold no token, no key and no code, whatever fails and however', async () => {
    const sentinel = 'SENTINEL-c2VjcmV0';
    const told: unknown[] = [];
    const failures = [
      () => failure(401, 'Refused'),
      () => failure(403, 'Forbidden'),
      () => failure(500, 'Broken'),
      () => new Response('<h1>Oops</h1>', {status: 502, headers: {'Content-Type': 'text/html'}}),
      () => new Response('{"half":', {status: 200}),
      () => new Response('null'),
      () => json([]),
      () => Promise.reject(new TypeError('Failed to fetch')),
    ];
    for (const answer of failures) {
      const {service, client} = await signedInClient([['slack']]);
      const secretToken = token(`alice`).replace('signature', sentinel);
      await client.authenticate(PROJECT_ID, secretToken);
      const calls: (() => Promise<unknown>)[] = [
        () => client.request('slack', '/x', {method: 'POST', headers: {'X-Key': sentinel}, body: {sentinel}}),
        () => client.workflow(WORKFLOW_ID, {body: {sentinel}}),
        () => client.event('Deal Won', {sentinel}),
        () => client.getTriggers('slack'),
        () => client.getIntegrationAccount('slack', {includeAccountAuth: true}),
        () => client.updateIntegrationUserSettings('slack', {password: sentinel}),
        () => client.enableWorkflow(WORKFLOW_ID),
        () => client.setUserMetadata({apiKey: sentinel}),
        () => client.uninstallIntegration('slack'),
        () => client.refresh(),
      ];
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) service.answer(method, '/', answer, 1000);
      for (const call of calls) {
        const error = await Promise.race([
          call().then(
            () => undefined,
            (cause: unknown) => cause,
          ),
          new Promise((resolve) => setTimeout(resolve, 400)),
        ]);
        if (error === undefined) continue;
        expect(isParagonError(error), String(error)).to.equal(true);
        for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
          told.push(cause.name, cause.message, cause.stack, JSON.stringify(cause));
        }
      }
      client.destroy();
    }
    expect(told.length).to.be.greaterThan(100);
    const text = told.join('\n');
    expect(text).not.to.contain(sentinel);
    expect(text).not.to.contain(btoa('{"alg":"RS256"}').slice(0, 12));
  });
});

describe('what the client hands out', () => {
  it('is frozen: nothing that a page does to it changes the client', async () => {
    const {service, client} = await signedInClient([['slack']]);
    service.answer('GET', '/sdk/credentials', () => json([]));
    const handed: unknown[] = [
      client.getUser(),
      client.getIntegrationConfig('slack'),
      client.$metadata.get(),
      (await client.updateIntegrationUserSettings('slack', {list: [{a: 1}]})).userState,
      await client.getCredentials(),
      (await client.updateWorkflowState({[WORKFLOW_ID]: true})).user,
    ];
    const listened: unknown[] = [];
    client.subscribe('onWorkflowChange', (event, user) => void listened.push(event, user));
    await client.enableWorkflow(WORKFLOW_ID);
    for (const value of [...handed, ...listened]) expectFrozen(value);
    expect(await rejection(client.enableWorkflow('nope'))).to.have.property('code', 'not_found');
  });

  function expectFrozen(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    expect(Object.isFrozen(value), JSON.stringify(value).slice(0, 80)).to.equal(true);
    for (const member of Object.values(value)) expectFrozen(member);
  }
});
