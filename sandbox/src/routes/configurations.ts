import {createRoute, z} from '@hono/zod-openapi';
import {checkExternalId} from '../accounts/accounts.js';
import {badRequest} from '../errors.js';
import type {Services} from '../services.js';
import {
  CONFIGURATION_HEADER,
  answers,
  credentialSchema,
  jsonBody,
  security,
  valuesSchema,
  withId,
  type SdkApp,
} from './sdk-app.js';

/** Sets of settings of an account, besides the one that it begins with. */
export function registerConfigurations(app: SdkApp, {accounts}: Pick<Services, 'accounts'>): void {
  const route = {
    tags: ['credentials'],
    security,
    path: '/credentials/{credentialId}/configurations' as const,
  };
  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      summary: 'Adds a set of settings to an account',
      request: {
        params: withId('credentialId'),
        ...jsonBody(z.object({externalId: z.string().optional()}), false),
      },
      responses: answers(credentialSchema, 'The account with all its configurations'),
    }),
    async (c) => {
      const {own} = c.var;
      const account = await own.get(c.req.param('credentialId'), 'credential:read');
      const sent = c.req.valid('json').externalId;
      const externalId = sent === undefined ? undefined : checkExternalId(sent);
      own.check('configuration:write', account, {externalId: externalId ?? null});
      await accounts.addConfiguration(account, externalId);
      return c.json(await own.view(account), 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'patch',
      summary: 'Replaces the metadata of a configuration',
      request: {params: withId('credentialId'), ...jsonBody(z.object({meta: valuesSchema}))},
      responses: answers(credentialSchema, 'The account with all its configurations'),
    }),
    async (c) => {
      const {own} = c.var;
      const account = await own.get(c.req.param('credentialId'), 'credential:read');
      const configuration = own.configuration(
        account,
        c.req.header(CONFIGURATION_HEADER),
        'configuration:write',
      );
      const {meta} = c.req.valid('json');
      await accounts.changeConfiguration(account, configuration.id, () => ({meta}));
      return c.json(await own.view(account), 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'delete',
      summary: 'Removes a configuration other than the default one',
      request: {params: withId('credentialId')},
      responses: answers(z.object({}), 'It is gone'),
    }),
    async (c) => {
      const {own} = c.var;
      const account = await own.get(c.req.param('credentialId'), 'credential:read');
      const configuration = own.configuration(
        account,
        c.req.header(CONFIGURATION_HEADER),
        'configuration:write',
      );
      if (configuration.isDefault) throw badRequest('The default configuration cannot be removed.');
      await accounts.removeConfiguration(account, configuration.id);
      return c.json({}, 200);
    },
  );
}
