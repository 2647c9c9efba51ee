import {abortable} from './async.js';

/** Answers that are kept at a time; the oldest give way. */
const MAX_ANSWERS = 50;

interface Entry<T> {
  readonly state: unknown;
  readonly answer: Promise<T>;
  readonly controller: AbortController;
  /** Callers who still want the answer. */
  waiting: number;
  isSettled: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * Lets identical calls share an answer: while it is on its way, and for `lifetime` milliseconds more. A failure is not
 * kept.
 */
export function createOptionCache<T>(lifetime: number) {
  const entries = new Map<string, Entry<T>>();

  /**
   * The answer for a key. One that began under another `state` does not count. `load` is stopped when nobody waits for
   * it any more; one caller who gives up stops nobody else.
   */
  async function get(
    key: string,
    state: unknown,
    load: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const known = entries.get(key);
    const entry = known?.state === state && known ? known : add(key, state, load);
    entry.waiting++;
    try {
      return await abortable(entry.answer, signal);
    } finally {
      if (--entry.waiting === 0 && !entry.isSettled) {
        forget(key, entry);
        entry.controller.abort();
      }
    }
  }

  function add(key: string, state: unknown, load: (signal: AbortSignal) => Promise<T>): Entry<T> {
    forget(key, entries.get(key));
    const controller = new AbortController();
    const entry: Entry<T> = {
      state,
      controller,
      answer: load(controller.signal),
      waiting: 0,
      isSettled: false,
    };
    entries.set(key, entry);
    for (const [oldest, other] of entries) if (entries.size > MAX_ANSWERS) forget(oldest, other);
    entry.answer.then(
      () => {
        entry.isSettled = true;
        // Lists can be long: they go by themselves, also if nobody asks for them again.
        if (entries.get(key) === entry) entry.timer = setTimeout(() => forget(key, entry), lifetime);
      },
      () => {
        entry.isSettled = true;
        forget(key, entry);
      },
    );
    return entry;
  }

  function forget(key: string, entry: Entry<T> | undefined): void {
    clearTimeout(entry?.timer);
    if (entries.get(key) === entry) entries.delete(key);
  }

  function clear(): void {
    for (const [key, entry] of entries) forget(key, entry);
  }

  return Object.freeze({get, clear});
}
