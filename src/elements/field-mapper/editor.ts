import {html, type TemplateResult} from 'lit';
import type {
  ConnectInputValue,
  FieldMappingOptions,
  InputOption,
  ParagonClient,
  SerializedConnectInput,
} from '../../core/types/index.js';
import {MessagesController, type MessagesHost} from '../../controllers/messages-controller.js';
import {enMapper} from '../../i18n/en-mapper.js';
import {enShell} from '../../i18n/en-shell.js';
import {readableName} from '../../internal/icon.js';
import {metadataOf} from '../../internal/integration.js';
import {localeOf} from '../../internal/locale.js';
import {notice} from '../../internal/notice.js';
import type {OptionSource} from '../../internal/option-source.js';
import '../combobox/combobox.define.js';
import {describedInput} from './described-input.js';
import {FieldList} from './field-list.js';
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

export {editorStyles} from './field-mapper.styles.js';

const texts = {...enShell, ...enMapper};
const NO_APPLICATION = readApplication([], undefined);

/** The element around the editor, as far as the editor needs it. */
export interface EditorHost extends MessagesHost {
  readonly name: string;
  readonly integration: string;
  readonly sourceType: string | undefined;
  readonly objectName: string | undefined;
  readonly selectedCredentialId: string | undefined;
  readonly input: SerializedConnectInput | undefined;
  readonly valueShape: MappingShape;
  readonly mapObjectFields: MapObjectFields | FieldMappingOptions['mapObjectFields'] | undefined;
  readonly required: boolean;
  readonly readOnly: boolean;
}

/** What changes from one drawing to the next. */
export interface EditorContext {
  readonly client: ParagonClient;
  readonly disabled: boolean;
  /** What is said of the mapping as a whole. */
  readonly problem: string;
  /** The user has changed the mapping. */
  onChange(value: ConnectInputValue): void;
}

/** Reads, draws and changes a mapping. Loaded beside the element. */
export class MapperEditor {
  #host: EditorHost;
  #getContext: () => EditorContext;
  #list: FieldList;
  #messages: MessagesController<typeof texts>;
  #sources: MapperSources | undefined;
  #input: SerializedConnectInput | undefined;
  /** Knows the application's fields that `#mapping` was read with. */
  #applicationKey = '';
  #mapping: Mapping = {rows: [], rest: []};
  #written: ConnectInputValue;
  #hasValue = false;
  /** Suggestions that the user has left, by row. */
  #left = new Set<string>();
  #pending: PendingChoice | undefined;
  #addProblem = '';
  #status = '';

  constructor(host: EditorHost, getContext: () => EditorContext) {
    this.#host = host;
    this.#getContext = getContext;
    this.#list = new FieldList(host);
    this.#messages = new MessagesController(host, texts);
  }

  private get messages(): typeof texts {
    return this.#messages.value;
  }

  /** No kind of record is chosen, or nothing is mapped. */
  get isEmpty(): boolean {
    return !this.#mapping.objectType || !isMapped(this.#mapping);
  }

  /** There is something to map. */
  get isUsable(): boolean {
    return !!this.#sources;
  }

  get title(): string {
    return this.#input?.title || this.messages.integrationField(this.#name);
  }

  /** What has to be done first, as a sentence. */
  get missing(): string {
    const {messages} = this;
    return this.#mapping.objectType ? messages.mappingMissing : messages.objectMissing(this.#recordTitle);
  }

  /** Begins anew with the value that the form has begun with. */
  reset(): void {
    this.#hasValue = false;
    this.#left.clear();
    this.forgetQuestion();
    this.#addProblem = '';
    this.#applicationKey = '';
  }

  forgetQuestion(): void {
    this.#pending = undefined;
  }

