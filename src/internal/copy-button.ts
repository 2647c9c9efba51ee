import {html, type TemplateResult} from 'lit';
import type {CopyController} from '../controllers/copy-controller.js';
import type {InputMessages} from '../i18n/en-input.js';

export interface CopyButtonOptions {
  readonly copy: CopyController;
  readonly messages: Pick<InputMessages, 'copy' | 'copied' | 'copyFailed'>;
  /** Text of a button that stands on its own; without one it stands in a field. */
  readonly label?: string;
  /** The browser has no clipboard, or refuses it. */
  readonly onRefused?: () => void;
}

/** A button that copies a text and confirms it for a moment. Part: `copy-button`. */
export function copyButton(
  text: string,
  {copy, messages, label, onRefused}: CopyButtonOptions,
): TemplateResult {
  const result = copy.resultOf(text);
  const shown =
    result === undefined ? (label ?? messages.copy) : result ? messages.copied : messages.copyFailed;
  return html`<button
    part="copy-button"
    class=${label ? 'button' : 'inside'}
    type="button"
    aria-live="polite"
    @click=${async () => {
      await copy.copy(text);
      if (copy.resultOf(text) === false) onRefused?.();
    }}
  >
    ${shown}
  </button>`;
}
