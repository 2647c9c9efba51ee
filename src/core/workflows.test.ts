import {expect} from '@open-wc/testing';
import {signedInClient, rejection} from '../../test/helpers/client.js';
import {
  HOST,
  OTHER_WORKFLOW_ID,
  PROJECT_ID,
  WORKFLOW_ID,
  json,
  token,
} from '../../test/helpers/fake-service.js';

const SLACK_ID = '0b8f5f0e-5c6a-4b7e-8a51-6f2f6b0d9a01';

describe('event', () => {
  it('is sent with its payload, for the chosen account', async () => {
    const {service, client, credentials} = await signedInClient([['slack', {externalId: 'one'}]]);
    service.answer('POST', '/v2/sdk/events/trigger', () => json({}), 2);
    await client.event('Deal Won', {amount: 7});
    await client.event('Deal Won', undefined, {selectedCredentialId: 'ext:one'});
    const [plain, chosen] = service.requestsOf('POST', '/v2/sdk/events/trigger');
    expect(plain?.body).to.deep.equal({name: 'Deal Won', payload: {amount: 7}});
    expect(plain?.headers.get('X-Paragon-Credential')).to.equal(null);
    expect(chosen?.headers.get('X-Paragon-Credential')).to.equal(credentials[0]?.id);
    const nobody = client.event('Deal Won', {}, {selectedConfigurationId: 'ext:none'});
    expect((await rejection(nobody)).code).to.equal('not_found');
    expect((await rejection(client.event('', {}))).code).to.equal('invalid_argument');
  });
});

describe('workflow', () => {
  it('sends body, query and headers, and gives what it answers', async () => {
    const {service, client} = await signedInClient([['slack']]);
    service.answer('POST', '/sdk/triggers/', () => json({said: 'hello'}), 3);
    const answer = await client.workflow<{said: string}>(WORKFLOW_ID, {
      body: {name: 'Bo'},
      query: {page: 2, none: undefined},
      headers: new Headers({'X-Order': '7'}),
    });
    expect(answer.said).to.equal('hello');
    await client.workflow(WORKFLOW_ID);
    await client.workflow(WORKFLOW_ID, {body: '{"as":"it is"}', selectedConfigurationId: undefined});
    const [full, empty, text] = service.requestsOf('POST', '/sdk/triggers/');
    expect(full?.body).to.deep.equal({name: 'Bo'});
    expect(full?.query.toString()).to.equal('page=2');
    expect(full?.headers.get('X-Order')).to.equal('7');
    expect(full?.headers.get('X-Paragon-Credential')).to.equal(null);
    expect(empty?.body).to.deep.equal({});
    expect(text?.body).to.deep.equal({as: 'it is'});
  });

  it('rejects without an account, and for what is no workflow', async () => {
    const {client} = await signedInClient();
    expect((await rejection(client.workflow(WORKFLOW_ID))).code).to.equal('integration_not_installed');
    expect((await rejection(client.workflow('nope'))).code).to.equal('not_found');
    client.logout();
    expect((await rejection(client.workflow(WORKFLOW_ID))).code).to.equal('not_authenticated');
  });
});

describe('getCustomWebhookUserManualUrl', () => {
  it('is put together without a request', async () => {
    const {client, credentials, service} = await signedInClient([['slack', {externalId: 'one'}]]);
    const before = service.requests.length;
    const expected = `${HOST}/triggers/connect/${PROJECT_ID}/${SLACK_ID}/custom-triggers/hook-1?id=${credentials[0]!.id}`;
    expect(client.getCustomWebhookUserManualUrl(WORKFLOW_ID)).to.equal(expected);
    expect(client.getCustomWebhookUserManualUrl(WORKFLOW_ID, 'ext:one')).to.equal(expected);
    expect(service.requests.length).to.equal(before);
  });

  it('throws for what has none', async () => {
    const {client} = await signedInClient([['slack']]);
    expect(() => client.getCustomWebhookUserManualUrl(OTHER_WORKFLOW_ID)).to.throw('no custom webhook');
    expect(() => client.getCustomWebhookUserManualUrl('nope')).to.throw('no workflow "nope"');
    const {client: other} = await signedInClient();
    expect(() => other.getCustomWebhookUserManualUrl(WORKFLOW_ID)).to.throw('no connected account');
  });
});

