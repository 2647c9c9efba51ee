import {ParagonError, toParagonError} from './errors.js';
import {callSafely} from './events.js';
import {loadOnce} from './load-once.js';
import type {Portal} from './portal.js';
import type {IntegrationInstallEvent} from './types/events.js';
import type {InstallOptions} from './types/install.js';

/** The portal, whose code is loaded with the first `connect()`. One that is closed meanwhile does not open. */
export function createLazyPortal(load: () => Promise<Portal>) {
  const lazy = loadOnce(load);
  /** Changes with each portal that is wanted or closed. */
  let wish = 0;

  function connect(type: string, options: InstallOptions = {}): Promise<IntegrationInstallEvent> {
    const mine = ++wish;
    if (lazy.part) return lazy.part.connect(type, options);
    const result = lazy.load().then(
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
    lazy.part?.closePortal();
  }

  return Object.freeze({
    load: lazy.load,
    connect,
    closePortal,
    closeConfiguration: (configurationId: string) => lazy.part?.closeConfiguration(configurationId),
  });
}
