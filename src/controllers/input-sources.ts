import {LOADERS} from '../core/data-sources.js';
import type {
  DynamicDataSource,
  FieldOptionParameter,
  FieldOptions,
  ParagonClient,
  StaticEnumDataSource,
} from '../core/types/index.js';
import type {OptionEntry, OptionQuery, OptionSource} from '../internal/option-source.js';

/** Sources that are kept for each client; the oldest give way. */
const MAX_SOURCES = 300;

/** Which options are meant. Either `source` or `action` is needed. */
export interface OptionSourceParams {
  readonly client: ParagonClient;
  readonly integration: string;
  /** The account to load from, by id or external id; default: the current one. */
  readonly credentialId?: string;
  /** As `getSourcesForInput()` returns it. */
  readonly source?: DynamicDataSource | StaticEnumDataSource;
  /** Key of a list that the service describes no source for. */
  readonly action?: string;
  /** The choices that the list depends on; see `choiceOf()`. */
  readonly parameters?: readonly FieldOptionParameter[];
}

const known = new WeakMap<ParagonClient, Map<string, OptionSource>>();
const numbers = new WeakMap<object, number>();
const staticKeys = new WeakMap<object, string>();
let count = 0;

/**
 * What a combobox takes its options from. The same options give the same object, so that it can be asked for in each
 * render; other choices, another account or another user give another key.
 */
export function optionSource(params: OptionSourceParams): OptionSource {
  const {client, source} = params;
  const key = source?.type === 'STATIC_ENUM_DATA_SOURCE' ? staticKey(source) : dynamicKey(params);
  const sources = known.get(client) ?? new Map<string, OptionSource>();
  known.set(client, sources);
  const made = sources.get(key) ?? make(key, params);
  // The latest stand last.
  sources.delete(key);
  sources.set(key, made);
  for (const oldest of sources.keys()) {
    if (sources.size <= MAX_SOURCES) break;
    sources.delete(oldest);
  }
  return made;
}

/** A choice in a list that others depend on, as a parameter for those. */
export const choiceOf = (
  parent: DynamicDataSource | StaticEnumDataSource,
  value: unknown,
): FieldOptionParameter => ({
  key: 'cacheKey' in parent ? parent.cacheKey : parent.id,
  source: {type: 'VALUE', value},
});

const numberOf = (thing: object): number => {
  const number = numbers.get(thing) ?? ++count;
  numbers.set(thing, number);
  return number;
};

/** The same values are the same list, also when they come as a copy. */
function staticKey({id, values}: StaticEnumDataSource): string {
  const texts = staticKeys.get(values) ?? JSON.stringify(values);
  staticKeys.set(values, texts);
  return `${id} ${texts}`;
}

function dynamicKey(params: OptionSourceParams): string {
  const {client, integration, credentialId, source, action, parameters} = params;
  const user = client.$user.get();
  const described: (DynamicDataSource & {readonly [LOADERS]?: object}) | undefined =
    source?.type === 'DYNAMIC_DATA_SOURCE' ? source : undefined;
  return JSON.stringify([
    numberOf(client),
    user.authenticated ? user.userId : null,
    integration,
    credentialId,
    action ?? described?.cacheKey,
    described?.dynamicFieldMappingKey,
    // Others under the same key are another list.
    described?.[LOADERS] && numberOf(described[LOADERS]),
    described?.dynamicFieldMappingType,
    described?.supportPagination,
    described?.refreshOnOpen,
    parameters,
  ]);
}

function make(key: string, params: OptionSourceParams): OptionSource {
  const {client, integration, credentialId, source, action, parameters} = params;
  if (source?.type === 'STATIC_ENUM_DATA_SOURCE') {
    return {key, isPaged: false, load: async () => ({options: source.values, nextCursor: null})};
  }
  const isPaged = !!source?.supportPagination;
  async function load({search, cursor, signal}: OptionQuery) {
    const answer = await client.getFieldOptions(
      {
        integration,
        source,
        action,
        parameters,
        selectedCredentialId: credentialId,
        search: search || undefined,
        cursor: cursor ?? undefined,
      },
      {signal},
    );
    return {options: entriesOf(answer), nextCursor: answer.nextPageCursor};
  }
  return {key, isPaged, refreshOnOpen: source?.refreshOnOpen, load};
}

/** Some services describe groups of fields where options are asked for: each with its title and its items. */
function entriesOf({data, nestedData}: FieldOptions): readonly OptionEntry[] {
  if (data.length || !nestedData.length) return data;
  return nestedData.flatMap(({title, items}) => (Array.isArray(items) ? [{title, items}] : []));
}
