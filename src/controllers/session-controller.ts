import type {LitElement, ReactiveController} from 'lit';
import type {ReadableAtom} from 'nanostores';
import {type ParagonError, UserNotAuthenticatedError} from '../core/errors.js';
import type {ParagonClient} from '../core/types/index.js';
import {warnOnce} from '../internal/warn-once.js';
import type {ClientController} from './client-controller.js';

/** Whether an element can work: the session as one value, with a time of grace before "nobody is signed in". */
export type Readiness =
  | {readonly status: 'loading'}
  | {readonly status: 'ready'}
  | {readonly status: 'failed'; readonly error: ParagonError};

// A page signs in after its own scripts have loaded; only then is a missing session worth a word.
const GRACE = 3000;

/** Follows the session, the user and the integrations of the element's client, and tells about trouble once. */
export class SessionController implements ReactiveController {
  #host: LitElement;
  #clients: ClientController;
  #onFailure: (error: ParagonError) => void;
  #isNested: () => boolean;
  #client: ParagonClient | undefined;
  #stops: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #absence: ParagonError | undefined;
  #told: ParagonError | undefined;

  /** Inside another element of ours `isNested` keeps this one quiet: the outer one tells. */
  constructor(
    host: LitElement,
    clients: ClientController,
    onFailure: (error: ParagonError) => void,
    isNested = () => false,
  ) {
    this.#host = host;
    this.#clients = clients;
    this.#onFailure = onFailure;
    this.#isNested = isNested;
    host.addController(this);
  }

  get value(): Readiness {
    const client = this.#clients.value;
    const session = client.$session.get();
    const problem = this.#clients.problem;
    if (session.status === 'failed') return {status: 'failed', error: session.error};
    // Renewing a session keeps what is known of it on the screen.
    if (session.status === 'signed-in' || client.$user.get().authenticated) return {status: 'ready'};
    if (session.status === 'signing-in') return {status: 'loading'};
    const error = problem ?? this.#absence;
    return error ? {status: 'failed', error} : {status: 'loading'};
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stop();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  hostUpdate(): void {
    // An element that has just been removed is drawn once more, and must not follow anything again.
    if (!this.#host.isConnected) return;
    const client = this.#clients.value;
    if (client !== this.#client || !this.#stops.length) {
      this.#stop();
      this.#client = client;
      const stores: readonly ReadableAtom<unknown>[] = [client.$session, client.$user, client.$integrations];
      this.#stops = stores.map((store) => store.listen(() => this.#host.requestUpdate()));
    }
    this.#watchAbsence(client.$session.get().status === 'signed-out');
  }

  hostUpdated(): void {
    const {value} = this;
    if (value.status !== 'failed') {
      this.#told = undefined;
      return;
    }
    if (value.error === this.#told || this.#isNested()) return;
    this.#told = value.error;
    // The provider tells about its own sign-in; a second event for the same happening would be one too many.
    if (value.error === this.#absence || !this.#clients.isProvided) this.#onFailure(value.error);
    if (value.error === this.#absence) {
      const tag = this.#host.localName;
      warnOnce(
        `${tag} absent`,
        `<${tag}>: nobody is signed in. Put it into a <paragon-provider>, or call authenticate().`,
      );
    }
  }

  #watchAbsence(isAbsent: boolean): void {
    if (!isAbsent) {
      clearTimeout(this.#timer);
      this.#timer = this.#absence = undefined;
    } else if (!this.#absence) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#absence = new UserNotAuthenticatedError();
        this.#host.requestUpdate();
      }, GRACE);
    }
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
