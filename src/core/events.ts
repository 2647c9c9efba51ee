import {ParagonError} from './errors.js';
import type {ParagonEventListener, ParagonEventMap, ParagonEventName} from './types/events.js';
import type {ConnectUser} from './types/user.js';

const EVENT_NAMES: readonly ParagonEventName[] = [
  'onIntegrationInstall',
  'onIntegrationUninstall',
  'onWorkflowChange',
  'onPortalOpen',
  'onPortalClose',
];

type AnyListener = ParagonEventListener<ParagonEventName>;

/** Who listens to what happens to the user's integrations. */
export function createEvents(getUser: () => ConnectUser) {
  const listeners = new Map<ParagonEventName, AnyListener[]>(EVENT_NAMES.map((name) => [name, []]));

  function listenersOf(name: ParagonEventName, listener: unknown): AnyListener[] {
    const found = listeners.get(name);
    if (!found) {
      throw new ParagonError(
        'invalid_argument',
        `There is no event "${name}". Events: ${EVENT_NAMES.join(', ')}.`,
      );
    }
    if (typeof listener !== 'function') {
      throw new ParagonError('invalid_argument', `The listener of "${name}" is not a function.`);
    }
    return found;
  }

  function subscribe<Name extends ParagonEventName>(
    name: Name,
    listener: ParagonEventListener<Name>,
  ): () => boolean {
    listenersOf(name, listener).push(listener as AnyListener);
    return () => unsubscribe(name, listener);
  }

  function unsubscribe<Name extends ParagonEventName>(
    name: Name,
    listener: ParagonEventListener<Name>,
  ): boolean {
    const found = listenersOf(name, listener);
    const rest = found.filter((other) => other !== listener);
    listeners.set(name, rest);
    return rest.length < found.length;
  }

  /** Tells everyone. A listener that throws is reported to the page and stops nobody else. */
  function emit<Name extends ParagonEventName>(
    name: Name,
    payload: ParagonEventMap[Name],
    origin?: object,
  ): void {
    const user = getUser();
    // What happens, happens to the integrations of somebody.
    if (!user.authenticated) return;
    for (const listener of listeners.get(name) ?? []) {
      callSafely(() => (listener as ParagonEventListener<Name>)(payload, user, origin));
    }
  }

  function clear(): void {
    for (const name of EVENT_NAMES) listeners.set(name, []);
  }

  return Object.freeze({subscribe, unsubscribe, emit, clear});
}

export type Events = ReturnType<typeof createEvents>;

/** Calls a function of the page. What it throws reaches the page's own error handling, not ours. */
export function callSafely(call: () => void): void {
  try {
    call();
  } catch (error) {
    if (typeof reportError === 'function') reportError(error);
    else console.error(error);
  }
}
