import {expect} from '@open-wc/testing';
import {rejection} from '../../test/helpers/client.js';
import {createFakeBrowser} from '../../test/helpers/fake-browser.js';
import {
  HOST,
  INTEGRATIONS,
  PROJECT_ID,
  createFakeService,
  failure,
  json,
  token,
} from '../../test/helpers/fake-service.js';
import {waitFor} from '../../test/helpers/wait-for.js';
import type {ParagonError} from './errors.js';
import {createParagon} from './paragon.js';
import type {PortalRequest, PortalView} from './types/install.js';

function setup(view?: PortalView) {
  const service = createFakeService();
  const browser = createFakeBrowser(service);
  const client = createParagon({host: HOST, browser: browser.port, createView: view && (() => view)});
  return {service, browser, client};
}

const deferred = <T>() => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return {promise, resolve};
};

describe('authenticate', () => {
  it('loads user and integrations side by side, in one round trip', async () => {
    const {service, client} = setup();
    const first = deferred<Response>();
    service.answer('GET', '/sdk/me', () => first.promise);
    const done = client.authenticate(PROJECT_ID, token('alice'));
    expect(client.$session.get().status).to.equal('signing-in');
    await waitFor(() => service.requests.length === 2);
    first.resolve(json({integrations: {}, meta: {Name: 'Alice'}, resources: []}));
    await done;
    expect(service.requests.map(({path}) => path)).to.deep.equal(['/sdk/me', '/sdk/integrations']);
    expect(client.getUser()).to.deep.include({authenticated: true, userId: 'alice'});
    expect(client.$session.get()).to.deep.equal({
      status: 'signed-in',
      projectId: PROJECT_ID,
      userId: 'alice',
    });
  });

  it('sends what the protocol asks for', async () => {
    const {service, client} = setup();
    await client.authenticate(PROJECT_ID, token('alice'));
    const {headers} = service.requests[0]!;
    expect(headers.get('X-Paragon-SDK-Version')).to.equal('2.4.0');
    expect(headers.get('Authorization')).to.match(/^Bearer ey/);
  });

  it('hands out a frozen user without the token', async () => {
    const {service, client} = setup();
    service.install('alice', 'slack');
    const secret = token('alice');
    await client.authenticate(PROJECT_ID, secret);
    expect(JSON.stringify([client.getUser(), client.$session.get()])).not.to.contain(secret);
    const user = client.getUser();
    expect(user.authenticated && Object.isFrozen(user.integrations['slack']?.allCredentials)).to.equal(true);
  });

  for (const [what, projectId, bad] of [
    ['no project', '', token('alice')],
    ['no token', PROJECT_ID, ''],
    ['no JWT', PROJECT_ID, 'abc'],
    ['a JWT without sub', PROJECT_ID, `a.${btoa('{}')}.c`],
  ] as const) {
    it(`refuses ${what} and leaves the former session alone`, async () => {
      const {client} = setup();
      await client.authenticate(PROJECT_ID, token('alice'));
      expect((await rejection(client.authenticate(projectId, bad))).code).to.equal('invalid_argument');
      expect(client.$session.get().status).to.equal('signed-in');
    });
  }

  it('says so when the service refuses the token, and signs in again on refresh', async () => {
    const {client} = setup();
    let expiresIn = -10;
    const error = await rejection(client.authenticate(PROJECT_ID, () => token('alice', expiresIn)));
    expect([error.code, error.status]).to.deep.equal(['unauthorized', 401]);
    expect(client.$session.get().status).to.equal('failed');
    expect(client.getUser()).to.deep.equal({authenticated: false});
    expiresIn = 600;
    await client.refresh();
    expect(client.$session.get().status).to.equal('signed-in');
  });

  it('signs in by itself when the network is there again, and waits no longer than it has to', async () => {
    const {service, browser, client} = setup();
    service.answer('GET', '/sdk/me', () => Promise.reject(new TypeError('offline')), 4);
    const error = await rejection(client.authenticate(PROJECT_ID, token('alice')));
    expect(error.code).to.equal('network_error');
    expect(error.message).to.match(/\/sdk\/me cannot be reached/);
    expect(browser.listenerCount()).to.equal(1);
    browser.comeOnline();
    await waitFor(() => client.$session.get().status === 'signed-in');
    expect(browser.listenerCount()).to.equal(0);
  });

  it('stops waiting for the network when it is destroyed', async () => {
    const {service, browser, client} = setup();
    service.answer('GET', '/sdk/', () => Promise.reject(new TypeError('offline')), 8);
    await rejection(client.authenticate(PROJECT_ID, token('alice')));
    client.destroy();
    expect(browser.listenerCount()).to.equal(0);
  });

  it('a token that is refused is said by the name of the reference', async () => {
    const {client} = setup();
    const error = await rejection(client.authenticate(PROJECT_ID, token('alice', -10)));
    expect([error.name, error.code, error.status]).to.deep.equal([
      'UserNotAuthenticatedError',
      'unauthorized',
      401,
    ]);
  });

  it('asks once for a fresh token on a 401 and repeats the call', async () => {
    const {service, client} = setup();
    let calls = 0;
    await client.authenticate(PROJECT_ID, () => token('alice', 100 + ++calls));
    service.answer('GET', '/sdk/me', () => failure(401, 'expired'));
    service.answer('GET', '/sdk/integrations', () => failure(401, 'expired'));
    await client.refresh();
    expect(calls, 'both calls shared one renewal').to.equal(2);
    expect(client.$session.get().status).to.equal('signed-in');
  });

  it('asks once also if the fresh token is the one that was refused', async () => {
    const {service, client} = setup();
    let calls = 0;
    const same = token('alice');
    const refuse = () => failure(401, 'expired');
    for (let count = 0; count < 2; count++) service.answer('GET', '/sdk/me', refuse);
    const late = deferred<Response>();
    service.answer('GET', '/sdk/integrations', () => late.promise);
    service.answer('GET', '/sdk/integrations', refuse);
    const failed = rejection(client.authenticate(PROJECT_ID, () => (calls++, same)));
    await waitFor(() => service.requestsOf('GET', '/sdk/me').length === 2, 'the second try');
    late.resolve(refuse());
    expect((await failed).code).to.equal('unauthorized');
    await waitFor(() => service.requestsOf('GET', '/sdk/integrations').length === 2, 'the late one');
    expect(calls, 'the sign-in and one renewal').to.equal(2);
  });

  it('renews a token from a function before it expires', async () => {
    const {client} = setup();
    let calls = 0;
    await client.authenticate(PROJECT_ID, () => token('alice', ++calls === 1 ? 1 : 3600));
    await waitFor(() => calls === 2, 'the renewal', 3000);
    client.destroy();
  });

  it('a failing token function is an error of its own', async () => {
    const {client} = setup();
    const error = await rejection(
      client.authenticate(PROJECT_ID, () => Promise.reject(new Error('backend is down'))),
    );
    expect(error.code).to.equal('unauthorized');
    expect(client.$session.get().status).to.equal('failed');
  });

  it('the later of two users wins, whatever arrives last', async () => {
    const {service, client} = setup();
    service.install('alice', 'slack');
    const slow = deferred<Response>();
    service.answer('GET', '/sdk/me', () => slow.promise);
    const alice = rejection(client.authenticate(PROJECT_ID, token('alice')));
    await waitFor(() => service.requests.length === 2);
    await client.authenticate(PROJECT_ID, token('bob'));
    slow.resolve(json({integrations: {slack: {allCredentials: [service.accountsOf('alice', 'slack')[0]]}}}));
    expect((await alice).code).to.equal('session_changed');
    const user = client.getUser();
    expect(user.authenticated && user.userId).to.equal('bob');
    expect(user.authenticated && user.integrations['slack']?.allCredentials).to.deep.equal([]);
  });

  it('the later of two token functions wins, too', async () => {
    const {client} = setup();
    const slow = deferred<string>();
    const alice = rejection(client.authenticate(PROJECT_ID, () => slow.promise));
    await client.authenticate(PROJECT_ID, token('bob'));
    slow.resolve(token('alice'));
    expect((await alice).code).to.equal('session_changed');
    const user = client.getUser();
    expect(user.authenticated && user.userId).to.equal('bob');
  });

  it('a fresh token of the same user keeps what is going on', async () => {
    const {browser, client} = setup();
    await client.authenticate(PROJECT_ID, token('alice'));
    const flow = client.createInstallFlow();
    flow.start('slack');
    await waitFor(() => browser.windows.length === 1);
    await client.authenticate(PROJECT_ID, token('alice', 7200));
    expect(flow.$state.get().status).to.equal('active');
    expect(browser.latest().closed).to.equal(false);
    client.destroy();
  });

  it('a sign-in that was given up says nothing about the one that replaced it', async () => {
    const {service, client} = setup();
    const slow = deferred<Response>();
    service.answer('GET', '/sdk/me', () => slow.promise);
    const controller = new AbortController();
    const states: string[] = [];
    client.$session.listen(({status}) => void states.push(status));
    const first = rejection(client.authenticate(PROJECT_ID, token('alice'), {signal: controller.signal}));
    await waitFor(() => service.requests.length === 2);
    controller.abort();
    const second = client.authenticate(PROJECT_ID, token('alice', 7200));
    expect((await first).code).to.equal('aborted');
    await second;
    expect(states).not.to.include('failed');
    expect(states.at(-1)).to.equal('signed-in');
  });

  it('a sign-in that was given up leaves nobody signed in, and no failure', async () => {
    const {client} = setup();
    const controller = new AbortController();
    const first = rejection(client.authenticate(PROJECT_ID, token('alice'), {signal: controller.signal}));
    controller.abort();
    await first;
    expect(client.$session.get()).to.deep.equal({status: 'signed-out'});
  });

  it('an answer that is older than an install does not undo it', async () => {
    const {service, client} = setup();
    await client.authenticate(PROJECT_ID, token('alice'));
    const slow = deferred<Response>();
    service.answer('GET', '/sdk/me', () => slow.promise);
    const refreshing = client.refresh();
    const flow = client.createInstallFlow();
    flow.start('sendgrid');
    await waitFor(() => flow.$state.get().status === 'active');
    await flow.setPreOptions({API_KEY: 'right'});
    slow.resolve(json({integrations: {}, meta: {}}));
    await refreshing;
    const user = client.getUser();
    expect(user.authenticated && user.integrations['sendgrid']?.enabled).to.equal(true);
  });

  it('a clock that is wrong causes no stream of renewals', async () => {
    const {client} = setup();
    let calls = 0;
    const original = Date.now;
    Date.now = () => original() + 3_600_000;
    try {
      const late = () => {
        calls++;
        const iat = Math.floor(original() / 1000);
        const encode = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
        return `${encode({alg: 'RS256'})}.${encode({sub: 'alice', iat, exp: iat + 300})}.s`;
      };
      await client.authenticate(PROJECT_ID, late).catch(() => undefined);
      const before = calls;
      await new Promise((resolve) => setTimeout(resolve, 1200));
      expect(calls).to.equal(before);
    } finally {
      Date.now = original;
      client.destroy();
    }
  });

  it('a renewal that is under way does not bring an old token function back', async () => {
    const {service, client} = setup();
    const slow = deferred<string>();
    let oldCalls = 0;
    await client.authenticate(PROJECT_ID, () => (++oldCalls === 1 ? token('alice') : slow.promise));
    service.answer('GET', '/sdk/me', () => failure(401, 'expired'));
    const refreshing = client.refresh();
    await waitFor(() => oldCalls === 2);
    let newCalls = 0;
    await client.authenticate(PROJECT_ID, () => token('alice', 4000 + ++newCalls));
    slow.resolve(token('alice', 5000));
    await refreshing;
    service.answer('GET', '/sdk/me', () => failure(401, 'expired'));
    await client.refresh();
    expect([oldCalls, newCalls]).to.deep.equal([2, 2]);
  });

  it('a token function that hangs holds up no call that was given up', async () => {
    const {service, client} = setup();
    let calls = 0;
    await client.authenticate(PROJECT_ID, () =>
      ++calls === 1 ? token('alice') : new Promise<string>(() => undefined),
    );
    service.answer('POST', '/sdk/actions', () => failure(401, 'expired'));
    const controller = new AbortController();
    const call = rejection(
      client.getFieldOptions({integration: 'jira', action: 'x'}, {signal: controller.signal}),
    );
    await waitFor(() => calls === 2);
    controller.abort();
    expect((await call).code).to.equal('aborted');
  });

  it('sends metadata in the spelling the service knows, and only if it changes anything', async () => {
    const {service, client} = setup();
    await client.authenticate(PROJECT_ID, token('alice'), {metadata: {' name ': 'Alice', plan: 'pro'}});
    expect(service.requestsOf('PATCH', '/sdk/me')[0]?.body).to.deep.equal({
      meta: {Name: 'Alice', plan: 'pro'},
    });
    const user = client.getUser();
    expect(user.authenticated && user.meta).to.deep.equal({Name: 'Alice', plan: 'pro'});
    service.answer('GET', '/sdk/me', () => json({integrations: {}, meta: {Name: 'Alice'}}));
    await client.authenticate(PROJECT_ID, token('alice'), {metadata: {NAME: 'Alice'}});
    expect(service.requestsOf('PATCH', '/sdk/me').length).to.equal(1);
  });

  it('logout leaves nothing behind', async () => {
    const {client} = setup();
    await client.authenticate(PROJECT_ID, token('alice'));
    client.logout();
    expect(client.getUser()).to.deep.equal({authenticated: false});
    expect(client.getIntegrationMetadata()).to.deep.equal([]);
    expect(client.$session.get()).to.deep.equal({status: 'signed-out'});
    expect((await rejection(client.refresh())).name).to.equal('UserNotAuthenticatedError');
  });
});

