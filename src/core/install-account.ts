import type {Http} from './http.js';
import type {OAuthResult} from './oauth-window.js';
import type {IntegrationInstallEvent} from './types/events.js';
import type {IntegrationRecord} from './types/integration.js';
import type {Credential} from './types/user.js';
import {readCredential} from './user.js';

/** What everyone is told of a connected account, whichever way it was connected. */
export const installEvent = (
  record: IntegrationRecord,
  type: string,
  credential: Credential,
): IntegrationInstallEvent =>
  Object.freeze({integrationId: record.id, integrationType: type, credentialId: credential.id, credential});

/**
 * Creates an account, or with its id finishes its set-up. Cannot be called off: what the service has stored by then
 * must be known here.
 */
export async function saveAccount(http: Http, body: object, credentialId?: string): Promise<Credential> {
  const path =
    credentialId === undefined
      ? '/sdk/credentials'
      : `/sdk/credentials/${encodeURIComponent(credentialId)}/complete-setup`;
  return readCredential(await http.request(path, {method: 'POST', body}));
}

/** The account that a provider window has brought; `bodyOf` makes the request that creates it, if it is not there yet. */
export async function accountOfResult(
  http: Http,
  result: OAuthResult,
  bodyOf: (payload: unknown) => object,
): Promise<Credential> {
  if ('payload' in result) return saveAccount(http, bodyOf(result.payload));
  const path = `/sdk/credentials/${encodeURIComponent(result.credentialId)}`;
  return readCredential(await http.request(path, {share: false}));
}
