import {LitElement, html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import {loadOnce} from '../../core/load-once.js';
import type {InputOption} from '../../core/types/index.js';
import {enInput, type InputMessages} from '../../i18n/en-input.js';
import type {PartialMessages} from '../../i18n/messages.js';
import type {OptionSource} from '../../internal/option-source.js';
import {styles} from './combobox.styles.js';
import type {ComboboxHost, ComboboxList} from './list.js';

const listPart = loadOnce(() => import('./list.js'));

/**
 * A text field with a list of options, after the editable combobox of the ARIA Authoring Practices. It is a piece of
 * other elements.
 *
 * Keys: Down and Up open the list and go through it, Alt+Down opens it, Alt+Up and Escape close it; a second Escape takes
 * back what was typed. Enter takes the active option, or the one that the text names. Tab does so too and goes on. An
 * emptied field clears the value with Enter, with Tab, or when the field is left; Tab also goes to the clear button.
 *
 * @tag paragon-combobox
 * @fires {Event} input - The user has made a choice, or cleared it.
 * @fires {Event} change - The same.
 * @csspart field - The frame of the field.
 * @csspart input - The text field.
 * @csspart toggle-button - Opens and closes the list.
 * @csspart clear-button - Clears the value.
 * @csspart popup - What opens.
 * @csspart listbox - The list in it.
 * @csspart section - The title of a section.
 * @csspart option - An option.
 * @csspart option-label - Its label.
 * @csspart option-subtitle - Its second line.
 * @csspart message - What is said in place of options, or after them.
 * @csspart retry-button - Loads again what could not be loaded.
 */
export class ParagonCombobox extends LitElement implements ComboboxHost {
  static override properties = {
    source: {attribute: false},
    value: {},
    valueLabel: {attribute: 'value-label'},
    label: {},
    description: {},
    placeholder: {},
    waiting: {},
    disabled: {type: Boolean},
    readOnly: {type: Boolean, attribute: 'readonly'},
    required: {type: Boolean},
    invalid: {type: Boolean},
    clearable: {attribute: false},
    creatable: {type: Boolean},
    messages: {attribute: false},
  };

  static override styles = styles;
  static override shadowRootOptions: ShadowRootInit = {...LitElement.shadowRootOptions, delegatesFocus: true};
  /** So that a `<label>` can stand for it. */
  static formAssociated = true;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-combobox', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Where the options come from. `undefined`: there is nothing to choose from yet; `waiting` says why. */
  source: OptionSource | undefined;
  /** Value of the chosen option. */
  value: string | undefined;
  /** Label of the value as long as its option is not known. */
  valueLabel: string | undefined;
  /** Accessible name. */
  label = '';
  /** Accessible description. Read with the field alone: whoever sets it shows it, too. */
  description = '';
  placeholder = '';
  /** Why there is nothing to choose from yet. */
  waiting = '';
  disabled = false;
  /** The value can be read, not changed. */
  readOnly = false;
  required = false;
  invalid = false;
  /** The value can be cleared. */
  clearable = true;
  /** A text that is no option may be taken as a value. */
  creatable = false;
  /** Texts that differ from the provider's or from English. */
  messages: PartialMessages | undefined;

  /** What is typed and not yet a choice. */
  typed: string | undefined;

  #messages = new MessagesController(this, enInput);
  #list: ComboboxList | undefined;
  #chosen: InputOption | undefined;
  #said = '';
  #hasFailed = false;
  #isFormDisabled = false;
  /** Value and list of the last look for a label. */
  #lookedUp: string | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#list?.disconnect();
    this.typed = undefined;
    this.#lookedUp = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.#isFormDisabled = isDisabled;
    this.requestUpdate();
  }

  /** The chosen option, as far as it is known. */
  get selectedOption(): InputOption | undefined {
    const {value} = this;
    if (value === undefined || value === '') return undefined;
    const chosen = this.#chosen && String(this.#chosen.value) === String(value) ? this.#chosen : undefined;
    return this.#list?.find(String(value)) ?? chosen;
  }

  get texts(): InputMessages {
    return this.#messages.value;
  }

  /** A choice can be made. */
  get isUsable(): boolean {
    return !!this.source && !this.readOnly && !this.#isOff;
  }

  get pieces(): {readonly field: HTMLElement; readonly input: HTMLInputElement} | undefined {
    const field = this.renderRoot?.querySelector<HTMLElement>('.field');
    const input = this.renderRoot?.querySelector<HTMLInputElement>('.input');
    return field && input ? {field, input} : undefined;
  }

  override focus(options?: FocusOptions): void {
    if (this.pieces) this.pieces.input.focus(options);
    else void this.updateComplete.then(() => this.pieces?.input.focus(options));
  }

  /** Takes a choice of the user; called by the list. */
  choose(option: InputOption | undefined): void {
    const value = option && String(option.value);
    const before = this.value === '' ? undefined : this.value;
    this.typed = undefined;
    this.#chosen = option;
    if (value === before) return this.requestUpdate();
    this.value = value;
    this.dispatchEvent(new Event('input', {bubbles: true}));
    this.dispatchEvent(new Event('change', {bubbles: true}));
  }

  /** Says something to those who hear the page; called by the list. */
  say(text: string): void {
    if (this.#said === text) return;
    this.#said = text;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('value') && this.value !== undefined) this.value = String(this.value);
    if (!this.isUsable) this.typed = undefined;
    // A list that is loaded anew must not take the label away meanwhile; another list may have another one.
    const isOther = changed.get('source') && changed.get('source')?.key !== this.source?.key;
    this.#chosen = isOther ? undefined : this.selectedOption;
    this.#list?.use(this.source);
    this.#lookUp();
  }

  protected override render(): TemplateResult {
    const {texts, label, description, readOnly} = this;
    const isWaiting = !this.source && !readOnly;
    const isOpen = !!this.#list?.isOpen;
    const describedBy = [description && 'description', isWaiting && this.waiting && 'waiting'];
    const hasValue = this.value !== undefined && this.value !== '';
    return html`<div class="root">
      <div part="field" class="field ${this.invalid ? 'invalid' : ''}">
        <input
          part="input"
          class="input"
          role="combobox"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          dir="auto"
          aria-autocomplete="list"
          aria-expanded=${isOpen ? 'true' : 'false'}
          aria-controls=${this.#list ? 'list' : nothing}
          aria-label=${label}
          aria-describedby=${describedBy.filter(Boolean).join(' ') || nothing}
          aria-required=${this.required ? 'true' : nothing}
          aria-invalid=${this.invalid ? 'true' : nothing}
          aria-disabled=${isWaiting ? 'true' : nothing}
          placeholder=${this.#placeholder}
          ?readonly=${readOnly || isWaiting}
          ?disabled=${this.#isOff}
          .value=${live(this.typed ?? this.#label)}
          @input=${this.#onInput}
          @change=${stop}
          @keydown=${this.#onKey}
          @focus=${this.#onFocus}
          @blur=${this.#onBlur}
          @click=${this.#onClick}
          @pointerdown=${this.#onPointer}
        />
        ${
          this.isUsable && this.clearable && hasValue
            ? html`<button
                part="clear-button"
                class="icon-button clear"
                type="button"
                aria-label=${texts.clearChoice(label)}
                @mousedown=${keepFocus}
                @click=${this.#onClear}
              ></button>`
            : nothing
        }
        ${
          this.isUsable
            ? html`<button
                part="toggle-button"
                class="icon-button toggle"
                type="button"
                tabindex="-1"
                aria-label=${texts.showOptions(label)}
                aria-expanded=${isOpen ? 'true' : 'false'}
                @mousedown=${keepFocus}
                @click=${this.#onToggle}
              ></button>`
            : nothing
        }
      </div>
      <span id="description" hidden>${description}</span>
      <span id="waiting" hidden>${this.waiting}</span>
      <div class="sr" role="status">${this.#said}</div>
      ${this.#hasFailed ? this.#failure() : nothing} ${this.#list?.render() ?? nothing}
    </div>`;
  }

  protected override updated(): void {
    this.#list?.updated();
  }

  get #isOff(): boolean {
    return this.disabled || this.#isFormDisabled;
  }

  get #label(): string {
    if (this.value === undefined || this.value === '') return '';
    const option = this.selectedOption;
    if (option) return String(option.label);
    return this.valueLabel ?? (this.#list?.isLookingUp ? '' : this.value);
  }

  get #placeholder(): string {
    if (!this.source && this.waiting && !this.readOnly) return this.waiting;
    return this.#list?.isLookingUp && this.value ? this.texts.loadingOptions : this.placeholder;
  }

  #failure(): TemplateResult {
    return html`<div class="failed" role="alert">
      <span part="message">${this.texts.optionsFailed}</span>
      <button part="retry-button" class="button" type="button" @click=${this.#onRetry}>
        ${this.texts.retryList}
      </button>
    </div>`;
  }

  /** A value whose label is not known needs the list, opened or not. */
  #lookUp(): void {
    const {source, value} = this;
    if (!source || value === undefined || value === '' || this.selectedOption) return;
    const key = JSON.stringify([source.key, value]);
    if (key === this.#lookedUp) return;
    this.#lookedUp = key;
    void this.#withList((list) => list.lookUp(value));
  }

  async #withList(act: (list: ComboboxList) => unknown): Promise<void> {
    let part = listPart.part;
    try {
      part ??= await listPart.load();
    } catch {
      this.#hasFailed = true;
      this.requestUpdate();
      return;
    }
    this.#hasFailed = false;
    if (!this.isConnected) return;
    if (!this.#list) {
      const {styleSheet} = part.listStyles;
      const root = this.renderRoot as ShadowRoot;
      if (styleSheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
      this.#list = new part.ComboboxList(this);
      this.#list.use(this.source);
    }
    act(this.#list);
    this.requestUpdate();
  }

  #open(wish?: 'first' | 'last' | 'chosen'): void {
    if (this.isUsable) void this.#withList((list) => list.open(wish));
  }

  #onFocus = (event: Event): void => {
    if (!this.isUsable) return;
    // A new text takes the place of the old one. Not on touch, where it would bring up a menu.
    if (this.value && !this.#isPressed) (event.target as HTMLInputElement).select();
    void this.#withList(() => undefined);
  };

  #onBlur = (): void => {
    // The window has lost the focus, not the field.
    if (this.shadowRoot?.activeElement === this.pieces?.input) return;
    if (this.#list) this.#list.settle();
    else this.typed = undefined;
    this.requestUpdate();
  };

  #isPressed = false;

  #onPointer = (event: Event): void => {
    this.#isPressed = true;
    setTimeout(() => (this.#isPressed = false));
    (event.target as HTMLInputElement).inputMode = '';
  };

  #onInput = (event: Event): void => {
    stop(event);
    this.typed = (event.target as HTMLInputElement).value;
    this.requestUpdate();
    void this.#withList((list) => this.typed !== undefined && list.type());
  };

  #onKey = (event: KeyboardEvent): void => {
    if (!this.isUsable) return;
    if (this.#list) return this.#list.press(event);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      void this.#withList((list) => list.press(event));
    }
  };

  #onClick = (): void => this.#open();

  #onRetry = (): void => {
    // The button goes once it has worked.
    this.focus();
    this.#open();
  };

  #onToggle = (event: Event): void => {
    const isOpen = this.#list?.isOpen;
    const input = this.pieces?.input;
    // With a finger the list is wanted, not the keyboard on the screen.
    const isTouch = (event as PointerEvent).pointerType === 'touch';
    if (input && this.shadowRoot?.activeElement !== input) {
      if (isTouch) input.inputMode = 'none';
      this.#isPressed = isTouch;
      input.focus({preventScroll: true});
      this.#isPressed = false;
    }
    if (isOpen) this.#list?.close();
    else this.#open();
  };

  #onClear = (): void => {
    this.#list?.close();
    this.choose(undefined);
    this.focus({preventScroll: true});
  };
}

const stop = (event: Event): void => event.stopPropagation();
const keepFocus = (event: Event): void => event.preventDefault();

declare global {
  interface HTMLElementTagNameMap {
    'paragon-combobox': ParagonCombobox;
  }
}
