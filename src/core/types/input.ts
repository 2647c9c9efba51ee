import type {ConnectInputValue} from './user.js';

/** An option of a dropdown. */
export interface InputOption {
  readonly label: string;
  readonly value: string;
  readonly subtitle?: string;
}

/** Options under a title of their own. */
export interface InputOptionSection {
  readonly title: string;
  readonly items: readonly InputOption[];
}

/**
 * An input as the service sends it. `type` is a string such as `TEXT_NO_VARS`, `PASSWORD`, `ENUM` or
 * `DYNAMIC_ENUM`; a newer service may send types that this version does not know.
 */
export interface SerializedConnectInput<Type extends string = string> {
  /** Key of the value in `setPreOptions`, `setPostOptions` and the user settings. */
  readonly id: string;
  readonly type: Type;
  readonly title: string;
  readonly subtitle?: string;
  readonly placeholder?: string;
  /** Left out means required. */
  readonly required?: boolean;
  readonly defaultValue?: ConnectInputValue;
  readonly documentationLink?: string;
  readonly documentationLinkLabel?: string;
  readonly hidden?: boolean;
  readonly hiddenInConnect?: boolean;
  readonly readOnly?: boolean;
  readonly tooltip?: string;
  /** The HTML input type that a `TEXT_NO_VARS` asks for. */
  readonly inputType?: string;
  readonly prefixLabel?: string;
  readonly suffixLabel?: string;
  /** Rows of a `TEXTAREA_NO_VARS`. */
  readonly lines?: number;
  /** Key into the integration's data sources. */
  readonly sourceType?: string;
  /** Options of a static dropdown. */
  readonly values?: readonly (InputOption | InputOptionSection | string)[];
  readonly fallbackText?: string;
  readonly [more: string]: unknown;
}

/** A list that is loaded through the user's account. */
export interface DynamicDataSource {
  readonly type: 'DYNAMIC_DATA_SOURCE';
  readonly title?: string;
  readonly subtitle?: string;
  readonly cacheKey: string;
  readonly supportPagination?: boolean;
  readonly refreshDependencies?: readonly unknown[];
}

/** A data source of any kind, as the service describes it. */
export type DataSource = DynamicDataSource | {readonly type: string; readonly [more: string]: unknown};

/** A choice made in the parent of a dependent list. */
export interface FieldOptionParameter {
  /** `cacheKey` of the parent's source. */
  readonly key: string;
  readonly source: {readonly type: 'VALUE'; readonly value: unknown};
}

export interface GetFieldOptionsParams {
  /** Integration type, such as `jira`. */
  readonly integration: string;
  /** Key of the source; either this or `source` is needed. */
  readonly action?: string;
  readonly source?: DynamicDataSource;
  readonly search?: string;
  /** `nextPageCursor` of the former page. */
  readonly cursor?: string;
  readonly parameters?: readonly FieldOptionParameter[];
  /** The account to load from; default: the current one. */
  readonly selectedCredentialId?: string;
}

export interface FieldOptions {
  readonly data: readonly (InputOption | InputOptionSection)[];
  /** Only for default value mapping: a description of inputs instead of options. */
  readonly nestedData: readonly Readonly<Record<string, unknown>>[];
  /** `null` after the last page. */
  readonly nextPageCursor: string | null;
}
