import type {ReactiveControllerHost} from 'lit';
import type {ConnectInputValue, InputValues, SerializedConnectInput} from '../core/types/index.js';
import type {Messages} from '../i18n/messages.js';

const BOOLEANS = ['SWITCH', 'BOOLEAN_INPUT'];

/** The types that the form can draw; the others keep their default value. */
export const DRAWN_TYPES: ReadonlySet<string> = new Set([
  ...BOOLEANS,
  'TEXT_NO_VARS',
  'PASSWORD',
  'TEXTAREA_NO_VARS',
  'NUMBER',
  'EMAIL',
  'URL',
  'ENUM',
  'DYNAMIC_ENUM',
  'COPYABLE_BUTTON_INPUT',
]);

export const isBoolean = (input: SerializedConnectInput): boolean => BOOLEANS.includes(input.type);
export const isHidden = (input: SerializedConnectInput): boolean => !!(input.hidden || input.hiddenInConnect);

export const isSecret = (input: SerializedConnectInput): boolean =>
  input.type === 'PASSWORD' ||
  (input.type === 'TEXT_NO_VARS' && input.inputType?.toUpperCase() === 'PASSWORD');

/** Left out means required. A switch always has a value, and what cannot be changed cannot be missing. */
export const isRequired = (input: SerializedConnectInput): boolean =>
  input.required !== false && !isBoolean(input) && !input.readOnly && input.type !== 'COPYABLE_BUTTON_INPUT';

/** What was entered into the inputs of a stage, and what is wrong with it. */
export class FormState {
  #host: ReactiveControllerHost;
  #inputs: readonly SerializedConnectInput[] = [];
  #values = new Map<string, ConnectInputValue>();
  #errors = new Map<string, string>();
  #revealed = new Set<string>();
  #isDirty = false;
  /** What was entered at former stages of the same flow, without secrets: the service may ask again. */
  #kept = new Map<string, ConnectInputValue>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Begins with what was entered into the same inputs before, else with the default values. */
  reset(inputs: readonly SerializedConnectInput[]): void {
    for (const {id} of this.#inputs.filter((input) => !isSecret(input))) {
      if (this.#values.has(id)) this.#kept.set(id, this.#values.get(id));
    }
    this.#inputs = inputs;
    this.#isDirty = false;
    this.#errors.clear();
    this.#revealed.clear();
    this.#values.clear();
    for (const input of inputs) {
      const initial = isBoolean(input) ? input.defaultValue === true : input.defaultValue;
      const value = this.#kept.get(input.id) ?? initial;
      if (value !== undefined) this.#values.set(input.id, value);
    }
  }

  /** Another flow begins: nothing of this one may show up in it. */
  forget(): void {
    this.#inputs = [];
    this.reset([]);
    this.#kept.clear();
  }

  /** Something was entered since the stage began. */
  get isDirty(): boolean {
    return this.#isDirty;
  }

  text(input: SerializedConnectInput): string {
    const value = this.#values.get(input.id);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  isOn(input: SerializedConnectInput): boolean {
    return this.#values.get(input.id) === true;
  }

  error(input: SerializedConnectInput): string | undefined {
    return this.#errors.get(input.id);
  }

  isRevealed(input: SerializedConnectInput): boolean {
    return this.#revealed.has(input.id);
  }

  toggleReveal(input: SerializedConnectInput): void {
    if (!this.#revealed.delete(input.id)) this.#revealed.add(input.id);
    this.#host.requestUpdate();
  }

  set(input: SerializedConnectInput, value: string | boolean): void {
    this.#values.set(input.id, value);
    this.#isDirty = true;
    if (this.#errors.delete(input.id)) this.#host.requestUpdate();
  }

  /** Looks for mistakes; returns the first input that has one. */
  validate(messages: Messages): SerializedConnectInput | undefined {
    this.#errors.clear();
    for (const input of this.#inputs) {
      const problem = !isHidden(input) && DRAWN_TYPES.has(input.type) && this.#problem(input, messages);
      if (problem) this.#errors.set(input.id, problem);
    }
    this.#host.requestUpdate();
    return this.#inputs.find(({id}) => this.#errors.has(id));
  }

  /** The values to send. What was left empty is left out. */
  result(): InputValues {
    const entries = [...this.#values].map(([id, value]) => [
      id,
      typeof value === 'string' ? value.trim() : value,
    ]);
    return Object.fromEntries(entries.filter(([, value]) => value !== ''));
  }

  #problem(input: SerializedConnectInput, messages: Messages): string | undefined {
    if (isBoolean(input)) return undefined;
    const text = this.text(input).trim();
    if (!text) return isRequired(input) ? messages.requiredMissing(input.title) : undefined;
    const type = input.type === 'TEXT_NO_VARS' ? input.inputType?.toUpperCase() : input.type;
    if (type === 'EMAIL' && !/^[^\s@]+@[^\s@]+$/.test(text)) return messages.invalidEmail;
    if (type === 'URL' && !URL.canParse(text) && !URL.canParse(`https://${text}`)) return messages.invalidUrl;
    if (type === 'NUMBER' && !Number.isFinite(Number(text))) return messages.invalidNumber;
    return undefined;
  }
}
