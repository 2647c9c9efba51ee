import {abortable} from './async.js';
import {deepFreeze, isRecord} from './data.js';
import {LOADERS, type DataSources} from './data-sources.js';
import {ParagonError, UserNotAuthenticatedError, isParagonError, toParagonError} from './errors.js';
import {sessionChanged, type Http, type HttpSession} from './http.js';
import type {Integrations} from './integrations.js';
import {createOptionCache} from './option-cache.js';
import {readOptionList, type OptionList} from './option-list.js';
import {chosenCredential} from './selection.js';
import type {
  CustomDropdownField,
  CustomDropdownOptions,
  CustomDropdownPage,
  DataSourceMethods,
  DynamicDataSource,
  DynamicDefaultInput,
  DynamicFieldMappingConfig,
  FieldOptionParameter,
  FieldOptions,
  GetFieldOptionsParams,
} from './types/data-sources.js';
import type {InputOption} from './types/input.js';
import type {UserStore} from './user.js';

/** Milliseconds that an answer is kept: enough for a dropdown that is closed and opened again. */
const LIFETIME = 5_000;
/** A function of the page that has not answered by then has failed, in milliseconds. */
const LOADER_TIMEOUT = 30_000;

export interface OptionsDeps {
  readonly http: Http;
  readonly integrations: Integrations;
  readonly user: UserStore;
  readonly dataSources: DataSources;
  getSession(): Pick<HttpSession, 'signal'> | undefined;
  readonly loaderTimeout?: number;
}

/** A function of the page that loads options. */
interface Loader extends CustomDropdownOptions {
  /** The registered object that it belongs to, if it is not that itself. */
  readonly origin?: DynamicFieldMappingConfig;
}

type MarkedSource = DynamicDataSource & {readonly [LOADERS]?: DynamicFieldMappingConfig};

