import type {LitElement, ReactiveController} from 'lit';
import type {InputSources, ParagonClient, SerializedConnectInput} from '../../core/types/index.js';
import type {ControlContext} from './control.js';

/** Finds the sources of an input, and draws the input anew when what they depend on has changed. */
export class ListSources implements ReactiveController {
  #host: LitElement;
  #client: ParagonClient | undefined;
  #stops: readonly (() => void)[] = [];
  #madeOf: readonly unknown[] = [];
  #found: InputSources | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** The integrations of the project are not known yet. */
  isWaiting({client, integration}: ControlContext): boolean {
    return !!integration && !client.$integrations.get().size;
  }

  of({client, integration, input}: ControlContext): InputSources | null {
    this.#follow(client);
    const madeOf = [client, integration, input, client.$integrations.get()];
    // What the page has registered for a dropdown may change at any time.
    const isKept = input.type !== 'CUSTOM_DROPDOWN' && madeOf.every((one, at) => one === this.#madeOf[at]);
    if (!isKept) {
      this.#madeOf = madeOf;
      this.#found = find(client, integration, input);
    }
    return this.#found;
  }

  #follow(client: ParagonClient): void {
    if (client === this.#client || !this.#host.isConnected) return;
    this.#stop();
    this.#client = client;
    const draw = () => this.#host.requestUpdate();
    this.#stops = [client.$integrations.listen(draw), client.$user.listen(draw)];
  }

  #stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#client = undefined;
  }
}

const find = (client: ParagonClient, type: string, input: SerializedConnectInput): InputSources | null =>
  client.getSourcesForInput(type, input);
