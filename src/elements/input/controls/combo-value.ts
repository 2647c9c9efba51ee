import {isRecord, own} from '../../../core/data.js';
import type {ConnectInputValue} from '../../../core/types/index.js';
import {textOf} from './list.js';

/** The value of two lists, of which the second depends on the first. */
export interface ComboValue {
  readonly mainInput: string | undefined;
  readonly dependentInput: string | undefined;
  /** Whatever else is stored with it. */
  readonly rest: Readonly<Record<string, unknown>>;
}

export function readCombo(value: ConnectInputValue): ComboValue {
  if (!isRecord(value)) return {mainInput: undefined, dependentInput: undefined, rest: {}};
  const {mainInput, dependentInput, ...rest} = value;
  return {mainInput: textOf(mainInput), dependentInput: textOf(dependentInput), rest};
}

/** Entries that hold something; `undefined` if none does. */
export function writeRecord(entries: readonly (readonly [string, unknown])[]): ConnectInputValue {
  const set = entries.filter(([, value]) => value !== undefined);
  return set.length ? (Object.fromEntries(set) as Record<string, unknown>) : undefined;
}

/** The values of variable inputs, by the id of the input. */
export function readVariables(value: ConnectInputValue): ReadonlyMap<string, string | readonly string[]> {
  const variables = isRecord(value) ? own<unknown>(value, 'variableInput') : undefined;
  if (!isRecord(variables)) return new Map();
  return new Map(
    Object.entries(variables).flatMap(([id, one]) => {
      const read = Array.isArray(one) ? one.flatMap((part) => textOf(part) ?? []) : textOf(one);
      return read === undefined ? [] : [[id, read] as const];
    }),
  );
}
