import {deepFreeze, isRecord} from './data.js';
import {IntegrationNotInstalledError, ParagonError} from './errors.js';
import type {Http} from './http.js';
import type {Integrations} from './integrations.js';
import {bodyOf, headersOf} from './proxy.js';
import {assertValid, chosenConfiguration, findAnywhere} from './call-subject.js';
import {chosenCredential} from './selection.js';
import type {IntegrationAccount, TriggersResult, WorkflowMethods} from './types/workflows.js';
import {readCredential, type UserStore} from './user.js';

/** Milliseconds until a workflow has to answer. */
const WORKFLOW_TIMEOUT = 60_000;

export interface WorkflowsDeps {
  readonly http: Http;
  readonly user: UserStore;
  readonly integrations: Integrations;
  reloadUser(): Promise<void>;
}

/** What starts workflows, and what tells about the accounts that they work with. */
export function createWorkflows(
  deps: WorkflowsDeps,
): Omit<WorkflowMethods, 'request' | 'getCustomWebhookUserManualUrl'> {
  const {http, user, integrations, reloadUser} = deps;

  const event: WorkflowMethods['event'] = async (name, payload, options = {}) => {
    const {selectedCredentialId, selectedConfigurationId, signal} = options;
    const current = user.current();
    if (!name) throw new ParagonError('invalid_argument', 'event() needs the name of an event.');
    const chosen = findAnywhere(current.integrations, selectedCredentialId, selectedConfigurationId);
    await http.request('/sdk/events/trigger', {
      service: 'events',
      prefix: '/v2',
      method: 'POST',
      body: {name, payload},
      ...chosen,
      ignoreAnswer: true,
      signal,
    });
  };

  async function workflow<Answer>(
    workflowId: string,
    options: Parameters<WorkflowMethods['workflow']>[1] = {},
  ): Promise<Answer> {
    const {body = {}, query = {}, headers, signal, ...selected} = options;
    user.current();
    const {type} = integrations.findWorkflow(workflowId);
    const {credential, configuration} = chosenConfiguration(type, user.integration(type), selected);
    const isChosen =
      selected.selectedCredentialId !== undefined || selected.selectedConfigurationId !== undefined;
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const sent = bodyOf(body);
    return (await http.request(`/sdk/triggers/${encodeURIComponent(workflowId)}`, {
      service: 'events',
      method: 'POST',
      query: new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString(),
      rawBody: sent.body,
      headers: {
        'Content-Type': sent.contentType === 'auto' ? 'application/json' : sent.contentType,
        ...headersOf(headers),
      },
      ...(isChosen && {credentialId: credential.id, configurationId: configuration.id}),
      timeout: WORKFLOW_TIMEOUT,
      signal,
    })) as Answer;
  }

  const connectAction: WorkflowMethods['connectAction'] = async (slug, payload, {signal} = {}) => {
    const resource = user.current().resources.find((one) => one.slug === slug);
    if (!resource) throw new ParagonError('not_found', `The project has no resource "${slug}".`);
    const answer = await http.request(`/sdk/resources/${encodeURIComponent(resource.id)}/connect`, {
      method: 'POST',
      body: payload,
      signal,
    });
    // The account is known now; that the resource has it is for the service to say.
    await reloadUser();
    return deepFreeze(readCredential(answer));
  };

  const getTriggers: WorkflowMethods['getTriggers'] = async (type, options = {}) => {
    user.current();
    integrations.getActive(type);
    const credential = chosenCredential(user.integration(type), options.selectedCredentialId);
    if (!credential) throw new IntegrationNotInstalledError(type);
    assertValid(credential);
    const answer = await http.request('/triggers', {
      service: 'triggers',
      query: {integrations: type},
      credentialId: credential.id,
      signal: options.signal,
    });
    if (!isRecord(answer) || !isRecord(answer['triggers'])) {
      throw new ParagonError('protocol_error', 'The service answered with something else than triggers.');
    }
    return deepFreeze(answer as unknown as TriggersResult);
  };

  const getIntegrationAccount: WorkflowMethods['getIntegrationAccount'] = async (type, options = {}) => {
    const {includeAccountAuth = false, selectedCredentialId, signal} = options;
    user.current();
    const credential = chosenCredential(user.integration(type), selectedCredentialId);
    if (!credential) throw new IntegrationNotInstalledError(type);
    const answer = await http.request('/sdk/credentials', {
      query: {integration: type, includeAccountAuth: String(includeAccountAuth)},
      credentialId: credential.id,
      share: includeAccountAuth ? false : '',
      signal,
    });
    if (!isRecord(answer)) {
      throw new ParagonError('protocol_error', 'The service answered with something else than an account.');
    }
    return deepFreeze(answer as unknown as IntegrationAccount);
  };

  return {event, workflow, connectAction, getTriggers, getIntegrationAccount};
}
