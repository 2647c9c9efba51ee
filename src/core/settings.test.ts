import {expect} from '@open-wc/testing';
import {signedInClient, rejection} from '../../test/helpers/client.js';
import {OTHER_WORKFLOW_ID, WORKFLOW_ID, failure, json} from '../../test/helpers/fake-service.js';
import {waitFor} from '../../test/helpers/wait-for.js';
import type {ParagonClient} from './types/client.js';
import type {WorkflowStateChangeEvent} from './types/events.js';

const slackOf = (client: ParagonClient) => {
  const user = client.getUser();
  if (!user.authenticated) throw new Error('signed out');
  return user.integrations['slack']!;
};

describe('user settings', () => {
  it('stores a change beside what was stored before, and hands out the user without the token', async () => {
    const {service, client, credentials} = await signedInClient([['slack']]);
    await client.updateIntegrationUserSettings('slack', {channel: 'C1'});
    const result = await client.updateIntegrationUserSettings('slack', {loud: true});
    expect(slackOf(client).sharedSettings).to.deep.equal({channel: 'C1', loud: true});
    expect(result.userState).to.equal(client.getUser());
    expect(result.errors).to.deep.equal([]);
    const sent = service.requestsOf('PATCH', '/sdk/credentials/').at(-1)!;
    expect(sent.path).to.equal(`/sdk/credentials/${credentials[0]!.id}`);
    expect(sent.body).to.deep.equal({config: {sharedSettings: {channel: 'C1', loud: true}}});
    expect(sent.headers.get('X-Paragon-Credential')).to.equal(credentials[0]!.id);
    expect(sent.headers.get('X-Paragon-Configuration-Id')).to.equal(credentials[0]!.configurations[0]!.id);
  });

  it('loses nothing when changes are made at the same time', async () => {
    const {client} = await signedInClient([['slack']]);
    await Promise.all([
      client.updateIntegrationUserSettings('slack', {a: 1}),
      client.updateIntegrationUserSettings('slack', {b: 2}),
      client.enableWorkflow(WORKFLOW_ID),
      client.updateWorkflowUserSettings('slack', WORKFLOW_ID, {prefix: '!'}),
      client.updateWorkflowUserSettings('slack', OTHER_WORKFLOW_ID, {prefix: '?'}),
      client.updateIntegrationUserSettings('slack', {c: 3}),
    ]);
    expect(slackOf(client).sharedSettings).to.deep.equal({a: 1, b: 2, c: 3});
    expect(slackOf(client).workflowSettings).to.deep.equal({
      [WORKFLOW_ID]: {enabled: true, settings: {prefix: '!'}},
      [OTHER_WORKFLOW_ID]: {enabled: false, settings: {prefix: '?'}},
    });
  });

  it('goes on after a change that has failed', async () => {
    const {service, client} = await signedInClient([['slack']]);
    service.answer('PATCH', '/sdk/credentials/', () => failure(400, 'No such channel'));
    const first = rejection(client.updateIntegrationUserSettings('slack', {channel: 'none'}));
    const second = client.updateIntegrationUserSettings('slack', {loud: true});
    expect((await first).message).to.equal('No such channel');
    await second;
    expect(slackOf(client).sharedSettings).to.deep.equal({loud: true});
  });

  it('repeats a change whose answer was lost, as it would store the same', async () => {
    const {service, client} = await signedInClient([['slack']]);
    service.answer('PATCH', '/sdk/credentials/', () => Promise.reject(new TypeError('reset')));
    await client.updateIntegrationUserSettings('slack', {loud: true});
    expect(slackOf(client).sharedSettings).to.deep.equal({loud: true});
    expect(service.requestsOf('PATCH', '/sdk/credentials/').length).to.equal(2);
  });

  it('tells which values were not taken', async () => {
    const {service, client, credentials} = await signedInClient([['slack']]);
    service.answer('PATCH', '/sdk/credentials/', () => json({...credentials[0], errors: ['loud: not so']}));
    const {errors} = await client.updateIntegrationUserSettings('slack', {loud: 7});
    expect(errors).to.deep.equal(['loud: not so']);
  });

  it('finds account and configuration by id and by external id', async () => {
    const {service, client, credentials} = await signedInClient([
      ['slack', {externalId: 'one'}],
      ['slack', {externalId: 'two'}],
    ]);
    const made = await client.createConfiguration({credentialId: 'ext:two', externalId: 'p7'});
    await client.updateIntegrationUserSettings('slack', {a: 1}, {selectedConfigurationId: 'ext:p7'});
    await client.updateIntegrationUserSettings('slack', {a: 2}, {selectedCredentialId: credentials[1]!.id});
    await client.updateIntegrationUserSettings('slack', {a: 3}, {selectedCredentialId: 'ext:one'});
    const named = service
      .requestsOf('PATCH', '/sdk/credentials/')
      .map(({headers}) => [headers.get('X-Paragon-Credential'), headers.get('X-Paragon-Configuration-Id')]);
    expect(named).to.deep.equal([
      [credentials[1]!.id, made.id],
      [credentials[1]!.id, credentials[1]!.configurations[0]!.id],
      [credentials[0]!.id, credentials[0]!.configurations[0]!.id],
    ]);
  });

  for (const [what, code, call] of [
    ['an unknown integration', 'integration_not_found', (c) => c.updateIntegrationUserSettings('nope', {})],
    ['no account', 'integration_not_installed', (c) => c.updateIntegrationUserSettings('jira', {})],
    [
      'an account of nobody',
      'not_found',
      (c) => c.updateIntegrationUserSettings('slack', {}, {selectedCredentialId: 'ext:x'}),
    ],
    [
      'a configuration of nobody',
      'not_found',
      (c) => c.updateIntegrationUserSettings('slack', {}, {selectedConfigurationId: 'ext:x'}),
    ],
    [
      'values that are none',
      'invalid_argument',
      (c) => c.updateIntegrationUserSettings('slack', [] as never),
    ],
    ['an unknown workflow', 'not_found', (c) => c.enableWorkflow('nope')],
    [
      'a workflow of another integration',
      'not_found',
      (c) => c.updateWorkflowUserSettings('jira', WORKFLOW_ID, {}),
    ],
    ['an account that is gone', 'not_found', (c) => c.replaceCredentialConfig('ext:gone', {})],
  ] as [string, string, (client: ParagonClient) => Promise<unknown>][]) {
    it(`rejects for ${what}`, async () => {
      const {client} = await signedInClient([['slack']]);
      expect((await rejection(call(client))).code).to.equal(code);
    });
  }

  for (const status of ['INVALID', 'PENDING'] as const) {
    it(`does not change settings of an account that is ${status}`, async () => {
      const {client} = await signedInClient([['slack', {status}]]);
      const error = await rejection(client.updateIntegrationUserSettings('slack', {}));
      expect([error.code, error.meta]).to.deep.equal(['account_not_valid', {status}]);
    });
  }

  it('keys of any name are values, not members of the prototype', async () => {
    const {client} = await signedInClient([['slack']]);
    await client.updateIntegrationUserSettings('slack', JSON.parse('{"__proto__": {"polluted": 1}}'));
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    expect(Object.keys(slackOf(client).sharedSettings ?? {})).to.deep.equal(['__proto__']);
  });

  it('replaces the config of an account as a whole', async () => {
    const {service, client, credentials} = await signedInClient([['slack']]);
    await client.updateIntegrationUserSettings('slack', {a: 1});
    await client.replaceCredentialConfig(credentials[0]!.id, {sharedSettings: {b: 2}});
    expect(service.requestsOf('PATCH', '/sdk/credentials/').at(-1)?.body).to.deep.equal({
      config: {sharedSettings: {b: 2}},
    });
    expect(slackOf(client).sharedSettings).to.deep.equal({b: 2});
  });
});

