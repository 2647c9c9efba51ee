import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import type {InputOption} from '../../core/types/index.js';
import type {InputMessages} from '../../i18n/en-input.js';
import type {OptionSource} from '../../internal/option-source.js';
import {valueOf, type ItemList} from './items.js';
import {Layout, type LastRow} from './layout.js';
import {OptionPages} from './pages.js';
import {follow} from './placement.js';
import {rowsView} from './rows.js';
import {RowWindow} from './window.js';

export {listStyles} from './list.styles.js';

/** Milliseconds without a change before the number of options is said. */
const QUIET = 500;
/** Rows before the end of the list at which its next page is loaded. */
const AHEAD = 10;
/** Characters of a typed text that may become a value or be searched for. */
const LONGEST_TEXT = 1000;

/** The combobox as its list sees it. */
export interface ComboboxHost extends LitElement {
  readonly source: OptionSource | undefined;
  readonly value: string | undefined;
  readonly valueLabel: string | undefined;
  readonly label: string;
  readonly clearable: boolean;
  readonly creatable: boolean;
  readonly texts: InputMessages;
  /** What is typed and not yet a choice. */
  typed: string | undefined;
  readonly isUsable: boolean;
  /** The pieces of the field, once drawn. */
  readonly pieces: {readonly field: HTMLElement; readonly input: HTMLInputElement} | undefined;
  /** Takes a choice of the user. */
  choose(option: InputOption | undefined): void;
  /** Says something to those who hear the page. */
  say(text: string): void;
}

/** The popup of a combobox: its options, what is typed against them, and the keys. Loaded when it is first needed. */
export class ComboboxList {
  #host: ComboboxHost;
  #pages: OptionPages;
  #window = new RowWindow();
  #isOpen = false;
  /** The row that the keys have gone to; -1: none. */
  #active = -1;
  /** Where to go once there are rows. */
  #wish: 'first' | 'last' | 'chosen' | undefined;
  #isLookingUp = false;
  #mustShowActive = false;
  #hasMeasured = false;
  #stopFollowing: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ComboboxHost) {
    this.#host = host;
    this.#pages = new OptionPages(() => this.#refresh());
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The label of the value is being looked for. */
  get isLookingUp(): boolean {
    return this.#isLookingUp;
  }

  find(value: string): InputOption | undefined {
    return this.#pages.find(value);
  }

