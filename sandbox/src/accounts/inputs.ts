import {z} from 'zod';
import type {Input, Integration} from '../catalog/schema.js';
import {ApiError, errorCodes} from '../errors.js';
import type {Values} from './accounts.js';

const text = z.string().max(4000);
const texts = z.record(z.string().max(500), text.nullish());

/** What compound inputs hold; clients write field mappings in one of two shapes. */
const compoundValue = z.looseObject({
  mainInput: text.nullish(),
  dependentInput: text.nullish(),
  variableInput: z.record(z.string().max(500), z.unknown()).nullish(),
  objectMapping: text.nullish(),
  fieldMappings: texts.nullish(),
  dynamicMappings: z
    .record(
      z.string().max(500),
      z.looseObject({applicationField: text.nullish(), integrationField: text.nullish()}),
    )
    .nullish(),
  userCreatedFields: z.array(text).nullish(),
  mappingType: z.enum(['STATIC', 'DYNAMIC']).nullish(),
});

const compoundTypes: readonly Input['type'][] = ['COMBO_INPUT', 'DYNAMIC_COMBO_INPUT', 'FIELD_MAPPER'];

const MAX_TEXT = 64_000;
const MAX_FILE = 5_000_000;

/**
 * Takes from `values` what the inputs ask for and checks it. Whatever else was sent is left out, and so is what was
 * sent for an input that nobody can change: it holds its default value.
 * All mistakes are reported at once: in a sentence for people, and by input in `meta.inputs`.
 */
export function checkInputs(integration: Integration, inputs: readonly Input[], values: Values): Values {
  const taken: Values = {};
  const mistakes: Record<string, string> = {};
  for (const input of inputs) {
    const value = isFixed(input)
      ? input.defaultValue
      : Object.hasOwn(values, input.id)
        ? values[input.id]
        : input.hidden
          ? input.defaultValue
          : undefined;
    if (isUnset(input, value)) {
      if (isNeeded(input)) mistakes[input.id] = `${input.title}: this is needed.`;
      continue;
    }
    const mistake = mistakeOf(integration, input, value);
    if (mistake) mistakes[input.id] = `${input.title}: ${mistake}`;
    else taken[input.id] = typeof value === 'string' && input.type !== 'FILE' ? value.trim() : value;
  }
  const sentences = Object.values(mistakes);
  if (sentences.length)
    throw new ApiError(400, errorCodes.invalidInputs, sentences.join(' '), {inputs: mistakes});
  return taken;
}

/** Shown, but not to be changed. */
export const isFixed = ({type, readOnly}: Input) => readOnly === true || type === 'COPYABLE_BUTTON_INPUT';

/** Must a user give a value? What is not shown, or cannot be changed, cannot be missing. */
export const isNeeded = (input: Input): boolean =>
  input.required !== false && input.hidden !== true && !isFixed(input);

/** Nothing was entered, or nothing was chosen in any part of a compound input. */
export function isUnset({type}: Input, value: unknown): boolean {
  const isEmpty = (part: unknown): boolean => part === undefined || part === null || part === '';
  if (isEmpty(value) || !compoundTypes.includes(type) || typeof value !== 'object') return isEmpty(value);
  return Object.values(value ?? {}).every(
    (part) => isEmpty(part) || (typeof part === 'object' && Object.values(part as object).every(isEmpty)),
  );
}

/** What is wrong with a value of an input, in words that follow its title. */
export const mistakeOf = (integration: Integration, input: Input, value: unknown): string | undefined =>
  mistakeIn(integration, input, value) ?? ruleMistake(integration, input, value);

function mistakeIn(integration: Integration, input: Input, value: unknown): string | undefined {
  switch (input.type) {
    case 'SWITCH':
    case 'BOOLEAN_INPUT':
      return typeof value === 'boolean' ? undefined : 'this must be on or off.';
    case 'COMBO_INPUT':
    case 'DYNAMIC_COMBO_INPUT':
    case 'FIELD_MAPPER':
      return compoundValue.safeParse(value).success ? undefined : 'this is not a valid choice.';
    case 'NUMBER':
      if (typeof value === 'number' && Number.isFinite(value)) return undefined;
      return typeof value === 'string' && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(value)
        ? undefined
        : 'enter a number.';
  }
  if (typeof value !== 'string') return 'this must be text.';
  if (value.length > (input.type === 'FILE' ? MAX_FILE : MAX_TEXT)) return 'this is too long.';
  switch (input.type) {
    case 'EMAIL':
      return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value.trim())
        ? undefined
        : 'enter an e-mail address such as name@example.com.';
    case 'URL':
      return isWebAddress(value) ? undefined : 'enter an address that begins with https://.';
    case 'ENUM': {
      const choices = choicesOf(integration, input);
      return !choices || choices.includes(value) ? undefined : 'choose one of the options.';
    }
    case 'PERMISSION':
      return permissionMistake(input, value);
  }
  return undefined;
}

function ruleMistake(integration: Integration, input: Input, value: unknown): string | undefined {
  const rule = integration.inputRules[input.id];
  if (!rule || typeof value !== 'string') return undefined;
  return new RegExp(rule.pattern).test(value.trim()) ? undefined : rule.message;
}

function permissionMistake({requiredScopes = [], scopes}: Input, value: string): string | undefined {
  const given = value.split(' ').filter(Boolean);
  if (!requiredScopes.every((scope) => given.includes(scope))) return 'a required permission is missing.';
  const known = scopes?.values.map(({name}) => name);
  return !known || given.every((scope) => known.includes(scope) || requiredScopes.includes(scope))
    ? undefined
    : 'there is no such permission.';
}

/** Values of a static dropdown, whose options come with the input or in a source. */
function choicesOf({dataSources}: Integration, {values, sourceType = ''}: Input): string[] | undefined {
  const source = Object.hasOwn(dataSources, sourceType) ? dataSources[sourceType]?.['values'] : undefined;
  const entries = values ?? (Array.isArray(source) ? (source as NonNullable<Input['values']>) : undefined);
  return entries?.flatMap((entry) =>
    typeof entry === 'string'
      ? [entry]
      : 'items' in entry
        ? entry.items.map(({value}) => value)
        : [entry.value],
  );
}

function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text.trim()).protocol);
  } catch {
    return false;
  }
}
