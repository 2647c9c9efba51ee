import {choiceOf, optionSource} from '../../controllers/input-sources.js';
import {abortable} from '../../core/async.js';
import {isRecord, own} from '../../core/data.js';
import type {
  DynamicDataSource,
  DynamicFieldMappingConfig,
  DynamicMappingField,
  DynamicMappingOptions,
  FieldMappingOptions,
  FieldOptionParameter,
  ParagonClient,
  SerializedConnectInput,
} from '../../core/types/index.js';
import type {OptionEntry, OptionPage, OptionSource} from '../../internal/option-source.js';
import {readApplication, type Application} from './mapping-rows.js';

type PageFields = DynamicMappingOptions | readonly DynamicMappingField[];

/** What a page may give for one field mapping: fields, fields with options, or loaders. */
export type MapObjectFields = PageFields | DynamicFieldMappingConfig;

/** Where the lists of a field mapper come from, and what is mapped. */
export interface MapperSources {
  readonly record: OptionSource;
  /** What the kind of record is called here, such as “Project”. */
  readonly recordTitle: string | undefined;
  /** The level between kind of record and fields. */
  readonly dependent: ((objectType: string) => OptionSource) | undefined;
  readonly dependentTitle: string | undefined;
  readonly fields: (objectType: string, dependentType: string | undefined) => OptionSource;
  readonly application: Application;
  /** The lists are loaded through the user's account. */
  readonly needsAccount: boolean;
}

export interface MapperContext {
  readonly client: ParagonClient;
  readonly integration: string;
  readonly credentialId: string | undefined;
  readonly input: SerializedConnectInput;
  readonly mapObjectFields: MapObjectFields | FieldMappingOptions['mapObjectFields'] | undefined;
}

/** A function of the page that has not answered by then has failed, in milliseconds. */
const LOADER_TIMEOUT = 30_000;

/** The lists for an input; nothing if neither the service nor the page has any. */
export function mapperSources(context: MapperContext): MapperSources | undefined {
  const {client, integration, input} = context;
  const given = ownMapping(context);
  const described = integration ? client.getSourcesForInput(integration, input) : null;
  const sources = described?.kind === 'fieldMapper' ? described : undefined;
  const isDynamic = !!input.useDynamicMapper || !!given?.fields || !!sources?.mapObjectFieldOptions;
  const application = readApplication(
    input.savedFieldMappings,
    given?.fields ?? sources?.mapObjectFieldOptions,
    isDynamic,
  );
  if (given?.loaders) {
    return {
      ...loadedBy(given.loaders),
      application,
      needsAccount: false,
      recordTitle: sources?.recordSource.title,
    };
  }
  if (!sources) return undefined;
  const {recordSource, fieldSource, dependentInputSource, dependentFieldInputSource} = sources;
  return {
    record: serviceSource(context, recordSource),
    recordTitle: recordSource.title,
    dependent:
      dependentInputSource &&
      ((objectType) => serviceSource(context, dependentInputSource, [choiceOf(recordSource, objectType)])),
    dependentTitle: dependentInputSource?.title,
    fields: (objectType, dependentType) =>
      serviceSource(context, (dependentType && dependentFieldInputSource) || fieldSource, [
        choiceOf(recordSource, objectType),
        ...(dependentInputSource && dependentType ? [choiceOf(dependentInputSource, dependentType)] : []),
      ]),
    application,
    needsAccount: !recordSource.dynamicFieldMappingKey,
  };
}

/** What the page has set on the element: for this mapping alone, or by the name of the application's object. */
function ownMapping({mapObjectFields, input}: MapperContext) {
  const named = own(
    mapObjectFields as Readonly<Record<string, unknown>> | undefined,
    input.dynamicObjectName ?? '',
  );
  const value: unknown = named ?? mapObjectFields;
  if (Array.isArray(value)) return {fields: value as readonly DynamicMappingField[]};
  if (!isRecord(value)) return undefined;
  if (hasLoaders(value)) return {loaders: value, fields: value.applicationFields};
  return Array.isArray(value['fields']) ? {fields: value as unknown as DynamicMappingOptions} : undefined;
}

const hasLoaders = (
  value: Record<string, unknown>,
): value is Record<string, unknown> & DynamicFieldMappingConfig =>
  [value['objectTypes'], value['integrationFields']].every(
    (loader) => isRecord(loader) && typeof loader['get'] === 'function',
  );

const serviceSource = (
  {client, integration, credentialId}: MapperContext,
  source: DynamicDataSource,
  parameters: readonly FieldOptionParameter[] = [],
): OptionSource => optionSource({client, integration, credentialId, source, parameters});

function loadedBy(
  loaders: DynamicFieldMappingConfig,
): Pick<MapperSources, 'record' | 'dependent' | 'dependentTitle' | 'fields'> {
  const source = (
    key: readonly unknown[],
    ask: (cursor: string | undefined, search: string | undefined) => unknown,
  ): OptionSource => ({
    key: JSON.stringify([idOf(loaders), ...key]),
    isPaged: true,
    load: async ({search, cursor, signal}) => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(LOADER_TIMEOUT)]);
      const answer: unknown = ask(cursor ?? undefined, search || undefined);
      return readPage(await abortable(Promise.resolve(answer), limit));
    },
  });
  return {
    record: source(['objectTypes'], (cursor, search) => loaders.objectTypes.get(cursor, search)),
    dependent: undefined,
    dependentTitle: undefined,
    fields: (objectType) =>
      source(['integrationFields', objectType], (cursor, search) =>
        loaders.integrationFields.get({objectType}, cursor, search),
      ),
  };
}

function readPage(answer: unknown): OptionPage {
  if (!isRecord(answer) || !Array.isArray(answer['options'])) {
    throw new TypeError('A loader of a field mapping must answer {options: [], nextPageCursor: null}.');
  }
  const options = answer['options'].flatMap((option: unknown): OptionEntry[] => {
    if (!isRecord(option) || option['value'] === undefined || option['value'] === null) return [];
    const value = String(option['value']);
    return [{...option, value, label: String(option['label'] ?? value)}];
  });
  const cursor = answer['nextPageCursor'];
  return {options, nextCursor: cursor || cursor === 0 ? String(cursor) : null};
}

const ids = new WeakMap<object, number>();
let lastId = 0;

/** Tells objects apart in the key of a list. */
function idOf(object: object): number {
  const id = ids.get(object) ?? ++lastId;
  ids.set(object, id);
  return id;
}
