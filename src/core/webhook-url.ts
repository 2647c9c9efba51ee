import {IntegrationNotInstalledError, ParagonError} from './errors.js';
import type {Integrations} from './integrations.js';
import {chosenCredential} from './selection.js';
import type {UserStore} from './user.js';

export interface WebhookUrlDeps {
  readonly user: UserStore;
  readonly integrations: Integrations;
  /** Base URL of the service that takes what is posted. */
  baseUrl(): string;
  projectId(): string | undefined;
}

/** Addresses at which providers report to custom webhooks. */
export const createWebhookUrl =
  ({user, integrations, baseUrl, projectId}: WebhookUrlDeps) =>
  (workflowId: string, credentialId?: string): string => {
    const current = user.current();
    const {type, record, workflow} = integrations.findWorkflow(workflowId);
    if (!workflow?.customWebhookTriggerId) {
      throw new ParagonError('invalid_argument', `The workflow "${workflowId}" has no custom webhook.`);
    }
    const resource = current.resources.find(({id}) => id === workflow.resourceId);
    const account =
      (credentialId === undefined ? resource?.credentialId : undefined) ??
      chosenCredential(user.integration(type), credentialId)?.id;
    if (!account) throw new IntegrationNotInstalledError(type);
    const integrationId = resource?.integrationId ?? record.id;
    const path = [projectId() ?? '', integrationId, 'custom-triggers', workflow.customWebhookTriggerId];
    const query = new URLSearchParams({id: account}).toString();
    return `${baseUrl()}/triggers/connect/${path.map(encodeURIComponent).join('/')}?${query}`;
  };