describe('workflow switches', () => {
  it('are turned, known here, and told', async () => {
    const {service, client, credentials} = await signedInClient([['slack']]);
    const told: WorkflowStateChangeEvent[] = [];
    client.subscribe('onWorkflowChange', (event) => void told.push(event));
    await client.enableWorkflow(WORKFLOW_ID);
    await client.disableWorkflow(WORKFLOW_ID);
    const [on] = service.requestsOf('POST', `/sdk/workflows/${WORKFLOW_ID}`);
    expect(on?.headers.get('X-Paragon-Credential')).to.equal(credentials[0]!.id);
    expect(on?.body).to.equal(undefined);
    expect(service.requestsOf('DELETE', `/sdk/workflows/${WORKFLOW_ID}`).length).to.equal(1);
    expect(slackOf(client).workflowSettings?.[WORKFLOW_ID]).to.deep.equal({enabled: false, settings: {}});
    expect(told.map(({workflowId, workflowStateChange}) => [workflowId, workflowStateChange])).to.deep.equal([
      [WORKFLOW_ID, {enabled: true}],
      [WORKFLOW_ID, {enabled: false}],
    ]);
  });

  it('turns several side by side, and names those that it cannot', async () => {
    const {service, client} = await signedInClient([['slack']]);
    service.answer('POST', `/sdk/workflows/${OTHER_WORKFLOW_ID}`, () =>
      failure(400, 'Fill in a channel first.'),
    );
    const wanted = {[WORKFLOW_ID]: true, [OTHER_WORKFLOW_ID]: true, nope: false};
    const {user, errors} = await client.updateWorkflowState(wanted);
    expect(errors).to.deep.include({workflowId: OTHER_WORKFLOW_ID, message: 'Fill in a channel first.'});
    expect(errors.map(({workflowId}) => workflowId)).to.have.members([OTHER_WORKFLOW_ID, 'nope']);
    expect(
      user.authenticated && user.integrations['slack']?.workflowSettings?.[WORKFLOW_ID]?.enabled,
    ).to.equal(true);
  });

  it('stay as they are when the user changes meanwhile', async () => {
    const {service, client} = await signedInClient([['slack']]);
    let answer: (response: Response) => void = () => undefined;
    service.answer('POST', '/sdk/workflows/', () => new Promise((resolve) => (answer = resolve)));
    const call = rejection(client.updateWorkflowState({[WORKFLOW_ID]: true}));
    await waitFor(() => service.requestsOf('POST', '/sdk/workflows/').length === 1);
    client.logout();
    answer(json({}));
    expect((await call).code).to.equal('session_changed');
    expect(client.getUser()).to.deep.equal({authenticated: false});
  });
});

