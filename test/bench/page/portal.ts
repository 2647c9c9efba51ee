/** The portal of one integration, as `window.portal`. */

export interface PortalTools {
  /** Adds the button that opens it. */
  add(integration: string): void;
  /** Something of it is there. */
  isShown(): boolean;
  /** Everything can be used: the settings, all workflows, and the focus is in it. */
  isUsable(workflows: number): boolean;
  /** Notes for every key from now on how long it takes until its effect is painted. */
  watchKeys(): () => Promise<number[]>;
}

declare global {
  interface Window {
    portal: PortalTools;
  }
}

const {find, painted} = window.bench;

function deepActiveElement(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

window.portal = {
  add(integration) {
    const connect = document.createElement('paragon-connect');
    connect.setAttribute('integration', integration);
    document.body.append(connect);
  },

  isShown: () => find('paragon-portal').length > 0,

  isUsable: (workflows) =>
    find('[part~=workflow]').length === workflows &&
    find('paragon-input').length > 0 &&
    !find('[part~=skeleton]').length &&
    deepActiveElement() !== document.body &&
    deepActiveElement()?.localName !== 'paragon-connect',

  watchKeys() {
    const times: Promise<number>[] = [];
    const listener = ({timeStamp}: Event) => {
      times.push(painted().then(() => performance.now() - timeStamp));
    };
    window.addEventListener('keydown', listener, {capture: true});
    return () => {
      window.removeEventListener('keydown', listener, {capture: true});
      return Promise.all(times);
    };
  },
};
