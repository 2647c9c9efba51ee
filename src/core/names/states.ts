import type {ValueOf} from './value-of.js';

/* eslint-disable @typescript-eslint/no-namespace -- an object has no member types, such as `DataType.ANY`; a declared namespace gives them and leaves nothing in the code */

/** State of a connected account. */
export const CredentialStatus = {PENDING: 'PENDING', INVALID: 'INVALID', VALID: 'VALID'} as const;
export type CredentialStatus = ValueOf<typeof CredentialStatus>;
export declare namespace CredentialStatus {
  type PENDING = 'PENDING';
  type INVALID = 'INVALID';
  type VALID = 'VALID';
}

/** The events of `subscribe()`. */
export const SDK_EVENT = {
  ON_INTEGRATION_INSTALL: 'onIntegrationInstall',
  ON_INTEGRATION_UNINSTALL: 'onIntegrationUninstall',
  ON_WORKFLOW_CHANGE: 'onWorkflowChange',
  ON_PORTAL_OPEN: 'onPortalOpen',
  ON_PORTAL_CLOSE: 'onPortalClose',
} as const;
export type SDK_EVENT = ValueOf<typeof SDK_EVENT>;
export declare namespace SDK_EVENT {
  type ON_INTEGRATION_INSTALL = 'onIntegrationInstall';
  type ON_INTEGRATION_UNINSTALL = 'onIntegrationUninstall';
  type ON_WORKFLOW_CHANGE = 'onWorkflowChange';
  type ON_PORTAL_OPEN = 'onPortalOpen';
  type ON_PORTAL_CLOSE = 'onPortalClose';
}

/** How a trigger learns of news at the provider. */
export const TriggerModel = {POLLING: 'POLLING', WEBHOOK: 'WEBHOOK'} as const;
export type TriggerModel = ValueOf<typeof TriggerModel>;
export declare namespace TriggerModel {
  type POLLING = 'POLLING';
  type WEBHOOK = 'WEBHOOK';
}

/** What a loader of a field mapping loads. */
export const DynamicFieldMappingLoaderType = {
  OBJECT_TYPES: 'objectTypes',
  INTEGRATION_FIELDS: 'integrationFields',
} as const;
export type DynamicFieldMappingLoaderType = ValueOf<typeof DynamicFieldMappingLoaderType>;
export declare namespace DynamicFieldMappingLoaderType {
  type OBJECT_TYPES = 'objectTypes';
  type INTEGRATION_FIELDS = 'integrationFields';
}

/** Where the script of a file picker stands. */
export const FilePickerStatus = {LOADING: 'loading', FAILED: 'failed', LOADED: 'loaded'} as const;
export type FilePickerStatus = ValueOf<typeof FilePickerStatus>;
export declare namespace FilePickerStatus {
  type LOADING = 'loading';
  type FAILED = 'failed';
  type LOADED = 'loaded';
}

/** The tabs of the Connect Portal. */
export const ModalView = {OVERVIEW: 'overview', CONFIGURATION: 'configuration'} as const;
export type ModalView = ValueOf<typeof ModalView>;
export declare namespace ModalView {
  type OVERVIEW = 'overview';
  type CONFIGURATION = 'configuration';
}

/** Values of `document.readyState`. */
export const DocumentLoadingState = {
  LOADING: 'loading',
  INTERACTIVE: 'interactive',
  COMPLETE: 'complete',
} as const;
export type DocumentLoadingState = ValueOf<typeof DocumentLoadingState>;
export declare namespace DocumentLoadingState {
  type LOADING = 'loading';
  type INTERACTIVE = 'interactive';
  type COMPLETE = 'complete';
}

/** Kind of build. */
export const NODE_ENV = {PRODUCTION: 'production', DEVELOPMENT: 'development', TEST: 'test'} as const;
export type NODE_ENV = ValueOf<typeof NODE_ENV>;
export declare namespace NODE_ENV {
  type PRODUCTION = 'production';
  type DEVELOPMENT = 'development';
  type TEST = 'test';
}

/** Installation of Paragon. */
export const PLATFORM_ENV = {
  PRODUCTION: 'production',
  PRODUCTION_MIRROR_1: 'p-m1',
  STAGING: 'staging',
  STAGING_MIRROR_1: 's-m1',
  DEVELOPMENT: 'dev',
  TEST: 'test',
  SANDBOX: 'sandbox',
  RELEASE: 'release',
  ENTERPRISE: 'enterprise',
} as const;
export type PLATFORM_ENV = ValueOf<typeof PLATFORM_ENV>;
export declare namespace PLATFORM_ENV {
  type PRODUCTION = 'production';
  type PRODUCTION_MIRROR_1 = 'p-m1';
  type STAGING = 'staging';
  type STAGING_MIRROR_1 = 's-m1';
  type DEVELOPMENT = 'dev';
  type TEST = 'test';
  type SANDBOX = 'sandbox';
  type RELEASE = 'release';
  type ENTERPRISE = 'enterprise';
}