describe('configureGlobal', () => {
  it('points every call at the other installation and signs the user out', async () => {
    const seen: string[] = [];
    const {service} = setup();
    const client = createParagon({
      fetch: (input, init) => {
        seen.push(new URL(input).origin);
        return service.fetch(input, init);
      },
    });
    await client.authenticate(PROJECT_ID, token('alice'));
    client.configureGlobal({host: 'mycompany.paragon.so'}, {ZEUS_PUBLIC_URL: 'https://api.mycompany.test'});
    expect(client.getUser()).to.deep.equal({authenticated: false});
    await client.authenticate(PROJECT_ID, token('alice'));
    expect([...new Set(seen)]).to.deep.equal(['https://zeus.useparagon.com', 'https://api.mycompany.test']);
    expect(client.getAssetUrl('x')).to.equal('https://dashboard.mycompany.paragon.so/images/x.png');
    expect(() => client.configureGlobal({host: ''})).to.throw(/host/);
  });
});

describe('requests', () => {
  for (const [what, answer, code, tries] of [
    [
      'an HTML page',
      () => new Response('<h1>Sorry</h1>', {headers: {'Content-Type': 'text/html'}}),
      'protocol_error',
      1,
    ],
    ['an HTML 500', () => new Response('<h1>Sorry</h1>', {status: 500}), 'service_error', 1],
    ['a 403', () => failure(403, 'No.'), 'forbidden', 1],
    [
      'a list of validation results',
      () => json({message: [{constraints: {a: 'A.', b: 'B.'}}]}, 400),
      'rejected',
      1,
    ],
    [
      '503 again and again',
      () => new Response('', {status: 503, headers: {'Retry-After': '0'}}),
      'service_error',
      4,
    ],
    [
      '429 with a wait that is too long',
      () => new Response('', {status: 429, headers: {'Retry-After': '3600'}}),
      'rate_limited',
      1,
    ],
    ['a broken connection', () => Promise.reject(new TypeError('Failed to fetch')), 'network_error', 4],
    ['something else than a user', () => json([]), 'protocol_error', 1],
  ] as const) {
    it(`${what} → ${code}`, async () => {
      const {service, client} = setup();
      service.answer('GET', '/sdk/me', answer, 9);
      const error = await rejection(client.authenticate(PROJECT_ID, token('alice')));
      expect(error.code).to.equal(code);
      expect(service.requestsOf('GET', '/sdk/me').length).to.equal(tries);
      const session = client.$session.get();
      expect(session.status === 'failed' && session.error.code).to.equal(code);
    });
  }

  it('survives a service that is busy for a moment', async () => {
    const {service, client} = setup();
    service.answer('GET', '/sdk/me', () => new Response('', {status: 429, headers: {'Retry-After': '0'}}), 2);
    await client.authenticate(PROJECT_ID, token('alice'));
    expect(client.$session.get().status).to.equal('signed-in');
  });

  it('never repeats what may have been done already', async () => {
    const {service, client} = setup();
    await client.authenticate(PROJECT_ID, token('alice'));
    service.answer('POST', '/sdk/actions', () => new Response('', {status: 503}), 9);
    const error = await rejection(client.getFieldOptions({integration: 'jira', action: 'x'}));
    expect(error.code).to.equal('service_error');
    expect(service.requestsOf('POST', '/sdk/actions').length).to.equal(1);
  });

  it('no error carries the token', async () => {
    const {service, client} = setup();
    const secret = token('alice');
    service.answer('GET', '/sdk/me', () => Promise.reject(new TypeError('Failed to fetch')), 9);
    const error = await rejection(client.authenticate(PROJECT_ID, secret));
    expect(
      [error.message, error.stack, JSON.stringify(error.meta), String(error.cause)].join(),
    ).not.to.contain(secret);
  });

  it('an aborted call rejects at once and stops nobody else who asks for the same', async () => {
    const {service, client} = setup();
    await client.authenticate(PROJECT_ID, token('alice'));
    const slow = deferred<Response>();
    service.answer('GET', '/sdk/me', () => slow.promise);
    const controller = new AbortController();
    const impatient = rejection(client.refresh({signal: controller.signal}));
    const patient = client.refresh();
    controller.abort();
    expect((await impatient).code).to.equal('aborted');
    slow.resolve(json({integrations: {}, meta: {}}));
    await patient;
    expect(service.requestsOf('GET', '/sdk/me').length).to.equal(2);
  });

  it('prototype keys in an answer change nothing', async () => {
    const {service, client} = setup();
    const evil =
      '{"integrations":{"__proto__":{"enabled":true,"allCredentials":[]}},"meta":{"__proto__":{"x":1}}}';
    service.answer('GET', '/sdk/me', () => new Response(evil));
    await client.authenticate(PROJECT_ID, token('alice'), {
      metadata: JSON.parse('{"__proto__":{"y":1}}') as object as Record<string, unknown>,
    });
    expect(({} as Record<string, unknown>)['x']).to.equal(undefined);
    expect(({} as Record<string, unknown>)['enabled']).to.equal(undefined);
  });
});

