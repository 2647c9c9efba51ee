import type {Values} from '../accounts/accounts.js';
import {isPermitted} from '../workflows/permissions.js';
import type {Input, Integration} from './schema.js';

export const isCustom = (integration: Integration) => integration.type.startsWith('custom.');

/** Where the picture of an integration is served. */
export function iconPath({type}: Integration): string {
  return `/integrations/${encodeURIComponent(type)}.svg`;
}

/** An entry of `GET /sdk/integrations`, as a user with this metadata sees it. */
export function toRecord(
  integration: Integration,
  {
    projectId,
    origin,
    meta,
    isFull,
  }: {projectId: string; origin: string; meta: Readonly<Values>; isFull: boolean},
) {
  const custom = isCustom(integration);
  const workflows = integration.workflows.filter(({trigger}) => trigger.type !== 'integrationEnabled');
  const permitted = workflows.filter((workflow) => isPermitted(workflow, meta));
  return {
    id: integration.id,
    projectId,
    customIntegrationId: custom ? integration.id : null,
    customIntegration: custom
      ? {
          id: integration.id,
          name: integration.name,
          slug: integration.type,
          icon: origin + iconPath(integration),
          authenticationType: integration.authenticationType,
          isPublished: true,
          inputFields: integration.inputs,
        }
      : null,
    type: custom ? 'custom' : integration.type,
    name: integration.name,
    brandColor: integration.brandColor,
    isActive: integration.isActive,
    authenticationType: integration.authenticationType,
    providerType: custom ? 'custom' : integration.type,
    needPreOauthInputs:
      integration.inputs.length > 0 ||
      integration.authenticationType === 'oauth_client_credential' ||
      integration.accountTypes.some(({endUserSuppliedValues = []}) => endUserSuppliedValues.length > 0),
    hasCredential: true,
    connectedUserLimitOnDevCred: 0,
    connectedUserLimitReached: isFull,
    noPermissionWorkflows: workflows.filter((workflow) => !permitted.includes(workflow)).map(({id}) => id),
    configs: [
      {
        id: integration.configId,
        values: {
          description: integration.description,
          overview: integration.overview,
          accentColor: integration.brandColor,
          paragonLink: false,
          sharedMeta: {inputs: integration.userSettings},
          workflowMeta: Object.fromEntries(
            workflows.map(({id, infoText, defaultEnabled, hidden, inputs, permissions}, order) => [
              id,
              {
                id,
                order,
                infoText,
                defaultEnabled,
                hidden,
                inputs,
                ...(permissions && {permissions: permissions as Values}),
              },
            ]),
          ),
        },
      },
    ],
    workflows: permitted.map(({id, description, customWebhookTriggerId}) => ({
      id,
      description,
      projectId,
      integrationId: integration.id,
      customWebhookTriggerId,
      steps: [] as Record<string, unknown>[],
    })),
    sdkIntegrationConfig:
      custom || !integration.isActive
        ? null
        : {
            oauthInputs: [] as Input[],
            accountTypes: integration.accountTypes,
            authConfigInputs: integration.inputs,
            postOauthInputs: integration.postOauthInputs,
            ...(integration.packageInstallUrl && {
              authSchemeOptions: {packageInstallUrl: integration.packageInstallUrl},
            }),
            dataSources: integration.dataSources,
          },
  };
}

/** An entry of `GET /sdk/metadata`. */
export function toMetadata(integration: Integration, origin: string) {
  const {type, name, brandColor} = integration;
  return {type, name, brandColor, icon: origin + iconPath(integration)};
}
