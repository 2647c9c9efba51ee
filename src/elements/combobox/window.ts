import {ItemList} from './items.js';
import {Layout, type RowKind} from './layout.js';

/** Lists up to this long are drawn whole; their rows may be as tall as their texts. */
const WHOLE = 60;
/** Rows beyond the visible ones, on each side. */
const MARGIN = 6;

/** Heights of rows in pixels, by what is in them. */
type RowHeights = Readonly<Record<RowKind, number>>;

/** Which rows are drawn, and where rows stand that are not. */
export class RowWindow {
  #offsets: Float64Array | undefined;
  /** All rows, drawn or not. */
  rows = new Layout(new ItemList());
  #heights: RowHeights = {title: 36, plain: 44, subtitled: 60};
  first = 0;
  /** After the last one. */
  end = 0;

  /** Only a part of the rows is drawn, each as tall as its kind. */
  get isPartial(): boolean {
    return this.rows.length > WHOLE;
  }

  get heights(): RowHeights {
    return this.#heights;
  }

  setRows(rows: Layout): void {
    this.rows = rows;
    this.#offsets = undefined;
    this.end = Math.min(this.end, rows.length);
    this.first = Math.min(this.first, this.end);
  }

  /** Takes the heights from rows that are drawn. */
  measure(scroller: HTMLElement): void {
    const before = this.#heights;
    const heightOf = (kind: string): number =>
      scroller.querySelector<HTMLElement>(kind)?.getBoundingClientRect().height ?? 0;
    const title = heightOf('.section') || before.title;
    const plain = heightOf('.plain') || before.plain;
    const subtitled = heightOf('.subtitled') || before.subtitled;
    // As a rule they are what was expected, and all places stay as they are.
    if (title === before.title && plain === before.plain && subtitled === before.subtitled) return;
    this.#heights = {title, plain, subtitled};
    this.#offsets = undefined;
  }

  /** Room for the rows that are not drawn. By CSSOM, as a strict content security policy forbids `style` attributes. */
  makeRoom(scroller: HTMLElement): void {
    const set = (name: string, size: number): void => {
      const spacer = scroller.querySelector<HTMLElement>(name);
      if (spacer) spacer.style.blockSize = `${size}px`;
    };
    set('.before', this.isPartial ? this.offset(this.first) : 0);
    set('.after', this.isPartial ? this.offset(this.rows.length) - this.offset(this.end) : 0);
  }

  /** Pixels above a row. */
  offset(index: number): number {
    return this.rows.isUniform ? index * this.#heights.plain : (this.#all[index] ?? 0);
  }

  /** Chooses the rows for a place of the scroller; tells whether they are others than before. */
  moveTo(scrollTop: number, height: number): boolean {
    const {first, end} = this;
    if (this.isPartial) {
      this.first = Math.max(0, this.#rowAt(scrollTop) - MARGIN);
      this.end = Math.min(this.rows.length, this.#rowAt(scrollTop + height) + 1 + MARGIN);
    } else {
      this.first = 0;
      this.end = this.rows.length;
    }
    return first !== this.first || end !== this.end;
  }

  #rowAt(offset: number): number {
    let [low, high] = [0, this.rows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offset(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  get #all(): Float64Array {
    if (this.#offsets) return this.#offsets;
    const offsets = new Float64Array(this.rows.length + 1);
    let at = 0;
    for (let index = 0; index < this.rows.length; index++) {
      at += this.#heights[this.rows.kindAt(index)];
      offsets[index + 1] = at;
    }
    return (this.#offsets = offsets);
  }
}
