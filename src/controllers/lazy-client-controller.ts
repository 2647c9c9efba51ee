import {ContextConsumer} from '@lit/context';
import type {ReactiveController} from 'lit';
import {clientContext} from '../contexts/client-context.js';
import {loadOnce} from '../core/load-once.js';
import type {ParagonClient} from '../core/types/index.js';
import type {ClientHost} from './client-controller.js';

const defaultClient = loadOnce(() => import('../loaded-client.js'));

/**
 * Finds the client of an element that mostly needs none: its own `client` property, else the nearest provider's, else the
 * page's default, which is loaded when it is asked for.
 */
export class LazyClientController implements ReactiveController {
  #host: ClientHost;
  #fromProvider: ContextConsumer<typeof clientContext, ClientHost>;

  constructor(host: ClientHost) {
    this.#host = host;
    this.#fromProvider = new ContextConsumer(host, {context: clientContext, subscribe: true});
    host.addController(this);
  }

  hostDisconnected(): void {
    // A consumer keeps its last value; moved out of its provider, the element must not go on with it.
    this.#fromProvider.value = undefined;
  }

  /** `undefined`: it has to be loaded first. */
  get value(): ParagonClient | undefined {
    return this.#host.client ?? this.#fromProvider.value ?? defaultClient.part?.paragon;
  }

  /** Loads the page's default client if there is no other. */
  async load(): Promise<void> {
    if (!this.value) await defaultClient.load();
  }
}
