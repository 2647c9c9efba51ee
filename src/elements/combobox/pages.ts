import type {InputOption} from '../../core/types/index.js';
import type {OptionSource} from '../../internal/option-source.js';
import {whenIdle} from '../../internal/when-idle.js';
import {ItemList} from './items.js';

/** Milliseconds without a key before a search is sent. */
const PAUSE = 250;
/** Pages in a row without anything new, after which a list counts as ended: a service may go on for ever. */
const MAX_EMPTY_PAGES = 20;

/** What is known of the options that fit one search. */
interface Listing {
  readonly search: string;
  list: ItemList;
  /** Where the next page begins; `null` before the first page and after the last one. */
  cursor: string | null;
  readonly asked: Set<string | null>;
  status: 'new' | 'loading' | 'ready' | 'failed';
  emptyPages: number;
}

const listingOf = (search: string): Listing => ({
  search,
  list: new ItemList(),
  cursor: null,
  asked: new Set(),
  status: 'new',
  emptyPages: 0,
});

/**
 * Loads the options of a source page by page and search by search, with one request at a time. What is shown stays until
 * the answer to a new search is there; answers to a former search, or of a former source, are dropped.
 */
export class OptionPages {
  #onChange: () => void;
  #source: OptionSource | undefined;
  #base = listingOf('');
  #shown = this.#base;
  /** The one that was asked for last. */
  #wanted = this.#base;
  #request: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #found = new Map<string, InputOption>();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get list(): ItemList {
    return this.#shown.list;
  }

  /** The search that the shown options are the answer to. */
  get search(): string {
    return this.#shown.search;
  }

  /** A first page is awaited, or the pause before a search is not over. */
  get isSearching(): boolean {
    return this.#timer !== undefined || (this.isLoading && !this.#wanted.list.length);
  }

  get isLoading(): boolean {
    return this.#wanted.status === 'loading';
  }

  get hasFailed(): boolean {
    return this.#shown.status === 'failed';
  }

  get hasMore(): boolean {
    return this.#shown.cursor !== null || this.#shown.status === 'new';
  }

  /** The first page has been answered, well or not. */
  get hasBegun(): boolean {
    return this.#base.status === 'ready' || this.#base.status === 'failed' || this.#base.list.length > 0;
  }

  find(value: string): InputOption | undefined {
    return this.#base.list.find(value) ?? this.#shown.list.find(value) ?? this.#found.get(value);
  }

  /** Another key is another list; the same key goes on with what was loaded. */
  use(source: OptionSource | undefined): void {
    const isSame = source?.key === this.#source?.key;
    this.#source = source;
    if (!isSame) this.reset();
  }

  /** Forgets all that was loaded. */
  reset(): void {
    this.stop();
    this.#found.clear();
    this.#base = this.#shown = this.#wanted = listingOf('');
  }

  /** Loads the first page, unless it is there or on its way. */
  begin(): void {
    if (this.#wanted.status === 'new') void this.#load(this.#wanted);
  }

  /** Searches where the options come from, after a pause in typing. An empty text shows at once what was there at first. */
  setSearch(text: string): void {
    if (!this.#source?.isPaged) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const search = text.trim();
    if (search === this.#wanted.search) return;
    if (!search) {
      this.#abort();
      this.#shown = this.#wanted = this.#base;
      this.begin();
      this.#onChange();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#abort();
      this.#wanted = listingOf(search);
      this.begin();
    }, PAUSE);
  }

  /** Loads the page after the last one. */
  loadMore(): void {
    const {status, cursor} = this.#wanted;
    if (this.#wanted === this.#shown && status === 'ready' && cursor !== null) void this.#load(this.#wanted);
  }

  retry(): void {
    if (this.#shown.status !== 'failed') return;
    this.#wanted = this.#shown;
    void this.#load(this.#shown);
  }

  /** Looks for the option of a value: on the first page, and by a search for the value itself. */
  async lookUp(value: string, isSearched: boolean): Promise<void> {
    const source = this.#source;
    this.begin();
    while (this.#running) await this.#running;
    if (
      source !== this.#source ||
      !source?.isPaged ||
      !isSearched ||
      this.find(value) ||
      !this.hasMore ||
      this.hasFailed
    )
      return;
    const signal = (this.#request = new AbortController()).signal;
    const search = source.load({search: value, cursor: null, signal}).then(
      ({options}) => {
        if (signal.aborted) return;
        const found = new ItemList().with(options).find(value);
        if (found) this.#found.set(value, found);
      },
      // The value stands for itself; the list tells about the failure when it is opened.
      () => undefined,
    );
    this.#running = search.then(() => {
      if (this.#request?.signal === signal) this.#settle();
    });
    await this.#running;
  }

  /** Stops what is on its way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#abort();
    this.#wanted = this.#shown;
  }

  #running: Promise<void> | undefined;

  #settle(): void {
    this.#request = undefined;
    this.#running = undefined;
    this.#onChange();
  }

  #abort(): void {
    this.#request?.abort();
    this.#request = undefined;
    this.#running = undefined;
    for (const listing of [this.#wanted, this.#shown, this.#base]) {
      if (listing.status === 'loading') listing.status = listing.list.length ? 'ready' : 'new';
    }
  }

  async #load(listing: Listing): Promise<void> {
    const source = this.#source;
    if (!source || this.#request) return;
    const request = (this.#request = new AbortController());
    listing.status = 'loading';
    this.#onChange();
    this.#running = this.#ask(source, listing, request.signal).then((isDone) => {
      if (!isDone || this.#request !== request) return;
      this.#shown = this.#wanted;
      this.#settle();
      // A list that is not searched where it comes from is filtered here: all of it is needed.
      if (!source.isPaged && listing.status === 'ready' && listing.cursor !== null) void this.#load(listing);
    });
    await this.#running;
  }

  /** Does for a long list what can wait until the page is idle: repeated values go, and the first key finds it ready. */
  #prepare(listing: Listing): void {
    const {list} = listing;
    whenIdle(() => {
      // Another page has come.
      if (listing.list !== list) return;
      listing.list = list.distinct();
      if (listing.list.length < list.length) this.#onChange();
      if (listing.list.prepare()) this.#prepare(listing);
    });
  }

  /** Whether the answer counts. */
  async #ask(source: OptionSource, listing: Listing, signal: AbortSignal): Promise<boolean> {
    const {search, cursor} = listing;
    try {
      const page = await source.load({search, cursor, signal});
      if (signal.aborted) return false;
      const before = listing.list.length;
      const list = listing.list.with(page.options);
      listing.list = source.isPaged ? list.distinct() : list;
      if (list.isLong && !source.isPaged) this.#prepare(listing);
      listing.asked.add(cursor);
      listing.emptyPages = listing.list.length > before ? 0 : listing.emptyPages + 1;
      const isEnd = listing.asked.has(page.nextCursor) || listing.emptyPages >= MAX_EMPTY_PAGES;
      listing.cursor = isEnd ? null : page.nextCursor;
      listing.status = 'ready';
    } catch {
      if (signal.aborted) return false;
      listing.status = 'failed';
    }
    return true;
  }
}
