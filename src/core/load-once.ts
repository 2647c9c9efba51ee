import {ParagonError} from './errors.js';

/** A part that is loaded when it is first needed. A failure is forgotten, so that the next who needs it tries again. */
export interface LazyPart<T> {
  /** `undefined` until it is there. */
  readonly part: T | undefined;
  /** Rejects with `network_error` if it cannot be loaded. */
  load(): Promise<T>;
}

export function loadOnce<T>(load: () => Promise<T>): LazyPart<T> {
  let part: T | undefined;
  let loading: Promise<T> | undefined;
  return {
    get part() {
      return part;
    },
    load: () =>
      (loading ??= load().then(
        (loaded) => (part = loaded),
        (cause: unknown) => {
          loading = undefined;
          throw new ParagonError('network_error', 'A part of the page could not be loaded.', {cause});
        },
      )),
  };
}
