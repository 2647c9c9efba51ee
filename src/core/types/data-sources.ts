import type {InputOption, InputOptionSection, SerializedConnectInput} from './input.js';

/** What every description of a data source may have. */
interface BasicDataSource {
  readonly title?: string;
  readonly subtitle?: string;
  readonly instructionalText?: string;
  /** Its options come page by page and are searched where they come from. Default: all at once. */
  readonly supportPagination?: boolean;
}

/**
 * A list that is loaded, through the user's account or by a function that the page has registered. Apps may name the type
 * of its options; nothing depends on it.
 */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- the Paragon SDK's type takes an argument
export interface DynamicDataSource<_Values = unknown> extends BasicDataSource {
  readonly type: 'DYNAMIC_DATA_SOURCE';
  /** Names the list: in `getFieldOptions` as `action`, and as key of the parameter for lists that depend on it. */
  readonly cacheKey: string;
  /** Keys of the lists that a choice is needed from before this one can be loaded. */
  readonly refreshDependencies?: readonly unknown[];
  /** The list is loaded anew each time its dropdown is opened. */
  readonly refreshOnOpen?: boolean;
  /** Of a field mapping with loaders of the page: the name that it is registered under. */
  readonly dynamicFieldMappingKey?: string;
  /** Of a field mapping with loaders of the page: which of them loads this list. */
  readonly dynamicFieldMappingType?: 'objectTypes' | 'integrationFields';
}

/** A list that is there already. */
export interface StaticEnumDataSource extends BasicDataSource {
  readonly type: 'STATIC_ENUM_DATA_SOURCE';
  readonly id: string;
  readonly values: readonly (InputOption | InputOptionSection)[];
}

/** The integration's side of a field mapping: its object types and their fields. */
export interface FieldMapperDataSource extends BasicDataSource {
  readonly type: 'FIELD_MAPPER_DATA_SOURCE';
  readonly id: string;
  readonly recordSource: DynamicDataSource;
  readonly fieldSource: DynamicDataSource;
  /** A level between object type and fields, such as the issue types of a project. */
  readonly dependentInputSource?: DynamicDataSource;
  readonly dependentFieldInputSource?: DynamicDataSource;
}

/** Two lists, of which the second depends on the first. */
export interface ComboInputDataSource extends BasicDataSource {
  readonly type: 'COMBO_INPUT_DATA_SOURCE';
  readonly id: string;
  readonly mainInputSource: DynamicDataSource;
  readonly dependentInputSource: DynamicDataSource;
  readonly fieldSource?: DynamicDataSource;
}

/** Two lists, and inputs that depend on both. */
export interface DynamicComboInputDataSource extends BasicDataSource {
  readonly type: 'DYNAMIC_COMBO_INPUT_DATA_SOURCE';
  readonly id: string;
  readonly mainInputSource: DynamicDataSource;
  readonly dependentInputSource: DynamicDataSource;
  /** Describes the inputs: its answer is `nestedData`. */
  readonly variableInputSource?: DynamicDataSource;
}

/** A data source of any kind, as the service describes it. */
export type DataSource =
  | DynamicDataSource
  | StaticEnumDataSource
  | FieldMapperDataSource
  | ComboInputDataSource
  | DynamicComboInputDataSource;

/** Of an input with one list. */
export interface SingleSource {
  readonly kind: 'single';
  readonly source: DynamicDataSource | StaticEnumDataSource;
}

/** Of a trigger's parameter that is a condition: the list of what can be compared. */
export interface ConditionalSource {
  readonly kind: 'conditional';
  readonly source: DynamicDataSource;
  readonly supportedOperators?: readonly string[];
}

export interface FieldMapperSources {
  readonly kind: 'fieldMapper';
  readonly recordSource: DynamicDataSource;
  /** Load it with the chosen record type in `parameters`. */
  readonly fieldSource: DynamicDataSource;
  /** A level between record type and fields. Never with loaders of the page. */
  readonly dependentInputSource?: DynamicDataSource;
  readonly dependentFieldInputSource?: DynamicDataSource;
  /** The application's fields, if the page has registered them. */
  readonly mapObjectFieldOptions?: DynamicMappingOptions | readonly DynamicMappingField[];
}

export interface ComboSources {
  readonly kind: 'combo';
  readonly mainInputSource: DynamicDataSource;
  /** Load it with the choice from the main list in `parameters`. */
  readonly dependentInputSource: DynamicDataSource;
}

