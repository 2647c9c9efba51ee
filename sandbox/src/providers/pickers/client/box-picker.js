import {createBoxSource} from './box-source.js';
import {createBrowser} from './browser.js';
import {h, messageOf} from './dom.js';

/** Tells those who listen, as Box's elements do. */
class Emitter {
  /** @type {Map<string, ((data?: unknown) => void)[]>} */
  #listeners = new Map();

  /** @param {string} name @param {(data?: unknown) => void} listener */
  addListener(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    return this;
  }

  /** @param {string} name @param {(data?: unknown) => void} listener */
  on(name, listener) {
    return this.addListener(name, listener);
  }

  /** @param {string} name @param {(data?: unknown) => void} listener */
  once(name, listener) {
    const once = (/** @type {unknown} */ data) => {
      this.removeListener(name, once);
      listener(data);
    };
    return this.addListener(name, once);
  }

  /** @param {string} name @param {(data?: unknown) => void} listener */
  removeListener(name, listener) {
    this.#listeners.set(
      name,
      (this.#listeners.get(name) ?? []).filter((one) => one !== listener),
    );
    return this;
  }

  /** @param {string} [name] Without it, of all. */
  removeAllListeners(name) {
    if (name === undefined) this.#listeners.clear();
    else this.#listeners.delete(name);
    return this;
  }

  /** @param {string} name @param {unknown} [data] */
  emit(name, data) {
    const listeners = this.#listeners.get(name) ?? [];
    for (const listener of listeners) listener(data);
    return listeners.length > 0;
  }
}

/** Files and folders to choose from, drawn in a place of the page. What is chosen, the page hides it for. */
class ContentPicker extends Emitter {
  /** @type {'file' | 'folder' | 'both'} */
  type = 'both';
  /** @type {import('./types.js').BoxOptions} */
  #given;
  /** @type {{root: HTMLElement, browser: import('./types.js').Browser} | undefined} */
  #shown;

  /** @param {import('./types.js').BoxOptions} [options] */
  constructor(options = {}) {
    super();
    this.#given = options;
  }

  /**
   * @param {string | number} folderId `0` is the top.
   * @param {import('./types.js').BoxToken} token
   * @param {import('./types.js').BoxOptions} [given]
   */
  show(folderId, token, given) {
    const options = {...this.#given, ...given};
    const container = containerOf(options.container);
    if (!container) throw new Error('Missing container for the Content Picker.');
    this.hide();
    const source = createBoxSource(String(folderId), token, options, this.type);
    const browser = createBrowser({
      title: this.type === 'folder' ? 'Choose a folder' : 'Choose files',
      views: [source.view],
      max: options.maxSelectable ?? Infinity,
      chooseLabel: options.chooseButtonLabel ?? 'Choose',
      cancelLabel: options.cancelButtonLabel ?? 'Cancel',
      more: toolsOf(options, source, () => browser),
      onChoose: (items) =>
        this.emit(
          'choose',
          items.map(({raw}) => raw),
        ),
      onCancel: () => this.emit('cancel'),
    });
    const root = h('div', {class: 'be bcp'}, browser.element);
    container.append(root);
    this.#shown = {root, browser};
    browser.start();
  }

  hide() {
    this.#shown?.browser.dispose();
    this.#shown?.root.remove();
    this.#shown = undefined;
  }

  /** Lists are not kept: each time they are shown, they are asked for anew. */
  clearCache() {}
}

class FilePicker extends ContentPicker {
  /** @override */
  type = /** @type {const} */ ('file');
}

class FolderPicker extends ContentPicker {
  /** @override */
  type = /** @type {const} */ ('folder');
}

/** @param {string | Element | undefined} given */
const containerOf = (given) =>
  typeof given === 'string' ? document.querySelector(given) : (given ?? document.body);

/**
 * The logo, and buttons that add something to the folder that is open.
 *
 * @param {import('./types.js').BoxOptions} options
 * @param {ReturnType<typeof createBoxSource>} source
 * @param {() => import('./types.js').Browser} browser
 */
function toolsOf({canUpload = true, canCreateNewFolder = true, logoUrl}, source, browser) {
  const problem = h('p', {role: 'alert', class: 'pk-problem', hidden: true});
  /** @param {(folder: string) => Promise<unknown>} work */
  async function change(work) {
    problem.hidden = true;
    try {
      await work(browser().folder().id);
      await browser().reload();
    } catch (error) {
      problem.textContent = messageOf(error);
      problem.hidden = false;
    }
  }

  const name = h('input', {'aria-label': 'Name of the new folder', required: true, maxlength: 255});
  const form = h(
    'form',
    {class: 'pk-new', hidden: true, submit: onSubmit},
    name,
    h('button', {type: 'submit'}, 'Create'),
  );
  /** @param {Event} event */
  function onSubmit(event) {
    event.preventDefault();
    form.hidden = true;
    const wanted = name.value.trim();
    name.value = '';
    if (wanted) void change((folder) => source.createFolder(wanted, folder));
  }
  function onNew() {
    form.hidden = !form.hidden;
    if (!form.hidden) name.focus();
  }

  const files = h('input', {
    type: 'file',
    hidden: true,
    tabindex: -1,
    'aria-hidden': 'true',
    change: onFiles,
  });
  function onFiles() {
    const [file] = files.files ?? [];
    files.value = '';
    if (file) void change((folder) => source.upload(file, folder));
  }

  const picture =
    typeof logoUrl === 'string' && /^https?:/.test(logoUrl) && h('img', {src: logoUrl, alt: '', height: 32});
  return h(
    'div',
    {class: 'pk-tools'},
    picture,
    canCreateNewFolder && h('button', {type: 'button', click: onNew}, 'New folder'),
    canUpload && h('button', {type: 'button', click: () => files.click()}, 'Upload'),
    canUpload && files,
    form,
    problem,
  );
}

const page = /** @type {{Box?: Record<string, unknown>}} */ (/** @type {unknown} */ (globalThis));
page.Box = {...page.Box, ContentPicker, FilePicker, FolderPicker};
