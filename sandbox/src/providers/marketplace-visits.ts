import type {Database} from '../db/open.js';
import type {Vault} from '../db/vault.js';
import {createOidcAdapter} from './oidc-adapter.js';

/** An install that was begun on the page of a marketplace. */
export interface MarketplaceVisit {
  readonly clientId: string;
  readonly redirectUri: string;
}

const LIFETIME = 15 * 60;

/**
 * Whoever redeems the code of an install has not begun it, and so cannot know a PKCE verifier. Only authorization
 * requests that the marketplace itself has begun do without one, each once.
 */
export function createMarketplaceVisits(db: Database, vault: Vault) {
  const records = createOidcAdapter(db, vault, async () => undefined)('MarketplaceVisit');
  return Object.freeze({
    begin: (state: string, visit: MarketplaceVisit) => records.upsert(state, {...visit}, LIFETIME),

    /** The visit under this state, which is over thereby. */
    async take(state: string): Promise<MarketplaceVisit | undefined> {
      const found = await records.find(state);
      if (!found) return undefined;
      await records.destroy(state);
      return {clientId: String(found['clientId']), redirectUri: String(found['redirectUri'])};
    },
  });
}
