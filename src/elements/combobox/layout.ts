import type {InputOption} from '../../core/types/index.js';
import {subtitleOf, type ItemList} from './items.js';

/** What follows the options. */
export type LastRow =
  /** Takes the typed text as a value. */
  | {readonly kind: 'create'; readonly text: string}
  /** Loads again what failed to load. */
  | {readonly kind: 'retry'};

/** A line of the list. */
export type Row =
  | {readonly kind: 'option'; readonly option: InputOption}
  | {readonly kind: 'title'; readonly title: string}
  | LastRow;

/** What a row is as tall as. */
export type RowKind = 'title' | 'plain' | 'subtitled';

/** The lines of a list: titles over sections, and `last` at the end. They are made when they are asked for. */
export class Layout {
  readonly list: ItemList;
  readonly length: number;
  /** All are options without a subtitle, or as tall as those. */
  readonly isUniform: boolean;
  /** Where a section ends: the row after it. */
  readonly #ends: readonly number[];
  /** Where titles stand. */
  readonly #titles: readonly number[];
  readonly #last: readonly LastRow[];

  constructor(list: ItemList, last: readonly LastRow[] = []) {
    this.list = list;
    const {sections} = list;
    const titles: number[] = [];
    const ends: number[] = [];
    for (const {title, start} of sections) {
      if (start) ends.push(start + titles.length);
      if (title) titles.push(start + titles.length);
    }
    ends.push(list.length + titles.length);
    this.#ends = ends;
    this.#titles = titles;
    this.#last = last;
    this.length = list.length + titles.length + last.length;
    this.isUniform = !titles.length && !list.hasSubtitles;
  }

  at(index: number): Row | undefined {
    if (this.isTitle(index)) return {kind: 'title', title: this.titleOf(this.runOf(index))};
    const position = this.positionOf(index);
    const option = this.list.options[position];
    return option ? {kind: 'option', option} : this.#last[position - this.list.length];
  }

  isTitle(index: number): boolean {
    return this.#titles[countBelow(this.#titles, index)] === index;
  }

  /** Place of a row among the options, from 0. */
  positionOf(index: number): number {
    return index - countBelow(this.#titles, index);
  }

  /** The row of an option, by its place among the options. */
  rowOf(position: number): number {
    const run = this.list.sections.findLastIndex(({start}) => start <= position);
    return position + this.list.sections.slice(0, run + 1).filter(({title}) => title).length;
  }

  /** Which section a row is in, counted from 0; those after the last one follow. */
  runOf(index: number): number {
    return countBelow(this.#ends, index + 1);
  }

  /** Title of a section. */
  titleOf(run: number): string {
    return this.list.sections[run]?.title ?? '';
  }

  kindAt(index: number): RowKind {
    if (this.isTitle(index)) return 'title';
    const option = this.list.options[this.positionOf(index)];
    return option && subtitleOf(option) ? 'subtitled' : 'plain';
  }
}

/** How many of these ascending numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
