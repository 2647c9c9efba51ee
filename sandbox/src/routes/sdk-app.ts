import type {HttpBindings} from '@hono/node-server';
import {OpenAPIHono, z} from '@hono/zod-openapi';
import {badRequest} from '../errors.js';
import type {Person} from '../users/persons.js';

/** Routes that know whose token was presented. */
export interface SdkEnv {
  Bindings: HttpBindings;
  Variables: {person: Person};
}

export type SdkApp = OpenAPIHono<SdkEnv>;

/** An app whose schemas refuse wrong input with a sentence. */
export function createSdkApp(): SdkApp {
  return new OpenAPIHono<SdkEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const problems = result.error.issues.map(
        ({path, message}) => `${path.join('.') || 'body'}: ${message}`,
      );
      throw badRequest(`The request is not valid. ${problems.join('; ')}.`);
    },
  });
}

export const errorSchema = z
  .object({
    message: z.string(),
    code: z.string(),
    status: z.int(),
    meta: z.record(z.string(), z.unknown()),
  })
  .openapi('Error');

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: {'application/json': {schema}},
});

export const errorAnswer = (description: string) => json(errorSchema, description);

/** The answers of a route: its own and the errors that every route can give. */
export const answers = <T extends z.ZodType>(schema: T, description: string) => ({
  200: json(schema, description),
  default: errorAnswer('What went wrong'),
});

export const jsonBody = <T extends z.ZodType>(schema: T, required = true) => ({
  body: {required, content: {'application/json': {schema}}},
});

export const projectParam = {
  projectId: z
    .string()
    .openapi({param: {name: 'projectId', in: 'path'}, description: 'The project of this sandbox'}),
};
export const projectParams = z.object(projectParam);
export const withId = (name: string) => z.object({...projectParam, [name]: z.string().min(1).max(200)});

export const valuesSchema = z.record(z.string(), z.unknown());

export const CREDENTIAL_HEADER = 'X-Paragon-Credential';
export const CONFIGURATION_HEADER = 'X-Paragon-Configuration-Id';

export const security = [{userToken: []}];

const momentSchema = z.iso.datetime();

const configurationSchema = z
  .object({
    id: z.uuid(),
    connectCredentialId: z.uuid(),
    isDefault: z.boolean(),
    externalId: z.string().optional(),
    configMeta: valuesSchema,
    meta: valuesSchema,
    sharedSettings: valuesSchema,
    workflowSettings: valuesSchema,
    dateCreated: momentSchema,
    dateUpdated: momentSchema,
  })
  .openapi('Configuration');

const accountSchema = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  integrationId: z.uuid(),
  personaId: z.uuid(),
  status: z.enum(['VALID', 'INVALID', 'PENDING']),
  externalId: z.string().optional(),
  isPreviewCredential: z.boolean(),
  providerId: z.string(),
  providerData: valuesSchema,
  refreshFailureCount: z.int(),
  isRefreshing: z.boolean(),
  dateCreated: momentSchema,
  dateUpdated: momentSchema,
  dateDeleted: z.null(),
  dateRefreshed: momentSchema,
  dateValidUntil: momentSchema.optional(),
  config: z.object({configuredWorkflows: valuesSchema, sharedSettings: valuesSchema}),
  configurations: z.array(configurationSchema),
});

export const credentialSchema = accountSchema.openapi('Credential');

/** After a change of settings. */
export const changedCredentialSchema = accountSchema
  .extend({
    errors: z.array(z.string()).optional().openapi({description: 'Values that were not accepted'}),
  })
  .openapi('ChangedCredential');
