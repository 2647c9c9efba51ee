import type {ValueOf} from './value-of.js';

/* eslint-disable @typescript-eslint/no-namespace -- an object has no member types, such as `DataType.ANY`; a declared namespace gives them and leaves nothing in the code */

/** The `type` of an input. */
export const SidebarInputType = {
  Auth: 'AUTH',
  Enum: 'ENUM',
  DynamicEnum: 'DYNAMIC_ENUM',
  Intent: 'INTENT',
  Text: 'TEXT',
  TextArea: 'TEXTAREA',
  ValueText: 'TEXT_NO_VARS',
  ValueTextArea: 'TEXTAREA_NO_VARS',
  Code: 'CODE',
  ActionButton: 'ACTION_BUTTON',
  Conditional: 'CONDITIONAL',
  CustomDropdown: 'CUSTOM_DROPDOWN',
  DynamicConditional: 'DYNAMIC_CONDITIONAL',
  NestedList: 'NESTED_LIST',
  File: 'FILE',
  EditableDynamicEnum: 'EDITABLE_DYNAMIC_ENUM',
  EditableEnum: 'EDITABLE_ENUM',
  BooleanInput: 'BOOLEAN_INPUT',
  UserSuppliedCredential: 'USER_SUPPLIED_CREDENTIAL',
  NativeDynamicEnumInput: 'NATIVE_DYNAMIC_INPUT',
  TimeConstraintInput: 'TIME_CONSTRAINT_INPUT',
  LinesListInput: 'LinesListInput',
  LinesListDynamicInput: 'LinesListDynamicInput',
  Number: 'NUMBER',
  Email: 'EMAIL',
  URL: 'URL',
  EnumTextAreaPairInput: 'EnumTextAreaPairInput',
  FieldMapper: 'FIELD_MAPPER',
  ComboInput: 'COMBO_INPUT',
  Password: 'PASSWORD',
  Switch: 'SWITCH',
  DynamicComboInput: 'DYNAMIC_COMBO_INPUT',
  CopyableButtonInput: 'COPYABLE_BUTTON_INPUT',
  Permission: 'PERMISSION',
} as const;
export type SidebarInputType = ValueOf<typeof SidebarInputType>;
export declare namespace SidebarInputType {
  type Auth = 'AUTH';
  type Enum = 'ENUM';
  type DynamicEnum = 'DYNAMIC_ENUM';
  type Intent = 'INTENT';
  type Text = 'TEXT';
  type TextArea = 'TEXTAREA';
  type ValueText = 'TEXT_NO_VARS';
  type ValueTextArea = 'TEXTAREA_NO_VARS';
  type Code = 'CODE';
  type ActionButton = 'ACTION_BUTTON';
  type Conditional = 'CONDITIONAL';
  type CustomDropdown = 'CUSTOM_DROPDOWN';
  type DynamicConditional = 'DYNAMIC_CONDITIONAL';
  type NestedList = 'NESTED_LIST';
  type File = 'FILE';
  type EditableDynamicEnum = 'EDITABLE_DYNAMIC_ENUM';
  type EditableEnum = 'EDITABLE_ENUM';
  type BooleanInput = 'BOOLEAN_INPUT';
  type UserSuppliedCredential = 'USER_SUPPLIED_CREDENTIAL';
  type NativeDynamicEnumInput = 'NATIVE_DYNAMIC_INPUT';
  type TimeConstraintInput = 'TIME_CONSTRAINT_INPUT';
  type LinesListInput = 'LinesListInput';
  type LinesListDynamicInput = 'LinesListDynamicInput';
  type Number = 'NUMBER';
  type Email = 'EMAIL';
  type URL = 'URL';
  type EnumTextAreaPairInput = 'EnumTextAreaPairInput';
  type FieldMapper = 'FIELD_MAPPER';
  type ComboInput = 'COMBO_INPUT';
  type Password = 'PASSWORD';
  type Switch = 'SWITCH';
  type DynamicComboInput = 'DYNAMIC_COMBO_INPUT';
  type CopyableButtonInput = 'COPYABLE_BUTTON_INPUT';
  type Permission = 'PERMISSION';
}

/** The `type` of an input in `nestedData` of `getFieldOptions()`. */
export const VariableInputType = {
  MultiSelect: 'multi',
  String: 'string',
  Dropdown: 'dropdown',
  MultiSelectCheckbox: 'multiCheckbox',
  Number: 'number',
} as const;
export type VariableInputType = ValueOf<typeof VariableInputType>;
export declare namespace VariableInputType {
  type MultiSelect = 'multi';
  type String = 'string';
  type Dropdown = 'dropdown';
  type MultiSelectCheckbox = 'multiCheckbox';
  type Number = 'number';
}

/** The `type` of a data source. */
export const DataSourceType = {
  DYNAMIC: 'DYNAMIC_DATA_SOURCE',
  STATIC_ENUM: 'STATIC_ENUM_DATA_SOURCE',
  FIELD_MAPPER: 'FIELD_MAPPER_DATA_SOURCE',
  COMBO_INPUT: 'COMBO_INPUT_DATA_SOURCE',
  DYNAMIC_COMBO_INPUT: 'DYNAMIC_COMBO_INPUT_DATA_SOURCE',
} as const;
export type DataSourceType = ValueOf<typeof DataSourceType>;
export declare namespace DataSourceType {
  type DYNAMIC = 'DYNAMIC_DATA_SOURCE';
  type STATIC_ENUM = 'STATIC_ENUM_DATA_SOURCE';
  type FIELD_MAPPER = 'FIELD_MAPPER_DATA_SOURCE';
  type COMBO_INPUT = 'COMBO_INPUT_DATA_SOURCE';
  type DYNAMIC_COMBO_INPUT = 'DYNAMIC_COMBO_INPUT_DATA_SOURCE';
}
