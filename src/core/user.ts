import {atom, readonlyType} from 'nanostores';
import {ParagonError, UserNotAuthenticatedError} from './errors.js';
import {deepFreeze, isRecord, own} from './data.js';
import type {ConnectAddOn} from './names/plans.js';
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
  /** Codes of what the project's plan includes; nothing if the service does not say. */
  let features: readonly unknown[] | undefined;

  /** Takes over an answer of `GET /sdk/me`. */
  function load(me: unknown, userId: string): void {
    const user = deepFreeze(readUser(me, userId));
    features = readFeatures(me);
    $user.set(user);
  }

  function clear(): void {
    features = undefined;
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
    return user.authenticated ? own(user.integrations, type) : undefined;
  };

  /** Changes members of the signed-in user. */
  function change(members: Partial<Pick<AuthenticatedConnectUser, 'integrations' | 'meta'>>): void {
    const user = $user.get();
    if (!user.authenticated) return;
    version++;
    $user.set(deepFreeze({...user, ...members}));
  }

  return Object.freeze({
    $user: readonlyType($user),
    /** Changes with each change made here: an answer that was asked for before it is out of date. */
    version: () => version,
    load,
    clear,
    current,
    integration,
    hasFeature: (feature: ConnectAddOn): boolean => features?.includes(feature) ?? true,
    change,
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

/** Codes of what the project's plan includes. Where the service says nothing of it, nothing is refused. */
function readFeatures(me: unknown): readonly unknown[] | undefined {
  const project = isRecord(me) ? me['project'] : undefined;
  const features = isRecord(project) ? project['accessibleFeatures'] : undefined;
  return Array.isArray(features) ? features : undefined;
}

/** Everything about an integration follows from its accounts and from which of them is the current one. */
export function stateOf(
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
