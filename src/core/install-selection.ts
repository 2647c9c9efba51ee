import {ParagonError} from './errors.js';
import {chosenCredential, isMeant} from './selection.js';
import type {Credential, CredentialConfiguration, IntegrationState} from './types/user.js';

/** The id of the account to replace. Throws for an account that is not there and for contradicting options. */
export function checkedSelection(
  state: IntegrationState | undefined,
  {selectedCredentialId, externalId}: {readonly selectedCredentialId?: string; readonly externalId?: string},
): string | undefined {
  if (externalId !== undefined) {
    const problem = !externalId.trim()
      ? 'is blank'
      : selectedCredentialId !== undefined
        ? 'cannot be combined with selectedCredentialId'
        : state?.allCredentials.some((credential) => credential.externalId === externalId)
          ? 'is already used by another account of this integration'
          : undefined;
    if (problem) throw new ParagonError('invalid_argument', `externalId ${problem}.`);
  }
  return selectedCredentialId === undefined ? undefined : chosenCredential(state, selectedCredentialId)?.id;
}

/**
 * Finds a configuration by its id or external id, and with it the account; the account may be given, too. Throws
 * `not_found` if there is none, or if it belongs to another account.
 */
export function findConfiguration(
  state: IntegrationState | undefined,
  selected: string,
  selectedCredentialId?: string,
): {readonly credential: Credential; readonly configuration: CredentialConfiguration} {
  const given =
    selectedCredentialId === undefined ? undefined : chosenCredential(state, selectedCredentialId);
  for (const credential of given ? [given] : (state?.allCredentials ?? [])) {
    const configuration = credential.configurations.find(isMeant(selected));
    if (configuration) return {credential, configuration};
  }
  throw new ParagonError('not_found', `The user has no configuration "${selected}" of this integration.`);
}
