import {html, nothing, type TemplateResult} from 'lit';
import type {CopyController} from '../../controllers/copy-controller.js';
import {
  DRAWN_TYPES,
  isBoolean,
  isHidden,
  isRequired,
  isSecret,
  type FormState,
} from '../../controllers/form-state.js';
import type {OptionEntry, OptionLists} from '../../controllers/option-lists.js';
import type {SerializedConnectInput} from '../../core/types/index.js';
import type {Messages} from '../../i18n/messages.js';
import {safeLink} from '../../internal/url.js';

export interface FieldContext {
  readonly form: FormState;
  readonly options: OptionLists;
  readonly copy: CopyController;
  readonly messages: Messages;
  /** An answer is awaited: values can be read, not changed. */
  readonly busy: boolean;
}

const HTML_TYPES: Readonly<Record<string, 'password' | 'number' | 'email' | 'url'>> = {
  PASSWORD: 'password',
  NUMBER: 'number',
  EMAIL: 'email',
  URL: 'url',
};

/** The ids of an input's pieces. The service's id may hold anything, so its place in the form is used. */
export const controlId = (index: number): string => `field-${index}`;

/** One row per visible input. */
export const fields = (inputs: readonly SerializedConnectInput[], context: FieldContext): unknown =>
  inputs.map((input, index) => (isHidden(input) ? nothing : field(input, controlId(index), context)));

