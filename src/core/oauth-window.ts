import {delay} from './async.js';
import {
  closeQuietly,
  openSignInWindow,
  type BrowserPort,
  type ProviderWindow,
  type WindowMessage,
} from './browser.js';
import {isParagonError, toParagonError, type ParagonError} from './errors.js';
import {
  OAuthBlockedError,
  OAuthCancelledError,
  OAuthDeniedError,
  OAuthStartError,
  OAuthTimeoutError,
} from './install-errors.js';
import {isRecord} from './data.js';
import {sessionChanged, type Http} from './http.js';
import type {ServiceUrls} from './service-urls.js';
import type {ProviderWindowState} from './types/install.js';
import {classifyWindow, type WindowVerdict} from './window-classifier.js';

/** How often the window is looked at, in milliseconds. */
const WATCH_INTERVAL = 250;
/** How long a closed window's result may still arrive, in milliseconds. */
export const CLOSE_GRACE = 1500;
/** How often the service is asked for the result of a closed window before it counts as out of reach. */
const LAST_QUESTIONS = 3;
/** How long the service's first page may take to report, in milliseconds. */
const NONCE_TIMEOUT = 15_000;
/** Between two questions for the result, in milliseconds; grows while the user takes time. */
const POLL_MIN = 1000;
const POLL_MAX = 3000;
const DEFAULT_TIMEOUT = 600_000;
/** The longest time that a browser timer can wait. */
const MAX_TIMEOUT = 2 ** 31 - 1;

