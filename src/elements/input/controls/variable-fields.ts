import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {InputOption} from '../../../core/types/index.js';
import type {OptionSource} from '../../../internal/option-source.js';
import type {ControlContext} from '../control.js';
import {comboboxField, labelledCombobox} from './combobox-field.js';
import type {Variable} from './variable-list.js';

type VariableValue = string | readonly string[];

/** What a variable field is drawn with. */
export interface VariableField {
  readonly variable: Variable;
  readonly id: string;
  readonly value: VariableValue | undefined;
  /** `isDone`: fires `change` as well. */
  readonly set: (value: VariableValue | undefined, isDone: boolean) => void;
  /** Takes an optional field out of the form; `undefined`: it is required. */
  readonly onRemove: (() => void) | undefined;
}

const localSources = new WeakMap<object, OptionSource>();
let count = 0;

/** Items that are there already, as a source. The same list gives the same source. */
export function localSource(items: readonly InputOption[]): OptionSource {
  const made = localSources.get(items) ?? {
    key: `local ${++count}`,
    isPaged: false,
    load: async () => ({options: items, nextCursor: null}),
  };
  localSources.set(items, made);
  return made;
}

/** One field of the variable part, by its type. */
export function variableField(
  host: LitElement,
  context: ControlContext,
  field: VariableField,
): TemplateResult {
  const {variable, onRemove} = field;
  const {messages, disabled, readOnly} = context;
  return html`<div class="variable">
    ${controlOf(host, context, field)}
    ${
      onRemove && !readOnly
        ? html`<button
            part="remove-field-button"
            class="cross"
            type="button"
            aria-label=${messages.removeField(variable.title)}
            ?disabled=${disabled}
            @click=${onRemove}
          ></button>`
        : nothing
    }
  </div>`;
}

function controlOf(host: LitElement, context: ControlContext, field: VariableField): TemplateResult {
  switch (field.variable.type) {
    case 'dropdown':
      return dropdown(context, field);
    case 'multi':
      return several(host, context, field);
    case 'multiCheckbox':
      return checkboxes(context, field);
    default:
      return line(context, field);
  }
}

const one = (value: VariableValue | undefined): string =>
  (typeof value === 'string' ? value : value?.[0]) ?? '';
const many = (value: VariableValue | undefined): readonly string[] =>
  typeof value === 'string' ? (value ? [value] : []) : (value ?? []);

const written = ({isList}: Variable, text: string): VariableValue | undefined => {
  if (!text) return undefined;
  return isList ? [text] : text;
};

function line(context: ControlContext, {variable, id, value, set}: VariableField): TemplateResult {
  const {messages, disabled, readOnly, invalid} = context;
  const {title, type, format, isRequired} = variable;
  const isMissing = invalid && isRequired && !one(value);
  const onInput = (event: Event) =>
    set(written(variable, (event.target as HTMLInputElement).value), event.type === 'change');
  const describedBy = format ? `${id}-hint` : nothing;
  return html`<div class="piece">
    <label part="label" class="piece-label" for=${id}>${title}${mark(context, isRequired)}</label>
    ${format ? html`<span part="hint" class="hint" id="${id}-hint">${messages.textFormat(format)}</span>` : nothing}
    <div class="control">
      ${
        format
          ? html`<textarea
              part="input"
              class="bare"
              id=${id}
              rows="3"
              dir="auto"
              aria-describedby=${describedBy}
              aria-required=${isRequired ? 'true' : 'false'}
              aria-invalid=${isMissing ? 'true' : 'false'}
              ?disabled=${disabled}
              ?readonly=${readOnly}
              .value=${live(one(value))}
              @input=${onInput}
              @change=${onInput}
            ></textarea>`
          : html`<input
              part="input"
              class="bare"
              id=${id}
              type=${type === 'number' ? 'number' : 'text'}
              step=${type === 'number' ? 'any' : nothing}
              dir=${type === 'number' ? nothing : 'auto'}
              autocomplete="off"
              aria-required=${isRequired ? 'true' : 'false'}
              aria-invalid=${isMissing ? 'true' : 'false'}
              ?disabled=${disabled}
              ?readonly=${readOnly}
              .value=${live(one(value))}
              @input=${onInput}
              @change=${onInput}
            />`
      }
    </div>
  </div>`;
}

