import {createRoute, z} from '@hono/zod-openapi';
import type {OwnAccounts} from '../accounts/own-accounts.js';
import {viewIntegrationState, viewResources} from '../accounts/view.js';
import {toMetadata, toRecord} from '../catalog/record.js';
import type {Services} from '../services.js';
import type {Person} from '../users/persons.js';
import {integrationSchema, metadataSchema} from './integration-schema.js';
import {
  answers,
  credentialSchema,
  jsonBody,
  projectParams,
  security,
  valuesSchema,
  type SdkApp,
} from './sdk-app.js';

const stateSchema = z
  .object({
    enabled: z.boolean(),
    credentialId: z.string().optional(),
    credentialConfigId: z.string().optional(),
    credentialStatus: z.enum(['VALID', 'INVALID', 'PENDING']).optional(),
    providerId: z.string().optional(),
    providerData: valuesSchema.optional(),
    externalId: z.string().optional(),
    sharedSettings: valuesSchema.optional(),
    workflowSettings: valuesSchema.optional(),
    configuredWorkflows: valuesSchema,
    configMeta: valuesSchema.optional(),
    allCredentials: z.array(credentialSchema),
  })
  .openapi('IntegrationState');

const resourceSchema = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    integrationId: z.uuid(),
    credentialId: z.uuid().optional().openapi({description: 'Left out while it is not connected'}),
    credentialStatus: z.enum(['VALID', 'INVALID', 'PENDING']).optional(),
  })
  .openapi('Resource');

const meSchema = z
  .object({
    authenticated: z.literal(true),
    userId: z.string(),
    project: z.object({id: z.string(), billingPlan: z.string(), accessibleFeatures: z.array(z.string())}),
    meta: valuesSchema,
    resources: z.array(resourceSchema),
    integrations: z.record(z.string(), stateSchema),
  })
  .openapi('ConnectedUser');

/** Who is signed in, what the project offers, and what of it the user has connected. */
export function registerMe(app: SdkApp, services: Services): void {
  const {activity, catalog, projectId, persons, permissions, plan, urls} = services;
  const active = () => catalog.all.filter(({isActive}) => isActive);

  async function view(person: Person, {visibleOf}: OwnAccounts) {
    const own = visibleOf(await permissions.enforce(person));
    return {
      authenticated: true as const,
      userId: person.userId,
      project: {
        id: projectId,
        billingPlan: 'connect_enterprise',
        accessibleFeatures: [...plan.terms.features],
      },
      meta: person.meta,
      resources: viewResources(catalog, own),
      integrations: Object.fromEntries(
        active().map((integration) => [integration.type, viewIntegrationState(integration, own)]),
      ),
    };
  }

  const me = {path: '/me' as const, security, tags: ['user']};
  app.openapi(
    createRoute({
      ...me,
      method: 'get',
      summary: 'The connected user',
      request: {params: projectParams},
      responses: answers(meSchema, 'The user, with the state of every active integration'),
    }),
    async (c) => c.json(await view(c.var.person, c.var.own), 200),
  );

  app.openapi(
    createRoute({
      ...me,
      method: 'patch',
      summary: 'Adds to the metadata of the user',
      request: {params: projectParams, ...jsonBody(z.object({meta: valuesSchema}))},
      responses: answers(meSchema, 'The user after the change'),
    }),
    async (c) => {
      const person = await persons.mergeMeta(c.var.person, c.req.valid('json').meta);
      activity.changed('users');
      return c.json(await view(person, c.var.own), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/integrations',
      tags: ['project'],
      security,
      summary: 'The integrations of the project',
      request: {params: projectParams},
      responses: answers(
        z.array(integrationSchema),
        'Active and inactive integrations with their configuration',
      ),
    }),
    async (c) => {
      const {person} = c.var;
      const seenBy = {projectId, origin: urls.paragon, meta: person.meta, isFull: await plan.isFull(person)};
      return c.json(
        catalog.all.map((entry) => toRecord(entry, seenBy)),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/metadata',
      tags: ['project'],
      security,
      summary: 'Names, colours and icons of the active integrations',
      request: {params: projectParams},
      responses: answers(z.array(metadataSchema), 'One entry for each active integration'),
    }),
    (c) =>
      c.json(
        active().map((entry) => toMetadata(entry, urls.paragon)),
        200,
      ),
  );
}
