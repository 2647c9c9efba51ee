import {record} from './dom.js';
import {constants} from './google-constants.js';

const {Action, DocsViewMode, Feature, Response: Answer, ViewId} = constants;

/** The smallest dialog, and the usual one, in pixels. */
const SMALLEST = {width: 566, height: 350};
const USUAL = {width: 1051, height: 650};

/** A list of the user's documents. */
class View {
  /** @type {import('./types.js').GoogleView} */
  settings;

  /** @param {string} [id] */
  constructor(id = ViewId.DOCS) {
    this.settings = {id, isUpload: false, mode: DocsViewMode.GRID};
  }

  getId() {
    return this.settings.id;
  }

  /** @param {Partial<import('./types.js').GoogleView>} change */
  set(change) {
    this.settings = {...this.settings, ...change};
    return this;
  }

  /** @param {string} label */
  setLabel(label) {
    return this.set({label});
  }

  /** @param {string} types Joined by commas. */
  setMimeTypes(types) {
    return this.set({mimeTypes: typesOf(types)});
  }

  /** @param {string} query */
  setQuery(query) {
    return this.set({query});
  }
}

class DocsView extends View {
  /** @param {boolean} includeFolders */
  setIncludeFolders(includeFolders) {
    return this.set({includeFolders});
  }

  /** @param {boolean} selectFolders */
  setSelectFolderEnabled(selectFolders) {
    return this.set({selectFolders});
  }

  /** @param {string} mode */
  setMode(mode) {
    return this.set({mode});
  }

  /** @param {string} parent Id of a folder. */
  setParent(parent) {
    return this.set({parent});
  }

  /** @param {boolean} drives */
  setEnableDrives(drives) {
    return this.set({drives});
  }

  /** @param {boolean} drives */
  setEnableTeamDrives(drives) {
    return this.setEnableDrives(drives);
  }

  /** @param {boolean} ownedByMe */
  setOwnedByMe(ownedByMe) {
    return this.set({ownedByMe});
  }

  /** @param {boolean} starred */
  setStarred(starred) {
    return this.set({starred});
  }
}

/** Nothing can be uploaded here; a view that is for that only is left out. */
class DocsUploadView extends View {
  constructor() {
    super();
    this.set({isUpload: true});
  }

  /** @param {boolean} includeFolders */
  setIncludeFolders(includeFolders) {
    return this.set({includeFolders});
  }

  /** @param {string} parent */
  setParent(parent) {
    return this.set({parent});
  }
}

class ViewGroup {
  /** @type {View[]} */
  views = [];

  /** @param {View | string} root */
  constructor(root) {
    this.addView(root);
  }

  /** @param {View | string} view */
  addView(view) {
    this.views.push(viewOf(view));
    return this;
  }

  /** @param {ViewGroup} group */
  addViewGroup(group) {
    this.views.push(...group.views);
    return this;
  }

  addLabel() {
    return this;
  }
}

class PickerBuilder {
  /** @type {View[]} */
  #views = [];
  /** @type {Set<string>} */
  #features = new Set();
  /** @type {Partial<import('./types.js').GoogleConfig>} */
  #config = {};
  /** @type {{width: number, height: number} | undefined} */
  #size;
  /** @type {(answer: Record<string, unknown>) => void} */
  #callback = () => undefined;

  /** @param {Partial<import('./types.js').GoogleConfig>} change */
  #set(change) {
    this.#config = {...this.#config, ...change};
    return this;
  }

  /** @param {View | string} view A view, or what it is called in `ViewId`. */
  addView(view) {
    this.#views.push(viewOf(view));
    return this;
  }

  /** @param {ViewGroup} group */
  addViewGroup(group) {
    this.#views.push(...group.views);
    return this;
  }

  /** @param {string} feature */
  enableFeature(feature) {
    this.#features.add(feature);
    return this;
  }

  /** @param {string} feature */
  disableFeature(feature) {
    this.#features.delete(feature);
    return this;
  }

  /** @param {string} feature */
  isFeatureEnabled(feature) {
    return this.#features.has(feature);
  }

  /** @param {string} appId */
  setAppId(appId) {
    return this.#set({appId});
  }

  /** @param {string} token */
  setOAuthToken(token) {
    return this.#set({token});
  }

  /** @param {string} developerKey */
  setDeveloperKey(developerKey) {
    return this.#set({developerKey});
  }

  /** @param {string} types Joined by commas. */
  setSelectableMimeTypes(types) {
    return this.#set({selectableTypes: typesOf(types)});
  }

  /** @param {number} maxItems */
  setMaxItems(maxItems) {
    return this.#set({maxItems});
  }

  /** @param {string} title */
  setTitle(title) {
    return this.#set({title});
  }

  getTitle() {
    return this.#config.title ?? '';
  }

  /** The dialog speaks English only. */
  setLocale() {
    return this;
  }

  /** The dialog answers the page that has opened it, whatever its origin is called. */
  setOrigin() {
    return this;
  }

  setRelayUrl() {
    return this;
  }

  hideTitleBar() {
    return this;
  }

  /** @param {number} width @param {number} height In pixels. */
  setSize(width, height) {
    this.#size = {width, height};
    return this;
  }

  /** @param {(answer: Record<string, unknown>) => void} callback */
  setCallback(callback) {
    this.#callback = callback;
    return this;
  }

  /** The address of the dialog. It holds neither token nor key. */
  toUri() {
    return `${OUTSIDE}/googledrive/picker`;
  }

  build() {
    const shown = this.#views.length ? this.#views : [new DocsView()];
    return new Picker(
      {
        ...this.#config,
        title: this.#config.title || 'Select a file',
        views: shown.map(({settings}) => settings),
        features: [...this.#features],
      },
      this.#callback,
      this.#size,
    );
  }
}

