import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {InputOption} from '../../core/types/index.js';
import type {MapperMessages} from '../../i18n/en-mapper.js';
import type {OptionSource} from '../../internal/option-source.js';
import {comboboxParts} from '../combobox/parts.js';
import {isRemovable, rowKey, type Application, type Duplicate, type MappingRow} from './mapping-rows.js';

/** A level above the rows: the kind of record, or what lies between it and its fields. */
export interface LevelView {
  readonly name: 'object' | 'dependent';
  readonly title: string;
  readonly source: OptionSource | undefined;
  readonly value: string | undefined;
  /** Why nothing can be chosen yet. */
  readonly waiting: string;
  readonly invalid: boolean;
}

/** A choice that would drop mappings, and is not made yet. */
export interface PendingChoice {
  readonly level: LevelView['name'];
  readonly value: string | undefined;
  readonly label: string | undefined;
}

export interface MapperView {
  readonly messages: MapperMessages & {readonly tryAgain: string};
  /** What the integration is called. */
  readonly name: string;
  readonly locale: string;
  readonly levels: readonly LevelView[];
  readonly pending: PendingChoice | undefined;
  readonly mappedCount: number;
  readonly rows: readonly MappingRow[];
  readonly application: Application;
  readonly fields: OptionSource | undefined;
  /** Why no row can be mapped yet. */
  readonly waiting: string;
  readonly hasFailed: boolean;
  readonly labelOf: (value: string | undefined) => string | undefined;
  readonly duplicates: ReadonlyMap<string, Duplicate>;
  readonly suggestions: ReadonlyMap<string, InputOption>;
  /** The application's fields that can be added; nothing if none can. */
  readonly addable: OptionSource | undefined;
  /** Stands for rows when there are none. */
  readonly emptyText: string;
  /** What is wrong with the last try to add a field. */
  readonly addProblem: string;
  readonly disabled: boolean;
  readonly readOnly: boolean;
  readonly required: boolean;
  readonly on: {
    choose(level: LevelView['name'], value: string | undefined, label: string | undefined): void;
    answer(isConfirmed: boolean): void;
    map(row: MappingRow, option: {value: string | undefined; label: string | undefined}): void;
    take(keys: readonly string[]): void;
    leave(keys: readonly string[]): void;
    add(text: string | undefined): void;
    remove(row: MappingRow): void;
    retry(): void;
  };
}

/** What a combobox tells, as far as it is needed here. */
interface Choice extends HTMLElement {
  readonly value: string | undefined;
  readonly selectedOption: InputOption | undefined;
}

/** A mapping of more rows is drawn in part. */
const MANY = 50;

const choiceOf = (event: Event): Choice => event.currentTarget as Choice;

/** Levels, the question before mappings are dropped, and a row for each field of the application. */
export const mapperView = (view: MapperView): TemplateResult => html`
  ${view.levels.map((level) => levelField(level, view))} ${view.hasFailed ? failure(view) : nothing}
  ${suggestionBar(view)}
  <div class="mappings" part="mappings">
    <div class="head" part="head" aria-hidden="true">
      <span>${view.messages.yourField}</span>
      <span>${view.messages.integrationField(view.name)}</span>
    </div>
    ${
      view.rows.length
        ? html`<ul class="rows ${view.rows.length > MANY ? 'many' : ''}" part="rows" role="list">
            ${repeat(view.rows, rowKey, (row) => rowItem(row, view))}
          </ul>`
        : html`<p class="empty" part="empty">${view.emptyText}</p>`
    }
  </div>
  ${view.addable ? addField(view, view.addable) : nothing}
`;

function levelField(level: LevelView, view: MapperView): TemplateResult {
  const {messages, pending} = view;
  const isAsked = pending?.level === level.name;
  return html`
    <div class="level" part="level">
      <span class="label" part="label" aria-hidden="true"
        >${level.title}${view.required ? html`<span class="required"> *</span>` : nothing}</span
      >
      <paragon-combobox
        id=${level.name}
        exportparts=${comboboxParts}
        .source=${level.source}
        .value=${isAsked ? pending.value : level.value}
        .valueLabel=${isAsked ? pending.label : undefined}
        .label=${level.title}
        .placeholder=${messages.choose}
        .waiting=${level.waiting}
        .required=${view.required}
        .invalid=${level.invalid}
        .disabled=${view.disabled}
        .readOnly=${view.readOnly}
        @change=${(event: Event) => {
          const {value, selectedOption} = choiceOf(event);
          view.on.choose(level.name, value, selectedOption?.label);
        }}
      ></paragon-combobox>
      ${isAsked ? question(pending, view) : nothing}
    </div>
  `;
  function question({label}: PendingChoice, {mappedCount, on}: MapperView): TemplateResult {
    return html`<div
      class="notice warning"
      part="confirm"
      role="group"
      aria-labelledby="confirm-title"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        // A dialog around this stays open.
        event.preventDefault();
        event.stopPropagation();
        on.answer(false);
      }}
    >
      <p class="notice-title" part="notice-title" id="confirm-title">${messages.dropMappingsTitle(label)}</p>
      <p class="notice-text" part="notice-text" id="confirm-text">
        ${messages.dropMappingsText(mappedCount)}
      </p>
      <div class="actions">
        <button
          type="button"
          class="button"
          part="keep-button"
          id="keep"
          aria-describedby="confirm-title confirm-text"
          @click=${() => on.answer(false)}
        >
          ${messages.dropMappingsKeep}
        </button>
        <button type="button" class="button danger" part="confirm-button" @click=${() => on.answer(true)}>
          ${messages.dropMappingsConfirm}
        </button>
      </div>
    </div>`;
  }
}