describe('integrations', () => {
  it('lists the active ones in the project’s order, with icons', async () => {
    const {client} = setup();
    expect(client.getIntegrationMetadata()).to.deep.equal([]);
    await client.authenticate(PROJECT_ID, token('alice'));
    const types = client.getIntegrationMetadata().map(({type}) => type);
    expect(types).to.deep.equal([
      'slack',
      'salesforce',
      'shopify',
      'jira',
      'sendgrid',
      'keyed',
      'custom.harborcrm',
      'bare',
    ]);
    expect(client.getIntegrationMetadata('slack').icon).to.equal(`${HOST}/integrations/slack.svg`);
    expect(client.getIntegrationMetadata('custom.harborcrm').icon).to.equal(
      'https://cdn.example.com/harbor.svg',
    );
    expect(() => client.getIntegrationMetadata('asleep')).to.throw(/asleep/);
  });

  it('hands out a list that the page may sort', async () => {
    const {client} = setup();
    await client.authenticate(PROJECT_ID, token('alice'));
    client.getIntegrationMetadata().sort((one, other) => one.name.localeCompare(other.name));
    expect(client.getIntegrationMetadata()[0]?.type).to.equal('slack');
  });

  it('one record that cannot be read does not cost the others', async () => {
    const {service, client} = setup();
    const nameless = {...INTEGRATIONS[0], type: 'custom', name: undefined, customIntegration: {}};
    service.answer('GET', '/sdk/integrations', () => json([nameless, null, 7, INTEGRATIONS[1]]));
    await client.authenticate(PROJECT_ID, token('alice'));
    expect(client.getIntegrationMetadata().map(({type}) => type)).to.deep.equal(['salesforce']);
  });

  it('describes workflows in their order, hidden ones apart', async () => {
    const {service, client} = setup();
    const workflowMeta = {
      b: {id: 'b', order: 2},
      a: {id: 'a', order: 1, infoText: 'First'},
      h: {id: 'h', order: 0, hidden: true},
      p: {id: 'p', order: 3, permissions: {}},
      gone: {id: 'gone', order: 4},
    };
    const entry = {
      ...INTEGRATIONS[0],
      configs: [{values: {description: 'Short', overview: '# Long', sharedMeta: {}, workflowMeta}}],
      workflows: [
        {id: 'a', description: 'A'},
        {id: 'b', description: 'B'},
        {id: 'h', description: 'H'},
      ],
      noPermissionWorkflows: ['p'],
    };
    service.answer('GET', '/sdk/integrations', () => json([entry, {...entry, type: 'empty', configs: []}]));
    await client.authenticate(PROJECT_ID, token('alice'));
    const config = client.getIntegrationConfig('slack');
    expect(config.availableWorkflows.map(({id, description}) => [id, description])).to.deep.equal([
      ['a', 'A'],
      ['b', 'B'],
    ]);
    expect(config.hiddenWorkflows.map(({id}) => id)).to.deep.equal(['h', 'p']);
    expect([config.shortDescription, config.longDescription]).to.deep.equal(['Short', '# Long']);
    expect(config.availableUserSettings).to.deep.equal([]);
    expect(() => client.getIntegrationConfig('empty')).to.throw(/empty/);
  });
});