const mark = ({messages, readOnly}: ControlContext, isRequired: boolean): TemplateResult | typeof nothing => {
  if (readOnly) return nothing;
  return isRequired
    ? html`<span class="required" aria-hidden="true"> *</span>`
    : html` <span class="optional">${messages.optional}</span>`;
};

const dropdown = (context: ControlContext, {variable, id, value, set}: VariableField): TemplateResult =>
  labelledCombobox(context, {
    id,
    label: variable.title,
    source: localSource(variable.items),
    value: one(value) || undefined,
    required: variable.isRequired,
    invalid: context.invalid && variable.isRequired && !one(value),
    creatable: variable.isOpen,
    onChoose: (option) => set(option && written(variable, String(option.value)), true),
  });

/** Chosen items as a list, and a combobox that adds to it. */
function several(
  host: LitElement,
  context: ControlContext,
  {variable, id, value, set}: VariableField,
): TemplateResult {
  const {messages, disabled, readOnly, invalid} = context;
  const chosen = many(value);
  const labels = new Map(variable.items.map((item) => [item.value, item.label]));
  const remove = (index: number) => {
    const rest = chosen.filter((_item, at) => at !== index);
    set(rest.length ? rest : undefined, true);
    // The button is gone; the focus goes on to where items are added.
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus());
  };
  return html`<div class="piece" role="group" aria-labelledby="${id}-label">
    <span part="label" class="piece-label" id="${id}-label"
      >${variable.title}${mark(context, variable.isRequired)}</span
    >
    ${
      chosen.length
        ? html`<ul class="choices" role="list">
            ${chosen.map(
              (item, index) =>
                html`<li part="choice" class="choice">
                  <span dir="auto">${labels.get(item) ?? item}</span>
                  ${
                    readOnly
                      ? nothing
                      : html`<button
                          class="cross"
                          type="button"
                          aria-label=${messages.removeItem(labels.get(item) ?? item)}
                          ?disabled=${disabled}
                          @click=${() => remove(index)}
                        ></button>`
                  }
                </li>`,
            )}
          </ul>`
        : nothing
    }
    ${
      readOnly
        ? nothing
        : comboboxField(context, {
            id,
            label: messages.addItem(variable.title),
            source: without(variable.items, chosen),
            value: undefined,
            required: variable.isRequired,
            invalid: invalid && variable.isRequired && !chosen.length,
            creatable: variable.isOpen,
            onChoose: (option, combobox) => {
              combobox.value = undefined;
              if (option && !chosen.includes(String(option.value)))
                set([...chosen, String(option.value)], true);
            },
          })
    }
  </div>`;
}

const rests = new WeakMap<object, {readonly key: string; readonly items: readonly InputOption[]}>();

/** The items that are not chosen yet. */
function without(items: readonly InputOption[], chosen: readonly string[]): OptionSource {
  const key = JSON.stringify(chosen);
  const known = rests.get(items);
  if (known?.key === key) return localSource(known.items);
  const rest = items.filter(({value}) => !chosen.includes(value));
  rests.set(items, {key, items: rest});
  return localSource(rest);
}

function checkboxes(context: ControlContext, {variable, id, value, set}: VariableField): TemplateResult {
  const {disabled, readOnly} = context;
  const chosen = many(value);
  const toggle = (item: string, isOn: boolean) => {
    const others = chosen.filter((other) => other !== item);
    const next = isOn ? [...others, item] : others;
    set(next.length ? next : undefined, true);
  };
  return html`<div class="piece" role="group" aria-labelledby="${id}-label">
    <span part="label" class="piece-label" id="${id}-label"
      >${variable.title}${mark(context, variable.isRequired)}</span
    >
    ${variable.items.map(
      (item, index) =>
        html`<label part="check" class="check">
          <input
            type="checkbox"
            id=${index ? `${id}-${index}` : id}
            .checked=${live(chosen.includes(item.value))}
            ?disabled=${disabled || readOnly}
            @change=${(event: Event) => toggle(item.value, (event.target as HTMLInputElement).checked)}
          />
          <span dir="auto">${item.label}</span>
        </label>`,
    )}
  </div>`;
}
