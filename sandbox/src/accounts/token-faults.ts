import type {Faults} from '../http/faults.js';
import type {OAuthClient} from '../oauth/client.js';
import type {Accounts} from './accounts.js';
import type {FreshTokens} from './fresh-tokens.js';

/** Before a token is used, lets it expire or ends its grant at the provider, as the fault rules say. */
export function withTokenFaults(
  freshTokens: FreshTokens,
  deps: {faults: Faults; accounts: Accounts; oauth: OAuthClient},
): FreshTokens {
  const {faults, accounts, oauth} = deps;
  return async (person, account, integration, rejected) => {
    // After a rejection the same use goes on.
    if (account.tokens === null || account.status === 'INVALID' || rejected !== undefined)
      return freshTokens(person, account, integration, rejected);
    const facts = {integration: integration.type, user: person.userId};
    if (faults.strikes('revoke-token', facts)) {
      const held = await accounts.tokensOf(account);
      if (held && oauth.canRevoke(integration)) await oauth.revoke(integration, held);
    }
    if (!faults.strikes('expire-token', facts)) return freshTokens(person, account, integration);
    await accounts.setValidUntil(account, new Date(Date.now() - 1000));
    return freshTokens(person, await accounts.get(person, account.id), integration);
  };
}
