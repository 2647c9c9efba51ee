import type {BenchPage} from './lab.js';

/** How long something took that the user has done. */
export interface Act {
  /** Milliseconds until the page had painted it. */
  readonly time: number;
  /** Milliseconds of the main thread. */
  readonly work: number;
}

/**
 * Does what a user does and waits until the page has painted what comes of it.
 *
 * @param event The event in the page from which the time runs.
 * @param isDone Runs in the page; it sees its argument and what the page has.
 */
export async function measureAct<A>(
  bench: BenchPage,
  {
    event,
    isDone,
    argument,
    act,
  }: {event: string; isDone: (argument: A) => unknown; argument?: A; act: () => Promise<void>},
): Promise<Act> {
  const {page} = bench;
  await page.evaluate(
    ([name, source, given]) => {
      const condition = window.eval(`(${source})`) as (value: unknown) => unknown;
      Object.assign(window, {measured: window.bench.after(name, () => condition(given))});
    },
    [event, isDone.toString(), argument] as const,
  );
  const before = await bench.spent();
  await act();
  const time = await page.evaluate(() => (window as unknown as {measured: Promise<number>}).measured);
  const after = await bench.spent();
  return {time, work: after.task - before.task};
}
