import {expect, fixture, html} from '@open-wc/testing';
import {
  createWorld,
  listenTo,
  textOf,
  until,
  untilText,
  warningsOf,
  click,
  findPart,
} from '../../../test/helpers/elements.js';
import {HOST, PROJECT_ID, createFakeService, json, token} from '../../../test/helpers/fake-service.js';
import type {ParagonProvider} from './provider.js';
import './provider.define.js';
import '../connect/connect.define.js';

/** Sends what goes to the service or to the page's own token endpoint to `answer`. */
function replaceFetch(answer: (url: URL, init: RequestInit) => Promise<Response>): () => void {
  const before = globalThis.fetch;
  globalThis.fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
    const isOurs = url.origin === HOST || url.pathname === '/token';
    return isOurs ? answer(url, init) : before(input, init);
  };
  return () => (globalThis.fetch = before);
}

describe('<paragon-provider>', () => {
  let restore = () => {};
  afterEach(() => restore());

  function serve(tokenAnswer: () => Response = () => new Response(JSON.stringify({token: token('alice')}))) {
    const service = createFakeService();
    const tokenRequests: RequestInit[] = [];
    restore = replaceFetch(async (url, init) => {
      if (url.pathname !== '/token') return service.fetch(url.href, init);
      tokenRequests.push(init);
      return tokenAnswer();
    });
    return {service, tokenRequests};
  }

  const mount = (more: Partial<ParagonProvider> = {}, inner: unknown = '') => {
    const element = document.createElement('paragon-provider');
    Object.assign(element, {projectId: PROJECT_ID, host: HOST, ...more});
    const heard = listenTo(element);
    return fixture<ParagonProvider>(html`<div>${element}</div>`).then(async () => {
      if (inner instanceof Node) element.append(inner);
      await element.updateComplete;
      return {element, heard};
    });
  };

  it('signs in once with a token of the page, and says so', async () => {
    const {service} = serve();
    const {element, heard} = await mount({token: token('alice')});
    await until(() => heard.length, 'the event');
    expect(heard.map(({type}) => type)).to.deep.equal(['authenticate']);
    expect((heard[0]?.detail['user'] as {userId: string}).userId).to.equal('alice');
    expect(service.requestsOf('GET', '/sdk/me').length).to.equal(1);
    expect(getComputedStyle(element).display).to.equal('contents');
    element.token = token('bob');
    await until(() => heard.length === 2, 'the other user');
    expect((heard[1]?.detail['user'] as {userId: string}).userId).to.equal('bob');
  });

  for (const [name, answer] of [
    ['JSON', () => new Response(JSON.stringify({token: token('alice')}))],
    ['the bare token', () => new Response(token('alice') + '\n')],
  ] as const) {
    it(`fetches the token from the page's own server as ${name}`, async () => {
      const {tokenRequests} = serve(answer);
      const {heard} = await mount({tokenEndpoint: '/token'});
      await until(() => heard.length, 'the event');
      expect(heard.map(({type}) => type)).to.deep.equal(['authenticate']);
      expect(tokenRequests.map(({credentials}) => credentials)).to.deep.equal(['same-origin']);
    });
  }

  const failures = [
    {
      name: 'another origin',
      endpoint: 'https://elsewhere.example/token',
      code: 'invalid_argument',
      answer: () => new Response(''),
    },
    {name: 'an HTML page', endpoint: '/token', code: 'protocol_error', answer: () => new Response('<html>')},
    {
      name: 'a refusal',
      endpoint: '/token',
      code: 'unauthorized',
      answer: () => new Response('', {status: 401}),
    },
    {
      name: 'a broken server',
      endpoint: '/token',
      code: 'service_error',
      answer: () => new Response('', {status: 500}),
    },
  ];
  for (const {name, endpoint, code, answer} of failures) {
    it(`tells of a token endpoint that is ${name}`, async () => {
      serve(answer);
      const inner = Object.assign(document.createElement('paragon-connect'), {integration: 'slack'});
      let heard: ReturnType<typeof listenTo> = [];
      const warnings = await warningsOf(async () => {
        ({heard} = await mount({tokenEndpoint: endpoint}, inner));
        await until(() => heard.length, 'the event');
      });
      await until(() => textOf(inner) !== 'Connect Slack', 'the message');
      expect(
        heard.map(({type, target, detail}) => [
          type,
          target,
          detail['stage'],
          (detail['error'] as {code: string}).code,
        ]),
      ).to.deep.equal([['error', 'paragon-provider', 'authenticate', code]]);
      expect(warnings.length).to.be.lessThan(2);
    });
  }

  it('signs the user out when the page takes the token away', async () => {
    serve();
    const {element} = await mount({token: token('alice')});
    await until(() => element.client?.getUser().authenticated, 'signing in');
    element.token = undefined;
    await element.updateComplete;
    expect(element.client?.getUser()).to.deep.equal({authenticated: false});
    element.token = token('bob');
    await until(() => element.client?.getUser().authenticated, 'signing in again');
  });

  it('asks the newest function for a token without signing in again for each', async () => {
    const {service} = serve();
    const {element, heard} = await mount({getToken: () => token('alice')});
    await until(() => heard.length, 'the event');
    element.getToken = () => token('alice');
    await element.updateComplete;
    expect(service.requestsOf('GET', '/sdk/me').length).to.equal(1);
  });

  it('fires what happens inside once, and what happens elsewhere itself', async () => {
    const world = createWorld();
    await world.signIn();
    const inner = Object.assign(document.createElement('paragon-connect'), {
      integration: 'sendgrid',
      inline: true,
    });
    const {heard} = await mount({client: world.client, projectId: ''}, inner);
    await click(inner, 'connect-button');
    const input = await findPart<HTMLInputElement>(inner, 'input');
    input.value = 'right';
    input.dispatchEvent(new Event('input'));
    await click(inner, 'next-button');
    await untilText(inner, 'SendGrid is connected');
    await world.client.uninstallIntegration('sendgrid');
    await untilText(inner, 'Not connected');
    expect(heard.map(({type, target}) => `${type} ${target}`)).to.deep.equal([
      'integration-install paragon-connect',
      'integration-uninstall paragon-provider',
    ]);
  });

  it('warns once with the remedy if something is missing', async () => {
    serve();
    const warnings = await warningsOf(async () => {
      const {heard} = await mount({projectId: ''});
      await until(() => heard.length, 'the event', 5000);
      expect((heard[0]?.detail['error'] as {code: string}).code).to.equal('not_authenticated');
    });
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('project-id');
  });

  it('survives a host that is none', async () => {
    const warnings = await warningsOf(async () => {
      const {element, heard} = await mount({host: 'http://user:secret@x', token: token('alice')});
      await until(() => heard.length, 'the event');
      expect(element.client === undefined).to.equal(true);
    });
    expect(warnings.length).to.equal(1);
  });

  it('gives its texts and colours to the elements inside', async () => {
    const world = createWorld();
    await world.signIn();
    const inner = Object.assign(document.createElement('paragon-connect'), {integration: 'slack'});
    const {element} = await mount(
      {client: world.client, projectId: '', messages: {connect: (name) => `Mit ${name} verbinden`}},
      inner,
    );
    await untilText(inner, 'Mit Slack verbinden');
    element.setAttribute('color-scheme', 'dark');
    expect(getComputedStyle(inner).colorScheme).to.equal('dark');
  });

  it('finds elements that were there before it', async () => {
    const world = createWorld();
    await world.signIn();
    const holder = await fixture<HTMLElement>(html`<div></div>`);
    const late = document.createElement('x-late-provider');
    const inner = Object.assign(document.createElement('paragon-connect'), {integration: 'slack'});
    late.append(inner);
    Object.assign(late, {client: world.client});
    holder.append(late);
    const {ParagonProvider: Base} = await import('./provider.js');
    customElements.define('x-late-provider', class extends Base {});
    await untilText(inner, 'Connect Slack');
    await until(() => !inner.matches(':state(loading)'), 'the client');
  });

  describe('after this tab was sent to a provider', () => {
    const leave = () =>
      sessionStorage.setItem(
        'paragon-elements.install',
        JSON.stringify({
          id: 'attempt-1',
          projectId: PROJECT_ID,
          userId: 'alice',
          integration: 'slack',
          left: Date.now(),
        }),
      );
    afterEach(() => sessionStorage.clear());

    it('finishes the install, once', async () => {
      const {service} = serve();
      const {id: connectCredentialId} = service.install('alice', 'slack');
      service.answer('GET', '/sdk/actions/session-id/attempt-1', () => json({connectCredentialId}));
      leave();
      const {heard} = await mount({token: token('alice')});
      await until(() => heard.length > 1, 'the install');
      expect(heard.map(({type}) => type)).to.deep.equal(['authenticate', 'integration-install']);
      expect(heard[1]?.detail['credentialId']).to.equal(connectCredentialId);
      expect(sessionStorage.length).to.equal(0);
    });

    it('tells if the user has not finished there', async () => {
      const {service} = serve();
      service.answer('GET', '/sdk/actions/session-id/attempt-1', () =>
        json({error: {message: 'The user refused.'}}),
      );
      leave();
      const {heard} = await mount({token: token('alice')});
      await until(() => heard.length > 1, 'the error');
      expect(heard[1]?.type).to.equal('error');
      expect(heard[1]?.detail['stage']).to.equal('oauth');
      expect((heard[1]?.detail['error'] as Error).message).to.equal('The user refused.');
    });
  });
});
