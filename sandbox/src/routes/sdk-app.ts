import type {HttpBindings} from '@hono/node-server';
import {OpenAPIHono, z} from '@hono/zod-openapi';
import type {MiddlewareHandler} from 'hono';
import {badRequest, notFound} from '../errors.js';
import type {OwnAccounts} from '../accounts/own-accounts.js';
import type {Services} from '../services.js';
import type {Person} from '../users/persons.js';
import {bearerToken} from '../users/user-tokens.js';

/** Routes that know whose token was presented. */
export interface SdkEnv {
  Bindings: HttpBindings;
  Variables: {
    person: Person;
    /** What of the user's accounts the token permits. */
    own: OwnAccounts;
  };
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

/** Lets nobody through without a valid token for this project, and knows whose it is. */
export function onlyUsers(
  services: Pick<Services, 'projectId' | 'tokens' | 'persons' | 'ownAccounts'>,
): MiddlewareHandler<SdkEnv> {
  const {projectId, tokens, persons, ownAccounts} = services;
  return async (c, next) => {
    if (c.req.param('projectId') !== projectId)
      throw notFound(`This sandbox does not serve this project. It serves the project ${projectId}.`);
    const {userId, permissions} = await tokens.verify(bearerToken(c.req.header('Authorization')));
    const person = await persons.forUser(userId);
    c.set('person', person);
    c.set('own', ownAccounts(person, permissions));
    c.header('Cache-Control', 'no-store');
    await next();
  };
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
