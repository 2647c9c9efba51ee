import {z} from 'zod';

/** Paragon's names of comparisons, as they stand in conditions and filters. */
export const operators = [
  '$none',
  '$stringContains',
  '$stringDoesNotContain',
  '$stringExactlyMatches',
  '$stringDoesNotExactlyMatch',
  '$stringIsIn',
  '$stringIsNotIn',
  '$stringStartsWith',
  '$stringDoesNotStartWith',
  '$stringEndsWith',
  '$stringDoesNotEndWith',
  '$stringGreaterThan',
  '$stringLessThan',
  '$numberGreaterThan',
  '$numberLessThan',
  '$numberEquals',
  '$numberDoesNotEqual',
  '$numberLessThanOrEqualTo',
  '$numberGreaterThanOrEqualTo',
  '$dateTimeAfter',
  '$dateTimeBefore',
  '$dateTimeEquals',
  '$booleanTrue',
  '$booleanFalse',
  '$exists',
  '$doesNotExist',
  '$isNotUndefinedOrNull',
  '$isUndefinedOrNull',
  '$arrayIsIn',
  '$arrayIsNotIn',
  '$arrayIsEmpty',
  '$arrayIsNotEmpty',
] as const;

/** A comparison of one member of the user's metadata, or several conditions joined. */
export type Condition =
  | {readonly field: string; readonly operator: (typeof operators)[number]; readonly value?: unknown}
  | {readonly and: readonly Condition[]}
  | {readonly or: readonly Condition[]};

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({field: z.string().min(1), operator: z.enum(operators), value: z.unknown()}),
    z.strictObject({and: z.array(conditionSchema).min(1)}),
    z.strictObject({or: z.array(conditionSchema).min(1)}),
  ]),
);

/** Does a condition hold for the values that `read` finds by the name of their field? */
export function holds(condition: Condition, read: (field: string) => unknown): boolean {
  if ('and' in condition) return condition.and.every((one) => holds(one, read));
  if ('or' in condition) return condition.or.some((one) => holds(one, read));
  return comparisons[condition.operator](read(condition.field), condition.value);
}

type Comparison = (actual: unknown, expected: unknown) => boolean;

const textOf = (value: unknown): string | undefined =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;

const numberOf = (value: unknown): number =>
  typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;

const timeOf = (value: unknown): number =>
  value instanceof Date || typeof value === 'string' || typeof value === 'number'
    ? new Date(value).getTime()
    : NaN;

/** A list, or a text with commas. */
const listOf = (value: unknown): string[] => {
  const items: unknown[] = typeof value === 'string' ? value.split(',') : [value].flat();
  return items.map((item) => textOf(item)?.trim()).filter((item) => item !== undefined);
};

const not =
  (comparison: Comparison): Comparison =>
  (actual, expected) =>
    !comparison(actual, expected);

/** Missing texts, numbers and dates compare to nothing, so that only the negations hold for them. */
const compareTexts =
  (compare: (actual: string, expected: string) => boolean): Comparison =>
  (actual, expected) => {
    const [one, other] = [textOf(actual), textOf(expected)];
    return one !== undefined && other !== undefined && compare(one, other);
  };
const compareNumbers =
  (compare: (actual: number, expected: number) => boolean, read = numberOf): Comparison =>
  (actual, expected) =>
    compare(read(actual), read(expected));

const contains = compareTexts((actual, expected) => actual.includes(expected));
const equals = compareTexts((actual, expected) => actual === expected);
const isIn: Comparison = (actual, expected) => {
  const text = textOf(actual);
  return text !== undefined && listOf(expected).includes(text.trim());
};
const startsWith = compareTexts((actual, expected) => actual.startsWith(expected));
const endsWith = compareTexts((actual, expected) => actual.endsWith(expected));
const equalNumbers = compareNumbers((actual, expected) => actual === expected);
const isThere: Comparison = (actual) => actual !== undefined && actual !== null;
/** Of a list, one item is enough. */
const sharesItem: Comparison = (actual, expected) => [actual].flat().some((item) => isIn(item, expected));
const isEmptyList: Comparison = (actual) => !Array.isArray(actual) || actual.length === 0;

const comparisons: Record<(typeof operators)[number], Comparison> = {
  $none: () => true,
  $stringContains: contains,
  $stringDoesNotContain: not(contains),
  $stringExactlyMatches: equals,
  $stringDoesNotExactlyMatch: not(equals),
  $stringIsIn: isIn,
  $stringIsNotIn: not(isIn),
  $stringStartsWith: startsWith,
  $stringDoesNotStartWith: not(startsWith),
  $stringEndsWith: endsWith,
  $stringDoesNotEndWith: not(endsWith),
  $stringGreaterThan: compareTexts((actual, expected) => actual > expected),
  $stringLessThan: compareTexts((actual, expected) => actual < expected),
  $numberGreaterThan: compareNumbers((actual, expected) => actual > expected),
  $numberLessThan: compareNumbers((actual, expected) => actual < expected),
  $numberEquals: equalNumbers,
  $numberDoesNotEqual: not(equalNumbers),
  $numberLessThanOrEqualTo: compareNumbers((actual, expected) => actual <= expected),
  $numberGreaterThanOrEqualTo: compareNumbers((actual, expected) => actual >= expected),
  $dateTimeAfter: compareNumbers((actual, expected) => actual > expected, timeOf),
  $dateTimeBefore: compareNumbers((actual, expected) => actual < expected, timeOf),
  $dateTimeEquals: compareNumbers((actual, expected) => actual === expected, timeOf),
  $booleanTrue: (actual) => actual === true || actual === 'true',
  $booleanFalse: (actual) => actual === false || actual === 'false',
  $exists: isThere,
  $doesNotExist: not(isThere),
  $isNotUndefinedOrNull: isThere,
  $isUndefinedOrNull: not(isThere),
  $arrayIsIn: sharesItem,
  $arrayIsNotIn: not(sharesItem),
  $arrayIsEmpty: isEmptyList,
  $arrayIsNotEmpty: not(isEmptyList),
};