describe('uninstallIntegration', () => {
  it('disconnects the chosen account; the first that remains becomes the current one, with its own settings', async () => {
    const {service, client} = setup();
    const one = service.install('alice', 'slack', {externalId: 'one'});
    const two = service.install('alice', 'slack', {externalId: 'two'});
    await client.authenticate(PROJECT_ID, token('alice'));
    const origin = {};
    const seen: unknown[] = [];
    client.subscribe(
      'onIntegrationUninstall',
      (event, user, from) => void seen.push([event.integrationType, user.authenticated, from === origin]),
    );
    await client.uninstallIntegration('slack', {selectedCredentialId: 'ext:one', origin});
    expect(
      service.requestsOf('DELETE', '/sdk/integrations')[0]?.headers.get('X-Paragon-Credential'),
    ).to.equal(one.id);
    expect(seen).to.deep.equal([['slack', true, true]]);
    const user = client.getUser();
    const state = user.authenticated ? user.integrations['slack'] : undefined;
    expect(state?.credentialId).to.equal(two.id);
    expect(state?.credentialConfigId).to.equal(two.configurations[0]?.id);
    await client.uninstallIntegration('slack');
    expect((await rejection(client.uninstallIntegration('slack'))).name).to.equal(
      'IntegrationNotInstalledError',
    );
  });

  it('an account that is gone already counts as disconnected; another failure changes nothing', async () => {
    const {service, client} = setup();
    service.install('alice', 'slack');
    await client.authenticate(PROJECT_ID, token('alice'));
    service.answer('DELETE', '/sdk/integrations', () => failure(500, 'No.'));
    expect((await rejection(client.uninstallIntegration('slack'))).code).to.equal('service_error');
    let user = client.getUser();
    expect(user.authenticated && user.integrations['slack']?.enabled).to.equal(true);
    service.answer('DELETE', '/sdk/integrations', () => failure(404, 'Gone.'));
    await client.uninstallIntegration('slack');
    user = client.getUser();
    expect(user.authenticated && user.integrations['slack']?.enabled).to.equal(false);
  });
});

