import {abortable} from './async.js';
import {isRecord} from './data.js';
import {ParagonError, toParagonError} from './errors.js';
import {installEvent, saveAccount} from './install-account.js';
import {createInstallFlow} from './install-flow.js';
import type {InstallDeps} from './install-integration.js';
import {denied} from './oauth-window.js';
import {parseSafeUrl} from './service-urls.js';
import type {IntegrationInstallEvent} from './types/events.js';
import type {InstallOptions} from './types/install.js';
import type {CompleteInstallOptions, OAuthCallbackCredential} from './types/installs.js';
import type {IntegrationRecord} from './types/integration.js';
import type {Credential} from './types/user.js';

/** Answers of a provider that reach the page itself, instead of the service. */
export function createInstallAnswers(deps: InstallDeps, usable: (type: string) => IntegrationRecord) {
  const {http, user, integrations, events, portal, waiting} = deps;
  /** Calls under way that must not be made twice: a code is good for one use, an answer for one account. */
  const inFlight = new Map<string, Promise<IntegrationInstallEvent>>();

  function once(key: string, call: () => Promise<IntegrationInstallEvent>): Promise<IntegrationInstallEvent> {
    const earlier = inFlight.get(key);
    if (earlier) return earlier;
    const result = call().finally(() => inFlight.delete(key));
    inFlight.set(key, result);
    return result;
  }

  async function completeInstall(
    type: string,
    options: CompleteInstallOptions,
  ): Promise<IntegrationInstallEvent> {
    const record = usable(type);
    const {authorizationCode: code, redirectUrl, integrationOptions = {}} = options;
    if (!code) throw new ParagonError('invalid_argument', 'completeInstall() needs an authorizationCode.');
    if (redirectUrl !== undefined && !parseSafeUrl(redirectUrl)) {
      throw new ParagonError('invalid_argument', `redirectUrl "${redirectUrl}" is not an https address.`);
    }
    const completing = once(`code\n${record.id}\n${code}`, async () => {
      const body = {code, integrationId: record.id, redirectUrl, integrationOptions};
      const event = accept(record, type, await saveAccount(http, body), options.origin);
      if (options.showPortalAfterInstall ?? true) openPortal(event, options.origin);
      return event;
    });
    return abortable(completing, options.signal).catch((cause: unknown) => {
      throw toParagonError(cause);
    });
  }

  /** The portal of a new account: at what is still asked, if that is not all. */
  function openPortal({integrationType: type, credential}: IntegrationInstallEvent, origin?: object): void {
    if (!portal.viewFor({})) return;
    const options: InstallOptions = {selectedCredentialId: credential.id, origin};
    if (credential.status !== 'PENDING') return void portal.connect(type, options);
    const flow = createInstallFlow({...deps, isAllowed: () => true});
    flow.resume(type, credential.id, {origin});
    portal.show(type, options, undefined, () => undefined, flow);
  }

  /** Takes over an account that nobody waits for. */
  function accept(
    record: IntegrationRecord,
    type: string,
    credential: Credential,
    origin?: object,
  ): IntegrationInstallEvent {
    user.putCredential(type, credential);
    const event = installEvent(record, type, credential);
    if (credential.status === 'VALID') events.emit('onIntegrationInstall', event, origin);
    return event;
  }

  async function oauthCallback(
    {integrationId, payload}: OAuthCallbackCredential,
    credentialId?: string,
    {installOptions = {}}: {readonly installOptions?: InstallOptions} = {},
  ): Promise<IntegrationInstallEvent | undefined> {
    const found = [...integrations.$integrations.get()].find(([, {id}]) => id === integrationId);
    if (!found) return undefined;
    const [type] = found;
    const record = usable(type);
    const body = {integrationId, config: {}, payload, installOptions: sentOptions(installOptions)};
    return once(`answer\n${credentialId ?? ''}\n${JSON.stringify(body)}`, async () => {
      const credential = await saveAccount(http, body, credentialId);
      const attempt = [...waiting].find((other) => other.integrationId === integrationId);
      if (!attempt || credentialId !== undefined)
        return accept(record, type, credential, installOptions.origin);
      // Whoever waits for it takes the account over, and tells of it.
      user.putCredential(type, credential);
      attempt.deliver({credentialId: credential.id});
      return installEvent(record, type, credential);
    });
  }

  async function oauthErrorCallback(
    errorMessage: string | object,
    event?: {readonly data?: unknown},
  ): Promise<void> {
    const data = isRecord(event?.data) ? event.data : {};
    const response = data['errorResponse'] ?? errorMessage;
    const error = denied(isRecord(response) ? response['message'] : response, response);
    const integrationId = typeof data['integrationId'] === 'string' ? data['integrationId'] : undefined;
    const meant = [...waiting].filter(
      (other) => other.integrationId === (integrationId ?? other.integrationId),
    );
    // Without a name it can be about one attempt only.
    if (integrationId === undefined && meant.length > 1) return;
    for (const attempt of meant) attempt.deny(error);
    if (!meant.length) portal.reportError(integrationId, error);
  }

  return {accept, completeInstall, oauthCallback, oauthErrorCallback};
}

/** Install options as far as they are data. */
function sentOptions(options: InstallOptions): object {
  const {accountType, allowMultipleCredentials, externalId, overrideRedirectUrl} = options;
  const {selectedCredentialId, selectedConfigurationId} = options;
  return {
    accountType,
    allowMultipleCredentials,
    externalId,
    overrideRedirectUrl,
    selectedCredentialId,
    selectedConfigurationId,
  };
}
