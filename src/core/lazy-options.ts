import {abortable} from './async.js';
import {ParagonError, toParagonError} from './errors.js';
import {sessionChanged} from './http.js';
import type {Options, OptionsDeps} from './options.js';
import type {DataSourceMethods} from './types/data-sources.js';

/** Loads options with machinery that is itself loaded when it is first needed. */
export function createLazyOptions(deps: OptionsDeps) {
  let options: Options | undefined;

  async function run<T>(signal: AbortSignal | undefined, call: (loaded: Options) => Promise<T>): Promise<T> {
    const session = deps.getSession();
    try {
      const {createOptions} = await abortable(import('./options.js').catch(notLoaded), signal);
      if (session !== deps.getSession()) throw sessionChanged();
      return await call((options ??= createOptions(deps)));
    } catch (cause) {
      throw toParagonError(cause, signal);
    }
  }

  const getFieldOptions: DataSourceMethods['getFieldOptions'] = (params, {signal} = {}) =>
    run(signal, (loaded) => loaded.getFieldOptions(params, signal));

  const loadCustomDropdownOptions: DataSourceMethods['_loadCustomDropdownOptions'] = (
    key,
    cursor,
    search,
    {signal} = {},
  ) => run(signal, (loaded) => loaded.loadCustomDropdownOptions(key, cursor, search, signal));

  return Object.freeze({
    getFieldOptions,
    loadCustomDropdownOptions,
    /** Forgets all answers. */
    clear: () => options?.clear(),
  });
}

function notLoaded(cause: unknown): never {
  throw new ParagonError('network_error', 'A part of the page could not be loaded.', {cause});
}
