import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {ParagonClient, ParagonEventMap, ParagonEventName} from '../core/types/index.js';
import {emit, type ParagonElementEventMap} from '../internal/emit.js';

const DOM_EVENTS = {
  onIntegrationInstall: 'paragon-integration-install',
  onIntegrationUninstall: 'paragon-integration-uninstall',
  onWorkflowChange: 'paragon-workflow-change',
  onPortalOpen: 'paragon-portal-open',
  onPortalClose: 'paragon-portal-close',
} as const satisfies Record<ParagonEventName, keyof ParagonElementEventMap>;

/** Fires the client's events as DOM events on its host, if `isOwn` says that they are the host's. */
export class EventsController implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #getClient: () => ParagonClient | undefined;
  #isOwn: (origin: object | undefined) => boolean;
  #client: ParagonClient | undefined;
  #stops: (() => boolean)[] = [];

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    getClient: () => ParagonClient | undefined,
    isOwn: (origin: object | undefined) => boolean,
  ) {
    this.#host = host;
    this.#getClient = getClient;
    this.#isOwn = isOwn;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#client) this.#listen(this.#client);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  hostUpdated(): void {
    const client = this.#getClient();
    if (client === this.#client) return;
    this.#stop();
    this.#client = client;
    if (client && this.#host.isConnected) this.#listen(client);
  }

  #listen(client: ParagonClient): void {
    this.#stop();
    const relay = <Name extends ParagonEventName>(name: Name) =>
      client.subscribe(name, (event, user, origin) => {
        if (this.#isOwn(origin))
          emit(this.#host, DOM_EVENTS[name], {...(event as ParagonEventMap[Name]), user} as never);
      });
    this.#stops = (Object.keys(DOM_EVENTS) as ParagonEventName[]).map(relay);
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
