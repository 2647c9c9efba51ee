import type {ReactiveControllerHost} from 'lit';
import {toParagonError, type ParagonError} from '../core/errors.js';
import {loadOnce, type LazyPart} from '../core/load-once.js';

/** A part of an element that is loaded when it is needed. After a failure the next `load()` tries again. */
export class LazyPartController<T> {
  #host: ReactiveControllerHost;
  #part: LazyPart<T>;
  #onFailed: (error: ParagonError) => void;
  #loading: Promise<T | undefined> | undefined;
  #failure: ParagonError | undefined;

  constructor(
    host: ReactiveControllerHost,
    load: () => Promise<T>,
    onFailed: (error: ParagonError) => void = () => undefined,
  ) {
    this.#host = host;
    this.#part = loadOnce(load);
    this.#onFailed = onFailed;
  }

  /** `undefined` until it is there. */
  get value(): T | undefined {
    return this.#part.part;
  }

  /** Why it could not be loaded. */
  get failure(): ParagonError | undefined {
    return this.#failure;
  }

  /** Resolves to the part, or to nothing if it could not be loaded. */
  load(): Promise<T | undefined> {
    this.#loading ??= this.#part
      .load()
      .then(
        (part) => {
          this.#failure = undefined;
          return part;
        },
        (cause: unknown) => {
          this.#loading = undefined;
          this.#failure = toParagonError(cause);
          this.#onFailed(this.#failure);
          return undefined;
        },
      )
      .finally(() => this.#host.requestUpdate());
    return this.#loading;
  }
}
