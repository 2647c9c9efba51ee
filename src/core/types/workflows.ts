import type {Credential} from './user.js';

/** Which account, and which of its configurations, a call is about. */
export interface CredentialConfigOptions {
  /** Account by id, or by external id as `ext:…`. Default: the current one. */
  readonly selectedCredentialId?: string;
  /** Configuration by id, or by external id as `ext:…`. Default: that which the account began with. */
  readonly selectedConfigurationId?: string;
}

export interface CallOptions {
  /** Gives the call up; it then rejects with the code `aborted`. */
  readonly signal?: AbortSignal;
}

/** What of a change is told to listeners. */
export interface OriginOptions {
  /** Who asked; handed to event listeners. */
  readonly origin?: object;
}

/** Whatever can be sent: what `fetch` takes goes as it is; any other value goes as JSON. */
export type RequestBody = BodyInit | object | number | boolean | null;

/** Options of `request()`. */
export interface ProxyRequestOptions extends CallOptions {
  /** Any HTTP method; default `GET`. */
  readonly method?: string;
  readonly body?: RequestBody;
  readonly headers?: HeadersInit;
  /** Account by id or external id. Default: the current one. */
  readonly selectedCredentialId?: string;
  /**
   * How the answer is read. `auto`, the default, gives JSON as a value and all else as text; the other ones get the
   * provider's answer as it is, so that files and images arrive intact. `response` gives it unread, to be streamed.
   */
  readonly responseType?: 'auto' | 'json' | 'text' | 'blob' | 'arrayBuffer' | 'response';
}

/** Options of `workflow()`. */
export interface WorkflowRequestOptions extends CredentialConfigOptions, CallOptions {
  /** What the workflow is given; default `{}`. */
  readonly body?: RequestBody;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: HeadersInit;
}

/** Something that happens at a provider and can be listened to. */
export interface Trigger {
  readonly type: string;
  readonly triggerModel: 'POLLING' | 'WEBHOOK';
  readonly title: string;
  readonly description: string;
  /** Inputs; `getSourcesForActionInput` finds their options. */
  readonly parameters: readonly TriggerParameter[];
}

export interface TriggerParameter {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly required?: boolean;
  readonly [more: string]: unknown;
}

export interface TriggersResult {
  /** By integration type. */
  readonly triggers: Readonly<Record<string, readonly Trigger[]>>;
  readonly errors?: readonly {readonly type: string; readonly message: string}[];
}

/** An integration with the account that the user has connected. */
export interface IntegrationAccount {
  readonly id: string;
  readonly type: string;
  readonly providerId?: string;
  readonly providerData?: Readonly<Record<string, unknown>>;
  /** Only with `includeAccountAuth`, such as `OAUTH_ACCESS_TOKEN`. It is a secret: keep it in memory. */
  readonly accountAuth?: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

/** Events, workflows and the providers' APIs. */
export interface WorkflowMethods {
  /** Sends an event of the app to the workflows that wait for it. */
  event(name: string, payload: unknown, options?: CredentialConfigOptions & CallOptions): Promise<void>;
  /** Runs a workflow that has a request trigger, and resolves to what it answers. */
  workflow<Answer = unknown>(workflowId: string, options?: WorkflowRequestOptions): Promise<Answer>;
  /**
   * Sends a request to the provider's API in the name of the user's account. A refusal rejects with a
   * `ProxyRequestError`.
   */
  request(
    integrationType: string,
    path: string,
    options: ProxyRequestOptions & {responseType: 'blob'},
  ): Promise<Blob>;
  request(
    integrationType: string,
    path: string,
    options: ProxyRequestOptions & {responseType: 'arrayBuffer'},
  ): Promise<ArrayBuffer>;
  request(
    integrationType: string,
    path: string,
    options: ProxyRequestOptions & {responseType: 'response'},
  ): Promise<Response>;
  request(
    integrationType: string,
    path: string,
    options: ProxyRequestOptions & {responseType: 'text'},
  ): Promise<string>;
  request<Answer = unknown>(
    integrationType: string,
    path: string,
    options?: ProxyRequestOptions,
  ): Promise<Answer>;
  /**
   * The address at which a provider reports to a workflow's custom webhook. Throws for a workflow without one, and if
   * no account is connected.
   *
   * @param credentialId account by id or external id; default: the current one
   */
  getCustomWebhookUserManualUrl(workflowId: string, credentialId?: string): string;
  /** Connects a resource of the project by its slug. */
  connectAction(
    resourceSlug: string,
    payload: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<Credential>;
  /** What can be listened to at the provider of a connected account. */
  getTriggers(
    integrationType: string,
    options?: {selectedCredentialId?: string} & CallOptions,
  ): Promise<TriggersResult>;
  /** The account as the provider knows it, with its access token if that is wanted (file integrations only). */
  getIntegrationAccount(
    integrationType: string,
    options?: {includeAccountAuth?: boolean; selectedCredentialId?: string} & CallOptions,
  ): Promise<IntegrationAccount>;
}
