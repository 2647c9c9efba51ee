import {LitElement, html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {LazyClientController} from '../../controllers/lazy-client-controller.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import type {ConnectInputValue, ParagonClient, SerializedConnectInput} from '../../core/types/index.js';
import {enInput} from '../../i18n/en-input.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {
  htmlType,
  initialValue,
  isBlank,
  isBoolean,
  isHidden,
  isRequired,
  isSecret,
  isText,
  labelOf,
  sentValue,
} from '../../internal/inputs.js';
import {setStates} from '../../internal/states.js';
import {warnOnce} from '../../internal/warn-once.js';
import type {ControlContext, ControlModule, InputControl} from './control.js';
import {controlOf, isKnown, type Control} from './controls.js';
import {hintOf, hintTexts, sentences} from './hint.js';
import {styles} from './input.styles.js';

/** The control's element; the shadow root keeps the name apart from those of other inputs. */
const ID = 'field';

const requiredConverter = {
  fromAttribute: (text: string | null) => (text === null ? undefined : text !== 'false'),
};

/** A mistake, as a sentence and as the browser calls its kind. */
interface Mistake {
  readonly flaw: 'valueMissing' | 'typeMismatch' | 'badInput' | 'customError';
  readonly text: string;
}

/**
 * One input as the service describes it, drawn by its type: label, help, control and what is wrong. It takes part in
 * forms as the browser's own controls do.
 *
 * @tag paragon-input
 * @attr name
 * @fires {Event} input - The user has changed the value; read `value`.
 * @fires {Event} change - The user is done with a change.
 * @csspart field - Everything.
 * @csspart label - The title.
 * @csspart hint - Subtitle, tooltip and documentation link.
 * @csspart link - A link in the help.
 * @csspart error - What is wrong.
 * @csspart input - A text field.
 * @csspart switch - A switch.
 * @csspart affix - Text before or after a text field.
 * @csspart reveal-button - Shows or hides a password.
 * @csspart copy-button - Copies the text.
 * @csspart scope - A permission that can be given.
 * @csspart scope-description - What a permission allows.
 * @csspart fixed-scopes - The permissions that are always given; can be folded.
 * @csspart drop-zone - Takes a file.
 * @csspart file-button - Chooses a file.
 * @csspart file - The chosen file with its size.
 * @csspart remove-button - Takes the chosen file away.
 * @csspart unsupported - Stands for an input of an unknown type.
 * @csspart skeleton - Stands for a control that is loading.
 * @csspart retry-button - Loads again what failed to load.
 * @cssstate invalid - While a mistake is shown.
 * @cssstate disabled - While it is disabled, by itself or by a fieldset.
 * @cssstate busy - While its control is loading.
 */
export class ParagonInput extends LitElement {
  static override properties = {
    input: {type: Object},
    error: {},
    disabled: {type: Boolean},
    readonly: {type: Boolean},
    required: {converter: requiredConverter},
    integration: {},
    selectedCredentialId: {attribute: 'selected-credential-id'},
    client: {attribute: false},
    messages: {attribute: false},
    name: {attribute: false},
    value: {attribute: false},
  };

  static formAssociated = true;
  static override styles = styles;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-input', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** The input as the service describes it; as an attribute, in JSON. */
  input: SerializedConnectInput | undefined;
  /** What the service says is wrong with the value. Gone once the user changes the value. */
  error: string | undefined;
  disabled = false;
  /** Can be read and copied, but not changed. */
  readonly = false;
  /** Has to be filled in; default: what the input says. As an attribute, `required="false"` says no. */
  required: boolean | undefined;
  /** Integration that lists are loaded for, such as `salesforce`. */
  integration = '';
  /** Account to load lists from, by id or external id; default: the current one. */
  selectedCredentialId: string | undefined;
  /** Client to use; wins over the provider's. */
  client: ParagonClient | undefined;
  /** Texts that differ from the provider's or from English. */
  messages: PartialMessages | undefined;

  #internals = this.attachInternals();
  #clients = new LazyClientController(this);
  #messages = new MessagesController(this, enInput);
  /** As it was typed or set. */
  #raw: ConnectInputValue;
  /** Until something was set or typed, the input's default value counts. */
  #isSet = false;
  #wasValueSet = false;
  #control: InputControl | undefined;
  #controlModule: ControlModule | undefined;
  #loadFailed = false;
  #isDisabledByForm = false;
  #isMistakeShown = false;
  #isQuiet = false;
  /** A mistake that turned up after the focus has left. */
  #announcement = '';

