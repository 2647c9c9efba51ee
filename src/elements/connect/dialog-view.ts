import type {ParagonClient, PortalRequest, PortalView} from '../../core/types/index.js';
import {ParagonPortal} from './portal.js';
import './portal.define.js';

/** Where a dialog stands, if not at the end of the page, and what its portal gets from there. */
export type DialogPlace = {readonly parent: ParentNode} & Partial<Pick<ParagonPortal, 'owner' | 'messages'>>;

/** Shows the portal in a dialog: for `paragon.connect()`, and for elements that draw no portal themselves. */
export function createDialogView(client: ParagonClient, place?: DialogPlace): PortalView {
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
      const {owner, messages} = place ?? {};
      Object.assign(portal, {client, integration, options, running: flow, modal: true, owner, messages});
      portal.onClosed = () => {
        remove();
        if (opener instanceof HTMLElement) opener.focus();
        onClosed();
      };
      (place?.parent ?? document.body).append(portal);
      await portal.show();
    },
    hide: remove,
  };
}
