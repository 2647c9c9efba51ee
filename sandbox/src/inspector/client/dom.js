/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element of the page, by its id.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} "${id}".`);
  return found;
}

/**
 * Makes an element. Texts become text nodes, so nothing in them is ever markup.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | null | undefined | (() => unknown)>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, () => void value());
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children)
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child));
  return element;
}

/** @param {string} text */
export const time = (text) =>
  h('time', {datetime: text}, new Date(text).toLocaleTimeString(undefined, {hour12: false}));

/** @param {string} status */
export const statusMark = (status) =>
  h('span', {class: `mark ${status.toLowerCase()}`}, status.toLowerCase());

/** @type {WeakMap<Element, Map<string, {node: Element, version: string}>>} */
const drawn = new WeakMap();

/**
 * Draws a list again. Rows whose content is the same stay the same elements, so that the focus, a selection and the
 * place that was scrolled to stay as well.
 *
 * @template T
 * @param {HTMLTableElement} table
 * @param {readonly T[]} items
 * @param {{key: (item: T) => string, row: (item: T) => HTMLTableRowElement, empty: string}} how
 */
export function drawRows(table, items, {key, row, empty}) {
  const body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0]);
  let known = drawn.get(body);
  if (!known) {
    // What the server has drawn.
    body.replaceChildren();
    known = new Map();
    drawn.set(body, known);
  }
  const focus = focusWithin(body);
  /** @type {typeof known} */
  const next = new Map();
  for (const item of items) {
    const version = JSON.stringify(item);
    const former = known.get(key(item));
    next.set(key(item), former?.version === version ? former : {node: row(item), version});
  }
  if (!items.length) {
    const columns = table.tHead?.rows[0]?.cells.length ?? 1;
    const node = known.get('')?.node ?? h('tr', {}, h('td', {class: 'muted', colspan: columns}, empty));
    next.set('', {node, version: ''});
  }
  drawn.set(body, next);
  const wanted = [...next.values()].map(({node}) => node);
  const kept = new Set(wanted);
  for (const node of [...body.children]) if (!kept.has(node)) node.remove();
  let place = body.firstElementChild;
  for (const node of wanted) {
    if (node === place) place = place.nextElementSibling;
    else body.insertBefore(node, place);
  }
  if (focus && !body.contains(document.activeElement)) restore(table, focus, next);
}

/** @param {Element} body */
function focusWithin(body) {
  const {activeElement} = document;
  if (!(activeElement instanceof HTMLElement) || !body.contains(activeElement)) return undefined;
  return {row: activeElement.closest('tr')?.dataset['key'], action: activeElement.dataset['action']};
}

/**
 * The focus goes to the same button of the row that was drawn anew, or to the table if the row is gone.
 *
 * @param {HTMLTableElement} table
 * @param {{row?: string, action?: string}} focus
 * @param {Map<string, {node: Element}>} rows
 */
function restore(table, {row, action}, rows) {
  const buttons = [...(rows.get(row ?? '')?.node.querySelectorAll('button') ?? [])];
  const again = buttons.find((button) => button.dataset['action'] === action) ?? buttons[0];
  const place = again ?? table.closest('[tabindex]');
  if (place instanceof HTMLElement) place.focus();
}
