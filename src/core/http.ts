import {abortable, delay} from './async.js';
import type {BrowserPort} from './browser.js';
import {ParagonError, UserNotAuthenticatedError, isParagonError} from './errors.js';
import {errorOfAnswer, isAboutIntegration, parseJson, type ProviderErrorOf} from './http-answers.js';
import type {ServiceUrls} from './service-urls.js';

/** The version of the SDK protocol that we speak; also what `getVersion()` returns. */
export const SDK_VERSION = '2.4.0';

/** Milliseconds after which a try without an answer is given up. */
const TRY_TIMEOUT = 10_000;
const MAX_TRIES = 4;
/** The longest `Retry-After` that is waited for, in milliseconds. */
const MAX_RETRY_AFTER = 30_000;

/** The session that a request belongs to. */
export interface HttpSession {
  readonly projectId: string;
  readonly token: string;
  /** Counts the tokens: a renewal may bring the same one again. */
  readonly tokenNumber: number;
  /** Aborts when another session takes over. */
  readonly signal: AbortSignal;
  /** Gets a fresh token; `false` if there is nowhere to get one from. */
  renew(): Promise<boolean>;
  /** The service no longer accepts the session. */
  reject(error: ParagonError): void;
}

export interface RequestOptions {
  /** Any HTTP method; default `GET`. */
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: BodyInit;
  /** Take the place of the common ones, but for the authorization. `null` leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly service?: keyof ServiceUrls;
  /** `/v2` for the routes that have it. */
  readonly prefix?: string;
  readonly query?: Readonly<Record<string, string | undefined>> | string;
  readonly credentialId?: string;
  readonly configurationId?: string;
  readonly signal?: AbortSignal;
  /** The body of the answer does not matter and may be anything. */
  readonly ignoreAnswer?: boolean;
  /** Reads the answer; default: as JSON. */
  readonly read?: (response: Response) => Promise<unknown>;
  /** Milliseconds that one try may take; default 10 seconds. */
  readonly timeout?: number;
  /** Doing it twice is the same as doing it once. Default: for `GET` and `HEAD`. */
  readonly repeatable?: boolean;
  /** A provider answers through the service, so a refusal may be the provider's. */
  readonly provider?: {
    readonly errorOf: ProviderErrorOf;
    /** Finds out what the refusal means for the session and the accounts. */
    readonly recheck: () => Promise<void>;
  };
  /** Only calls that name the same state of things share an answer; `false` shares with nobody. */
  readonly share?: string | false;
}

export interface HttpDeps {
  readonly browser: Pick<BrowserPort, 'fetch'>;
  /** The service knows `Idempotency-Key`, so that a `POST` may be repeated. */
  readonly idempotencyKeys?: boolean;
  getSession(): HttpSession | undefined;
  getServiceUrls(): ServiceUrls;
}

/** Authorised JSON requests to a project's routes. */
export function createHttp({browser, getSession, getServiceUrls, idempotencyKeys}: HttpDeps) {
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
    const {method = 'GET', rawBody} = options;
    const isKeyed = idempotencyKeys === true && method === 'POST';
    const sent = isKeyed
      ? {...options, headers: {...options.headers, 'Idempotency-Key': crypto.randomUUID()}}
      : options;
    // What has been streamed away cannot be sent again.
    const canRepeat = !(rawBody instanceof ReadableStream);
    const isRepeatable = canRepeat && (options.repeatable ?? (isKeyed || /^(?:GET|HEAD)$/.test(method)));
    let hasRenewed = false;
    for (let attempt = 1; ; attempt++) {
      const {token, tokenNumber} = session;
      try {
        return await tryOnce(session, token, url, sent, callerSignal);
      } catch (error) {
        assertWanted(session, callerSignal);
        if (!isParagonError(error)) throw error;
        if (options.provider && isDoubtful(error)) {
          if (hasRenewed) throw error;
          await abortable(options.provider.recheck(), callerSignal).catch(() => undefined);
          assertWanted(session, callerSignal);
          if (!canRepeat || session.token === token) throw error;
          hasRenewed = true;
          continue;
        }
        if (error.code === 'unauthorized') {
          // Another call may have renewed the token while this one was on its way.
          if (
            !hasRenewed &&
            (session.tokenNumber !== tokenNumber || (await renewed(session, callerSignal)))
          ) {
            hasRenewed = true;
            if (canRepeat) continue;
            throw error;
          }
          assertWanted(session, callerSignal);
          session.reject(error);
          throw error;
        }
        const wait = canRepeat && attempt < MAX_TRIES ? retryDelay(error, attempt, isRepeatable) : undefined;
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
    const {body, rawBody, timeout = TRY_TIMEOUT, read = readJson} = options;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeout);
    try {
      const response = await browser.fetch(url, {
        method: options.method ?? 'GET',
        headers: headersOf(options, token),
        body: rawBody ?? (body === undefined ? undefined : JSON.stringify(body)),
        referrerPolicy: 'no-referrer',
        signal: anySignal(late.signal, session.signal, callerSignal),
        // Browsers ask for it when a body is a stream.
        ...(rawBody instanceof ReadableStream && {duplex: 'half'}),
      });
      if (!response.ok) throw errorOfAnswer(response, await response.text(), options.provider?.errorOf);
      const answer = options.ignoreAnswer ? void (await response.text()) : await read(response);
      // An answer that arrives after its session has ended must not be used.
      if (session.signal.aborted) throw sessionChanged();
      return answer;
    } catch (cause) {
      if (session.signal.aborted) throw sessionChanged();
      if (isParagonError(cause)) throw cause;
      assertWanted(session, callerSignal);
      const where = routeOf(url);
      if (late.signal.aborted) {
        throw new ParagonError('timeout', `${where} did not answer within ${timeout / 1000} seconds.`, {
          cause,
        });
      }
      throw new ParagonError('network_error', `${where} cannot be reached.`, {cause});
    } finally {
      clearTimeout(timer);
    }
  }

  return Object.freeze({request});
}

export type Http = ReturnType<typeof createHttp>;

/** What a call gets whose session ended before the answer came. */
export const sessionChanged = () =>
  new ParagonError('session_changed', 'The user signed out, or changed, before the answer arrived.');

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

/** Which service, and which kind of request: enough to look for the cause, and nothing that is anybody's secret. */
function routeOf(url: string): string {
  const {origin, pathname} = new URL(url);
  return origin + (/\/projects\/[^/]+((?:\/sdk)?\/[^/]+)/.exec(pathname)?.[1] ?? '');
}

/** The user token or the account at the provider: which of them was refused cannot be seen from outside. */
const isDoubtful = (error: ParagonError): boolean =>
  (error.status === 401 || error.status === 403) && !isAboutIntegration(error.serviceCode, error.meta);

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : parseJson(text, response);
}

function headersOf(options: RequestOptions, token: string): Headers {
  const headers = new Headers({
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'X-Paragon-SDK-Version': SDK_VERSION,
  });
  if (options.credentialId) headers.set('X-Paragon-Credential', options.credentialId);
  if (options.configurationId) headers.set('X-Paragon-Configuration-Id', options.configurationId);
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  headers.set('Authorization', `Bearer ${token}`);
  return headers;
}

function anySignal(...signals: (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

function queryString(query: RequestOptions['query']): string {
  if (typeof query === 'string') return query && `?${query}`;
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
