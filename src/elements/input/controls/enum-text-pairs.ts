import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {MessagesController} from '../../../controllers/messages-controller.js';
import {parameterList} from '../../../controllers/parameter-lists.js';
import {isRecord} from '../../../core/data.js';
import type {ConnectInputValue} from '../../../core/types/index.js';
import {enTriggers} from '../../../i18n/en-triggers.js';
import {addStyles} from '../../../internal/add-styles.js';
import {hasMessages} from '../../../internal/has-messages.js';
import {plainText} from '../../../internal/inputs.js';
import type {ParagonCombobox} from '../../combobox/combobox.js';
import '../../combobox/combobox.define.js';
import {comboboxParts} from '../../combobox/parts.js';
import type {ControlContext, InputControl} from '../control.js';
import {styles} from './conditional.styles.js';

/** Texts by what they are for, in the order in which they were added. */
const readPairs = (value: ConnectInputValue): ReadonlyMap<string, string> =>
  new Map(isRecord(value) ? Object.entries(value).map(([key, text]) => [key, plainText(text)]) : []);

/**
 * Chosen keys, each with a text of its own. The value holds the texts by key: `{email: 'Mail address'}`. The service
 * documents no shape.
 */
export function createControl(host: LitElement): InputControl {
  const texts = hasMessages(host) ? new MessagesController(host, enTriggers) : undefined;
  const messages = () => texts?.value ?? enTriggers;
  const labels = new Map<string, string>();

  function set(pairs: ReadonlyMap<string, string>, context: ControlContext, commit: boolean): void {
    // From entries, as a key may be called `__proto__`.
    context.set(pairs.size ? Object.fromEntries(pairs) : undefined, {commit});
    host.requestUpdate();
  }

  function focusLater(selector: string, index = 0): void {
    void host.updateComplete.then(() =>
      [...host.renderRoot.querySelectorAll<HTMLElement>(selector)].at(index)?.focus(),
    );
  }

  function pair(key: string, value: string, context: ControlContext): TemplateResult {
    const pairs = readPairs(context.value);
    const name = labels.get(key) ?? key;
    const {disabled, readOnly} = context;
    const text = messages();
    return html`<li class="pair" part="pair">
      <span class="pair-key">${name}</span>
      <div class="control">
        <textarea
          part="input"
          class="bare"
          rows="1"
          dir="auto"
          aria-label="${context.label}: ${text.pairText(name)}"
          aria-required="true"
          aria-invalid=${context.invalid && !value.trim() ? 'true' : 'false'}
          ?disabled=${disabled}
          ?readonly=${readOnly}
          .value=${live(value)}
          @input=${(event: Event) =>
            set(new Map([...pairs, [key, (event.target as HTMLTextAreaElement).value]]), context, false)}
          @change=${() => context.commit()}
        ></textarea>
      </div>
      ${
        disabled || readOnly
          ? nothing
          : html`<button
              type="button"
              class="remove-condition"
              part="remove-button"
              aria-label=${text.removePair(name)}
              @click=${() => {
                set(new Map([...pairs].filter(([other]) => other !== key)), context, true);
                focusLater('.filter paragon-combobox');
              }}
            ></button>`
      }
    </li>`;
  }

  return {
    labels: 'group',
    render(context) {
      addStyles(host, styles);
      const {id, label, describedBy, disabled, readOnly} = context;
      const pairs = readPairs(context.value);
      const {source, waiting} = parameterList(context);
      const text = messages();
      return html`<div
        class="filter"
        id=${id}
        role="group"
        aria-labelledby="${id}-label"
        aria-describedby=${describedBy}
      >
        ${
          pairs.size
            ? html`<ul class="filter" role="list">
                ${[...pairs].map(([key, value]) => pair(key, value, context))}
              </ul>`
            : nothing
        }
        ${
          disabled || readOnly
            ? nothing
            : html`<paragon-combobox
                exportparts=${comboboxParts}
                .source=${source}
                .label="${label}: ${text.addPair}"
                .placeholder=${text.addPair}
                .waiting=${waiting || context.messages.noOptions}
                .description=${context.description}
                .required=${context.required && !pairs.size}
                .invalid=${context.invalid && !pairs.size}
                @change=${(event: Event) => {
                  const combobox = event.currentTarget as ParagonCombobox;
                  const {value, selectedOption} = combobox;
                  combobox.value = undefined;
                  if (value === undefined) return;
                  if (selectedOption) labels.set(value, selectedOption.label);
                  if (!pairs.has(value)) set(new Map([...pairs, [value, '']]), context, true);
                  focusLater('.pair textarea', [...pairs.keys(), value].indexOf(value));
                }}
              ></paragon-combobox>`
        }
      </div>`;
    },
    isEmpty: (value) => !readPairs(value).size,
    focus: () =>
      host.renderRoot.querySelector<HTMLElement>('.filter :is(textarea, paragon-combobox)')?.focus(),
  };
}