/** Loads the options of inputs: from what the page has registered, else through the user's account. */
export function createOptions(deps: OptionsDeps) {
  const {http, integrations, user, dataSources, getSession, loaderTimeout = LOADER_TIMEOUT} = deps;
  const cache = createOptionCache<FieldOptions>(LIFETIME);
  user.$user.listen(({authenticated}) => {
    if (!authenticated) cache.clear();
  });

  async function load(params: GetFieldOptionsParams, signal?: AbortSignal): Promise<FieldOptions> {
    const {integration, action, source, search, cursor, parameters = [], selectedCredentialId} = params;
    if (!getSession()) throw new UserNotAuthenticatedError();
    integrations.getActive(integration);
    if (source?.type === 'STATIC_ENUM_DATA_SOURCE') return listed(readOptionList(source.values), search);
    const sourceKey = action ?? source?.cacheKey;
    if (!sourceKey) throw new ParagonError('invalid_argument', 'getFieldOptions needs "action" or "source".');

    const own: Loader | OptionList | undefined = source?.dynamicFieldMappingKey
      ? mappingLoader(integration, source, parameters)
      : dataSources.dropdown(sourceKey, integration);
    if (own && !('loadOptions' in own)) return listed(own, search);
    if (own?.refreshOnOpen) return ask(own, cursor, search, signal);

    const state = user.integration(integration);
    const credentialId = own ? undefined : chosenCredential(state, selectedCredentialId)?.id;
    const paginationParameters = {pageCursor: cursor || 0, search};
    const body = {action: integration, sourceKey, parameters, paginationParameters};
    return cache.get(
      JSON.stringify([
        body,
        credentialId,
        source?.dynamicFieldMappingKey,
        source?.dynamicFieldMappingType,
        dataSources.version(),
      ]),
      // An answer counts as long as the same one would be asked: the same function, or the same account.
      own?.origin ?? own ?? state,
      async (shared) =>
        own
          ? ask(own, cursor, search, shared)
          : readAnswer(
              await http.request('/sdk/actions', {method: 'POST', body, credentialId, signal: shared}),
            ),
      signal,
    );
  }

  /** The page's own loader of a field mapping, as if it were that of a dropdown. */
  function mappingLoader(
    integration: string,
    source: MarkedSource,
    parameters: readonly FieldOptionParameter[],
  ): Loader {
    const {dynamicFieldMappingKey: key = '', dynamicFieldMappingType, [LOADERS]: handedOut} = source;
    const origin = handedOut ?? dataSources.mapping(key, integration)?.loaders;
    if (!origin) {
      throw new ParagonError('invalid_argument', `No loaders are registered for the field mapping "${key}".`);
    }
    if (dynamicFieldMappingType === 'objectTypes') {
      return {origin, loadOptions: (cursor, search) => origin.objectTypes.get(cursor, search)};
    }
    const objectType = parameters.find((parameter) => parameter.source?.value)?.source.value;
    if (!objectType) {
      throw new ParagonError('invalid_argument', 'Fields need their object type: pass it in "parameters".');
    }
    return {
      origin,
      loadOptions: (cursor, search) =>
        origin.integrationFields.get({objectType: String(objectType)}, cursor, search),
    };
  }

  /** A page of options from a function of the page, which may do anything. */
  async function ask(
    loader: Loader,
    cursor: unknown,
    search: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<FieldOptions> {
    const session = getSession();
    const timeout = AbortSignal.timeout(loaderTimeout);
    const signals = [timeout, session?.signal, signal].filter((one) => one !== undefined);
    try {
      const pageCursor = typeof cursor === 'string' ? cursor : undefined;
      const answer: unknown = await abortable(
        Promise.resolve(loader.loadOptions(pageCursor, search)),
        AbortSignal.any(signals),
      );
      if (isRecord(answer) && Array.isArray(answer['options'])) {
        return pageOf(readOptionList(answer['options']), answer['nextPageCursor']);
      }
    } catch (cause) {
      if (session?.signal.aborted) throw sessionChanged();
      signal?.throwIfAborted();
      if (isParagonError(cause)) throw cause;
      throw timeout.aborted
        ? new ParagonError('timeout', `The options were not loaded within ${loaderTimeout / 1000} seconds.`, {
            cause,
          })
        : new ParagonError('loader_failed', 'The function that loads the options failed.', {cause});
    }
    throw new ParagonError(
      'loader_failed',
      'The function that loads the options must answer {options: [], nextPageCursor: null}.',
    );
  }

  async function loadDropdown(
    key: string,
    cursor: string | undefined,
    search: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<CustomDropdownPage> {
    const own = dataSources.dropdown(key);
    if (!own) throw new ParagonError('not_found', `No options are registered for the dropdown "${key}".`);
    const {data, nextPageCursor} =
      'loadOptions' in own ? await ask(own, cursor, search, signal) : listed(own, search);
    return Object.freeze({options: data as readonly CustomDropdownField[], nextPageCursor});
  }

  const getFieldOptions: DataSourceMethods['getFieldOptions'] = (params, {signal} = {}) =>
    coded(signal, () => load(params, signal));

  const _loadCustomDropdownOptions: DataSourceMethods['_loadCustomDropdownOptions'] = (
    key,
    cursor,
    search,
    {signal} = {},
  ) => coded(signal, () => loadDropdown(key, cursor, search, signal));

  return Object.freeze({getFieldOptions, _loadCustomDropdownOptions});
}

export type Options = ReturnType<typeof createOptions>;

/** Whatever goes wrong becomes an error with a code; giving up does so at once. */
async function coded<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    signal?.throwIfAborted();
    return await work();
  } catch (cause) {
    throw toParagonError(cause, signal);
  }
}

/** `output` is a list, or a page with `records` and `nextPageCursor`. Records with an `id` describe inputs. */
function readAnswer(answer: unknown): FieldOptions {
  const output = isRecord(answer) ? answer['output'] : false;
  const page = isRecord(output) ? output : {records: output};
  const records = page['records'] ?? [];
  if (!Array.isArray(records)) {
    throw new ParagonError('protocol_error', 'The service answered with something else than options.');
  }
  const cursor = page['nextPageCursor'];
  const isNested = isRecord(records[0]) && 'id' in records[0];
  return isNested
    ? pageOf([], cursor, records as DynamicDefaultInput[])
    : pageOf(readOptionList(records), cursor);
}

/** The options whose label contains the text, in any casing. Without a text: all. */
function matchingOptions(list: OptionList, search = ''): OptionList {
  const text = search.toLowerCase();
  if (!text) return list;
  return list.flatMap((entry) => {
    if (!('items' in entry)) return String(entry.label).toLowerCase().includes(text) ? entry : [];
    const items = matchingOptions(entry.items, search) as readonly InputOption[];
    return items.length ? {...entry, items} : [];
  });
}

const listed = (list: OptionList, search: string | undefined): FieldOptions =>
  pageOf(matchingOptions(list, search), null);

const pageOf = (
  data: OptionList,
  cursor: unknown,
  nestedData: readonly DynamicDefaultInput[] = [],
): FieldOptions =>
  deepFreeze({data, nestedData, nextPageCursor: cursor || cursor === 0 ? String(cursor) : null});