export interface DefaultFieldValueSources {
  readonly kind: 'defaultFieldValue';
  readonly mainInputSource: DynamicDataSource;
  /** Load it with the choice from the main list in `parameters`. */
  readonly dependentInputSource: DynamicDataSource;
  /** Load it with both choices in `parameters`. */
  readonly variableInputSource?: DynamicDataSource;
}

/** All data sources that an input needs. `kind` tells which. */
export type InputSources =
  SingleSource | ConditionalSource | FieldMapperSources | ComboSources | DefaultFieldValueSources;

/** Names a list whose options depend on other parameters. */
export interface DynamicInputSource {
  readonly sourceType: string;
  readonly dependencies: readonly string[];
}

/** A parameter of a trigger, as `getTriggers()` describes it. */
export interface IntentInputKeyConfig {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly placeholder?: string;
  /** Left out means not required, unlike in a `SerializedConnectInput`. */
  readonly required?: boolean;
  readonly defaultValue?: unknown;
  readonly dependentInputs?: readonly IntentInputKeyConfig[];
  readonly valuesSource?: DynamicInputSource;
  /** Options of a static dropdown. */
  readonly values?: readonly GraphiteEnumInput[];
  readonly supportedOperators?: readonly string[];
  readonly disableOrCondition?: boolean;
  readonly supportedKeys?: readonly string[];
  /** Of a `CONDITIONAL`: where the names of what can be compared come from. */
  readonly supportedKeysSource?: DynamicInputSource;
  readonly supportedUnits?: readonly string[];
}

/** An option of a trigger's parameter. */
export type GraphiteEnumInput =
  | string
  | number
  | {
      readonly value: string | number;
      readonly label?: string;
      readonly dependentInputs?: readonly IntentInputKeyConfig[];
    };

/** A choice made in the parent of a dependent list. */
export interface FieldOptionParameter {
  /** `cacheKey` of the parent's source. */
  readonly key: string;
  /** `type` is `VALUE`, and `value` that of the chosen option. */
  readonly source: {readonly type: string; readonly value?: unknown};
}

export interface GetFieldOptionsParams {
  /** Integration type, such as `jira`. */
  readonly integration: string;
  /** Key of the source, such as the `sourceType` of an input; either this or `source` is needed. */
  readonly action?: string;
  /** A source as `getSourcesForInput()` returns it. Of a static one, the options are those that fit `search`. */
  readonly source?: DynamicDataSource | StaticEnumDataSource;
  /** Only options that fit this. */
  readonly search?: string;
  /** `nextPageCursor` of the former page. */
  readonly cursor?: string | number | false;
  /** The choices that the list depends on. */
  readonly parameters?: readonly FieldOptionParameter[];
  /** The account to load from, by id or external id; default: the current one. */
  readonly selectedCredentialId?: string;
}

/** An input that the integration describes, such as a field of an issue. */
export interface DynamicDefaultInput {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  /** `string`, `number`, `dropdown`, `multi` or `multiCheckbox`. */
  readonly type: string;
  readonly items: readonly InputOption[];
  readonly identifierKey: string;
  readonly supportDifferentTextFormat: boolean;
  readonly textFormat: string;
  readonly supportAddItem?: boolean;
  readonly returnsArrayStrings?: boolean;
}

export interface FieldOptions {
  readonly data: readonly (InputOption | InputOptionSection)[];
  /** Only for default value mapping: a description of inputs instead of options. */
  readonly nestedData: readonly DynamicDefaultInput[];
  /** `null` after the last page. */
  readonly nextPageCursor: string | null;
}

/** An option that the page brings. `value` must be unique in its list. */
export interface CustomDropdownField {
  readonly label: string;
  readonly value: string;
}

/** What a loader of a dropdown answers: one page, and the cursor of the next one. */
export interface CustomDropdownPage {
  readonly options: readonly CustomDropdownField[];
  /** `null` after the last page. */
  readonly nextPageCursor: string | null;
}

export type LoadCustomDropdownOptionsResult = Promise<CustomDropdownPage>;

/** Options that a function of the page loads. */
export interface CustomDropdownOptions {
  loadOptions(cursor?: string, search?: string): LoadCustomDropdownOptionsResult | CustomDropdownPage;
  /**
   * The options depend on something that only the page knows: each call loads them anew, and dropdowns load them each
   * time they are opened. Default: false.
   */
  readonly refreshOnOpen?: boolean;
}

/** A field of the application. */
export interface DynamicMappingField {
  readonly label: string;
  readonly value: string;
}

