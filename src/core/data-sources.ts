import {frozenCopy, isRecord, own} from './data.js';
import {readOptionList, type OptionList} from './option-list.js';
import type {
  CustomDropdownOptions,
  DynamicFieldMappingConfig,
  DynamicMappingField,
  DynamicMappingOptions,
  OwnDataSources,
  SetDataSourcesConfig,
} from './types/data-sources.js';

/**
 * Marks a source with the loaders it was handed out for: it works as long as someone holds it, also when others have
 * taken the place of its loaders. A copy made by `{...source}` keeps it.
 */
export const LOADERS = Symbol();

/** What a page has registered for a field mapping. */
export interface OwnMapping {
  /** The application's fields. */
  readonly options?: DynamicMappingOptions | readonly DynamicMappingField[];
  /** What loads the integration's object types and fields. */
  readonly loaders?: DynamicFieldMappingConfig;
}

/** The data sources that the page brings itself. Its objects are read when they are needed, and never changed. */
export function createDataSources() {
  let config: SetDataSourcesConfig = {};
  let version = 0;
  /** Of `scoped()`, the latest first. */
  let scopes: readonly (readonly [type: string, sources: OwnDataSources])[] = [];

  /** The first usable value under a key: for this integration, else for all. Without a type: for whichever. */
  function find<T>(
    kind: keyof OwnDataSources,
    key: string,
    type: string | undefined,
    read: (value: unknown) => T | undefined,
  ): T | undefined {
    const specific = Object.entries(config.integrationSpecificSources ?? {});
    for (const [of, sources] of [...scopes, ...specific, [type, config] as const]) {
      const value: unknown =
        type === undefined || of === type ? own<unknown>(sources?.[kind], key) : undefined;
      const found = read(value);
      if (found) return found;
      if (value !== undefined) {
        console.warn(`paragon-elements: ${kind}.${key} is ignored: it is no list and has no loader.`);
      }
    }
    return undefined;
  }

  return Object.freeze({
    set(newConfig: SetDataSourcesConfig): void {
      config = newConfig;
      version++;
    },
    /** Changes with each `set()`. */
    version: () => version,
    /** Adds sources for one integration that win over all others, until the returned function is called. */
    scoped(type: string, sources: OwnDataSources): () => void {
      const scope = [type, sources] as const;
      scopes = [scope, ...scopes];
      return () => {
        scopes = scopes.filter((other) => other !== scope);
      };
    },
    dropdown: (key: string, type?: string) => find('dropdowns', key, type, readDropdown),
    mapping: (key: string, type: string) => find('mapObjectFields', key, type, readMapping),
  });
}

export type DataSources = ReturnType<typeof createDataSources>;

function readDropdown(value: unknown): OptionList | CustomDropdownOptions | undefined {
  if (Array.isArray(value)) return readOptionList(value);
  return isRecord(value) && value['loadOptions'] ? (value as unknown as CustomDropdownOptions) : undefined;
}

function readMapping(value: unknown): OwnMapping | undefined {
  if (Array.isArray(value)) return {options: frozenCopy(value as DynamicMappingField[])};
  if (!isRecord(value)) return undefined;
  if (value['fields']) return {options: frozenCopy(value as unknown as DynamicMappingOptions)};
  if (!value['objectTypes']) return undefined;
  const loaders = value as unknown as DynamicFieldMappingConfig;
  const {applicationFields} = loaders;
  const options = applicationFields && frozenCopy({...applicationFields, useBYOFieldMappingOption: true});
  return {loaders, options};
}
