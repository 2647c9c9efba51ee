import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {formatSize, localeOf} from '../../../internal/locale.js';
import {plainText} from '../../../internal/inputs.js';
import type {InputMessages} from '../../../i18n/en-input.js';
import type {ControlContext, InputControl} from '../control.js';

/** Bytes that a file may have. */
const LIMIT = 5_000_000;

/** A file that is read as text: a key, a certificate. */
export function createControl(host: LitElement): InputControl {
  /** Name and bytes of the file whose text is the value. */
  let chosen: {readonly name: string; readonly size: number; readonly text: string} | undefined;
  let reading = '';
  let refusal = '';
  let news = '';
  let isOver = false;
  // Only the file that was chosen last counts.
  let turn = 0;

  function update(change: () => void): void {
    change();
    host.requestUpdate();
  }

  async function take(file: File, context: ControlContext): Promise<void> {
    const own = ++turn;
    const {input, messages} = context;
    const locale = localeOf(host);
    update(() => {
      news = '';
      refusal = refusalOf(file, acceptedBy(input['accept']), messages, locale);
      reading = refusal ? '' : file.name;
    });
    if (refusal) return;
    let text: string | undefined;
    try {
      text = textIn(await file.arrayBuffer());
    } catch {
      if (own === turn) update(() => (refusal = messages.fileUnreadable(file.name)));
    }
    if (own !== turn) return;
    update(() => (reading = ''));
    if (refusal) return;
    if (text === undefined) return update(() => (refusal = messages.fileNoText(file.name)));
    chosen = {name: file.name, size: file.size, text};
    news = messages.fileChosen(file.name);
    context.set(text, {commit: true});
  }

  function remove(context: ControlContext): void {
    reset();
    context.set(undefined, {commit: true});
    void host.updateComplete.then(() =>
      host.renderRoot.querySelector<HTMLElement>(`#${context.id}`)?.focus(),
    );
  }

  function reset(): void {
    turn++;
    chosen = undefined;
    reading = refusal = news = '';
    const field = host.renderRoot.querySelector<HTMLInputElement>('input[type=file]');
    if (field) field.value = '';
  }

  function onChange(event: Event, context: ControlContext): void {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (file) void take(file, context);
    // The same file can be chosen again, after it was mended.
    field.value = '';
  }

  function onDrop(event: DragEvent, context: ControlContext): void {
    event.preventDefault();
    update(() => (isOver = false));
    const file = event.dataTransfer?.files[0];
    if (file && !context.disabled && !context.readOnly) void take(file, context);
  }

  function onDrag(event: DragEvent, {disabled, readOnly}: ControlContext): void {
    // A browser opens what is dropped where nobody takes it.
    event.preventDefault();
    const isWelcome = event.type === 'dragover' && !disabled && !readOnly;
    if (event.dataTransfer) event.dataTransfer.dropEffect = isWelcome ? 'copy' : 'none';
    if (isOver !== isWelcome) update(() => (isOver = isWelcome));
  }

  function fileRow(text: string, context: ControlContext, locale: string | undefined): TemplateResult {
    const {messages, disabled, readOnly} = context;
    const known = chosen?.text === text ? chosen : undefined;
    const name = known?.name ?? messages.storedFile;
    return html`<div part="file" class="file">
      <span class="file-name">${name}</span>
      <span class="file-size">${formatSize(known?.size ?? text.length, locale)}</span>
      ${
        disabled || readOnly
          ? nothing
          : html`<button
              part="remove-button"
              class="inside"
              type="button"
              aria-label=${messages.removeFile(name)}
              @click=${() => remove(context)}
            >
              <span aria-hidden="true">✕</span>
            </button>`
      }
    </div>`;
  }

  return {
    render(context) {
      const {input, id, describedBy, messages, disabled, readOnly} = context;
      const locale = localeOf(host);
      const text = plainText(context.value);
      const accepted = acceptedBy(input['accept']);
      const button = text ? messages.replaceFile : messages.chooseFile;
      return html`
        <div
          part="drop-zone"
          class="drop-zone ${isOver ? 'over' : ''}"
          @dragover=${(event: DragEvent) => onDrag(event, context)}
          @dragleave=${(event: DragEvent) => onDrag(event, context)}
          @drop=${(event: DragEvent) => onDrop(event, context)}
        >
          ${text ? fileRow(text, context, locale) : html`<span class="drop-text">${messages.dropFile}</span>`}
          <input
            class="sr"
            type="file"
            id=${id}
            accept=${accepted.join() || nothing}
            aria-describedby=${describedBy === nothing ? `${id}-limit` : `${id}-limit ${String(describedBy)}`}
            aria-invalid=${context.invalid ? 'true' : 'false'}
            ?disabled=${disabled || readOnly}
            @change=${(event: Event) => onChange(event, context)}
          />
          <label part="file-button" class="button" for=${id} ?hidden=${disabled || readOnly}>${button}</label>
          <span class="file-limit" id="${id}-limit"
            >${[messages.fileLimit(formatSize(LIMIT, locale)), ...accepted].join(' · ')}</span
          >
          ${reading ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
        </div>
        <p class="error refusal" role="alert" ?hidden=${!refusal}>${refusal}</p>
        <p class="sr" role="status">${reading ? messages.fileReading(reading) : news}</p>
      `;
    },
    reset,
  };
}

/** File name endings and media types that the input asks for. */
function acceptedBy(accept: unknown): readonly string[] {
  const list: readonly unknown[] =
    typeof accept === 'string' ? accept.split(',') : Array.isArray(accept) ? accept : [];
  return list.map((entry) => plainText(entry).trim().toLowerCase()).filter(Boolean);
}

function refusalOf(
  {name, size, type}: File,
  accepted: readonly string[],
  messages: InputMessages,
  locale: string | undefined,
): string {
  if (size > LIMIT) return messages.fileTooLarge(name, formatSize(LIMIT, locale));
  const fits = (wanted: string) =>
    wanted.startsWith('.')
      ? name.toLowerCase().endsWith(wanted)
      : wanted.endsWith('/*')
        ? type.startsWith(wanted.slice(0, -1))
        : type === wanted;
  return !accepted.length || accepted.some(fits) ? '' : messages.fileWrongType(name, accepted.join(', '));
}

/** The text in a file; nothing if it holds something else. */
function textIn(buffer: ArrayBuffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(buffer);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
