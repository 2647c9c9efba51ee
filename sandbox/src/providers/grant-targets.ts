import type {Database} from '../db/open.js';
import type {Vault} from '../db/vault.js';
import type {SignInTarget} from './interaction-pages.js';
import {createOidcAdapter} from './oidc-adapter.js';

/** Which store or organisation a grant is for. It ends with the grant. */
export function createGrantTargets(db: Database, vault: Vault) {
  const records = createOidcAdapter(db, vault, async () => undefined)('GrantTarget');
  return Object.freeze({
    remember: (grantId: string, target: SignInTarget) =>
      records.upsert(grantId, {...target, grantId} as never, 91 * 24 * 3600),
    recall: async (grantId: string): Promise<SignInTarget> =>
      ((await records.find(grantId)) as SignInTarget | undefined) ?? {},
  });
}

export type GrantTargets = ReturnType<typeof createGrantTargets>;
