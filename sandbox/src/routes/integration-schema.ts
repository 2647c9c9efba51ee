import {z} from '@hono/zod-openapi';
import {valuesSchema} from './sdk-app.js';

const optionSchema = z
  .object({label: z.string(), value: z.string(), subtitle: z.string().optional()})
  .openapi('Option');
const sectionSchema = z.object({title: z.string(), items: z.array(optionSchema)}).openapi('OptionSection');

/** One entry of a list of options. */
export const choiceSchema = z.union([optionSchema, sectionSchema]);

/** Further members depend on the type; clients pass over those that they do not know. */
const inputSchema = z
  .looseObject({
    id: z.string(),
    type: z.string(),
    title: z.string(),
    required: z.boolean().optional(),
    sourceType: z.string().optional(),
    values: z.array(z.union([choiceSchema, z.string()])).optional(),
  })
  .openapi('Input');

const accountTypeSchema = z
  .object({
    id: z.string(),
    scheme: z.string(),
    accountDescription: z.string().optional(),
    oauthParameters: z
      .array(z.object({key: z.string(), source: z.object({type: z.literal('VALUE'), value: z.string()})}))
      .optional(),
    endUserSuppliedValues: z.array(inputSchema).optional(),
    skipPostOAuthInputs: z.boolean().optional(),
  })
  .openapi('AccountType');

const sdkIntegrationConfigSchema = z
  .object({
    oauthInputs: z.array(inputSchema),
    accountTypes: z.array(accountTypeSchema),
    authConfigInputs: z.array(inputSchema),
    postOauthInputs: z.array(inputSchema),
    authSchemeOptions: z.object({packageInstallUrl: z.string()}).optional(),
    dataSources: z.record(z.string(), z.looseObject({type: z.string()})),
  })
  .openapi('SDKIntegrationConfig');

const workflowMetaSchema = z.object({
  id: z.uuid(),
  order: z.int(),
  infoText: z.string().optional(),
  defaultEnabled: z.boolean(),
  hidden: z.boolean(),
  inputs: z.array(inputSchema),
  /** A comparison of the user's metadata, or several joined by `and` or `or`. */
  permissions: valuesSchema.optional(),
});

const configSchema = z
  .object({
    id: z.uuid(),
    values: z.object({
      description: z.string(),
      overview: z.string(),
      accentColor: z.string(),
      paragonLink: z.boolean(),
      sharedMeta: z.object({inputs: z.array(inputSchema)}),
      workflowMeta: z.record(z.string(), workflowMetaSchema),
    }),
  })
  .openapi('IntegrationConfig');

const workflowSchema = z
  .object({
    id: z.uuid(),
    description: z.string(),
    projectId: z.uuid(),
    integrationId: z.uuid(),
    customWebhookTriggerId: z.uuid().optional(),
    steps: z.array(valuesSchema),
  })
  .openapi('Workflow');

const recordSchema = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  customIntegrationId: z.uuid().nullable(),
  customIntegration: z
    .object({
      id: z.uuid(),
      name: z.string(),
      slug: z.string(),
      icon: z.string(),
      authenticationType: z.string(),
      isPublished: z.boolean(),
      inputFields: z.array(inputSchema),
    })
    .nullable(),
  type: z.string(),
  name: z.string(),
  brandColor: z.string(),
  isActive: z.boolean(),
  authenticationType: z.string(),
  providerType: z.string(),
  needPreOauthInputs: z.boolean(),
  hasCredential: z.boolean(),
  connectedUserLimitOnDevCred: z.int(),
  connectedUserLimitReached: z.boolean(),
  /** Ids of workflows that the user's metadata does not permit. */
  noPermissionWorkflows: z.array(z.uuid()),
  configs: z.array(configSchema),
  workflows: z.array(workflowSchema),
  sdkIntegrationConfig: sdkIntegrationConfigSchema.nullable(),
});

/** An entry of `GET /sdk/integrations`. */
export const integrationSchema = recordSchema.openapi('Integration');

/** One integration with what its account holds, for pickers in the page. */
export const connectedIntegrationSchema = recordSchema
  .extend({
    providerId: z.string(),
    providerData: valuesSchema,
    accountAuth: z.record(z.string(), z.string()).optional(),
  })
  .openapi('ConnectedIntegration');

/** An entry of `GET /sdk/metadata`. */
export const metadataSchema = z
  .object({type: z.string(), name: z.string(), brandColor: z.string(), icon: z.string()})
  .openapi('IntegrationMetadata');
