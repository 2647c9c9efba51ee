import type {
  ConnectInputValue,
  AuthenticatedConnectUser,
  Credential,
  CredentialConfiguration,
  WorkflowState,
} from './user.js';
import type {CallOptions, CredentialConfigOptions, OriginOptions} from './workflows.js';

/** Options of the methods that change settings and switches. */
export type SettingsOptions = CredentialConfigOptions & CallOptions & OriginOptions;

/** Values by input id. */
export type UserSettingsUpdate = Readonly<Record<string, ConnectInputValue>>;

export interface UserSettingsResult {
  /** The user after the change. */
  readonly userState: AuthenticatedConnectUser;
  /** Why the service did not take some of the values, one sentence each. Their former values stay. */
  readonly errors: readonly string[];
}

export interface WorkflowStateResult {
  /** The user after the change. */
  readonly user: AuthenticatedConnectUser;
  /** The switches that could not be turned. */
  readonly errors: readonly {readonly workflowId: string; readonly message: string}[];
}

/** What `replaceCredentialConfig` puts in place of what was there, each member as a whole. */
export interface CredentialConfig {
  readonly sharedSettings?: Readonly<Record<string, ConnectInputValue>>;
  /** Switches and settings by workflow id. `configuredWorkflows` is their older name. */
  readonly workflowSettings?: Readonly<Record<string, WorkflowState>>;
  readonly configuredWorkflows?: Readonly<Record<string, WorkflowState>>;
}

/** User settings, workflow switches, and the configurations that hold them. */
export interface SettingsMethods {
  /**
   * Changes settings of an integration; those that are not named stay. Calls for one account wait for one another, so
   * none loses what another one has stored.
   */
  updateIntegrationUserSettings(
    integrationType: string,
    userSettingsUpdate: UserSettingsUpdate,
    options?: SettingsOptions,
  ): Promise<UserSettingsResult>;
  /** Changes settings of a workflow, whether it is on or not; those that are not named stay. */
  updateWorkflowUserSettings(
    integrationType: string,
    workflowId: string,
    userSettingsUpdate: UserSettingsUpdate,
    options?: SettingsOptions,
  ): Promise<UserSettingsResult>;
  /** Switches a workflow on. Raises `onWorkflowChange`. */
  enableWorkflow(workflowId: string, options?: SettingsOptions): Promise<void>;
  /** Switches a workflow off. Raises `onWorkflowChange`. */
  disableWorkflow(workflowId: string, options?: SettingsOptions): Promise<void>;
  /** Turns several switches at once. Those that cannot be turned are named in `errors`; the other ones are turned. */
  updateWorkflowState(
    workflowStateUpdate: Readonly<Record<string, boolean>>,
    options?: SettingsOptions,
  ): Promise<WorkflowStateResult>;

  /**
   * Adds a configuration to an account: settings and switches of its own.
   *
   * @param configuration `credentialId` is an id or external id; `externalId` is the product's own name for it
   */
  createConfiguration(
    configuration: {credentialId: string; externalId?: string},
    options?: CallOptions,
  ): Promise<CredentialConfiguration>;
  /** Replaces a configuration's metadata. `id` and `credentialId` are ids or external ids. */
  updateConfiguration(
    configuration: {id: string; credentialId: string; meta?: Readonly<Record<string, unknown>>},
    options?: CallOptions,
  ): Promise<CredentialConfiguration>;
  /** Removes a configuration with its settings; the one that the account began with cannot be removed. */
  destroyConfiguration(
    configuration: {id: string; credentialId: string},
    options?: CallOptions,
  ): Promise<void>;

  /** Asks the service for every account of the user. */
  getCredentials(options?: CallOptions): Promise<readonly Credential[]>;
  /**
   * Puts settings and switches in place of those of an account. What is given replaces what was there as a whole: to
   * change single values, use the update methods.
   */
  replaceCredentialConfig(
    credentialId: string,
    config: CredentialConfig,
    options?: Omit<SettingsOptions, 'selectedCredentialId'>,
  ): Promise<UserSettingsResult>;
}
