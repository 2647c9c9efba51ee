import type {IncomingHttpHeaders, IncomingMessage} from 'node:http';
import {Readable} from 'node:stream';
import type {Account, Accounts, Values} from '../accounts/accounts.js';
import {setupIncomplete, unreachable, type FreshTokens} from '../accounts/fresh-tokens.js';
import {fill, memberOf} from '../accounts/template.js';
import type {Integration} from '../catalog/schema.js';
import {ApiError, badRequest, errorCodes} from '../errors.js';
import type {Person} from '../users/persons.js';
import {resolveBase} from './base.js';
import {bodyOf, exchange, readAll, type OutgoingBody} from './exchange.js';
import {parseJson, refusalOf} from './refusal.js';
import {isBelow, targetBelow, type Target} from './target.js';

export interface ProxyRequest {
  readonly method: string;
  /** Path below the API's base, with a query or not. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: OutgoingBody;
  readonly signal?: AbortSignal;
}

export interface ProxyAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
  /** What the account holds; none of it belongs into a message. */
  readonly secrets: readonly string[];
}

const SILENCE = 30_000;
const MAX_REDIRECTS = 5;
/** The largest answer that is read as a whole. */
export const MAX_ANSWER = 20_000_000;

/** Requests of apps and of workflows to a provider's API, in the name of an account, and nowhere else. */
export function createProxy(deps: {accounts: Accounts; freshTokens: FreshTokens; outsideUrl: string}) {
  const {accounts, freshTokens, outsideUrl} = deps;

  async function sendAs(
    account: Account,
    token: string | undefined,
    integration: Integration,
    sent: ProxyRequest,
  ) {
    const inputs = await accounts.inputsOf(account);
    const values: Values = {...account.providerData, ...inputs, accessToken: token};
    const base = resolveBase(integration.proxyBase ?? integration.apiBase, values, outsideUrl);
    let target = targetBelow(base, sent.path);
    const headers = withAuthorization(sent, integration, values);
    for (let redirects = 0; ; redirects++) {
      const response = await send(target, {...sent, headers}, integration);
      const next = redirectBelow(base, target, sent.method, response);
      if (!next || redirects === MAX_REDIRECTS) return {response, secrets: secretsOf(integration, values)};
      response.destroy();
      target = next;
    }
  }

  /** Sends a request with an account's authorization. A provider that refuses the request is no error here. */
  async function forward(
    person: Person,
    account: Account,
    integration: Integration,
    sent: ProxyRequest,
  ): Promise<ProxyAnswer> {
    if (account.status === 'PENDING') throw setupIncomplete(integration);
    let held = await freshTokens(person, account, integration);
    for (let isRetry = false; ; isRetry = true) {
      const {response, secrets} = await sendAs(held.account, held.token, integration, sent);
      const {body, isRejected} = await judge(response, integration);
      if (!isRejected) return {status: response.statusCode ?? 502, headers: response.headers, body, secrets};
      body.destroy();
      if (isRetry || held.token === undefined) {
        await accounts.invalidate(held.account);
        throw unreachable(integration);
      }
      held = await freshTokens(person, held.account, integration, held.token);
      if (sent.body && !(sent.body instanceof Uint8Array))
        throw new ApiError(
          409,
          errorCodes.providerFailed,
          `The access to ${integration.name} had ended and was renewed, but the body is too large to be sent twice. Send the request again.`,
          {isIntegrationError: true, integration: integration.type},
        );
    }
  }

  return Object.freeze({
    forward,

    /**
     * The same for workflows: resolves to the parsed body.
     *
     * @throws An `ApiError` with the provider's status when it refuses.
     */
    async request(
      person: Person,
      account: Account,
      integration: Integration,
      asked: {
        path: string;
        method?: string;
        body?: unknown;
        headers?: Readonly<Record<string, string>>;
        signal?: AbortSignal;
      },
    ): Promise<unknown> {
      const {path, method = 'GET', body, headers = {}, signal} = asked;
      const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
      const answer = await forward(person, account, integration, {
        method: method.toUpperCase(),
        path,
        headers: {
          accept: 'application/json',
          ...(body !== undefined && {'content-type': 'application/json'}),
          ...Object.fromEntries(named),
        },
        body:
          body === undefined
            ? undefined
            : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        signal,
      });
      const content = await read(answer.body, integration);
      if (answer.status >= 300) throw refusalOf(integration, answer, content);
      if (!content.length) return undefined;
      const parsed = parseJson(answer.headers['content-type'], content);
      return parsed === undefined ? content.toString('utf8') : parsed;
    },
  });
}

