import {html, type LitElement} from 'lit';
import {MessagesController} from '../../../controllers/messages-controller.js';
import {parameterList} from '../../../controllers/parameter-lists.js';
import {enTriggers} from '../../../i18n/en-triggers.js';
import {hasMessages} from '../../../internal/has-messages.js';
import {plainText} from '../../../internal/inputs.js';
import type {ParagonCombobox} from '../../combobox/combobox.js';
import '../../combobox/combobox.define.js';
import {comboboxParts} from '../../combobox/parts.js';
import type {InputControl} from '../control.js';

/** A list in which a typed text counts, too, unless the input says `creatable: false`. */
export function createControl(host: LitElement): InputControl {
  const texts = hasMessages(host) ? new MessagesController(host, enTriggers) : undefined;
  return {
    labels: 'group',
    render(context) {
      const {input, value} = context;
      const {source, waiting} = parameterList(context);
      const isCreatable = input['creatable'] !== false;
      const {orTypeValue} = texts?.value ?? enTriggers;
      return html`<paragon-combobox
        id=${context.id}
        exportparts=${comboboxParts}
        .source=${source ?? (waiting || !isCreatable ? undefined : NOTHING)}
        .value=${plainText(value) || undefined}
        .valueLabel=${plainText(input.fallbackText) || undefined}
        .label=${context.label}
        .description=${context.description}
        .placeholder=${plainText(input.placeholder) || (isCreatable ? orTypeValue : context.messages.choose)}
        .waiting=${waiting || context.messages.noOptions}
        .creatable=${isCreatable}
        .required=${context.required}
        .invalid=${context.invalid}
        .disabled=${context.disabled}
        .readOnly=${context.readOnly}
        @change=${(event: Event) =>
          context.set((event.currentTarget as ParagonCombobox).value, {commit: true})}
      ></paragon-combobox>`;
    },
    focus: () => host.renderRoot.querySelector<HTMLElement>('paragon-combobox')?.focus(),
  };
}

/** Only what is typed. */
const NOTHING = {
  key: 'nothing',
  isPaged: false,
  load: () => Promise.resolve({options: [], nextCursor: null}),
};
