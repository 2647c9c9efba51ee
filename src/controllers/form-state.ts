import type {ConnectInputValue, InputValues, SerializedConnectInput} from '../core/types/index.js';
import {initialValue, isSecret, sentValue} from '../internal/inputs.js';

/** What was entered into the inputs of a stage, and what the service has found wrong with it. */
export class FormState {
  #inputs: readonly SerializedConnectInput[] = [];
  #values = new Map<string, ConnectInputValue>();
  #errors = new Map<string, string>();
  #isDirty = false;
  /** What was entered at former stages of the same flow, without secrets: the service may ask again. */
  #kept = new Map<string, ConnectInputValue>();

  /** Begins with what was entered into the same inputs before, else with the default values. */
  reset(inputs: readonly SerializedConnectInput[]): void {
    for (const {id} of this.#inputs.filter((input) => !isSecret(input))) {
      if (this.#values.has(id)) this.#kept.set(id, this.#values.get(id));
    }
    this.#inputs = inputs;
    this.#isDirty = false;
    this.#errors.clear();
    this.#values.clear();
    for (const input of inputs) {
      const value = this.#kept.has(input.id) ? this.#kept.get(input.id) : initialValue(input);
      this.#values.set(input.id, value);
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

  value({id}: SerializedConnectInput): ConnectInputValue {
    return this.#values.get(id);
  }

  set({id}: SerializedConnectInput, value: ConnectInputValue): void {
    this.#values.set(id, value);
    this.#errors.delete(id);
    this.#isDirty = true;
  }

  error({id}: SerializedConnectInput): string | undefined {
    return this.#errors.get(id);
  }

  setErrors(errors: ReadonlyMap<string, string>): void {
    this.#errors = new Map(errors);
  }

  /** The values to send. What is not set is left out. */
  result(): InputValues {
    const entries = this.#inputs.map((input) => [input.id, sentValue(input, this.#values.get(input.id))]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
}
