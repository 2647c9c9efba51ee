import type {InputOption} from '../../core/types/index.js';
import type {OptionEntry} from '../../internal/option-source.js';
import {fold, rank} from './matcher.js';

/** An option as the list works with it. */
export interface Item {
  readonly kind: 'option';
  readonly option: InputOption;
  readonly label: string;
  readonly value: string;
  readonly subtitle: string;
  /** Place of its section in the list's titles; -1: it has none. */
  readonly section: number;
  /** Worked out at the first search. */
  folded: string | undefined;
  foldedSubtitle: string | undefined;
}

/** The options of all pages of a list, each value once. */
export interface ItemList {
  readonly items: readonly Item[];
  readonly titles: readonly string[];
  readonly byValue: ReadonlyMap<string, Item>;
  readonly hasSubtitles: boolean;
}

export const EMPTY: ItemList = {items: [], titles: [], byValue: new Map(), hasSubtitles: false};

/** Adds a page to a list. A section with the title of the last one goes on with it. */
export function withEntries(list: ItemList, entries: readonly OptionEntry[]): ItemList {
  const items = [...list.items];
  const titles = [...list.titles];
  const byValue = new Map(list.byValue);
  let {hasSubtitles} = list;
  const add = (option: InputOption, section: number): void => {
    const value = String(option.value);
    if (byValue.has(value)) return;
    const item: Item = {
      kind: 'option',
      option,
      value,
      label: String(option.label ?? value),
      subtitle: typeof option.subtitle === 'string' ? option.subtitle : '',
      section,
      // There from the start: to give thousands of objects another shape would cost the first key its frame.
      folded: undefined,
      foldedSubtitle: undefined,
    };
    hasSubtitles ||= item.subtitle !== '';
    byValue.set(value, item);
    items.push(item);
  };
  for (const entry of entries) {
    if (!('items' in entry)) {
      add(entry, -1);
      continue;
    }
    const title = String(entry.title ?? '');
    if (!titles.length || titles.at(-1) !== title || items.at(-1)?.section === -1) titles.push(title);
    for (const option of entry.items) add(option, titles.length - 1);
  }
  return {items, titles, byValue, hasSubtitles};
}

/**
 * The items that fit a search, the best first: those that begin with it, those with a word that does, those that contain
 * it, those with a subtitle that does. Sections stay together and in their order.
 */
export function matching(items: readonly Item[], search: string): readonly Item[] {
  const text = fold(search);
  if (!text) return items;
  const found: Item[] = [];
  let buckets: Item[][] = [[], [], [], []];
  let section: number | undefined;
  const flush = () => {
    for (const bucket of buckets) for (const item of bucket) found.push(item);
    buckets = [[], [], [], []];
  };
  for (const item of items) {
    if (item.section !== section) flush();
    section = item.section;
    const fit = rank((item.folded ??= fold(item.label)), text) ?? inSubtitle(item, text);
    if (fit !== undefined) buckets[fit]?.push(item);
  }
  flush();
  return found;
}

const inSubtitle = (item: Item, text: string): 3 | undefined =>
  item.subtitle && rank((item.foldedSubtitle ??= fold(item.subtitle)), text) !== undefined ? 3 : undefined;

/** A line of the list. */
export type Row =
  | Item
  | {readonly kind: 'title'; readonly section: number}
  /** Takes the typed text as a value. */
  | {readonly kind: 'create'; readonly section: -1; readonly text: string}
  /** Loads again what failed to load. */
  | {readonly kind: 'retry'; readonly section: -1};

/** All lines. Nothing is made for each: there may be 100,000, and a list is to open within a frame. */
export interface Layout {
  readonly rows: readonly Row[];
  /** Where another section begins, or what lies between two. */
  readonly starts: readonly number[];
  /** Where titles stand. */
  readonly titles: readonly number[];
}

/** Puts titles over sections, and `last` at the end. */
export function layOut(items: readonly Item[], titles: readonly string[], last: readonly Row[] = []): Layout {
  if (!titles.length) {
    return {rows: last.length ? [...items, ...last] : items, starts: [items.length], titles: []};
  }
  const rows: Row[] = [];
  const starts: number[] = [];
  const titleRows: number[] = [];
  let section = -1;
  for (const item of items) {
    if (item.section !== section) {
      section = item.section;
      starts.push(rows.length);
      if (titles[section]) titleRows.push(rows.push({kind: 'title', section}) - 1);
    }
    rows.push(item);
  }
  starts.push(rows.length);
  for (const row of last) rows.push(row);
  return {rows, starts, titles: titleRows};
}

/** How many of these ascending numbers are below a limit. */
export function countBelow(numbers: readonly number[], limit: number): number {
  const found = numbers.findIndex((number) => number >= limit);
  return found < 0 ? numbers.length : found;
}
