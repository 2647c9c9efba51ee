import {z} from 'zod';
import {operators} from '../workflows/conditions.js';

/** Where the options of a parameter come from: a source of `dataSources`, after the parameters that it depends on. */
const triggerSource = z.strictObject({sourceType: z.string().min(1), dependencies: z.array(z.string())});

/** What all parameters of a trigger have. Left-out `required` means optional here. */
const parameterBasis = {
  id: z.string().min(1),
  title: z.string().min(1),
  subtitle: z.string().optional(),
  placeholder: z.string().optional(),
  required: z.boolean().optional(),
  defaultValue: z.unknown().optional(),
  valuesSource: triggerSource.optional(),
};

export type TriggerParameter = {
  readonly id: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly defaultValue?: unknown;
  readonly valuesSource?: {sourceType: string; dependencies: string[]};
  /** Asked besides, whatever is chosen here. */
  readonly dependentInputs?: TriggerParameter[];
} & (
  | {readonly type: 'TEXT' | 'TEXTAREA' | 'CODE' | 'BOOLEAN_INPUT'}
  | {
      readonly type: 'ENUM' | 'EDITABLE_ENUM' | 'EnumTextAreaPairInput';
      readonly values?: (
        | string
        | number
        | {
            readonly value: string | number;
            readonly label?: string;
            /** Asked besides if this one is chosen. */
            readonly dependentInputs?: TriggerParameter[];
          }
      )[];
    }
  | {
      readonly type: 'CONDITIONAL';
      readonly supportedOperators?: (typeof operators)[number][];
      readonly disableOrCondition?: boolean;
      readonly supportedKeys?: string[];
      readonly supportedKeysSource?: {sourceType: string; dependencies: string[]};
    }
  | {
      readonly type: 'TIME_CONSTRAINT_INPUT';
      readonly supportedUnits?: ('SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS')[];
    }
);

const triggerParameter: z.ZodType<TriggerParameter, TriggerParameter> = z.lazy(() => {
  const basis = {...parameterBasis, dependentInputs: z.array(triggerParameter).optional()};
  const value = z.union([
    z.string(),
    z.number(),
    z.strictObject({
      value: z.union([z.string(), z.number()]),
      label: z.string().optional(),
      dependentInputs: z.array(triggerParameter).optional(),
    }),
  ]);
  return z.discriminatedUnion('type', [
    z.strictObject({...basis, type: z.enum(['TEXT', 'TEXTAREA', 'CODE', 'BOOLEAN_INPUT'])}),
    z.strictObject({
      ...basis,
      type: z.enum(['ENUM', 'EDITABLE_ENUM', 'EnumTextAreaPairInput']),
      values: z.array(value).optional(),
    }),
    z.strictObject({
      ...basis,
      type: z.literal('CONDITIONAL'),
      supportedOperators: z.array(z.enum(operators)).optional(),
      disableOrCondition: z.boolean().optional(),
      supportedKeys: z.array(z.string()).optional(),
      supportedKeysSource: triggerSource.optional(),
    }),
    z.strictObject({
      ...basis,
      type: z.literal('TIME_CONSTRAINT_INPUT'),
      supportedUnits: z.array(z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS'])).optional(),
    }),
  ]);
});

/** Something that happens at the provider and that an app can ask to be told of. */
export const providerTrigger = z.strictObject({
  type: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be capital letters and digits, joined by _'),
  triggerModel: z.enum(['POLLING', 'WEBHOOK']),
  title: z.string().min(1),
  description: z.string(),
  parameters: z.array(triggerParameter).default([]),
});

export type ProviderTrigger = z.output<typeof providerTrigger>;