  /** Before each update of the host. */
  use(source: OptionSource | undefined): void {
    this.#pages.use(source);
    if (this.#isOpen && !this.#host.isUsable) this.close();
    if (this.#isOpen) this.#pages.begin();
    this.#layRows();
  }

  /** Loads what tells the label of the value. */
  async lookUp(value: string): Promise<void> {
    this.#isLookingUp = true;
    await this.#pages.lookUp(value, this.#host.valueLabel === undefined);
    this.#isLookingUp = false;
    this.#host.requestUpdate();
  }

  open(wish?: 'first' | 'last' | 'chosen'): void {
    if (!this.#host.isUsable) return;
    if (wish) this.#wish = wish;
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#hasMeasured = false;
      if (this.#host.source?.refreshOnOpen) this.#pages.reset();
      // By keyboard a field can be used that was scrolled out of view, where its list would close.
      this.#host.pieces?.field.scrollIntoView({block: 'nearest', inline: 'nearest'});
    }
    this.#pages.begin();
    if (this.#host.typed !== undefined) this.#pages.setSearch(this.#text);
    this.#refresh();
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#wish = undefined;
    this.#active = -1;
    clearTimeout(this.#timer);
    this.#pages.setSearch('');
    this.#refresh();
  }

  /** The host has left the page. */
  disconnect(): void {
    this.#isOpen = false;
    this.#active = -1;
    clearTimeout(this.#timer);
    this.#stopFollowing?.();
    this.#stopFollowing = undefined;
    this.#pages.stop();
  }

  /** The user has typed. */
  type(): void {
    this.#active = -1;
    this.#wish = undefined;
    this.#scroller?.scrollTo({top: 0});
    this.open();
  }

  /** The user is done with the field: what was typed becomes the choice that it names, or is dropped. */
  settle(): void {
    const {typed} = this.#host;
    if (typed !== undefined) this.#take(this.#meant(false));
    this.close();
  }

  /** Does what a key asks for; the event is prevented if that is not what the browser does. */
  press(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const isDone = this.#act(event);
    if (!isDone) return;
    event.preventDefault();
    event.stopPropagation();
  }

  render(): TemplateResult {
    const {label} = this.#host;
    return html`<div part="popup" class="popup" .popover=${'manual'} @mousedown=${keepFocus}>
      <div
        part="listbox"
        class="list ${this.#window.isPartial ? 'partial' : ''}"
        role="listbox"
        id="list"
        tabindex="-1"
        aria-label=${label}
        aria-busy=${this.#pages.isLoading ? 'true' : 'false'}
        @scroll=${this.#onScroll}
        @click=${this.#onClick}
      >
        <div class="before" role="presentation"></div>
        ${this.#isOpen ? this.#drawRows() : nothing}
        <div class="after" role="presentation"></div>
        ${this.#isOpen && this.#rows.length ? this.#message() : nothing}
      </div>
      ${this.#isOpen && !this.#rows.length ? this.#message() : nothing}
    </div>`;
  }

  /** After each update of the host: what has to be measured, moved and pointed to. */
  updated(): void {
    const popup = this.#popup;
    const scroller = this.#scroller;
    const {pieces} = this.#host;
    if (!popup || !scroller || !pieces) return;
    if (!this.#isOpen || !popup.isConnected) {
      this.#stopFollowing?.();
      this.#stopFollowing = undefined;
      if (popup.isConnected && popup.matches(':popover-open')) popup.hidePopover();
      pieces.input.removeAttribute('aria-activedescendant');
      return;
    }
    if (!popup.matches(':popover-open')) {
      popup.showPopover();
      this.#stopFollowing = follow(pieces.field, popup, () => this.close());
    }
    if (this.#window.isPartial && !this.#hasMeasured) {
      this.#hasMeasured = true;
      this.#window.measure(scroller);
    }
    this.#window.makeRoom(scroller);
    this.#goToWish();
    if (this.#mustShowActive) this.#bringIntoView(scroller);
    if (this.#window.moveTo(scroller.scrollTop, scroller.clientHeight)) this.#drawSoon();
    this.#point(pieces.input);
    queueMicrotask(() => this.#loadAhead(scroller));
  }

  // What is shown

  get #text(): string {
    return (this.#host.typed ?? '').slice(0, LONGEST_TEXT);
  }

  get #popup(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.popup');
  }

  get #scroller(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.list');
  }

  get #rows(): Layout {
    return this.#window.rows;
  }

  /** The options that fit what is typed. */
  get #shown(): ItemList {
    return this.#rows.list;
  }

  /** What the rows were made of, to make them only when something of it has changed. */
  #madeOf: readonly unknown[] = [];

  #layRows(): void {
    if (!this.#isOpen) return;
    const {source, creatable} = this.#host;
    const {list, hasFailed} = this.#pages;
    const text = this.#text;
    const madeOf = [list, text, hasFailed, creatable, source?.isPaged];
    if (madeOf.every((one, index) => one === this.#madeOf[index])) return;
    this.#madeOf = madeOf;
    const last: LastRow[] = [];
    if (hasFailed) last.push({kind: 'retry'});
    const typed = text.trim();
    if (creatable && typed && !list.named(typed)) last.push({kind: 'create', text: typed});
    this.#window.setRows(new Layout(source?.isPaged ? list : list.matching(text), last));
    if (this.#active >= this.#rows.length) this.#active = -1;
    const scroller = this.#scroller;
    this.#window.moveTo(scroller?.scrollTop ?? 0, scroller?.clientHeight || 360);
  }

  /** Also asked for after an update, when its measures call for another one. */
  #drawSoon(): void {
    queueMicrotask(() => this.#host.requestUpdate());
  }

  /** Something of the list has changed. */
  #refresh(): void {
    this.#layRows();
    if (this.#isOpen) this.#announce();
    this.#host.requestUpdate();
  }

  #drawRows(): unknown {
    const {first, end, isPartial} = this.#window;
    const {texts, value} = this.#host;
    return rowsView({
      rows: this.#rows,
      first,
      end,
      active: this.#active,
      value,
      hasMore: this.#pages.hasMore,
      isCut: isPartial,
      texts,
    });
  }

  #message(): TemplateResult | typeof nothing {
    const {texts} = this.#host;
    const {hasFailed, hasMore, isLoading, isSearching} = this.#pages;
    if (isSearching || (isLoading && !this.#rows.length) || (hasMore && !hasFailed)) {
      return html`<div part="message" class="message late" role="presentation">
        ${isLoading || isSearching ? html`<span class="spinner"></span>${texts.loadingOptions}` : nothing}
      </div>`;
    }
    if (this.#rows.length) return nothing;
    return html`<div part="message" class="message" role="presentation">${this.#nothingText}</div>`;
  }

  get #nothingText(): string {
    const {texts} = this.#host;
    const text = this.#text.trim();
    return text ? texts.noMatch(text) : texts.noOptions;
  }

  /** Says how many options there are, once the list is at rest. */
  #announce(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const {texts} = this.#host;
      const {list, hasFailed, hasMore, isLoading} = this.#pages;
      if (hasFailed) this.#host.say(this.#shown.length ? texts.retryMoreOptions : texts.retryOptions);
      else if (this.#shown.length)
        this.#host.say(texts.optionCount(this.#shown.length, list.length, hasMore));
      else this.#host.say(isLoading || hasMore ? texts.loadingOptions : this.#nothingText);
    }, QUIET);
  }

  // Sizes and places

  #bringIntoView(scroller: HTMLElement): void {
    const index = this.#active;
    const row = this.#rowElement(index);
    let [top, height] = [
      this.#window.offset(index),
      this.#window.offset(index + 1) - this.#window.offset(index),
    ];
    if (row) {
      top = row.offsetTop;
      height = row.offsetHeight;
      this.#mustShowActive = false;
    } else if (!this.#window.isPartial) {
      return;
    }
    // The title of its section comes along.
    const above = this.#rows.isTitle(index - 1) ? this.#window.heights.title : 0;
    if (top - above < scroller.scrollTop) scroller.scrollTop = top - above;
    else if (top + height > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top + height - scroller.clientHeight;
    }
  }

  #rowElement(index: number): HTMLElement | null {
    return index < 0 ? null : this.#host.renderRoot.querySelector<HTMLElement>(`#row-${index}`);
  }

  /** Points at the active row once it is drawn and in view. */
  #point(input: HTMLInputElement): void {
    const row = this.#mustShowActive ? null : this.#rowElement(this.#active);
    if (row) input.setAttribute('aria-activedescendant', row.id);
    else if (this.#active < 0) input.removeAttribute('aria-activedescendant');
  }

  #loadAhead(scroller: HTMLElement): void {
    if (!this.#isOpen || !this.#pages.hasMore || this.#pages.hasFailed) return;
    const isNear = this.#window.isPartial
      ? this.#window.end >= this.#rows.length - AHEAD
      : scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - scroller.clientHeight;
    if (isNear) this.#pages.loadMore();
  }

  #onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller || !this.#isOpen) return;
    if (this.#window.moveTo(scroller.scrollTop, scroller.clientHeight)) this.#host.requestUpdate();
    this.#loadAhead(scroller);
  };

  // Keys and clicks

  #act(event: KeyboardEvent): boolean {
    const {key, altKey} = event;
    switch (key) {
      case 'ArrowDown':
        if (altKey) this.open();
        else if (!this.#isOpen) this.open(this.#host.value ? 'chosen' : 'first');
        else this.#move(1);
        return true;
      case 'ArrowUp':
        if (altKey) this.close();
        else if (!this.#isOpen) this.open(this.#host.value ? 'chosen' : 'last');
        else this.#move(-1);
        return true;
      case 'PageDown':
      case 'PageUp':
        if (!this.#isOpen) return false;
        this.#movePage(key === 'PageDown' ? 1 : -1);
        return true;
      case 'Enter':
        return this.#enter();
      case 'Escape':
        return this.#escape();
      case 'Tab':
        if (this.#isOpen && this.#active >= 0) this.#pick(this.#active);
        return false;
      case 'Home':
      case 'End':
      case 'ArrowLeft':
      case 'ArrowRight':
        this.#activate(-1);
        return false;
      default:
        return false;
    }
  }

  #enter(): boolean {
    if (this.#isOpen && this.#active >= 0) {
      this.#pick(this.#active);
      return true;
    }
    if (this.#host.typed === undefined) {
      const wasOpen = this.#isOpen;
      this.close();
      return wasOpen;
    }
    const meant = this.#meant(true);
    // A text that names nothing stays, so that it can be mended.
    if (meant !== 'nothing') {
      this.#take(meant);
      this.close();
    }
    return true;
  }

  #escape(): boolean {
    if (this.#isOpen) {
      this.close();
      return true;
    }
    if (this.#host.typed === undefined) return false;
    this.#host.typed = undefined;
    this.#host.requestUpdate();
    return true;
  }

  /** The option that the typed text means; `undefined`: none, to be cleared; `nothing`: it means none of them. */
  #meant(isSearchOver: boolean): InputOption | undefined | 'nothing' {
    const text = this.#text.trim();
    const {clearable, creatable} = this.#host;
    if (!text) return clearable ? undefined : 'nothing';
    const exact = this.#pages.list.named(text);
    if (exact) return exact;
    if (creatable) return {label: text, value: text};
    const only = this.#shown.length === 1 && !this.#pages.hasMore ? this.#shown.options[0] : undefined;
    const isCurrent = this.#isOpen && !this.#pages.isSearching;
    return isSearchOver && isCurrent && only ? only : 'nothing';
  }

  #take(meant: InputOption | undefined | 'nothing'): void {
    if (meant !== 'nothing') this.#host.choose(meant);
    this.#host.typed = undefined;
    this.#host.requestUpdate();
  }

  #pick(index: number): void {
    const row = this.#rows.at(index);
    if (!row || row.kind === 'title') return;
    if (row.kind === 'retry') {
      this.#activate(-1);
      this.#pages.retry();
      return;
    }
    this.#take(row.kind === 'create' ? {label: row.text, value: row.text} : row.option);
    this.close();
  }

  #onClick = (event: Event): void => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (target) this.#pick(Number(target.dataset['index']));
  };

  #activate(index: number): void {
    if (this.#active === index) return;
    this.#active = index;
    this.#mustShowActive = index >= 0;
    this.#drawSoon();
  }

  /** One row on or back; past the ends it goes around, but not past an end that is still to be loaded. */
  #move(step: 1 | -1): void {
    const {length} = this.#rows;
    if (!length) {
      this.#wish = step > 0 ? 'first' : 'last';
      return;
    }
    let index = this.#active < 0 && step < 0 ? length : this.#active;
    for (let steps = 0; steps < length; steps++) {
      index += step;
      if (index >= length) {
        if (this.#pages.hasMore && !this.#pages.hasFailed) return this.#pages.loadMore();
        index = 0;
      }
      if (index < 0) index = length - 1;
      if (!this.#rows.isTitle(index)) return this.#activate(index);
    }
  }

  #movePage(direction: 1 | -1): void {
    const {length} = this.#rows;
    const visible = (this.#scroller?.clientHeight ?? 0) / this.#window.heights.plain;
    const step = Math.max(1, Math.floor(visible) - 1) * direction;
    let index = Math.max(0, Math.min(length - 1, Math.max(this.#active, 0) + step));
    while (this.#rows.isTitle(index)) index += index === 0 ? 1 : direction;
    if (index < length) this.#activate(index);
  }

  /** Goes where the keys wanted to go before there were rows. Without a wish the chosen option is shown. */
  #goToWish(): void {
    const wish = this.#wish;
    if (!wish || !this.#rows.length) return;
    this.#wish = undefined;
    if (wish === 'first') this.#move(1);
    if (wish === 'last') this.#move(-1);
    if (wish === 'chosen') {
      const {value} = this.#host;
      const position = this.#shown.options.findIndex((option) => valueOf(option) === value);
      if (position >= 0) this.#activate(this.#rows.rowOf(position));
      else this.#move(1);
    }
  }
}

const keepFocus = (event: Event): void => event.preventDefault();
