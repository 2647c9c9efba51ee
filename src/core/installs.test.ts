import {expect} from '@open-wc/testing';
import {createFakeBrowser} from '../../test/helpers/fake-browser.js';
import {HOST, PROJECT_ID, createFakeService, failure, json, token} from '../../test/helpers/fake-service.js';
import {waitFor} from '../../test/helpers/wait-for.js';
import type {ParagonError} from './errors.js';
import {createParagon} from './paragon.js';
import type {IntegrationInstallEvent} from './types/events.js';
import type {InstallOptions, PortalRequest} from './types/install.js';

/** A portal that a test answers by hand. */
function createFakeView() {
  const requests: PortalRequest[] = [];
  const view = {
    requests,
    isShown: false,
    show(request: PortalRequest) {
      view.isShown = true;
      requests.push(request);
    },
    hide: () => void (view.isShown = false),
    latest: () => requests.at(-1),
    /** The user closes it. */
    closeByUser() {
      view.isShown = false;
      requests
        .at(-1)
        ?.flow?.cancel()
        .catch(() => undefined);
      requests.at(-1)?.onClosed();
    },
  };
  return view;
}

async function setup({user = 'alice', hasView = true, install = [] as [string, object][]} = {}) {
  const service = createFakeService();
  const browser = createFakeBrowser(service);
  const view = createFakeView();
  const client = createParagon({
    host: HOST,
    browser: browser.port,
    createView: hasView ? () => view : undefined,
  });
  for (const [type, more] of install) service.install(user, type, more);
  await client.authenticate(PROJECT_ID, token(user));
  const events: IntegrationInstallEvent[] = [];
  client.subscribe('onIntegrationInstall', (event) => void events.push(event));
  const integration = (type: string) => {
    const current = client.getUser();
    return current.authenticated ? current.integrations[type] : undefined;
  };
  const atProvider = (count = 1) =>
    waitFor(
      () => browser.windows.filter(({visits}) => visits.at(-1)?.includes('authorize')).length === count,
    );
  const isQuiet = () => browser.listenerCount() === 0 && browser.windows.every(({closed}) => closed);
  return {service, browser, view, client, events, integration, atProvider, isQuiet};
}

const rejection = (promise: Promise<unknown>): Promise<ParagonError> =>
  promise.then(
    () => {
      throw new Error('It did not reject.');
    },
    (error: ParagonError) => error,
  );

/** Loads what the first install would load. */
async function machineryLoaded(client: Awaited<ReturnType<typeof setup>>['client']): Promise<void> {
  await client._oauthCallback({integrationId: 'nothing', payload: {}});
}

