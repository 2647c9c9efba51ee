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
  /** A section is nothing to choose. */
  readonly value?: undefined;
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
  /** Of a `CUSTOM_DROPDOWN`: the name under which the page registers its options. */
  readonly key?: string;
  /** Of a `CUSTOM_DROPDOWN`: its options as long as the page has registered none. */
  readonly customDropdownOptions?: readonly InputOption[];
  /** Of a `FIELD_MAPPER`: labels that the project has set. */
  readonly savedFieldMappings?: readonly {readonly label: string}[];
  /** Of a `FIELD_MAPPER`: the page brings the application's fields. */
  readonly useDynamicMapper?: boolean;
  /** Of a `FIELD_MAPPER`: the name under which the page registers the application's fields. */
  readonly dynamicObjectName?: string;
  readonly [more: string]: unknown;
}
