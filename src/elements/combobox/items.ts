import type {InputOption} from '../../core/types/index.js';
import type {OptionEntry} from '../../internal/option-source.js';
import {fold, rank} from './matcher.js';

/** Lists up to this long are searched for repeated values before they are shown; it takes less than a millisecond. */
const AT_ONCE = 2000;

export const valueOf = ({value}: InputOption): string => String(value);
export const labelOf = ({label, value}: InputOption): string => String(label ?? value);
export const subtitleOf = ({subtitle}: InputOption): string => (typeof subtitle === 'string' ? subtitle : '');

/** Options that stand together. */
export interface Section {
  /** Empty: they have none. */
  readonly title: string;
  /** Index of the first one. */
  readonly start: number;
}

/**
 * Options as they came, each value once. Nothing is made for each: there may be 100,000, and a list is to open within a
 * frame.
 */
export class ItemList {
  readonly options: readonly InputOption[];
  /** None: the options are one row. */
  readonly sections: readonly Section[];
  /** No value is there twice. A long list may have to be looked through for that, by `distinct()`. */
  readonly isDistinct: boolean;
  #byValue: Map<string, InputOption> | undefined;
  /** What is searched, worked out at the first search. */
  #labels: readonly string[] | undefined;
  #subtitles: readonly string[] | undefined;

  constructor(options: readonly InputOption[] = [], sections: readonly Section[] = [], isDistinct = true) {
    this.options = options;
    this.sections = sections;
    this.isDistinct = isDistinct;
  }

  get length(): number {
    return this.options.length;
  }

  get hasSubtitles(): boolean {
    return this.options.some(subtitleOf);
  }

  find(value: string): InputOption | undefined {
    // From behind, so that the first of several with one value stays.
    this.#byValue ??= new Map(this.options.map((option) => [valueOf(option), option] as const).reverse());
    return this.#byValue.get(value);
  }

  /** The option whose label or value is this text. */
  named(text: string): InputOption | undefined {
    const lower = text.toLowerCase();
    return (
      this.options.find((option) => labelOf(option) === text) ??
      this.options.find((option) => labelOf(option).trim().toLowerCase() === lower) ??
      this.find(text)
    );
  }

  /** The list with a page after it. A section with the title of the last one goes on with it. */
  with(entries: readonly OptionEntry[]): ItemList {
    if (!this.length && entries.length > AT_ONCE && entries.every(isOption)) {
      return new ItemList([...entries], [], false);
    }
    const {options: former, sections: formerSections} = this.distinct();
    const options = [...former];
    const sections = [...formerSections];
    const values = new Set(options.map(valueOf));
    const add = (option: InputOption, title: string): void => {
      const value = valueOf(option);
      if (values.has(value)) return;
      values.add(value);
      if (title !== (sections.at(-1)?.title ?? '')) {
        if (!sections.length && options.length) sections.push({title: '', start: 0});
        sections.push({title, start: options.length});
      }
      options.push(option);
    };
    for (const entry of entries) {
      if (isOption(entry)) add(entry, '');
      else for (const option of entry.items) add(option, String(entry.title ?? ''));
    }
    return new ItemList(options, sections);
  }

  /** The list without repeated values: the first one counts. */
  distinct(): ItemList {
    if (this.isDistinct) return this;
    const values = new Set<string>();
    return new ItemList(this.options.filter((option) => values.size < values.add(valueOf(option)).size));
  }

  /**
   * The options that fit a search, the best first: those that begin with it, those with a word that does, those that
   * contain it, those with a subtitle that does. Sections stay together and in their order.
   */
  matching(search: string): ItemList {
    const text = fold(search);
    if (!text) return this;
    const {options} = this;
    const labels = (this.#labels ??= options.map((option) => fold(labelOf(option))));
    const subtitles = (this.#subtitles ??= this.hasSubtitles
      ? options.map((option) => fold(subtitleOf(option)))
      : []);
    const found: InputOption[] = [];
    const sections: Section[] = [];
    const ranges = this.sections.length ? this.sections : [{title: '', start: 0}];
    for (const [index, {title, start}] of ranges.entries()) {
      const end = ranges[index + 1]?.start ?? options.length;
      const buckets: InputOption[][] = [[], [], [], []];
      for (let at = start; at < end; at++) {
        const fit =
          rank(labels[at] as string, text) ?? (rank(subtitles[at] ?? '', text) === undefined ? 4 : 3);
        buckets[fit]?.push(options[at] as InputOption);
      }
      const before = found.length;
      for (const bucket of buckets) for (const option of bucket) found.push(option);
      if (found.length > before) sections.push({title, start: before});
    }
    return new ItemList(found, this.sections.length ? sections : []);
  }
}

const isOption = (entry: OptionEntry): entry is InputOption => !('items' in entry);
