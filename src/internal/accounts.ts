import {findCredential} from '../core/selection.js';
import type {ConnectUser, Credential, CredentialStatus, InstallOptions} from '../core/types/index.js';

type Target = Pick<InstallOptions, 'selectedCredentialId' | 'externalId'>;

/** The user's accounts of an integration. */
export const accountsOf = (user: ConnectUser, integration: string): readonly Credential[] =>
  user.authenticated && Object.hasOwn(user.integrations, integration)
    ? (user.integrations[integration]?.allCredentials ?? [])
    : [];

/** The accounts that a view is about: the one it was pointed at, else all. */
export function targetedAccounts(
  accounts: readonly Credential[],
  {selectedCredentialId, externalId}: Target,
): readonly Credential[] {
  if (selectedCredentialId) {
    try {
      const account = findCredential(accounts, selectedCredentialId);
      return account ? [account] : [];
    } catch {
      // It is not there; whoever uses it is told so.
      return [];
    }
  }
  return externalId ? accounts.filter((account) => account.externalId === externalId) : accounts;
}

/**
 * How to name the account in a call. A product's own name is for a new account only: once that account is there, it is
 * the one to use. A chosen account that is not there is passed on, so that the call says so.
 */
export function targetOptions(accounts: readonly Credential[], target: Target): Target {
  const {selectedCredentialId, externalId} = target;
  if (selectedCredentialId) return {selectedCredentialId, externalId: undefined};
  const account = externalId ? targetedAccounts(accounts, target)[0] : undefined;
  return account
    ? {selectedCredentialId: account.id, externalId: undefined}
    : {selectedCredentialId: undefined, externalId};
}

/** Trouble with one account is worth more attention than another one that works. */
export const statusOf = (accounts: readonly Credential[]): CredentialStatus | undefined =>
  (['INVALID', 'PENDING', 'VALID'] as const).find((wanted) => accounts.some(({status}) => status === wanted));
