import {abortable} from './async.js';
import {browserPort, type BrowserPort} from './browser.js';
import {createDataSources} from './data-sources.js';
import {ParagonError, UserNotAuthenticatedError, toParagonError} from './errors.js';
import {createEvents} from './events.js';
import {createExternalFilePicker} from './external-file-picker.js';
import {SDK_VERSION, createHttp, sessionChanged} from './http.js';
import {createInputSources} from './inputs.js';
import type {InstallFlowDeps} from './install-flow.js';
import {createInstalls} from './installs.js';
import {createIntegrations} from './integrations.js';
import {createLazyCalls, type LazyCalls} from './lazy-calls.js';
import {createLazyInstallFlow} from './lazy-install-flow.js';
import {createLazyPortal} from './lazy-portal.js';
import type {WaitingAttempt} from './oauth-window.js';
import {resolveServiceUrls, type ServiceUrlOverrides, type ServiceUrls} from './service-urls.js';
import {createSession, fetchToken, readToken, type LiveSession} from './session.js';
import type {ParagonClient, TokenSource} from './types/client.js';
import type {PortalView} from './types/install.js';
import {createUserStore} from './user.js';
import {createWebhookUrl} from './webhook-url.js';

/** With the types that say more than the implementation can. */
type LazyMethods = Pick<ParagonClient, keyof LazyCalls['methods'] & keyof ParagonClient>;

export interface ParagonOptions {
  /** Host of an on-premise installation, or a loopback origin such as `http://localhost:4400`. Default: Paragon's cloud. */
  readonly host?: string;
  /** Base URLs of single services, by our names or by those of `configureGlobal()`. They win over the host. */
  readonly services?: Partial<ServiceUrls> & ServiceUrlOverrides;
  /** Used for every request. Default: the page's `fetch`. */
  readonly fetch?: (input: string, init: RequestInit) => Promise<Response>;
  /**
   * Sends an `Idempotency-Key` with each `POST`, so that one whose answer was lost is repeated without being done
   * twice. Only for a service that knows them, such as the sandbox. Default `false`.
   */
  readonly idempotencyKeys?: boolean;
  /** The browser around the client. Default: the page's own. */
  readonly browser?: BrowserPort;
  /** Makes the view in which `connect()` shows the portal. Without it `connect()` shows nothing. */
  readonly createView?: (client: ParagonClient) => PortalView;
}

/**
 * Makes an independent client with a session and stores of its own. Nothing happens until it is used.
 * Throws `invalid_argument` for a host or service URL that is not usable.
 */
