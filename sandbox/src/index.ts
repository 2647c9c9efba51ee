export {DEFAULT_PORT, DEFAULT_PROJECT_ID} from './constants.js';
export {createSandbox, type Sandbox, type SandboxOptions} from './sandbox.js';
export {StartError, type StartErrorCode} from './errors.js';
export type {FaultRule, StoredFaultRule} from './http/fault-rules.js';
export type {LoggedRequest} from './http/request-log.js';
export {defaultCatalog} from './catalog/index.js';
export {defineCatalog, type CatalogDefinition, type ResourceEntry} from './catalog/definition.js';
export type {IntegrationEntry} from './catalog/schema.js';
export {demoKeys, people as demoPeople} from './providers/people.js';
