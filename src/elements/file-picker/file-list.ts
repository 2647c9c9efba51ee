import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {PickedFile} from '../../core/types/index.js';
import type {FilePickerMessages} from '../../i18n/en-file-picker.js';
import {formatSize} from '../../internal/locale.js';
import {safeLink} from '../../internal/url.js';
import {kindOf} from './file-kind.js';
import {kindIcon} from './kind-icon.js';

export interface FileListView {
  readonly files: readonly PickedFile[];
  readonly messages: FilePickerMessages;
  readonly locale: string | undefined;
  readonly disabled: boolean;
  onRemove(file: PickedFile): void;
}

/** The chosen files, each with a button that removes it. */
export const fileList = (view: FileListView): TemplateResult | typeof nothing =>
  view.files.length
    ? html`<ul part="files" class="files" role="list" aria-label=${view.messages.pickedFiles}>
        ${repeat(
          view.files,
          ({id}) => id,
          (file) => fileItem(file, view),
        )}
      </ul>`
    : nothing;

function fileItem(file: PickedFile, {messages, locale, disabled, onRemove}: FileListView): TemplateResult {
  const kind = kindOf(file);
  const size = file.isFolder || file.size === undefined ? undefined : formatSize(file.size, locale);
  const remove = messages.removePicked(file.name);
  return html`<li part="file" class="file">
    ${kindIcon(kind)}
    <span class="file-text">
      ${fileName(file)}
      <span part="file-details" class="file-details"
        >${[messages.fileKinds[kind], size].filter(Boolean).join(' · ')}</span
      >
    </span>
    ${
      disabled
        ? nothing
        : html`<button
            part="remove-button"
            class="remove"
            type="button"
            aria-label=${remove}
            title=${remove}
            @click=${() => onRemove(file)}
          ></button>`
    }
  </li>`;
}

function fileName({name, url}: PickedFile): TemplateResult {
  const link = safeLink(url);
  return link
    ? html`<a part="file-name" class="file-name" href=${link} target="_blank" rel="noopener noreferrer"
        ><bdi>${name}</bdi></a
      >`
    : html`<bdi part="file-name" class="file-name">${name}</bdi>`;
}
