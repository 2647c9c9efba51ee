import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {InputOption} from '../../../core/types/index.js';
import type {OptionSource} from '../../../internal/option-source.js';
import type {ParagonCombobox} from '../../combobox/combobox.js';
import '../../combobox/combobox.define.js';
import {comboboxParts} from '../../combobox/parts.js';
import type {ControlContext} from '../control.js';

/** A combobox in a control: what differs from the control's own context. */
export interface ComboboxField {
  readonly id: string;
  readonly label: string;
  readonly source: OptionSource | undefined;
  readonly value: string | undefined;
  readonly valueLabel?: string;
  readonly description?: string;
  readonly placeholder?: string;
  /** Why there is nothing to choose from yet. */
  readonly waiting?: string;
  readonly required?: boolean;
  readonly invalid?: boolean;
  readonly creatable?: boolean;
  readonly clearable?: boolean;
  onChoose(option: InputOption | undefined, combobox: ParagonCombobox): void;
}

/** Draws a combobox. */
export function comboboxField(
  {disabled, readOnly, messages}: ControlContext,
  field: ComboboxField,
): TemplateResult {
  return html`<paragon-combobox
    id=${field.id}
    exportparts=${comboboxParts}
    .source=${field.source}
    .value=${live(field.value)}
    .valueLabel=${field.valueLabel}
    .label=${field.label}
    .description=${field.description ?? ''}
    .placeholder=${field.placeholder || messages.choose}
    .waiting=${field.waiting ?? ''}
    .messages=${messages}
    .disabled=${disabled}
    .readOnly=${readOnly}
    .required=${field.required ?? false}
    .invalid=${field.invalid ?? false}
    .creatable=${field.creatable ?? false}
    .clearable=${field.clearable ?? true}
    @change=${(event: Event) => {
      const combobox = event.currentTarget as ParagonCombobox;
      field.onChoose(combobox.selectedOption, combobox);
    }}
  ></paragon-combobox>`;
}

/** A combobox of several in a control, with a visible label and help of its own. */
export const labelledCombobox = (context: ControlContext, field: ComboboxField): TemplateResult =>
  html`<div class="piece">
    <label part="label" class="piece-label" for=${field.id} @click=${focusLabelled}>${field.label}</label>
    ${field.description ? html`<span part="hint" class="hint">${field.description}</span>` : nothing}
    ${comboboxField(context, field)}
  </div>`;

/** The browser knows only controls of its own behind a label. */
function focusLabelled(event: Event): void {
  const label = event.currentTarget as HTMLLabelElement;
  (label.getRootNode() as ShadowRoot).getElementById(label.htmlFor)?.focus();
}

/** Focuses the first combobox, or another control, that can be used. */
export function focusFirst(host: LitElement): void {
  const controls = host.renderRoot.querySelectorAll<HTMLElement & {disabled?: boolean}>(
    'paragon-combobox, .control input, .control textarea',
  );
  [...controls].find(({disabled}) => !disabled)?.focus();
}
