import {isRecord} from '../core/data.js';
import type {Operator} from '../core/names/values.js';
import type {ConnectInputValue} from '../core/types/index.js';
import {enTriggers} from '../i18n/en-triggers.js';

/** One comparison. What is not chosen yet is empty. */
export interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

/** Groups of which one is enough; of a group all conditions must hold. */
export type Filter = readonly (readonly Condition[])[];

export const NEW_CONDITION: Condition = {field: '', operator: '', value: ''};

// By their names on the wire: the client's list of them all would then load with the client.
const withoutValue: readonly Operator[] = [
  '$none',
  '$booleanTrue',
  '$booleanFalse',
  '$exists',
  '$doesNotExist',
  '$isNotUndefinedOrNull',
  '$isUndefinedOrNull',
  '$arrayIsEmpty',
  '$arrayIsNotEmpty',
];
const WITHOUT_VALUE: ReadonlySet<string> = new Set(withoutValue);

/** Whether something is compared with: “is empty” compares with nothing. */
export const takesValue = (operator: string): boolean => operator !== '' && !WITHOUT_VALUE.has(operator);

/** The operators to choose from; all of them if the service names none. */
export function operatorsOf(supported: unknown): readonly string[] {
  const named = Array.isArray(supported) ? supported.filter((one) => typeof one === 'string') : [];
  const operators: readonly string[] = named.length ? named : Object.keys(enTriggers.operators);
  return [...new Set(operators)].filter((one) => one !== '$none');
}

export const isFinished = ({field, operator, value}: Condition): boolean =>
  field !== '' && operator !== '' && (!takesValue(operator) || value.trim() !== '');

/**
 * Reads a filter: `{operator: 'OR', conditions: [{operator: 'AND', conditions: [{field, operator, value}]}]}`, a single
 * group of it, or a list of groups `[{conditions: […]}]`.
 */
export function readFilter(value: unknown): Filter {
  const top = Array.isArray(value) ? value : isRecord(value) ? listOf(value['conditions']) : [];
  const isGroup = (entry: unknown) => isRecord(entry) && Array.isArray(entry['conditions']);
  const isAnd = isRecord(value) && value['operator'] === 'AND';
  // Conditions beside groups are groups of their own where one is enough, and one group where all must hold.
  const groups: unknown[][] = top.some(isGroup)
    ? top.map((entry) => (isGroup(entry) && isRecord(entry) ? listOf(entry['conditions']) : [entry]))
    : isAnd || Array.isArray(value)
      ? [top]
      : top.map((entry) => [entry]);
  return groups.map((group) => group.flatMap(readCondition)).filter((group) => group.length);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function readCondition(entry: unknown): Condition[] {
  if (!isRecord(entry) || Array.isArray(entry['conditions'])) return [];
  const {field, operator, value} = entry;
  if (typeof field !== 'string' || typeof operator !== 'string') return [];
  return [{field, operator, value: value === undefined || value === null ? '' : String(value)}];
}

/**
 * The filter as a trigger subscription takes it: `OR` over `AND` groups. Unfinished conditions are left out; nothing is
 * left if there is no other.
 */
export function writeFilter(filter: Filter): ConnectInputValue {
  const groups = filter.map((group) => group.filter(isFinished)).filter((group) => group.length);
  if (!groups.length) return undefined;
  return {
    operator: 'OR',
    conditions: groups.map((group) => ({
      operator: 'AND',
      conditions: group.map(({field, operator, value}) => ({
        field,
        operator,
        ...(takesValue(operator) && {value}),
      })),
    })),
  };
}

/** Changes one condition; another operator that compares with nothing takes the value away. */
export const withCondition = (
  filter: Filter,
  group: number,
  index: number,
  change: Partial<Condition>,
): Filter =>
  filter.map((conditions, place) =>
    place === group ? conditions.map((one, at) => (at === index ? {...one, ...change} : one)) : conditions,
  );

/** Removes a condition, and its group if that was the last one. */
export const withoutCondition = (filter: Filter, group: number, index: number): Filter =>
  filter
    .map((conditions, place) => (place === group ? conditions.filter((_, at) => at !== index) : conditions))
    .filter((conditions) => conditions.length);
