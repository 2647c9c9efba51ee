import {css, html, nothing, type LitElement} from 'lit';
import {live} from 'lit/directives/live.js';
import {addStyles} from '../../../internal/add-styles.js';
import {isBlank, plainText} from '../../../internal/inputs.js';
import type {InputControl} from '../control.js';

const MAX_LINES = 20;

const styles = css`
  .code {
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
    font-size: 0.9em;
    tab-size: 2;
    white-space: pre;
    overflow-x: auto;
  }
`;

/** The `TEXTAREA` and `CODE` of triggers. Tab leaves the field, as everywhere. */
export function createControl(host: LitElement): InputControl {
  return {
    render(context) {
      addStyles(host, styles);
      const {input, id, value} = context;
      const isCode = input.type === 'CODE';
      const text = plainText(value);
      const least = Number(input.lines) || (isCode ? 6 : 3);
      return html`<div class="control">
        <textarea
          part="input"
          class="bare ${isCode ? 'code' : ''}"
          id=${id}
          rows=${Math.min(Math.max(least, text.split('\n').length), MAX_LINES)}
          dir=${isCode ? 'ltr' : 'auto'}
          spellcheck=${isCode ? 'false' : nothing}
          autocapitalize=${isCode ? 'off' : nothing}
          placeholder=${plainText(input.placeholder) || nothing}
          aria-describedby=${context.describedBy}
          aria-required=${context.required ? 'true' : 'false'}
          aria-invalid=${context.invalid ? 'true' : 'false'}
          ?disabled=${context.disabled}
          ?readonly=${context.readOnly}
          .value=${live(text)}
          @input=${(event: Event) => context.set((event.target as HTMLTextAreaElement).value)}
          @change=${() => context.commit()}
        ></textarea>
      </div>`;
    },
    isEmpty: (value) => isBlank(plainText(value).trim()),
  };
}
