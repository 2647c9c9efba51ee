import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {toParagonError, type ParagonError} from '../../core/errors.js';
import {own} from '../../core/data.js';
import type {ParagonClient, Trigger} from '../../core/types/index.js';

export type TriggersState =
  | {readonly status: 'idle' | 'loading'}
  | {readonly status: 'ready'; readonly triggers: readonly Trigger[]}
  | {readonly status: 'failed'; readonly error: ParagonError};

/** Loads the triggers of an account. Answers for an account that is not meant any more are dropped. */
export class TriggerList implements ReactiveController {
  #host: ReactiveControllerHost & {readonly isConnected: boolean};
  #state: TriggersState = {status: 'idle'};
  #controller = new AbortController();
  #client: ParagonClient | undefined;
  #account = '';

  constructor(host: ReactiveControllerHost & {readonly isConnected: boolean}) {
    this.#host = host;
    host.addController(this);
  }

  get state(): TriggersState {
    return this.#state;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    // Moving an element disconnects and reconnects it at once.
    queueMicrotask(() => {
      if (this.#host.isConnected || this.#state.status !== 'loading') return;
      this.#controller.abort();
      this.#client = undefined;
    });
  }

  /** Loads for another account; `undefined`: there is none. */
  use(client: ParagonClient, integration: string, credentialId: string | undefined): void {
    const account = credentialId === undefined ? '' : JSON.stringify([integration, credentialId]);
    if (client === this.#client && account === this.#account) return;
    this.#client = client;
    this.#account = account;
    this.#controller.abort();
    this.#state = {status: 'idle'};
    if (credentialId !== undefined) void this.#load(client, integration, credentialId);
  }

  retry(client: ParagonClient, integration: string, credentialId: string): void {
    this.#controller.abort();
    void this.#load(client, integration, credentialId);
    this.#host.requestUpdate();
  }

  async #load(client: ParagonClient, integration: string, credentialId: string): Promise<void> {
    const {signal} = (this.#controller = new AbortController());
    this.#state = {status: 'loading'};
    let state: TriggersState;
    try {
      const {triggers} = await client.getTriggers(integration, {selectedCredentialId: credentialId, signal});
      const list: unknown = own(triggers, integration) ?? [];
      state = {status: 'ready', triggers: (Array.isArray(list) ? list : []).filter(isTrigger)};
    } catch (cause) {
      state = {status: 'failed', error: toParagonError(cause)};
    }
    if (signal.aborted) return;
    this.#state = state;
    this.#host.requestUpdate();
  }
}

const isTrigger = (entry: unknown): entry is Trigger =>
  typeof (entry as Partial<Trigger> | null)?.type === 'string';