function field(input: SerializedConnectInput, id: string, context: FieldContext): TemplateResult {
  const {form, messages} = context;
  const error = form.error(input);
  const hint = hintOf(input, messages);
  const describedBy =
    [hint !== nothing && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || nothing;
  const control = controlOf(input, id, describedBy, !!error, context);
  const isSwitch = isBoolean(input);
  const hasControl = DRAWN_TYPES.has(input.type) && !hasFailed(input, context);
  const title = html`${String(input['titleText'] ?? '') || input.title}${
    isSwitch || !DRAWN_TYPES.has(input.type) || input.readOnly
      ? nothing
      : isRequired(input)
        ? html`<span class="required" aria-hidden="true"> *</span>`
        : html` <span class="optional">${messages.optional}</span>`
  }`;
  return html`
    <div part="field" class="field ${isSwitch ? 'switch-field' : ''}">
      ${
        hasControl
          ? html`<label part="label" class="label" for=${id}>${title}</label>`
          : html`<span part="label" class="label" id="${id}-label">${title}</span>`
      }
      ${hint === nothing ? nothing : html`<div part="hint" class="hint" id="${id}-hint">${hint}</div>`}
      ${control}
      <p part="error" class="error" id="${id}-error" ?hidden=${!error}>${error}</p>
    </div>
  `;
}

const isDropdown = ({type}: SerializedConnectInput): boolean => type === 'ENUM' || type === 'DYNAMIC_ENUM';

const hasFailed = (input: SerializedConnectInput, {options}: FieldContext): boolean =>
  isDropdown(input) && options.get(input).status === 'failed';

function controlOf(
  input: SerializedConnectInput,
  id: string,
  describedBy: string | typeof nothing,
  isInvalid: boolean,
  context: FieldContext,
): TemplateResult {
  const {form, messages, busy} = context;
  const isReadOnly = !!input.readOnly || busy;
  const required = isRequired(input) ? 'true' : 'false';
  const invalid = isInvalid ? 'true' : 'false';
  const onInput = (event: Event) => form.set(input, (event.target as HTMLInputElement).value);

  if (isBoolean(input)) {
    return html`<input
      part="switch"
      class="switch"
      type="checkbox"
      role="switch"
      id=${id}
      aria-describedby=${describedBy}
      .checked=${form.isOn(input)}
      ?disabled=${isReadOnly}
      @change=${(event: Event) => form.set(input, (event.target as HTMLInputElement).checked)}
    />`;
  }
  if (isDropdown(input)) {
    return select(input, id, describedBy, invalid, context);
  }
  if (input.type === 'COPYABLE_BUTTON_INPUT') {
    return html`<div class="control">
      <input
        part="input"
        class="bare"
        id=${id}
        readonly
        .value=${form.text(input)}
        aria-describedby=${describedBy}
      />
      ${copyButton(form.text(input), undefined, context)}
    </div>`;
  }
  if (!DRAWN_TYPES.has(input.type)) {
    return html`<p part="unsupported" class="unsupported">${messages.unsupportedInput}</p>`;
  }
  if (input.type === 'TEXTAREA_NO_VARS' && (input.lines ?? 1) > 1) {
    return html`<div class="control">
      <textarea
        part="input"
        class="bare"
        id=${id}
        rows=${Math.min(input.lines ?? 1, 12)}
        placeholder=${input.placeholder ?? nothing}
        aria-describedby=${describedBy}
        aria-required=${required}
        aria-invalid=${invalid}
        ?readonly=${isReadOnly}
        .value=${form.text(input)}
        @input=${onInput}
      ></textarea>
    </div>`;
  }
  const type =
    HTML_TYPES[input.type === 'TEXT_NO_VARS' ? (input.inputType ?? '').toUpperCase() : input.type] ?? 'text';
  const secret = isSecret(input);
  const isRevealed = form.isRevealed(input);
  return html`<div class="control">
    ${input.prefixLabel ? html`<span part="affix" class="affix">${input.prefixLabel}</span>` : nothing}
    <input
      part="input"
      class="bare"
      id=${id}
      type=${secret && isRevealed ? 'text' : type}
      step=${type === 'number' ? 'any' : nothing}
      placeholder=${input.placeholder ?? nothing}
      autocomplete=${type === 'email' ? 'email' : 'off'}
      autocapitalize="off"
      spellcheck="false"
      dir=${type === 'text' && !secret ? 'auto' : nothing}
      ?data-secret=${secret}
      aria-describedby=${describedBy}
      aria-required=${required}
      aria-invalid=${invalid}
      ?readonly=${isReadOnly}
      .value=${form.text(input)}
      @input=${onInput}
    />
    ${input.suffixLabel ? html`<span part="affix" class="affix">${input.suffixLabel}</span>` : nothing}
    ${
      secret
        ? html`<button
            part="reveal-button"
            class="inside"
            type="button"
            aria-label="${isRevealed ? messages.hidePassword : messages.showPassword} ${input.title}"
            @click=${() => form.toggleReveal(input)}
          >
            ${isRevealed ? messages.hidePassword : messages.showPassword}
          </button>`
        : nothing
    }
  </div>`;
}

function select(
  input: SerializedConnectInput,
  id: string,
  describedBy: string | typeof nothing,
  invalid: 'true' | 'false',
  {form, options, messages, busy}: FieldContext,
): TemplateResult {
  const state = options.get(input);
  if (state.status === 'failed') {
    return html`<div class="failed" role="alert">
      <span id="${id}-failed">${messages.optionsFailed}</span>
      <button
        part="retry-button"
        class="button"
        type="button"
        id="${id}-retry"
        aria-describedby="${id}-label ${id}-failed"
        @click=${(event: Event) => {
          const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
          options.retry(input, () => focusAgain(root, id));
        }}
      >
        ${messages.tryAgain}
      </button>
    </div>`;
  }
  const isLoading = state.status === 'loading';
  const entries = isLoading ? [] : state.options;
  const chosen = form.text(input);
  const option = ({label, value}: {label: string; value: string}) =>
    html`<option value=${String(value)} .selected=${String(value) === chosen}>${label}</option>`;
  const isKnown = entries.some((entry) => valuesOf(entry).includes(chosen));
  return html`<div class="control">
    <select
      part="select"
      class="bare"
      id=${id}
      aria-describedby=${describedBy}
      aria-required=${isRequired(input) ? 'true' : 'false'}
      aria-invalid=${invalid}
      aria-busy=${isLoading ? 'true' : 'false'}
      ?disabled=${busy || !!input.readOnly}
      @change=${(event: Event) => form.set(input, (event.target as HTMLSelectElement).value)}
    >
      <option value="" .selected=${!chosen}>
        ${isLoading ? messages.loadingOptions : entries.length ? input.placeholder || messages.choose : messages.noOptions}
      </option>
      ${chosen && !isKnown ? option({label: input.fallbackText ?? chosen, value: chosen}) : nothing}
      ${entries.map((entry) =>
        'items' in entry
          ? html`<optgroup label=${entry.title}>${entry.items.map(option)}</optgroup>`
          : option(entry),
      )}
    </select>
  </div>`;
}

/** The dropdown and its retry button stand in for each other: the focus goes from one to the other. */
function focusAgain(root: ShadowRoot, id: string): void {
  if (document.activeElement === document.body)
    root.querySelector<HTMLElement>(`#${id}, #${id}-retry`)?.focus();
}

const valuesOf = (entry: OptionEntry): readonly string[] =>
  'items' in entry ? entry.items.map(({value}) => String(value)) : [String(entry.value)];

/** A button that copies a text and confirms it for a moment. */
export function copyButton(
  text: string,
  label: string | undefined,
  {copy, messages}: Pick<FieldContext, 'copy' | 'messages'>,
): TemplateResult {
  const result = copy.resultOf(text);
  const shown =
    result === undefined ? (label ?? messages.copy) : result ? messages.copied : messages.copyFailed;
  return html`<button
    part="copy-button"
    class=${label ? 'button' : 'inside'}
    type="button"
    aria-live="polite"
    @click=${() => void copy.copy(text)}
  >
    ${shown}
  </button>`;
}

function hintOf(input: SerializedConnectInput, messages: Messages): TemplateResult | typeof nothing {
  const tooltip = input.tooltip ?? input['toolTipText'];
  const link = safeLink(input.documentationLink);
  if (!input.subtitle && !tooltip && !link) return nothing;
  return html`${input.subtitle ? html`<span>${linkify(input.subtitle)}</span>` : nothing}
  ${typeof tooltip === 'string' && tooltip ? html`<span>${tooltip}</span>` : nothing}
  ${
    link
      ? html`<a href=${link} target="_blank" rel="noopener noreferrer"
          >${input.documentationLinkLabel || messages.learnMore}</a
        >`
      : nothing
  }`;
}

/** Subtitles may hold an address in round brackets. */
const linkify = (text: string): unknown =>
  text.split(/\((https?:\/\/[^\s()]+)\)/).map((part, index) => {
    const href = index % 2 ? safeLink(part) : undefined;
    return href
      ? html`(<a href=${href} target="_blank" rel="noopener noreferrer">${part.replace(/^https?:\/\//, '')}</a
          >)`
      : part;
  });