export function createParagon(options: ParagonOptions = {}): ParagonClient {
  const port = options.browser ?? browserPort;
  const browser: BrowserPort = options.fetch ? {...port, fetch: options.fetch} : port;
  let urls = resolveServiceUrls(options.host, options.services, options.services);
  let isHeadless = false;
  let isDestroyed = false;
  /** What `authenticate()` was last called with. An earlier call that is still on its way gives up. */
  let latest: {readonly projectId: string; readonly token: TokenSource} | undefined;
  let view: PortalView | undefined;
  let stopWaiting: () => void = () => undefined;

  const getServiceUrls = () => urls;
  const assetUrl = (name: string): string => `${urls.dashboard}/images/${name}.png`;
  const session = createSession();
  const user = createUserStore();
  const integrations = createIntegrations(getServiceUrls);
  const events = createEvents(user.$user.get);
  const http = createHttp({
    browser,
    getServiceUrls,
    getSession: session.current,
    idempotencyKeys: options.idempotencyKeys,
  });
  const dataSources = createDataSources();
  const inputSources = createInputSources(integrations, dataSources);
  /** What the parts that are loaded later work with. */
  const deps = {
    browser,
    http,
    user,
    integrations,
    events,
    dataSources,
    waiting: new Set<WaitingAttempt>(),
    getServiceUrls,
    getSession: session.current,
    assetUrl,
  };

  const portal = createLazyPortal(async () => {
    const {createPortal} = await import('./portal.js');
    return createPortal({
      ...deps,
      isHeadless: () => isHeadless,
      getView: () => (view ??= options.createView?.(client)),
      useDataSources: dataSources.scoped,
    });
  });
  const calls = createLazyCalls(async () => {
    const {createCalls} = await import('./calls.js');
    return createCalls({...deps, reloadUser, refresh, onDestroyed: portal.closeConfiguration});
  }, session.current);

  async function authenticate(
    projectId: string,
    token: TokenSource,
    {metadata, signal}: {metadata?: Record<string, unknown>; signal?: AbortSignal} = {},
  ): Promise<void> {
    if (isDestroyed) throw new ParagonError('invalid_argument', 'The client was destroyed.');
    if (!projectId || !token) {
      throw new ParagonError('invalid_argument', 'authenticate() needs a project id and a user token.');
    }
    if (typeof token === 'string') readToken(token);
    const mine = (latest = {projectId, token});
    stopWaiting();
    const before = session.$state.get();
    if (before.status !== 'signed-in') session.setState({status: 'signing-in', projectId});
    try {
      const first = await abortable(fetchToken(token), signal);
      if (mine !== latest) throw sessionChanged();
      await load(enter(projectId, first, token), signal);
    } catch (cause) {
      const error = toParagonError(cause);
      if (mine === latest) onSignInFailed(projectId, error);
      throw error;
    }
    if (metadata) await calls.call('mergeUserMetadata')(metadata, {signal});
  }

  function onSignInFailed(projectId: string, error: ParagonError): void {
    if (error.code === 'network_error') refreshOnceOnline();
    // What was loaded before stays usable while the service is away, but not once it refuses the token.
    const isSignedIn = user.$user.get().authenticated && error.code !== 'unauthorized';
    // Giving up is no failure; it only leaves nobody signed in.
    if (!isSignedIn && error.code === 'aborted') logout();
    else if (!isSignedIn) session.setState({status: 'failed', projectId, error});
  }

  /** Without a network there is nothing to do but to wait for it. */
  function refreshOnceOnline(): void {
    stopWaiting();
    stopWaiting = browser.onOnline(() => {
      stopWaiting();
      refresh().catch(() => undefined);
    });
  }

  /** Goes on with the session of the token's user. Nothing of another user stays behind. */
  function enter(projectId: string, token: string, source: TokenSource): LiveSession {
    const before = session.current();
    const live = session.begin(projectId, token, source);
    if (live !== before) {
      portal.closePortal();
      user.clear();
      integrations.clear();
      session.setState({status: 'signing-in', projectId});
    }
    return live;
  }

  /** Loads the user alone, for example to see which account has lost its access. */
  async function reloadUser(): Promise<void> {
    const live = session.current();
    for (;;) {
      const version = user.version();
      const me = await http.request('/sdk/me', {share: String(version)});
      if (!live || session.current() !== live) throw sessionChanged();
      if (version !== user.version()) continue;
      return user.load(me, live.userId);
    }
  }

  /** Loads user and integrations side by side and takes them over together. */
  async function load(live: LiveSession, signal?: AbortSignal): Promise<void> {
    for (;;) {
      const version = user.version();
      const [me, records] = await Promise.all([
        http.request('/sdk/me', {signal, share: String(version)}),
        http.request('/sdk/integrations', {signal}),
      ]);
      if (session.current() !== live) throw sessionChanged();
      // An account was connected or removed while the answer was on its way: it does not know that yet.
      if (version !== user.version()) continue;
      integrations.load(records);
      user.load(me, live.userId);
      session.setState({status: 'signed-in', projectId: live.projectId, userId: live.userId});
      return;
    }
  }

  async function refresh({signal}: {signal?: AbortSignal} = {}): Promise<void> {
    if (!latest) throw new UserNotAuthenticatedError();
    const mine = latest;
    const live = session.current();
    if (!live || session.$state.get().status !== 'signed-in') {
      return authenticate(mine.projectId, mine.token, {signal});
    }
    try {
      await load(live, signal);
    } catch (cause) {
      const error = toParagonError(cause);
      if (mine === latest) onSignInFailed(live.projectId, error);
      throw error;
    }
  }

  function logout(): void {
    latest = undefined;
    stopWaiting();
    portal.closePortal();
    session.end();
    user.clear();
    integrations.clear();
  }

  const newFlow = (isAllowed: InstallFlowDeps['isAllowed']) =>
    createLazyInstallFlow(async () => {
      const {createInstallFlow} = await import('./install-flow.js');
      return createInstallFlow({...deps, isAllowed});
    });
  const installs = createInstalls({...deps, loadPortal: portal.load, isHeadless: () => isHeadless});

  // What not every page uses is made at its first use: importing is to cost little.
  let installFlow: ReturnType<typeof createLazyInstallFlow> | undefined;
  let filePicker: ParagonClient['ExternalFilePicker'] | undefined;
  const ownFlow = () => (installFlow ??= newFlow(() => isHeadless));
  const client: ParagonClient = Object.freeze<ParagonClient>({
    $session: session.$state,
    $user: user.$user,
    $integrations: integrations.$integrations,
    $metadata: integrations.$metadata,

    configureGlobal(configuration, overrides) {
      if (!configuration?.host) throw new ParagonError('invalid_argument', 'configureGlobal() needs a host.');
      urls = resolveServiceUrls(configuration.host, {}, overrides);
      logout();
    },
    authenticate,
    refresh,
    logout,
    getUser: () => user.$user.get(),
    hasFeature: user.hasFeature,
    getVersion: () => SDK_VERSION,
    setHeadless(headless) {
      isHeadless = headless;
      if (headless) ownFlow().preload();
    },

    getIntegrationMetadata: integrations.getMetadata,
    getIntegrationConfig: integrations.getConfig,
    getIntegrationId: (type) => integrations.get(type).id,
    getAssetUrl: assetUrl,
    getAccountTypeOptions: integrations.getAccountTypes,
    getPreOptions: integrations.getPreOptions,
    getPostOptions: integrations.getPostOptions,
    getDataSourceOptions: async (type, key) => integrations.getDataSource(type, key),
    getCustomWebhookUserManualUrl: createWebhookUrl({
      user,
      integrations,
      baseUrl: () => urls.events,
      projectId: () => session.current()?.projectId,
    }),

    getSourcesForInput: inputSources.getSourcesForInput,
    getSourcesForActionInput: inputSources.getSourcesForActionInput,
    setDataSources: dataSources.set,
    useDataSources: dataSources.scoped,

    get installFlow() {
      return ownFlow();
    },
    createInstallFlow() {
      const flow = newFlow(() => true);
      flow.preload();
      return flow;
    },
    ...installs,
    ...(calls.methods as LazyMethods),
    connect: portal.connect,
    closePortal: portal.closePortal,
    get ExternalFilePicker() {
      return (filePicker ??= createExternalFilePicker(deps, async () => {
        const {createFilePickers} = await import('./file-pickers/file-picker.js');
        return createFilePickers({...deps, getAccount: calls.methods.getIntegrationAccount});
      }));
    },

    subscribe: events.subscribe,
    unsubscribe: events.unsubscribe,

    destroy() {
      isDestroyed = true;
      logout();
      events.clear();
    },
  });
  return client;
}
