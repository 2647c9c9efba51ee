/** A field mapping of many fields, as `window.mapper`. */

export interface MapperTools {
  /** Adds a mapping of that many fields to the page. */
  add(rows: number): Element;
  /** How many rows are shown. */
  rows(): number;
  /** What a row's list shows as chosen. */
  chosen(row: number): string;
  /** Counts the rows whose list is rendered from now on; the returned function tells how many. */
  countUpdates(): () => number;
}

declare global {
  interface Window {
    mapper: MapperTools;
  }
}

const ROW = '[part~=row]';

const listOf = (row: number): Element | null | undefined =>
  window.bench.find(ROW)[row]?.querySelector('paragon-combobox');

window.mapper = {
  add(rows) {
    const fields = Array.from({length: rows}, (_none, at) => ({
      label: `Field ${at + 1}`,
      value: `field${at + 1}`,
    }));
    const element = document.createElement('paragon-field-mapper');
    Object.assign(element, {
      integration: 'hubspot',
      mapObjectFields: {Contact: {fields}},
      value: {objectMapping: 'contacts'},
    });
    document.body.append(element);
    return element;
  },

  rows: () => window.bench.find(ROW).length,

  chosen: (row) => listOf(row)?.shadowRoot?.querySelector('input')?.value ?? '',

  countUpdates() {
    const updated = new Set<unknown>();
    const prototype = customElements.get('paragon-combobox')?.prototype as {performUpdate(): void};
    const {performUpdate} = prototype;
    prototype.performUpdate = function (this: Element) {
      if (this.closest(ROW)) updated.add(this);
      performUpdate.call(this);
    };
    return () => {
      prototype.performUpdate = performUpdate;
      return updated.size;
    };
  },
};
