import {h, messageOf, sizeText} from './dom.js';

/** Who waits no longer than this sees no notice of it, in milliseconds. */
const PATIENCE = 200;

let count = 0;

/**
 * Lets somebody go through folders and choose: the part that all pickers have in common.
 *
 * @param {import('./types.js').BrowserOptions} options
 * @returns {import('./types.js').Browser}
 */
export function createBrowser(options) {
  const {title, views, max, chooseLabel, cancelLabel, canSearch = true, isGrid = false} = options;
  const id = `pk-${++count}`;
  /** @type {Map<string, import('./types.js').Item>} */
  const chosen = new Map();
  let view = /** @type {import('./types.js').View} */ (views[0]);
  let path = [view.root];
  let search = '';
  let running = new AbortController();

  const tabs = h('ul', {class: 'pk-tabs', hidden: views.length < 2});
  const trail = h('nav', {class: 'pk-path', 'aria-label': 'Folder'});
  const rows = h('ul', {'aria-label': 'Files', hidden: true});
  const state = h('div', {});
  const list = h('div', {class: isGrid ? 'pk-list pk-grid' : 'pk-list'}, rows, state);
  const status = h('p', {role: 'status'});
  const choose = h('button', {type: 'button', class: 'pk-primary', click: onChoose}, chooseLabel);
  const field = h('input', {
    type: 'search',
    'aria-label': 'Search',
    placeholder: 'Search',
    autocomplete: 'off',
  });
  const element = h(
    'section',
    {class: 'pk', 'aria-labelledby': `${id}-title`, keydown: onKey},
    h(
      'div',
      {class: 'pk-top'},
      h('h1', {id: `${id}-title`, tabindex: -1}, title),
      canSearch && h('form', {class: 'pk-search', role: 'search', submit: onSearch}, field),
      options.more,
    ),
    tabs,
    trail,
    list,
    h(
      'div',
      {class: 'pk-bottom'},
      status,
      h('button', {type: 'button', click: options.onCancel}, cancelLabel),
      choose,
    ),
  );
  // An emptied field is the folder again.
  field.addEventListener('input', () => field.value === '' && search !== '' && find(''));

  /** @param {Event} event */
  function onKey(event) {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
    // The first one empties the field.
    if (event.target === field && field.value !== '') return;
    event.preventDefault();
    event.stopPropagation();
    options.onCancel();
  }

  function onChoose() {
    if (chosen.size) options.onChoose([...chosen.values()]);
  }

  /** @param {Event} event */
  function onSearch(event) {
    event.preventDefault();
    find(field.value.trim());
  }

  /** @param {string} text */
  function find(text) {
    search = text;
    void load();
  }

  /** @param {import('./types.js').View} wanted */
  function enter(wanted) {
    view = wanted;
    openPath([wanted.root]);
  }

  /** @param {import('./types.js').Folder[]} wanted */
  function openPath(wanted) {
    const hadFocus = list.contains(document.activeElement) || trail.contains(document.activeElement);
    path = wanted;
    search = field.value = '';
    void load();
    if (hadFocus) trail.querySelector('span')?.focus();
  }

  function drawPlace() {
    tabs.replaceChildren(
      ...views.map((one) =>
        h(
          'li',
          {},
          h(
            'button',
            {type: 'button', 'aria-current': one === view && 'true', click: () => enter(one)},
            one.root.name,
          ),
        ),
      ),
    );
    const steps = path.map((folder, index) =>
      h(
        'li',
        {},
        index === path.length - 1
          ? h('span', {tabindex: -1, 'aria-current': 'location'}, folder.name)
          : h('button', {type: 'button', click: () => openPath(path.slice(0, index + 1))}, folder.name),
      ),
    );
    trail.replaceChildren(h('ol', {}, ...steps));
  }

  /** @param {string} [cursor] Where the next page begins; without it, the list begins anew. */
  async function load(cursor) {
    running.abort();
    const {signal} = (running = new AbortController());
    const folder = /** @type {import('./types.js').Folder} */ (path.at(-1));
    if (cursor === undefined) {
      drawPlace();
      rows.replaceChildren();
      rows.hidden = true;
      state.replaceChildren();
    }
    list.setAttribute('aria-busy', 'true');
    const waiting = setTimeout(
      () => state.replaceChildren(h('p', {class: 'pk-state'}, 'Loading…')),
      PATIENCE,
    );
    try {
      const page = await view.list({folder, search, cursor, signal});
      if (!signal.aborted) drawPage(page);
    } catch (error) {
      if (!signal.aborted) drawError(error, cursor);
    } finally {
      clearTimeout(waiting);
      if (!signal.aborted) list.removeAttribute('aria-busy');
    }
  }

  /** @param {import('./types.js').Page} page */
  function drawPage({items, next}) {
    const more = () => {
      const last = rows.lastElementChild;
      void load(next).then(() => {
        const first = last?.nextElementSibling?.querySelector('input, button');
        if (first instanceof HTMLElement) first.focus();
      });
    };
    rows.append(...items.map(rowOf));
    rows.hidden = !rows.childElementCount;
    const nothing = search ? 'Nothing was found.' : 'There is nothing here.';
    state.replaceChildren(
      ...(rows.hidden && !next ? [h('p', {class: 'pk-state'}, nothing)] : []),
      ...(next ? [h('button', {type: 'button', class: 'pk-more', click: more}, 'Show more')] : []),
    );
    drawChosen();
  }

  /** @param {unknown} error @param {string} [cursor] */
  function drawError(error, cursor) {
    const again = () => {
      element.querySelector('h1')?.focus();
      void load(cursor);
    };
    state.replaceChildren(
      h(
        'div',
        {class: 'pk-alert', role: 'alert'},
        messageOf(error),
        h('button', {type: 'button', click: again}, 'Try again'),
      ),
    );
  }

  /** @param {import('./types.js').Item} item */
  function rowOf(item) {
    const {name, isFolder, isSelectable, size} = item;
    const open = () => openPath([...(search ? [view.root] : path), {id: item.id, name}]);
    const icon = h('span', {class: 'pk-icon', 'aria-hidden': 'true'});
    /** @type {HTMLInputElement} */
    const input = h('input', {
      type: max === 1 ? 'radio' : 'checkbox',
      name: id,
      disabled: !isSelectable,
      checked: chosen.has(item.id),
      'data-id': item.id,
      change: () => mark(item, input.checked),
    });
    const text = h('span', {class: 'pk-name', dir: 'auto'}, name);
    if (!isFolder)
      return h(
        'li',
        {},
        h(
          'label',
          {class: !isSelectable && 'pk-off'},
          input,
          icon,
          text,
          size !== undefined && h('span', {class: 'pk-size', 'aria-hidden': 'true'}, sizeText(size)),
        ),
      );
    return h(
      'li',
      {},
      isSelectable &&
        h('label', {}, input, h('span', {class: 'pk-visually-hidden'}, `Select the folder ${name}`)),
      h('button', {type: 'button', class: 'pk-folder', click: open}, icon, text),
    );
  }

  /** @param {import('./types.js').Item} item @param {boolean} isOn */
  function mark(item, isOn) {
    if (max === 1) chosen.clear();
    if (isOn) chosen.set(item.id, item);
    else chosen.delete(item.id);
    drawChosen();
  }

  /** What is chosen stays chosen in other folders. */
  function drawChosen() {
    choose.disabled = !chosen.size;
    status.textContent = chosen.size ? `${chosen.size} selected` : '';
    const isFull = max > 1 && chosen.size >= max;
    for (const input of rows.querySelectorAll('input')) {
      if (!input.closest('.pk-off')) input.disabled = isFull && !chosen.has(input.dataset['id'] ?? '');
    }
  }

  return {
    element,
    folder: () => /** @type {import('./types.js').Folder} */ (path.at(-1)),
    reload: () => load(),
    start() {
      drawChosen();
      void load();
      element.querySelector('h1')?.focus();
    },
    dispose: () => running.abort(),
  };
}
