import type {AuthenticatedConnectUser, Credential} from './user.js';

export interface IntegrationInstallEvent {
  readonly integrationId: string;
  /** Such as `slack`. */
  readonly integrationType: string;
  readonly credentialId: string;
  readonly credential: Credential;
}

export interface IntegrationUninstallEvent {
  readonly integrationId: string;
  readonly integrationType: string;
}

export interface WorkflowStateChangeEvent {
  readonly integrationId: string;
  readonly workflowId: string;
  /** What changed of the workflow; `{}` if unknown. */
  readonly workflowStateChange: {
    readonly enabled?: boolean;
    readonly settings?: Readonly<Record<string, unknown>>;
  };
}

export interface PortalEvent {
  readonly integrationId: string;
  readonly integrationType: string;
}

/** The events of `subscribe()` and their payloads. */
export interface ParagonEventMap {
  readonly onIntegrationInstall: IntegrationInstallEvent;
  readonly onIntegrationUninstall: IntegrationUninstallEvent;
  readonly onWorkflowChange: WorkflowStateChangeEvent;
  readonly onPortalOpen: PortalEvent;
  readonly onPortalClose: PortalEvent;
}

export type ParagonEventName = keyof ParagonEventMap;

/**
 * Called with the payload and the user as it is after the event. `origin` is what the caller of the method that
 * caused the event passed as its `origin` option: an element uses it to know which events are its own.
 */
export type ParagonEventListener<Name extends ParagonEventName> = {
  [Each in Name]: (event: ParagonEventMap[Each], user: AuthenticatedConnectUser, origin?: object) => void;
}[Name];
