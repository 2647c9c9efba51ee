import {delay} from './async.js';
import type {TabPort} from './browser.js';
import {isRecord} from './data.js';
import {DEPARTURE_KEY} from './departure.js';
import {ParagonError, isParagonError} from './errors.js';
import {OAuthCancelledError, OAuthStartError} from './install-errors.js';
import {accountOfResult} from './install-account.js';
import {
  CLOSE_GRACE,
  buildOAuth,
  nonceUrl,
  readSessionAnswer,
  sessionPath,
  type OAuthRequest,
  type OAuthWindowDeps,
} from './oauth-window.js';
import type {Credential} from './types/user.js';

/** How long the service waits for the provider's answer, in milliseconds. */
const LIFETIME = 15 * 60_000;

/** What has to be known when the user comes back. */
interface Departure {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly integration: string;
  readonly redirectUrl?: string;
  /** Milliseconds since the epoch. */
  readonly left: number;
}

export interface RedirectDeps extends OAuthWindowDeps {
  getSession():
    | {
        readonly projectId: string;
        readonly userId: string;
        readonly token: string;
        readonly signal: AbortSignal;
      }
    | undefined;
}

/** The page's own tab. */
const ownTab: TabPort = {
  // eslint-disable-next-line no-restricted-globals -- a page that is left remembers nothing else: a random id, nothing of the user
  storage: () => sessionStorage,
  url: () => location.href,
  replaceUrl: (url) => history.replaceState(history.state, '', url),
  leave: (url) => location.assign(url),
};

/** Sends this tab to the provider, and remembers under a random id what for. Rejects if it stays. */
export async function leaveForProvider(
  deps: RedirectDeps,
  request: OAuthRequest,
  signal: AbortSignal,
): Promise<void> {
  const {browser, http, getServiceUrls} = deps;
  const tab = browser.tab ?? ownTab;
  const session = deps.getSession();
  if (!session) throw new OAuthStartError('Nobody is signed in.');
  const id = crypto.randomUUID();
  const [redirectUrl] = await Promise.all([
    buildOAuth(http, request, id, browser.origin(), session.token, signal),
    markBrowser(deps, nonceUrl(getServiceUrls().api, session, request, browser.origin()), signal),
  ]);
  signal.throwIfAborted();
  const {projectId, userId} = session;
  const {integration, redirectUrl: page} = request;
  const departure: Departure = {id, projectId, userId, integration, redirectUrl: page, left: Date.now()};
  try {
    tab.storage().setItem(DEPARTURE_KEY, JSON.stringify(departure));
  } catch (cause) {
    throw new OAuthStartError('This page may not store what it leaves for.', {cause});
  }
  tab.leave(redirectUrl);
}

/**
 * The service finishes a sign-in only in the browser that has loaded its first page. Without a window of its own, that is
 * a request in the background: its cookie counts if the service is on the page's own site, or if the browser lets
 * other sites have cookies.
 */
async function markBrowser({browser}: OAuthWindowDeps, url: string, signal: AbortSignal): Promise<void> {
  await visit(browser, url, signal).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new OAuthStartError("The service's sign-in page did not load. Try again.", {cause});
  });
}

const visit = (browser: OAuthWindowDeps['browser'], url: string, signal?: AbortSignal): Promise<unknown> =>
  browser.fetch(url, {mode: 'no-cors', credentials: 'include', referrerPolicy: 'no-referrer', signal});

/** An account that this tab comes back with. */
export interface Arrival {
  readonly integration: string;
  readonly credential: Credential;
}

/** Asks the service what has become of the sign-in that this tab left for; nothing if it did not leave for one. */
export async function arriveFromProvider(
  deps: RedirectDeps,
  signal?: AbortSignal,
): Promise<Arrival | undefined> {
  const tab = deps.browser.tab ?? ownTab;
  const departure = readDeparture(tab, deps);
  if (!departure) return undefined;
  const {http} = deps;
  const path = sessionPath(departure.id);
  try {
    await passOn(deps, tab, departure, signal);
    const ask = async () => readSessionAnswer(await http.request(path, {signal, share: false}));
    const result = (await ask()) ?? (await delay(CLOSE_GRACE, signal), await ask());
    if (!result) throw new OAuthCancelledError();
    const credential = await accountOfResult(http, result, () => ({}));
    forget(tab);
    http.request(path, {method: 'DELETE', ignoreAnswer: true}).catch(() => undefined);
    return {integration: departure.integration, credential};
  } catch (cause) {
    // What may go better next time is kept for it.
    const mayRepeat =
      isParagonError(cause) &&
      ['network_error', 'timeout', 'service_error', 'unauthorized', 'session_changed'].includes(cause.code);
    if (!mayRepeat && !signal?.aborted) forget(tab);
    throw cause;
  }
}

/** What this tab has left for, if it was this user, and not too long ago. */
function readDeparture(tab: TabPort, {getSession}: RedirectDeps): Departure | undefined {
  const session = getSession();
  const value = readStored(tab);
  if (value === null) return undefined;
  if (
    isDeparture(value) &&
    value.projectId === session?.projectId &&
    value.userId === session.userId &&
    Date.now() - value.left < LIFETIME
  ) {
    return value;
  }
  forget(tab);
  return undefined;
}

function readStored(tab: TabPort): unknown {
  try {
    return JSON.parse(tab.storage().getItem(DEPARTURE_KEY) ?? 'null');
  } catch {
    return null;
  }
}

const isDeparture = (value: unknown): value is Departure =>
  isRecord(value) &&
  ['id', 'projectId', 'userId', 'integration'].every((name) => typeof value[name] === 'string') &&
  typeof value['left'] === 'number';

function forget(tab: TabPort): void {
  try {
    tab.storage().removeItem(DEPARTURE_KEY);
  } catch {
    // Where nothing can be stored, nothing stays.
  }
}

/** If this page is the one that the provider sends its answer to, the service gets the answer from here. */
async function passOn(
  {browser, getServiceUrls}: RedirectDeps,
  tab: TabPort,
  {redirectUrl}: Departure,
  signal?: AbortSignal,
): Promise<void> {
  const url = new URL(tab.url());
  const isAnswer =
    url.searchParams.has('state') && (url.searchParams.has('code') || url.searchParams.has('error'));
  if (!isAnswer || redirectUrl !== url.origin + url.pathname) return;
  await visit(browser, `${getServiceUrls().oauth}/oauth${url.search}`, signal).catch((cause: unknown) => {
    throw new ParagonError('network_error', "The provider's answer could not be passed on.", {cause});
  });
  // A code that is used up does not stay in the address bar.
  tab.replaceUrl(url.origin + url.pathname);
}
