import type {ServerResponse} from 'node:http';
import {setImmediate as nextTurn, setTimeout as sleep} from 'node:timers/promises';
import type {HttpBindings} from '@hono/node-server';
import type {Context, MiddlewareHandler} from 'hono';
import {bearerToken, claimedUser} from '../users/user-tokens.js';
import {isWithoutBody, type RequestRule} from './fault-rules.js';
import type {Faults, Strike} from './faults.js';
import {isOwnPath} from './own-paths.js';
import type {Service} from './request-log.js';

/** What `fetch` rejects with in process, where there is no connection to drop. */
export class ConnectionDropped extends TypeError {
  override readonly name = 'ConnectionDropped';

  constructor() {
    super('The connection was dropped, as a fault rule asks for.');
  }
}

type Env = {Bindings: HttpBindings};

/** Lets requests go wrong as the rules say. Preflights, the inspector and control routes are never hit. */
export function injectFaults(faults: Faults, service: Service): MiddlewareHandler<Env> {
  return async (c, next) => {
    const {method, path} = c.req;
    if (isOwnPath(path) || method === 'OPTIONS') return next();
    const user = claimedUser(bearerToken(c.req.header('Authorization')) ?? c.req.query('userToken'));
    const strike = faults.strikeRequest({service, method, path, user});
    if (!strike) return next();
    const {rule} = strike;
    const answer = rule.status !== undefined || rule.body !== undefined ? answerOf(rule) : undefined;

    if (rule.after || rule.truncate !== undefined) {
      if (!rule.after) await pause(c, strike);
      if (faults.stopped.aborted) return drop(c);
      await workHeldBack(c, next);
      if (rule.after) await pause(c, strike);
      if (rule.drop || faults.stopped.aborted) return drop(c);
      if (rule.truncate !== undefined) return truncate(c, rule.truncate);
      if (answer) replace(c, answer);
      return;
    }
    const isWaitedFor = await pause(c, strike);
    if (rule.drop || faults.stopped.aborted || !isWaitedFor) return drop(c);
    return answer ?? next();
  };
}

/** @returns Whether somebody still waits for the answer. */
async function pause(c: Context<Env>, {rule, ended}: Strike): Promise<boolean> {
  if (rule.delay) await sleep(rule.delay, undefined, {signal: ended, ref: false}).catch(() => undefined);
  if (!rule.hang) return true;
  const gone = c.req.raw.signal;
  await new Promise<void>((resolve) => {
    const over = AbortSignal.any([ended, gone]);
    if (over.aborted) resolve();
    else over.addEventListener('abort', () => resolve(), {once: true});
  });
  return !gone.aborted;
}

/** Lets the request do its work. What is written past Hono is caught, so that it can still be lost or replaced. */
async function workHeldBack(c: Context<Env>, next: () => Promise<void>): Promise<void> {
  const outgoing = outgoingOf(c);
  if (!outgoing) return next();
  const {write, end} = outgoing;
  const chunks: Buffer[] = [];
  let isWritten = false;
  const hold = (args: readonly unknown[]) => {
    const [chunk, encoding] = args;
    if (typeof chunk === 'string')
      chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    isWritten = true;
    const done = args.find((arg) => typeof arg === 'function');
    if (done) queueMicrotask(done as () => void);
  };
  outgoing.write = (...args: unknown[]) => {
    hold(args);
    return true;
  };
  outgoing.end = (...args: unknown[]) => {
    hold(args);
    return outgoing;
  };
  try {
    await next();
  } finally {
    outgoing.write = write;
    outgoing.end = end;
  }
  if (!isWritten) return;
  const headers = new Headers();
  for (const name of outgoing.getHeaderNames()) {
    for (const value of [outgoing.getHeader(name) ?? []].flat()) headers.append(name, String(value));
    outgoing.removeHeader(name);
  }
  const {statusCode} = outgoing;
  const body = isWithoutBody(statusCode) ? null : Buffer.concat(chunks);
  replace(c, new Response(body, {status: statusCode, headers}));
}

/** Hono would add the headers of the former answer to the new one. */
function replace(c: Context<Env>, answer: Response): void {
  c.res = undefined;
  c.res = answer;
}

function drop(c: Context<Env>): Response {
  const outgoing = outgoingOf(c);
  if (!outgoing) throw new ConnectionDropped();
  outgoing.socket?.destroy();
  return new Response(null, {status: 500});
}

/** Announces the whole answer and sends its beginning. */
async function truncate(c: Context<Env>, length: number): Promise<void> {
  const whole = c.res;
  const bytes = new Uint8Array(await whole.arrayBuffer());
  if (whole.body === null || isWithoutBody(whole.status)) return;
  const headers = new Headers(whole.headers);
  headers.delete('Transfer-Encoding');
  headers.set('Content-Length', String(bytes.length));
  const isWhole = length >= bytes.length;
  const outgoing = outgoingOf(c);
  let isSent = length === 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!isSent) {
          isSent = true;
          return controller.enqueue(bytes.subarray(0, length));
        }
        if (isWhole) return controller.close();
        if (!outgoing) return controller.error(new ConnectionDropped());
        // What was pulled before is on its way only when the answer has begun.
        while (!outgoing.headersSent && !outgoing.destroyed) await nextTurn();
        await nextTurn();
        outgoing.socket?.destroySoon();
      },
    },
    {highWaterMark: 0},
  );
  replace(c, new Response(body, {status: whole.status, headers}));
}

const outgoingOf = (c: Context<Env>) =>
  (c.env as Partial<HttpBindings> | undefined)?.outgoing as ServerResponse | undefined;

function answerOf({status = 200, body, contentType, retryAfter}: RequestRule): Response {
  // Says that this is no answer of the service, to tests that judge its answers. Whatever its body is, it is no page.
  const headers = new Headers({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'X-Frame-Options': 'DENY',
    'X-Sandbox-Fault': 'yes',
  });
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter));
  if (isWithoutBody(status)) return new Response(null, {status, headers});
  const content = body ?? {
    message: `This failure was asked for: status ${status}.`,
    code: '0599',
    status,
    meta: {},
  };
  const isText = typeof content === 'string';
  headers.set('Content-Type', contentType ?? (isText ? 'text/plain; charset=utf-8' : 'application/json'));
  return new Response(isText ? content : JSON.stringify(content), {status, headers});
}
