import {abortable} from './async.js';
import {ParagonError, toParagonError} from './errors.js';
import {sessionChanged} from './http.js';
import type {Options, OptionsDeps} from './options.js';

/** Loads options with machinery that is itself loaded when it is first needed. */
export function createLazyOptions(deps: OptionsDeps): Options {
  let options: Options | undefined;

  async function ensure(signal?: AbortSignal): Promise<Options> {
    // The call belongs to the user who is signed in now, not to whoever is once the machinery is there.
    const session = deps.getSession();
    try {
      const {createOptions} = await abortable(import('./options.js').catch(notLoaded), signal);
      if (session !== deps.getSession()) throw sessionChanged();
      return (options ??= createOptions(deps));
    } catch (cause) {
      throw toParagonError(cause, signal);
    }
  }

  return Object.freeze<Options>({
    getFieldOptions: async (params, call) => (await ensure(call?.signal)).getFieldOptions(params, call),
    _loadCustomDropdownOptions: async (key, cursor, search, call) =>
      (await ensure(call?.signal))._loadCustomDropdownOptions(key, cursor, search, call),
  });
}

function notLoaded(cause: unknown): never {
  throw new ParagonError('network_error', 'A part of the page could not be loaded.', {cause});
}