const failure = ({messages, on}: MapperView): TemplateResult => html`
  <div class="notice" part="notice" role="alert">
    <p class="notice-title" part="notice-title">${messages.fieldsFailed}</p>
    <div class="actions">
      <button type="button" class="button" part="retry-button" @click=${() => on.retry()}>
        ${messages.tryAgain}
      </button>
    </div>
  </div>
`;

function suggestionBar({messages, suggestions, on}: MapperView): TemplateResult | typeof nothing {
  if (suggestions.size < 2) return nothing;
  const keys = [...suggestions.keys()];
  return html`<div class="suggestions" part="suggestions">
    <p class="suggestions-text">${messages.suggestionsTitle(suggestions.size)}</p>
    <div class="actions">
      <button type="button" class="button primary" part="take-all-button" @click=${() => on.take(keys)}>
        ${messages.takeAllSuggestions}
      </button>
      <button type="button" class="button quiet" part="leave-all-button" @click=${() => on.leave(keys)}>
        ${messages.leaveAllSuggestions}
      </button>
    </div>
  </div>`;
}

function rowItem(row: MappingRow, view: MapperView): TemplateResult {
  const {messages, on} = view;
  const key = rowKey(row);
  const suggestion = view.suggestions.get(key);
  const remarks = remarksOn(row, view);
  const canRemove = isRemovable(row, view.application) && !view.disabled && !view.readOnly;
  return html`<li class="row" part="row" data-key=${key}>
    <span class="name" part="row-label">
      <bdi>${row.label}</bdi>
      ${row.kind === 'former' ? html`<small class="former">${messages.formerField}</small>` : nothing}
    </span>
    <span class="arrow" part="arrow" aria-hidden="true"></span>
    <div class="target" part="row-target">
      <paragon-combobox
        exportparts=${comboboxParts}
        .source=${view.fields}
        .value=${row.field}
        .valueLabel=${view.labelOf(row.field)}
        .label=${messages.integrationFieldFor(view.name, row.label)}
        .description=${remarks.join(' ')}
        .placeholder=${messages.notMapped}
        .waiting=${view.waiting}
        .disabled=${view.disabled}
        .readOnly=${view.readOnly}
        @change=${(event: Event) => {
          const {value, selectedOption} = choiceOf(event);
          on.map(row, {value, label: selectedOption?.label});
        }}
      ></paragon-combobox>
      ${suggestion ? suggestionFor(key, row, suggestion, view) : nothing}
      ${remarks.map((remark) => html`<p class="remark" part="remark">${remark}</p>`)}
    </div>
    ${
      canRemove
        ? html`<button
            type="button"
            class="button quiet remove"
            part="remove-button"
            aria-label=${messages.removeMappingRow(row.label)}
            title=${messages.removeMappingRow(row.label)}
            @click=${() => on.remove(row)}
          ></button>`
        : nothing
    }
  </li>`;
}

const suggestionFor = (
  key: string,
  row: MappingRow,
  {label}: InputOption,
  {messages, on}: MapperView,
): TemplateResult => html`
  <div class="suggestion" part="suggestion">
    <button
      type="button"
      class="button small"
      part="take-button"
      aria-label=${messages.takeSuggestionFor(label, row.label)}
      @click=${() => on.take([key])}
    >
      ${messages.takeSuggestion(label)}
    </button>
    <button
      type="button"
      class="button quiet small"
      part="leave-button"
      aria-label=${messages.leaveSuggestionFor(label, row.label)}
      @click=${() => on.leave([key])}
    >
      ${messages.leaveSuggestion}
    </button>
  </div>
`;

function remarksOn(row: MappingRow, {messages, duplicates, locale}: MapperView): readonly string[] {
  const found = duplicates.get(rowKey(row));
  if (!found) return [];
  const list = new Intl.ListFormat(locale, {type: 'conjunction'});
  const quoted = found.sameField.map((label) => `“${label}”`);
  return [
    ...(quoted.length ? [messages.sameFieldTwice(list.format(quoted))] : []),
    ...(found.isSameName ? [messages.sameNameTwice] : []),
  ];
}

const addField = (view: MapperView, source: OptionSource): TemplateResult => html`
  <div class="add" part="add">
    <span class="label" part="label" aria-hidden="true">${view.messages.addMappingRow}</span>
    <paragon-combobox
      id="add"
      exportparts=${comboboxParts}
      .source=${source}
      .label=${view.messages.addMappingRow}
      .placeholder=${view.application.canCreate ? view.messages.createMappingRow : ''}
      .description=${view.addProblem}
      .invalid=${view.addProblem !== ''}
      .creatable=${view.application.canCreate}
      .disabled=${view.disabled}
      .readOnly=${view.readOnly}
      @change=${(event: Event) => {
        const combobox = choiceOf(event) as Choice & {value: string | undefined};
        const {value} = combobox;
        combobox.value = undefined;
        view.on.add(value);
      }}
    ></paragon-combobox>
    <p class="remark" part="error" ?hidden=${!view.addProblem}>${view.addProblem}</p>
  </div>
`;
