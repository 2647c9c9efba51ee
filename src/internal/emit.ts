import type {ParagonError} from '../core/errors.js';
import type {
  ConnectUser,
  FileSelection,
  InstallFlowStage,
  IntegrationInstallEvent,
  IntegrationUninstallEvent,
  PortalEvent,
  WorkflowStateChangeEvent,
} from '../core/types/index.js';

type WithUser<T> = T & {readonly user: ConnectUser};

/** Where something failed: signing in, opening the portal, a stage of the install flow, disconnecting, picking files. */
export type ParagonErrorStage =
  'authenticate' | 'portal' | 'start' | 'disconnect' | 'picker' | InstallFlowStage['stage'];

/** The events of our elements and their `detail`. */
export interface ParagonElementEventMap {
  'paragon-integration-install': WithUser<IntegrationInstallEvent>;
  'paragon-integration-uninstall': WithUser<IntegrationUninstallEvent>;
  'paragon-workflow-change': WithUser<WorkflowStateChangeEvent>;
  'paragon-portal-open': WithUser<PortalEvent>;
  'paragon-portal-close': WithUser<PortalEvent>;
  'paragon-error': {readonly error: ParagonError; readonly stage: ParagonErrorStage};
  'paragon-authenticate': {readonly user: ConnectUser};
  'paragon-stage-change': {readonly stage: InstallFlowStage['stage']};
  'paragon-complete': IntegrationInstallEvent;
  'paragon-cancel': {readonly integration: string};
  'paragon-trigger-change': {
    readonly integration: string;
    readonly credentialId: string;
    /** What the subscription API takes: `{type, parameters}`; `undefined`: no trigger is chosen. */
    readonly value: unknown;
  };
  'paragon-picker-open': {readonly integration: string};
  'paragon-picker-close': {readonly integration: string};
  /** The picker was closed without a choice. */
  'paragon-picker-cancel': {readonly integration: string};
  /** What was chosen just now; the element's `files` has all. */
  'paragon-files-select': FileSelection;
  'paragon-disconnect-request': {readonly integration: string; readonly credentialId: string};
}

/** Fires an event of ours; tells whether the page has let it pass. */
export function emit<Type extends keyof ParagonElementEventMap>(
  target: EventTarget,
  type: Type,
  detail: ParagonElementEventMap[Type],
  {cancelable = false} = {},
): boolean {
  return target.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, cancelable}));
}

type ParagonEvents = {[Type in keyof ParagonElementEventMap]: CustomEvent<ParagonElementEventMap[Type]>};

declare global {
  interface HTMLElementEventMap extends ParagonEvents {}
  // They bubble.
  interface DocumentEventMap extends ParagonEvents {}
}
