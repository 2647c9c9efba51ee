import {ParagonError, UserNotAuthenticatedError} from './errors.js';
import type {Calls} from './calls.js';
import {sessionChanged} from './http.js';

/**
 * Methods whose code is loaded with the first call of one of them. A call belongs to the user who is signed in when it
 * is made, not to whoever is by the time it can run.
 */
export function createLazyCalls(load: () => Promise<Calls>, getSession: () => object | undefined) {
  let loading: Promise<Calls> | undefined;

  function ensure(): Promise<Calls> {
    loading ??= load().catch((cause: unknown) => {
      loading = undefined;
      throw new ParagonError('network_error', 'A part of the page could not be loaded.', {cause});
    });
    return loading;
  }

  const later = <Name extends keyof Calls>(name: Name): Calls[Name] =>
    (async (...given: unknown[]) => {
      const session = getSession();
      if (!session) throw new UserNotAuthenticatedError();
      const calls = await ensure();
      if (getSession() !== session) throw sessionChanged();
      return (calls[name] as (...given: unknown[]) => unknown)(...given);
    }) as Calls[Name];

  return later;
}