export interface OAuthRequest {
  /** Type name, such as `slack` or `custom.harborcrm`. */
  readonly integration: string;
  readonly integrationId: string;
  readonly isCustom: boolean;
  /** What the user filled in before. */
  readonly endUserSuppliedValues: unknown;
  /** Parameters of the account type. */
  readonly parameters: unknown;
  readonly installOptions: unknown;
  readonly redirectUrl?: string;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** What came out of a provider window: an account that exists, or what is needed to create it. */
export type OAuthResult =
  {readonly credentialId: string} | {readonly payload: Readonly<Record<string, unknown>>};

export interface OAuthAttempt {
  /** Settles exactly once: with the result or a `ParagonError`. The window is closed then. */
  readonly result: Promise<OAuthResult>;
  /** When the wait ends, in milliseconds since the epoch. */
  readonly deadline: number;
  /** Brings the window to the front; `false` if we no longer hold it. */
  focus(): boolean;
  /** Closes the window and stops waiting. */
  cancel(): void;
}

/** An attempt that waits for its result. */
export interface WaitingAttempt {
  readonly integrationId: string;
  deliver(result: OAuthResult): void;
  deny(error: OAuthDeniedError): void;
}

export interface OAuthWindowDeps {
  readonly browser: BrowserPort;
  readonly http: Http;
  /** Every attempt of this client that waits, so that a page that passes a result on reaches it. */
  readonly waiting: Set<WaitingAttempt>;
  getServiceUrls(): ServiceUrls;
  getSession():
    {readonly projectId: string; readonly token: string; readonly signal: AbortSignal} | undefined;
}

/**
 * Opens a provider window and waits for its result, over whichever channel brings it first: the service's record of
 * the attempt, a message from the window, or the page itself. Opens synchronously, so call it inside the click, or
 * hand over an empty window that was opened there. Throws `OAuthBlockedError` if the browser refuses.
 */
export function openProviderWindow(
  deps: OAuthWindowDeps,
  request: OAuthRequest,
  onWindow: (state: ProviderWindowState) => void,
  emptyWindow?: ProviderWindow,
): OAuthAttempt {
  const {browser, http, getServiceUrls} = deps;
  const session = deps.getSession();
  if (!session) throw new OAuthStartError('Nobody is signed in.');
  // The user has closed it before there was anything to see in it.
  if (emptyWindow?.closed) throw new OAuthCancelledError();
  const attemptId = crypto.randomUUID();
  const url = nonceUrl(getServiceUrls().api, session, request, browser.origin());
  const opened = emptyWindow ?? openSignInWindow(browser, url);
  if (!opened) throw new OAuthBlockedError();
  const popup: ProviderWindow = opened;
  if (emptyWindow) navigate(popup, url);

  const controller = new AbortController();
  const {signal} = controller;
  const timeout = usableTimeout(request.timeout);
  const deadline = Date.now() + timeout;
  const stopTimer = setTimeout(() => controller.abort(new OAuthTimeoutError(timeout)), timeout);
  // A further user's session must not get this one's account.
  const onSessionEnd = () => {
    closeQuietly(popup);
    controller.abort(sessionChanged());
  };
  session.signal.addEventListener('abort', onSessionEnd, {once: true});

  const watch = watchWindow(browser, popup, onWindow, signal);
  const messages = readMessages(browser, popup, getServiceUrls(), signal);
  const entry: WaitingAttempt = {
    integrationId: request.integrationId,
    deliver: messages.deliver,
    deny: messages.deny,
  };
  deps.waiting.add(entry);

  async function run(): Promise<OAuthResult> {
    onWindow('opening');
    const [redirectUrl] = await Promise.race([
      Promise.all([
        buildOAuth(http, request, attemptId, browser.origin(), session?.token ?? '', signal),
        nonceLoaded(),
      ]),
      watch.closed.then(cancelled),
    ]);
    navigate(popup, redirectUrl);
    onWindow('open');
    return await Promise.race([messages.result, pollResult()]);
  }

  async function nonceLoaded(): Promise<void> {
    await Promise.race([
      messages.nonceLoaded,
      delay(NONCE_TIMEOUT, signal).then(() => {
        throw new OAuthStartError("The service's sign-in page did not load. Try again.");
      }),
    ]);
  }

  /**
   * Asks the service again and again. Once the window is closed it asks at once, since what it brought is most often stored
   * by then, and the answer after a short grace is the last one.
   */
  async function pollResult(): Promise<OAuthResult> {
    /** Last questions in a row that the service has not answered. */
    let unanswered = 0;
    for (let wait = POLL_MIN; ; wait = Math.min(wait * 1.1, POLL_MAX)) {
      // What happens while the service is asked counts as well.
      const change = watch.nextChange();
      const isLast = watch.graceLeft() === 0;
      let problem: ParagonError | undefined;
      const answer = await http
        .request(sessionPath(attemptId), {signal, share: false})
        // A question that fails is asked again; only a session that is over ends the wait.
        .catch((error: unknown) => {
          if (signal.aborted || (isParagonError(error) && error.code === 'unauthorized')) throw error;
          problem = toParagonError(error);
          return undefined;
        });
      const result = readSessionAnswer(answer);
      if (result) return result;
      if (isLast && (!problem || problem.code === 'not_found')) return cancelled();
      if (isLast && problem && ++unanswered === LAST_QUESTIONS) throw problem;
      await Promise.race([delay(isLast ? wait : Math.min(wait, watch.graceLeft()), signal), change]);
    }
  }

  const result = Promise.race([run(), rejectOnAbort(signal)])
    .catch((error: unknown) => {
      throw signal.aborted ? toParagonError(signal.reason) : toParagonError(error);
    })
    .finally(() => {
      clearTimeout(stopTimer);
      deps.waiting.delete(entry);
      session.signal.removeEventListener('abort', onSessionEnd);
      if (!signal.aborted) controller.abort();
      closeQuietly(popup);
      onWindow('closed');
      // The service keeps the record for a while; nobody waits for it to be gone.
      http.request(sessionPath(attemptId), {method: 'DELETE', ignoreAnswer: true}).catch(() => undefined);
    });
  // Whoever cancels does not have to listen.
  result.catch(() => undefined);

  return Object.freeze({
    result,
    deadline,
    focus() {
      if (popup.closed) return false;
      popup.focus();
      return true;
    },
    cancel() {
      closeQuietly(popup);
      controller.abort(new DOMException('The install flow was cancelled.', 'AbortError'));
    },
  });
}

/** Anything that is no positive number means the default, and for ever means as long as a timer can. */
const usableTimeout = (wanted: number | undefined): number =>
  wanted !== undefined && wanted > 0 ? Math.min(wanted, MAX_TIMEOUT) : DEFAULT_TIMEOUT;

function cancelled(): never {
  throw new OAuthCancelledError();
}

/** The service's page that marks this browser, so that only it can finish the attempt. The protocol puts the token here. */
export function nonceUrl(
  api: string,
  {projectId, token}: {readonly projectId: string; readonly token: string},
  {integration, integrationId}: OAuthRequest,
  origin: string,
): string {
  const query = new URLSearchParams({
    action: integration,
    integrationId,
    originForPostMessage: origin,
    userToken: token,
  });
  return `${api}/projects/${encodeURIComponent(projectId)}/sdk/actions/oauth-nonce?${query.toString()}`;
}

/** Asks the service where the provider's consent page is. */
export async function buildOAuth(
  http: Http,
  request: OAuthRequest,
  attemptId: string,
  origin: string,
  userToken: string,
  signal: AbortSignal,
): Promise<string> {
  let answer: unknown;
  try {
    answer = await http.request('/sdk/actions/build-oauth', {
      prefix: '/v2',
      query: {
        action: request.isCustom ? 'custom' : request.integration,
        integrationId: request.integrationId,
        endUserSuppliedValues: JSON.stringify(request.endUserSuppliedValues ?? {}),
        parameters: JSON.stringify(request.parameters ?? {}),
        userToken,
        redirectUrl: request.redirectUrl,
        originForPostMessage: origin,
        isPreviewMode: 'false',
        installOptions: JSON.stringify(request.installOptions ?? {}),
        oauthMetaKeyId: attemptId,
      },
      signal,
      share: false,
    });
  } catch (cause) {
    if (!isParagonError(cause) || cause.code === 'aborted' || cause.code === 'unauthorized') throw cause;
    const {status, serviceCode, meta} = cause;
    throw new OAuthStartError(cause.message, {status, serviceCode, meta, cause});
  }
  const url = isRecord(answer) && typeof answer['redirectUrl'] === 'string' ? answer['redirectUrl'] : '';
  // The window is ours: sent to a `javascript:` URL it would run in our page's name.
  if (!/^https?:\/\//i.test(url))
    throw new OAuthStartError("The service did not say where the provider's page is.");
  return url;
}

function navigate(popup: ProviderWindow, url: string): void {
  try {
    popup.location.href = url;
  } catch (cause) {
    throw new OAuthStartError('The sign-in window could not be sent to the provider.', {cause});
  }
}

const rejectOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), {once: true}));

