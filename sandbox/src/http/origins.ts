import type {MiddlewareHandler} from 'hono';
import {ApiError, errorCodes} from '../errors.js';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

export const isLoopbackHost = (hostname: string) => LOOPBACK.test(hostname);

export interface OriginPolicy {
  /** May pages of this origin use the API? */
  isAllowed(origin: string): boolean;
  /** Is it the sandbox itself? */
  isOwn(origin: string): boolean;
  /** The allowed origins, as a content security policy names them. */
  readonly sources: readonly string[];
  /** The allowed origins one by one; `null` if those on this machine are allowed. */
  readonly listed: readonly string[] | null;
}

/** Without a list, every origin on this machine is allowed. */
export function createOriginPolicy(allowed: readonly string[], own: string): OriginPolicy {
  const isLoopback = (origin: string) => {
    try {
      const url = new URL(origin);
      return url.origin === origin && /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname);
    } catch {
      return false;
    }
  };
  return Object.freeze({
    isAllowed: (origin: string) =>
      origin === own || (allowed.length ? allowed.includes(origin) : isLoopback(origin)),
    isOwn: (origin: string) => origin === own,
    sources: allowed.length
      ? [...allowed, own]
      : ['http://localhost:*', 'http://127.0.0.1:*', ...(isLoopback(own) ? [] : [own])],
    listed: allowed.length ? [...allowed, own] : null,
  });
}

/** An origin as it may be given on the command line. */
export function parseOrigin(text: string): string | undefined {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && (url.origin === text || `${url.origin}/` === text)
      ? url.origin
      : undefined;
  } catch {
    return undefined;
  }
}

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
/** Two hours: the longest that any browser keeps it. */
const MAX_AGE = '7200';

/** Cross-origin rules: by origin, without cookies, and answered before anybody asks for a token. */
export function cors(origins: OriginPolicy): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('Origin');
    const isAllowed = origin !== undefined && origins.isAllowed(origin);
    const wanted = c.req.header('Access-Control-Request-Method');
    if (c.req.method === 'OPTIONS' && origin !== undefined && wanted !== undefined) {
      const headers = new Headers({Vary: 'Origin'});
      if (isAllowed) {
        headers.set('Access-Control-Allow-Origin', origin);
        headers.set('Access-Control-Allow-Methods', METHODS);
        headers.set('Access-Control-Max-Age', MAX_AGE);
        // Apps may send headers of their own through the proxy, so none is refused.
        const names = (c.req.header('Access-Control-Request-Headers') ?? '')
          .split(',')
          .map((name) => name.trim());
        const usable = names.filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name));
        if (usable.length) headers.set('Access-Control-Allow-Headers', usable.join(', '));
      }
      return new Response(null, {status: 204, headers});
    }
    await next();
    c.res.headers.append('Vary', 'Origin');
    if (isAllowed) {
      c.res.headers.set('Access-Control-Allow-Origin', origin);
      c.res.headers.set('Access-Control-Expose-Headers', 'Retry-After');
    }
  };
}

/**
 * A name that resolves to this machine must not let pages of that name in: only loopback names are answered, and the
 * one under which browsers reach the sandbox if it was started with such a name.
 */
export function onlyKnownNames(publicUrl: string): MiddlewareHandler {
  const publicName = new URL(publicUrl).hostname;
  const isKnown = (name: string) => isLoopbackHost(name) || name === publicName;
  return async (c, next) => {
    const {hostname, username, password} = new URL(c.req.url);
    // A request may name a whole address in its first line, and somebody else in its Host.
    const host = c.req.header('Host');
    if (
      !username &&
      !password &&
      isKnown(hostname) &&
      (host === undefined || isKnown(host.replace(/:\d+$/, '')))
    )
      return next();
    const error = new ApiError(
      403,
      errorCodes.forbidden,
      'The sandbox answers under localhost, 127.0.0.1, [::1] and the name of its public address only.',
    );
    return c.json(error.toBody(), 403);
  };
}
