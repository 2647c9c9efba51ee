import {IntegrationNotInstalledError, ParagonError} from './errors.js';
import {findConfiguration} from './install-selection.js';
import {chosenCredential, findCredential, isMeant} from './selection.js';
import type {Credential, CredentialConfiguration, IntegrationState} from './types/user.js';
import type {CredentialConfigOptions} from './types/workflows.js';
import type {UserStore} from './user.js';

/** An account with one of its configurations, as the calls about settings and workflows need them. */
export interface Selection {
  readonly credential: Credential;
  readonly configuration: CredentialConfiguration;
}

/**
 * What a call is about: the chosen account, or the current one; the chosen configuration, or the account's default
 * one. Throws `integration_not_installed`, `not_found`, or `account_not_valid` for an account that cannot be used.
 */
export function chosenConfiguration(
  type: string,
  state: IntegrationState | undefined,
  {selectedCredentialId, selectedConfigurationId}: CredentialConfigOptions,
): Selection {
  if (!state?.allCredentials.length) throw new IntegrationNotInstalledError(type);
  if (selectedConfigurationId !== undefined) {
    const found = findConfiguration(state, selectedConfigurationId, selectedCredentialId);
    assertValid(found.credential);
    return found;
  }
  const credential = chosenCredential(state, selectedCredentialId);
  if (!credential) throw new IntegrationNotInstalledError(type);
  assertValid(credential);
  const configuration =
    credential.configurations.find(({isDefault}) => isDefault) ?? credential.configurations[0];
  if (!configuration) throw new ParagonError('not_found', 'The account has no configuration.');
  return {credential, configuration};
}

/** Throws `account_not_valid` for an account that has to be connected again, or whose set-up is not finished. */
export function assertValid({status}: Credential): void {
  if (status === 'VALID') return;
  throw new ParagonError(
    'account_not_valid',
    status === 'PENDING'
      ? 'The set-up of this account is not finished: answer its post-options first.'
      : 'This account can no longer be reached: connect it again first.',
    {meta: {status}},
  );
}

/**
 * Id of the account that a request names. With a single account there is nothing to choose, so none is named.
 * Throws `not_found` for a choice that fits none.
 */
export function accountToName(state: IntegrationState | undefined, selected?: string): string | undefined {
  const isOneOfSeveral = selected !== undefined || (state?.allCredentials.length ?? 0) > 1;
  return isOneOfSeveral ? chosenCredential(state, selected)?.id : undefined;
}

/**
 * Ids of an account and a configuration of whatever integration. A configuration brings its account along. Throws `not_found` for what is not there.
 */
export function findAnywhere(
  integrations: Readonly<Record<string, IntegrationState>>,
  credential: string | undefined,
  configuration: string | undefined,
): {readonly credentialId?: string; readonly configurationId?: string} {
  if (credential === undefined && configuration === undefined) return {};
  for (const state of Object.values(integrations)) {
    try {
      if (configuration === undefined) {
        return {credentialId: findCredential(state.allCredentials, credential as string).id};
      }
      const found = findConfiguration(state, configuration, credential);
      return {credentialId: found.credential.id, configurationId: found.configuration.id};
    } catch {
      // Perhaps another integration's.
    }
  }
  const what = configuration === undefined ? `account "${credential}"` : `configuration "${configuration}"`;
  throw new ParagonError('not_found', `The user has no ${what}.`);
}

/** The integration of an account, by id or external id. Throws `not_found` if the user has no such account. */
export function typeOfCredential({$user}: UserStore, selected: string): string {
  const user = $user.get();
  for (const [type, {allCredentials}] of Object.entries(user.authenticated ? user.integrations : {})) {
    if (allCredentials.some(isMeant(selected))) return type;
  }
  throw new ParagonError('not_found', `The user has no account "${selected}".`);
}

/** Changes the configurations of an account as the client knows it. */
export function changeConfigurations(
  user: UserStore,
  type: string,
  credentialId: string,
  change: (configurations: readonly CredentialConfiguration[]) => readonly CredentialConfiguration[],
): void {
  const found = user.integration(type)?.allCredentials.find(({id}) => id === credentialId);
  if (found) user.putCredential(type, {...found, configurations: change(found.configurations)});
}
