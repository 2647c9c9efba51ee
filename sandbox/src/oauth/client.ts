import * as oauth from 'oauth4webapi';
import {fill} from '../accounts/template.js';
import type {AccountTokens, Values} from '../accounts/accounts.js';
import type {Integration} from '../catalog/schema.js';
import type {Vault} from '../db/vault.js';
import {callbackPath, clientSecret} from '../providers/authorization-server.js';
import type {Urls} from '../services.js';

/** Tokens with the time until which the access token is good. */
export interface FreshTokens {
  readonly tokens: AccountTokens;
  readonly dateValidUntil: Date | null;
}

/** The provider refused to refresh: the user has to connect the account again. */
export class GrantEnded extends Error {
  override readonly name = 'GrantEnded';
}

const TIMEOUT = 10_000;

/** The sandbox in its role as OAuth client of the outside. */
export function createOAuthClient({urls, vault}: {urls: Urls; vault: Vault}) {
  const authorizationEndpoint = `${urls.outside}/authorize`;
  const server: oauth.AuthorizationServer = {
    issuer: urls.outside,
    authorization_endpoint: authorizationEndpoint,
    token_endpoint: `${urls.local.outside}/token`,
    revocation_endpoint: `${urls.local.outside}/revoke`,
    authorization_response_iss_parameter_supported: true,
  };
  const clientOf = ({type}: Integration): oauth.Client => ({client_id: type});
  const secretOf = ({type}: Integration) => oauth.ClientSecretBasic(clientSecret(vault, type));
  // The outside is on this machine, without TLS.
  const requestOptions = () => ({[oauth.allowInsecureRequests]: true, signal: AbortSignal.timeout(TIMEOUT)});

  const freshTokens = (answer: oauth.TokenEndpointResponse, former?: AccountTokens): FreshTokens => ({
    tokens: {accessToken: answer.access_token, refreshToken: answer.refresh_token ?? former?.refreshToken},
    dateValidUntil: answer.expires_in === undefined ? null : new Date(Date.now() + answer.expires_in * 1000),
  });

  return Object.freeze({
    /** Each provider answers at an address of its own, so that one's answer cannot pass for another's. */
    redirectUri: ({type}: Integration) => urls.paragon + callbackPath(type),

    async authorizationUrl(
      integration: Integration,
      request: {state: string; codeVerifier: string; redirectUri: string; values: Values},
    ): Promise<string> {
      const url = new URL(authorizationEndpoint);
      const {scopes = {}, authorizationParameters = {}} = integration.oauth ?? {};
      const parameters = {
        client_id: integration.type,
        response_type: 'code',
        redirect_uri: request.redirectUri,
        scope: Object.keys(scopes).join(' '),
        state: request.state,
        code_challenge: await oauth.calculatePKCECodeChallenge(request.codeVerifier),
        code_challenge_method: 'S256',
        prompt: 'consent',
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      for (const [name, template] of Object.entries(authorizationParameters)) {
        const value = fill(template, request.values);
        if (value) url.searchParams.set(name, value);
      }
      return url.href;
    },

    /** Checks `state` and `iss` of the provider's answer. Throws `oauth.AuthorizationResponseError` on a refusal. */
    validate: (integration: Integration, answer: URLSearchParams, state: string) =>
      oauth.validateAuthResponse(server, clientOf(integration), answer, state),

    async exchange(
      integration: Integration,
      validated: URLSearchParams,
      {redirectUri, codeVerifier}: {redirectUri: string; codeVerifier: string},
    ): Promise<FreshTokens> {
      const client = clientOf(integration);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        secretOf(integration),
        validated,
        redirectUri,
        codeVerifier,
        requestOptions(),
      );
      return freshTokens(await oauth.processAuthorizationCodeResponse(server, client, response));
    },

    async refresh(integration: Integration, tokens: AccountTokens): Promise<FreshTokens> {
      if (!tokens.refreshToken) throw new GrantEnded('There is nothing to refresh with.');
      const client = clientOf(integration);
      try {
        const response = await oauth.refreshTokenGrantRequest(
          server,
          client,
          secretOf(integration),
          tokens.refreshToken,
          requestOptions(),
        );
        return freshTokens(await oauth.processRefreshTokenResponse(server, client, response), tokens);
      } catch (error) {
        if (error instanceof oauth.ResponseBodyError && error.error === 'invalid_grant')
          throw new GrantEnded('The provider has ended the connection.', {cause: error});
        throw error;
      }
    },

    /** Ends a grant at the provider. */
    async revoke(integration: Integration, tokens: AccountTokens): Promise<void> {
      const response = await oauth.revocationRequest(
        server,
        clientOf(integration),
        secretOf(integration),
        tokens.refreshToken ?? tokens.accessToken,
        requestOptions(),
      );
      await oauth.processRevocationResponse(response);
    },
  });
}

export type OAuthClient = ReturnType<typeof createOAuthClient>;
