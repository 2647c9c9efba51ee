import {ContextConsumer} from '@lit/context';
import type {LitElement, ReactiveController} from 'lit';
import {clientContext} from '../contexts/client-context.js';
import {problemContext} from '../contexts/problem-context.js';
import type {ParagonError} from '../core/errors.js';
import type {ParagonClient} from '../core/types/index.js';
import {createParagon, paragon} from '../default-client.js';

export type ClientHost = LitElement & {client: ParagonClient | undefined};

/** Finds the client of an element: its own `client` property, else the nearest provider's, else the page's default. */
export class ClientController implements ReactiveController {
  #host: ClientHost;
  #fromProvider: ContextConsumer<typeof clientContext, ClientHost>;
  #problem: ContextConsumer<typeof problemContext, ClientHost>;
  /** Of nobody, as a server's is: the first update takes over what the server has drawn, and has to draw the same. */
  #servers: ParagonClient | null;

  constructor(host: ClientHost) {
    this.#host = host;
    this.#servers = host.shadowRoot && createParagon();
    this.#fromProvider = new ContextConsumer(host, {context: clientContext, subscribe: true});
    this.#problem = new ContextConsumer(host, {context: problemContext, subscribe: true});
    host.addController(this);
  }

  hostDisconnected(): void {
    // A consumer keeps its last value; moved out of its provider, the element must not go on with it.
    this.#fromProvider.value = undefined;
    this.#problem.value = undefined;
  }

  hostUpdated(): void {
    if (!this.#servers) return;
    this.#servers = null;
    this.#host.requestUpdate();
  }

  get value(): ParagonClient {
    return this.#servers ?? this.#host.client ?? this.#fromProvider.value ?? paragon;
  }

  /** The client is a provider's: signing in is the provider's business, and so is telling about its failure. */
  get isProvided(): boolean {
    return !this.#host.client && (!!this.#fromProvider.value || !!this.#problem.value);
  }

  get problem(): ParagonError | undefined {
    return this.#servers || this.#host.client ? undefined : this.#problem.value;
  }
}
