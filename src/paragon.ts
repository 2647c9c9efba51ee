import {ParagonError} from './core/errors.js';
import {createParagon as createCore, type ParagonOptions} from './core/paragon.js';
import type {ServiceUrlOverrides} from './core/service-urls.js';
import type {ParagonClient} from './core/types/client.js';
import type {PortalRequest, PortalView} from './core/types/install.js';

export * from './core/errors.js';
export {ParagonError as BaseSDKError, toParagonError as getConnectSDKError} from './core/errors.js';
export * from './core/names/constants.js';
export * from './core/names/inputs.js';
export * from './core/names/plans.js';
export * from './core/names/states.js';
export * from './core/names/tokens.js';
export * from './core/names/values.js';
export type * from './core/types/index.js';
export type {ParagonOptions} from './core/paragon.js';
export type {ServiceUrlOverrides, ServiceUrls} from './core/service-urls.js';

/**
 * Makes an independent client: its own session, its own stores. `connect()` shows our portal in a dialog, which is
 * loaded when it is first needed. Throws `invalid_argument` for a host or service URL that is not usable.
 */
export const createParagon = (options: ParagonOptions = {}): ParagonClient =>
  createCore({createView: lazyDialog, ...options});

/** The page's default client. */
export const paragon: ParagonClient = createParagon();

export {paragon as connectSingleton};

/**
 * `new ConnectSDK(host)` makes an independent client, as `createParagon({host})` does; an object has base URLs of
 * single services. What it returns is a client, not an instance of this class.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constructor returns a client
class ConnectSDK {
  constructor(hostOrServices?: string | ServiceUrlOverrides) {
    return createParagon(
      typeof hostOrServices === 'string' ? {host: hostOrServices} : {services: hostOrServices},
    );
  }
}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constructor returns a client
interface ConnectSDK extends ParagonClient {}
// eslint-disable-next-line no-restricted-syntax -- the Paragon SDK has this default export
export default ConnectSDK;

function lazyDialog(client: ParagonClient): PortalView {
  let view: PortalView | undefined;
  let wanted: PortalRequest | undefined;
  return {
    async show(request) {
      wanted = request;
      const {createDialogView} = await import('./elements/connect/dialog-view.js').catch((cause: unknown) => {
        throw new ParagonError('network_error', 'The portal could not be loaded.', {cause});
      });
      view ??= createDialogView(client);
      // Closed again, or replaced, while the portal was on its way.
      if (wanted === request) await view.show(request);
    },
    hide() {
      wanted = undefined;
      view?.hide();
    },
  };
}