export const sessionPath = (attemptId: string): string => `/sdk/actions/session-id/${attemptId}`;

/** The attempt's record at the service: empty until the provider has answered. */
export function readSessionAnswer(answer: unknown): OAuthResult | undefined {
  if (!isRecord(answer)) return undefined;
  const credentialId = answer['connectCredentialId'];
  if (typeof credentialId === 'string' && credentialId) return {credentialId};
  const error = answer['error'];
  if (isRecord(error)) throw denied(error['message'], error);
  return undefined;
}

export const denied = (message: unknown, response: unknown) =>
  new OAuthDeniedError(
    typeof message === 'string' && message ? message : 'The provider refused the connection.',
    response,
  );

/** Looks at the window until the signal aborts, and wakes whoever waits when something changes. */
function watchWindow(
  browser: BrowserPort,
  popup: ProviderWindow,
  onWindow: (state: ProviderWindowState) => void,
  signal: AbortSignal,
) {
  let verdict: WindowVerdict = 'open';
  /** When the last grace ends; it begins when the window closes. */
  let graceEnd = Infinity;
  let wake: () => void = () => undefined;
  let change = new Promise<void>((resolve) => (wake = resolve));
  let onClosed: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (onClosed = resolve));

  function announce(): void {
    wake();
    change = new Promise((resolve) => (wake = resolve));
  }

  function look(): void {
    const next = classifyWindow(verdict, {isClosed: popup.closed, hasFocus: browser.hasFocus()});
    if (next === verdict) return;
    verdict = next;
    graceEnd = verdict === 'closing' ? performance.now() + CLOSE_GRACE : Infinity;
    if (verdict === 'closing') onClosed();
    else onWindow(verdict);
    announce();
  }

  const timer = setInterval(look, WATCH_INTERVAL);
  // The user is back: most often because the provider is done.
  const stopListening = browser.onFocus(() => {
    look();
    announce();
  });
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    stopListening();
  });
  return {
    closed,
    /** Milliseconds in which a closed window's result may still arrive; without end while it is open. */
    graceLeft: () => Math.max(0, Math.ceil(graceEnd - performance.now())),
    nextChange: () => change,
  };
}

/** Takes messages only from this window and from the service's own origins, in the shapes that the protocol has. */
function readMessages(browser: BrowserPort, popup: ProviderWindow, urls: ServiceUrls, signal: AbortSignal) {
  const origins = new Set([urls.api, urls.oauth].map((url) => new URL(url).origin));
  let onNonce: () => void = () => undefined;
  let onResult: (result: OAuthResult) => void = () => undefined;
  let onDenied: (error: OAuthDeniedError) => void = () => undefined;
  const nonceLoaded = new Promise<void>((resolve) => (onNonce = resolve));
  const result = new Promise<OAuthResult>((resolve, reject) => {
    onResult = resolve;
    onDenied = reject;
  });
  result.catch(() => undefined);

  const stop = browser.onMessage(({source, origin, data}: WindowMessage) => {
    if (source !== popup || !origins.has(origin) || !isRecord(data)) return;
    if (data['type'] === 'oauth-nonce-loaded') {
      onNonce();
    } else if (data['type'] === 'oauth_success_callback' && isRecord(data['credential'])) {
      const {payload} = data['credential'];
      if (isRecord(payload)) onResult({payload});
    } else if (data['type'] === 'oauth_error_callback') {
      const response = data['errorResponse'];
      onDenied(denied(isRecord(response) ? response['message'] : data['error'], response));
    }
  });
  signal.addEventListener('abort', stop);
  return {nonceLoaded, result, deliver: onResult, deny: onDenied};
}
