import {closeQuietly, openSignInWindow, type ProviderWindow} from './browser.js';
import {sessionChanged} from './http.js';
import type {InstallActions} from './install-actions.js';
import type {InstallDeps} from './install-integration.js';
import {accountTypesOf, postOptionsOf, preOptionsOf, usualAccountType} from './integrations.js';
import type {IntegrationInstallEvent} from './types/events.js';
import {loadOnce} from './load-once.js';
import type {Portal} from './portal.js';
import type {ParagonInstalls} from './types/installs.js';
import type {InstallOptions} from './types/install.js';

export interface InstallsDeps extends Omit<InstallDeps, 'portal'> {
  loadPortal(): Promise<Portal>;
  isHeadless(): boolean;
}

/**
 * Installs beside the portal. What they do is loaded with the first one. Its click must not be lost meanwhile: the window
 * opens empty in the same task, and the machinery takes it over.
 */
export function createInstalls(deps: InstallsDeps): ParagonInstalls {
  const {browser, getSession, integrations, isHeadless, user} = deps;
  const lazy = loadOnce(async () => {
    const [{createInstallActions}, portal] = await Promise.all([
      import('./install-actions.js'),
      deps.loadPortal(),
    ]);
    return createInstallActions({...deps, portal});
  });
  /** Sign-ins whose machinery is on its way. A second click belongs to the first. */
  const begun = new Map<string, Promise<IntegrationInstallEvent>>();

  /** In the same task if the machinery is there. */
  async function run<T>(call: (actions: InstallActions) => Promise<T>): Promise<T> {
    if (lazy.part) return call(lazy.part);
    const session = getSession();
    const loaded = await lazy.load();
    if (getSession() !== session) throw sessionChanged();
    return call(loaded);
  }

  function runWithWindow(
    type: string,
    options: InstallOptions,
    call: (actions: InstallActions, emptyWindow?: ProviderWindow) => Promise<IntegrationInstallEvent>,
    isAllowed = true,
  ): Promise<IntegrationInstallEvent> {
    const earlier = begun.get(type);
    if (earlier) return earlier;
    const popup =
      !lazy.part && isAllowed && opensAtOnce(type, options)
        ? openSignInWindow(browser, 'about:blank')
        : undefined;
    const close = () => closeQuietly(popup);
    if (popup) getSession()?.signal.addEventListener('abort', close, {once: true});
    const result = run((loaded) => {
      begun.delete(type);
      return call(loaded, popup);
    });
    if (!lazy.part) begun.set(type, result);
    // Whoever has given callbacks does not have to wait for the promise as well.
    result.catch(() => {
      if (begun.get(type) === result) begun.delete(type);
      close();
    });
    return result;
  }

  /** Whether the provider's window is what comes first. If this guess is wrong, it opens when the machinery is there. */
  function opensAtOnce(type: string, options: InstallOptions): boolean {
    const {accountType, allowMultipleCredentials, selectedCredentialId} = options;
    const record = integrations.$integrations.get().get(type);
    const state = user.integration(type);
    const isTaken = state?.credentialStatus === 'VALID' || state?.credentialStatus === 'PENDING';
    if (!record?.isActive || (isTaken && !allowMultipleCredentials && !selectedCredentialId)) return false;
    const chosen = accountTypesOf(record).find(({id}) => id === accountType) ?? usualAccountType(record);
    return (
      (chosen?.scheme ?? record.authenticationType) === 'oauth' &&
      !preOptionsOf(record, chosen?.id).length &&
      !record.sdkIntegrationConfig?.authSchemeOptions?.packageInstallUrl &&
      !(isHeadless() && postOptionsOf(record).length)
    );
  }

  return {
    installIntegration: (type, options = {}) =>
      runWithWindow(
        type,
        options,
        (loaded, popup) => loaded.installIntegration(type, options, popup),
        user.hasFeature('headless-cp'),
      ),
    startOAuthFlow: (type, options = {}, handlers) =>
      runWithWindow(type, {...options, allowMultipleCredentials: true}, (loaded, popup) =>
        loaded.startOAuthFlow(type, options, handlers, popup),
      ),
    completeInstall: (type, options) => run((loaded) => loaded.completeInstall(type, options)),
    resumeInstall: (options) => run((loaded) => loaded.resumeInstall(options)),
    _oauthCallback: (...given) => run((loaded) => loaded.oauthCallback(...given)),
    _oauthErrorCallback: (...given) => run((loaded) => loaded.oauthErrorCallback(...given)),
  };
}
