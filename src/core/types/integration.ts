import type {DataSource} from './data-sources.js';
import type {SerializedConnectInput} from './input.js';

/** How an account of an integration signs in. Only `oauth` opens a provider window. */
export type AuthenticationScheme =
  'oauth' | 'basic' | 'oauth_client_credential' | 'service_account' | 'oauth_app' | 'impersonated_app';

/** One of several kinds of account that an integration offers, such as production and sandbox. */
export interface AccountType {
  readonly id: string;
  readonly scheme: AuthenticationScheme;
  readonly accountDescription?: string;
  readonly oauthParameters?: readonly {
    readonly key: string;
    readonly source: {readonly type: string; readonly value?: unknown};
  }[];
  readonly endUserSuppliedValues?: readonly SerializedConnectInput[];
  readonly skipPostOAuthInputs?: boolean;
}

/** What the service says about installing an integration. */
export interface SDKIntegrationConfig {
  readonly accountTypes?: readonly AccountType[];
  readonly authConfigInputs?: readonly SerializedConnectInput[];
  readonly postOauthInputs?: readonly SerializedConnectInput[];
  readonly dataSources?: Readonly<Record<string, DataSource>>;
  readonly authSchemeOptions?: {readonly packageInstallUrl?: string};
}

/** A workflow in the integration's portal configuration. */
export interface WorkflowMeta {
  readonly id: string;
  readonly order?: number;
  readonly infoText?: string;
  readonly defaultEnabled?: boolean;
  readonly hidden?: boolean;
  readonly inputs?: readonly SerializedConnectInput[];
  readonly permissions?: unknown;
}

/** One entry of `GET /sdk/integrations`. */
export interface IntegrationRecord {
  readonly id: string;
  /** `custom` for custom integrations; their name is in `customIntegration.slug`. */
  readonly type: string;
  readonly name: string;
  readonly brandColor?: string;
  readonly isActive: boolean;
  readonly authenticationType: AuthenticationScheme;
  readonly needPreOauthInputs?: boolean;
  readonly connectedUserLimitReached?: boolean;
  readonly noPermissionWorkflows?: readonly (string | {readonly id: string; readonly description?: string})[];
  readonly customIntegration?: {
    readonly slug?: string;
    readonly name?: string;
    readonly icon?: string;
    readonly inputFields?: readonly SerializedConnectInput[];
  } | null;
  readonly configs: readonly {
    readonly id?: string;
    readonly values: {
      readonly description?: string;
      readonly overview?: string;
      readonly accentColor?: string;
      readonly sharedMeta?: {readonly inputs?: readonly SerializedConnectInput[]};
      readonly workflowMeta?: Readonly<Record<string, WorkflowMeta>>;
    };
  }[];
  readonly workflows?: readonly {
    readonly id: string;
    readonly description?: string;
    readonly customWebhookTriggerId?: string;
    readonly resourceId?: string;
  }[];
  readonly sdkIntegrationConfig?: SDKIntegrationConfig | null;
}

/** What a catalogue shows of an active integration. */
export interface IntegrationMetadata {
  /** Pass it to `connect()`. */
  readonly type: string;
  readonly name: string;
  readonly brandColor: string;
  /** URL of an image. */
  readonly icon: string;
}

/** A workflow as a portal lists it. */
export interface IntegrationWorkflow extends WorkflowMeta {
  /** The workflow's title. */
  readonly description?: string;
}

/** What a portal shows of an integration. */
export interface IntegrationConfig {
  readonly shortDescription: string;
  /** CommonMark. */
  readonly longDescription: string;
  readonly availableUserSettings: readonly SerializedConnectInput[];
  /** In the order set by the project. */
  readonly availableWorkflows: readonly IntegrationWorkflow[];
  readonly hiddenWorkflows: readonly IntegrationWorkflow[];
}