  constructor() {
    super();
    this.addEventListener('invalid', (event) => this.#onInvalid(event));
    // A label of the page stands for the whole element.
    this.addEventListener('click', (event) => event.composedPath()[0] === this && this.focus());
  }

  /** Key of the value in the form's data. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    // The form reads the attribute.
    if (name) this.setAttribute('name', name);
    else this.removeAttribute('name');
  }

  /**
   * In the shape of the input's type; `undefined`: not set. Texts come without white space around them. While nothing
   * was set or typed, it is the input's default value.
   */
  get value(): ConnectInputValue {
    return this.input ? sentValue(this.input, this.#current) : this.#raw;
  }

  set value(value: ConnectInputValue) {
    this.#wasValueSet = true;
    // What a page hands back must not disturb what is being typed, nor bring a default value back that was deleted.
    if (isSame(value, this.value)) return;
    this.#control?.reset?.();
    this.#raw = value;
    this.#isSet = value !== undefined;
    this.#sync();
  }

  /** Nothing was entered or chosen. */
  get isEmpty(): boolean {
    return this.#control?.isEmpty?.(this.#current) ?? isBlank(this.value);
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    this.#sync();
    return this.#internals.validity;
  }

  /** What is wrong, as a sentence; empty if nothing is. */
  get validationMessage(): string {
    this.#sync();
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  /** Whether the value may be sent. Shows nothing. */
  checkValidity(): boolean {
    this.#sync();
    this.#isQuiet = true;
    const isValid = this.#internals.checkValidity();
    this.#isQuiet = false;
    return isValid;
  }

  /** Whether the value may be sent. Shows at the field what is wrong; the focus stays where it is. */
  reportValidity(): boolean {
    this.#isMistakeShown = true;
    this.requestUpdate();
    return this.checkValidity();
  }

  override focus(options?: FocusOptions): void {
    if (this.#control?.focus) this.#control.focus();
    else this.#focusable?.focus(options);
  }

  /** Forgets a password or a file at once. Other values stay. */
  wipe(): void {
    if (!this.input || !isSecret(this.input)) return;
    this.#control?.reset?.();
    this.#raw = undefined;
    this.#isSet = true;
    this.#isMistakeShown = false;
    this.#sync();
    this.requestUpdate();
  }

  /** Called by the browser. */
  formAssociatedCallback(): void {
    this.requestUpdate();
  }

  /** Called by the browser. */
  formDisabledCallback(isDisabled: boolean): void {
    this.#isDisabledByForm = isDisabled;
    this.requestUpdate();
  }

  /** Called by the browser: back to the default value. */
  formResetCallback(): void {
    this.#forget();
    this.#sync();
    this.requestUpdate();
  }

  /** Called by the browser, when it comes back to a page or fills in a form. */
  formStateRestoreCallback(state: string | File | FormData | null, reason: 'restore' | 'autocomplete'): void {
    if (typeof state !== 'string') return;
    this.#raw = reason === 'autocomplete' ? state : readState(state);
    this.#isSet = true;
    this.#sync();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('input')) this.#takeInput(changed.get('input') ?? undefined);
    this.#wasValueSet = false;
    this.#ensureControl();
    this.#sync();
    setStates(this.#internals, {
      invalid: !!this.#shownMistake,
      disabled: this.#isDisabled,
      busy: !!this.input && !this.#control && !this.#loadFailed,
      hidden: !this.input || isHidden(this.input),
    });
  }

  protected override render() {
    const {input} = this;
    if (!input || isHidden(input)) return nothing;
    const messages = this.#messages.value;
    const hint = hintOf(input, messages);
    const mistake = this.#shownMistake;
    const describedBy = [hint && `${ID}-hint`, mistake && `${ID}-error`].filter(Boolean).join(' ');
    return html`
      <div
        part="field"
        class="root field ${isBoolean(input) ? 'switch-field' : ''}"
        @input=${stop}
        @change=${stop}
        @keydown=${this.#onKeydown}
      >
        ${this.#label(input)}
        ${hint ? html`<div part="hint" class="hint" id="${ID}-hint">${hint}</div>` : nothing}
        ${this.#control ? this.#control.render(this.#context(input, describedBy)) : this.#standIn()}
        <p part="error" class="error" id="${ID}-error" ?hidden=${!mistake}>${mistake}</p>
        <p class="sr" role="status">${this.#announcement}</p>
      </div>
    `;
  }

  protected override updated(): void {
    this.#sync();
  }

  #label(input: SerializedConnectInput): TemplateResult {
    const title = html`${labelOf(input)}${this.#mark(input)}`;
    return this.#control && this.#control.labels !== 'group'
      ? html`<label part="label" class="label" id="${ID}-label" for=${ID} @click=${this.#onLabelClick}
          >${title}</label
        >`
      : html`<span part="label" class="label" id="${ID}-label">${title}</span>`;
  }

  #mark(input: SerializedConnectInput): TemplateResult | typeof nothing {
    if (!canBeMissing(input) || input.readOnly) return nothing;
    // A form that is busy lets nobody change its inputs; the mark stays meanwhile.
    return (this.required ?? isRequired(input))
      ? html`<span class="required" aria-hidden="true"> *</span>`
      : html` <span class="optional">${this.#messages.value.optional}</span>`;
  }

  /** While the control is loading, or if it could not be loaded. */
  #standIn(): TemplateResult {
    const {inputFailed, tryAgain} = this.#messages.value;
    if (!this.#loadFailed) return html`<div part="skeleton" class="skeleton"></div>`;
    return html`<div class="failed" role="alert">
      <span id="${ID}-failed">${inputFailed}</span>
      <button
        part="retry-button"
        class="button"
        type="button"
        aria-describedby="${ID}-label ${ID}-failed"
        @click=${() => this.input && this.#retry(this.input)}
      >
        ${tryAgain}
      </button>
    </div>`;
  }

  #context(input: SerializedConnectInput, describedBy: string): ControlContext {
    const mistake = this.#shownMistake;
    return {
      input,
      label: labelOf(input),
      value: isText(input) ? this.#current : this.value,
      id: ID,
      describedBy: describedBy || nothing,
      description: sentences([...hintTexts(input), mistake]),
      required: this.#isRequired,
      invalid: !!mistake,
      disabled: this.#isDisabled,
      readOnly: this.#isReadOnly,
      messages: this.#messages.value,
      // Controls that use it are drawn once it is there.
      client: this.#clients.value as ParagonClient,
      integration: this.integration,
      credentialId: this.selectedCredentialId || undefined,
      set: (value, {commit = false} = {}) => this.#change(value, commit),
      commit: () => this.#commit(),
    };
  }

