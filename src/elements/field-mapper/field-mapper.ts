import type {nothing} from 'lit';
import {LitElement, html, type PropertyValues, type TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';
import {ClientController} from '../../controllers/client-controller.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import {SessionController} from '../../controllers/session-controller.js';
import type {
  ConnectInputValue,
  FieldMappingOptions,
  InputOption,
  ParagonClient,
  SerializedConnectInput,
} from '../../core/types/index.js';
import {enMapper} from '../../i18n/en-mapper.js';
import {enShell} from '../../i18n/en-shell.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {emit} from '../../internal/emit.js';
import {readableName} from '../../internal/icon.js';
import {colorOf, metadataOf} from '../../internal/integration.js';
import {localeOf} from '../../internal/locale.js';
import {errorNotice, notice, retryButton} from '../../internal/notice.js';
import type {OptionSource} from '../../internal/option-source.js';
import {setBrand} from '../../styles/brand.js';
import {FieldList} from './field-list.js';
import {styles} from './field-mapper.styles.js';
import {describedInput} from './described-input.js';
import {
  addableFields,
  duplicates,
  newRow,
  readApplication,
  rowKey,
  unmapped,
  withField,
  type MappingRow,
} from './mapping-rows.js';
import {isMapped, readMapping, writeMapping, type Mapping, type MappingShape} from './mapping-value.js';
import {mapperSources, type MapObjectFields, type MapperSources} from './sources.js';
import {suggestions} from './suggestions.js';
import {mapperView, type LevelView, type MapperView, type PendingChoice} from './view.js';

const texts = {...enShell, ...enMapper};
const NO_APPLICATION = readApplication([], undefined);

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
  static override styles = styles;
  static formAssociated = true;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-field-mapper', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Name of the value in a form. */
  @property({reflect: true}) name = '';
  /** A kind of record and at least one field must be mapped. */
  @property({type: Boolean}) required = false;
  @property({type: Boolean, reflect: true}) disabled = false;
  /** Can be read, not changed. */
  @property({type: Boolean, attribute: 'readonly'}) readOnly = false;
  /** Integration whose fields are mapped, for example `salesforce`. */
  @property() integration = '';
  /** Which of the integration's field mappings it is: the `sourceType` of the input. Default: the first one. */
  @property({attribute: 'source-type'}) sourceType: string | undefined;
  /** The application object's name in the dashboard, under which the page's fields are registered. */
  @property({attribute: 'object-name'}) objectName: string | undefined;
  /** The account to load from, by id or external id; default: the current one. */
  @property({attribute: 'selected-credential-id'}) selectedCredentialId: string | undefined;
  /** The input as the service describes it. Default: that of the integration's settings which fits the attributes. */
  @property({attribute: false}) input: SerializedConnectInput | undefined;
  /** The mapping, as it is stored among the user settings. Both shapes can be read; see `valueShape`. */
  @property({attribute: false}) value: ConnectInputValue;
  /** The shape in which a change is written; default: that of the Paragon SDK's types. */
  @property({attribute: false}) valueShape: MappingShape = 'declared';
  /**
   * The application's fields, or loaders of kinds of records and their fields; for this element alone. As in
   * `connect()` by the name of the application's object, or for whichever it is.
   */
  @property({attribute: false}) mapObjectFields:
    MapObjectFields | FieldMappingOptions['mapObjectFields'] | undefined;
  /** Client to use; wins over the one from the nearest `<paragon-provider>`. */
  @property({attribute: false}) client: ParagonClient | undefined;
  /** Texts that differ from the provider's or from English. */
  @property({attribute: false}) messages: PartialMessages | undefined;

  @state() private isFormDisabled = false;
  @state() private pending: PendingChoice | undefined;
  @state() private problem = '';
  @state() private addProblem = '';
  @state() private status = '';

  #internals = this.attachInternals();
  #clients = new ClientController(this);
  #messages = new MessagesController(this, texts);
  #session = new SessionController(this, this.#clients, (error) =>
    emit(this, 'paragon-error', {error, stage: 'authenticate'}),
  );
  #list = new FieldList(this);
  #sources: MapperSources | undefined;
  #input: SerializedConnectInput | undefined;
  /** Knows the application's fields that `#mapping` was read with. */
  #applicationKey = '';
  #mapping: Mapping = {rows: [], rest: []};
  #written: ConnectInputValue;
  #hasValue = false;
  /** Suggestions that the user has left, by row. */
  #left = new Set<string>();

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
    return !this.#mapping.objectType || !isMapped(this.#mapping);
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
    this.isFormDisabled = isDisabled;
  }

  formResetCallback(): void {
    this.#hasValue = false;
    this.#left.clear();
    this.pending = undefined;
    this.problem = this.addProblem = '';
    this.value = undefined;
    this.#applicationKey = '';
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
    if (changed.has('integration') || changed.has('client') || changed.has('selectedCredentialId')) {
      this.pending = undefined;
    }
    this.#readSources();
    this.#readValue(changed.has('value'));
    const {objectType, dependentType} = this.#mapping;
    const isReady = objectType && (!this.#sources?.dependent || dependentType) && this.#canLoad;
    this.#list.use(isReady ? this.#sources?.fields(objectType, dependentType) : undefined);
    if (isReady && !this.#isFixed) {
      this.#list.lookUp(this.#mapping.rows.flatMap(({field, label}) => (field ? [] : [label])));
    }
    this.#judge();
    const isLoading = !this.#sources && this.#session.value.status === 'loading';
    this.#internals.states?.[isLoading ? 'add' : 'delete']('loading');
    this.#internals.states?.[this.problem ? 'add' : 'delete']('invalid');
  }

  protected override render(): TemplateResult {
    return html`<div
      class="root"
      part="base"
      role="group"
      aria-label=${this.#input?.title || this.#messages.value.integrationField(this.#name)}
      @input=${stop}
      @change=${stop}
    >
      ${this.#content()}
      <p class="error" part="error" ?hidden=${!this.problem}>${this.problem}</p>
      <p class="sr" part="status" role="status">${this.status}</p>
    </div>`;
  }

  protected override updated(): void {
    setBrand(
      this.renderRoot.querySelector<HTMLElement>('.root'),
      colorOf(this.#clients.value, this.integration),
    );
  }

  get #isFixed(): boolean {
    return this.disabled || this.isFormDisabled || this.readOnly;
  }

  get #name(): string {
    return metadataOf(this.#clients.value, this.integration)?.name || readableName(this.integration);
  }

  /** There is an account to load the lists from, or they come from the page. */
  get #canLoad(): boolean {
    if (!this.#sources?.needsAccount) return true;
    const user = this.#clients.value.getUser();
    return user.authenticated && !!user.integrations[this.integration]?.allCredentials.length;
  }

  #readSources(): void {
    const {value: client} = this.#clients;
    this.#input = this.input ?? describedInput(client, this.integration, this);
    this.#sources = mapperSources({
      client,
      integration: this.integration,
      credentialId: this.selectedCredentialId,
      input: this.#input,
      mapObjectFields: this.mapObjectFields,
    });
  }

  #readValue(isSet: boolean): void {
    const application = this.#sources?.application ?? NO_APPLICATION;
    const key = JSON.stringify(application);
    if (isSet && this.value !== undefined) this.#hasValue = true;
    const value = this.#hasValue ? this.value : (this.value ?? this.#input?.defaultValue);
    // A page that hands back what it has heard must not undo rows that are not stored yet.
    const isNew = isSet && JSON.stringify(value) !== JSON.stringify(this.#written);
    if (!isNew && key === this.#applicationKey) return;
    if (isNew) this.pending = undefined;
    this.#applicationKey = key;
    this.#mapping = readMapping(value, application);
    this.#written = this.value = value;
    this.#internals.setFormValue(value === undefined ? null : JSON.stringify(value));
  }

  /** Validity, in step with what is shown. */
  #judge(): void {
    const isRequired = this.required || (!!this.input && this.input.required !== false);
    const messages = this.#messages.value;
    const missing =
      !isRequired || !this.isEmpty
        ? ''
        : this.#mapping.objectType
          ? messages.mappingMissing
          : messages.objectMissing(this.#recordTitle);
    if (missing) {
      // What the browser focuses, and where it says what is missing.
      const anchor = this.renderRoot?.querySelector<HTMLElement>('paragon-combobox') ?? undefined;
      this.#internals.setValidity({valueMissing: true}, missing, anchor);
    } else {
      this.#internals.setValidity({});
      this.problem = '';
    }
  }

  get #recordTitle(): string {
    return this.#sources?.recordTitle || this.#messages.value.objectType;
  }

  #content(): TemplateResult | typeof nothing {
    if (this.#sources) return mapperView(this.#view(this.#sources));
    const messages = this.#messages.value;
    const session = this.#session.value;
    if (session.status === 'loading') {
      return html`<div class="skeleton" role="img" aria-label=${messages.loading}></div>`;
    }
    if (session.status === 'failed') {
      const onRetry = () => void this.#clients.value.refresh().catch(() => undefined);
      return errorNotice(messages, session.error, {actions: retryButton(messages, session.error, onRetry)});
    }
    return notice({title: messages.mappingUnavailable, text: messages.mappingUnavailableText, tone: 'info'});
  }

  #view(sources: MapperSources): MapperView {
    const messages = this.#messages.value;
    const {rows, objectType} = this.#mapping;
    const {application} = sources;
    const disabled = this.disabled || this.isFormDisabled;
    const connect = this.#canLoad ? '' : messages.connectFirst(this.#name);
    const levels = this.#levels(sources, connect);
    const open = levels.find(({value}) => !value);
    const found = new Map(this.#isFixed ? [] : suggestions(rows, this.#list.known));
    for (const key of this.#left) found.delete(key);
    const canAdd = objectType && (application.canCreate || application.fields.length > 0) && !this.#isFixed;
    const addable = addableFields(application, rows);
    return {
      messages,
      name: this.#name,
      locale: localeOf(this) ?? 'en',
      levels,
      pending: this.pending,
      mappedCount: rows.filter(({field}) => field).length,
      rows,
      application,
      fields: open ? undefined : this.#list.source,
      waiting: connect || (open ? messages.chooseFirst(open.title) : ''),
      hasFailed: !!this.#list.error,
      labelOf: (value) => this.#list.labelOf(value),
      duplicates: duplicates(rows),
      suggestions: found,
      addable: canAdd && (application.canCreate || addable.length) ? fixedList(addable) : undefined,
      addProblem: this.addProblem,
      disabled,
      readOnly: this.readOnly,
      required: this.required,
      on: {
        choose: (level, value, label) => this.#choose({level, value, label}),
        answer: (isConfirmed) => this.#answer(isConfirmed),
        map: (row, option) => this.#map(row, option),
        take: (keys) => this.#take(keys, found),
        leave: (keys) => this.#leave(keys),
        add: (text) => this.#add(text),
        remove: (row) => this.#remove(row),
        retry: () => this.#list.retry(),
      },
    };
    function fixedList(options: readonly InputOption[]): OptionSource {
      return {
        key: JSON.stringify(options),
        isPaged: false,
        load: () => Promise.resolve({options, nextCursor: null}),
      };
    }
  }

  #levels(sources: MapperSources, connect: string): readonly LevelView[] {
    const messages = this.#messages.value;
    const {objectType, dependentType} = this.#mapping;
    const object: LevelView = {
      name: 'object',
      title: this.#recordTitle,
      source: connect ? undefined : sources.record,
      value: objectType,
      waiting: connect,
      invalid: this.problem !== '' && !objectType,
    };
    if (!sources.dependent) return [object];
    const dependent: LevelView = {
      name: 'dependent',
      title: sources.dependentTitle || messages.dependentType,
      source: connect || !objectType ? undefined : sources.dependent(objectType),
      value: dependentType,
      waiting: connect || messages.chooseFirst(object.title),
      invalid: this.problem !== '' && !dependentType,
    };
    return [object, dependent];
  }

  #choose(choice: PendingChoice): void {
    const {objectType, dependentType} = this.#mapping;
    const current = choice.level === 'object' ? objectType : dependentType;
    if (choice.value === current) {
      this.pending = undefined;
    } else if (isMapped(this.#mapping)) {
      this.pending = choice;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#keep')?.focus());
    } else {
      this.#apply(choice);
    }
  }

  #apply({level, value}: PendingChoice): void {
    this.#left.clear();
    const chosen =
      level === 'object' ? {objectType: value, dependentType: undefined} : {dependentType: value};
    this.#change({...this.#mapping, ...chosen, rows: unmapped(this.#mapping.rows)});
  }

  #answer(isConfirmed: boolean): void {
    const {pending} = this;
    if (!pending) return;
    this.pending = undefined;
    if (isConfirmed) this.#apply(pending);
    this.#focusLater(`#${pending.level}`);
  }

  #map(row: MappingRow, {value, label}: {value: string | undefined; label: string | undefined}): void {
    if (value && label) this.#list.note(value, label);
    this.#change({...this.#mapping, rows: withField(this.#mapping.rows, rowKey(row), value || undefined)});
  }

  #take(keys: readonly string[], found: ReadonlyMap<string, InputOption>): void {
    const messages = this.#messages.value;
    let {rows} = this.#mapping;
    for (const key of keys) {
      const option = found.get(key);
      if (option) rows = withField(rows, key, String(option.value));
    }
    const [first = ''] = keys;
    const taken = rows.find((row) => rowKey(row) === first);
    this.status =
      keys.length === 1 && taken
        ? messages.mappedTo(taken.label, found.get(first)?.label ?? '')
        : messages.mappedCount(keys.length);
    this.#change({...this.#mapping, rows});
    this.#focusRow(first);
  }

  #leave(keys: readonly string[]): void {
    for (const key of keys) this.#left.add(key);
    this.requestUpdate();
    this.#focusRow(keys[0] ?? '');
  }

  #add(text: string | undefined): void {
    if (text === undefined) return;
    const {application} = this.#sources ?? {application: NO_APPLICATION};
    const row = newRow(application, this.#mapping.rows, text);
    if (!row) {
      this.addProblem = text.trim() ? this.#messages.value.mappingRowExists(text.trim()) : '';
      return;
    }
    this.addProblem = '';
    this.status = this.#messages.value.mappingRowAdded(row.label);
    this.#change({...this.#mapping, rows: [...this.#mapping.rows, row]});
    this.#focusRow(rowKey(row));
  }

  #remove(row: MappingRow): void {
    const index = this.#mapping.rows.indexOf(row);
    const rows = this.#mapping.rows.filter((other) => other !== row);
    const next = rows[index] ?? rows[index - 1];
    this.addProblem = '';
    this.status = this.#messages.value.mappingRowRemoved(row.label);
    this.#change({...this.#mapping, rows});
    if (next) this.#focusRow(rowKey(next));
    else this.#focusLater('#add');
  }

  /** The user has changed the mapping: what is stored, and all who listen, follow. */
  #change(mapping: Mapping): void {
    this.#mapping = mapping;
    const application = this.#sources?.application ?? NO_APPLICATION;
    const value = writeMapping(mapping, application, this.valueShape);
    this.#hasValue = true;
    this.#written = this.value = value;
    this.#internals.setFormValue(value === undefined ? null : JSON.stringify(value));
    this.#judge();
    this.requestUpdate();
    for (const type of ['input', 'change'])
      this.dispatchEvent(new Event(type, {bubbles: true, composed: true}));
  }

  #focusRow(key: string): void {
    void this.updateComplete.then(() => {
      const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-key]')];
      rows
        .find((row) => row.dataset['key'] === key)
        ?.querySelector<HTMLElement>('paragon-combobox')
        ?.focus();
    });
  }

  #focusLater(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}

/** Typing in a list is not a change of the mapping yet. */
const stop = (event: Event) => event.stopPropagation();

declare global {
  interface HTMLElementTagNameMap {
    'paragon-field-mapper': ParagonFieldMapper;
  }
}
