import {setTimeout as sleep} from 'node:timers/promises';
import type {Integration, ProviderRequest} from '../catalog/schema.js';
import {ApiError, badRequest, errorCodes} from '../errors.js';
import {GrantEnded, type OAuthClient} from '../oauth/client.js';
import type {Person} from '../users/persons.js';
import type {Account, Accounts, Values} from './accounts.js';
import {fill, memberOf} from './template.js';

const TIMEOUT = 10_000;
/** An access token that ends within this time is refreshed before it is used. */
const REFRESH_AHEAD = 60_000;

export interface ProviderIdentity {
  readonly providerId: string;
  readonly providerData: Values;
}

/** Requests to the providers' APIs with what an account holds. */
export function createProviderApi(deps: {accounts: Accounts; oauth: OAuthClient; outsideUrl: string}) {
  const {accounts, oauth, outsideUrl} = deps;

  /** Where an API begins, without a slash at the end. */
  function baseOf(template: string, values: Values): string {
    const base = fill(template, values, pathSegment).replace(/\/+$/, '');
    return base.startsWith('/') || base === '' ? outsideUrl + base : base;
  }

  /** Sends a request of the catalogue. `values` fill its template; they are encoded in the path. */
  async function send(
    integration: Integration,
    request: ProviderRequest,
    values: Values,
  ): Promise<{status: number; body: unknown}> {
    const url = baseOf(integration.apiBase, values) + fill(request.path, values, pathSegment);
    try {
      const headers = Object.entries(request.headers ?? integration.authHeaders).map(([name, template]) => [
        name,
        fill(template, values, headerText),
      ]);
      const response = await fetch(url, {
        method: request.method,
        headers: {Accept: 'application/json', ...(Object.fromEntries(headers) as Record<string, string>)},
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const text = await response.text();
      return {status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined};
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

  /** An account with its access token, refreshed if it is about to end. */
  async function withToken(
    person: Person,
    account: Account,
    integration: Integration,
  ): Promise<{account: Account; token: string | undefined}> {
    const deadline = Date.now() + 15_000;
    for (let seen = account; ;) {
      if (seen.status === 'INVALID') throw unreachable(integration);
      const tokens = await accounts.tokensOf(seen);
      if (!tokens) return {account: seen, token: undefined};
      if (!seen.dateValidUntil || seen.dateValidUntil.getTime() - Date.now() > REFRESH_AHEAD)
        return {account: seen, token: tokens.accessToken};
      if (await accounts.beginRefresh(seen)) {
        let fresh;
        try {
          fresh = await oauth.refresh(integration, tokens);
        } catch (error) {
          if (!(error instanceof GrantEnded)) {
            await accounts.endRefresh(seen, undefined, null);
            throw busy(integration, error);
          }
          await accounts.invalidate(seen, {refreshFailed: true});
          throw unreachable(integration);
        }
        await accounts.endRefresh(seen, fresh.tokens, fresh.dateValidUntil);
        // It may be gone by now, or connected anew with other tokens.
        const current = await accounts.get(person, account.id);
        const held = await accounts.tokensOf(current);
        return {account: current, token: held?.accessToken};
      }
      // Somebody else is refreshing it; two refreshes with one token would end the grant.
      if (Date.now() > deadline) throw busy(integration);
      await sleep(50);
      seen = await accounts.get(person, account.id);
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
      const {account: used, token} = await withToken(person, account, integration);
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
      const {account: used, token} = await withToken(person, account, integration);
      const inputs = await accounts.inputsOf(used);
      const {status, body} = await send(integration, request, {...inputs, ...parameters, accessToken: token});
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

const busy = ({name}: Integration, cause?: unknown) =>
  new ApiError(
    502,
    errorCodes.providerFailed,
    `${name} cannot be reached. Try again.`,
    {isIntegrationError: true},
    {cause},
  );

const unreachable = ({name, type}: Integration) =>
  new ApiError(
    400,
    errorCodes.accountUnreachable,
    `The ${name} account can no longer be reached. Connect it again.`,
    {
      isIntegrationError: true,
      integration: type,
    },
  );

/** Nothing that is filled into a path may leave its segment. */
function pathSegment(text: string): string {
  if (/^\.{1,2}$/.test(text)) throw badRequest('A value is not usable as part of an address.');
  return encodeURIComponent(text);
}

/** A line break or an exotic character would make the header unsendable; no key has any. */
const headerText = (text: string) => text.replace(/[^\x21-\x7e ]/g, '').trim();