describe('connect', () => {
  function fakeView() {
    const requests: PortalRequest[] = [];
    const view = {
      requests,
      hidden: 0,
      show: (request: PortalRequest) => void requests.push(request),
      hide: () => void view.hidden++,
    };
    return view;
  }

  it('opens the portal, resolves on install, and tells of opening and closing', async () => {
    const view = fakeView();
    const {service, client} = setup(view);
    await client.authenticate(PROJECT_ID, token('alice'));
    const log: string[] = [];
    client.subscribe('onPortalOpen', ({integrationType}) => void log.push(`open ${integrationType}`));
    client.subscribe('onPortalClose', ({integrationType}) => void log.push(`close ${integrationType}`));
    const result = client.connect('sendgrid', {
      onInstall: () => void log.push('install'),
      onOpen: () => void log.push('onOpen'),
      onClose: () => void log.push('onClose'),
    });
    await waitFor(() => log.length === 2);
    const flow = client.createInstallFlow();
    flow.start('sendgrid');
    await waitFor(() => flow.$state.get().status === 'active');
    await flow.setPreOptions({API_KEY: 'right'});
    expect((await result).credentialId).to.equal(service.accountsOf('alice', 'sendgrid')[0]?.id);
    view.requests[0]?.onClosed();
    view.requests[0]?.onClosed();
    expect(log).to.deep.equal(['open sendgrid', 'onOpen', 'install', 'close sendgrid', 'onClose']);
    expect(view.hidden).to.equal(0);
  });

  it('shows one portal at a time; the former call rejects', async () => {
    const view = fakeView();
    const {client} = setup(view);
    await client.authenticate(PROJECT_ID, token('alice'));
    const first = rejection(client.connect('slack'));
    await waitFor(() => view.requests.length === 1);
    const second = rejection(client.connect('jira'));
    expect((await first).code).to.equal('portal_closed');
    await waitFor(() => view.requests.length === 2);
    client.closePortal();
    expect((await second).code).to.equal('portal_closed');
    expect(view.hidden).to.equal(2);
  });

  it('shows the last one that was wanted while its code was on the way, and none that was closed', async () => {
    const view = fakeView();
    const {client} = setup(view);
    await client.authenticate(PROJECT_ID, token('alice'));
    const first = rejection(client.connect('slack'));
    const second = rejection(client.connect('jira'));
    expect((await first).code).to.equal('portal_closed');
    await waitFor(() => view.requests.length > 0);
    expect(view.requests.map(({integration}) => integration)).to.deep.equal(['jira']);
    client.closePortal();
    await second;
    const {client: other} = setup(view);
    await other.authenticate(PROJECT_ID, token('alice'));
    const third = rejection(other.connect('slack'));
    other.closePortal();
    expect((await third).code).to.equal('portal_closed');
    expect(view.requests.length).to.equal(1);
  });

  it('a configuration decides the account; one that is not there is an error', async () => {
    const {service, client} = setup(fakeView());
    service.install('alice', 'slack', {externalId: 'one'});
    const two = service.install('alice', 'slack', {externalId: 'two'});
    await client.authenticate(PROJECT_ID, token('alice'));
    const missing = await rejection(client.connect('slack', {selectedConfigurationId: 'ext:nowhere'}));
    expect(missing.code).to.equal('not_found');
    void client.connect('slack', {selectedConfigurationId: two.configurations[0]?.id});
    const user = client.getUser();
    expect(user.authenticated && user.integrations['slack']?.credentialId).to.equal(two.id);
    const contrary = {selectedCredentialId: 'ext:one', selectedConfigurationId: two.configurations[0]?.id};
    expect((await rejection(client.connect('slack', contrary))).code).to.equal('not_found');
  });

  it('rejects and calls onError when it cannot show anything', async () => {
    const {client} = setup({show: () => Promise.reject(new Error('no document')), hide: () => undefined});
    const errors: string[] = [];
    const onError = (error: ParagonError) => void errors.push(error.name);
    expect((await rejection(client.connect('slack', {onError}))).name).to.equal('UserNotAuthenticatedError');
    await client.authenticate(PROJECT_ID, token('alice'));
    expect((await rejection(client.connect('nowhere', {onError}))).name).to.equal('IntegrationNotFoundError');
    expect((await rejection(client.connect('slack', {onError}))).message).to.equal('no document');
    expect(errors).to.deep.equal(['UserNotAuthenticatedError', 'IntegrationNotFoundError', 'UnknownError']);
  });

  it('nobody has to handle its promise', async () => {
    const {client} = setup(fakeView());
    const unhandled: unknown[] = [];
    const onUnhandled = (event: PromiseRejectionEvent) => void unhandled.push(event.reason);
    window.addEventListener('unhandledrejection', onUnhandled);
    await client.authenticate(PROJECT_ID, token('alice'));
    void client.connect('slack');
    client.closePortal();
    await new Promise((resolve) => setTimeout(resolve, 20));
    window.removeEventListener('unhandledrejection', onUnhandled);
    expect(unhandled).to.deep.equal([]);
  });
});

describe('subscribe', () => {
  it('refuses unknown names and listeners that are no functions', () => {
    const {client} = setup();
    expect(() => client.subscribe('onNothing' as 'onPortalOpen', () => undefined)).to.throw(/onNothing/);
    expect(() => client.subscribe('onPortalOpen', 1 as unknown as () => void)).to.throw(/function/);
  });

  it('a listener that throws stops nobody else', async () => {
    const {service, client} = setup();
    service.install('alice', 'slack');
    await client.authenticate(PROJECT_ID, token('alice'));
    const reported: unknown[] = [];
    const original = globalThis.reportError;
    globalThis.reportError = (error) => void reported.push(error);
    let calls = 0;
    client.subscribe('onIntegrationUninstall', () => {
      throw new Error('mine');
    });
    const listener = () => void calls++;
    client.subscribe('onIntegrationUninstall', listener);
    await client.uninstallIntegration('slack');
    globalThis.reportError = original;
    expect([calls, reported.length]).to.deep.equal([1, 1]);
    expect(client.unsubscribe('onIntegrationUninstall', listener)).to.equal(true);
    expect(client.unsubscribe('onIntegrationUninstall', listener)).to.equal(false);
  });
});
