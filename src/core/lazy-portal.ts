import {ParagonError, toParagonError} from './errors.js';
import {callSafely} from './events.js';
import type {Portal} from './portal.js';
import type {IntegrationInstallEvent} from './types/events.js';
import type {InstallOptions} from './types/install.js';

/** The portal, whose code is loaded with the first `connect()`. One that is closed meanwhile does not open. */
export function createLazyPortal(load: () => Promise<Portal>) {
  let portal: Portal | undefined;
  let loading: Promise<Portal> | undefined;
  /** Changes with each portal that is wanted or closed. */
  let wish = 0;

  function ensure(): Promise<Portal> {
    loading ??= load().then(
      (loaded) => (portal = loaded),
      (cause: unknown) => {
        loading = undefined;
        throw new ParagonError('network_error', 'A part of the page could not be loaded.', {cause});
      },
    );
    return loading;
  }

  function connect(type: string, options: InstallOptions = {}): Promise<IntegrationInstallEvent> {
    const mine = ++wish;
    if (portal) return portal.connect(type, options);
    const result = ensure().then(
      (loaded) => {
        if (mine !== wish) throw new ParagonError('portal_closed', 'The portal was closed.');
        return loaded.connect(type, options);
      },
      (cause: unknown) => {
        callSafely(() => options.onError?.(toParagonError(cause)));
        throw cause;
      },
    );
    // Most pages do not await: a portal that is closed must not look like an error of the page.
    result.catch(() => undefined);
    return result;
  }

  function closePortal(): void {
    wish++;
    portal?.closePortal();
  }

  return Object.freeze({
    ensure,
    connect,
    closePortal,
    closeConfiguration: (configurationId: string) => portal?.closeConfiguration(configurationId),
  });
}
