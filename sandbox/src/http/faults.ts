import {setTimeout as sleep} from 'node:timers/promises';
import type {HttpBindings} from '@hono/node-server';
import type {MiddlewareHandler} from 'hono';
import {z} from 'zod';
import {bearerToken, claimedUser} from '../users/user-tokens.js';
import {isOwnPath} from './own-paths.js';
import type {Service} from './request-log.js';

/** Something that shall go wrong: which requests, how often, and how. */
export const faultRuleSchema = z.strictObject({
  match: z
    .strictObject({
      method: z.string().optional(),
      /** The beginning of the path or any part of it. */
      path: z.string().optional(),
      service: z.enum(['paragon', 'outside']).default('paragon'),
    })
    .default({service: 'paragon'}),
  /** The user whose token is presented. */
  user: z.string().optional(),
  /** How often; left out means until the rule is deleted. */
  times: z.int().positive().optional(),
  /** Milliseconds before the answer. A rule with nothing else lets the request through afterwards. */
  delay: z.int().min(0).max(600_000).optional(),
  status: z.int().min(200).max(599).optional(),
  /** Text, or JSON. */
  body: z.unknown().optional(),
  contentType: z.string().optional(),
  /** Seconds, or an HTTP date. */
  retryAfter: z.union([z.number(), z.string()]).optional(),
  /** Ends the connection without an answer. */
  drop: z.boolean().optional(),
  /** Let the request do its work first, so that only its answer is lost. */
  after: z.boolean().optional(),
});

export type FaultRule = z.output<typeof faultRuleSchema>;
export type StoredFaultRule = FaultRule & {readonly id: number; readonly used: number};

/** What `fetch` rejects with in process, where there is no connection to drop. */
export class ConnectionDropped extends TypeError {
  override readonly name = 'ConnectionDropped';
}

export interface FaultInjector {
  add(rule: FaultRule): StoredFaultRule;
  list(): StoredFaultRule[];
  /** Deletes one rule, or all. */
  remove(id?: number): void;
  middleware(service: Service): MiddlewareHandler;
  /** Ends all delays; whoever still waits gets no answer. */
  stop(): void;
}

export function createFaults(): FaultInjector {
  const rules: (FaultRule & {id: number; used: number})[] = [];
  let count = 0;
  const stopped = new AbortController();

  function take(service: Service, method: string, path: string, user: string | undefined) {
    const rule = rules.find(
      ({match, user: wanted, times, used}) =>
        match.service === service &&
        (!match.method || match.method.toUpperCase() === method) &&
        (!match.path || path.includes(match.path)) &&
        (!wanted || wanted === user) &&
        (times === undefined || used < times),
    );
    if (rule) rule.used++;
    return rule;
  }

  return Object.freeze({
    add(rule: FaultRule) {
      const stored = {...rule, id: ++count, used: 0};
      rules.push(stored);
      return {...stored};
    },
    list: () => rules.map((rule) => ({...rule})),
    remove(id?: number) {
      const kept = id === undefined ? [] : rules.filter((rule) => rule.id !== id);
      rules.splice(0, rules.length, ...kept);
    },
    stop: () => stopped.abort(),
    middleware:
      (service: Service): MiddlewareHandler<{Bindings: HttpBindings}> =>
      async (c, next) => {
        const {method, path} = c.req;
        if (isOwnPath(path) || method === 'OPTIONS') return next();
        const token = bearerToken(c.req.header('Authorization')) ?? c.req.query('userToken');
        const rule = take(service, method, path, claimedUser(token));
        if (!rule) return next();
        if (rule.delay)
          await sleep(rule.delay, undefined, {signal: stopped.signal, ref: false}).catch(() => undefined);
        if (rule.after && !stopped.signal.aborted) await next();
        if (rule.drop || stopped.signal.aborted) {
          const socket = c.env?.incoming?.socket;
          if (!socket) throw new ConnectionDropped('The connection was dropped, as a fault rule asks for.');
          socket.destroy();
          return new Response(null, {status: 500});
        }
        const hasAnswer = rule.status !== undefined || rule.body !== undefined;
        if (!hasAnswer) return rule.after ? undefined : next();
        const answer = answerOf(rule);
        // Once there is an answer, only assigning replaces it.
        if (rule.after) c.res = answer;
        return answer;
      },
  });
}

function answerOf({status = 200, body, contentType, retryAfter}: FaultRule): Response {
  // Says that this is no answer of the service, to tests that judge its answers.
  const headers = new Headers({'Cache-Control': 'no-store', 'X-Sandbox-Fault': 'yes'});
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter));
  const isText = typeof body === 'string';
  headers.set('Content-Type', contentType ?? (isText ? 'text/plain; charset=utf-8' : 'application/json'));
  const withoutBody = status === 204 || status === 205 || status === 304;
  const content = body ?? {
    message: `This failure was asked for: status ${status}.`,
    code: '0599',
    status,
    meta: {},
  };
  return new Response(withoutBody ? null : isText ? body : JSON.stringify(content), {status, headers});
}
