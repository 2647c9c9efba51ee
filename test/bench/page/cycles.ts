/** What must not leave anything behind, each as one cycle, as `window.cycles`. */
import type {SdkWindow} from '../sign-in.js';

export interface CycleTools {
  /** Opens the portal of a connected account, waits until it is drawn, and closes it. */
  portal(): Promise<void>;
  /** Opens and closes a list of options. */
  list(): Promise<void>;
  /** Starts an install and gives it up at its first question. */
  flow(): Promise<void>;
  /** Adds a field mapping, waits until it is drawn, and removes it. */
  mapper(): Promise<void>;
}

declare global {
  interface Window {
    cycles: CycleTools;
  }
}

const {paragon} = window as unknown as SdkWindow;
const {find, until} = window.bench;

function element(tag: string, properties: object): HTMLElement {
  const there = document.querySelector<HTMLElement>(tag);
  if (there) return there;
  const made = document.createElement(tag);
  Object.assign(made, properties);
  document.body.append(made);
  return made;
}

const options = Array.from({length: 1000}, (_none, at) => ({label: `Option ${at + 1}`, value: String(at)}));
const source = {key: 'list', isPaged: false, load: async () => ({options, nextCursor: null})};

window.cycles = {
  async portal() {
    const connect = element('paragon-connect', {integration: 'sendgrid'});
    Object.assign(connect, {open: true});
    await until(() => find('paragon-portal').length && find('paragon-input').length);
    Object.assign(connect, {open: false});
    await until(() => !find('paragon-portal').length);
  },

  async list() {
    const combobox = element('paragon-combobox', {label: 'List', source});
    const input = await until(() => combobox.shadowRoot?.querySelector('input'));
    input.focus();
    input.click();
    await until(() => find('[part~=option]').length);
    input.blur();
    await until(() => !find('[part~=option]').length);
  },

  async flow() {
    await new Promise<void>((resolve, reject) =>
      paragon.installFlow.start('sendgrid', {
        onNext: () => resolve(),
        onError: reject,
        allowMultipleCredentials: true,
      }),
    );
    await paragon.installFlow.cancel();
  },

  async mapper() {
    const made = element('paragon-field-mapper', {
      integration: 'hubspot',
      mapObjectFields: {Contact: {fields: options.slice(0, 20)}},
      value: {objectMapping: 'contacts'},
    });
    await until(() => find('[part~=row]').length === 20);
    made.remove();
    await until(() => !find('[part~=row]').length);
  },
};
