import type {Integration, ProviderRequest} from '../catalog/schema.js';
import {ApiError, badRequest, errorCodes} from '../errors.js';
import {resolveBase} from '../proxy/base.js';
import type {Person} from '../users/persons.js';
import type {Account, Accounts, Values} from './accounts.js';
import {setupIncomplete, unreachable, type FreshTokens} from './fresh-tokens.js';
import {fill, fillDeep, fillQuery, memberOf} from './template.js';

const TIMEOUT = 10_000;
/** More than any answer that the catalogue asks for. Counted when unpacked. */
const MAX_ANSWER = 20_000_000;

export interface ProviderIdentity {
  readonly providerId: string;
  readonly providerData: Values;
}

/** Requests to the providers' APIs with what an account holds. */
export function createProviderApi(deps: {accounts: Accounts; freshTokens: FreshTokens; outsideUrl: string}) {
  const {accounts, freshTokens, outsideUrl} = deps;

  /**
   * Sends a request of the catalogue. The account's `values` fill its templates; `parameters` of a client have no say
   * in where the API is. Both are encoded in the path.
   */
  async function send(
    integration: Integration,
    request: ProviderRequest,
    values: Values,
    parameters: Values = {},
  ): Promise<{status: number; body: unknown}> {
    const base = resolveBase(integration.apiBase, values, outsideUrl).href.replace(/\/+$/, '');
    const all = {...values, ...parameters};
    const url = new URL(base + fillQuery(request.path, all, pathSegment));
    for (const [name, template] of Object.entries(request.query ?? {})) {
      const value = fillQuery(template, all);
      if (value) url.searchParams.set(name, value);
    }
    try {
      const headers = Object.entries(request.headers ?? integration.authHeaders).map(([name, template]) => [
        name,
        fill(template, values, headerText),
      ]);
      const response = await fetch(url, {
        method: request.method,
        headers: {
          Accept: 'application/json',
          ...(request.body && {'Content-Type': 'application/json'}),
          ...(Object.fromEntries(headers) as Record<string, string>),
        },
        body: request.body && JSON.stringify(fillDeep(request.body, all)),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const text = await textOf(response);
      return {status: response.status, body: text ? parse(text, response.ok) : undefined};
    } catch (cause) {
      throw new ApiError(
        502,
        errorCodes.providerFailed,
        'The provider cannot be reached or gave no sensible answer. Try again.',
        {isIntegrationError: true},
        {cause},
      );
    }
  }

  /**
   * A token that the provider takes. With one that it does not, a picker would fail inside of the provider's window,
   * where the page cannot see why.
   */
  async function workingToken(person: Person, account: Account, integration: Integration) {
    let held = await freshTokens(person, account, integration);
    for (let isRetry = false; ; isRetry = true) {
      const values = {...held.account.providerData, ...(await accounts.inputsOf(held.account))};
      const asked = {...values, accessToken: held.token};
      if ((await send(integration, integration.account, asked)).status !== 401) return held;
      if (isRetry || held.token === undefined) {
        await accounts.invalidate(held.account);
        throw unreachable(integration);
      }
      held = await freshTokens(person, held.account, integration, held.token);
    }
  }

  return Object.freeze({
    /** What a file picker in the page needs; nothing for integrations that do not hand it out. */
    async accountAuth(
      person: Person,
      account: Account,
      integration: Integration,
    ): Promise<Record<string, string> | undefined> {
      const {accountAuth} = integration;
      if (!accountAuth) return undefined;
      if (account.status === 'PENDING') throw setupIncomplete(integration);
      const {account: used, token} = await workingToken(person, account, integration);
      const values = {...used.providerData, accessToken: token};
      return Object.fromEntries(
        Object.entries(accountAuth).map(([name, template]) => [name, fill(template, values)]),
      );
    },

    /** Asks the provider whose account this is; wrong credentials are an error that says so. */
    async identify(integration: Integration, values: Values): Promise<ProviderIdentity> {
      const {okMember, providerId, providerData, refusal} = integration.account;
      const {status, body} = await send(integration, integration.account, values);
      if (status >= 500)
        throw new ApiError(
          502,
          errorCodes.providerFailed,
          `${integration.name} has a problem. Try again later.`,
          {isIntegrationError: true},
        );
      if (status >= 400 || (okMember && memberOf(body, okMember) !== true))
        throw new ApiError(400, errorCodes.credentialCheckFailed, refusal, {
          isIntegrationError: true,
          integration: integration.type,
          message: refusal,
        });
      const data = Object.entries(providerData).map(([name, template]) => [name, fill(template, body)]);
      return {providerId: fill(providerId, body), providerData: Object.fromEntries(data) as Values};
    },

    /** A request with an account's token and inputs. An account that the provider no longer accepts becomes invalid. */
    async request(
      person: Person,
      account: Account,
      integration: Integration,
      request: ProviderRequest,
      parameters: Values = {},
    ): Promise<unknown> {
      const {account: used, token} = await freshTokens(person, account, integration);
      const inputs = await accounts.inputsOf(used);
      const {status, body} = await send(
        integration,
        request,
        {...used.providerData, ...inputs, accessToken: token},
        parameters,
      );
      const {okMember} = integration.account;
      const isRefused =
        status === 401 ||
        (okMember && memberOf(body, okMember) === false && memberOf(body, 'error') === 'invalid_auth');
      if (isRefused) {
        await accounts.invalidate(used);
        throw unreachable(integration);
      }
      if (status >= 400)
        throw new ApiError(
          status >= 500 ? 502 : 400,
          errorCodes.providerFailed,
          `${integration.name} answered with status ${status}.`,
          {isIntegrationError: true, status},
        );
      return body;
    },
  });
}

export type ProviderApi = ReturnType<typeof createProviderApi>;

/** A hostile provider could send for ever, or something small that unpacks to something huge. */
async function textOf({body}: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw new Error('The answer is too large.');
    text += decoder.decode(chunk, {stream: true});
  }
  return text + decoder.decode();
}

/** Some refuse in plain text; there the status says enough. */
function parse(text: string, isNeeded: boolean): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (isNeeded) throw error;
    return undefined;
  }
}

/** Nothing that is filled into a path may leave its segment. */
function pathSegment(text: string): string {
  if (/^\s*\.{1,2}\s*$/.test(text) || /[\p{Cc}\p{Cs}]/u.test(text))
    throw badRequest('A value is not usable as part of an address.');
  return encodeURIComponent(text);
}

/** A line break or an exotic character would make the header unsendable; no key has any. */
const headerText = (text: string) => text.replace(/[^\x21-\x7e ]/g, '').trim();
