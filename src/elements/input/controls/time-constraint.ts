import {css, html, type LitElement} from 'lit';
import {live} from 'lit/directives/live.js';
import {MessagesController} from '../../../controllers/messages-controller.js';
import {isRecord} from '../../../core/data.js';
import type {ConnectInputValue, SerializedConnectInput} from '../../../core/types/index.js';
import {enTriggers} from '../../../i18n/en-triggers.js';
import {addStyles} from '../../../internal/add-styles.js';
import {hasMessages} from '../../../internal/has-messages.js';
import {plainText} from '../../../internal/inputs.js';
import type {ControlContext, InputControl} from '../control.js';

const styles = css`
  .time {
    display: grid;
    grid-template-columns: minmax(6ch, 1fr) minmax(9ch, 1fr);
    gap: var(--_space);
  }
`;

/** A time span as it is stored: `{value: 30, unit: 'MINUTES'}`. The service documents no shape. */
interface Span {
  readonly value: string;
  readonly unit: string;
}

function readSpan(value: ConnectInputValue, units: readonly string[]): Span {
  const given = isRecord(value) ? value : {value};
  const unit = plainText(given['unit']);
  return {value: plainText(given['value']), unit: unit || (units[0] ?? 'MINUTES')};
}

function unitsOf({supportedUnits}: SerializedConnectInput): readonly string[] {
  const named = Array.isArray(supportedUnits)
    ? supportedUnits.filter((unit) => typeof unit === 'string')
    : [];
  return named.length ? named : Object.keys(enTriggers.units);
}

/** A number and its unit. */
export function createControl(host: LitElement): InputControl {
  const texts = hasMessages(host) ? new MessagesController(host, enTriggers) : undefined;
  const messages = () => texts?.value ?? enTriggers;

  function change(context: ControlContext, part: Partial<Span>): void {
    const {value, unit} = {...readSpan(context.value, unitsOf(context.input)), ...part};
    const number = Number(value);
    const isNumber = value.trim() !== '' && Number.isFinite(number);
    const isStored = value !== '' || isRecord(context.value);
    context.set(isStored || part.unit ? {value: isNumber ? number : value, unit} : undefined);
  }

  return {
    labels: 'group',
    render(context) {
      addStyles(host, styles);
      const {id, input, label} = context;
      const units = unitsOf(input);
      const span = readSpan(context.value, units);
      const shown = units.includes(span.unit) ? units : [span.unit, ...units];
      const {amount, unit, units: names} = messages();
      return html`<div class="time" role="group" aria-label=${label}>
        <div class="control">
          <input
            part="input"
            class="bare"
            id=${id}
            type="number"
            min="0"
            step="any"
            inputmode="decimal"
            aria-label="${label}: ${amount}"
            aria-describedby=${context.describedBy}
            aria-required=${context.required ? 'true' : 'false'}
            aria-invalid=${context.invalid ? 'true' : 'false'}
            ?disabled=${context.disabled}
            ?readonly=${context.readOnly}
            .value=${live(span.value)}
            @input=${(event: Event) => change(context, {value: (event.target as HTMLInputElement).value})}
            @change=${() => context.commit()}
          />
        </div>
        <div class="control">
          <select
            part="select"
            class="bare"
            aria-label="${label}: ${unit}"
            ?disabled=${context.disabled || context.readOnly}
            @change=${(event: Event) => {
              change(context, {unit: (event.target as HTMLSelectElement).value});
              context.commit();
            }}
          >
            ${shown.map(
              (one) =>
                html`<option value=${one} ?selected=${one === span.unit} .selected=${live(one === span.unit)}>
                  ${Object.hasOwn(names, one) ? names[one] : one}
                </option>`,
            )}
          </select>
        </div>
      </div>`;
    },
    isEmpty: (value) => readSpan(value, []).value.trim() === '',
    problem: ({value}) => {
      const number = Number(readSpan(value, []).value);
      return Number.isFinite(number) && number > 0 ? undefined : messages().invalidAmount;
    },
    focus: () => host.renderRoot.querySelector<HTMLElement>('.time input')?.focus(),
  };
}
