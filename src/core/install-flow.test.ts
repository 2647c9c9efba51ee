import {expect} from '@open-wc/testing';
import {createFakeBrowser} from '../../test/helpers/fake-browser.js';
import {HOST, PROJECT_ID, createFakeService, failure, json, token} from '../../test/helpers/fake-service.js';
import {waitFor} from '../../test/helpers/wait-for.js';
import type {ParagonError} from './errors.js';
import {createParagon} from './paragon.js';
import type {IntegrationInstallEvent} from './types/events.js';
import type {InstallFlowOptions, InstallFlowStage, InstallFlowState} from './types/install.js';

type Active = Extract<InstallFlowState, {status: 'active'}>;

/** From here on flows start in the same task, as they do for a user who takes longer than an import. */
async function machineryLoaded(): Promise<void> {
  await import('./install-flow.js');
  await new Promise((resolve) => setTimeout(resolve));
}

async function setup({autoNonce = true} = {}) {
  const service = createFakeService();
  const browser = createFakeBrowser(service, {autoNonce});
  const client = createParagon({host: HOST, browser: browser.port});
  await client.authenticate(PROJECT_ID, token('alice'));
  const flow = client.createInstallFlow();
  await machineryLoaded();
  const stages: InstallFlowStage[] = [];
  const errors: {error: ParagonError; stage: string | null}[] = [];
  const completed: IntegrationInstallEvent[] = [];
  const events: IntegrationInstallEvent[] = [];
  client.subscribe('onIntegrationInstall', (event) => void events.push(event));
  const options: InstallFlowOptions = {
    onNext: (stage) => void stages.push(stage),
    onError: (error, context) => void errors.push({error, stage: context?.stage ?? null}),
    onComplete: (event) => void completed.push(event),
  };
  const integration = (type: string) => {
    const user = client.getUser();
    return user.authenticated ? user.integrations[type] : undefined;
  };
  const active = () => flow.$state.get() as Active;
  const atProvider = () => waitFor(() => browser.latest().visits.length > 0, 'the provider');
  return {
    service,
    browser,
    client,
    flow,
    stages,
    errors,
    completed,
    events,
    options,
    integration,
    active,
    atProvider,
  };
}

