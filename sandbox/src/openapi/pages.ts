import {z, type OpenAPIHono} from '@hono/zod-openapi';
import {projectParam} from '../routes/sdk-app.js';

type Registry = OpenAPIHono['openAPIRegistry'];

const ofType = (type: string, description: string) => ({
  description,
  content: {[type]: {schema: z.string()}},
});
const page = (description: string) => ofType('text/html', description);
const picture = (description: string) => ofType('image/svg+xml', description);
const missing = {404: {$ref: '#/components/responses/NotFound'}};
const refusals = (descriptions: Record<number, string>) =>
  Object.fromEntries(Object.entries(descriptions).map(([status, text]) => [status, page(text)]));

const answerQuery = z.object({
  state: z.string().optional(),
  code: z.string().optional(),
  error: z.string().optional(),
  iss: z.string().optional(),
});
const callbackAnswers = {
  200: page('Connected, or refused by the user; closes its window'),
  ...refusals({
    400: 'The answer belongs to no sign-in, or could not be verified',
    403: 'The sign-in was started in another browser',
    409: 'The sign-in is over',
    410: 'The sign-in took too long',
    502: 'The provider cannot be reached',
  }),
};

/** Pages, pictures and files: what browsers load without a user token in a header. */
export function describePages(registry: Registry): void {
  const oauth = {method: 'get' as const, tags: ['oauth pages']};
  for (const prefix of ['', '/v2']) {
    registry.registerPath({
      ...oauth,
      path: `${prefix}/projects/{projectId}/sdk/actions/oauth-nonce`,
      summary: 'First page of a provider window: binds the browser to the user by a cookie',
      request: {
        params: z.object(projectParam),
        query: z.object({
          userToken: z.string(),
          integrationId: z.string(),
          originForPostMessage: z.string(),
          action: z.string().optional(),
        }),
      },
      responses: {
        200: page('Says `oauth-nonce-loaded` to the page that opened it'),
        ...refusals({
          400: 'The page that opened it may not connect accounts',
          401: 'The user token is not valid',
          403: 'The user token does not permit to connect this integration',
          404: 'There is no such project or integration',
        }),
      },
    });
  }
  registry.registerPath({
    ...oauth,
    path: '/oauth/callback/{type}',
    summary: 'Where the provider sends the user back to',
    request: {params: z.object({type: z.string()}), query: answerQuery},
    responses: callbackAnswers,
  });
  registry.registerPath({
    ...oauth,
    path: '/oauth',
    summary: 'Where redirect pages of the app pass the answer of the provider on to',
    request: {query: answerQuery},
    responses: callbackAnswers,
  });

  const file = {method: 'get' as const, tags: ['pages and pictures']};
  registry.registerPath({...file, path: '/', summary: 'The inspector', responses: {200: page('A page')}});
  registry.registerPath({
    ...file,
    path: '/docs',
    summary: 'This description as a page',
    responses: {200: page('A page')},
  });
  registry.registerPath({
    ...file,
    path: '/openapi.json',
    summary: 'This description',
    responses: {
      200: {
        description: 'An OpenAPI 3.1 document',
        content: {'application/json': {schema: z.looseObject({openapi: z.literal('3.1.0')})}},
      },
    },
  });
  registry.registerPath({
    ...file,
    path: '/ui',
    summary: 'The portal page that clients embed',
    responses: {200: page('A page that allowed origins may frame')},
  });
  registry.registerPath({
    ...file,
    path: '/integrations/{file}',
    summary: 'Icons of the integrations',
    request: {params: z.object({file: z.string()})},
    responses: {200: picture('The icon'), ...missing},
  });
  registry.registerPath({
    ...file,
    path: '/images/icons/byo-placeholder.svg',
    summary: 'Stands in for the icon of a custom integration',
    responses: {200: picture('The icon')},
  });
  registry.registerPath({
    ...file,
    path: '/images/{file}',
    summary: 'Pictures of instructions',
    request: {params: z.object({file: z.string()})},
    responses: {200: picture('The picture'), ...missing},
  });
  const assets = {
    '/_assets/{file}': 'Scripts, style sheet and icon of the pages',
    '/_assets/portal/{file}': 'Scripts and style sheet of the portal page',
    '/_assets/portal/elements/{file}': 'The library that draws the portal, if it is built',
  };
  for (const [path, summary] of Object.entries(assets))
    registry.registerPath({
      ...file,
      path,
      summary,
      request: {params: z.object({file: z.string()})},
      responses: {
        200: {
          description: 'The file',
          content: {
            'text/javascript': {schema: z.string()},
            'text/css': {schema: z.string()},
            'image/svg+xml': {schema: z.string()},
          },
        },
        ...missing,
      },
    });
}
