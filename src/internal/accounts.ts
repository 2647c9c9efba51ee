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
    return accounts.filter(
      ({id, externalId}) => id === selectedCredentialId || externalId === selectedCredentialId,
    );
  }
  return externalId ? accounts.filter((account) => account.externalId === externalId) : accounts;
}

/**
 * How to name the account in a call. A product's own name is for a new account only: once that account is there, it is
 * the one to use.
 */
export function targetOptions(accounts: readonly Credential[], target: Target): Target {
  const [account] = targetedAccounts(accounts, target);
  const isTargeted = target.selectedCredentialId || target.externalId;
  if (isTargeted && account) return {selectedCredentialId: account.id, externalId: undefined};
  return {selectedCredentialId: undefined, externalId: target.externalId};
}

/** Trouble with one account is worth more attention than another one that works. */
export const statusOf = (accounts: readonly Credential[]): CredentialStatus | undefined =>
  (['INVALID', 'PENDING', 'VALID'] as const).find((wanted) => accounts.some(({status}) => status === wanted));
