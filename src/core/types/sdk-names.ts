// The names that the Paragon SDK gives to types which have another name here.
import type {BillingPlan, ConnectAddOn} from '../names/plans.js';
import type {SDK_EVENT} from '../names/states.js';
import type {ParagonClient} from './client.js';
import type {
  ParagonEventListener,
  ParagonEventName,
  PortalEvent,
  WorkflowStateChangeEvent,
} from './events.js';
import type {
  InstallFlowErrorContext,
  InstallFlowOptions,
  InstallOptions,
  InstructionCopyButton,
  InstructionLink,
  InstructionStage,
} from './install.js';
import type {IntegrationRecord, IntegrationWorkflow} from './integration.js';
import type {
  AuthenticatedConnectUser,
  ConnectInputValue,
  ConnectResource,
  IntegrationState,
  WorkflowState,
} from './user.js';
import type {WorkflowStateResult} from './settings.js';
import type {CredentialConfigOptions, Trigger, TriggersResult, WorkflowRequestOptions} from './workflows.js';

export type IConnectSDK = ParagonClient;
export type AuthenticateOptions = NonNullable<Parameters<ParagonClient['authenticate']>[2]>;
export type UninstallOptions = NonNullable<Parameters<ParagonClient['uninstallIntegration']>[1]>;

export type ConnectParams = InstallOptions;
export type InstallIntegrationOptions = InstallOptions;
export type CallbackMap = Pick<
  InstallOptions,
  'onSuccess' | 'onInstall' | 'onError' | 'onUninstall' | 'onWorkflowChange' | 'onOpen' | 'onClose'
>;

export type StartOptions = InstallFlowOptions;
export type OnErrorContext = InstallFlowErrorContext;
export type Link = InstructionLink;
export type CopyButton = InstructionCopyButton;
export type CTA = Link | CopyButton;
export type FinishButton = InstructionStage['finish'];
export type InstructionMetadata = Pick<InstructionStage, 'content' | 'ctas' | 'finish' | 'packageInstallUrl'>;

export type PortalOpenEvent = PortalEvent;
export type PortalCloseEvent = PortalEvent;
export type SDKEventListenerMap = {
  readonly [Name in ParagonEventName]: readonly ParagonEventListener<Name>[];
};
export type ListenerFunction = ParagonEventListener<ParagonEventName>;
/** An event with its name. */
export interface EventInfo extends PortalEvent, Partial<Omit<WorkflowStateChangeEvent, 'integrationId'>> {
  readonly type: SDK_EVENT;
}

export type IConnectUser = AuthenticatedConnectUser;
export type IConnectUserWithProject = AuthenticatedConnectUser & {
  readonly project: {
    readonly id: string;
    readonly billingPlan: BillingPlan;
    readonly accessibleFeatures: readonly ConnectAddOn[];
  };
};
export type SDKResourceState = ConnectResource;
export type SDKIntegration = IntegrationState;
export type SDKIntegrationState = AuthenticatedConnectUser['integrations'];
export type SDKConnectCredentialConfig = Pick<
  IntegrationState,
  'sharedSettings' | 'workflowSettings' | 'configMeta' | 'externalId' | 'configuredWorkflows'
>;
export type IntegrationSharedInputStateMap = Readonly<Record<string, ConnectInputValue>>;
export type IntegrationWorkflowStateMap = Readonly<Record<string, WorkflowState>>;
export type IntegrationWorkflowState = WorkflowState;
export type IntegrationWorkflowMeta = IntegrationWorkflow;
export type ModalConfig = IntegrationRecord['configs'][number]['values'];

export type TriggerDefinition = Trigger;
export type GetTriggerTypesResponse = TriggersResult;
export type TriggerWorkflowRequest = WorkflowRequestOptions;
export type DisableWorkflowOptions = CredentialConfigOptions;
export type UpdateWorkflowStateResponse = WorkflowStateResult;
export type UpdateWorkflowStateError = WorkflowStateResult['errors'][number];
export type CreateConfigurationOptions = Parameters<ParagonClient['createConfiguration']>[0];
export type UpdateConfigurationOptions = Parameters<ParagonClient['updateConfiguration']>[0];
export type DeleteConfigurationOptions = Parameters<ParagonClient['destroyConfiguration']>[0];
export type GetIntegrationAccountOptions = NonNullable<Parameters<ParagonClient['getIntegrationAccount']>[1]>;
export type UserProvidedIntegrationConfig = Pick<InstallOptions, 'overrideRedirectUrl' | 'mapObjectFields'>;

type Callable = (...values: never[]) => unknown;
/** Names of the members that are functions. */
export type FunctionPropertyNames<T> = {[K in keyof T]: T[K] extends Callable ? K : never}[keyof T];
/** The members that are no functions. */
export type NonFunctionProperties<T> = Omit<T, FunctionPropertyNames<T>>;
export type UnwrapPromise<T> = Awaited<T>;
/** All members, of all depths, are there. */
export type NonNullUndefinedField<T> = {[K in keyof T]-?: NonNullUndefinedField<NonNullable<T[K]>>};
