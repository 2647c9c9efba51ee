import {atom, readonlyType} from 'nanostores';
import {abortable} from './async.js';
import {ParagonError, isParagonError} from './errors.js';
import {isRecord} from './data.js';
import type {HttpSession} from './http.js';
import type {SessionState, TokenSource} from './types/client.js';

/** A token from a function is renewed this long before it expires, or at a tenth of its life if that is shorter. */
const RENEW_AHEAD = 60_000;
/** The longest time that a browser timer can wait. */
const MAX_TIMER = 2 ** 31 - 1;

/** A token source that has not answered by then has failed, in milliseconds. */
const TOKEN_TIMEOUT = 30_000;

interface TokenClaims {
  readonly userId: string;
  /** Milliseconds from its issue to its end. Differences hold whatever this machine's clock says. */
  readonly lifetime?: number;
}

export interface LiveSession extends HttpSession {
  readonly userId: string;
}

interface OwnedSession extends LiveSession {
  /** Uses this token from now on. */
  adopt(token: string, source: TokenSource): void;
  end(): void;
}

/**
 * Who is signed in. Holds the token, in memory only and out of reach of everything but requests. Each sign-in is a
 * session of its own; the former one's signal aborts, so that nothing of it arrives late.
 */
export function createSession() {
  const $state = atom<SessionState>({status: 'signed-out'});
  let live: OwnedSession | undefined;

  /** The same user goes on in the same session with the new token; anyone else's session takes its place. */
  function begin(projectId: string, token: string, source: TokenSource): LiveSession {
    const claims = readToken(token);
    if (live?.projectId === projectId && live.userId === claims.userId) {
      live.adopt(token, source);
      return live;
    }
    live?.end();
    const session = createLiveSession(projectId, claims.userId, (error) => {
      if (live === session) $state.set({status: 'failed', projectId, error});
    });
    session.adopt(token, source);
    live = session;
    return session;
  }

  function end(): void {
    live?.end();
    live = undefined;
    $state.set({status: 'signed-out'});
  }

  return Object.freeze({
    $state: readonlyType($state),
    begin,
    end,
    current: () => live,
    setState: (state: SessionState) => $state.set(state),
  });
}

function createLiveSession(
  projectId: string,
  userId: string,
  reject: (error: ParagonError) => void,
): OwnedSession {
  const controller = new AbortController();
  let token = '';
  let tokenNumber = 0;
  let source: TokenSource = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let renewal: Promise<boolean> | undefined;

  function adopt(newToken: string, newSource: TokenSource): void {
    token = newToken;
    tokenNumber++;
    source = newSource;
    clearTimeout(timer);
    const {lifetime = 0} = readToken(token);
    if (lifetime <= 0 || typeof source === 'string') return;
    const wait = Math.max(lifetime - RENEW_AHEAD, lifetime * 0.9);
    timer = setTimeout(() => void renew().catch(() => undefined), Math.min(wait, MAX_TIMER));
  }

  /** One call of the token function serves all who ask meanwhile. */
  function renew(): Promise<boolean> {
    if (typeof source === 'string' || controller.signal.aborted) return Promise.resolve(false);
    const usedSource = source;
    renewal ??= fetchToken(usedSource)
      .then((fresh) => {
        if (controller.signal.aborted) return false;
        if (readToken(fresh).userId !== userId) {
          throw new ParagonError('invalid_argument', 'The token function returned a token of another user.');
        }
        // Another source has taken over meanwhile, and brought a token of its own.
        if (source === usedSource) adopt(fresh, usedSource);
        return true;
      })
      .finally(() => (renewal = undefined));
    return renewal;
  }

  return {
    projectId,
    userId,
    signal: controller.signal,
    get token() {
      return token;
    },
    get tokenNumber() {
      return tokenNumber;
    },
    adopt,
    renew,
    reject,
    end() {
      clearTimeout(timer);
      controller.abort();
    },
  };
}

/** Gets a token from its source. */
export async function fetchToken(source: TokenSource): Promise<string> {
  if (typeof source === 'string') return source;
  const timeout = AbortSignal.timeout(TOKEN_TIMEOUT);
  try {
    return await abortable(Promise.resolve(source()), timeout);
  } catch (cause) {
    if (timeout.aborted) {
      throw new ParagonError(
        'timeout',
        `The token function did not answer within ${TOKEN_TIMEOUT / 1000} seconds.`,
      );
    }
    if (isParagonError(cause)) throw cause;
    throw new ParagonError('unauthorized', 'The token function failed, so there is no user token.', {cause});
  }
}

/**
 * Reads the payload of a user token. The signature is the service's to check, and so are the times: this machine's
 * clock may be wrong. Throws `invalid_argument` if it is no token.
 */
export function readToken(token: string): TokenClaims {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (char) =>
      char.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isRecord(claims)) {
      const userId = claims['sub'] ?? claims['id'];
      const {iat = Math.floor(Date.now() / 1000), exp} = claims;
      if (userId !== undefined && userId !== '') {
        const hasTimes = typeof iat === 'number' && typeof exp === 'number';
        return {userId: String(userId), lifetime: hasTimes ? (exp - iat) * 1000 : undefined};
      }
    }
  } catch {
    // Falls through to the one error for all that is no token.
  }
  // The token itself must not appear in a message.
  throw new ParagonError('invalid_argument', 'The user token is not a JWT with a "sub" claim.');
}