/** A dialog over the page. What it is shown in comes from the vendor, so that the page never sees the files. */
class Picker {
  #config;
  #callback;
  #size;
  #visible = false;
  #disposed = false;
  #dialog = document.createElement('div');
  #backdrop = document.createElement('div');
  /** @type {HTMLIFrameElement | undefined} */
  #frame;
  /** @type {Element | null} */
  #focused = null;

  /**
   * @param {import('./types.js').GoogleConfig} config
   * @param {(answer: Record<string, unknown>) => void} callback
   * @param {{width: number, height: number}} [size]
   */
  constructor(config, callback, size = USUAL) {
    this.#config = config;
    this.#callback = callback;
    this.#size = size;
    this.#backdrop.className = 'picker-dialog-bg';
    this.#dialog.className = 'picker-dialog';
    this.#dialog.setAttribute('role', 'dialog');
    this.#dialog.setAttribute('aria-modal', 'true');
    this.#dialog.setAttribute('aria-label', config.title);
    this.#draw();
    document.body.append(this.#backdrop, this.#dialog);
    window.addEventListener('message', this.#onMessage);
  }

  isVisible() {
    return this.#visible;
  }

  /** @param {(answer: Record<string, unknown>) => void} callback */
  setCallback(callback) {
    this.#callback = callback;
    return this;
  }

  /** @param {string} appId */
  setAppId(appId) {
    this.#config = {...this.#config, appId};
    return this;
  }

  /** @param {boolean} isVisible */
  setVisible(isVisible) {
    if (this.#disposed || isVisible === this.#visible) return this;
    this.#visible = isVisible;
    this.#draw();
    if (isVisible) this.#open();
    else this.#close();
    return this;
  }

  dispose() {
    this.setVisible(false);
    this.#disposed = true;
    window.removeEventListener('message', this.#onMessage);
    this.#dialog.remove();
    this.#backdrop.remove();
  }

  /** By properties, which no content security policy forbids. */
  #draw() {
    const {width, height} = this.#size;
    Object.assign(this.#backdrop.style, {
      display: this.#visible ? 'block' : 'none',
      position: 'fixed',
      inset: '0',
      zIndex: '1000',
      background: 'rgb(12 15 22 / .5)',
    });
    Object.assign(this.#dialog.style, {
      display: this.#visible ? 'block' : 'none',
      position: 'fixed',
      inset: '0',
      margin: 'auto',
      zIndex: '1001',
      width: `min(${Math.max(width, SMALLEST.width)}px, 100vw - 16px)`,
      height: `min(${Math.max(height, SMALLEST.height)}px, 100dvh - 16px)`,
      borderRadius: '8px',
      overflow: 'hidden',
      boxShadow: '0 4px 32px rgb(10 14 25 / .3)',
    });
  }

  #open() {
    this.#focused = document.activeElement;
    const frame = document.createElement('iframe');
    frame.className = 'picker-frame';
    frame.title = this.#config.title;
    frame.src = `${OUTSIDE}/googledrive/picker`;
    Object.assign(frame.style, {width: '100%', height: '100%', border: '0', display: 'block'});
    frame.addEventListener('load', () => frame.focus());
    this.#frame = frame;
    this.#dialog.append(frame);
  }

  #close() {
    this.#frame?.remove();
    this.#frame = undefined;
    if (this.#focused instanceof HTMLElement) this.#focused.focus();
  }

  /** @param {MessageEvent} event */
  #onMessage = ({source, origin, data}) => {
    const dialog = this.#frame?.contentWindow;
    if (!dialog || source !== dialog || origin !== new URL(OUTSIDE).origin) return;
    const {pickerMessage, docs, view} = record(data);
    switch (pickerMessage) {
      case 'ready':
        dialog.postMessage({pickerMessage: 'configure', config: this.#config}, origin);
        break;
      case 'loaded':
        this.#callback({[Answer.ACTION]: Action.LOADED});
        break;
      case 'error':
        this.#callback({[Answer.ACTION]: Action.ERROR});
        break;
      case 'cancel':
        this.setVisible(false);
        this.#callback({[Answer.ACTION]: Action.CANCEL});
        break;
      case 'picked':
        this.setVisible(false);
        this.#callback({[Answer.ACTION]: Action.PICKED, [Answer.VIEW]: view, [Answer.DOCUMENTS]: docs});
        break;
    }
  };
}

/** @param {string} text */
function typesOf(text) {
  return text
    .split(',')
    .map((type) => type.trim())
    .filter(Boolean);
}

/** @param {View | string} given */
function viewOf(given) {
  if (given instanceof View) return given;
  return new DocsView(given);
}

const page = /** @type {{google?: Record<string, unknown>}} */ (/** @type {unknown} */ (globalThis));
page.google = {
  ...page.google,
  picker: {...constants, DocsUploadView, DocsView, Feature, Picker, PickerBuilder, View, ViewGroup},
};