describe('configurations', () => {
  it('are made, changed and removed', async () => {
    const {service, client, credentials} = await signedInClient([['slack', {externalId: 'one'}]]);
    const {id} = credentials[0]!;
    const made = await client.createConfiguration({credentialId: id, externalId: 'p7'});
    expect(made).to.deep.include({isDefault: false, externalId: 'p7'});
    const changed = await client.updateConfiguration({
      id: 'ext:p7',
      credentialId: 'ext:one',
      meta: {label: 'seven'},
    });
    expect(changed.configMeta).to.deep.equal({label: 'seven'});
    expect(Object.isFrozen(changed)).to.equal(true);
    await client.destroyConfiguration({id: 'ext:p7', credentialId: id});
    const removal = service.requestsOf('DELETE', `/sdk/credentials/${id}/configurations`)[0];
    expect(removal?.headers.get('X-Paragon-Configuration-Id')).to.equal(made.id);
    expect(slackOf(client).allConfigurations.map(({isDefault}) => isDefault)).to.deep.equal([true]);
    expect(slackOf(client).credentialConfigId).to.equal(credentials[0]!.configurations[0]!.id);
  });

  it('of the default kind stay', async () => {
    const {client, credentials} = await signedInClient([['slack']]);
    const {id, configurations} = credentials[0]!;
    const removal = client.destroyConfiguration({id: configurations[0]!.id, credentialId: id});
    expect((await rejection(removal)).code).to.equal('invalid_argument');
    const blank = client.createConfiguration({credentialId: id, externalId: ' '});
    expect((await rejection(blank)).code).to.equal('invalid_argument');
  });

  it('lists every account as the service has it', async () => {
    const {service, client, credentials} = await signedInClient([['slack']]);
    service.answer('GET', '/sdk/credentials', () => json(credentials));
    expect(await client.getCredentials()).to.deep.equal(credentials);
    service.answer('GET', '/sdk/credentials', () => json({}));
    expect((await rejection(client.getCredentials())).code).to.equal('protocol_error');
  });
});
