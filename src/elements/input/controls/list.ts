import {html, type LitElement} from 'lit';
import {optionSource} from '../../../controllers/input-sources.js';
import {plainText} from '../../../internal/inputs.js';
import type {OptionSource} from '../../../internal/option-source.js';
import {warnOnce} from '../../../internal/warn-once.js';
import type {ControlContext, InputControl} from '../control.js';
import {ListSources} from '../list-sources.js';
import {comboboxField} from './combobox-field.js';

/** A choice from one list: `ENUM`, `DYNAMIC_ENUM` and `CUSTOM_DROPDOWN`. */
export function createControl(host: LitElement): InputControl {
  const sources = new ListSources(host);

  /** `null`: the list is nowhere to be found. */
  function sourceOf(context: ControlContext): OptionSource | null {
    const {client, integration, credentialId, input} = context;
    const found = sources.of(context);
    const source = found?.kind === 'single' ? found.source : undefined;
    // The service may know options of which it describes no source.
    const action = input.type === 'DYNAMIC_ENUM' ? plainText(input.sourceType) : '';
    if (source) return optionSource({client, integration, credentialId, source});
    return action && integration ? optionSource({client, integration, credentialId, action}) : null;
  }

  return {
    render(context) {
      const {input, id, label, value, description, required, invalid, messages, set} = context;
      const source = sourceOf(context);
      const isWaiting = !source && sources.isWaiting(context);
      if (!source && !isWaiting) {
        tellAboutMissing(context);
        return html`<p part="unsupported" class="unsupported" id=${id}>${messages.optionsMissing}</p>`;
      }
      const fallback = plainText(input.fallbackText);
      return comboboxField(context, {
        id,
        label,
        source: source ?? undefined,
        value: textOf(value),
        valueLabel: fallback || undefined,
        description,
        placeholder: plainText(input.placeholder) || fallback,
        waiting: messages.loadingOptions,
        required,
        invalid,
        onChoose: (option) => set(option?.value, {commit: true}),
      });
    },
  };
}

/** Values may come as something else than texts; they are compared as texts. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

function tellAboutMissing({input, integration}: ControlContext): void {
  const key = plainText(input.key);
  if (input.type === 'CUSTOM_DROPDOWN') {
    warnOnce(
      `dropdown ${integration} ${key}`,
      `<paragon-input>: no options are registered for the dropdown "${key}". Pass them to setDataSources({dropdowns}).`,
    );
  }
}
