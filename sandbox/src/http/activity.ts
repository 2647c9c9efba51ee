/** What the inspector shows; something of it has changed. */
export type Topic = 'requests' | 'users' | 'events' | 'runs' | 'faults';

/** Tells those who look on that something has changed in this process. */
export interface Activity {
  changed(topic: Topic): void;
  /** @returns A function that ends it. */
  watch(listener: (topic: Topic) => void): () => void;
  /** Aborts when the sandbox stops. */
  readonly closed: AbortSignal;
  close(): void;
}

export function createActivity(): Activity {
  const listeners = new Set<(topic: Topic) => void>();
  const closed = new AbortController();
  return Object.freeze({
    changed(topic: Topic) {
      for (const listener of listeners) listener(topic);
    },
    watch(listener: (topic: Topic) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    closed: closed.signal,
    close: () => closed.abort(),
  });
}

/** The same, but whatever the named methods do is told when it is done. */
export function announcing<T extends object>(
  target: T,
  names: readonly (keyof T & string)[],
  changed: () => void,
): T {
  const told = names.map((name) => {
    const method = target[name] as (...args: unknown[]) => Promise<unknown>;
    return [name, (...args: unknown[]) => method(...args).finally(changed)] as const;
  });
  return Object.freeze({...target, ...Object.fromEntries(told)});
}