/** The application's fields, and what users may do with them. */
export interface DynamicMappingOptions {
  readonly fields: readonly DynamicMappingField[];
  /** Values of the fields that are shown at first. Default: all. */
  readonly defaultFields?: readonly string[];
  /** Rows can be removed and added again. */
  readonly userCanRemoveMappings?: boolean;
  /** Users can add fields of their own. */
  readonly userCanCreateFields?: boolean;
  /** Set by `getSourcesForInput()`: object types and fields come from loaders of the page. */
  readonly useBYOFieldMappingOption?: boolean;
}

/** What a loader of a field mapping answers: one page, and the cursor of the next one. */
export type DynamicFieldMappingOptionsResult = CustomDropdownPage;

export type DynamicFieldMappingObjectTypesLoader = (
  cursor?: string,
  search?: string,
) => Promise<DynamicFieldMappingOptionsResult> | DynamicFieldMappingOptionsResult;

export type DynamicFieldMappingIntegrationFieldsLoader = (
  params: {readonly objectType: string},
  cursor?: string,
  search?: string,
) => Promise<DynamicFieldMappingOptionsResult> | DynamicFieldMappingOptionsResult;

export interface DynamicFieldMappingLoaders {
  readonly objectTypes: DynamicFieldMappingObjectTypesLoader;
  readonly integrationFields: DynamicFieldMappingIntegrationFieldsLoader;
}

/** A field mapping whose object types and fields are loaded by functions of the page. */
export interface DynamicFieldMappingConfig {
  readonly objectTypes: {readonly get: DynamicFieldMappingObjectTypesLoader};
  readonly integrationFields: {readonly get: DynamicFieldMappingIntegrationFieldsLoader};
  /** The application's fields. Without them the labels that the project has set are mapped. */
  readonly applicationFields?: Omit<DynamicMappingOptions, 'useBYOFieldMappingOption'>;
}

export interface DropdownOptions {
  /** Options of `CUSTOM_DROPDOWN` inputs, by their `key`: a list, or a function that loads them. */
  readonly dropdowns?: Readonly<Record<string, readonly CustomDropdownField[] | CustomDropdownOptions>>;
}

export interface FieldMappingOptions {
  /** What the page brings to `FIELD_MAPPER` inputs, by the application object's name in the dashboard. */
  readonly mapObjectFields?: Readonly<
    Record<string, readonly DynamicMappingField[] | DynamicMappingOptions | DynamicFieldMappingConfig>
  >;
}

/** Data sources that a page brings itself. */
export interface OwnDataSources extends DropdownOptions, FieldMappingOptions {}

export interface SetDataSourcesConfig extends OwnDataSources {
  /** By integration type. They win over those for all integrations. */
  readonly integrationSpecificSources?: Readonly<Record<string, OwnDataSources>>;
}

/** Where the options of inputs come from. */
export interface DataSourceMethods {
  /** A data source as the service describes it, by the `sourceType` of an input. */
  getDataSourceOptions(integrationType: string, sourceType: string): Promise<DataSource | undefined>;
  /**
   * The data sources that an input needs, ready to be passed to `getFieldOptions()`. `null` if it needs none, or if
   * there is none for it.
   */
  getSourcesForInput(integrationType: string, input: SerializedConnectInput): InputSources | null;
  /** The data source of a trigger's parameter. `null` if it needs none. */
  getSourcesForActionInput(input: IntentInputKeyConfig): SingleSource | ConditionalSource | null;
  /**
   * Loads a page of options: from what the page has registered under that key, else through the user's account.
   * Identical calls that are on their way share one answer, and it is kept for 5 seconds. Rejects with
   * `loader_failed` if a function of the page fails, and with `timeout` if it does not answer within 30 seconds.
   */
  getFieldOptions(params: GetFieldOptionsParams, options?: {signal?: AbortSignal}): Promise<FieldOptions>;
  /**
   * Registers options that the page brings itself. Dropdowns and field mappings of an earlier call are forgotten; only
   * sources with field mapping loaders that were handed out before go on to work. What is neither a list nor a loader
   * is ignored with a warning.
   */
  setDataSources(config: SetDataSourcesConfig): void;
  /**
   * Adds options of the page for one integration: they win over those of `setDataSources()` until the returned function
   * is called. An addition to the Paragon SDK's methods.
   */
  useDataSources(integrationType: string, sources: OwnDataSources): () => void;
  /** Loads a page of what is registered for a dropdown, of whatever integration. */
  _loadCustomDropdownOptions(
    key: string,
    cursor?: string,
    search?: string,
    options?: {signal?: AbortSignal},
  ): Promise<CustomDropdownPage>;
}
