import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {toParagonError, type ParagonError} from '../../core/errors.js';
import type {OptionEntry, OptionPage, OptionSource} from '../../internal/option-source.js';
import {flatOptions} from './suggestions.js';

/** A list that is not paged may still arrive in pieces; that many at most. */
const MAX_PAGES = 20;
/** So many labels are looked up where a list is searched and paged at its origin. */
const MAX_LOOKUPS = 20;

/**
 * The integration's fields, loaded once for all rows. Answers for a list that is not wanted any more are dropped.
 */
export class FieldList implements ReactiveController {
  #host: ReactiveControllerHost & {readonly isConnected: boolean};
  #origin: OptionSource | undefined;
  #shared: OptionSource | undefined;
  #controller = new AbortController();
  #loading: Promise<OptionPage> | undefined;
  #known: readonly OptionEntry[] = [];
  #labels = new Map<string, string>();
  #lookedUp = new Set<string>();
  #isLookingUp = false;
  #error: ParagonError | undefined;

  constructor(host: ReactiveControllerHost & {readonly isConnected: boolean}) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    // Moving an element disconnects and reconnects it at once.
    queueMicrotask(() => this.#host.isConnected || this.use(undefined));
  }

  /** For the comboboxes of all rows. */
  get source(): OptionSource | undefined {
    return this.#shared;
  }

  /** The options that are known so far. */
  get known(): readonly OptionEntry[] {
    return this.#known;
  }

  get isLoading(): boolean {
    return !!this.#loading;
  }

  get error(): ParagonError | undefined {
    return this.#error;
  }

  labelOf(value: string | undefined): string | undefined {
    return value === undefined ? undefined : this.#labels.get(value);
  }

  /** Remembers what a chosen value is called. */
  note(value: string, label: string): void {
    this.#labels.set(value, label);
  }

  /** Takes another list, if its key is another one, and begins to load it. */
  use(source: OptionSource | undefined): void {
    if (source?.key === this.#origin?.key) return;
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#origin = source;
    this.#known = [];
    this.#labels.clear();
    this.#lookedUp.clear();
    this.#isLookingUp = false;
    this.#loading = this.#error = undefined;
    this.#shared = source && {
      ...source,
      load: (query) => {
        if (source.isPaged) return source.load(query).then((page) => this.#learn(page, source));
        return this.#loadAll(source);
      },
    };
    if (source) void this.#loadAll(source).catch(() => undefined);
  }

  retry(): void {
    if (this.#origin) void this.#loadAll(this.#origin).catch(() => undefined);
    this.#host.requestUpdate();
  }

  /** Looks for labels in a list that is paged; what is found is then known. */
  lookUp(labels: readonly string[]): void {
    const origin = this.#origin;
    if (!origin?.isPaged || this.#isLookingUp || this.#loading || this.#error) return;
    const wanted = labels.filter((label) => !this.#lookedUp.has(label));
    const allowed = wanted.slice(0, MAX_LOOKUPS - this.#lookedUp.size);
    if (allowed.length) void this.#lookUp(allowed, origin);
  }

  async #lookUp(labels: readonly string[], origin: OptionSource): Promise<void> {
    const {signal} = this.#controller;
    this.#isLookingUp = true;
    try {
      for (const label of labels) {
        this.#lookedUp.add(label);
        const page = await origin.load({search: label, cursor: null, signal});
        if (signal.aborted) return;
        this.#learn(page, origin);
      }
    } catch {
      // Without an answer there is no suggestion; the list itself tells of its failures.
    }
    if (signal.aborted) return;
    this.#isLookingUp = false;
    this.#host.requestUpdate();
  }

  #loadAll(origin: OptionSource): Promise<OptionPage> {
    if (this.#loading) return this.#loading;
    if (!origin.isPaged && this.#known.length && !origin.refreshOnOpen) {
      return Promise.resolve({options: this.#known, nextCursor: null});
    }
    const {signal} = this.#controller;
    this.#error = undefined;
    const loading = (this.#loading = loadPages(origin, signal).then(
      (page) => {
        if (signal.aborted) return page;
        this.#loading = undefined;
        if (!origin.isPaged) this.#known = [];
        return this.#learn(page, origin);
      },
      (cause: unknown) => {
        if (!signal.aborted) {
          this.#loading = undefined;
          this.#error = toParagonError(cause);
          this.#host.requestUpdate();
        }
        throw cause;
      },
    ));
    return loading;
  }

  #learn(page: OptionPage, origin: OptionSource): OptionPage {
    if (origin !== this.#origin) return page;
    const fresh = flatOptions(page.options).filter(({value}) => !this.#labels.has(String(value)));
    this.#known = origin.isPaged ? [...this.#known, ...fresh] : page.options;
    for (const {value, label} of flatOptions(page.options)) this.#labels.set(String(value), label);
    this.#host.requestUpdate();
    return page;
  }
}

/** Of a paged list the first page; else all of it. */
async function loadPages(source: OptionSource, signal: AbortSignal): Promise<OptionPage> {
  const first = await source.load({search: '', cursor: null, signal});
  if (source.isPaged) return first;
  const options = [...first.options];
  let {nextCursor} = first;
  for (let page = 1; nextCursor !== null && page < MAX_PAGES; page++) {
    const next = await source.load({search: '', cursor: nextCursor, signal});
    options.push(...next.options);
    nextCursor = next.nextCursor;
  }
  return {options, nextCursor: null};
}
