/** What groups need in a page, as `window.bench`. It is loaded before the contestant's script and measures it from outside. */

/** What has been measured of frames. */
export interface Frames {
  readonly count: number;
  /** Frames that came so late that the screen showed one of them too long. */
  readonly late: number;
  /** Milliseconds between the two frames that lay furthest apart. */
  readonly longest: number;
}

export interface BenchTools {
  /**
   * Waits for an event of the user, and then for the first painted frame in which the condition holds.
   *
   * @returns the milliseconds between the two
   */
  after(event: string, isDone: () => unknown): Promise<number>;
  /** The same from now on: `act` is called at once. */
  from(act: () => unknown, isDone: () => unknown): Promise<number>;
  /** Resolves when the next frame has been painted. */
  painted(): Promise<void>;
  /** Begins to watch frames; the returned function ends it. */
  watchFrames(): () => Frames;
  /** All elements that match, through open shadow roots; those that are not shown are left out. */
  find(selector: string): HTMLElement[];
  /** How many elements the page has, those in open shadow roots too. */
  countElements(): number;
  /** Until something gives something. */
  until<T>(find: () => T | undefined | null | false | '' | 0): Promise<T>;
}

declare global {
  interface Window {
    bench: BenchTools;
  }
}

const FRAME = 1000 / 60;
/** Timers of frames are not exact. */
const LATE = 1.5 * FRAME;
const LIMIT = 60_000;

/** After a frame has been painted the browser does what was posted to it. */
const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
  });

async function until<T>(find: () => T | undefined | null | false | '' | 0): Promise<T> {
  const end = performance.now() + LIMIT;
  for (;;) {
    const found = find();
    if (found) return found;
    if (performance.now() > end) throw new Error(`Waited too long for ${String(find)}.`);
    await painted();
  }
}

async function paintedOnce(isDone: () => unknown): Promise<number> {
  await painted();
  await until(isDone);
  return performance.now();
}

function* walk(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* walk(element.shadowRoot);
  }
}

window.bench = {
  painted,
  until,

  after: (event, isDone) =>
    new Promise((resolve, reject) => {
      const listener = ({timeStamp}: Event) =>
        void paintedOnce(isDone).then((end) => resolve(end - timeStamp), reject);
      window.addEventListener(event, listener, {capture: true, once: true});
    }),

  async from(act, isDone) {
    const begin = performance.now();
    act();
    return (await paintedOnce(isDone)) - begin;
  },

  watchFrames() {
    const times: number[] = [];
    let isWatching = true;
    const note = (time: number) => {
      if (!isWatching) return;
      times.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    return () => {
      isWatching = false;
      const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
      return {
        count: gaps.length,
        late: gaps.filter((gap) => gap > LATE).length,
        longest: Math.max(0, ...gaps),
      };
    };
  },

  find: (selector) =>
    [...walk(document)].filter(
      (element): element is HTMLElement =>
        element instanceof HTMLElement && element.matches(selector) && element.checkVisibility(),
    ),

  countElements: () => [...walk(document)].length,
};
