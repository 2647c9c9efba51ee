import * as oauth from 'oauth4webapi';
import type {Integration} from '../catalog/schema.js';
import {ApiError, errorCodes} from '../errors.js';

/**
 * The answer of a real provider's token endpoint as the standard has it. Some call the type of their tokens by names
 * of their own, report errors as successes, or add an ID token, which nobody asks for here.
 */
export async function standardAnswer(response: Response): Promise<Response> {
  const text = await response.text();
  const again = (body: string, status = response.status) =>
    new Response(body, {status, headers: response.headers});
  const parsed = parseObject(text);
  if (!parsed || response.status !== 200) return again(text);
  if (parsed['access_token'] === undefined)
    return again(text, typeof parsed['error'] === 'string' ? 400 : response.status);
  const {access_token, refresh_token, expires_in} = parsed;
  return again(
    JSON.stringify({
      token_type: 'bearer',
      access_token,
      ...(refresh_token != null && {refresh_token}),
      ...(expires_in != null && {expires_in}),
    }),
  );
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The provider's word for what is wrong, such as `invalid_grant`. */
export function oauthErrorOf(error: unknown): string | undefined {
  if (error instanceof oauth.ResponseBodyError) return error.error;
  // An answer to wrong credentials of the client; other challenges have no place at a token endpoint.
  return error instanceof oauth.WWWAuthenticateChallengeError ? 'invalid_client' : undefined;
}

/** What the failure of a request to a provider means; undefined if it is not known better than that. */
export function explainFailure(integration: Integration, cause: unknown): ApiError | undefined {
  const {name, provider} = integration;
  const word = oauthErrorOf(cause);
  if (provider && (word === 'invalid_client' || word === 'unauthorized_client'))
    return new ApiError(
      502,
      errorCodes.providerNotSetUp,
      `${name} does not accept the client of this sandbox. Check ${provider.clientIdVariable} and ${provider.clientSecretVariable} in its environment against what ${name} shows for your app.`,
      {isIntegrationError: true, integration: integration.type},
      {cause},
    );
  if (isOutOfReach(cause))
    return new ApiError(
      502,
      errorCodes.providerFailed,
      `${name} cannot be reached. Try again.`,
      {isIntegrationError: true},
      {cause},
    );
  return undefined;
}

/** Why the code of an install was not taken. */
export const codeRefused = ({name, type}: Integration, cause: unknown): ApiError =>
  cause instanceof ApiError
    ? cause
    : new ApiError(
        400,
        errorCodes.codeRefused,
        `${name} does not take this authorization code. It may have been used, be older than a minute, or belong to another app or page. Start the install again.`,
        {isIntegrationError: true, integration: type},
        {cause},
      );

/** No answer at all, one too late, or one that says that the provider itself has failed. */
function isOutOfReach(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  if (error instanceof DOMException && error.name === 'TimeoutError') return true;
  // Not by its class: the answer of `fetch` is none of the class that the server puts in the place of `Response`.
  const {status} = (error instanceof oauth.OperationProcessingError ? (error.cause ?? {}) : {}) as {
    status?: unknown;
  };
  return typeof status === 'number' && status >= 500;
}
