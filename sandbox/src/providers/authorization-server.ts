import type Provider from 'oidc-provider';
import type {Configuration, KoaContextWithOIDC} from 'oidc-provider';
import {exportJWK, generateKeyPair, type JWK} from 'jose';
import {eq} from 'drizzle-orm';
import type {Catalog} from '../catalog/index.js';
import type {Integration} from '../catalog/schema.js';
import {BANNER} from '../constants.js';
import type {KeyStore} from '../db/keys.js';
import type {Database} from '../db/open.js';
import {redirectPages} from '../db/schema.js';
import {randomToken, type Vault} from '../db/vault.js';
import {traceOf} from '../errors.js';
import type {Urls} from '../services.js';
import type {RedirectPages} from '../http/redirect-pages.js';
import {errorPage} from './interaction-pages.js';
import {createMarketplaceVisits} from './marketplace-visits.js';
import {createOidcAdapter} from './oidc-adapter.js';
import {demoClients, findPerson} from './people.js';

/** Parameters of the authorization request beyond the standard: which store, which kind of organisation. */
export const extraParameters = ['shop', 'environment'] as const;

/** First path segments that the authorization server answers. */
export const authorizationServerPaths = ['authorize', 'token', 'revoke', 'userinfo', 'jwks', '.well-known'];

export const ACCESS_TOKEN_LIFETIME = 3600;
const DAY = 24 * 3600;

export const callbackPath = (type: string) => `/oauth/callback/${type}`;
/** Where redirect pages of the embedding app pass the answer on to. */
export const FORWARDED_CALLBACK_PATH = '/oauth';

/** At the outside: where an install of an integration begins, and where its code can be shown. */
export const marketplacePath = (type: string) => `/marketplace/${type}`;
export const marketplaceCodePath = (type: string) => `${marketplacePath(type)}/code`;

/** The secret that an integration's client shares with the authorization server. */
export const clientSecret = (vault: Vault, type: string) => vault.derive(`client-secret:${type}`);

export interface AuthorizationServerDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly keys: KeyStore;
  readonly catalog: Catalog;
  readonly redirectPages: Pick<RedirectPages, 'isAllowed'>;
  readonly urls: Urls;
}

