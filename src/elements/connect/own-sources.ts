import type {LitElement, ReactiveController} from 'lit';
import type {InstallOptions, ParagonClient} from '../../core/types/index.js';

interface Wanted {
  readonly client: ParagonClient;
  readonly integration: string;
  readonly options: Pick<InstallOptions, 'dropdowns' | 'mapObjectFields'>;
}

/** The page's own options of lists and field mappings, registered while a portal stands in the page. */
export class OwnSources implements ReactiveController {
  #host: LitElement;
  #getWanted: () => Wanted | undefined;
  #known: readonly unknown[] = [];
  #stop: (() => void) | undefined;

  constructor(host: LitElement, getWanted: () => Wanted | undefined) {
    this.#host = host;
    this.#getWanted = getWanted;
    host.addController(this);
  }

  hostUpdate(): void {
    // A portal that has just been removed is drawn once more.
    if (!this.#host.isConnected) return;
    const wanted = this.#getWanted();
    const {dropdowns, mapObjectFields} = wanted?.options ?? {};
    const now = [wanted?.client, wanted?.integration, dropdowns, mapObjectFields];
    if (now.length === this.#known.length && now.every((value, index) => value === this.#known[index]))
      return;
    this.#forget();
    this.#known = now;
    if (wanted && (dropdowns || mapObjectFields)) {
      this.#stop = wanted.client.useDataSources(wanted.integration, {dropdowns, mapObjectFields});
    }
  }

  hostDisconnected(): void {
    this.#forget();
  }

  #forget(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#known = [];
  }
}
