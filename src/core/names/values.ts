import type {ValueOf} from './value-of.js';

/* eslint-disable @typescript-eslint/no-namespace -- an object has no member types, such as `DataType.ANY`; a declared namespace gives them and leaves nothing in the code */

/** The kind of value that a source gives. */
export const DataType = {
  STRING: 'STRING',
  NUMBER: 'NUMBER',
  DATE: 'DATE',
  BOOLEAN: 'BOOLEAN',
  EMAIL: 'EMAIL',
  OBJECT: 'OBJECT',
  ARRAY: 'ARRAY',
  ANY: 'ANY',
  FILE: 'FILE',
  NON_DECIMAL: 'NON_DECIMAL',
} as const;
export type DataType = ValueOf<typeof DataType>;
export declare namespace DataType {
  type STRING = 'STRING';
  type NUMBER = 'NUMBER';
  type DATE = 'DATE';
  type BOOLEAN = 'BOOLEAN';
  type EMAIL = 'EMAIL';
  type OBJECT = 'OBJECT';
  type ARRAY = 'ARRAY';
  type ANY = 'ANY';
  type FILE = 'FILE';
  type NON_DECIMAL = 'NON_DECIMAL';
}

/** How a condition compares; the value is what the service knows it by. */
export const Operator = {
  None: '$none',
  StringContains: '$stringContains',
  StringDoesNotContain: '$stringDoesNotContain',
  StringExactlyMatches: '$stringExactlyMatches',
  StringDoesNotExactlyMatch: '$stringDoesNotExactlyMatch',
  StringIsIn: '$stringIsIn',
  StringIsNotIn: '$stringIsNotIn',
  StringStartsWith: '$stringStartsWith',
  StringDoesNotStartWith: '$stringDoesNotStartWith',
  StringEndsWith: '$stringEndsWith',
  StringDoesNotEndWith: '$stringDoesNotEndWith',
  NumberGreaterThan: '$numberGreaterThan',
  NumberLessThan: '$numberLessThan',
  NumberEquals: '$numberEquals',
  NumberDoesNotEqual: '$numberDoesNotEqual',
  NumberLessThanOrEqualTo: '$numberLessThanOrEqualTo',
  NumberGreaterThanOrEqualTo: '$numberGreaterThanOrEqualTo',
  DateTimeAfter: '$dateTimeAfter',
  DateTimeBefore: '$dateTimeBefore',
  DateTimeEquals: '$dateTimeEquals',
  BooleanTrue: '$booleanTrue',
  BooleanFalse: '$booleanFalse',
  IsNotNull: '$exists',
  IsNull: '$doesNotExist',
  Exists: '$isNotUndefinedOrNull',
  DoesNotExist: '$isUndefinedOrNull',
  ArrayIsIn: '$arrayIsIn',
  ArrayIsNotIn: '$arrayIsNotIn',
  ArrayIsEmpty: '$arrayIsEmpty',
  ArrayIsNotEmpty: '$arrayIsNotEmpty',
  StringGreaterThan: '$stringGreaterThan',
  StringLessThan: '$stringLessThan',
} as const;
export type Operator = ValueOf<typeof Operator>;
export declare namespace Operator {
  type None = '$none';
  type StringContains = '$stringContains';
  type StringDoesNotContain = '$stringDoesNotContain';
  type StringExactlyMatches = '$stringExactlyMatches';
  type StringDoesNotExactlyMatch = '$stringDoesNotExactlyMatch';
  type StringIsIn = '$stringIsIn';
  type StringIsNotIn = '$stringIsNotIn';
  type StringStartsWith = '$stringStartsWith';
  type StringDoesNotStartWith = '$stringDoesNotStartWith';
  type StringEndsWith = '$stringEndsWith';
  type StringDoesNotEndWith = '$stringDoesNotEndWith';
  type NumberGreaterThan = '$numberGreaterThan';
  type NumberLessThan = '$numberLessThan';
  type NumberEquals = '$numberEquals';
  type NumberDoesNotEqual = '$numberDoesNotEqual';
  type NumberLessThanOrEqualTo = '$numberLessThanOrEqualTo';
  type NumberGreaterThanOrEqualTo = '$numberGreaterThanOrEqualTo';
  type DateTimeAfter = '$dateTimeAfter';
  type DateTimeBefore = '$dateTimeBefore';
  type DateTimeEquals = '$dateTimeEquals';
  type BooleanTrue = '$booleanTrue';
  type BooleanFalse = '$booleanFalse';
  type IsNotNull = '$exists';
  type IsNull = '$doesNotExist';
  type Exists = '$isNotUndefinedOrNull';
  type DoesNotExist = '$isUndefinedOrNull';
  type ArrayIsIn = '$arrayIsIn';
  type ArrayIsNotIn = '$arrayIsNotIn';
  type ArrayIsEmpty = '$arrayIsEmpty';
  type ArrayIsNotEmpty = '$arrayIsNotEmpty';
  type StringGreaterThan = '$stringGreaterThan';
  type StringLessThan = '$stringLessThan';
}

/** Units of a time limit. */
export const DelayUnit = {SECONDS: 'SECONDS', MINUTES: 'MINUTES', HOURS: 'HOURS', DAYS: 'DAYS'} as const;
export type DelayUnit = ValueOf<typeof DelayUnit>;
export declare namespace DelayUnit {
  type SECONDS = 'SECONDS';
  type MINUTES = 'MINUTES';
  type HOURS = 'HOURS';
  type DAYS = 'DAYS';
}
