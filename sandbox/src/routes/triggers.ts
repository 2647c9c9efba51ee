import {createRoute, z} from '@hono/zod-openapi';
import type {ProviderTrigger} from '../catalog/trigger-schema.js';
import type {Services} from '../services.js';
import {notUsable} from '../workflows/context.js';
import {
  CREDENTIAL_HEADER,
  answers,
  createSdkApp,
  onlyUsers,
  projectParams,
  security,
  type SdkApp,
} from './sdk-app.js';

/** Further members depend on the type. */
const parameterSchema = z
  .looseObject({
    id: z.string(),
    title: z.string(),
    type: z.enum([
      'TEXT',
      'TEXTAREA',
      'CODE',
      'BOOLEAN_INPUT',
      'ENUM',
      'EDITABLE_ENUM',
      'EnumTextAreaPairInput',
      'CONDITIONAL',
      'TIME_CONSTRAINT_INPUT',
    ]),
    required: z.boolean().optional().openapi({description: 'Left out: not required'}),
    valuesSource: z
      .object({sourceType: z.string(), dependencies: z.array(z.string())})
      .optional()
      .openapi({description: '`sourceType` is the `sourceKey` of `POST /sdk/actions`'}),
  })
  .openapi('TriggerParameter');

const triggerSchema = z
  .object({
    type: z.string(),
    triggerModel: z.enum(['POLLING', 'WEBHOOK']),
    title: z.string(),
    description: z.string(),
    parameters: z.array(parameterSchema),
  })
  .openapi('Trigger');

const answerSchema = z.object({
  triggers: z.record(z.string(), z.array(triggerSchema)),
  errors: z.array(z.object({type: z.string(), message: z.string()})).optional(),
});

/** What can be listened to at the providers of the user's accounts. Not below `/sdk`. */
export function createTriggerRoutes(services: Services): SdkApp {
  const {catalog} = services;
  const app = createSdkApp();
  app.use('/triggers', onlyUsers(services));

  app.openapi(
    createRoute({
      method: 'get',
      path: '/triggers',
      tags: ['triggers'],
      security,
      summary: 'What an app can listen to at the providers',
      request: {
        params: projectParams,
        query: z.object({
          integrations: z.string().max(2000).optional().openapi({
            description: 'Names of integrations, joined by commas; left out: those that are connected',
          }),
        }),
        headers: z.object({[CREDENTIAL_HEADER]: z.string().optional()}),
      },
      responses: answers(answerSchema, 'The triggers by integration; `errors` says which have none and why'),
    }),
    async (c) => {
      const {own} = c.var;
      const names = c.req
        .valid('query')
        .integrations?.split(',')
        .map((name) => name.trim());
      const connected = names ? [] : (await own.list()).filter(({resourceId}) => resourceId === null);
      const wanted = names
        ? names.filter((name) => name !== '')
        : catalog.all
            .filter(({id, isActive}) => isActive && connected.some((one) => one.integrationId === id))
            .map(({type}) => type);
      const triggers: Record<string, ProviderTrigger[]> = {};
      const errors: {type: string; message: string}[] = [];
      for (const type of new Set(wanted)) {
        const integration = catalog.byType(type);
        const named = c.req.header(CREDENTIAL_HEADER);
        const account = integration && (await own.meant(integration.id, named, 'credential:read'));
        if (!integration?.isActive)
          errors.push({type, message: 'There is no such integration in this project.'});
        else if (!account) errors.push({type, message: `No ${integration.name} account is connected.`});
        else if (account.status !== 'VALID')
          errors.push({type, message: notUsable(integration, account).message});
        else triggers[type] = integration.triggers;
      }
      return c.json({triggers, ...(errors.length > 0 && {errors})}, 200);
    },
  );
  return app;
}
