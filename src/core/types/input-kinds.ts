import type {SidebarInputType} from '../names/inputs.js';
import type {InputOption, SerializedConnectInput} from './input.js';

/** An option whose value may be of any type. */
export interface EnumInputValue<Value = string> extends Omit<InputOption, 'value'> {
  readonly value: Value;
}

/** Options under a title of their own. */
export interface EnumSection<Value = string> {
  readonly title: string;
  readonly items: readonly EnumInputValue<Value>[];
}

/** An input with one of the given types, such as `SidebarInputType.Enum`. */
type Input<Type extends SidebarInputType> = SerializedConnectInput<Type>;

/** A checkbox. */
export type BooleanInput = Input<SidebarInputType.BooleanInput>;
export type SwitchInput = Input<SidebarInputType.Switch>;
export type ValueTextInput = Input<SidebarInputType.ValueText>;
export type NumberInput = Input<SidebarInputType.Number>;
export type EmailInput = Input<SidebarInputType.Email>;
export type PasswordInput = Input<SidebarInputType.Password>;
export type URLInput = Input<SidebarInputType.URL>;
export type FileInput = Input<SidebarInputType.File>;
/** A value that the user copies from here, such as a URL. */
export type CopyableButtonInput = Input<SidebarInputType.CopyableButtonInput>;

/** A dropdown whose options come with it. */
export type EnumInput = Input<SidebarInputType.Enum>;

/** A dropdown whose options the page registers. */
export interface CustomDropdownInput extends Input<SidebarInputType.CustomDropdown> {
  /** The name under which they are registered. */
  readonly key: string;
  /** Options as long as none are registered. */
  readonly customDropdownOptions?: readonly InputOption[];
}

/** An input whose options are loaded; `sourceType` names their source. */
export type DynamicInput<Values = readonly EnumInputValue[]> = SerializedConnectInput & {
  readonly defaultValue?: Values extends readonly EnumInputValue<infer Value>[] ? Value : unknown;
};
export type DynamicEnumInput<Values = readonly EnumInputValue[]> = Input<SidebarInputType.DynamicEnum> &
  DynamicInput<Values>;

/** Two dropdowns, of which the second depends on the first. */
export interface ComboInput extends Input<SidebarInputType.ComboInput> {
  readonly savedFieldMappings?: readonly {readonly label: string}[];
}

/** Two dropdowns, and inputs that depend on both. */
export interface DynamicComboInput extends Input<SidebarInputType.DynamicComboInput> {
  readonly useDynamicFields?: boolean;
}

/** Maps fields of the integration to fields of the application. */
export interface FieldMapperInput extends Input<SidebarInputType.FieldMapper> {
  /** The application's fields that the project has set. */
  readonly savedFieldMappings: readonly {readonly label: string}[];
  /** The page brings the application's fields, under the name `dynamicObjectName`. */
  readonly useDynamicMapper?: boolean;
  readonly dynamicObjectName?: string;
}

/** A permission that the user gives or not. */
export interface ScopeValue {
  readonly name: string;
  readonly description: string;
  readonly label?: string;
  readonly required?: boolean;
}

export interface PermissionInput extends Input<SidebarInputType.Permission> {
  readonly requiredScopes: readonly string[];
  readonly scopes: {readonly values: readonly ScopeValue[]};
}

/** The inputs of user settings, told apart by `type`. */
export type SidebarInput =
  | BooleanInput
  | SwitchInput
  | ValueTextInput
  | NumberInput
  | EmailInput
  | URLInput
  | PasswordInput
  | CustomDropdownInput
  | DynamicEnumInput
  | ComboInput
  | DynamicComboInput
  | FieldMapperInput
  | CopyableButtonInput
  | PermissionInput
  | FileInput;

/** Types of the inputs that a user may meet. */
export type SupportedConnectInputType = SidebarInput['type'] | 'ENUM' | 'TEXTAREA_NO_VARS';

/** An input of an install stage. */
export type IntegrationConnectInput = SerializedConnectInput;
