import {atom, readonlyType} from 'nanostores';
import {ParagonError, UserNotAuthenticatedError} from './errors.js';
import {deepFreeze, isRecord} from './data.js';
import type {
  AuthenticatedConnectUser,
  ConnectResource,
  ConnectUser,
  Credential,
  CredentialConfiguration,
  IntegrationState,
} from './types/user.js';

const SIGNED_OUT: ConnectUser = Object.freeze({authenticated: false});

/** The signed-in user with every account. Each change makes a new frozen value; the token is never part of it. */
export function createUserStore() {
  const $user = atom<ConnectUser>(SIGNED_OUT);
  let version = 0;

  /** Takes over an answer of `GET /sdk/me`. */
  function load(me: unknown, userId: string): void {
    $user.set(deepFreeze(readUser(me, userId)));
  }

  function clear(): void {
    $user.set(SIGNED_OUT);
  }

  /** Who is signed in. Throws `UserNotAuthenticatedError` if nobody is. */
  function current(): AuthenticatedConnectUser {
    const user = $user.get();
    if (!user.authenticated) throw new UserNotAuthenticatedError();
    return user;
  }

  const integration = (type: string): IntegrationState | undefined => {
    const user = $user.get();
    return user.authenticated ? user.integrations[type] : undefined;
  };

  function replace(type: string, state: IntegrationState): void {
    const user = $user.get();
    if (!user.authenticated) return;
    version++;
    const integrations = Object.fromEntries([...Object.entries(user.integrations), [type, state]]);
    $user.set(deepFreeze({...user, integrations}));
  }

  /** Adds an account or replaces the one with the same id. A new account becomes the current one. */
  function putCredential(type: string, credential: Credential): void {
    const state = integration(type);
    const credentials = state?.allCredentials ?? [];
    const isKnown = credentials.some(({id}) => id === credential.id);
    const all = isKnown
      ? credentials.map((other) => (other.id === credential.id ? credential : other))
      : [...credentials, credential];
    replace(type, stateOf(all, isKnown ? state?.credentialId : credential.id, state?.credentialConfigId));
  }

  /** Forgets an account. If it was the current one, the first that remains takes its place. */
  function removeCredential(type: string, credentialId: string): void {
    const state = integration(type);
    if (!state) return;
    const all = state.allCredentials.filter(({id}) => id !== credentialId);
    replace(type, stateOf(all, state.credentialId, state.credentialConfigId));
  }

  /** Makes an account, and one of its configurations, the current one. */
  function select(type: string, credentialId: string, configurationId?: string): void {
    const state = integration(type);
    if (state) replace(type, stateOf(state.allCredentials, credentialId, configurationId));
  }

  function mergeMeta(meta: Readonly<Record<string, unknown>>): void {
    const user = $user.get();
    if (!user.authenticated) return;
    version++;
    const merged = Object.fromEntries([
      ...Object.entries(user.meta),
      ...Object.entries(structuredClone(meta)),
    ]);
    $user.set(deepFreeze({...user, meta: merged}));
  }

  return Object.freeze({
    $user: readonlyType($user),
    /** Changes with each change made here: an answer that was asked for before it is out of date. */
    version: () => version,
    load,
    mergeMeta,
    clear,
    current,
    integration,
    putCredential,
    removeCredential,
    select,
  });
}

export type UserStore = ReturnType<typeof createUserStore>;

/** Reads a credential from an answer. Throws `protocol_error` if it is none. */
export function readCredential(value: unknown): Credential {
  if (!isRecord(value) || typeof value['id'] !== 'string' || typeof value['status'] !== 'string') {
    throw new ParagonError('protocol_error', 'The service answered with something else than a credential.');
  }
  const configurations = Array.isArray(value['configurations']) ? value['configurations'] : [];
  return {...value, configurations} as unknown as Credential;
}

function readUser(me: unknown, userId: string): AuthenticatedConnectUser {
  if (!isRecord(me) || !isRecord(me['integrations'])) {
    throw new ParagonError('protocol_error', 'The service answered with something else than a user.');
  }
  const integrations = Object.entries(me['integrations']).map(([type, value]) => {
    const entry = isRecord(value) ? value : {};
    const credentials = Array.isArray(entry['allCredentials'])
      ? entry['allCredentials'].map(readCredential)
      : [];
    const text = (name: string) => (typeof entry[name] === 'string' ? entry[name] : undefined);
    return [type, stateOf(credentials, text('credentialId'), text('credentialConfigId'))] as const;
  });
  return {
    authenticated: true,
    userId,
    integrations: Object.fromEntries(integrations),
    meta: isRecord(me['meta']) ? me['meta'] : {},
    resources: (Array.isArray(me['resources']) ? me['resources'] : []) as ConnectResource[],
  };
}

/** Everything about an integration follows from its accounts and from which of them is the current one. */
function stateOf(
  allCredentials: readonly Credential[],
  credentialId: string | undefined,
  configurationId: string | undefined,
): IntegrationState {
  const allConfigurations = allCredentials.flatMap((credential) => credential.configurations);
  const current = allCredentials.find(({id}) => id === credentialId) ?? allCredentials[0];
  if (!current) {
    return {enabled: false, workflowSettings: {}, configuredWorkflows: {}, allCredentials, allConfigurations};
  }
  const configuration: CredentialConfiguration | undefined =
    current.configurations.find(({id}) => id === configurationId) ??
    current.configurations.find(({isDefault}) => isDefault) ??
    current.configurations[0];
  const workflowSettings = configuration?.workflowSettings ?? {};
  return {
    enabled: current.status === 'VALID',
    credentialId: current.id,
    credentialStatus: current.status,
    providerId: current.providerId,
    providerData: current.providerData,
    credentialConfigId: configuration?.id,
    externalId: configuration?.externalId,
    configMeta: configuration?.configMeta,
    sharedSettings: configuration?.sharedSettings ?? {},
    workflowSettings,
    configuredWorkflows: workflowSettings,
    allCredentials,
    allConfigurations,
  };
}
