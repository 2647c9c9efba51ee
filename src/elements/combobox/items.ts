import type {InputOption} from '../../core/types/index.js';
import type {OptionEntry} from '../../internal/option-source.js';
import {fold, rank} from './matcher.js';

/** Shorter lists are searched for repeated values before they are shown; it takes less than a millisecond. */
const AT_ONCE = 2000;
/** So many options are made ready for a search at a time, in a few milliseconds. */
const SLICE = 5000;

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
  /** What is searched, as far as it is worked out. */
  readonly #labels: string[] = [];
  readonly #subtitles: string[] = [];

  constructor(options: readonly InputOption[] = [], sections: readonly Section[] = [], isDistinct = true) {
    this.options = options;
    this.sections = sections;
    this.isDistinct = isDistinct;
  }

  get length(): number {
    return this.options.length;
  }

  /** So long that what can wait is done later, by `distinct()` and `prepare()`. */
  get isLong(): boolean {
    return this.length > AT_ONCE;
  }

  /** Some option has a second line. */
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

  /** Makes a part of a long list ready for its first search. Tells whether anything is left to do. */
  prepare(count = SLICE): boolean {
    const {options} = this;
    const end = Math.min(options.length, this.#labels.length + count);
    for (let at = this.#labels.length; at < end; at++) {
      const option = options[at] as InputOption;
      this.#labels.push(fold(labelOf(option)));
      const subtitle = subtitleOf(option);
      this.#subtitles.push(subtitle && fold(subtitle));
    }
    return end < options.length;
  }

  /**
   * The options that fit a search, the best first: those that begin with it, those with a word that does, those that
   * contain it, those with a subtitle that does. Sections stay together and in their order.
   */
  matching(search: string): ItemList {
    const text = fold(search);
    if (!text) return this;
    this.prepare(Infinity);
    const {options} = this;
    const labels = this.#labels;
    const subtitles = this.#subtitles;
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
