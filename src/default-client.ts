import {ParagonError} from './core/errors.js';
import {createParagon as createCore, type ParagonOptions} from './core/paragon.js';
import type {ParagonClient} from './core/types/client.js';
import type {PortalRequest, PortalView} from './core/types/install.js';

/**
 * Makes an independent client: its own session, its own stores. `connect()` shows our portal in a dialog, which is
 * loaded when it is first needed. Throws `invalid_argument` for a host or service URL that is not usable.
 */
export const createParagon = (options: ParagonOptions = {}): ParagonClient =>
  createCore({createView: lazyDialog, ...options});

/** The page's default client. */
export const paragon: ParagonClient = createParagon();

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
