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