describe('install flow', () => {
  it('connects a plain OAuth integration with one event', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    expect(t.browser.windows.length, 'opens in the same task').to.equal(1);
    await t.atProvider();
    expect(t.browser.latest().visits).to.deep.equal(['http://localhost:4401/authorize?state=abc']);
    const credential = t.service.finishOAuth();
    t.browser.latest().closeByUser();
    await waitFor(() => t.completed.length, 'completion');
    expect(t.stages.map(({stage}) => stage)).to.deep.equal(['oauth']);
    expect(t.completed[0]?.credentialId).to.equal(credential.id);
    expect(t.events.length).to.equal(1);
    expect(t.errors).to.deep.equal([]);
    expect(t.integration('slack')?.enabled).to.equal(true);
    expect(t.flow.$state.get().status).to.equal('complete');
    expect(t.browser.listenerCount(), 'no listener stays').to.equal(0);
    await waitFor(() => t.service.requestsOf('DELETE', '/sdk/actions/session-id').length === 1);
  });

  it('takes the result from the message channel too, and creates one account', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    const message = {type: 'oauth_success_callback', credential: {integrationId: 'x', payload: {code: 'c1'}}};
    t.browser.latest().post(message);
    t.browser.latest().post(message);
    await waitFor(() => t.completed.length);
    expect(t.service.requestsOf('POST', '/sdk/credentials').length).to.equal(1);
    expect(t.events.length).to.equal(1);
  });

  it('ignores messages of other windows, other origins and other shapes', async () => {
    const t = await setup({autoNonce: false});
    t.flow.start('slack', t.options);
    const popup = t.browser.latest();
    popup.post({type: 'oauth-nonce-loaded'}, 'https://evil.example');
    popup.post({type: 'oauth-nonce-loaded'}, HOST, {});
    popup.post('oauth-nonce-loaded');
    popup.post({type: 'oauth_success_callback', credential: 'x'});
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(popup.visits).to.deep.equal([]);
    popup.post({type: 'oauth-nonce-loaded'});
    await t.atProvider();
    await t.flow.cancel();
  });

  it('walks through account type and instruction before the window', async () => {
    const t = await setup();
    t.flow.start('salesforce', t.options);
    t.flow.setAccountType('sandbox');
    const instruction = t.stages[1];
    if (instruction?.stage !== 'instruction') throw new Error('no instruction');
    expect(instruction.packageInstallUrl).to.match(/^https:\/\/test\.salesforce\.com\//);
    instruction.finish.onClick();
    instruction.finish.onClick();
    await t.atProvider();
    const [build] = t.service.requestsOf('GET', '/v2/sdk/actions/build-oauth');
    expect(build?.query.get('parameters')).to.equal('{"accountType":"sandbox"}');
    t.service.finishOAuth();
    await waitFor(() => t.completed.length);
    expect(t.stages.map(({stage}) => stage)).to.deep.equal(['accountType', 'instruction', 'oauth']);
    expect(t.browser.windows.length).to.equal(1);
  });

  it('shows the instruction again in the next flow, and refuses an unknown account type', async () => {
    const t = await setup();
    t.flow.start('salesforce', t.options);
    t.flow.setAccountType('nonsense');
    expect(t.errors[0]?.error.code).to.equal('invalid_argument');
    expect(t.active().stage.stage).to.equal('accountType');
    for (let round = 0; round < 2; round++) {
      t.flow.start('salesforce', {...t.options, accountType: 'default'});
      const {stage} = t.active();
      if (stage.stage !== 'instruction') throw new Error(`no instruction in round ${round}`);
      stage.finish.onClick();
    }
    await t.flow.cancel();
  });

  it('sends pre-options with the window request', async () => {
    const t = await setup();
    t.flow.start('shopify', t.options);
    expect(t.browser.windows.length).to.equal(0);
    void t.flow.setPreOptions({SHOP_NAME: 'vega'});
    expect(t.browser.windows.length, 'opens in the same task').to.equal(1);
    await t.atProvider();
    const [build] = t.service.requestsOf('GET', '/v2/sdk/actions/build-oauth');
    expect(build?.query.get('endUserSuppliedValues')).to.equal('{"SHOP_NAME":"vega"}');
    await t.flow.cancel();
  });

  it('goes back to the pre-options when the service refuses them before the window', async () => {
    const t = await setup();
    t.service.answer('GET', '/v2/sdk/actions/build-oauth', () => failure(400, 'No such store.'));
    t.flow.start('shopify', t.options);
    await t.flow.setPreOptions({SHOP_NAME: '!'});
    await waitFor(() => t.errors.length && t.active().stage.stage === 'preOptions');
    expect(t.errors.map(({error, stage}) => [error.message, stage])).to.deep.equal([
      ['No such store.', 'preOptions'],
    ]);
    expect(t.active().error?.message).to.equal('No such store.');
    expect(t.browser.latest().closed).to.equal(true);
    void t.flow.setPreOptions({SHOP_NAME: 'vega'});
    await waitFor(() => t.browser.windows.length === 2 && t.browser.latest().visits.length > 0);
    await t.flow.cancel();
  });

  it('keeps a pending account until its post-options are there, then tells of it once', async () => {
    const t = await setup();
    t.flow.start('jira', t.options);
    await t.atProvider();
    const credential = t.service.finishOAuth();
    await waitFor(() => t.stages.at(-1)?.stage === 'postOptions', 'post-options');
    expect(t.events.length).to.equal(0);
    const stage = t.stages.at(-1);
    expect(stage?.stage === 'postOptions' && stage.credentialId).to.equal(credential.id);
    await t.flow.setPostOptions({SITE: 'site-1'});
    expect(t.completed.length).to.equal(1);
    expect(t.events.length).to.equal(1);
    expect(t.events[0]?.credential.status).to.equal('VALID');
    const [sent] = t.service.requestsOf('POST', `/sdk/credentials/${credential.id}/complete-setup`);
    expect((sent?.body as {payload: object}).payload).to.deep.equal({
      SITE: 'site-1',
      skipPostOAuthInputs: false,
    });
  });

  it('finishes an API-key integration that has post-options', async () => {
    const t = await setup();
    t.flow.start('keyed', t.options);
    await t.flow.setPreOptions({API_KEY: 'k'});
    expect(t.stages.map(({stage}) => stage)).to.deep.equal(['preOptions', 'postOptions']);
    await t.flow.setPostOptions({SITE: 'site-1'});
    expect(t.completed.length).to.equal(1);
    expect(t.integration('keyed')?.credentialStatus).to.equal('VALID');
  });

  it('lets the user try again after a wrong API key, also with the same one', async () => {
    const t = await setup();
    t.flow.start('sendgrid', t.options);
    await t.flow.setPreOptions({API_KEY: 'wrong'});
    await t.flow.setPreOptions({API_KEY: 'wrong'});
    expect(t.errors.map(({error, stage}) => [error.message, error.serviceCode, stage])).to.deep.equal([
      ['The API key is not valid.', '7003', 'preOptions'],
      ['The API key is not valid.', '7003', 'preOptions'],
    ]);
    expect(t.active().stage.stage).to.equal('preOptions');
    await t.flow.setPreOptions({API_KEY: 'right'});
    expect(t.completed.length).to.equal(1);
    expect(t.client.$session.get().status).to.equal('signed-in');
  });

  it('reports a closed window within seconds, and opens another one on demand', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    const before = Date.now();
    t.browser.latest().closeByUser();
    await waitFor(() => t.errors.length, 'the error');
    expect(Date.now() - before).to.be.below(2500);
    expect(t.errors[0]).to.deep.include({stage: 'oauth'});
    expect(t.errors[0]?.error.name).to.equal('OAuthCancelledError');
    t.flow.openWindow();
    await waitFor(() => t.browser.windows.length === 2 && t.browser.latest().visits.length > 0);
    expect(t.active().error).to.equal(undefined);
    t.service.finishOAuth();
    await waitFor(() => t.completed.length);
  });

  it('asks at once when the window is closed, and again when the service is not done storing', async () => {
    for (const [stored, limit] of [
      ['before', 1000],
      ['after', 2500],
    ] as const) {
      const t = await setup();
      t.flow.start('slack', t.options);
      await t.atProvider();
      const before = Date.now();
      if (stored === 'before') t.service.finishOAuth();
      else setTimeout(() => t.service.finishOAuth(), 900);
      t.browser.latest().closeByUser();
      await waitFor(() => t.completed.length, 'completion');
      expect(Date.now() - before).to.be.below(limit);
      expect(t.errors).to.deep.equal([]);
    }
  });

  it('notices a window that is closed while the service is asked', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    t.service.answer('GET', '/sdk/actions/session-id', async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return json({});
    });
    const asked = t.service.requestsOf('GET', '/sdk/actions/session-id').length;
    t.browser.focusPage();
    await waitFor(() => t.service.requestsOf('GET', '/sdk/actions/session-id').length > asked, 'a question');
    const before = Date.now();
    t.browser.latest().closeByUser();
    await waitFor(() => t.errors.length, 'the error');
    expect(Date.now() - before).to.be.below(2600);
  });

  it('does not take a closed window for a cancel while the service cannot be asked', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    t.service.finishOAuth();
    t.service.answer('GET', '/sdk/actions/session-id', () => failure(500, 'No.'));
    t.browser.latest().closeByUser();
    await waitFor(() => t.completed.length, 'completion');
    expect(t.errors).to.deep.equal([]);
  });

  it('waits on when the link to the window is cut, and says when it is unsure', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    t.browser.latest().sever();
    await waitFor(() => t.active().window === 'severed');
    t.browser.focusPage();
    await waitFor(() => t.active().window === 'unknown');
    expect(t.errors).to.deep.equal([]);
    t.flow.openWindow();
    expect(t.browser.windows.length).to.equal(2);
    t.service.finishOAuth();
    await waitFor(() => t.completed.length);
    expect(t.events.length).to.equal(1);
  });

  it('takes a refusal in one window as the answer, although another one is awaited', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    t.browser.latest().sever();
    await waitFor(() => t.active().window === 'severed');
    t.flow.openWindow();
    await t.atProvider();
    expect(t.browser.windows.length).to.equal(2);
    t.service.refuseOAuth();
    await waitFor(() => t.errors.length > 0);
    expect(t.errors.map(({error}) => error.code)).to.deep.equal(['oauth_denied']);
    expect(t.browser.windows.every(({closed}) => closed)).to.equal(true);
    expect(t.browser.listenerCount()).to.equal(0);
    await t.flow.cancel();
  });

  it('brings a window that is still there to the front instead of opening another', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    t.flow.openWindow();
    expect(t.browser.windows.length).to.equal(1);
    expect(t.browser.latest().focusCount).to.equal(1);
    await t.flow.cancel();
  });

  for (const {what, prepare, name} of [
    {
      what: 'a refused consent (session channel)',
      name: 'OAuthDeniedError',
      prepare: (t: Awaited<ReturnType<typeof setup>>) => t.service.refuseOAuth(),
    },
    {
      what: 'a refused consent (message channel)',
      name: 'OAuthDeniedError',
      prepare: (t: Awaited<ReturnType<typeof setup>>) =>
        t.browser
          .latest()
          .post({type: 'oauth_error_callback', error: 'access_denied', errorResponse: {message: 'No.'}}),
    },
  ]) {
    it(`reports ${what}`, async () => {
      const t = await setup();
      t.flow.start('slack', t.options);
      await t.atProvider();
      prepare(t);
      await waitFor(() => t.errors.length, 'the error');
      expect(t.errors[0]?.error.name).to.equal(name);
      expect(t.browser.latest().closed).to.equal(true);
    });
  }

  it('reports a blocked window at once, without asking the service', async () => {
    const t = await setup();
    t.browser.state.isBlocked = true;
    t.flow.start('slack', t.options);
    expect(t.errors[0]?.error.name).to.equal('OAuthBlockedError');
    expect(t.service.requestsOf('GET', '/v2/').length).to.equal(0);
    t.browser.state.isBlocked = false;
    t.flow.openWindow();
    await t.atProvider();
    await t.flow.cancel();
  });

  it('reports a build request that fails and closes the window', async () => {
    const t = await setup();
    t.service.answer('GET', '/v2/sdk/actions/build-oauth', () => failure(500, 'Out of order.'));
    t.flow.start('slack', t.options);
    await waitFor(() => t.errors.length);
    expect(t.errors[0]?.error.name).to.equal('OAuthStartError');
    expect(t.browser.latest().closed).to.equal(true);
  });

  it('never sends the window to anything but a web address', async () => {
    const t = await setup();
    t.service.answer('GET', '/v2/sdk/actions/build-oauth', () => json({redirectUrl: 'javascript:alert(1)'}));
    t.flow.start('slack', t.options);
    await waitFor(() => t.errors.length);
    expect(t.errors[0]?.error.name).to.equal('OAuthStartError');
    expect(t.browser.latest().visits).to.deep.equal([]);
  });

  it('ends with its own error after oauthTimeout', async () => {
    const t = await setup();
    t.flow.start('slack', {...t.options, oauthTimeout: 80});
    await waitFor(() => t.errors.length);
    expect(t.errors[0]?.error.name).to.equal('OAuthTimeoutError');
    expect(t.browser.latest().closed).to.equal(true);
  });

  it('cancel closes the window; a late approval touches nothing', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    await t.flow.cancel();
    expect(t.browser.latest().closed).to.equal(true);
    t.service.finishOAuth();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(t.completed).to.deep.equal([]);
    expect(t.errors).to.deep.equal([]);
    expect(t.flow.$state.get().status).to.equal('cancelled');
  });

  it('cancel removes an account that lacks its post-options, and never a finished one', async () => {
    const t = await setup();
    t.flow.start('jira', t.options);
    await t.atProvider();
    t.service.finishOAuth();
    await waitFor(() => t.stages.at(-1)?.stage === 'postOptions');
    await t.flow.cancel();
    expect(t.service.accountsOf('alice', 'jira')).to.deep.equal([]);
    expect(t.integration('jira')?.allCredentials).to.deep.equal([]);

    t.flow.start('sendgrid', t.options);
    await t.flow.setPreOptions({API_KEY: 'right'});
    await t.flow.cancel();
    expect(t.service.accountsOf('alice', 'sendgrid').length).to.equal(1);
    expect(t.integration('sendgrid')?.enabled).to.equal(true);
  });

  it('cancel never removes an account that was being replaced or resumed', async () => {
    const t = await setup();
    const pending = t.service.install('alice', 'jira', {status: 'PENDING'});
    await t.client.refresh();
    t.flow.resume('jira', pending.id, t.options);
    expect(t.stages.at(-1)?.stage).to.equal('postOptions');
    await t.flow.cancel();
    expect(t.service.accountsOf('alice', 'jira').length).to.equal(1);
    t.flow.resume('jira', pending.id, t.options);
    await t.flow.setPostOptions({SITE: 'site-1'});
    expect(t.completed.length).to.equal(1);
  });

  it('replaces an account in place by its external id', async () => {
    const t = await setup();
    const old = t.service.install('alice', 'slack', {status: 'INVALID', externalId: 'team-7'});
    await t.client.refresh();
    t.flow.start('slack', {...t.options, selectedCredentialId: 'ext:team-7'});
    await t.atProvider();
    t.service.finishOAuth();
    await waitFor(() => t.completed.length);
    expect(t.completed[0]?.credentialId).to.equal(old.id);
    expect(t.service.accountsOf('alice', 'slack').length).to.equal(1);
  });

  it('runs two flows side by side without mixing them', async () => {
    const t = await setup();
    const other = t.client.createInstallFlow();
    await machineryLoaded();
    t.flow.start('slack', t.options);
    await t.atProvider();
    const finishSlack = t.service.finishOAuth;
    other.start('sendgrid');
    finishSlack();
    await waitFor(() => t.completed.length);
    expect(other.$state.get().status).to.equal('active');
    await other.setPreOptions({API_KEY: 'right'});
    expect(other.$state.get().status).to.equal('complete');
    expect(t.completed.length).to.equal(1);
  });

  it('a new start ends the flow before it', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    t.flow.start('sendgrid', t.options);
    expect(t.browser.latest().closed).to.equal(true);
    t.service.finishOAuth();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(t.active().integration).to.equal('sendgrid');
    expect(t.errors).to.deep.equal([]);
  });

  it('ends when the user signs out', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    t.client.logout();
    expect(t.browser.latest().closed).to.equal(true);
    await waitFor(() => t.flow.$state.get().status === 'cancelled');
    expect(t.browser.listenerCount()).to.equal(0);
  });

  it('reports starting without a user, an unknown integration, and without headless mode', async () => {
    const t = await setup();
    t.flow.start('nowhere', t.options);
    t.flow.start('asleep', t.options);
    t.client.installFlow.start('slack', t.options);
    await waitFor(() => t.errors.length === 3);
    t.client.setHeadless(true);
    t.client.logout();
    t.client.installFlow.start('slack', t.options);
    expect(t.errors.map(({error, stage}) => [error.name, stage])).to.deep.equal([
      ['IntegrationNotFoundError', null],
      ['IntegrationNotFoundError', null],
      ['HeadlessModeNotEnabledError', null],
      ['UserNotAuthenticatedError', null],
    ]);
  });

  it('starts as soon as its machinery is there; cancelled before, it does not', async () => {
    const t = await setup();
    const eager = t.client.createInstallFlow();
    eager.start('sendgrid');
    await waitFor(() => eager.$state.get().status === 'active');
    const given = t.client.createInstallFlow();
    given.start('sendgrid', t.options);
    await given.cancel();
    await machineryLoaded();
    expect(given.$state.get().status).to.equal('idle');
    expect(t.stages).to.deep.equal([]);
  });

  it('an account that is stored while the flow is cancelled is known, or removed if it lacks its post-options', async () => {
    const t = await setup();
    for (const [type, remaining] of [
      ['sendgrid', 1],
      ['keyed', 0],
    ] as const) {
      t.flow.start(type, t.options);
      const saving = t.flow.setPreOptions({API_KEY: 'right'});
      await t.flow.cancel();
      await saving;
      await waitFor(() => t.service.accountsOf('alice', type).length === remaining, `${type} at the service`);
      expect(t.integration(type)?.allCredentials.length ?? 0).to.equal(remaining);
    }
    expect(t.completed).to.deep.equal([]);
    expect(t.events.map(({integrationType}) => integrationType)).to.deep.equal(['sendgrid']);
  });

  it('an account whose set-up ends while the flow is cancelled stays', async () => {
    const t = await setup();
    t.flow.start('keyed', t.options);
    await t.flow.setPreOptions({API_KEY: 'right'});
    const saving = t.flow.setPostOptions({SITE: 'site-1'});
    await t.flow.cancel();
    await saving;
    expect(t.integration('keyed')?.credentialStatus).to.equal('VALID');
    expect(t.service.accountsOf('alice', 'keyed').length).to.equal(1);
    expect(t.service.requestsOf('DELETE', '/sdk/integrations').length).to.equal(0);
  });

  it('sends what was entered without a network as soon as there is one, and only once', async () => {
    const t = await setup();
    const offline = () => {
      t.browser.state.isOnline = false;
      t.service.answer('POST', '/sdk/credentials', () => Promise.reject(new TypeError('offline')));
    };
    t.flow.start('sendgrid', t.options);
    offline();
    await t.flow.setPreOptions({API_KEY: 'first'});
    offline();
    await t.flow.setPreOptions({API_KEY: 'second'});
    expect(t.errors.map(({error}) => error.code)).to.deep.equal(['network_error', 'network_error']);
    t.browser.comeOnline();
    await waitFor(() => t.completed.length, 'completion');
    const sent = t.service.requestsOf('POST', '/sdk/credentials').map(({body}) => body);
    expect(sent.length).to.equal(3);
    expect(JSON.stringify(sent[2])).to.contain('second');
    expect(t.browser.listenerCount()).to.equal(0);
  });

  it('sends nothing by itself that may have been sent already, or after it was cancelled', async () => {
    const t = await setup();
    const lost = () =>
      t.service.answer('POST', '/sdk/credentials', () => Promise.reject(new TypeError('lost')));
    t.flow.start('sendgrid', t.options);
    lost();
    await t.flow.setPreOptions({API_KEY: 'k'});
    t.browser.comeOnline();
    t.browser.state.isOnline = false;
    lost();
    await t.flow.setPreOptions({API_KEY: 'k'});
    await t.flow.cancel();
    t.browser.comeOnline();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(t.service.requestsOf('POST', '/sdk/credentials').length).to.equal(2);
    expect(t.browser.listenerCount()).to.equal(0);
  });

  it('asks again for an account that could not be read, without another window', async () => {
    const t = await setup();
    t.flow.start('slack', t.options);
    await t.atProvider();
    t.service.answer('GET', '/sdk/credentials/', () => failure(500, 'No.'));
    t.service.finishOAuth();
    await waitFor(() => t.errors.length, 'the error');
    t.flow.openWindow();
    await waitFor(() => t.completed.length);
    expect(t.browser.windows.length).to.equal(1);
  });

  it('an integration with nothing to fill in is connected at once; a failure can be tried again', async () => {
    const t = await setup();
    t.service.answer('POST', '/sdk/credentials', () => failure(500, 'No.'));
    t.flow.start('bare', t.options);
    expect(t.active().busy).to.equal(true);
    await waitFor(() => t.errors.length);
    expect(t.errors[0]?.stage).to.equal('preOptions');
    await t.flow.setPreOptions({});
    expect(t.completed.length).to.equal(1);
  });

  it('an account that stays pending although nothing is left to ask is a failure, not silence', async () => {
    const t = await setup();
    const pending = t.service.install('alice', 'slack', {status: 'PENDING'});
    await t.client.refresh();
    t.flow.resume('slack', pending.id, t.options);
    expect(t.flow.$state.get().status).to.equal('failed');
    expect(t.errors[0]?.error.code).to.equal('protocol_error');
  });

  for (const url of [
    'http://evil.example/x',
    'https://user:pw@evil.example/',
    '\\\\evil.example',
    'javascript:alert(1)',
    'ftp://x.example',
  ]) {
    it(`refuses the redirect page ${url}`, async () => {
      const t = await setup();
      t.flow.start('slack', {...t.options, overrideRedirectUrl: url});
      expect(t.errors[0]?.error.code).to.equal('invalid_argument');
    });
  }

  it('a redirect page without a scheme is on https', async () => {
    const t = await setup();
    t.flow.start('slack', {...t.options, overrideRedirectUrl: 'app.example.com/redirect'});
    await t.atProvider();
    const [build] = t.service.requestsOf('GET', '/v2/sdk/actions/build-oauth');
    expect(build?.query.get('redirectUrl')).to.equal('https://app.example.com/redirect');
    await t.flow.cancel();
  });

  it('answers that fit no stage are refused', async () => {
    const t = await setup();
    const caught = await t.flow.setPreOptions({}).catch((error: unknown) => error as ParagonError);
    expect((caught as ParagonError).name).to.equal('NoActiveInstallFlowError');
    expect(() => t.flow.next()).to.throw(/install flow/);
  });

  for (const [externalId, more] of [
    [' ', {}],
    ['team-7', {}],
    ['new', {selectedCredentialId: 'ext:team-7'}],
  ] as const) {
    it(`refuses the external id "${externalId}" ${JSON.stringify(more)}`, async () => {
      const t = await setup();
      t.service.install('alice', 'slack', {externalId: 'team-7'});
      await t.client.refresh();
      t.flow.start('slack', {...t.options, externalId, ...more});
      expect(t.errors[0]?.error.code).to.equal('invalid_argument');
      expect(t.browser.windows.length).to.equal(0);
    });
  }
});
