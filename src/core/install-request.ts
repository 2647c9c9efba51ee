import {chosenAccountType, type InstallMemory} from './install-stages.js';
import type {OAuthRequest} from './oauth-window.js';
import type {InstallFlowOptions} from './types/install.js';
import type {IntegrationRecord} from './types/integration.js';

/** What an install is about, as far as the service is told of it. */
export interface InstallSubject {
  readonly type: string;
  readonly record: IntegrationRecord;
  readonly options: InstallFlowOptions & {readonly sent?: Readonly<Record<string, unknown>>};
  /** Id of the account to replace. */
  readonly replaces?: string;
  readonly memory: InstallMemory;
}

/** Body of the calls that create an account or finish its set-up. */
export function credentialBody(subject: InstallSubject, payload: unknown) {
  return {integrationId: subject.record.id, config: {}, payload, installOptions: sentOptions(subject)};
}

/** What was filled in, as the payload of an account. */
export function valuesPayload({record, memory}: InstallSubject, values: object) {
  const skipPostOAuthInputs = chosenAccountType(record, memory)?.skipPostOAuthInputs ?? false;
  return {...values, skipPostOAuthInputs};
}

/** What the provider's window is opened for. */
export function oauthRequest(subject: InstallSubject): OAuthRequest {
  const {record, type, options, memory} = subject;
  const parameters = chosenAccountType(record, memory)?.oauthParameters ?? [];
  return {
    integration: type,
    integrationId: record.id,
    isCustom: record.type === 'custom' || type.startsWith('custom.'),
    endUserSuppliedValues: memory.preOptions ?? {},
    parameters: Object.fromEntries(
      parameters.filter(({source}) => source.type === 'VALUE').map(({key, source}) => [key, source.value]),
    ),
    installOptions: {
      ...sentOptions(subject),
      accountType: memory.accountType,
      endUserSuppliedValues: memory.preOptions,
      userProvidedIntegrationConfig: {overrideRedirectUrl: options.overrideRedirectUrl},
    },
    redirectUrl: options.overrideRedirectUrl,
    timeout: options.oauthTimeout,
  };
}

/** The options in the protocol's shape. */
function sentOptions({options, replaces}: InstallSubject) {
  return {
    ...options.sent,
    allowMultipleCredentials: options.allowMultipleCredentials ?? false,
    selectedCredentialId: replaces,
    externalId: options.externalId,
    overrideRedirectUrl: options.overrideRedirectUrl,
  };
}
