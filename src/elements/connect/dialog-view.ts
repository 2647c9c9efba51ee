import type {ParagonClient, PortalRequest, PortalView} from '../../core/types/index.js';
import {ParagonPortal} from './portal.js';
import './portal.define.js';

/** Shows the portal in a dialog at the end of the page: for `paragon.connect()` without an element of ours. */
export function createDialogView(client: ParagonClient): PortalView {
  let portal: ParagonPortal | undefined;

  function remove(): void {
    portal?.hide();
    portal?.remove();
    portal = undefined;
  }

  return {
    async show({integration, options, flow, onClosed}: PortalRequest) {
      remove();
      const opener = document.activeElement;
      portal = new ParagonPortal();
      Object.assign(portal, {client, integration, options, running: flow, modal: true});
      portal.onClosed = () => {
        remove();
        if (opener instanceof HTMLElement) opener.focus();
        onClosed();
      };
      document.body.append(portal);
      await portal.show();
    },
    hide: remove,
  };
}