describe('getTriggers and getIntegrationAccount', () => {
  it('ask for the chosen account', async () => {
    const {service, client, credentials} = await signedInClient([['slack', {externalId: 'one'}]]);
    service.answer('GET', '/triggers', () => json({triggers: {slack: []}}));
    expect(await client.getTriggers('slack')).to.deep.equal({triggers: {slack: []}});
    const [asked] = service.requestsOf('GET', '/triggers');
    expect(asked?.query.get('integrations')).to.equal('slack');
    expect(asked?.headers.get('X-Paragon-Credential')).to.equal(credentials[0]?.id);

    service.answer('GET', '/sdk/credentials', () => json({id: SLACK_ID, type: 'slack', providerData: {}}), 2);
    const account = await client.getIntegrationAccount('slack', {selectedCredentialId: 'one'});
    expect(account.type).to.equal('slack');
    await client.getIntegrationAccount('slack', {includeAccountAuth: true});
    const queries = service.requestsOf('GET', '/sdk/credentials').map(({query}) => query.toString());
    expect(queries).to.deep.equal([
      'integration=slack&includeAccountAuth=false',
      'integration=slack&includeAccountAuth=true',
    ]);
    expect((await rejection(client.getTriggers('jira'))).code).to.equal('integration_not_installed');
    expect((await rejection(client.getIntegrationAccount('jira'))).code).to.equal(
      'integration_not_installed',
    );
  });
});

describe('connectAction', () => {
  it('connects a resource by its slug, and knows of it', async () => {
    const {service, client} = await signedInClient();
    const resource = {id: 'r1', slug: 'orders-db', integrationId: SLACK_ID, credentialId: 'c0'};
    service.answer('GET', '/sdk/me', () => json({integrations: {}, meta: {}, resources: [resource]}));
    await client.refresh();
    service.answer('POST', '/sdk/resources/r1/connect', () =>
      json({id: 'c1', status: 'VALID', configurations: []}),
    );
    const credential = await client.connectAction('orders-db', {HOST: 'db'});
    expect(credential.id).to.equal('c1');
    expect(service.requestsOf('POST', '/sdk/resources/')[0]?.body).to.deep.equal({HOST: 'db'});
    expect(service.requestsOf('GET', '/sdk/me').length).to.equal(3);
    expect((await rejection(client.connectAction('none', {}))).code).to.equal('not_found');
  });
});

describe('calls', () => {
  it('belong to the user who was signed in when they were made', async () => {
    const {service, client} = await signedInClient([['slack']]);
    const call = rejection(client.event('Deal Won', {}));
    await client.authenticate(PROJECT_ID, token('bob'));
    expect((await call).code).to.equal('session_changed');
    expect(service.requestsOf('POST', '/v2/sdk/events/trigger').length).to.equal(0);
  });

  it('send a key with which a POST may be repeated, where the service knows them', async () => {
    const {service, client} = await signedInClient([['slack']], {idempotencyKeys: true});
    service.answer('POST', '/v2/sdk/events/trigger', () => Promise.reject(new TypeError('reset')));
    service.answer('POST', '/v2/sdk/events/trigger', () => json({}));
    await client.event('Deal Won', {});
    const keys = service
      .requestsOf('POST', '/v2/sdk/events/trigger')
      .map(({headers}) => headers.get('Idempotency-Key'));
    expect(keys.length).to.equal(2);
    expect(keys[0]).to.match(/^[0-9a-f-]{36}$/);
    expect(keys[1]).to.equal(keys[0]);
  });

  it('repeat no POST otherwise', async () => {
    const {service, client} = await signedInClient([['slack']]);
    service.answer('POST', '/v2/sdk/events/trigger', () => Promise.reject(new TypeError('reset')));
    expect((await rejection(client.event('Deal Won', {}))).code).to.equal('network_error');
    expect(service.requestsOf('POST', '/v2/sdk/events/trigger').length).to.equal(1);
  });
});
