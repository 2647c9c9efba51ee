import type {RequestListener} from 'node:http';
import {getRequestListener, type HttpBindings} from '@hono/node-server';
import {RESPONSE_ALREADY_SENT} from '@hono/node-server/utils/response';
import {Hono, type MiddlewareHandler} from 'hono';
import type Provider from 'oidc-provider';
import {traceOf} from '../errors.js';
import {answerHeaders} from '../http/answer-headers.js';
import {createAssetRoutes} from '../http/assets.js';
import {limitBody} from '../http/body-limit.js';
import {pageHeaders} from '../http/pages.js';
import {injectFaults} from '../http/inject-faults.js';
import {cors, onlyKnownNames, type OriginPolicy} from '../http/origins.js';
import type {RedirectPages} from '../http/redirect-pages.js';
import {logRequests, type RequestLog} from '../http/request-log.js';
import {createAccessCheck} from './apis/access.js';
import {createBoxApi} from './apis/drives/box.js';
import {createGoogleDriveApi} from './apis/drives/google-drive.js';
import {createOnedriveApi} from './apis/drives/onedrive.js';
import {createSharepointApi} from './apis/drives/sharepoint.js';
import {createHubspotApi} from './apis/hubspot.js';
import {createJiraApi} from './apis/jira.js';
import {createLighthouseApi} from './apis/lighthouse.js';
import {createOrdersDatabaseApi} from './apis/orders-database.js';
import {createPilotbooksApi} from './apis/pilotbooks.js';
import {createSalesforceApi} from './apis/salesforce.js';
import {createSendgridApi} from './apis/sendgrid.js';
import {createShopifyApi} from './apis/shopify.js';
import {createSlackApi} from './apis/slack.js';
import type {OutsideStore} from './apis/store.js';
import {createTidemailApi} from './apis/tidemail.js';
import {createTrelloApi} from './apis/trello.js';
import {authorizationServerPaths, createAuthorizationServer} from './authorization-server.js';
import {createGrantTargets} from './grant-targets.js';
import {outsideIndexPage} from './index-page.js';
import {createInteractionRoutes, type InteractionDeps} from './interactions.js';
import {createMarketplaceRoutes} from './marketplace.js';
import {createPickers} from './pickers/pickers.js';

export interface OutsideDeps extends InteractionDeps {
  readonly requests: RequestLog;
  readonly outsideStore: OutsideStore;
  readonly redirectPages: RedirectPages;
  /** Pages that may show pickers. */
  readonly origins: OriginPolicy;
}

/** Everything that lies outside of Paragon in real life: the providers' sign-in pages and their APIs. */
export async function createOutside(deps: OutsideDeps): Promise<RequestListener> {
  const provider = await createAuthorizationServer(deps);
  const targets = createGrantTargets(deps.db, deps.vault);
  const access = createAccessCheck(provider, targets);

  const app = new Hono<{Bindings: HttpBindings}>();
  app.use(answerHeaders);
  app.use(onlyKnownNames(deps.urls.outside));
  app.use(logRequests(deps.requests, 'outside'));
  app.use(injectFaults(deps.faults, 'outside'));
  const answerByProvider = provider.callback();
  if (deps.urls.outside !== deps.urls.local.outside) app.use(behindPublicUrl(provider, deps.urls.outside));
  for (const segment of authorizationServerPaths) {
    app.all(`/${segment}/*`, async (c) => {
      await answerByProvider(c.env.incoming, c.env.outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  }
  // Below the authorization server, which reads bodies itself and has a limit of its own.
  app.use(limitBody);
  app.get('/', (c) => c.html(outsideIndexPage(deps.catalog, deps.urls.paragon), 200, pageHeaders()));
  app.route('/', createAssetRoutes(deps.catalog));
  app.route('/sign-in', createInteractionRoutes(provider, deps));
  app.route('/marketplace', createMarketplaceRoutes(deps));
  app.route('/slack', createSlackApi(access, deps.outsideStore));
  app.route('/salesforce', createSalesforceApi(access, deps.outsideStore));
  app.route('/jira', createJiraApi(access, deps.outsideStore));
  app.route('/shopify', createShopifyApi(access, deps.outsideStore));
  app.route('/hubspot', createHubspotApi(access, deps.outsideStore));
  app.route('/sendgrid', createSendgridApi(access, deps.outsideStore));
  app.route('/tidemail', createTidemailApi(access, deps.outsideStore));
  app.route('/lighthouse', createLighthouseApi(access, deps.outsideStore));
  app.route('/pilotbooks', createPilotbooksApi(access, deps.outsideStore));
  app.route('/ordersdb', createOrdersDatabaseApi(access, deps.outsideStore));
  // Of the drives' APIs, Box's is called by pages themselves.
  app.use('/box/2.0/*', cors(deps.origins));
  app.route('/', createPickers({access, origins: deps.origins, outsideUrl: deps.urls.outside}));
  app.route('/googledrive', createGoogleDriveApi(access, deps.outsideStore));
  app.route('/onedrive', createOnedriveApi(access, deps.outsideStore, deps.urls.outside));
  app.route('/sharepoint', createSharepointApi(access, deps.outsideStore, deps.urls.outside));
  app.route('/box', createBoxApi(access, deps.outsideStore));
  app.route('/trello/1', createTrelloApi(access, deps.outsideStore));
  app.onError((error, c) => {
    console.error(`The outside failed: ${traceOf(error)}`);
    return c.json({error: 'internal_error'}, 500);
  });
  const listener = getRequestListener(app.fetch);
  return (request, response) => void listener(request, response);
}

/** Addresses and cookies of the authorization server are for the public address, whatever a load balancer makes of names. */
function behindPublicUrl(provider: Provider, publicUrl: string): MiddlewareHandler<{Bindings: HttpBindings}> {
  const {host, protocol} = new URL(publicUrl);
  provider.proxy = true;
  return async (c, next) => {
    const {headers} = c.env.incoming;
    headers['x-forwarded-host'] = host;
    headers['x-forwarded-proto'] = protocol.slice(0, -1);
    await next();
  };
}
