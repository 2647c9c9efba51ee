import type {LitElement, nothing} from 'lit';
import type {ConnectInputValue, ParagonClient, SerializedConnectInput} from '../../core/types/index.js';
import type {InputMessages} from '../../i18n/en-input.js';

/** What a control draws, and what it does with a change. */
export interface ControlContext {
  readonly input: SerializedConnectInput;
  /** The title of the input. It stands in the element with the context's id and `-label` behind it. */
  readonly label: string;
  /** In the shape of the input's type; `undefined`: not set. */
  readonly value: ConnectInputValue;
  /** Id for the element that the label stands for; ids of further elements begin with it. */
  readonly id: string;
  /** Ids of hint and error, for `aria-describedby`, or nothing. */
  readonly describedBy: string | typeof nothing;
  /** Hint and error as a text, for a control whose field is in a shadow root of its own. */
  readonly description: string;
  readonly required: boolean;
  readonly invalid: boolean;
  readonly disabled: boolean;
  /** Can be read, not changed. */
  readonly readOnly: boolean;
  readonly messages: InputMessages;
  /** For lists that are loaded. Without an integration only what the input brings along can be shown. */
  readonly client: ParagonClient;
  readonly integration: string;
  /** The account to load from, by id or external id; default: the current one. */
  readonly credentialId: string | undefined;
  /** The user has changed the value: fires `input`. With `commit`, also `change`. */
  set(value: ConnectInputValue, options?: {readonly commit?: boolean}): void;
  /** The user is done with a value that was set before: fires `change`. */
  commit(): void;
}

/** Draws the inputs of one kind. Made once for each `<paragon-input>`, when such an input is first drawn. */
export interface InputControl {
  render(context: ControlContext): unknown;
  /**
   * `field`: the label stands for the element with the context's id; `group`: it names several, as `aria-labelledby`.
   * Default: `field`.
   */
  readonly labels?: 'field' | 'group';
  /** Nothing was chosen or entered. Default: `undefined`, an empty text or an object without entries. */
  isEmpty?(value: ConnectInputValue): boolean;
  /** What is wrong with a value that is not empty, as a sentence. */
  problem?(context: Pick<ControlContext, 'input' | 'value' | 'messages'>): string | undefined;
  /** Forgets what is not part of the value: what could not be read, what was revealed. */
  reset?(): void;
  /** The element to focus; default: the first one in the field that can be. */
  focus?(): void;
}

/** What the module of a control exports. */
export interface ControlModule {
  createControl(host: LitElement): InputControl;
}
