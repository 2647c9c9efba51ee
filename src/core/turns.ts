/**
 * Orders work on the same thing. What is `shared` runs side by side; what runs `alone` waits for all that came before
 * it, and all that comes later waits for it. A failure holds nobody up.
 */
export function createTurns() {
  const last = new Map<string, {alone: Promise<unknown>; all: Promise<unknown>}>();

  function enqueue<T>(key: string, isAlone: boolean, work: () => Promise<T>): Promise<T> {
    const before = last.get(key) ?? {alone: Promise.resolve(), all: Promise.resolve()};
    const result = (isAlone ? before.all : before.alone).then(work);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    const all = Promise.all([before.all, settled]);
    const now = {alone: isAlone ? settled : before.alone, all};
    last.set(key, now);
    void all.then(() => last.get(key) === now && last.delete(key));
    return result;
  }

  return Object.freeze({
    shared: <T>(key: string, work: () => Promise<T>) => enqueue(key, false, work),
    alone: <T>(key: string, work: () => Promise<T>) => enqueue(key, true, work),
  });
}
