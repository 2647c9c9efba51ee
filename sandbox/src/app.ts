import {OpenAPIHono} from '@hono/zod-openapi';
import type {HttpBindings} from '@hono/node-server';
import type {Context} from 'hono';
import {HTTPException} from 'hono/http-exception';
import {answerHeaders} from './http/answer-headers.js';
import {createAssetRoutes} from './http/assets.js';
import {limitBody} from './http/body-limit.js';
import {idempotency} from './http/idempotency.js';
import {ConnectionDropped, injectFaults} from './http/inject-faults.js';
import {cors, onlyKnownNames} from './http/origins.js';
import {pageHeaders} from './http/pages.js';
import {logRequests} from './http/request-log.js';
import {ApiError, badRequest, errorCodes, isUnstorableText, notFound, traceOf} from './errors.js';
import {createInspector} from './inspector/page.js';
import {createOAuthPageRoutes} from './oauth/page-routes.js';
import {createDocument} from './openapi/document.js';
import {documentationPage} from './openapi/docs-page.js';
import {createPortalRoutes} from './portal/page.js';
import {registerActions} from './routes/actions.js';
import {createControlRoutes} from './routes/control.js';
import {registerConfigurations} from './routes/configurations.js';
import {registerCredentials} from './routes/credentials.js';
import {registerMe} from './routes/me.js';
import {registerOAuth} from './routes/oauth.js';
import {onlyPlainProxyPaths, registerProxy} from './routes/proxy.js';
import {registerResources} from './routes/resources.js';
import {createSdkApp, onlyUsers} from './routes/sdk-app.js';
import {createTriggerRoutes} from './routes/triggers.js';
import {createWebhookRoutes} from './routes/webhooks.js';
import {registerWorkflows} from './routes/workflows.js';
import type {Services} from './services.js';

export type App = OpenAPIHono<{Bindings: HttpBindings}>;

/** Everything on Paragon's own address: API, OAuth pages, pictures, control and inspector. */
export function createApp(services: Services): App {
  const app: App = new OpenAPIHono<{Bindings: HttpBindings}>();
  app.use(answerHeaders);
  app.use(onlyKnownNames(services.urls.paragon));
  app.use(cors(services.origins));
  app.use(logRequests(services.requests, 'paragon'));
  app.use(injectFaults(services.faults, 'paragon'));
  app.use(onlyPlainProxyPaths);
  app.use(limitBody);

  app.route('/', createAssetRoutes(services.catalog));
  app.route('/', createInspector(services));
  app.route('/', createPortalRoutes(services));
  app.route('/_sandbox', createControlRoutes(services));
  app.route('/', createOAuthPageRoutes(services));

  app.route('/', createWebhookRoutes(services));

  const sdk = createProjectRoutes(services);
  app.route('/projects/:projectId/sdk', sdk);
  app.route('/v2/projects/:projectId/sdk', sdk);
  const triggers = createTriggerRoutes(services);
  app.route('/projects/:projectId', triggers);
  app.route('/v2/projects/:projectId', triggers);

  const document = createDocument(app, services);
  app.get('/openapi.json', (c) => c.json(document));
  app.get('/docs', (c) => c.html(documentationPage(document), 200, pageHeaders()));

  app.notFound((c) => c.json(notFound('There is no such route.').toBody(), 404));
  app.onError(answerError);
  return app;
}

function createProjectRoutes(services: Services) {
  const sdk = createSdkApp();
  sdk.use(onlyUsers(services));
  // Above the keys of repeated requests, which are the provider's here.
  registerProxy(sdk, services);
  sdk.use(idempotency(services));
  registerMe(sdk, services);
  registerCredentials(sdk, services);
  registerConfigurations(sdk, services);
  registerResources(sdk, services);
  registerActions(sdk, services);
  registerOAuth(sdk, services);
  registerWorkflows(sdk, services);
  return sdk;
}

/** Paragon's error body for everything that goes wrong. */
function answerError(error: Error, c: Context): Response {
  if (error instanceof ConnectionDropped) throw error;
  if (error instanceof ApiError) {
    const {retryAfter} = error.meta;
    if (typeof retryAfter === 'number') c.header('Retry-After', String(retryAfter));
    return c.json(error.toBody(), error.status);
  }
  if (error instanceof HTTPException && error.status === 400)
    return c.json(badRequest('The body is not valid JSON.').toBody(), 400);
  if (error instanceof HTTPException)
    return c.json(new ApiError(400, errorCodes.badRequest, error.message).toBody(), 400);
  if (isUnstorableText(error))
    return c.json(badRequest('The request holds characters that cannot be stored.').toBody(), 400);
  console.error(`${c.req.method} ${c.req.path} failed: ${traceOf(error)}`);
  return c.json(
    new ApiError(500, errorCodes.internal, 'The sandbox has failed. Its terminal says more.').toBody(),
    500,
  );
}
