import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {optionSource} from '../../../controllers/input-sources.js';
import {MessagesController} from '../../../controllers/messages-controller.js';
import {parameterList, type ParameterList} from '../../../controllers/parameter-lists.js';
import {enTriggers} from '../../../i18n/en-triggers.js';
import {addStyles} from '../../../internal/add-styles.js';
import {
  NEW_CONDITION,
  isFinished,
  operatorsOf,
  readFilter,
  takesValue,
  withCondition,
  withoutCondition,
  writeFilter,
  type Condition,
  type Filter,
} from '../../../internal/conditions.js';
import {hasMessages} from '../../../internal/has-messages.js';
import type {ParagonCombobox} from '../../combobox/combobox.js';
import '../../combobox/combobox.define.js';
import {comboboxParts} from '../../combobox/parts.js';
import type {ControlContext, InputControl} from '../control.js';
import {styles} from './conditional.styles.js';

/** A filter: groups of conditions, of which one is enough. The value is what a trigger subscription takes. */
export function createControl(host: LitElement): InputControl {
  const texts = hasMessages(host) ? new MessagesController(host, enTriggers) : undefined;
  const messages = () => texts?.value ?? enTriggers;
  /** With what is unfinished, and so not part of the value. */
  let draft: Filter = [];
  let known: string | undefined;
  let status = '';

  function read(value: unknown): void {
    const key = JSON.stringify(value ?? null);
    if (key === known) return;
    known = key;
    draft = readFilter(value);
  }

  function change(filter: Filter, context: ControlContext, isDone = true): void {
    draft = filter;
    const value = writeFilter(filter);
    const key = JSON.stringify(value ?? null);
    const isNew = key !== known;
    known = key;
    if (isNew) context.set(value, {commit: isDone});
    host.requestUpdate();
  }

  function focusLater(selector: string): void {
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  function add(group: number, context: ControlContext): void {
    status = messages().conditionAdded;
    const isNewGroup = group >= draft.length;
    const filter = isNewGroup
      ? [...draft, [NEW_CONDITION]]
      : draft.map((conditions, place) => (place === group ? [...conditions, NEW_CONDITION] : conditions));
    change(filter, context);
    focusLater(`[data-at="${group}-${(filter[group]?.length ?? 1) - 1}"] paragon-combobox`);
  }

  function remove(group: number, index: number, context: ControlContext): void {
    status = messages().conditionRemoved;
    change(withoutCondition(draft, group, index), context);
    const isGroupLeft = !!draft[group];
    focusLater(
      isGroupLeft ? `[data-at="${group}-${Math.max(0, index - 1)}"] .remove-condition` : '.add-condition',
    );
  }

  function row(
    condition: Condition,
    [group, index]: readonly [number, number],
    list: ParameterList & {readonly isFree: boolean},
    context: ControlContext,
  ): TemplateResult {
    const number = draft.slice(0, group).flat().length + index + 1;
    const {disabled, readOnly, label} = context;
    const text = messages();
    const name = `${label}, ${text.conditionNumber(number)}`;
    const invalid = context.invalid && !isFinished(condition);
    const set = (part: Partial<Condition>, isDone?: boolean) =>
      change(withCondition(draft, group, index, part), context, isDone);
    const operators = operatorsOf(context.input['supportedOperators']);
    const {operator} = condition;
    const shown = operator && !operators.includes(operator) ? [operator, ...operators] : operators;
    return html`<div
      class="condition"
      part="condition"
      role="group"
      aria-label=${name}
      data-at="${group}-${index}"
    >
      <paragon-combobox
        exportparts=${comboboxParts}
        .source=${list.source}
        .value=${condition.field || undefined}
        .label="${name}: ${text.conditionField}"
        .placeholder=${text.conditionField}
        .waiting=${list.waiting}
        .creatable=${list.isFree}
        .required=${true}
        .invalid=${invalid && !condition.field}
        .disabled=${disabled}
        .readOnly=${readOnly}
        @change=${(event: Event) => set({field: (event.currentTarget as ParagonCombobox).value ?? ''})}
      ></paragon-combobox>
      <div class="control">
        <select
          part="select"
          class="bare"
          aria-label="${name}: ${text.conditionOperator}"
          aria-required="true"
          aria-invalid=${invalid && !operator ? 'true' : 'false'}
          ?disabled=${disabled || readOnly}
          @change=${(event: Event) => {
            const chosen = (event.target as HTMLSelectElement).value;
            set({operator: chosen, ...(!takesValue(chosen) && {value: ''})});
          }}
        >
          <option value="" .selected=${live(!operator)}>${text.conditionOperator}</option>
          ${shown.map(
            (one) =>
              html`<option value=${one} .selected=${live(one === operator)}>
                ${Object.hasOwn(text.operators, one) ? text.operators[one] : one}
              </option>`,
          )}
        </select>
      </div>
      ${
        takesValue(operator)
          ? html`<div class="control">
              <input
                part="input"
                class="bare"
                type=${operator.startsWith('$number') ? 'number' : 'text'}
                step="any"
                dir="auto"
                autocomplete="off"
                aria-label="${name}: ${text.conditionValue}"
                aria-required="true"
                aria-invalid=${invalid && !condition.value.trim() ? 'true' : 'false'}
                placeholder=${text.conditionValue}
                ?disabled=${disabled}
                ?readonly=${readOnly}
                .value=${live(condition.value)}
                @input=${(event: Event) => set({value: (event.target as HTMLInputElement).value}, false)}
                @change=${() => context.commit()}
              />
            </div>`
          : nothing
      }
      ${
        disabled || readOnly
          ? nothing
          : html`<button
              type="button"
              class="remove-condition"
              part="remove-button"
              aria-label=${text.removeCondition(number)}
              @click=${() => remove(group, index, context)}
            ></button>`
      }
    </div>`;
  }

  const button = (text: string, more: string, onClick: () => void): TemplateResult =>
    html`<button type="button" class="button quiet ${more}" part="add-button" @click=${onClick}>
      ${text}
    </button>`;

  return {
    labels: 'group',
    render(context) {
      addStyles(host, styles);
      read(context.value);
      const {id, describedBy, input, disabled, readOnly} = context;
      const text = messages();
      const list = keysOf(context);
      const isFixed = disabled || readOnly;
      const isOrAllowed = input['disableOrCondition'] !== true;
      return html`<div
        class="filter"
        id=${id}
        role="group"
        aria-labelledby="${id}-label"
        aria-describedby=${describedBy}
      >
        ${draft.map(
          (conditions, group) => html`
            ${group ? html`<span class="joint or" part="joint">${text.or}</span>` : nothing}
            <div
              class="condition-group"
              part="condition-group"
              role="group"
              aria-label=${text.conditionGroup(group + 1)}
            >
              ${conditions.map(
                (condition, index) => html`
                  ${index ? html`<span class="joint" part="joint">${text.and}</span>` : nothing}
                  ${row(condition, [group, index], list, context)}
                `,
              )}
              ${isFixed ? nothing : html`<div>${button(text.addAndCondition, '', () => add(group, context))}</div>`}
            </div>
          `,
        )}
        ${
          isFixed || (draft.length && !isOrAllowed)
            ? nothing
            : html`<div>
                ${button(draft.length ? text.addOrGroup : text.addCondition, 'add-condition', () => add(draft.length, context))}
              </div>`
        }
        <span class="sr" role="status">${status}</span>
      </div>`;
    },
    isEmpty: (value) => {
      read(value);
      return !draft.length;
    },
    problem: ({value}) => {
      read(value);
      return draft.flat().every(isFinished) ? undefined : messages().conditionUnfinished;
    },
    reset() {
      draft = [];
      known = undefined;
      status = '';
    },
    focus: () =>
      host.renderRoot.querySelector<HTMLElement>('.filter :is(paragon-combobox, .add-condition)')?.focus(),
  };
}

/** What can be compared: what the service loads or names; else whatever is typed. */
function keysOf(context: ControlContext): ParameterList & {readonly isFree: boolean} {
  const {client, integration, input} = context;
  const {supportedKeys} = input;
  if (input['supportedKeysSource']) return {...parameterList(context), isFree: false};
  const keys = Array.isArray(supportedKeys) ? supportedKeys.map(String) : [];
  const values = keys.map((key) => ({label: key, value: key}));
  const source = optionSource({
    client,
    integration,
    source: {type: 'STATIC_ENUM_DATA_SOURCE', id: `${input.id} keys`, values},
  });
  return {source, waiting: '', isFree: !keys.length};
}
