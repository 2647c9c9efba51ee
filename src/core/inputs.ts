import {deepFreeze, frozenCopy, isRecord, own} from './data.js';
import {LOADERS, type DataSources} from './data-sources.js';
import type {Integrations} from './integrations.js';
import {readOptionList, type OptionList} from './option-list.js';
import type {
  ConditionalSource,
  DynamicDataSource,
  DynamicInputSource,
  FieldMapperDataSource,
  FieldMapperSources,
  InputSources,
  IntentInputKeyConfig,
  SingleSource,
} from './types/data-sources.js';
import type {SerializedConnectInput} from './types/input.js';

/** What inputs of every kind have in common. */
type AnyInput = Pick<SerializedConnectInput, 'id' | 'title'>;

/** Finds the data sources of an integration's inputs: what the page has registered, else what the service describes. */
export function createInputSources(
  {$integrations}: Pick<Integrations, '$integrations'>,
  dataSources: Pick<DataSources, 'dropdown' | 'mapping'>,
) {
  function sourcesOf(type: string, input: SerializedConnectInput): InputSources | null {
    if (input.type === 'CUSTOM_DROPDOWN') return dropdownSource(type, input);
    const {dataSources: described} = $integrations.get().get(type)?.sdkIntegrationConfig ?? {};
    const source = own(described, input.sourceType ?? '');
    switch (source?.type) {
      case 'DYNAMIC_DATA_SOURCE':
      case 'STATIC_ENUM_DATA_SOURCE':
        return {kind: 'single', source};
      case 'FIELD_MAPPER_DATA_SOURCE':
        return fieldMapperSources(type, input, source);
      case 'COMBO_INPUT_DATA_SOURCE': {
        const {mainInputSource, dependentInputSource} = source;
        return {kind: 'combo', mainInputSource, dependentInputSource};
      }
      case 'DYNAMIC_COMBO_INPUT_DATA_SOURCE': {
        const {mainInputSource, dependentInputSource, variableInputSource} = source;
        return {kind: 'defaultFieldValue', mainInputSource, dependentInputSource, variableInputSource};
      }
      default:
        return Array.isArray(input.values) ? staticSource(input, readOptionList(input.values)) : null;
    }
  }

  function dropdownSource(type: string, input: SerializedConnectInput): SingleSource | null {
    const {key = '', title, customDropdownOptions: stored} = input;
    const options = dataSources.dropdown(key, type) ?? (stored?.length ? readOptionList(stored) : undefined);
    if (!options) return null;
    if (!('loadOptions' in options)) return staticSource({id: key, title}, options);
    const source = dynamicSource(input, {sourceType: key, dependencies: []});
    return {
      kind: 'single',
      source: {...source, supportPagination: true, refreshOnOpen: options.refreshOnOpen},
    };
  }

  function fieldMapperSources(
    type: string,
    {dynamicObjectName: key = ''}: SerializedConnectInput,
    source: FieldMapperDataSource,
  ): FieldMapperSources {
    const {recordSource, fieldSource, dependentInputSource, dependentFieldInputSource} = source;
    const {loaders, options: mapObjectFieldOptions} = dataSources.mapping(key, type) ?? {};
    const loadedBy = (
      dynamicFieldMappingType: 'objectTypes' | 'integrationFields',
      described: DynamicDataSource,
    ): DynamicDataSource => {
      const mark = {dynamicFieldMappingKey: key, dynamicFieldMappingType, [LOADERS]: loaders};
      return {...described, supportPagination: true, ...mark};
    };
    const sources = loaders
      ? {
          recordSource: loadedBy('objectTypes', recordSource),
          fieldSource: loadedBy('integrationFields', fieldSource),
        }
      : {recordSource, fieldSource, dependentInputSource, dependentFieldInputSource};
    return {kind: 'fieldMapper', ...sources, mapObjectFieldOptions};
  }

  return Object.freeze({
    getSourcesForInput: (type: string, input: SerializedConnectInput) => deepFreeze(sourcesOf(type, input)),
    getSourcesForActionInput,
  });
}

function getSourcesForActionInput(input: IntentInputKeyConfig): SingleSource | ConditionalSource | null {
  const {type, values, valuesSource, supportedKeysSource, supportedOperators} = input;
  // The parameter belongs to the caller, so that nothing of it may be frozen.
  if (valuesSource) return frozenCopy({kind: 'single', source: dynamicSource(input, valuesSource)});
  if (values?.length) {
    const pairs = values.map((entry) =>
      isRecord(entry) ? {label: entry.label, value: String(entry.value)} : entry,
    );
    return deepFreeze(staticSource(input, readOptionList(pairs)));
  }
  if (type !== 'CONDITIONAL' || !supportedKeysSource) return null;
  const source = dynamicSource(input, supportedKeysSource);
  return frozenCopy({kind: 'conditional', source, supportedOperators});
}

const staticSource = ({id, title}: AnyInput, values: OptionList): SingleSource => ({
  kind: 'single',
  source: {type: 'STATIC_ENUM_DATA_SOURCE', title, id, values},
});

const dynamicSource = (
  {title}: AnyInput,
  {sourceType, dependencies}: DynamicInputSource,
): DynamicDataSource => ({
  type: 'DYNAMIC_DATA_SOURCE',
  title,
  cacheKey: sourceType,
  refreshDependencies: dependencies,
});
