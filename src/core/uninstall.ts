import {IntegrationNotInstalledError, isParagonError} from './errors.js';
import type {Events} from './events.js';
import {requireFeature} from './features.js';
import type {Http} from './http.js';
import type {Integrations} from './integrations.js';
import {chosenCredential} from './selection.js';
import type {UserStore} from './user.js';
import {removeCredential} from './user-changes.js';

export interface UninstallDeps {
  readonly http: Http;
  readonly user: UserStore;
  readonly integrations: Integrations;
  readonly events: Events;
}

export interface UninstallOptions {
  /** Account by id or external id; default: the current one. */
  readonly selectedCredentialId?: string;
  /** Who asked; handed to event listeners. */
  readonly origin?: object;
  readonly signal?: AbortSignal;
}

/** Disconnects accounts. The service forgets their settings and stops their workflows. */
export function createUninstall({http, user, integrations, events}: UninstallDeps) {
  return async function uninstallIntegration(
    type: string,
    {selectedCredentialId, origin, signal}: UninstallOptions = {},
  ): Promise<void> {
    user.current();
    // An element that shows the portal is none of the page's own drawing.
    if (!origin) requireFeature(user, 'headless-cp');
    const record = integrations.getActive(type);
    const credential = find(type, selectedCredentialId);
    await http
      .request(`/sdk/integrations/${encodeURIComponent(record.id)}`, {
        method: 'DELETE',
        credentialId: credential.id,
        ignoreAnswer: true,
        signal,
      })
      .catch((error: unknown) => {
        // Gone already, for example from another tab: that is what was asked for.
        if (!isParagonError(error) || error.code !== 'not_found') throw error;
      });
    removeCredential(user, type, credential.id);
    events.emit(
      'onIntegrationUninstall',
      Object.freeze({integrationId: record.id, integrationType: type}),
      origin,
    );
  };

  function find(type: string, selected: string | undefined) {
    try {
      const credential = chosenCredential(user.integration(type), selected);
      if (credential) return credential;
    } catch {
      // An account that is not there is not installed, however it was named.
    }
    throw new IntegrationNotInstalledError(type);
  }
}
