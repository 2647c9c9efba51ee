import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import Provider from 'oidc-provider';
import type {IntegrationEntry} from '../../src/index.js';

/** A provider that has nothing to do with the sandbox: an authorization server with an API that takes its tokens only. */
export interface RealProvider {
  readonly url: string;
  /** Registers where it may send users back to; until then it answers nothing. */
  register(redirectUris: readonly string[]): void;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Path and query of what was asked of its authorization endpoint. */
  readonly authorizations: URLSearchParams[];
  /** Requests of its API, with the token's user. */
  readonly apiCalls: string[];
  /** Grants that were ended by the client, by token. */
  readonly revocations: string[];
  /** Answers in place of its token endpoint. */
  answerTokens(answer: ((response: ServerResponse) => void) | undefined): void;
  close(): Promise<void>;
}

export async function startRealProvider(options: {
  name: string;
  authentication?: 'basic' | 'post';
  pkce?: boolean;
  /** Puts no `iss` into its answers, as many do. */
  isAnonymous?: boolean;
}): Promise<RealProvider> {
  const {name, authentication = 'basic', pkce = true, isAnonymous = false} = options;
  const clientId = `client at ${name}`;
  const clientSecret = `secret: ${name}/+&=`;
  const authorizations: URLSearchParams[] = [];
  const apiCalls: string[] = [];
  const revocations: string[] = [];
  let tokenAnswer: ((response: ServerResponse) => void) | undefined;

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  let provider: Provider | undefined;

  function createProvider(redirectUris: readonly string[]): Provider {
    const {info, warn} = console;
    console.info = console.warn = () => undefined;
    try {
      const made: Provider = new Provider(url, {
        clients: [
          {
            client_id: clientId,
            client_secret: clientSecret,
            redirect_uris: [...redirectUris],
            grant_types: ['authorization_code', 'refresh_token'],
            response_types: ['code'],
            token_endpoint_auth_method:
              authentication === 'post' ? 'client_secret_post' : 'client_secret_basic',
          },
        ],
        scopes: ['openid', 'things:read', 'things:write'],
        pkce: {required: () => pkce},
        extraParams: ['access_type', 'audience'],
        cookies: {
          keys: [name],
          names: {session: `${name}_session`, interaction: `${name}_interaction`, resume: `${name}_resume`},
        },
        features: {
          devInteractions: {enabled: false},
          revocation: {enabled: true, allowedPolicy: () => true},
        },
        rotateRefreshToken: true,
        issueRefreshToken: async () => true,
        expiresWithSession: async () => false,
        interactions: {url: (_context, {uid}) => `/interaction/${uid}`},
        loadExistingGrant: async (context): Promise<InstanceType<Provider['Grant']> | undefined> => {
          const consent = context.oidc.result?.['consent'] as {grantId?: string} | undefined;
          return consent?.grantId ? context.oidc.provider.Grant.find(consent.grantId) : undefined;
        },
        findAccount: async (_context, id) => ({accountId: id, claims: async () => ({sub: id})}),
      });
      return made;
    } finally {
      Object.assign(console, {info, warn});
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {pathname, searchParams} = new URL(request.url ?? '/', url);
    if (!provider) return void response.writeHead(404).end();
    if (pathname.startsWith('/interaction/')) return interact(provider, request, response);
    if (pathname.startsWith('/api/')) return answerApi(provider, request, response);
    if (pathname === '/token' && tokenAnswer) return tokenAnswer(response);
    if (pathname === '/auth') authorizations.push(searchParams);
    if (pathname === '/token/revocation') revocations.push(pathname);
    if (isAnonymous) withoutIssuer(response);
    await provider.callback()(request, response);
  }

  /** One page for sign-in and consent. */
  async function interact(
    asked: Provider,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const [, , uid, decision] = (request.url ?? '').split('/');
    if (decision === undefined) {
      response.setHeader('Content-Type', 'text/html');
      response.end(
        `<h1>${name}</h1><form action="/interaction/${uid}/allow"></form><form action="/interaction/${uid}/refuse"></form>`,
      );
      return;
    }
    const {params} = await asked.interactionDetails(request, response);
    if (decision === 'refuse') return asked.interactionFinished(request, response, {error: 'access_denied'});
    const grant = new asked.Grant({accountId: 'mira', clientId});
    grant.addOIDCScope(String(params['scope'] ?? ''));
    await asked.interactionFinished(request, response, {
      login: {accountId: 'mira'},
      consent: {grantId: await grant.save()},
    });
  }

  async function answerApi(
    asked: Provider,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const found = token ? await asked.AccessToken.find(token) : undefined;
    apiCalls.push(`${request.method} ${request.url} ${found?.accountId ?? 'nobody'}`);
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = found?.isValid ? 200 : 401;
    response.end(JSON.stringify(found?.isValid ? {id: found.accountId, scope: found.scope} : {error: 'no'}));
  }

  return {
    url,
    register: (redirectUris) => {
      provider = createProvider(redirectUris);
    },
    clientId,
    clientSecret,
    authorizations,
    apiCalls,
    revocations,
    answerTokens: (given) => {
      tokenAnswer = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Takes `iss` out of where the user is sent back to. */
function withoutIssuer(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    setHeader(
      name,
      name.toLowerCase() === 'location' && typeof value === 'string'
        ? value.replace(/[?&]iss=[^&]*/, (found) => (found.startsWith('?') ? '?' : ''))
        : value,
    );
}

/** An integration that signs in at a real provider, with client id and secret in the variables `<PREFIX>_ID` and `_SECRET`. */
export function realIntegration(
  type: string,
  url: string,
  prefix: string,
  provider: Partial<NonNullable<IntegrationEntry['provider']>> = {},
): IntegrationEntry {
  const digits = [...type].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 11) % 0xffffffff;
  const id = `${digits.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  return {
    id,
    configId: id.replace('-0000-', '-1111-'),
    type,
    name: type[0]!.toUpperCase() + type.slice(1),
    brandColor: '#123456',
    authenticationType: 'oauth',
    icon: '',
    description: '',
    provider: {
      authorizationUrl: `${url}/auth`,
      tokenUrl: `${url}/token`,
      revocationUrl: `${url}/token/revocation`,
      issuer: url,
      sendsIssuer: true,
      clientIdVariable: `${prefix}_ID`,
      clientSecretVariable: `${prefix}_SECRET`,
      ...provider,
    },
    oauth: {scopes: {'things:read': 'Read things', 'things:write': 'Change things'}},
    apiBase: `${url}/api`,
    account: {path: '/me', providerId: '{id}', providerData: {scope: '{scope}'}, refusal: 'No.'},
  };
}
