import * as oauth from 'oauth4webapi';
import type {Values} from '../accounts/accounts.js';
import type {Integration} from '../catalog/schema.js';
import {ApiError, errorCodes} from '../errors.js';
import {GrantEnded, type FreshTokens} from './client.js';

const TIMEOUT = 10_000;

/** Signs in at a provider as the client whose id and secret the user has entered. */
export type ClientCredentials = ReturnType<typeof createClientCredentials>;

/** @param addresses The outside’s name, and where this process reaches it. */
export function createClientCredentials(addresses: {issuer: string; outsideUrl: string}) {
  const {issuer, outsideUrl} = addresses;

  async function signIn(integration: Integration, {clientId, clientSecret}: Values): Promise<FreshTokens> {
    const {provider} = integration;
    const server = {
      issuer: provider?.issuer ?? issuer,
      token_endpoint: provider?.tokenUrl ?? `${outsideUrl}/token`,
    };
    const client = {client_id: String(clientId)};
    const authenticate =
      provider?.clientAuthentication === 'post' ? oauth.ClientSecretPost : oauth.ClientSecretBasic;
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authenticate(String(clientSecret)),
      {},
      // The outside is on this machine, without TLS; addresses of real providers are checked with the catalogue.
      {[oauth.allowInsecureRequests]: true, signal: AbortSignal.timeout(TIMEOUT)},
    );
    const answer = await oauth.processClientCredentialsResponse(server, client, response);
    return {
      tokens: {accessToken: answer.access_token, isOwnClient: true},
      dateValidUntil:
        answer.expires_in === undefined ? null : new Date(Date.now() + answer.expires_in * 1000),
    };
  }

  const isRefusal = (error: unknown) =>
    error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError;

  return Object.freeze({
    /** The first time: credentials that are wrong are an error that says so. */
    async connect(integration: Integration, inputs: Values): Promise<FreshTokens> {
      try {
        return await signIn(integration, inputs);
      } catch (cause) {
        const {refusal} = integration.account;
        throw isRefusal(cause)
          ? new ApiError(
              400,
              errorCodes.credentialCheckFailed,
              refusal,
              {isIntegrationError: true, integration: integration.type, message: refusal},
              {cause},
            )
          : new ApiError(
              502,
              errorCodes.providerFailed,
              `${integration.name} cannot be reached. Try again.`,
              {isIntegrationError: true},
              {cause},
            );
      }
    },

    /** Again, as the token ends. */
    async renew(integration: Integration, inputs: Values): Promise<FreshTokens> {
      try {
        return await signIn(integration, inputs);
      } catch (cause) {
        if (isRefusal(cause)) throw new GrantEnded('The provider no longer accepts the client.', {cause});
        throw cause;
      }
    },
  });
}
