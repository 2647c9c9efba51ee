import type {Credential, IntegrationState} from './types/user.js';
import {stateOf, type UserStore} from './user.js';

function replace(user: UserStore, type: string, state: IntegrationState): void {
  const {integrations} = user.current();
  user.change({integrations: withMember(integrations, type, state)});
}

/** Adds an account or replaces the one with the same id. A new account becomes the current one. */
export function putCredential(user: UserStore, type: string, credential: Credential): void {
  if (!user.$user.get().authenticated) return;
  const state = user.integration(type);
  const credentials = state?.allCredentials ?? [];
  const isKnown = credentials.some(({id}) => id === credential.id);
  const all = isKnown
    ? credentials.map((other) => (other.id === credential.id ? credential : other))
    : [...credentials, credential];
  const current = isKnown ? state?.credentialId : credential.id;
  replace(user, type, stateOf(all, current, state?.credentialConfigId));
}

/** Forgets an account. If it was the current one, the first that remains takes its place. */
export function removeCredential(user: UserStore, type: string, credentialId: string): void {
  const state = user.integration(type);
  if (!state) return;
  const all = state.allCredentials.filter(({id}) => id !== credentialId);
  replace(user, type, stateOf(all, state.credentialId, state.credentialConfigId));
}

/** Makes an account, and one of its configurations, the current one. */
export function selectCredential(
  user: UserStore,
  type: string,
  credentialId: string,
  configurationId?: string,
): void {
  const state = user.integration(type);
  if (state) replace(user, type, stateOf(state.allCredentials, credentialId, configurationId));
}

/** Adds to what the page knows of its user. */
export function mergeMeta(user: UserStore, meta: Readonly<Record<string, unknown>>): void {
  const current = user.$user.get();
  if (!current.authenticated) return;
  user.change({
    meta: Object.fromEntries([...Object.entries(current.meta), ...Object.entries(structuredClone(meta))]),
  });
}

/** A key may have any name. */
const withMember = <T>(members: Readonly<Record<string, T>>, key: string, value: T): Record<string, T> =>
  Object.fromEntries([...Object.entries(members), [key, value]]);