  get #current(): ConnectInputValue {
    return this.#isSet || !this.input ? this.#raw : initialValue(this.input);
  }

  get #isDisabled(): boolean {
    return this.disabled || this.#isDisabledByForm;
  }

  get #isReadOnly(): boolean {
    return this.readonly || !!this.input?.readOnly;
  }

  get #isRequired(): boolean {
    const {input} = this;
    if (!input || this.#isReadOnly || isHidden(input)) return false;
    return this.required ?? isRequired(input);
  }

  /** What is wrong with the value itself, or what the service says of it. */
  get #mistake(): Mistake | undefined {
    const {input, error} = this;
    if (error) return {flaw: 'customError', text: error};
    // What cannot be seen, or cannot be drawn, is nothing that a user could mend.
    if (!input || isHidden(input) || !isKnown(input.type)) return undefined;
    const messages = this.#messages.value;
    if (this.isEmpty) {
      const isMissing = this.#isRequired && canBeMissing(input);
      return isMissing ? {flaw: 'valueMissing', text: messages.requiredMissing(labelOf(input))} : undefined;
    }
    const text = this.#control?.problem?.({input, value: this.#current, messages});
    return text ? {flaw: flawOf(input), text} : undefined;
  }

  get #shownMistake(): string {
    return this.error || (this.#isMistakeShown && this.#mistake?.text) || '';
  }

  get #focusable(): HTMLElement | null {
    const root = this.renderRoot;
    return (
      root?.querySelector<HTMLElement>(`#${ID}:not(p, div, :disabled)`) ??
      root?.querySelector<HTMLElement>(
        ':is(input, button, select, textarea, summary, [tabindex]):not(:disabled)',
      ) ??
      null
    );
  }

  /** Another input is nothing that the former one's value fits to, unless the page has set one along with it. */
  #takeInput(before: SerializedConnectInput | undefined): void {
    const {input} = this;
    if (!input && this.hasAttribute('input')) {
      warnOnce(
        `${this.localName} input`,
        `<${this.localName}>: the attribute "input" is no JSON of an input.`,
      );
    }
    if (!before || (before.id === input?.id && before.type === input.type)) return;
    if (!this.#wasValueSet) this.#forget();
  }

  #ensureControl(): void {
    const {input} = this;
    if (!input) return;
    const control = controlOf(input.type);
    const isReady = !!control.part && (control.isSimple || !!this.#clients.value);
    if (control.part && isReady) {
      if (control.part !== this.#controlModule) this.#control = control.part.createControl(this);
      this.#controlModule = control.part;
      this.#loadFailed = false;
      return;
    }
    this.#control = this.#controlModule = undefined;
    if (this.#loadFailed || isHidden(input)) return;
    void this.#load(control).then((isLoaded) => {
      this.#loadFailed = !isLoaded;
      this.requestUpdate();
    });
  }

  #load(control: Control): Promise<boolean> {
    return Promise.all([control.load(), control.isSimple || this.#clients.load()]).then(
      () => true,
      () => false,
    );
  }

  /** The button stays, with the focus, until it is known how it went. */
  async #retry({type}: SerializedConnectInput): Promise<void> {
    this.#announcement = '';
    this.requestUpdate();
    const isLoaded = await this.#load(controlOf(type));
    const hasFocus = this.shadowRoot?.activeElement !== null;
    this.#loadFailed = !isLoaded;
    if (!isLoaded) this.#announcement = this.#messages.value.inputFailed;
    this.requestUpdate();
    await this.updateComplete;
    if (isLoaded && hasFocus) this.focus();
  }

  #forget(): void {
    this.#control?.reset?.();
    this.#raw = undefined;
    this.#isSet = this.#isMistakeShown = false;
    this.#announcement = '';
    this.error = undefined;
  }

  #change(value: ConnectInputValue, isDone: boolean): void {
    if (this.#isDisabled || this.#isReadOnly) return;
    this.#raw = value;
    this.#isSet = true;
    this.#isMistakeShown = false;
    this.#announcement = '';
    this.error = undefined;
    this.#sync();
    this.requestUpdate();
    this.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    if (isDone) this.#commit();
  }

  #commit(): void {
    // In a form, what is wrong is shown when it is sent: not while somebody presses the button that sends it.
    if (!this.form) {
      this.#isMistakeShown = true;
      this.#announcement = this.#mistake?.text ?? '';
      this.requestUpdate();
    }
    this.dispatchEvent(new Event('change', {bubbles: true, composed: true}));
  }

  /** Tells the form the value and what is wrong with it. */
  #sync(): void {
    const {input, value} = this;
    if (!input) return;
    const entry = formEntry(value);
    // The browser stores the state of a form to come back to it; a secret is not to be stored.
    this.#internals.setFormValue(entry, isSecret(input) ? null : JSON.stringify(value ?? null));
    const mistake = this.#mistake;
    if (!mistake) return this.#internals.setValidity({});
    const anchor = this.#focusable;
    this.#internals.setValidity({[mistake.flaw]: true}, mistake.text, anchor ?? undefined);
  }

  /** The form was sent, or checked: the first wrong input of it takes the focus. */
  #onInvalid(event: Event): void {
    // The message stands at the field; the browser's bubble would say it twice.
    event.preventDefault();
    if (this.#isQuiet) return;
    this.#isMistakeShown = true;
    this.requestUpdate();
    const wrong = (this.getRootNode() as Document | ShadowRoot).querySelectorAll<HTMLElement>(':invalid');
    const first = [...wrong].find(
      (element) => element.localName !== 'fieldset' && 'form' in element && element.form === this.form,
    );
    if (first === this) void this.updateComplete.then(() => this.focus());
  }

  #onLabelClick(): void {
    // The browser knows only controls of its own behind a label.
    if (this.renderRoot.querySelector(`#${ID}`)?.localName.includes('-')) this.focus();
  }

  /** Enter sends the form, as in the browser's own fields. */
  #onKeydown(event: KeyboardEvent): void {
    const {target} = event;
    const {form} = this;
    if (event.key !== 'Enter' || event.isComposing || event.defaultPrevented || !form) return;
    if (!(target instanceof HTMLInputElement) || target.type === 'file') return;
    // A control of the page may be named like the method.
    HTMLFormElement.prototype.requestSubmit.call(form);
  }
}

const stop = (event: Event): void => event.stopPropagation();

const canBeMissing = (input: SerializedConnectInput): boolean =>
  isKnown(input.type) && !isBoolean(input) && input.type !== 'COPYABLE_BUTTON_INPUT';

const flawOf = (input: SerializedConnectInput): Mistake['flaw'] => {
  if (!isText(input)) return 'customError';
  return htmlType(input) === 'number' ? 'badInput' : 'typeMismatch';
};

const isSame = (one: ConnectInputValue, other: ConnectInputValue): boolean =>
  one === other ||
  (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other));

function formEntry(value: ConnectInputValue): string | null {
  if (value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function readState(state: string): ConnectInputValue {
  try {
    return (JSON.parse(state) as ConnectInputValue | null) ?? undefined;
  } catch {
    return undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'paragon-input': ParagonInput;
  }
}
