import {setTimeout as sleep} from 'node:timers/promises';
import type {Integration} from '../catalog/schema.js';
import {ApiError, errorCodes} from '../errors.js';
import type {ClientCredentials} from '../oauth/client-credentials.js';
import {GrantEnded, type OAuthClient} from '../oauth/client.js';
import type {Person} from '../users/persons.js';
import type {Account, Accounts} from './accounts.js';

/** An access token that ends within this time is refreshed before it is used. */
const REFRESH_AHEAD = 60_000;
const PATIENCE = 15_000;

/**
 * An account with an access token that can be used now; it is refreshed if it is about to end, or if it is the one that
 * the provider has just rejected. Accounts that are connected by keys have none.
 */
export type FreshTokens = (
  person: Person,
  account: Account,
  integration: Integration,
  rejected?: string,
) => Promise<{account: Account; token: string | undefined}>;

export function createFreshTokens(deps: {
  accounts: Accounts;
  oauth: OAuthClient;
  clientCredentials: ClientCredentials;
}): FreshTokens {
  const {accounts, oauth, clientCredentials} = deps;
  return async (person, account, integration, rejected) => {
    const deadline = Date.now() + PATIENCE;
    for (let seen = account; ;) {
      if (seen.status === 'INVALID') throw unreachable(integration);
      const tokens = await accounts.tokensOf(seen);
      if (!tokens) return {account: seen, token: undefined};
      const endsSoon = seen.dateValidUntil && seen.dateValidUntil.getTime() - Date.now() <= REFRESH_AHEAD;
      if (!endsSoon && tokens.accessToken !== rejected) return {account: seen, token: tokens.accessToken};
      if (await accounts.beginRefresh(seen)) {
        let fresh;
        try {
          fresh = tokens.isOwnClient
            ? await clientCredentials.renew(integration, await accounts.inputsOf(seen))
            : await oauth.refresh(integration, tokens);
        } catch (error) {
          if (!(error instanceof GrantEnded)) {
            await accounts.endRefresh(seen, undefined, null);
            throw error instanceof ApiError ? error : busy(integration, error);
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
  };
}

const busy = ({name}: Integration, cause?: unknown) =>
  new ApiError(
    502,
    errorCodes.providerFailed,
    `${name} cannot be reached. Try again.`,
    {isIntegrationError: true},
    {cause},
  );

/** What is asked after the sign-in has not been answered. */
export const setupIncomplete = ({name, type}: Integration) =>
  new ApiError(400, errorCodes.setupIncomplete, `The ${name} account has to be connected completely first.`, {
    integration: type,
  });

/** The provider no longer accepts what the account holds. */
export const unreachable = ({name, type}: Integration) =>
  new ApiError(
    400,
    errorCodes.accountUnreachable,
    `The ${name} account can no longer be reached. Connect it again.`,
    {isIntegrationError: true, integration: type},
  );
