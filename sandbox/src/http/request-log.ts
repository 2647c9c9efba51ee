import {randomUUID} from 'node:crypto';
import type {HttpBindings} from '@hono/node-server';
import type {Context, MiddlewareHandler} from 'hono';
import {bearerToken, claimedUser} from '../users/user-tokens.js';
import type {Activity} from './activity.js';
import {isOwnPath} from './own-paths.js';

export type Service = 'paragon' | 'outside';

/** A request as it is listed: its address holds no token, key or code. */
export interface LoggedRequest {
  readonly id: number;
  readonly time: string;
  readonly service: Service;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly user?: string;
}

export interface RequestLog {
  add(request: {
    service: Service;
    method: string;
    /** Path and query. */
    url: string;
    status: number;
    milliseconds: number;
    user?: string;
  }): void;
  /** Oldest first. @param filter `after`: only what came after the request with this id. */
  list(filter?: {user?: string; service?: string; preflights?: boolean; after?: number}): LoggedRequest[];
  /** All but preflights, oldest first: one list that grows. */
  readonly shown: readonly LoggedRequest[];
  /** Id of the oldest request that is kept. */
  readonly first: number | null;
  /** Each log counts its requests anew; this tells one log from another. */
  readonly id: string;
  clear(): void;
}

const CAPACITY = 2000;
/** The only query members that are shown with their values. */
const harmless = new Set([
  'action',
  'integration',
  'integrationId',
  'includeAccountAuth',
  'originForPostMessage',
  'isPreviewMode',
  'user',
  'error',
  'scope',
  'client_id',
  'response_type',
  'limit',
  'cursor',
]);

export function createRequestLog(activity: Activity): RequestLog {
  const entries: LoggedRequest[] = [];
  const shown: LoggedRequest[] = [];
  let count = 0;
  return Object.freeze({
    shown,
    add({service, method, url, status, milliseconds, user}: Parameters<RequestLog['add']>[0]) {
      const time = new Date().toISOString();
      const entry: LoggedRequest = {
        id: ++count,
        time,
        service,
        method,
        path: withoutSecrets(url),
        status,
        milliseconds,
        user,
      };
      entries.push(entry);
      if (method !== 'OPTIONS') shown.push(entry);
      if (entries.length > CAPACITY && entries.shift() === shown[0]) shown.shift();
      activity.changed('requests');
    },
    list({user, service, preflights = false, after = 0}: Parameters<RequestLog['list']>[0] = {}) {
      return entries.filter(
        (entry) =>
          entry.id > after &&
          (preflights || entry.method !== 'OPTIONS') &&
          (user === undefined || entry.user === user) &&
          (service === undefined || entry.service === service),
      );
    },
    get first() {
      return entries[0]?.id ?? null;
    },
    id: randomUUID(),
    clear() {
      entries.length = 0;
      shown.length = 0;
      activity.changed('requests');
    },
  });
}

/** Notes every request but those to the control routes. */
export function logRequests(log: RequestLog, service: Service): MiddlewareHandler {
  return async (c, next) => {
    const started = Date.now();
    const {pathname, search} = new URL(c.req.url);
    const user = claimedUser(bearerToken(c.req.header('Authorization')) ?? c.req.query('userToken'));
    try {
      await next();
    } finally {
      if (!isOwnPath(pathname))
        log.add({
          service,
          method: c.req.method,
          url: pathname + search,
          status: statusOf(c),
          milliseconds: Date.now() - started,
          user,
        });
    }
  };
}

/** Some answers are written past Hono. */
function statusOf(c: Context): number {
  const outgoing = (c.env as Partial<HttpBindings> | undefined)?.outgoing;
  return outgoing?.headersSent ? outgoing.statusCode : c.res.status;
}

export function withoutSecrets(url: string): string {
  const [path = '', query] = url.split('?', 2);
  // The one-time name of a visit to the sign-in pages.
  const safePath = path.replace(/^(\/sign-in\/|\/authorize\/)[^/]+/, '$1…');
  if (!query) return safePath;
  const members = [...new URLSearchParams(query)].map(
    // A name that looks like none may be a value that lacks its name.
    ([name, value]) => `${/^[\w$.[\]-]{1,40}$/.test(name) ? name : '…'}=${harmless.has(name) ? value : '…'}`,
  );
  return `${safePath}?${members.join('&')}`;
}