describe('installIntegration', () => {
  for (const isWarm of [false, true]) {
    it(`opens the window in the same task and resolves with the account, machinery ${isWarm ? 'there' : 'on its way'}`, async () => {
      const t = await setup();
      if (isWarm) await machineryLoaded(t.client);
      const heard: string[] = [];
      const installing = t.client.installIntegration('slack', {
        externalId: 'team-7',
        onSuccess: ({integrationType}, user) => void heard.push(`${integrationType} ${user.authenticated}`),
      });
      expect(t.browser.windows.length, 'opens in the same task').to.equal(1);
      await t.atProvider();
      expect(t.browser.windows.length).to.equal(1);
      expect(t.browser.latest().features).to.contain('popup');
      const credential = t.service.finishOAuth();
      const event = await installing;
      expect(Object.keys(event).sort()).to.deep.equal([
        'credential',
        'credentialId',
        'integrationId',
        'integrationType',
      ]);
      expect(event.credentialId).to.equal(credential.id);
      expect(event.credential.externalId).to.equal('team-7');
      expect(t.events).to.deep.equal([event]);
      expect(heard).to.deep.equal(['slack true']);
      expect(t.view.requests.length, 'no portal').to.equal(0);
      expect(t.isQuiet()).to.equal(true);
      const [build] = t.service.requestsOf('GET', '/v2/sdk/actions/build-oauth');
      expect(JSON.parse(build?.query.get('installOptions') ?? '')).to.deep.include({
        isApiInstallation: true,
        showPortalAfterInstall: false,
        externalId: 'team-7',
      });
    });
  }

  it('never throws, but rejects and tells onError', async () => {
    const t = await setup({install: [['slack', {externalId: 'one'}]]});
    const {client} = t;
    const told: string[] = [];
    const tries: [string, InstallOptions, string][] = [
      ['nowhere', {}, 'integration_not_found'],
      ['asleep', {}, 'integration_not_found'],
      ['jira', {bypassPostOAuthPrompt: true, showPortalAfterInstall: true}, 'invalid_argument'],
      ['slack', {}, 'already_installed'],
      ['slack', {externalId: ' ', allowMultipleCredentials: true}, 'invalid_argument'],
      ['slack', {externalId: 'one', allowMultipleCredentials: true}, 'invalid_argument'],
      ['slack', {externalId: 'two', selectedCredentialId: 'ext:one'}, 'invalid_argument'],
      ['slack', {selectedCredentialId: 'ext:nobody'}, 'not_found'],
      [
        'slack',
        {selectedCredentialId: 'ext:one', overrideRedirectUrl: 'ftp://x.example'},
        'invalid_argument',
      ],
    ];
    for (const [type, options, code] of tries) {
      const onError = (error: ParagonError) => void told.push(error.code);
      const error = await rejection(client.installIntegration(type, {...options, onError}));
      expect([error.name, error.code], JSON.stringify([type, options])).to.include(code);
    }
    expect(told).to.deep.equal(tries.map(([, , code]) => code));
    client.logout();
    expect((await rejection(client.installIntegration('slack'))).name).to.equal('UserNotAuthenticatedError');
    expect(t.isQuiet(), 'no window stays').to.equal(true);
    expect(t.service.requestsOf('GET', '/v2/').length).to.equal(0);
  });

  it('connects a further account, and one again', async () => {
    const t = await setup({install: [['slack', {externalId: 'one', status: 'VALID'}]]});
    const further = t.client.installIntegration('slack', {allowMultipleCredentials: true, externalId: 'two'});
    await t.atProvider();
    t.service.finishOAuth();
    expect((await further).credential.externalId).to.equal('two');
    const again = t.client.installIntegration('slack', {selectedCredentialId: 'ext:one'});
    await t.atProvider(2);
    t.service.finishOAuth();
    const first = t.service.accountsOf('alice', 'slack')[0];
    expect((await again).credentialId).to.equal(first?.id);
    expect(t.service.accountsOf('alice', 'slack').length).to.equal(2);
  });

  it('an account that no longer works is no obstacle', async () => {
    const t = await setup({install: [['slack', {status: 'INVALID'}]]});
    const installing = t.client.installIntegration('slack');
    await t.atProvider();
    t.service.finishOAuth();
    expect((await installing).credential.status).to.equal('VALID');
  });

  it('asks for an API key in the portal, without a window, and closes it afterwards', async () => {
    const t = await setup();
    const log: string[] = [];
    const installing = t.client.installIntegration('sendgrid', {
      onOpen: () => void log.push('open'),
      onClose: () => void log.push('close'),
      onInstall: () => void log.push('install'),
      onError: () => void log.push('error'),
    });
    await waitFor(() => log.length);
    const {flow} = t.view.latest() ?? {};
    const state = flow?.$state.get();
    expect(state?.status === 'active' && state.stage.stage).to.equal('preOptions');
    await flow?.setPreOptions({API_KEY: 'wrong'});
    expect(t.view.isShown, 'the user can try again').to.equal(true);
    await flow?.setPreOptions({API_KEY: 'right'});
    expect((await installing).integrationType).to.equal('sendgrid');
    expect(log).to.deep.equal(['open', 'install', 'close']);
    expect(t.view.isShown).to.equal(false);
    expect(t.browser.windows.length).to.equal(0);
  });

  it('asks for what comes after the sign-in in the portal; showPortalAfterInstall leaves it open', async () => {
    const t = await setup();
    const log: string[] = [];
    const installing = t.client.installIntegration('jira', {
      showPortalAfterInstall: true,
      onUninstall: () => void log.push('uninstall'),
      onClose: () => void log.push('close'),
    });
    await t.atProvider();
    expect(t.view.isShown).to.equal(false);
    t.service.finishOAuth();
    await waitFor(() => t.view.isShown, 'the portal');
    expect(t.events.length).to.equal(0);
    await t.view.latest()?.flow?.setPostOptions({SITE: 'site-1'});
    expect((await installing).credential.status).to.equal('VALID');
    expect(t.events.length).to.equal(1);
    expect(t.view.isShown).to.equal(true);
    await t.client.uninstallIntegration('jira');
    t.view.closeByUser();
    await t.client.uninstallIntegration('jira').catch(() => undefined);
    expect(log).to.deep.equal(['uninstall', 'close']);
  });

  it('opens the portal of a connected account if that is wanted', async () => {
    const t = await setup();
    const installing = t.client.installIntegration('slack', {showPortalAfterInstall: true});
    await t.atProvider();
    t.service.finishOAuth();
    const {credentialId} = await installing;
    await waitFor(() => t.view.isShown, 'the portal');
    expect(t.view.latest()?.options.selectedCredentialId).to.equal(credentialId);
    expect(t.view.latest()?.flow).to.equal(undefined);
  });

  it('bypassPostOAuthPrompt takes the account as it comes; installFlow finishes it', async () => {
    const t = await setup();
    const installing = t.client.installIntegration('jira', {bypassPostOAuthPrompt: true});
    await t.atProvider();
    t.service.finishOAuth();
    const {credential} = await installing;
    expect(credential.status).to.equal('PENDING');
    expect([t.events.length, t.view.requests.length]).to.deep.equal([0, 0]);
    const flow = t.client.createInstallFlow();
    flow.resume('jira', credential.id);
    await waitFor(() => flow.$state.get().status === 'active');
    await flow.setPostOptions({SITE: 'site-1'});
    expect(t.events.map(({credentialId}) => credentialId)).to.deep.equal([credential.id]);
  });

  it('goes on with an account that a reload has left without its post-options', async () => {
    const t = await setup({install: [['jira', {status: 'PENDING'}]]});
    const installing = t.client.installIntegration('jira');
    await waitFor(() => t.view.isShown, 'the portal');
    expect(t.browser.windows.length).to.equal(0);
    await t.view.latest()?.flow?.setPostOptions({SITE: 'site-1'});
    expect((await installing).credential.status).to.equal('VALID');
    expect(t.service.accountsOf('alice', 'jira').length).to.equal(1);
  });

  for (const [type, stage] of [
    ['sendgrid', 'preOptions'],
    ['shopify', 'preOptions'],
    ['jira', 'postOptions'],
    ['salesforce', 'accountType'],
  ] as const) {
    it(`headless, ${type} rejects before anything happens, as it asks for ${stage}`, async () => {
      const t = await setup();
      t.client.setHeadless(true);
      const error = await rejection(t.client.installIntegration(type));
      expect([error.code, error.meta?.['stage']]).to.deep.equal(['input_required', stage]);
      expect(error.message).to.contain(`installFlow.start("${type}")`);
      expect([t.browser.windows.length, t.view.requests.length]).to.deep.equal([0, 0]);
    });
  }

  it('without headless mode, but without a portal either, it is the same', async () => {
    const t = await setup({hasView: false});
    expect((await rejection(t.client.installIntegration('sendgrid'))).code).to.equal('input_required');
  });

  it('headless, an integration that asks nothing is connected', async () => {
    const t = await setup();
    t.client.setHeadless(true);
    expect((await t.client.installIntegration('bare')).integrationType).to.equal('bare');
    expect(t.browser.windows.length).to.equal(0);
    const installing = t.client.installIntegration('slack', {showPortalAfterInstall: true});
    await t.atProvider();
    t.service.finishOAuth();
    await installing;
    expect(t.view.requests.length, 'never a portal').to.equal(0);
  });

  it('an account type that is not there is named with those that are', async () => {
    const t = await setup();
    const error = await rejection(t.client.installIntegration('salesforce', {accountType: 'nonsense'}));
    expect(error.code).to.equal('invalid_argument');
    expect(error.message).to.contain('default, sandbox');
    expect((await rejection(t.client.installIntegration('slack', {accountType: 'x'}))).message).to.contain(
      'none',
    );
  });

  it('several account types leave the user only these', async () => {
    const t = await setup();
    const controller = new AbortController();
    const installing = rejection(
      t.client.installIntegration('salesforce', {
        accountType: ['sandbox', 'default'],
        signal: controller.signal,
      }),
    );
    await waitFor(() => t.view.isShown);
    const state = t.view.latest()?.flow?.$state.get();
    const stage = state?.status === 'active' ? state.stage : undefined;
    expect(stage?.stage === 'accountType' && stage.options.map(({id}) => id)).to.deep.equal([
      'default',
      'sandbox',
    ]);
    controller.abort();
    await installing;
    expect(t.view.isShown).to.equal(false);
  });

  describe('settles', () => {
    const endings: [string, string, (t: Awaited<ReturnType<typeof setup>>) => void, InstallOptions?][] = [
      ['when the user closes the window', 'oauth_cancelled', (t) => t.browser.latest().closeByUser()],
      ['when the provider refuses', 'oauth_denied', (t) => t.service.refuseOAuth()],
      ['when the time is up', 'oauth_timeout', () => undefined, {oauthTimeout: 150}],
      ['when the user signs out', 'session_changed', (t) => t.client.logout()],
      ['when the client is destroyed', 'session_changed', (t) => t.client.destroy()],
    ];
    for (const [what, code, act, options] of endings) {
      it(what, async () => {
        const t = await setup();
        const told: string[] = [];
        const onError = (error: ParagonError) => void told.push(error.code);
        const installing = rejection(t.client.installIntegration('slack', {...options, onError}));
        await t.atProvider();
        act(t);
        expect((await installing).code).to.equal(code);
        expect(told).to.deep.equal([code]);
        await waitFor(t.isQuiet, 'no listener, no window');
        expect(t.events).to.deep.equal([]);
      });
    }

    it('when the window is blocked', async () => {
      const t = await setup();
      t.browser.state.isBlocked = true;
      expect((await rejection(t.client.installIntegration('slack'))).name).to.equal('OAuthBlockedError');
      expect(t.service.requestsOf('GET', '/v2/').length).to.equal(0);
    });

    it('when the page gives up, which is no error', async () => {
      const t = await setup();
      const told: ParagonError[] = [];
      const controller = new AbortController();
      const onError = (error: ParagonError) => void told.push(error);
      const {signal} = controller;
      const installing = rejection(t.client.installIntegration('slack', {signal, onError}));
      await t.atProvider();
      controller.abort();
      expect((await installing).code).to.equal('aborted');
      expect(told).to.deep.equal([]);
      expect(t.isQuiet()).to.equal(true);
    });

    it('when the portal is closed, and removes the account that nobody can use', async () => {
      const t = await setup();
      const installing = rejection(t.client.installIntegration('jira'));
      await t.atProvider();
      t.service.finishOAuth();
      await waitFor(() => t.view.isShown);
      t.view.closeByUser();
      expect((await installing).code).to.equal('portal_closed');
      await waitFor(() => !t.service.accountsOf('alice', 'jira').length);
    });

    it('when the portal cannot be shown', async () => {
      const t = await setup({hasView: false});
      const view = {show: () => Promise.reject(new Error('no document')), hide: () => undefined};
      const installing = rejection(t.client.installIntegration('sendgrid', {view}));
      expect((await installing).message).to.equal('no document');
    });

    it('when another portal takes its place', async () => {
      const t = await setup();
      const installing = rejection(t.client.installIntegration('sendgrid'));
      await waitFor(() => t.view.isShown);
      void t.client.connect('slack');
      expect((await installing).code).to.equal('portal_closed');
    });

    it('when the user signs out before the machinery is there', async () => {
      const t = await setup();
      const installing = rejection(t.client.installIntegration('slack'));
      t.client.logout();
      expect(t.isQuiet(), 'the empty window is closed at once').to.equal(true);
      expect((await installing).code).to.equal('session_changed');
    });

    it('when the user closes the empty window', async () => {
      const t = await setup();
      const installing = rejection(t.client.installIntegration('slack'));
      t.browser.latest().closeByUser();
      expect((await installing).code).to.equal('oauth_cancelled');
    });
  });

  for (const isWarm of [false, true]) {
    it(`a second click joins the first, machinery ${isWarm ? 'there' : 'on its way'}`, async () => {
      const t = await setup();
      if (isWarm) await machineryLoaded(t.client);
      let calls = 0;
      const options = {onSuccess: () => void calls++};
      const clicks = Array.from({length: 10}, () => t.client.installIntegration('slack', options));
      await t.atProvider();
      expect(t.browser.windows.length).to.equal(1);
      t.service.finishOAuth();
      const ids = (await Promise.all(clicks)).map(({credentialId}) => credentialId);
      expect(new Set(ids).size).to.equal(1);
      expect([calls, t.events.length]).to.deep.equal([1, 1]);
      expect(t.service.accountsOf('alice', 'slack').length).to.equal(1);
    });
  }

  it('another install of the same integration takes its place', async () => {
    const t = await setup();
    const first = rejection(t.client.installIntegration('slack', {externalId: 'one'}));
    await t.atProvider();
    const second = t.client.installIntegration('slack', {externalId: 'two'});
    expect((await first).code).to.equal('aborted');
    expect(t.browser.windows[0]?.closed).to.equal(true);
    await t.atProvider(2);
    t.service.finishOAuth();
    expect((await second).credential.externalId).to.equal('two');
  });

  it('opens the window again when the one before was cut off', async () => {
    const t = await setup();
    const first = t.client.installIntegration('slack');
    await t.atProvider();
    t.browser.latest().sever();
    const second = t.client.installIntegration('slack');
    await t.atProvider(2);
    t.service.finishOAuth();
    expect((await first).credentialId).to.equal((await second).credentialId);
    await waitFor(t.isQuiet);
  });

  it('installs of two integrations do not get into each other’s way', async () => {
    const t = await setup();
    const slack = t.client.installIntegration('slack');
    await t.atProvider();
    const jira = rejection(t.client.installIntegration('jira', {bypassPostOAuthPrompt: true}));
    await t.atProvider(2);
    t.service.refuseOAuth();
    expect((await jira).code).to.equal('oauth_denied');
    expect(t.browser.windows.map(({closed}) => closed)).to.deep.equal([false, true]);
    t.browser.windows[0]?.post({
      type: 'oauth_success_callback',
      credential: {integrationId: 'x', payload: {code: 'c'}},
    });
    expect((await slack).integrationType).to.equal('slack');
  });

  it('nobody has to handle its promise', async () => {
    const t = await setup();
    const unhandled: unknown[] = [];
    const onUnhandled = (event: PromiseRejectionEvent) => void unhandled.push(event.reason);
    window.addEventListener('unhandledrejection', onUnhandled);
    for (let round = 0; round < 2; round++) {
      void t.client.installIntegration('nowhere');
      void t.client.startOAuthFlow('nowhere');
      await machineryLoaded(t.client);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    window.removeEventListener('unhandledrejection', onUnhandled);
    expect(unhandled).to.deep.equal([]);
  });
});

describe('startOAuthFlow', () => {
  it('opens the window in the same task and tells its handlers', async () => {
    const t = await setup({install: [['slack', {externalId: 'one'}]]});
    const told: string[] = [];
    const result = t.client.startOAuthFlow(
      'slack',
      {allowMultipleCredentials: true, externalId: 'two'},
      {
        onSuccess: ({credential}) => void told.push(credential.externalId ?? ''),
        onError: (error) => void told.push(error.code),
      },
    );
    expect(t.browser.windows.length).to.equal(1);
    await t.atProvider();
    t.service.finishOAuth();
    expect((await result).credential.externalId).to.equal('two');
    expect(told).to.deep.equal(['two']);
    expect(t.events.length).to.equal(1);
  });

  it('sends what was filled in before, and takes an account that needs more as it comes', async () => {
    const t = await setup();
    const shop = t.client.startOAuthFlow('shopify', {endUserSuppliedValues: {SHOP_NAME: 'vega'}});
    await t.atProvider();
    const [build] = t.service.requestsOf('GET', '/v2/sdk/actions/build-oauth');
    expect(build?.query.get('endUserSuppliedValues')).to.equal('{"SHOP_NAME":"vega"}');
    t.service.finishOAuth();
    await shop;
    const jira = t.client.startOAuthFlow('jira');
    await t.atProvider(2);
    t.service.finishOAuth();
    expect((await jira).credential.status).to.equal('PENDING');
    expect(t.view.requests.length).to.equal(0);
  });

  for (const [type, code] of [
    ['nowhere', 'integration_not_found'],
    ['sendgrid', 'oauth_start_failed'],
    ['shopify', 'input_required'],
    ['salesforce', 'input_required'],
  ] as const) {
    it(`${type} rejects and tells onError: ${code}`, async () => {
      const t = await setup();
      const told: string[] = [];
      const onError = (error: ParagonError) => void told.push(error.code);
      expect((await rejection(t.client.startOAuthFlow(type, {}, {onError}))).code).to.equal(code);
      await waitFor(() => told.length);
      expect(told).to.deep.equal([code]);
      expect(t.browser.windows.filter(({closed}) => !closed).length).to.equal(0);
    });
  }

  it('ends after oauthTimeout, and when the page gives up', async () => {
    const t = await setup();
    expect((await rejection(t.client.startOAuthFlow('slack', {}, {oauthTimeout: 100}))).code).to.equal(
      'oauth_timeout',
    );
    const signal = AbortSignal.abort();
    expect((await rejection(t.client.startOAuthFlow('slack', {}, {signal}))).code).to.equal('aborted');
    await waitFor(t.isQuiet);
  });
});

describe('completeInstall', () => {
  it('connects by a code, tells of it, and opens the portal', async () => {
    const t = await setup();
    const event = await t.client.completeInstall('slack', {
      authorizationCode: 'c-1',
      redirectUrl: 'https://app.example.com/done',
      integrationOptions: {accountType: 'default'},
    });
    expect(t.events).to.deep.equal([event]);
    expect(event.credential.status).to.equal('VALID');
    expect(t.integration('slack')?.credentialId).to.equal(event.credentialId);
    const [sent] = t.service.requestsOf('POST', '/sdk/credentials');
    expect(sent?.body).to.deep.equal({
      code: 'c-1',
      integrationId: event.integrationId,
      redirectUrl: 'https://app.example.com/done',
      integrationOptions: {accountType: 'default'},
    });
    await waitFor(() => t.view.isShown, 'the portal');
    expect(t.view.latest()?.options.selectedCredentialId).to.equal(event.credentialId);
  });

  it('lets the portal ask for what is missing', async () => {
    const t = await setup();
    const event = await t.client.completeInstall('jira', {authorizationCode: 'c-2'});
    expect(event.credential.status).to.equal('PENDING');
    expect(t.events.length).to.equal(0);
    await waitFor(() => t.view.isShown, 'the portal');
    await t.view.latest()?.flow?.setPostOptions({SITE: 'site-1'});
    expect(t.events.map(({credentialId}) => credentialId)).to.deep.equal([event.credentialId]);
  });

  it('opens no portal if it is told not to, or headless', async () => {
    const t = await setup();
    await t.client.completeInstall('slack', {authorizationCode: 'c-3', showPortalAfterInstall: false});
    t.client.setHeadless(true);
    await t.client.completeInstall('jira', {authorizationCode: 'c-4'});
    expect(t.view.requests.length).to.equal(0);
  });

  it('uses a code once, however often it is called', async () => {
    const t = await setup();
    const options = {authorizationCode: 'c-5', showPortalAfterInstall: false};
    const both = await Promise.all([1, 2].map(() => t.client.completeInstall('slack', options)));
    expect(new Set(both.map(({credentialId}) => credentialId)).size).to.equal(1);
    expect(t.service.requestsOf('POST', '/sdk/credentials').length).to.equal(1);
  });

  it('rejects what cannot be used', async () => {
    const t = await setup();
    const codes = await Promise.all([
      rejection(t.client.completeInstall('slack', {authorizationCode: ''})),
      rejection(t.client.completeInstall('slack', {authorizationCode: 'c', redirectUrl: 'app.example.com'})),
      rejection(t.client.completeInstall('nowhere', {authorizationCode: 'c'})),
    ]);
    expect(codes.map(({code}) => code)).to.deep.equal([
      'invalid_argument',
      'invalid_argument',
      'integration_not_found',
    ]);
    t.service.answer('POST', '/sdk/credentials', () => failure(400, 'The code is used up.'));
    const refused = await rejection(t.client.completeInstall('slack', {authorizationCode: 'c'}));
    expect([refused.code, refused.message]).to.deep.equal(['rejected', 'The code is used up.']);
    t.client.logout();
    expect((await rejection(t.client.completeInstall('slack', {authorizationCode: 'c'}))).code).to.equal(
      'not_authenticated',
    );
  });
});

describe('_oauthCallback and _oauthErrorCallback', () => {
  it('connect an account, or finish its set-up, with the same event as everyone', async () => {
    const t = await setup();
    const integrationId = t.client.getIntegrationId('keyed');
    const first = await t.client._oauthCallback({integrationId, payload: {API_KEY: 'k'}});
    expect(first?.credential.status).to.equal('PENDING');
    expect(t.events.length).to.equal(0);
    const second = await t.client._oauthCallback({integrationId, payload: {SITE: 's'}}, first?.credentialId);
    expect(t.events).to.deep.equal([second]);
    const [, sent] = t.service.requestsOf('POST', '/sdk/credentials');
    expect(sent?.path).to.equal(`/sdk/credentials/${first?.credentialId}/complete-setup`);
    expect(sent?.body).to.deep.include({integrationId, config: {}, payload: {SITE: 's'}});
  });

  it('the same answer three times at once makes one account; a failure can be repeated', async () => {
    const t = await setup();
    const integrationId = t.client.getIntegrationId('sendgrid');
    const answer = {integrationId, payload: {API_KEY: 'k'}};
    t.service.answer('POST', '/sdk/credentials', () => failure(500, 'No.'));
    expect((await rejection(t.client._oauthCallback(answer))).code).to.equal('service_error');
    const events = await Promise.all([1, 2, 3].map(() => t.client._oauthCallback(answer)));
    expect(new Set(events.map((event) => event?.credentialId)).size).to.equal(1);
    expect(t.service.accountsOf('alice', 'sendgrid').length).to.equal(1);
    expect(t.events.length).to.equal(1);
    expect(await t.client._oauthCallback({integrationId: 'unknown', payload: {}})).to.equal(undefined);
  });

  it('the install that waits goes on with what was passed on, and no other', async () => {
    const t = await setup();
    const slack = t.client.installIntegration('slack');
    await t.atProvider();
    const jira = rejection(t.client.installIntegration('jira'));
    await t.atProvider(2);
    const integrationId = t.client.getIntegrationId('slack');
    const passed = await t.client._oauthCallback({integrationId, payload: {code: 'c'}});
    expect((await slack).credentialId).to.equal(passed?.credentialId);
    expect(t.events.length).to.equal(1);
    expect(t.browser.windows.map(({closed}) => closed)).to.deep.equal([true, false]);
    const errorResponse = {message: 'No.', code: 'access_denied'};
    const data = {errorResponse, integrationId: t.client.getIntegrationId('jira')};
    await t.client._oauthErrorCallback('access_denied', {data});
    const error = await jira;
    expect([error.code, error.message]).to.deep.equal(['oauth_denied', 'No.']);
    expect(error.meta?.['errorResponse']).to.deep.equal(errorResponse);
  });

  it('a refusal that nobody waits for is told to the portal of the integration', async () => {
    const t = await setup();
    const told: string[] = [];
    void t.client.connect('slack', {onError: (error) => void told.push(`${error.code} ${error.message}`)});
    const data = (type: string) => ({
      errorResponse: {message: type},
      integrationId: t.client.getIntegrationId(type),
    });
    await t.client._oauthErrorCallback('x', {data: data('jira')});
    await t.client._oauthErrorCallback('x', {data: data('slack')});
    await t.client._oauthErrorCallback('refused');
    expect(told).to.deep.equal(['oauth_denied slack', 'oauth_denied refused']);
  });

  it('reject without a user, and with an answer that is no account', async () => {
    const t = await setup();
    const answer = {integrationId: t.client.getIntegrationId('sendgrid'), payload: {}};
    t.service.answer('POST', '/sdk/credentials', () => json([]));
    expect((await rejection(t.client._oauthCallback(answer))).code).to.equal('protocol_error');
  });
});
