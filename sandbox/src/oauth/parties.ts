import * as oauth from 'oauth4webapi';
import type {Integration} from '../catalog/schema.js';
import type {Vault} from '../db/vault.js';
import {ApiError, errorCodes} from '../errors.js';
import {clientSecret} from '../providers/authorization-server.js';
import type {Urls} from '../services.js';

/** Environment variables, read at each use: whoever corrects one need not touch the catalogue. */
export type Environment = () => Readonly<Record<string, string | undefined>>;

/** Who signs a user in for an integration, and as which client the sandbox appears there. */
export interface Party {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly authenticate: oauth.ClientAuth;
  readonly usesPkce: boolean;
  readonly scopeSeparator: string;
  /** Of the authorization request, beyond the standard. Values are templates. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The outside for most integrations, a real provider for those whose entry names one. */
export function createParties(deps: {urls: Urls; vault: Vault; environment: Environment}) {
  const {urls, vault, environment} = deps;
  const outside: oauth.AuthorizationServer = {
    issuer: urls.outside,
    authorization_endpoint: `${urls.outside}/authorize`,
    token_endpoint: `${urls.local.outside}/token`,
    revocation_endpoint: `${urls.local.outside}/revoke`,
    authorization_response_iss_parameter_supported: true,
  };

  return function partyOf({type, name, provider, oauth: asked}: Integration): Party {
    if (!provider)
      return {
        server: outside,
        client: {client_id: type},
        authenticate: oauth.ClientSecretBasic(clientSecret(vault, type)),
        usesPkce: true,
        scopeSeparator: ' ',
        parameters: {prompt: 'consent', ...asked?.authorizationParameters},
      };
    const variables = [provider.clientIdVariable, provider.clientSecretVariable] as const;
    const [id, secret] = variables.map((variable) => environment()[variable]?.trim());
    if (!id || !secret)
      throw notSetUp(name, id ? variables.slice(1) : secret ? variables.slice(0, 1) : variables);
    return {
      server: {
        issuer: provider.issuer ?? new URL(provider.authorizationUrl).origin,
        authorization_endpoint: provider.authorizationUrl,
        token_endpoint: provider.tokenUrl,
        revocation_endpoint: provider.revocationUrl,
        authorization_response_iss_parameter_supported: provider.sendsIssuer,
      },
      client: {client_id: id},
      authenticate:
        provider.clientAuthentication === 'post'
          ? oauth.ClientSecretPost(secret)
          : oauth.ClientSecretBasic(secret),
      usesPkce: provider.pkce,
      scopeSeparator: provider.scopeSeparator,
      parameters: {...asked?.authorizationParameters, ...provider.authorizationParameters},
    };
  };
}

/** Names of the variables that the real providers of a catalogue need and that are not set. */
export function missingVariables(
  integrations: readonly Integration[],
  environment: Environment,
): {name: string; variables: string[]}[] {
  return integrations.flatMap(({name, provider}) => {
    const variables = [provider?.clientIdVariable, provider?.clientSecretVariable].filter(
      (variable) => variable !== undefined && !environment()[variable]?.trim(),
    ) as string[];
    return variables.length ? [{name, variables}] : [];
  });
}

const notSetUp = (name: string, variables: readonly string[]) =>
  new ApiError(
    400,
    errorCodes.providerNotSetUp,
    `${name} is a real provider, and the sandbox does not know its client there: set ${variables.join(' and ')} in the environment of the sandbox to what ${name} shows for your app.`,
    {variables},
  );
