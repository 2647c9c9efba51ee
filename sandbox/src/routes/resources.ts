import {createRoute} from '@hono/zod-openapi';
import {notFound} from '../errors.js';
import type {Services} from '../services.js';
import {answers, credentialSchema, jsonBody, security, valuesSchema, withId, type SdkApp} from './sdk-app.js';

/** Things of the app itself that its users connect by values. */
export function registerResources(app: SdkApp, {catalog, installer}: Services): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/resources/{resourceId}/connect',
      tags: ['resources'],
      security,
      summary: 'Connects a resource, anew or in place of what was connected for it',
      description: 'The body holds the inputs of its integration. `GET /sdk/me` lists the resources.',
      request: {params: withId('resourceId'), ...jsonBody(valuesSchema)},
      responses: answers(credentialSchema, 'The connected account'),
    }),
    async (c) => {
      const {person, own} = c.var;
      const resource = catalog.resources.find(({id}) => id === c.req.param('resourceId').toLowerCase());
      const integration = resource && catalog.byType(resource.integration);
      if (!integration) throw notFound('There is no such resource in this project.');
      const account = await installer.connectByInputs(person, integration, c.req.valid('json'), {
        options: {},
        permissions: own.permissions,
        resource,
      });
      return c.json(await own.view(account), 200);
    },
  );
}
