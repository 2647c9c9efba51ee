import type {OpenAPIHono} from '@hono/zod-openapi';
import type {HttpBindings} from '@hono/node-server';
import {errorSchema} from '../routes/sdk-app.js';
import type {Services} from '../services.js';
import {VERSION} from '../version.js';
import {describeControl} from './control.js';
import {describePages} from './pages.js';

type DescribedApp = OpenAPIHono<{Bindings: HttpBindings}>;
export type ApiDocument = ReturnType<DescribedApp['getOpenAPI31Document']>;
type PathItem = NonNullable<ApiDocument['paths']>[string];
export type Operation = NonNullable<PathItem['get']>;
type Responses = NonNullable<Operation['responses']>;

export const httpMethods = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;

/** What every route can answer besides its own answers. Routes declare these as one `default`. */
const failures = {
  400: ['BadRequest', 'The request is not valid, or cannot be done as things stand'],
  401: ['Unauthorized', 'The user token is missing, has expired or is not valid'],
  403: [
    'Forbidden',
    'The user token does not permit this (code 7210), or the sandbox is not called by a name or from a page that it knows',
  ],
  404: ['NotFound', 'There is no such thing, or it belongs to somebody else'],
  409: ['Conflict', 'The name is taken, or the first request with this Idempotency-Key is still at work'],
  413: ['TooLarge', 'The body is too large'],
  422: ['KeyUsedTwice', 'The Idempotency-Key was used for another request'],
  500: ['Failed', 'The sandbox has failed'],
  502: ['ProviderFailed', 'The provider cannot be reached, or has failed'],
  503: ['DatabaseUnavailable', 'The database cannot be reached at the moment; try again'],
} as const;

type FailureStatus = keyof typeof failures;
const forEveryUser: readonly FailureStatus[] = [400, 401, 403, 404, 409, 500, 502, 503];
const withBody: readonly FailureStatus[] = [413, 422];
const withoutUser: readonly FailureStatus[] = [400, 403, 404, 413, 500, 503];

/** Describes everything on Paragon's address. */
export function createDocument(app: DescribedApp, {urls}: Pick<Services, 'urls'>): ApiDocument {
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'userToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A user token: a JWT with `sub` and `exp`, signed with RS256. `/_sandbox/token` signs one.',
  });
  registry.register('Error', errorSchema);
  for (const [name, description] of Object.values(failures))
    registry.registerComponent('responses', name, {
      description,
      content: {'application/json': {schema: {$ref: '#/components/schemas/Error'}}},
    });
  describePages(registry);
  describeControl(registry);

  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Paragon Sandbox',
      version: VERSION,
      description:
        'An independent local server that speaks the protocol of the Paragon SDK. Every route below `/projects` also answers with `/v2` in front.',
    },
    servers: [{url: urls.paragon}],
  });
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of httpMethods) {
      const operation = item[method];
      if (operation) nameFailures(operation);
    }
  }
  return document;
}

/** Puts the statuses that there are in place of `default`. */
function nameFailures(operation: Operation): void {
  const responses = operation.responses as Responses & {default?: unknown};
  if (!responses.default) return;
  delete responses.default;
  const statuses = operation.security?.length
    ? [...forEveryUser, ...(operation.requestBody ? withBody : [])]
    : withoutUser;
  for (const status of statuses)
    responses[status] ??= {$ref: `#/components/responses/${failures[status][0]}`};
}
