import type {ParagonErrorCode} from '../core/errors.js';
import {enFilePickerButton, type FilePickerButtonMessages} from './en-file-picker-button.js';

/** Kinds of files, as far as they look different. */
export type FileKind =
  'folder' | 'image' | 'video' | 'audio' | 'pdf' | 'document' | 'sheet' | 'slides' | 'archive' | 'file';

/** What a user is told about trouble with a provider's picker. */
export interface PickerErrorText {
  readonly title: string;
  readonly text: string;
}

/** The texts of the file picker. */
export interface FilePickerMessages extends FilePickerButtonMessages {
  readonly pickerOpening: (name: string) => string;
  readonly pickerIsOpen: (name: string) => string;
  readonly pickerIsOpenText: string;
  readonly pickerReady: (name: string) => string;
  readonly pickerReadyText: string;
  readonly openPicker: (name: string) => string;
  readonly reconnectForPicker: (name: string) => string;
  readonly nothingPicked: string;
  readonly pickedFiles: string;
  readonly pickedCount: (count: number) => string;
  readonly removePicked: (name: string) => string;
  readonly pickedRemoved: (name: string) => string;
  readonly fileKinds: Readonly<Record<FileKind, string>>;
  /** By code, where the picker says it better than `errors`. */
  readonly pickerErrors: Readonly<Partial<Record<ParagonErrorCode, (name: string) => PickerErrorText>>>;
}

const failed = (name: string): PickerErrorText => ({
  title: `${name} could not show your files`,
  text: 'Nothing was lost. Please try again.',
});

/** In English. */
export const enFilePicker: FilePickerMessages = {
  ...enFilePickerButton,
  pickerOpening: (name) => `Opening ${name}…`,
  pickerIsOpen: (name) => `Choose in the ${name} window`,
  pickerIsOpenText: 'What you choose there appears here.',
  pickerReady: (name) => `${name} is ready`,
  pickerReadyText: 'Press the button to open its window.',
  openPicker: (name) => `Open ${name}`,
  reconnectForPicker: (name) => `Connect ${name} again`,
  nothingPicked: 'Nothing was chosen.',
  pickedFiles: 'Chosen',
  pickedCount: (count) => (count === 1 ? '1 item is chosen.' : `${count} items are chosen.`),
  removePicked: (name) => `Remove ${name}`,
  pickedRemoved: (name) => `${name} was removed.`,
  fileKinds: {
    folder: 'Folder',
    image: 'Image',
    video: 'Video',
    audio: 'Audio',
    pdf: 'PDF',
    document: 'Document',
    sheet: 'Spreadsheet',
    slides: 'Presentation',
    archive: 'Archive',
    file: 'File',
  },
  pickerErrors: {
    picker_script_failed: (name) => ({
      title: `${name} could not be loaded`,
      text: 'Your network or a browser extension may block it. Check that, then try again.',
    }),
    picker_blocked: (name) => ({
      title: `The ${name} window was blocked`,
      text: 'Your browser did not open it. Allow pop-ups for this page, then try again.',
    }),
    picker_unreachable: (name) => ({
      title: `The ${name} window cannot reach this page`,
      text: 'Close that window and try again. If that does not help, contact support: the page keeps other windows apart.',
    }),
    picker_failed: failed,
    picker_not_ready: failed,
    unknown: failed,
    integration_not_installed: (name) => ({
      title: `${name} is no longer connected`,
      text: 'The account was disconnected meanwhile. Connect it again to go on.',
    }),
    account_not_valid: (name) => ({
      title: `${name} has to be connected again`,
      text: 'The account no longer accepts this connection. What is chosen already stays.',
    }),
    not_found: (name) => ({
      title: `This ${name} account is not connected`,
      text: 'The account that this page has chosen is not there. It may have been disconnected.',
    }),
    session_changed: () => ({title: 'Your session has changed', text: 'Please try again.'}),
  },
};
