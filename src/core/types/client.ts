import type {ReadableAtom} from 'nanostores';
import type {ParagonError} from '../errors.js';
import type {ConnectAddOn} from '../names/plans.js';
import type {ServiceUrlOverrides} from '../service-urls.js';
import type {DataSourceMethods} from './data-sources.js';
import type {IntegrationInstallEvent, ParagonEventListener, ParagonEventName} from './events.js';
import type {ExternalFilePickerConstruct} from './file-picker.js';
import type {SerializedConnectInput} from './input.js';
import type {
  InputValues,
  InstallFlowOptions,
  InstallFlowStage,
  InstallFlowState,
  InstallOptions,
} from './install.js';
import type {ParagonInstalls} from './installs.js';
import type {AccountType, IntegrationConfig, IntegrationMetadata, IntegrationRecord} from './integration.js';
import type {SettingsMethods} from './settings.js';
import type {AuthenticatedConnectUser, ConnectUser} from './user.js';
import type {WorkflowMethods} from './workflows.js';

/** A user token, or a function that fetches a fresh one each time it is called. */
export type TokenSource = string | (() => string | Promise<string>);

/** Where the session stands, as one value. */
export type SessionState =
  | {readonly status: 'signed-out'}
  | {readonly status: 'signing-in'; readonly projectId: string}
  | {readonly status: 'signed-in'; readonly projectId: string; readonly userId: string}
  /** Signing in failed; `refresh()` tries again. */
  | {readonly status: 'failed'; readonly projectId: string; readonly error: ParagonError};

/** Runs one install at a time. Only one function at a time is meaningful: the one that the current stage names. */
export interface InstallFlow {
  /** The flow as one value, for views. */
  readonly $state: ReadableAtom<InstallFlowState>;
  /**
   * Begins to connect an integration. Call it inside a user gesture, as it may open a window at once. A flow that is
   * still active is cancelled first. Failures are reported through `onError`.
   */
  start(integrationType: string, options?: InstallFlowOptions): void;
  /** Answers the account type stage. May open the provider window: call it inside a user gesture. */
  setAccountType(accountType: string): void;
  /** Answers the pre-options stage. May open the provider window: call it inside a user gesture. */
  setPreOptions(values: InputValues): Promise<void>;
  /** Answers the post-options stage. */
  setPostOptions(values: InputValues): Promise<void>;
  /** At the `oauth` stage: opens the provider window again, or brings it to the front. Needs a user gesture. */
  openWindow(): void;
  /**
   * At the `oauth` stage, for example once its window was blocked: sends this tab to the provider. What was typed on the
   * page is lost with it. After the return, sign in again and call `resumeInstall()`.
   */
  redirect(): Promise<void>;
  /** Goes on with a `PENDING` account at its post-options, for example after a reload. */
  resume(integrationType: string, credentialId: string, options?: InstallFlowOptions): void;
  /** The stage that comes next. Throws `NoActiveInstallFlowError` without a flow. */
  next(): InstallFlowStage;
  /** What was given at a stage; `null` before. */
  getAccountTypeValue(): string | null;
  getPreOptionsValue(): InputValues | null;
  getPostOptionsValue(): InputValues | null;
  /**
   * Gives up: closes the provider window, stops waiting, and removes an account that still lacks its post-options.
   * An account that is already connected stays.
   */
  cancel(): Promise<void>;
}

/** The client: the public Paragon SDK, and what our elements need beyond it. */
export interface ParagonClient extends WorkflowMethods, SettingsMethods, DataSourceMethods, ParagonInstalls {
  /** Where the session stands. */
  readonly $session: ReadableAtom<SessionState>;
  /** The user, as `getUser()` returns it. */
  readonly $user: ReadableAtom<ConnectUser>;
  /** Every integration of the project, by type. */
  readonly $integrations: ReadableAtom<ReadonlyMap<string, IntegrationRecord>>;
  /** What a catalogue shows: active integrations in the project's order. */
  readonly $metadata: ReadableAtom<readonly IntegrationMetadata[]>;

  /** Points the client at another installation. Signs the user out. */
  configureGlobal(configuration: {host: string}, overrides?: ServiceUrlOverrides): void;
  /**
   * Signs the user in and loads the user and the project's integrations. Rejects with a `ParagonError`; the session
   * that was there before stays if there is no usable token.
   */
  authenticate(
    projectId: string,
    token: TokenSource,
    options?: {metadata?: Record<string, unknown>; signal?: AbortSignal},
  ): Promise<void>;
  /** Loads user and integrations again. After a failed sign-in: signs in again, with a fresh token from a function. */
  refresh(options?: {signal?: AbortSignal}): Promise<void>;
  /** Forgets the user, the token and everything that was loaded. */
  logout(): void;
  /**
   * Stores what the page knows of its user with the service, beside what is stored already. `name` and `email` get the
   * spelling that the service knows, `Name` and `Email`. Resolves to the user with all metadata.
   */
  setUserMetadata(
    metadata: Readonly<Record<string, unknown>>,
    options?: {signal?: AbortSignal},
  ): Promise<AuthenticatedConnectUser>;
  getUser(): ConnectUser;
  /**
   * Whether the project's plan includes a feature, such as `dfm`. `true` as long as the service does not say. What it
   * lacks is refused with `feature_missing`: `connect()` with `mapObjectFields` needs `dfm`; `installIntegration()` and
   * `uninstallIntegration()` need `headless-cp`.
   */
  hasFeature(feature: ConnectAddOn): boolean;
  getVersion(): string;
  /** With `true`, `installFlow` may be used and `connect()` shows no portal of ours. */
  setHeadless(headless: boolean): void;

  getIntegrationMetadata(): IntegrationMetadata[];
  getIntegrationMetadata(integrationType: string): IntegrationMetadata;
  getIntegrationConfig(integrationType: string): IntegrationConfig;
  getIntegrationId(integrationType: string): string;
  getAssetUrl(name: string): string;
  getAccountTypeOptions(integrationType: string): AccountType[];
  getPreOptions(integrationType: string, accountType?: string): SerializedConnectInput[];
  getPostOptions(integrationType: string): SerializedConnectInput[];

  /** The flow of a headless page. Needs `setHeadless(true)`. */
  readonly installFlow: InstallFlow;
  /** A further, independent flow; works whether headless or not. */
  createInstallFlow(): InstallFlow;
  /**
   * Opens the Connect Portal of an integration. Resolves when it is connected; rejects if the portal cannot be shown
   * or is closed before.
   */
  connect(integrationType: string, options?: InstallOptions): Promise<IntegrationInstallEvent>;
  /** Closes the open portal, if any. */
  closePortal(): void;
  /** Disconnects an account; without `selectedCredentialId` the current one. */
  uninstallIntegration(
    integrationType: string,
    options?: {selectedCredentialId?: string; origin?: object; signal?: AbortSignal},
  ): Promise<void>;

  /**
   * Picks files with the picker of `googledrive`, `onedrive`, `sharepoint` or `box`, with or without `new`. Throws for
   * another type, if nobody is signed in, or if the project does not have the integration.
   */
  readonly ExternalFilePicker: ExternalFilePickerConstruct;

  /** Listens to all integrations. The returned function stops it and tells whether there was something to stop. */
  subscribe<Name extends ParagonEventName>(name: Name, listener: ParagonEventListener<Name>): () => boolean;
  unsubscribe<Name extends ParagonEventName>(name: Name, listener: ParagonEventListener<Name>): boolean;

  /** Ends everything: flows, timers, listeners. The client cannot be used afterwards. */
  destroy(): void;
}
