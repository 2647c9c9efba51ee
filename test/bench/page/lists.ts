/** The lists of the contestants as the same thing, as `window.list`. */

export interface ListTools {
  /** Adds an empty list to the page. */
  add(): void;
  /** Gives it that many options: `Option 1` and so on. */
  give(count: number): void;
  /** The labels of the options that are shown, from above. */
  labels(): string[];
  /** What scrolls. */
  scroller(): HTMLElement | undefined;
  isOpen(): boolean;
}

declare global {
  interface Window {
    list: ListTools;
  }
}

type Options = readonly {readonly label: string; readonly value: string}[];

const optionsOf = (count: number): Options =>
  Array.from({length: count}, (_none, at) => ({label: `Option ${at + 1}`, value: `value-${at + 1}`}));

const shownLabels = (selector: string): string[] =>
  window.bench
    .find(selector)
    .map((element) => ({top: element.getBoundingClientRect().top, text: element.textContent.trim()}))
    .sort((one, other) => one.top - other.top)
    .map(({text}) => text);

const first = (selector: string): HTMLElement | undefined => window.bench.find(selector)[0];

const paragon: ListTools = {
  add: () => add('paragon-combobox', {label: 'List'}),
  give(count) {
    const options = optionsOf(count);
    const source = {
      key: `list-${count}-${performance.now()}`,
      isPaged: false,
      load: async () => ({options, nextCursor: null}),
    };
    Object.assign(first('paragon-combobox') ?? {}, {source});
  },
  labels: () => shownLabels('[part~=option-label]'),
  scroller: () => first('[part~=listbox]'),
  isOpen: () => first('[part~=popup]') !== undefined,
};

const vaadin: ListTools = {
  add: () => add('vaadin-combo-box', {label: 'List'}),
  give(count) {
    Object.assign(first('vaadin-combo-box') ?? {}, {items: optionsOf(count), itemValuePath: 'value'});
  },
  labels: () => shownLabels('vaadin-combo-box-item'),
  scroller: () => first('vaadin-combo-box-scroller'),
  isOpen: () => first('vaadin-combo-box-item') !== undefined,
};

function add(tag: string, properties: object): void {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  document.body.append(element);
}

window.list = customElements.get('paragon-combobox') ? paragon : vaadin;
