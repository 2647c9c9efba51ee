import type {CredentialStatus} from '../names/states.js';

export type {CredentialStatus};

/** A value of a user setting or of an install input, by the input's type. */
export type ConnectInputValue =
  string | number | boolean | undefined | {readonly [key: string]: unknown} | readonly unknown[];

/** Whether a workflow is on for a configuration, and what the user has set for it. */
export interface WorkflowState {
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, ConnectInputValue>>;
}

/** User settings and enabled workflows of one account. An account has a default one and any number more. */
export interface CredentialConfiguration {
  readonly id: string;
  readonly connectCredentialId: string;
  readonly isDefault: boolean;
  readonly externalId?: string;
  readonly configMeta: Readonly<Record<string, unknown>>;
  readonly sharedSettings: Readonly<Record<string, ConnectInputValue>>;
  readonly workflowSettings: Readonly<Record<string, WorkflowState>>;
  /** ISO 8601. */
  readonly dateCreated: string;
  /** ISO 8601. */
  readonly dateUpdated: string;
}

/** One connected account of the user. */
export interface Credential {
  readonly id: string;
  readonly projectId: string;
  readonly integrationId: string;
  readonly personaId: string;
  readonly status: CredentialStatus;
  /** The product's own name for the account, given at install time. */
  readonly externalId?: string;
  /** The account's id at the provider. */
  readonly providerId?: string;
  readonly providerData?: Readonly<Record<string, unknown>>;
  readonly isPreviewCredential?: boolean;
  readonly refreshFailureCount?: number;
  readonly configurations: readonly CredentialConfiguration[];
  /** ISO 8601, as the other dates. */
  readonly dateCreated: string;
  readonly dateUpdated: string;
  readonly dateRefreshed?: string;
  readonly dateValidUntil?: string;
}

/**
 * What the user has of one integration. The top-level members describe the current account and its current
 * configuration; `allCredentials` has every account.
 */
export interface IntegrationState {
  /** The current account is `VALID`. */
  readonly enabled: boolean;
  readonly credentialId?: string;
  readonly credentialStatus?: CredentialStatus;
  readonly providerId?: string;
  readonly providerData?: Readonly<Record<string, unknown>>;
  readonly credentialConfigId?: string;
  readonly externalId?: string;
  readonly configMeta?: Readonly<Record<string, unknown>>;
  readonly sharedSettings?: Readonly<Record<string, ConnectInputValue>>;
  readonly workflowSettings?: Readonly<Record<string, WorkflowState>>;
  /** The older name of `workflowSettings`; same value. */
  readonly configuredWorkflows: Readonly<Record<string, WorkflowState>>;
  readonly allCredentials: readonly Credential[];
  readonly allConfigurations: readonly CredentialConfiguration[];
}

/** A shared resource of the project, such as a database that all its users read. */
export interface ConnectResource {
  readonly id: string;
  readonly slug: string;
  readonly integrationId: string;
  readonly credentialId: string;
  readonly credentialStatus?: CredentialStatus;
}

export interface AuthenticatedConnectUser {
  readonly authenticated: true;
  /** The `sub` claim of the user token. */
  readonly userId: string;
  /** By integration type, such as `slack` or `custom.harborcrm`. */
  readonly integrations: Readonly<Record<string, IntegrationState>>;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly resources: readonly ConnectResource[];
}

/** The user as `getUser()` returns it: never with the token. */
export type ConnectUser = {readonly authenticated: false} | AuthenticatedConnectUser;
