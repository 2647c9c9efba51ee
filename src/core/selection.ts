import {ParagonError} from './errors.js';
import type {Credential, IntegrationState} from './types/user.js';

/** Version 1 to 5; anything else counts as an external id, as in the Paragon SDK. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-5][0-9a-f]{3}-[089ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Finds an account by its id, or by its external id with or without `ext:`. Throws `not_found` if it fits none. */
export function findCredential(credentials: readonly Credential[], selected: string): Credential {
  const found = credentials.find(isMeant(selected));
  if (!found) {
    throw new ParagonError('not_found', `The user has no account "${selected}" of this integration.`);
  }
  return found;
}

/** Tells whether an account or configuration is meant by an id or external id. */
export function isMeant(selected: string): (one: {id: string; externalId?: string}) => boolean {
  const wanted = readId(selected);
  return ({id, externalId}) => (wanted.isExternal ? externalId : id) === wanted.id;
}

/** The chosen account, or without a choice the current one. Throws `not_found` for a choice that fits none. */
export function chosenCredential(
  state: IntegrationState | undefined,
  selected?: string,
): Credential | undefined {
  const credentials = state?.allCredentials ?? [];
  return selected === undefined
    ? credentials.find(({id}) => id === state?.credentialId)
    : findCredential(credentials, selected);
}

/** Tells external ids from ids, and takes the `ext:` away. */
function readId(text: string): {readonly id: string; readonly isExternal: boolean} {
  const trimmed = text.trim();
  return trimmed.startsWith('ext:')
    ? {id: trimmed.slice('ext:'.length), isExternal: true}
    : {id: trimmed, isExternal: !UUID.test(trimmed)};
}