  /** Takes over what the element was given. Returns the value that counts. */
  update(value: ConnectInputValue, isSet: boolean): ConnectInputValue {
    this.#readSources();
    const counting = this.#readValue(value, isSet);
    const {objectType, dependentType} = this.#mapping;
    const isReady = objectType && (!this.#sources?.dependent || dependentType) && this.#canLoad;
    this.#list.use(isReady ? this.#sources?.fields(objectType, dependentType) : undefined);
    if (isReady && !this.#isFixed) {
      this.#list.lookUp(this.#mapping.rows.flatMap(({field, label}) => (field ? [] : [label])));
    }
    return counting;
  }

  render(): TemplateResult {
    const {messages} = this;
    const content = this.#sources
      ? mapperView(this.#view(this.#sources))
      : notice({
          title: messages.mappingUnavailable,
          text: messages.mappingUnavailableText,
          tone: 'info',
        });
    return html`${content}
      <p class="sr" part="status" role="status">${this.#status}</p>`;
  }

  get #isFixed(): boolean {
    return this.#getContext().disabled || this.#host.readOnly;
  }

  get #name(): string {
    const {integration} = this.#host;
    return metadataOf(this.#getContext().client, integration)?.name || readableName(integration);
  }

  /** There is an account to load the lists from, or they come from the page. */
  get #canLoad(): boolean {
    if (!this.#sources?.needsAccount) return true;
    const user = this.#getContext().client.getUser();
    return user.authenticated && !!user.integrations[this.#host.integration]?.allCredentials.length;
  }

  #readSources(): void {
    const {client} = this.#getContext();
    const host = this.#host;
    this.#input = host.input ?? describedInput(client, host.integration, host);
    this.#sources = mapperSources({
      client,
      integration: host.integration,
      credentialId: host.selectedCredentialId,
      input: this.#input,
      mapObjectFields: host.mapObjectFields,
    });
  }

  #readValue(given: ConnectInputValue, isSet: boolean): ConnectInputValue {
    const application = this.#sources?.application ?? NO_APPLICATION;
    const key = JSON.stringify(application);
    if (isSet && given !== undefined) this.#hasValue = true;
    const value = this.#hasValue ? given : (given ?? this.#input?.defaultValue);
    // A page that hands back what it has heard must not undo rows that are not stored yet.
    const isNew = isSet && JSON.stringify(value) !== JSON.stringify(this.#written);
    if (!isNew && key === this.#applicationKey) return given;
    if (isNew) this.forgetQuestion();
    this.#applicationKey = key;
    this.#mapping = readMapping(value, application);
    this.#written = value;
    return value;
  }

  get #recordTitle(): string {
    return this.#sources?.recordTitle || this.messages.objectType;
  }

  #view(sources: MapperSources): MapperView {
    const {messages} = this;
    const {rows, objectType} = this.#mapping;
    const {application} = sources;
    const {disabled} = this.#getContext();
    const connect = this.#canLoad ? '' : messages.connectFirst(this.#name);
    const levels = this.#levels(sources, connect);
    const open = levels.find(({value}) => !value);
    const found = new Map(this.#isFixed ? [] : suggestions(rows, this.#list.known));
    for (const key of this.#left) found.delete(key);
    const addable = addableFields(application, rows);
    const offers = (application.canCreate || addable.length > 0) && !this.#isFixed;
    const canAdd = objectType && offers;
    const waiting = connect || (open ? messages.chooseFirst(open.title) : '');
    return {
      messages,
      name: this.#name,
      locale: localeOf(this.#host) ?? 'en',
      levels,
      pending: this.#pending,
      mappedCount: rows.filter(({field}) => field).length,
      rows,
      application,
      fields: open ? undefined : this.#list.source,
      waiting,
      hasFailed: !!this.#list.error,
      labelOf: (value) => this.#list.labelOf(value),
      duplicates: duplicates(rows),
      suggestions: found,
      addable: canAdd ? fixedList(addable) : undefined,
      emptyText: canAdd ? messages.noMappingRows : (offers && waiting) || messages.noFieldsToMap,
      addProblem: this.#addProblem,
      disabled,
      readOnly: this.#host.readOnly,
      required: this.#host.required,
      on: {
        choose: (level, value, label) => this.#choose({level, value, label}),
        answer: (isConfirmed) => this.#answer(isConfirmed),
        map: (row, option) => this.#map(row, option),
        take: (keys) => this.#take(keys, found),
        leave: (keys) => this.#leave(keys),
        add: (text) => this.#add(text),
        remove: (row) => this.#remove(row),
        retry: () => {
          // The button goes; what it belongs to stays.
          this.#focusLater(`#${levels.at(-1)?.name}`);
          this.#list.retry();
        },
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
    const {messages} = this;
    const {objectType, dependentType} = this.#mapping;
    const object: LevelView = {
      name: 'object',
      title: this.#recordTitle,
      source: connect ? undefined : sources.record,
      value: objectType,
      waiting: connect,
      invalid: this.#getContext().problem !== '' && !objectType,
    };
    if (!sources.dependent) return [object];
    const dependent: LevelView = {
      name: 'dependent',
      title: sources.dependentTitle || messages.dependentType,
      source: connect || !objectType ? undefined : sources.dependent(objectType),
      value: dependentType,
      waiting: connect || messages.chooseFirst(object.title),
      invalid: this.#getContext().problem !== '' && !dependentType,
    };
    return [object, dependent];
  }

  #choose(choice: PendingChoice): void {
    const {objectType, dependentType} = this.#mapping;
    const current = choice.level === 'object' ? objectType : dependentType;
    if (choice.value === current) {
      this.#pending = undefined;
      this.#host.requestUpdate();
    } else if (isMapped(this.#mapping)) {
      this.#pending = choice;
      this.#host.requestUpdate();
      void this.#host.updateComplete.then(() =>
        this.#host.renderRoot.querySelector<HTMLElement>('#keep')?.focus(),
      );
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
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    this.#host.requestUpdate();
    if (isConfirmed) this.#apply(pending);
    this.#focusLater(`#${pending.level}`);
  }

  #map(row: MappingRow, {value, label}: {value: string | undefined; label: string | undefined}): void {
    if (value && label) this.#list.note(value, label);
    this.#change({...this.#mapping, rows: withField(this.#mapping.rows, rowKey(row), value || undefined)});
  }

  #take(keys: readonly string[], found: ReadonlyMap<string, InputOption>): void {
    const {messages} = this;
    let {rows} = this.#mapping;
    for (const key of keys) {
      const option = found.get(key);
      if (option) rows = withField(rows, key, String(option.value));
    }
    const [first = ''] = keys;
    const taken = rows.find((row) => rowKey(row) === first);
    this.#status =
      keys.length === 1 && taken
        ? messages.mappedTo(taken.label, found.get(first)?.label ?? '')
        : messages.mappedCount(keys.length);
    this.#change({...this.#mapping, rows});
    this.#focusRow(first);
  }

  #leave(keys: readonly string[]): void {
    for (const key of keys) this.#left.add(key);
    this.#host.requestUpdate();
    this.#focusRow(keys[0] ?? '');
  }

  #add(text: string | undefined): void {
    if (text === undefined) return;
    const {application} = this.#sources ?? {application: NO_APPLICATION};
    const row = newRow(application, this.#mapping.rows, text);
    if (!row) {
      this.#host.requestUpdate();
      this.#addProblem = text.trim() ? this.messages.mappingRowExists(text.trim()) : '';
      return;
    }
    this.#addProblem = '';
    this.#status = this.messages.mappingRowAdded(row.label);
    this.#change({...this.#mapping, rows: [...this.#mapping.rows, row]});
    this.#focusRow(rowKey(row));
  }

  #remove(row: MappingRow): void {
    const index = this.#mapping.rows.indexOf(row);
    const rows = this.#mapping.rows.filter((other) => other !== row);
    const next = rows[index] ?? rows[index - 1];
    this.#addProblem = '';
    this.#status = this.messages.mappingRowRemoved(row.label);
    this.#change({...this.#mapping, rows});
    if (next) this.#focusRow(rowKey(next));
    else this.#focusLater('#add');
  }

  /** The user has changed the mapping: what is stored, and all who listen, follow. */
  #change(mapping: Mapping): void {
    this.#mapping = mapping;
    const application = this.#sources?.application ?? NO_APPLICATION;
    this.#written = writeMapping(mapping, application, this.#host.valueShape);
    this.#hasValue = true;
    this.#host.requestUpdate();
    this.#getContext().onChange(this.#written);
  }

  #focusRow(key: string): void {
    void this.#host.updateComplete.then(() => {
      const rows = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-key]')];
      rows
        .find((row) => row.dataset['key'] === key)
        ?.querySelector<HTMLElement>('paragon-combobox')
        ?.focus();
    });
  }

  #focusLater(selector: string): void {
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus(),
    );
  }
}
