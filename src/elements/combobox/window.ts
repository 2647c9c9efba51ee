import {ItemList} from './items.js';
import {Layout, type RowKind} from './layout.js';

/** Lists up to this long are drawn whole; their rows may be as tall as their texts. */
const WHOLE = 60;
/** Rows beyond the visible ones, on each side. */
const MARGIN = 6;

/** Heights of rows in pixels, by what is in them. */
export type RowHeights = Readonly<Record<RowKind, number>>;

/** Which rows are drawn, and where rows stand that are not. */
export class RowWindow {
  #offsets: Float64Array | undefined;
  #rows = new Layout(new ItemList());
  #heights: RowHeights = {title: 36, plain: 44, subtitled: 60};
  first = 0;
  /** After the last one. */
  end = 0;

  /** Only a part of the rows is drawn, each as tall as its kind. */
  get isPartial(): boolean {
    return this.#rows.length > WHOLE;
  }

  get heights(): RowHeights {
    return this.#heights;
  }

  setRows(rows: Layout): void {
    this.#rows = rows;
    this.#offsets = undefined;
    this.end = Math.min(this.end, rows.length);
    this.first = Math.min(this.first, this.end);
  }

  setHeights(heights: RowHeights): void {
    const {title, plain, subtitled} = this.#heights;
    // As a rule they are what was expected, and all places stay as they are.
    if (heights.title === title && heights.plain === plain && heights.subtitled === subtitled) return;
    this.#heights = heights;
    this.#offsets = undefined;
  }

  /** Pixels above a row. */
  offset(index: number): number {
    return this.#rows.isUniform ? index * this.#heights.plain : (this.#all[index] ?? 0);
  }

  get total(): number {
    return this.offset(this.#rows.length);
  }

  /** Chooses the rows for a place of the scroller; tells whether they are others than before. */
  moveTo(scrollTop: number, height: number): boolean {
    const {first, end} = this;
    if (this.isPartial) {
      this.first = Math.max(0, this.#rowAt(scrollTop) - MARGIN);
      this.end = Math.min(this.#rows.length, this.#rowAt(scrollTop + height) + 1 + MARGIN);
    } else {
      this.first = 0;
      this.end = this.#rows.length;
    }
    return first !== this.first || end !== this.end;
  }

  #rowAt(offset: number): number {
    let [low, high] = [0, this.#rows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offset(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  get #all(): Float64Array {
    if (this.#offsets) return this.#offsets;
    const offsets = new Float64Array(this.#rows.length + 1);
    let at = 0;
    for (let index = 0; index < this.#rows.length; index++) {
      at += this.#heights[this.#rows.kindAt(index)];
      offsets[index + 1] = at;
    }
    return (this.#offsets = offsets);
  }
}
