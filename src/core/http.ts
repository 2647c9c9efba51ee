import {abortable, delay} from './async.js';
import type {BrowserPort} from './browser.js';
import {ParagonError, UserNotAuthenticatedError, isParagonError, type ParagonErrorCode} from './errors.js';
import {isRecord} from './data.js';
import type {ServiceUrls} from './service-urls.js';

/** The version of the SDK protocol that we speak; also what `getVersion()` returns. */
export const SDK_VERSION = '2.4.0';

/** Milliseconds after which a try without an answer is given up. */
const TRY_TIMEOUT = 10_000;
const MAX_TRIES = 4;
/** The longest `Retry-After` that is waited for, in milliseconds. */
const MAX_RETRY_AFTER = 30_000;

/** Codes of a 401 or 403 that say something about the integration, not about the user's session. */
const NOT_ABOUT_THE_SESSION = new Set(['7210', '7003', '0704']);

/** The session that a request belongs to. */
export interface HttpSession {
  readonly projectId: string;
  readonly token: string;
  /** Aborts when another session takes over. */
  readonly signal: AbortSignal;
  /** Gets a fresh token; `false` if there is nowhere to get one from. */
  renew(): Promise<boolean>;
  /** The service no longer accepts the session. */
  reject(error: ParagonError): void;
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** JSON body. */
  readonly body?: unknown;
  readonly service?: keyof ServiceUrls;
  /** `/v2` for the routes that have it. */
  readonly prefix?: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly credentialId?: string;
  readonly configurationId?: string;
  readonly signal?: AbortSignal;
  /** The body of the answer does not matter and may be anything. */
  readonly ignoreAnswer?: boolean;
  /** Only calls that name the same state of things share an answer; `false` shares with nobody. */
  readonly share?: string | false;
}

export interface HttpDeps {
  readonly browser: Pick<BrowserPort, 'fetch'>;
  getSession(): HttpSession | undefined;
  getServiceUrls(): ServiceUrls;
}

/** Authorised JSON requests to a project's routes. */
export function createHttp({browser, getSession, getServiceUrls}: HttpDeps) {
  const inFlight = new WeakMap<HttpSession, Map<string, Promise<unknown>>>();

  /** Requests below `/projects/{id}`. Answers of a former session are never delivered. */
  async function request(path: string, options: RequestOptions = {}): Promise<unknown> {
    const session = getSession();
    if (!session) throw new UserNotAuthenticatedError();
    const {prefix = '', service = 'api', method = 'GET', signal} = options;
    const url =
      getServiceUrls()[service] + prefix + `/projects/${encodeURIComponent(session.projectId)}` + path;
    const fullUrl = url + queryString(options.query);

    if (method !== 'GET') return perform(session, fullUrl, options, signal);
    // Whoever asks for the same thing while it is on its way gets the same answer; one of them giving up stops
    // nobody else.
    const running = inFlight.get(session) ?? new Map<string, Promise<unknown>>();
    inFlight.set(session, running);
    const {share = '', credentialId = '', configurationId = ''} = options;
    const key = [session.token, fullUrl, credentialId, configurationId, share].join('\n');
    let answer = share === false ? undefined : running.get(key);
    if (!answer) {
      answer = perform(session, fullUrl, options);
      running.set(key, answer);
      const forget = () => void (running.get(key) === answer && running.delete(key));
      answer.then(forget, forget);
    }
    return abortable(answer, signal).catch(rethrowAbort);
  }

  async function perform(
    session: HttpSession,
    url: string,
    options: RequestOptions,
    callerSignal?: AbortSignal,
  ): Promise<unknown> {
    const isRepeatable = (options.method ?? 'GET') === 'GET';
    let hasRenewed = false;
    for (let attempt = 1; ; attempt++) {
      const {token} = session;
      try {
        return await tryOnce(session, token, url, options, callerSignal);
      } catch (error) {
        assertWanted(session, callerSignal);
        if (!isParagonError(error)) throw error;
        if (error.code === 'unauthorized') {
          // Another call may have renewed the token while this one was on its way.
          if (!hasRenewed && (session.token !== token || (await renewed(session, callerSignal)))) {
            hasRenewed = true;
            continue;
          }
          assertWanted(session, callerSignal);
          session.reject(error);
          throw error;
        }
        const wait = attempt < MAX_TRIES ? retryDelay(error, attempt, isRepeatable) : undefined;
        if (wait === undefined) throw error;
        await delay(wait, anySignal(session.signal, callerSignal)).catch(() => undefined);
        assertWanted(session, callerSignal);
      }
    }
  }

  async function tryOnce(
    session: HttpSession,
    token: string,
    url: string,
    options: RequestOptions,
    callerSignal?: AbortSignal,
  ): Promise<unknown> {
    const headers: Record<string, string> = {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'X-Paragon-SDK-Version': SDK_VERSION,
    };
    if (options.credentialId) headers['X-Paragon-Credential'] = options.credentialId;
    if (options.configurationId) headers['X-Paragon-Configuration-Id'] = options.configurationId;
    headers['Authorization'] = `Bearer ${token}`;
    const timeout = AbortSignal.timeout(TRY_TIMEOUT);
    let response: Response;
    let text: string;
    try {
      response = await browser.fetch(url, {
        method: options.method ?? 'GET',
        headers,
        body: options.body === undefined ? undefined : JSON.stringify(options.body),
        referrerPolicy: 'no-referrer',
        signal: anySignal(timeout, session.signal, callerSignal),
      });
      text = await response.text();
    } catch (cause) {
      assertWanted(session, callerSignal);
      const where = new URL(url).origin;
      throw timeout.aborted
        ? new ParagonError('timeout', `${where} did not answer within ${TRY_TIMEOUT / 1000} seconds.`, {
            cause,
          })
        : new ParagonError('network_error', `${where} cannot be reached.`, {cause});
    }
    // An answer that arrives after its session has ended must not be used, however it ends.
    if (session.signal.aborted) throw sessionChanged();
    if (!response.ok) throw errorOfAnswer(response, text);
    if (options.ignoreAnswer || text === '') return undefined;
    return parseJson(text, response);
  }

  return Object.freeze({request});
}

