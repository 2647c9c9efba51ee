import {isRecord} from '../core/data.js';
import type {ConnectInputValue, SerializedConnectInput} from '../core/types/index.js';

type AnyInput = Readonly<Partial<SerializedConnectInput>>;

const BOOLEANS: ReadonlySet<unknown> = new Set(['SWITCH', 'BOOLEAN_INPUT']);
const TEXTS: ReadonlySet<unknown> = new Set([
  'TEXT_NO_VARS',
  'TEXTAREA_NO_VARS',
  'PASSWORD',
  'NUMBER',
  'EMAIL',
  'URL',
]);

/** A text of the service, as text: whatever else it sends in its place is left out. */
export const plainText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export const isBoolean = ({type}: AnyInput): boolean => BOOLEANS.has(type);
export const isText = ({type}: AnyInput): boolean => TEXTS.has(type);
export const isHidden = ({hidden, hiddenInConnect}: AnyInput): boolean => !!(hidden || hiddenInConnect);

/** Passwords, and files: what is asked for as a file are keys and certificates. */
export const isSecret = (input: AnyInput): boolean =>
  input.type === 'FILE' || input.type === 'PASSWORD' || htmlType(input) === 'password';

/** Left out means required. A switch always has a value, and what cannot be changed cannot be missing. */
export const isRequired = (input: AnyInput): boolean =>
  input.required !== false && !isBoolean(input) && !input.readOnly && input.type !== 'COPYABLE_BUTTON_INPUT';

/** What a reader calls the input. */
export const labelOf = (input: AnyInput): string =>
  plainText(input['titleText']) || plainText(input.title) || plainText(input.id);

const HTML_TYPES = ['password', 'number', 'email', 'url', 'tel'] as const;

/** The HTML type of a text field; a `TEXT_NO_VARS` may ask for one. */
export function htmlType({type, inputType}: AnyInput): (typeof HTML_TYPES)[number] | 'text' {
  const wanted = plainText(type === 'TEXT_NO_VARS' ? inputType : type).toLowerCase();
  return HTML_TYPES.find((known) => known === wanted) ?? 'text';
}

/** The value before anything was set or typed. */
export const initialValue = (input: AnyInput): ConnectInputValue => input.defaultValue;

/** The value as it is sent: texts without white space around them; nothing at all instead of an empty one. */
export function sentValue(input: AnyInput, value: ConnectInputValue): ConnectInputValue {
  if (isBoolean(input)) return value === true;
  if (input.type === 'PERMISSION') return permissionValue(input, plainText(value));
  const sent = isText(input) && typeof value === 'string' ? value.trim() : value;
  return sent === '' || sent === null ? undefined : sent;
}

/** Nothing is there: no text, and no entry that holds something. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isBlank);
}

/** A permission that a user may give. */
export interface Scope {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Always given. */
  readonly isRequired: boolean;
}

/** What can be chosen in a `PERMISSION`, the required ones first. */
export function scopesOf(input: AnyInput): readonly Scope[] {
  const {requiredScopes, scopes} = input;
  const required = new Set(listOf(requiredScopes).map(plainText).filter(Boolean));
  const described = (isRecord(scopes) ? listOf(scopes['values']) : []).filter(isRecord);
  const known = new Map<string, Scope>();
  for (const {name, label, description, required: isNeeded} of described) {
    const key = plainText(name);
    if (!key) continue;
    const isRequired = isNeeded === true || required.has(key);
    known.set(key, {
      name: key,
      label: plainText(label) || key,
      description: plainText(description),
      isRequired,
    });
  }
  for (const name of required) {
    if (!known.has(name)) known.set(name, {name, label: name, description: '', isRequired: true});
  }
  return [...known.values()].sort((one, other) => Number(other.isRequired) - Number(one.isRequired));
}

/** Names joined by a space, the required ones always among them. What is not known stays. */
function permissionValue(input: AnyInput, value: string): string | undefined {
  const given = value.split(/\s+/).filter(Boolean);
  const names = scopesOf(input)
    .filter(({name, isRequired: isNeeded}) => isNeeded || given.includes(name))
    .map(({name}) => name);
  return [...new Set([...names, ...given])].join(' ') || undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
