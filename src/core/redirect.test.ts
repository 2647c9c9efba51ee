import {expect} from '@open-wc/testing';
import {createFakeBrowser} from '../../test/helpers/fake-browser.js';
import {HOST, PROJECT_ID, createFakeService, failure, token} from '../../test/helpers/fake-service.js';
import {waitFor} from '../../test/helpers/wait-for.js';
import type {ParagonError} from './errors.js';
import {createParagon} from './paragon.js';
import type {InstallFlowOptions, InstallFlowState, PortalRequest} from './types/install.js';

type Active = Extract<InstallFlowState, {status: 'active'}>;

const PAGE = 'http://localhost:5173/connected';

function createWorld() {
  const service = createFakeService();
  const browser = createFakeBrowser(service);
  const shown: PortalRequest[] = [];
  const view = {show: (request: PortalRequest) => void shown.push(request), hide: () => undefined};

  /** The page is loaded, or loaded again: nothing but the tab's storage and address outlives it. */
  async function load(user = 'alice') {
    const client = createParagon({host: HOST, browser: browser.port, createView: () => view});
    const heard: string[] = [];
    client.subscribe('onIntegrationInstall', ({credentialId}) => void heard.push(credentialId));
    await client.authenticate(PROJECT_ID, token(user));
    return {client, heard};
  }

  async function leave(type: string, options: InstallFlowOptions = {}) {
    browser.tab.url = 'http://localhost:5173/page';
    const {client} = await load();
    const flow = client.createInstallFlow();
    flow.start(type, {sameTab: true, ...options});
    await waitFor(() => browser.tab.url.includes('authorize'), 'the provider in this tab');
    return flow;
  }
  return {service, browser, shown, load, leave};
}

const rejection = (promise: Promise<unknown>): Promise<ParagonError> =>
  promise.then(
    () => {
      throw new Error('It did not reject.');
    },
    (error: ParagonError) => error,
  );