export type Proxy = ReturnType<typeof createProxy>;

/** Reads a whole answer; one that breaks off is no answer. */
export async function read(body: Readable, integration: Integration): Promise<Buffer> {
  try {
    return await readAll(body, MAX_ANSWER);
  } catch (error) {
    throw error instanceof ApiError ? error : notReached(integration, error);
  }
}

async function send(target: Target, sent: ProxyRequest, integration: Integration): Promise<IncomingMessage> {
  try {
    return await exchange(target, {...sent, timeout: SILENCE});
  } catch (error) {
    throw error instanceof ApiError ? error : notReached(integration, error);
  }
}

const notReached = ({name}: Integration, cause: unknown) =>
  new ApiError(
    502,
    errorCodes.providerFailed,
    `${name} cannot be reached or broke its answer off. Try again.`,
    {isIntegrationError: true},
    {cause},
  );

const rejections = new Set<unknown>(['invalid_auth', 'token_revoked', 'token_expired', 'account_inactive']);

/** Does the provider say that it no longer knows the account? Some say it with status 200. */
async function judge(response: IncomingMessage, integration: Integration) {
  const body = bodyOf(response);
  const {okMember} = integration.account;
  if (response.statusCode === 401 || !okMember || response.statusCode !== 200)
    return {body, isRejected: response.statusCode === 401};
  const type = response.headers['content-type'];
  if (!/[/+]json\b/i.test(type ?? '')) return {body, isRejected: false};
  const content = await read(body, integration);
  const parsed = parseJson(type, content);
  const isRejected = memberOf(parsed, okMember) === false && rejections.has(memberOf(parsed, 'error'));
  return {body: Readable.from([content]), isRejected};
}

/** Reading requests are followed as long as they stay below the base; all else goes back to who asked. */
function redirectBelow(
  base: URL,
  from: Target,
  method: string,
  response: IncomingMessage,
): Target | undefined {
  const {statusCode = 0, headers} = response;
  if (![301, 302, 303, 307, 308].includes(statusCode) || !/^(?:GET|HEAD)$/.test(method)) return undefined;
  try {
    const url = new URL(headers.location ?? '', from.url);
    if (!headers.location || !isBelow(base, url)) return undefined;
    return targetBelow(base, url.pathname.slice(base.pathname.replace(/\/+$/, '').length) + url.search);
  } catch {
    return undefined;
  }
}

/** A line break or an exotic character would make a header unsendable; no key has any. */
const headerText = (text: string) => text.replace(/[^\x21-\x7e ]/g, '').trim();

function withAuthorization({headers, body}: ProxyRequest, integration: Integration, values: Values) {
  const own = Object.entries(integration.authHeaders).map(
    ([name, template]) => [name.toLowerCase(), fill(template, values, headerText)] as const,
  );
  const all: Record<string, string> = {...headers, ...Object.fromEntries(own)};
  for (const [name, value] of Object.entries(all)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw badRequest('A header of the request has a name or a value that cannot be sent.');
  }
  return body instanceof Uint8Array ? {...all, 'content-length': String(body.length)} : all;
}

/** What fills the headers that say who a request is from. */
function secretsOf({authHeaders}: Integration, values: Values): string[] {
  const names = Object.values(authHeaders).flatMap((template) =>
    [...template.matchAll(/\{([\w.]+)\}/g)].map(([, name = '']) => name),
  );
  return names
    .map((name) => memberOf(values, name))
    .filter((value) => typeof value === 'string')
    .flatMap((value) => [value, headerText(value)])
    .filter((value) => value.length > 3);
}
