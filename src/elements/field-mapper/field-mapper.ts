import {LitElement, html, type PropertyValues, type TemplateResult} from 'lit';
import {ClientController} from '../../controllers/client-controller.js';
import {LazyPartController} from '../../controllers/lazy-part-controller.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import {SessionController} from '../../controllers/session-controller.js';
import type {ParagonError} from '../../core/errors.js';
import type {
  ConnectInputValue,
  FieldMappingOptions,
  ParagonClient,
  SerializedConnectInput,
} from '../../core/types/index.js';
import {enShell} from '../../i18n/en-shell.js';
import {addStyles} from '../../internal/add-styles.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {emit} from '../../internal/emit.js';
import {colorOf} from '../../internal/integration.js';
import {errorNotice, retryButton} from '../../internal/notice.js';
import {setBrand} from '../../styles/brand.js';
import type {MapperEditor} from './editor.js';
import {styles} from './field-mapper.styles.js';
import type {MappingShape} from './mapping-value.js';
import type {MapObjectFields} from './sources.js';

/**
 * Maps fields of the application to fields of an integration's records: the kind of record, for some integrations a
 * level between, then a row for each field. In a form its value is JSON.
 *
 * @tag paragon-field-mapper
 * @fires {Event} input - The user has changed the mapping. Read `value`.
 * @fires {Event} change - As `input`: each change is a choice of its own.
 * @fires {CustomEvent<{error: ParagonError, stage: string}>} paragon-error - Signing in failed.
 * @csspart base - Everything.
 * @csspart level - The kind of record, or the level between, with its label.
 * @csspart label - What is to be chosen.
 * @csspart confirm - The question before mappings are dropped.
 * @csspart keep-button - Leaves the mappings as they are.
 * @csspart confirm-button - Drops them.
 * @csspart suggestions - What is said of fields that look the same.
 * @csspart take-all-button - Takes all suggestions.
 * @csspart leave-all-button - Takes none.
 * @csspart mappings - The rows with their titles.
 * @csspart head - The titles of the columns.
 * @csspart rows - The list of rows.
 * @csspart row - An application field and what it is mapped to.
 * @csspart row-label - The application field.
 * @csspart arrow - Between the two.
 * @csspart row-target - The integration's field with what is said of it.
 * @csspart suggestion - The suggestion for a row.
 * @csspart take-button - Takes the suggestion.
 * @csspart leave-button - Leaves it.
 * @csspart remark - What is wrong with a row.
 * @csspart remove-button - Removes a row.
 * @csspart add - Where rows are added.
 * @csspart empty - Stands for rows when there are none.
 * @csspart error - What is wrong with the mapping, or with the field that was to be added.
 * @csspart status - The live region.
 * @csspart notice - A message about trouble; `notice-title` and `notice-text` are its lines.
 * @csspart notice-title
 * @csspart notice-text
 * @csspart retry-button - Tries again what failed.
 * @csspart combobox__input - The text field of a list. The other parts of a list begin with `combobox__`, too.
 * @cssprop [--paragon-color-accent] - Background of the main button; default: the integration's own colour.
 * @cssstate loading - While nothing can be shown yet.
 * @cssstate invalid - After `reportValidity()` has found something missing.
 */
export class ParagonFieldMapper extends LitElement {
  static override properties = {
    name: {reflect: true},
    required: {type: Boolean},
    disabled: {type: Boolean, reflect: true},
    readOnly: {type: Boolean, attribute: 'readonly'},
    integration: {},
    sourceType: {attribute: 'source-type'},
    objectName: {attribute: 'object-name'},
    selectedCredentialId: {attribute: 'selected-credential-id'},
    input: {attribute: false},
    value: {attribute: false},
    valueShape: {attribute: false},
    mapObjectFields: {attribute: false},
    client: {attribute: false},
    messages: {attribute: false},
    isFormDisabled: {state: true},
    problem: {state: true},
  };

  static override styles = styles;
  static formAssociated = true;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-field-mapper', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Name of the value in a form. */
  name = '';
  /** A kind of record and at least one field must be mapped. */
  required = false;
  disabled = false;
  /** Can be read, not changed. */
  readOnly = false;
  /** Integration whose fields are mapped, for example `salesforce`. */
  integration = '';
  /** Which of the integration's field mappings it is: the `sourceType` of the input. Default: the first one. */
  sourceType: string | undefined;
  /** The application object's name in the dashboard, under which the page's fields are registered. */
  objectName: string | undefined;
  /** The account to load from, by id or external id; default: the current one. */
  selectedCredentialId: string | undefined;
  /** The input as the service describes it. Default: that of the integration's settings which fits the attributes. */
  input: SerializedConnectInput | undefined;
  /** The mapping, as it is stored among the user settings. Both shapes can be read; see `valueShape`. */
  value: ConnectInputValue;
  /** The shape in which a change is written; default: that of the Paragon SDK's types. */
  valueShape: MappingShape = 'declared';
  /**
   * The application's fields, or loaders of kinds of records and their fields; for this element alone. As in
   * `connect()` by the name of the application's object, or for whichever it is.
   */
  mapObjectFields: MapObjectFields | FieldMappingOptions['mapObjectFields'] | undefined;
  /** Client to use; wins over the one from the nearest `<paragon-provider>`. */
  client: ParagonClient | undefined;
  /** Texts that differ from the provider's or from English. */
  messages: PartialMessages | undefined;

  private isFormDisabled = false;
  private problem = '';

