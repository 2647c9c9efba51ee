import {isMeant} from '../../core/selection.js';
import type {
  ConnectUser,
  Credential,
  CredentialConfiguration,
  InstallOptions,
} from '../../core/types/index.js';
import {accountsOf, targetedAccounts} from '../../internal/accounts.js';

/** What the user has chosen in the portal; what is gone meanwhile does not count. */
export interface Choice {
  readonly credentialId?: string;
  readonly configurationId?: string;
}

/** What the portal shows of an integration. */
export interface Shown {
  readonly accounts: readonly Credential[];
  readonly account: Credential | undefined;
  /** Those of the account to choose from; one alone if the portal was opened for it. */
  readonly configurations: readonly CredentialConfiguration[];
  readonly configuration: CredentialConfiguration | undefined;
}

/**
 * The accounts that the portal was opened for, with the chosen one and its chosen configuration. Without a choice it is
 * the user's current account, and the configuration that the account began with.
 */
export function shownOf(
  user: ConnectUser,
  integration: string,
  options: InstallOptions,
  choice: Choice,
): Shown {
  const fixed = options.selectedConfigurationId ? isMeant(options.selectedConfigurationId) : undefined;
  const targeted = targetedAccounts(accountsOf(user, integration), options);
  const holder = fixed && targeted.find(({configurations}) => configurations.some(fixed));
  const accounts = holder ? [holder] : targeted;
  const byId = (id: string | undefined) => accounts.find((account) => account.id === id);
  const account = byId(choice.credentialId) ?? byId(currentId(user, integration)) ?? accounts[0];
  const all = account?.configurations ?? [];
  const configurations = holder && fixed ? all.filter(fixed) : all;
  const configuration =
    configurations.find(({id}) => id === choice.configurationId) ??
    configurations.find(({isDefault}) => isDefault) ??
    configurations[0];
  return {accounts, account, configurations, configuration};
}

const currentId = (user: ConnectUser, integration: string): string | undefined =>
  user.authenticated && Object.hasOwn(user.integrations, integration)
    ? user.integrations[integration]?.credentialId
    : undefined;
