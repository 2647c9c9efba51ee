import * as oauth from 'oauth4webapi';
import {fill} from '../accounts/template.js';
import type {AccountTokens, Values} from '../accounts/accounts.js';
import type {Integration} from '../catalog/schema.js';
import type {Vault} from '../db/vault.js';
import {callbackPath, marketplaceCodePath} from '../providers/authorization-server.js';
import {createParties, type Environment} from './parties.js';
import type {Urls} from '../services.js';
import {codeRefused, explainFailure, oauthErrorOf, standardAnswer} from './token-answers.js';

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

/** The sandbox in its role as OAuth client: of the outside, and of real providers. */
export function createOAuthClient(deps: {
  urls: Urls;
  vault: Vault;
  /** Default: that of the process. */
  environment?: Environment;
}) {
  const {urls, vault, environment = () => process.env} = deps;
  const partyOf = createParties({urls, vault, environment});
  // Both the outside and providers on this machine do without TLS; other addresses are checked with the catalogue.
  const requestOptions = () => ({[oauth.allowInsecureRequests]: true, signal: AbortSignal.timeout(TIMEOUT)});

  const freshTokens = (answer: oauth.TokenEndpointResponse, former?: AccountTokens): FreshTokens => ({
    tokens: {accessToken: answer.access_token, refreshToken: answer.refresh_token ?? former?.refreshToken},
    dateValidUntil: answer.expires_in === undefined ? null : new Date(Date.now() + answer.expires_in * 1000),
  });

  /** Only real providers are forgiven deviations from the standard. */
  const readable = async ({provider}: Integration, response: Response) =>
    provider ? standardAnswer(response) : response;

  /** Redeems a code for tokens. */
  async function redeem(
    integration: Integration,
    validated: URLSearchParams,
    {redirectUri, codeVerifier}: {redirectUri: string; codeVerifier: string | undefined},
  ): Promise<FreshTokens> {
    const {server, client, authenticate} = partyOf(integration);
    try {
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        authenticate,
        validated,
        redirectUri,
        codeVerifier ?? oauth.nopkce,
        requestOptions(),
      );
      return freshTokens(
        await oauth.processAuthorizationCodeResponse(server, client, await readable(integration, response)),
      );
    } catch (error) {
      throw explainFailure(integration, error) ?? error;
    }
  }

  return Object.freeze({
    /** Each provider answers at an address of its own, so that one's answer cannot pass for another's. */
    redirectUri: ({type}: Integration) => urls.paragon + callbackPath(type),

    async authorizationUrl(
      integration: Integration,
      request: {state: string; codeVerifier: string; redirectUri: string; values: Values},
    ): Promise<string> {
      const party = partyOf(integration);
      const url = new URL(party.server.authorization_endpoint ?? '');
      const scope = Object.keys(integration.oauth?.scopes ?? {}).join(party.scopeSeparator);
      const parameters = {
        client_id: party.client.client_id,
        response_type: 'code',
        redirect_uri: request.redirectUri,
        ...(scope && {scope}),
        state: request.state,
        ...(party.usesPkce && {
          code_challenge: await oauth.calculatePKCECodeChallenge(request.codeVerifier),
          code_challenge_method: 'S256',
        }),
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      for (const [name, template] of Object.entries(party.parameters)) {
        const value = fill(template, request.values);
        if (value) url.searchParams.set(name, value);
      }
      return url.href;
    },

    /** Checks `state` and `iss` of the provider's answer. Throws `oauth.AuthorizationResponseError` on a refusal. */
    validate(integration: Integration, answer: URLSearchParams, state: string): URLSearchParams {
      const {server, client} = partyOf(integration);
      const {provider} = integration;
      const issuer = answer.get('iss');
      // Where nobody has said what a provider calls itself, an answer still cannot come from another site's provider.
      const isKin = provider && !provider.issuer && issuer !== null && originOf(issuer) === server.issuer;
      return oauth.validateAuthResponse(isKin ? {...server, issuer} : server, client, answer, state);
    },

    exchange(
      integration: Integration,
      validated: URLSearchParams,
      {redirectUri, codeVerifier}: {redirectUri: string; codeVerifier: string},
    ): Promise<FreshTokens> {
      const {usesPkce} = partyOf(integration);
      return redeem(integration, validated, {
        redirectUri,
        codeVerifier: usesPkce ? codeVerifier : undefined,
      });
    },

    /**
     * Redeems a code that the provider gave to a page of the app, in an install that has begun in its marketplace.
     *
     * @param redirectUrl That page. Default: the page that shows the code at the outside; at a real provider, our own.
     */
    async redeemInstallCode(
      integration: Integration,
      code: string,
      redirectUrl: string | undefined,
    ): Promise<FreshTokens> {
      const {server, client} = partyOf(integration);
      const own = integration.provider
        ? urls.paragon + callbackPath(integration.type)
        : urls.outside + marketplaceCodePath(integration.type);
      const validated = oauth.validateAuthResponse(
        {...server, authorization_response_iss_parameter_supported: false},
        client,
        new URLSearchParams({code}),
        oauth.skipStateCheck,
      );
      try {
        return await redeem(integration, validated, {
          redirectUri: redirectUrl ?? own,
          codeVerifier: undefined,
        });
      } catch (error) {
        throw codeRefused(integration, error);
      }
    },

    async refresh(integration: Integration, tokens: AccountTokens): Promise<FreshTokens> {
      if (!tokens.refreshToken) throw new GrantEnded('There is nothing to refresh with.');
      const {server, client, authenticate} = partyOf(integration);
      try {
        const response = await oauth.refreshTokenGrantRequest(
          server,
          client,
          authenticate,
          tokens.refreshToken,
          requestOptions(),
        );
        return freshTokens(
          await oauth.processRefreshTokenResponse(server, client, await readable(integration, response)),
          tokens,
        );
      } catch (error) {
        if (oauthErrorOf(error) === 'invalid_grant')
          throw new GrantEnded('The provider has ended the connection.', {cause: error});
        throw explainFailure(integration, error) ?? error;
      }
    },

    /** Some real providers have no address where a grant could be ended. */
    canRevoke: ({provider}: Integration): boolean => !provider || provider.revocationUrl !== undefined,

    /** Ends a grant at the provider. */
    async revoke(integration: Integration, tokens: AccountTokens): Promise<void> {
      const {server, client, authenticate} = partyOf(integration);
      try {
        const response = await oauth.revocationRequest(
          server,
          client,
          authenticate,
          tokens.refreshToken ?? tokens.accessToken,
          requestOptions(),
        );
        await oauth.processRevocationResponse(response);
      } catch (error) {
        throw explainFailure(integration, error) ?? error;
      }
    },
  });
}

export type OAuthClient = ReturnType<typeof createOAuthClient>;

function originOf(address: string): string | undefined {
  try {
    return new URL(address).origin;
  } catch {
    return undefined;
  }
}