  #internals = this.attachInternals();
  #clients = new ClientController(this);
  #messages = new MessagesController(this, enShell);
  #session = new SessionController(this, this.#clients, (error) =>
    emit(this, 'paragon-error', {error, stage: 'authenticate'}),
  );
  /** What reads and draws a mapping is a module of its own: a page of forms can be read before it is there. */
  #part = new LazyPartController(this, () => import('./editor.js'));
  #editor: MapperEditor | undefined;
  #isAsking = false;

  constructor() {
    super();
    // A form that is sent asks, too.
    this.addEventListener('invalid', () => {
      if (!this.#isAsking) this.problem = this.validationMessage;
    });
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
  get validity(): ValidityState {
    return this.#internals.validity;
  }
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }
  get labels(): NodeList {
    return this.#internals.labels;
  }
  get type(): string {
    return this.localName;
  }
  /** No kind of record is chosen, or nothing is mapped. */
  get isEmpty(): boolean {
    return this.#editor?.isEmpty ?? !this.value;
  }

  checkValidity(): boolean {
    this.#isAsking = true;
    const isValid = this.#internals.checkValidity();
    this.#isAsking = false;
    return isValid;
  }

  /** As `checkValidity()`; shows what is missing at the field. */
  reportValidity(): boolean {
    const isValid = this.checkValidity();
    this.problem = isValid ? '' : this.validationMessage;
    if (!isValid) this.focus();
    return isValid;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot?.querySelector<HTMLElement>('paragon-combobox')?.focus(options);
  }

  formDisabledCallback(isDisabled: boolean): void {
    // An update that writes the attribute calls this in its midst, and would take the change for drawn.
    if (this.isUpdatePending) queueMicrotask(() => (this.isFormDisabled = isDisabled));
    else this.isFormDisabled = isDisabled;
  }

  formResetCallback(): void {
    this.problem = '';
    this.value = undefined;
    this.#editor?.reset();
    this.requestUpdate();
  }

  formStateRestoreCallback(restored: File | string | FormData | null): void {
    if (typeof restored !== 'string') return;
    try {
      this.value = JSON.parse(restored) as ConnectInputValue;
    } catch {
      // What is no JSON is no state of ours.
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#editor) this.#open();
    if (changed.has('integration') || changed.has('client') || changed.has('selectedCredentialId')) {
      this.#editor?.forgetQuestion();
    }
    if (this.#editor) this.value = this.#editor.update(this.value, changed.has('value'));
    this.#internals.setFormValue(formValueOf(this.value));
    this.#judge();
    const isLoading = !this.#editor?.isUsable && this.#session.value.status === 'loading';
    this.#internals.states?.[isLoading ? 'add' : 'delete']('loading');
    this.#internals.states?.[this.problem ? 'add' : 'delete']('invalid');
  }

  protected override render(): TemplateResult {
    return html`<div
      class="root"
      part="base"
      role="group"
      aria-label=${this.#editor?.title ?? this.localName}
      @input=${stop}
      @change=${stop}
    >
      ${this.#content()}
      <p class="error" part="error" ?hidden=${!this.problem}>${this.problem}</p>
    </div>`;
  }

  protected override updated(): void {
    setBrand(
      this.renderRoot.querySelector<HTMLElement>('.root'),
      colorOf(this.#clients.value, this.integration),
    );
  }

  /** Takes the editor if it is there; else asks for it, once. */
  #open(): void {
    const {value: part} = this.#part;
    if (!part) {
      if (!this.#part.failure) void this.#part.load();
      return;
    }
    addStyles(this, part.editorStyles);
    this.#editor = new part.MapperEditor(this, () => ({
      client: this.#clients.value,
      disabled: this.disabled || this.isFormDisabled,
      problem: this.problem,
      onChange: (value) => this.#onChange(value),
    }));
  }

  #onChange(value: ConnectInputValue): void {
    this.value = value;
    this.#internals.setFormValue(formValueOf(value));
    this.#judge();
    for (const type of ['input', 'change'])
      this.dispatchEvent(new Event(type, {bubbles: true, composed: true}));
  }

  /** Validity, in step with what is shown. */
  #judge(): void {
    const isRequired = this.required || (!!this.input && this.input.required !== false);
    if (isRequired && this.isEmpty) {
      // What the browser focuses, and where it says what is missing.
      const anchor = this.renderRoot?.querySelector<HTMLElement>('paragon-combobox') ?? undefined;
      const missing = this.#editor?.missing ?? this.#messages.value.loading;
      this.#internals.setValidity({valueMissing: true}, missing, anchor);
      if (this.problem) this.problem = missing;
    } else {
      this.#internals.setValidity({});
      this.problem = '';
    }
  }

  #content(): unknown {
    const session = this.#session.value;
    if (this.#editor?.isUsable) return this.#editor.render();
    if (session.status === 'failed') return this.#trouble(session.error, () => this.#clients.value.refresh());
    if (this.#part.failure) return this.#trouble(this.#part.failure, () => this.#part.load());
    if (session.status === 'ready' && this.#editor) return this.#editor.render();
    return html`<div class="skeleton" role="img" aria-label=${this.#messages.value.loading}></div>`;
  }

  #trouble(error: ParagonError, onRetry: () => Promise<unknown>): TemplateResult {
    const messages = this.#messages.value;
    const actions = retryButton(messages, error, () => void onRetry().catch(() => undefined));
    return errorNotice(messages, error, {actions});
  }
}

/** No mapping is `undefined`, `null` or an empty text, as two-way bindings of frameworks have it. */
const formValueOf = (value: ConnectInputValue): string | null => (value ? JSON.stringify(value) : null);

/** Typing in a list is not a change of the mapping yet. */
const stop = (event: Event) => event.stopPropagation();

declare global {
  interface HTMLElementTagNameMap {
    'paragon-field-mapper': ParagonFieldMapper;
  }
}
