import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {toParagonError, type ParagonError} from '../core/errors.js';

/** Milliseconds without a further edit after which a value is saved. */
export const EDIT_DELAY = 500;

/** Milliseconds for which it can be seen that a value was saved. */
const SAVED_SHOWN = 4000;

/**
 * Where a change stands.
 * - `editing`: it will be saved soon
 * - `held`: it is not complete; it is kept, but not saved
 * - `saving`: the service is asked
 * - `saved`: the service has it
 * - `refused`: the service does not take this value
 * - `failed`: it could not be saved; the same value can be tried again
 */
export type DraftStatus = 'editing' | 'held' | 'saving' | 'saved' | 'refused' | 'failed';

/** What the user wants a value to be, as long as that is worth showing. */
export interface Draft<V> {
  readonly value: V;
  readonly status: DraftStatus;
  /** Why it was refused, one sentence each. */
  readonly reasons: readonly string[];
  /** Why it failed. */
  readonly error?: ParagonError;
}

export interface EditOptions<V> {
  /** Stores the value; resolves to the reasons for which the service did not take it. */
  save(value: V): Promise<readonly string[]>;
  /** Milliseconds to wait for further edits; default 500. */
  readonly delay?: number;
  /** It is not complete: keep it without saving it. */
  readonly hold?: boolean;
}

interface Entry<V> {
  draft: Draft<V>;
  save(value: V): Promise<readonly string[]>;
  /** Changes with each edit, so that an answer knows whether it is still about the latest. */
  version: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  isRunning: boolean;
  /** It was to be saved while an older value of it was being saved. */
  isNext: boolean;
}

/**
 * Saves edits by themselves, each by its key. Of one key one save runs at a time, and what was edited meanwhile is saved
 * after it: the last value wins, and a late answer changes nothing of a newer edit. It knows no view, so edits outlive
 * the one they were made in.
 */
export class Autosave<V> {
  #entries = new Map<string, Entry<V>>();
  #listeners = new Set<() => void>();

  /** Calls the listener after each change; the returned function ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get(key: string): Draft<V> | undefined {
    return this.#entries.get(key)?.draft;
  }

  /** Notes an edit, to be saved when no further one has come for a while. */
  edit(key: string, value: V, {save, delay = EDIT_DELAY, hold = false}: EditOptions<V>): void {
    const entry = this.#entryOf(key, value, save);
    clearTimeout(entry.timer);
    entry.save = save;
    entry.version++;
    entry.isNext = false;
    entry.draft = {value, status: hold ? 'held' : 'editing', reasons: []};
    if (!hold) {
      if (delay) entry.timer = setTimeout(() => void this.#run(key, entry), delay);
      else void this.#run(key, entry);
    }
    this.#tell();
  }

  /** Saves a value at once that waits to be saved. */
  commit(key: string): void {
    const entry = this.#entries.get(key);
    if (entry?.draft.status === 'editing') void this.#run(key, entry);
  }

  /** Saves all at once that waits to be saved. */
  flush(): void {
    for (const key of [...this.#entries.keys()]) this.commit(key);
  }

  /** Tries to save a value again that could not be saved. */
  retry(key: string): void {
    const entry = this.#entries.get(key);
    if (entry?.draft.status === 'failed') void this.#run(key, entry);
  }

  /** Forgets the edits whose keys fit; what is being saved already goes on. */
  discard(isMeant: (key: string) => boolean = () => true): void {
    for (const [key, entry] of this.#entries) {
      if (!isMeant(key)) continue;
      clearTimeout(entry.timer);
      this.#entries.delete(key);
    }
    this.#tell();
  }

  #entryOf(key: string, value: V, save: Entry<V>['save']): Entry<V> {
    const found = this.#entries.get(key);
    if (found) return found;
    const draft: Draft<V> = {value, status: 'editing', reasons: []};
    const entry: Entry<V> = {draft, save, version: 0, timer: undefined, isRunning: false, isNext: false};
    this.#entries.set(key, entry);
    return entry;
  }

  async #run(key: string, entry: Entry<V>): Promise<void> {
    clearTimeout(entry.timer);
    entry.draft = {value: entry.draft.value, status: 'saving', reasons: []};
    entry.isNext = entry.isRunning;
    this.#tell();
    if (entry.isRunning) return;
    entry.isRunning = true;
    const {version} = entry;
    const outcome = await this.#outcomeOf(entry);
    entry.isRunning = false;
    if (this.#entries.get(key) !== entry) return;
    if (entry.isNext) {
      void this.#run(key, entry);
      return;
    }
    // What has been edited meanwhile has its own time.
    if (entry.version !== version) return;
    entry.draft = {value: entry.draft.value, reasons: [], ...outcome};
    if (outcome.status === 'saved') {
      entry.timer = setTimeout(() => this.discard((other) => other === key), SAVED_SHOWN);
    }
    this.#tell();
  }

  async #outcomeOf({
    draft,
    save,
  }: Entry<V>): Promise<Omit<Draft<V>, 'value' | 'reasons'> & Partial<Draft<V>>> {
    try {
      const reasons = await save(draft.value);
      return reasons.length ? {status: 'refused', reasons} : {status: 'saved'};
    } catch (cause) {
      return {status: 'failed', error: toParagonError(cause)};
    }
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

type AutosaveHost = ReactiveControllerHost & {readonly isConnected: boolean};

/** Draws its host anew when a change gets on, and saves what waits when the page may be about to go away. */
export class AutosaveController<V> implements ReactiveController {
  #host: AutosaveHost;
  #onChange: () => void;
  #autosave: Autosave<V> | undefined;
  #stop: (() => void) | undefined;

  constructor(host: AutosaveHost, onChange: () => void = () => undefined) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  /** Follows these edits instead of those before, which are saved. */
  follow(autosave: Autosave<V>): Autosave<V> {
    // An element that has just been removed is drawn once more.
    if (!this.#host.isConnected || (this.#autosave === autosave && this.#stop)) return autosave;
    this.#leave();
    this.#autosave = autosave;
    this.#stop = autosave.subscribe(() => {
      this.#onChange();
      this.#host.requestUpdate();
    });
    document.addEventListener('visibilitychange', this.#onVisibilityChange);
    return autosave;
  }

  /** Saves at once what waits to be saved. */
  flush(): void {
    this.#autosave?.flush();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#leave();
  }

  #leave(): void {
    this.#autosave?.flush();
    this.#stop?.();
    this.#stop = undefined;
    document.removeEventListener('visibilitychange', this.#onVisibilityChange);
  }

  #onVisibilityChange = (): void => {
    if (document.visibilityState === 'hidden') this.#autosave?.flush();
  };
}