describe('a sign-in in the page’s own tab', () => {
  it('is offered when the window is blocked, and finished after the return', async () => {
    const t = createWorld();
    const {client} = await t.load();
    const flow = client.createInstallFlow();
    t.browser.state.isBlocked = true;
    flow.start('slack', {externalId: 'team-7'});
    await waitFor(() => (flow.$state.get() as Active).window === 'blocked');
    expect((flow.$state.get() as Active).error?.name).to.equal('OAuthBlockedError');
    await flow.redirect();
    expect(t.browser.tab.url).to.equal('http://localhost:4401/authorize?state=abc');
    const [nonce] = t.service.requestsOf('GET', '/sdk/actions/oauth-nonce');
    expect(nonce?.query.get('action')).to.equal('slack');

    const credential = t.service.finishOAuth();
    const {client: back, heard} = await t.load();
    const event = await back.resumeInstall();
    expect(event?.credentialId).to.equal(credential.id);
    expect(event?.credential.externalId).to.equal('team-7');
    expect(heard).to.deep.equal([credential.id]);
    expect(t.browser.tab.stored.size).to.equal(0);
    await waitFor(() => t.service.requestsOf('DELETE', '/sdk/actions/session-id').length);
    expect(await back.resumeInstall(), 'once').to.equal(undefined);
  });

  it('stores neither the token nor what was typed', async () => {
    const t = createWorld();
    const {client} = await t.load();
    const flow = client.createInstallFlow();
    flow.start('shopify', {sameTab: true});
    await waitFor(() => flow.$state.get().status === 'active');
    await flow.setPreOptions({SHOP_NAME: 'vega-secret'});
    await waitFor(() => t.browser.tab.url.includes('authorize'));
    const stored = JSON.stringify([...t.browser.tab.stored]);
    expect(stored).to.contain('shopify');
    expect(stored).not.to.match(/vega-secret|signature|eyJ/);
    expect(t.browser.windows.length).to.equal(0);
  });

  it('goes on at the post-options in the portal; headless the account is returned as it is', async () => {
    for (const isHeadless of [false, true]) {
      const t = createWorld();
      await t.leave('jira');
      t.service.finishOAuth();
      const {client, heard} = await t.load();
      client.setHeadless(isHeadless);
      const resuming = client.resumeInstall();
      if (!isHeadless) {
        await waitFor(() => t.shown[0]?.flow);
        await t.shown[0]?.flow?.setPostOptions({SITE: 'site-1'});
      }
      const status = isHeadless ? 'PENDING' : 'VALID';
      expect((await resuming)?.credential.status).to.equal(status);
      expect(heard.length).to.equal(isHeadless ? 0 : 1);
    }
  });

  it('on the page that the provider answers to, the answer is passed on to the service', async () => {
    const t = createWorld();
    await t.leave('slack', {overrideRedirectUrl: PAGE});
    t.browser.tab.url = `${PAGE}?code=c-1&state=abc`;
    const {client} = await t.load();
    let passedOn = '';
    t.service.answer('GET', '/oauth', () => {
      passedOn = t.service.requests.at(-1)?.query.toString() ?? '';
      t.service.finishOAuth();
      return new Response('');
    });
    expect((await client.resumeInstall())?.integrationType).to.equal('slack');
    expect(passedOn).to.equal('code=c-1&state=abc');
    expect(t.browser.tab.url).to.equal(PAGE);
  });

  it('an answer on another page than the agreed one is left alone', async () => {
    const t = createWorld();
    await t.leave('slack', {overrideRedirectUrl: PAGE});
    t.browser.tab.url = 'http://localhost:5173/other?code=c-1&state=abc';
    t.service.finishOAuth();
    const {client} = await t.load();
    await client.resumeInstall();
    expect(t.service.requestsOf('GET', '/oauth').length).to.equal(0);
    expect(t.browser.tab.url).to.contain('code=c-1');
  });

  it('says that the user came back without finishing, or was refused', async () => {
    const t = createWorld();
    await t.leave('slack');
    expect((await rejection((await t.load()).client.resumeInstall())).code).to.equal('oauth_cancelled');
    expect(t.browser.tab.stored.size).to.equal(0);
    await t.leave('slack');
    t.service.refuseOAuth();
    expect((await rejection((await t.load()).client.resumeInstall())).code).to.equal('oauth_denied');
    expect(t.browser.tab.stored.size).to.equal(0);
  });

  it('can be repeated when the service was away', async () => {
    const t = createWorld();
    await t.leave('slack');
    t.service.finishOAuth();
    const {client} = await t.load();
    t.service.answer('GET', '/sdk/actions/session-id', () => failure(500, 'No.'));
    expect((await rejection(client.resumeInstall())).code).to.equal('service_error');
    expect((await client.resumeInstall())?.integrationType).to.equal('slack');
  });

  it('is nobody else’s: another user, an old one or a forged record resumes nothing', async () => {
    const t = createWorld();
    await t.leave('slack');
    t.service.finishOAuth();
    const {client} = await t.load('bob');
    expect(await client.resumeInstall()).to.equal(undefined);
    expect(t.browser.tab.stored.size).to.equal(0);
    for (const stored of ['no json', '[]', '{"id":1}']) {
      t.browser.tab.stored.set('paragon-elements.install', stored);
      expect(await client.resumeInstall(), stored).to.equal(undefined);
    }
    client.logout();
    expect((await rejection(client.resumeInstall())).code).to.equal('not_authenticated');
  });

  it('stays on the page and says why if it cannot leave', async () => {
    const t = createWorld();
    const {client} = await t.load();
    const flow = client.createInstallFlow();
    const errors: string[] = [];
    t.browser.tab.isStorageDenied = true;
    flow.start('slack', {
      sameTab: true,
      onError: ({code}, context) => void errors.push(`${code} ${context?.stage}`),
    });
    await waitFor(() => errors.length);
    expect(errors).to.deep.equal(['oauth_start_failed oauth']);
    expect((flow.$state.get() as Active).busy).to.equal(false);
    t.browser.tab.isStorageDenied = false;
    t.service.answer('GET', '/v2/sdk/actions/build-oauth', () => failure(500, 'No.'));
    await flow.redirect();
    expect(errors.length).to.equal(2);
    const leaving = flow.redirect();
    await flow.cancel();
    await leaving;
    expect(t.browser.tab.url).to.equal('http://localhost:5173/page');
    expect((await rejection(flow.redirect())).code).to.equal('no_active_install_flow');
  });
});