export type Http = ReturnType<typeof createHttp>;

/** What a call gets whose session ended before the answer came. */
export const sessionChanged = () =>
  new ParagonError(
    'session_changed',
    'The user signed out, or another one signed in, before the answer arrived.',
  );

/** Throws if nobody waits for the answer any more. */
function assertWanted(session: HttpSession, callerSignal: AbortSignal | undefined): void {
  if (session.signal.aborted) throw sessionChanged();
  if (callerSignal?.aborted) rethrowAbort(callerSignal.reason);
}

function rethrowAbort(cause: unknown): never {
  throw isParagonError(cause) ? cause : new ParagonError('aborted', 'The call was cancelled.', {cause});
}

/** A token source that hangs must not hold up a call that nobody waits for any more. */
const renewed = (session: HttpSession, callerSignal?: AbortSignal): Promise<boolean> =>
  abortable(session.renew(), anySignal(session.signal, callerSignal)).catch(() => false);

function anySignal(...signals: (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

function queryString(query: RequestOptions['query']): string {
  const given = Object.entries(query ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return given.length ? `?${new URLSearchParams(given).toString()}` : '';
}

/** Milliseconds to wait before the next try; nothing if repeating is not safe or pointless. */
function retryDelay(error: ParagonError, attempt: number, isRepeatable: boolean): number | undefined {
  const told = error.meta?.['retryAfter'];
  // A 429 was refused before anything was done, so any method may be repeated.
  if (error.code === 'rate_limited' || (isRepeatable && error.status === 503)) {
    if (typeof told === 'number') return told <= MAX_RETRY_AFTER ? told : undefined;
  } else if (
    !isRepeatable ||
    (error.code !== 'network_error' && error.status !== 502 && error.status !== 504)
  ) {
    return undefined;
  }
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return (random / 2 ** 32) * 250 * 2 ** attempt;
}

function parseJson(text: string, response: Response): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ParagonError(
      'protocol_error',
      `The service answered ${response.status} with something else than JSON.`,
      {
        status: response.status,
        cause,
      },
    );
  }
}

function errorOfAnswer(response: Response, text: string): ParagonError {
  const {status} = response;
  let body: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (isRecord(parsed)) body = parsed;
  } catch {
    // An HTML page or plain text: what counts is the status.
  }
  const meta = isRecord(body['meta']) ? body['meta'] : {};
  const serviceCode = body['code'] === undefined ? undefined : String(body['code']);
  const isAboutIntegration =
    meta['isIntegrationError'] === true ||
    (serviceCode !== undefined && NOT_ABOUT_THE_SESSION.has(serviceCode));
  const retryAfter = retryAfterMilliseconds(response.headers.get('Retry-After'));
  return new ParagonError(
    codeOfStatus(status, isAboutIntegration),
    messageOfBody(body) ?? `The service answered with status ${status}.`,
    {status, serviceCode, meta: retryAfter === undefined ? meta : {...meta, retryAfter}},
  );
}

function codeOfStatus(status: number, isAboutIntegration: boolean): ParagonErrorCode {
  if (status === 401 && !isAboutIntegration) return 'unauthorized';
  if (status === 403 && !isAboutIntegration) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'service_error' : 'rejected';
}

/** The service's own sentence. A 400 may carry a list of validation results instead. */
function messageOfBody({message}: Record<string, unknown>): string | undefined {
  if (typeof message === 'string' && message) return message;
  if (!Array.isArray(message)) return undefined;
  const sentences = message.flatMap((entry) =>
    isRecord(entry) && isRecord(entry['constraints']) ? Object.values(entry['constraints']) : [entry],
  );
  return sentences.filter((sentence) => typeof sentence === 'string').join(' ') || undefined;
}

/** `Retry-After` is a number of seconds or an HTTP date. */
function retryAfterMilliseconds(header: string | null): number | undefined {
  if (!header) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