/** A real OAuth 2.0 authorization server with one confidential client for each integration of the catalogue. */
export async function createAuthorizationServer(deps: AuthorizationServerDeps): Promise<Provider> {
  const {db, vault, keys, catalog, urls} = deps;
  const {Provider: OidcProvider, interactionPolicy} = await importQuietly();
  const [signingKey, cookieKey] = await Promise.all([
    keys.getOrMake<JWK>('outside-signing', async () => {
      const {privateKey} = await generateKeyPair('RS256', {modulusLength: 2048, extractable: true});
      return {...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'outside'};
    }),
    keys.getOrMake<string>('outside-cookies', async () => randomToken()),
  ]);

  async function findClient(clientId: string) {
    const ownClient = findDemoClient(catalog, clientId);
    if (ownClient) return ownClient;
    const integration = catalog.byType(clientId);
    // Who signs in at a real provider has no business here.
    if (!integration?.oauth || integration.provider) return undefined;
    const pages = await db
      .select({url: redirectPages.url})
      .from(redirectPages)
      .where(eq(redirectPages.integrationType, clientId));
    return {
      client_id: clientId,
      client_secret: clientSecret(vault, clientId),
      client_name: `Paragon Sandbox for ${integration.name}`,
      // A page that was used once counts no more when it is not on the list any longer.
      redirect_uris: [
        urls.paragon + callbackPath(clientId),
        urls.outside + marketplaceCodePath(clientId),
        ...pages.map(({url}) => url).filter(deps.redirectPages.isAllowed),
      ],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code' as const],
      token_endpoint_auth_method: 'client_secret_basic' as const,
      scope: Object.keys(integration.oauth.scopes).join(' '),
    };
  }

  const visits = createMarketplaceVisits(db, vault);
  /** Authorization requests that the marketplace has begun. */
  const marketplaceRequests = new WeakSet<object>();

  const policy = interactionPolicy.base();
  policy
    .get('consent')
    ?.checks.add(
      new interactionPolicy.Check('consent_each_time', 'every connection is consented to', (context) =>
        context.oidc.result?.['consent']
          ? interactionPolicy.Check.NO_NEED_TO_PROMPT
          : interactionPolicy.Check.REQUEST_PROMPT,
      ),
    );

  const configuration: Configuration = {
    adapter: createOidcAdapter(db, vault, findClient),
    jwks: {keys: [signingKey as never]},
    cookies: {
      keys: [cookieKey],
      names: {session: 'outside_session', interaction: 'outside_interaction', resume: 'outside_resume'},
    },
    scopes: [...new Set(['openid', 'offline_access', ...catalog.all.flatMap(scopesOf)])],
    responseTypes: ['code'],
    pkce: {required: (context) => !marketplaceRequests.has(context)},
    extraParams: [...extraParameters],
    routes: {
      authorization: '/authorize',
      token: '/token',
      revocation: '/revoke',
      userinfo: '/userinfo',
      jwks: '/jwks',
    },
    features: {
      clientCredentials: {enabled: true},
      devInteractions: {enabled: false},
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: {enabled: false},
      pushedAuthorizationRequests: {enabled: false},
      userinfo: {enabled: false},
    },
    ttl: {
      AccessToken: ACCESS_TOKEN_LIFETIME,
      ClientCredentials: ACCESS_TOKEN_LIFETIME,
      AuthorizationCode: 60,
      RefreshToken: 90 * DAY,
      Grant: 91 * DAY,
      IdToken: 3600,
      Interaction: 15 * 60,
      Session: DAY,
    },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    interactions: {policy, url: (_context, interaction) => `/sign-in/${interaction.uid}`},
    // Each connection gets a grant of its own, so that revoking one leaves the others alone.
    loadExistingGrant: async (context) => {
      const id = (context.oidc.result?.['consent'] as {grantId?: string} | undefined)?.grantId;
      return id ? context.oidc.provider.Grant.find(id) : undefined;
    },
    findAccount: async (_context, id) => {
      const person = findPerson(id);
      if (!person) return undefined;
      return {accountId: id, claims: async () => ({sub: id, name: person.name, email: person.email})};
    },
    clientBasedCORS: () => false,
    renderError: async (context, {error, error_description}) => {
      context.type = 'html';
      for (const [name, value] of Object.entries(errorPage.headers)) context.set(name, value);
      context.body = String(await errorPage.render(error, error_description));
    },
  };

  const provider = new OidcProvider(urls.outside, configuration);
  provider.on('server_error', (_context, error) => console.error(`The outside failed: ${traceOf(error)}`));
  provider.use(async (context, next) => {
    if (context.method === 'GET' && context.path === '/authorize') {
      const {state, client_id: clientId, redirect_uri: redirectUri} = context.query;
      const visit = typeof state === 'string' ? await visits.take(state) : undefined;
      if (visit && visit.clientId === clientId && visit.redirectUri === redirectUri)
        marketplaceRequests.add(context);
    }
    await next();
  });
  // Outermost: also redirects and error pages of these providers carry the headers.
  provider.use(async (context, next) => {
    try {
      await next();
    } finally {
      if (context.response.is('html') && !context.response.get('X-Frame-Options')) {
        for (const [name, value] of Object.entries(foreignPageHeaders)) context.set(name, value);
        context.body = String(context.body).replace('<body>', `<body><p>${BANNER}</p>`);
      }
      // The text of a redirect would repeat its address, with what is in it.
      if (context.status >= 300 && context.status < 400) context.body = '';
      if (!context.response.get('Cache-Control')) context.set('Cache-Control', 'no-store');
      context.set('X-Content-Type-Options', 'nosniff');
      const policyHeader = openerPolicyOf(catalog, (context as KoaContextWithOIDC).oidc?.client?.clientId);
      if (policyHeader) context.set('Cross-Origin-Opener-Policy', policyHeader);
    }
  });
  return provider;
}

/** For pages that the package draws by itself. One of them is a form with a script that sends it. */
const foreignPageHeaders = {
  'Content-Security-Policy': "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
};

/** A client that signs in for itself, of an integration of the catalogue. */
function findDemoClient(catalog: Catalog, id: string) {
  for (const [type, clients] of Object.entries(demoClients)) {
    const found = clients.find(({clientId}) => clientId === id);
    if (found && catalog.byType(type))
      return {
        client_id: found.clientId,
        client_secret: found.clientSecret,
        redirect_uris: [],
        grant_types: ['client_credentials'],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_basic' as const,
      };
  }
  return undefined;
}

export const openerPolicyOf = (catalog: Catalog, clientId: string | undefined) =>
  clientId ? catalog.byType(clientId)?.oauth?.crossOriginOpenerPolicy : undefined;

const scopesOf = (integration: Integration) => Object.keys(integration.oauth?.scopes ?? {});

/** The package says at import that it would rather run on a newer Node; it runs on all that we support. */
async function importQuietly() {
  const {warn} = console;
  console.warn = (...args: unknown[]) => {
    if (!String(args[0]).includes('Unsupported runtime')) warn(...args);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
