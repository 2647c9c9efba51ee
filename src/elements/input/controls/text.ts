import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {htmlType, isBlank, isSecret, plainText} from '../../../internal/inputs.js';
import type {ControlContext, InputControl} from '../control.js';

const MAX_LINES = 12;

/** Text, number, e-mail address, web address, password, and texts of several lines. */
export function createControl(host: LitElement): InputControl {
  let isRevealed = false;
  /** What stands in a number field and is no number; the browser does not tell what it is. */
  let isBad = false;

  function onInput(event: Event, context: ControlContext): void {
    const field = event.target as HTMLInputElement | HTMLTextAreaElement;
    isBad = field.validity.badInput;
    context.set(field.value);
  }

  function area(context: ControlContext, lines: number): TemplateResult {
    const {input, value, id, describedBy} = context;
    const text = plainText(value);
    const rows = Math.min(Math.max(lines, text.split('\n').length), Math.max(lines, MAX_LINES));
    return html`<div class="control">
      <textarea
        part="input"
        class="bare"
        id=${id}
        rows=${rows}
        dir="auto"
        placeholder=${plainText(input.placeholder) || nothing}
        aria-describedby=${describedBy}
        aria-required=${context.required ? 'true' : 'false'}
        aria-invalid=${context.invalid ? 'true' : 'false'}
        ?disabled=${context.disabled}
        ?readonly=${context.readOnly}
        .value=${live(text)}
        @input=${(event: Event) => onInput(event, context)}
        @change=${() => context.commit()}
      ></textarea>
    </div>`;
  }

  function line(context: ControlContext): TemplateResult {
    const {input, id, describedBy} = context;
    const type = htmlType(input);
    const isHiddenText = isSecret(input);
    const [before, after] = [plainText(input.prefixLabel), plainText(input.suffixLabel)];
    return html`<div class="control">
      ${before ? html`<span part="affix" class="affix" id="${id}-before">${before}</span>` : nothing}
      <input
        part="input"
        class="bare"
        id=${id}
        type=${isHiddenText && isRevealed ? 'text' : type}
        step=${type === 'number' ? 'any' : nothing}
        placeholder=${plainText(input.placeholder) || nothing}
        autocomplete=${type === 'email' || type === 'url' || type === 'tel' ? type : 'off'}
        autocapitalize="off"
        spellcheck="false"
        dir=${type === 'text' ? 'auto' : nothing}
        ?data-secret=${isHiddenText}
        aria-describedby=${describedBy}
        aria-required=${context.required ? 'true' : 'false'}
        aria-invalid=${context.invalid ? 'true' : 'false'}
        ?disabled=${context.disabled}
        ?readonly=${context.readOnly}
        .value=${live(plainText(context.value))}
        @input=${(event: Event) => onInput(event, context)}
        @change=${() => context.commit()}
      />
      ${after ? html`<span part="affix" class="affix">${after}</span>` : nothing}
      ${isHiddenText ? revealButton(context) : nothing}
    </div>`;
  }

  function revealButton({label, messages, disabled}: ControlContext): TemplateResult {
    const text = isRevealed ? messages.hidePassword : messages.showPassword;
    return html`<button
      part="reveal-button"
      class="inside"
      type="button"
      aria-label="${text} ${label}"
      ?disabled=${disabled}
      @click=${() => {
        isRevealed = !isRevealed;
        host.requestUpdate();
      }}
    >
      ${text}
    </button>`;
  }

  return {
    render(context) {
      const lines = context.input.type === 'TEXTAREA_NO_VARS' ? Number(context.input.lines) || 1 : 1;
      return lines > 1 ? area(context, Math.min(lines, MAX_LINES)) : line(context);
    },
    isEmpty: (value) => !isBad && isBlank(plainText(value).trim()),
    problem({input, value, messages}) {
      const text = plainText(value).trim();
      const type = htmlType(input);
      if (type === 'number')
        return isBad || !Number.isFinite(Number(text)) ? messages.invalidNumber : undefined;
      if (type === 'email' && !/^[^\s@]+@[^\s@]+$/.test(text)) return messages.invalidEmail;
      return type === 'url' && !isWebAddress(text) ? messages.invalidUrl : undefined;
    },
    reset() {
      isRevealed = isBad = false;
      for (const field of host.renderRoot.querySelectorAll<HTMLInputElement>('.bare')) field.value = '';
    },
  };
}

/** Without a scheme it is taken for an https address, as people write them. */
const isWebAddress = (text: string): boolean =>
  URL.canParse(/^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]+:\d/.test(text) ? text : `https://${text}`);
