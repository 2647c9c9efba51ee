import {html, type LitElement} from 'lit';
import {CopyController} from '../../../controllers/copy-controller.js';
import {copyButton} from '../../../internal/copy-button.js';
import {plainText} from '../../../internal/inputs.js';
import type {InputControl} from '../control.js';

/** A text to copy. */
export function createControl(host: LitElement): InputControl {
  const copy = new CopyController(host);
  return {
    render({id, value, describedBy, messages, disabled}) {
      const text = plainText(value);
      return html`<div class="control">
        <input
          part="input"
          class="bare"
          id=${id}
          readonly
          dir="auto"
          .value=${text}
          ?disabled=${disabled}
          aria-describedby=${describedBy}
        />
        ${copyButton(text, {
          copy,
          messages,
          onRefused: () => host.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.select(),
        })}
      </div>`;
    },
    isEmpty: () => false,
  };
}
