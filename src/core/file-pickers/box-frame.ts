import {ParagonError} from '../errors.js';
import type {FilePickerInitOptions} from '../types/file-picker.js';
import {loadScript, loadStyle} from './scripts.js';

const SCRIPT = 'https://cdn01.boxcdn.net/platform/elements/21.0.0/en-US/picker.js';
const STYLE = 'https://cdn01.boxcdn.net/platform/elements/21.0.0/en-US/picker.css';

/** Box's picker, as far as it is used here. */
export interface BoxPicker {
  show(folderId: string, token: string | (() => Promise<string>), options: object): void;
  hide?(): void;
  addListener(name: string, listener: (value: unknown) => void): void;
  removeAllListeners?(): void;
}
export interface BoxLibrary {
  readonly FilePicker: new () => BoxPicker;
  readonly FolderPicker: new () => BoxPicker;
}

/**
 * A page of its own inside of ours, where Box's script and styles stay. Its elements lie in a shadow root, so that the
 * page's styles do not reach them either.
 */
export interface BoxFrame {
  readonly box: BoxLibrary;
  readonly document: Document;
  /** Shows it in a dialog. `onClose` is called when the user wants it closed, by Escape or beside it. */
  show(onClose: () => void): void;
  focus(): void;
  remove(): void;
}

const STYLES = `
dialog {
  box-sizing: border-box; inline-size: min(60rem, 100vw - 2rem); block-size: min(44rem, 100dvh - 2rem);
  max-inline-size: none; max-block-size: none; padding: 0; border: 1px solid transparent; border-radius: 8px;
  overflow: hidden; background: #fff;
}
dialog::backdrop { background: rgb(0 0 0 / 50%) }
iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; background: #fff }
`;

/** Frames that have loaded, or are loading, and belong to no picker yet, by the addresses of what is in them. */
const waiting = new Map<string, Promise<BoxFrame>>();

const keyOf = ({scriptUrl = SCRIPT, styleUrl = STYLE}: FilePickerInitOptions) => `${scriptUrl}\n${styleUrl}`;

/** Has a frame ready for the next picker. Whoever asks meanwhile waits for the same one. */
export async function readyFrame(given: FilePickerInitOptions): Promise<void> {
  const key = keyOf(given);
  let frame = waiting.get(key);
  if (!frame) {
    frame = createFrame(given);
    waiting.set(key, frame);
    frame.catch(() => waiting.delete(key));
  }
  await frame;
}

/** A frame that is the caller's alone: the one that is ready, or a new one. */
export function takeFrame(given: FilePickerInitOptions): Promise<BoxFrame> {
  const key = keyOf(given);
  const frame = waiting.get(key) ?? createFrame(given);
  waiting.delete(key);
  return frame;
}

async function createFrame(given: FilePickerInitOptions): Promise<BoxFrame> {
  const host = document.createElement('div');
  const root = host.attachShadow({mode: 'closed'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', 'Box');
  const frame = document.createElement('iframe');
  frame.title = 'Box';
  dialog.append(frame);
  root.append(dialog);
  // Some browsers put another document into an empty frame a moment later.
  const isEmpty = new Promise((resolve) => frame.addEventListener('load', resolve, {once: true}));
  document.body.append(host);
  try {
    await isEmpty;
    const inside = frame.contentDocument;
    if (!inside) throw new ParagonError('picker_failed', 'The browser gives no access to an empty frame.');
    inside.title = frame.title;
    inside.documentElement.lang = document.documentElement.lang || 'en';
    await Promise.all([
      loadStyle({document: inside, url: given.styleUrl ?? STYLE, options: given}),
      loadScript(
        {document: inside, url: given.scriptUrl ?? SCRIPT, options: given},
        () => libraryOf(inside) !== undefined,
      ),
    ]);
    return frameOf(host, dialog, frame, inside);
  } catch (cause) {
    host.remove();
    throw cause;
  }
}

function frameOf(
  host: HTMLElement,
  dialog: HTMLDialogElement,
  frame: HTMLIFrameElement,
  inside: Document,
): BoxFrame {
  return {
    get box() {
      const box = libraryOf(inside);
      if (!box) throw new Error('The frame of the picker was removed.');
      return box;
    },
    document: inside,
    show(onClose) {
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault();
        onClose();
      });
      dialog.addEventListener('click', ({target}) => target === dialog && onClose());
      // A key that is pressed in the frame does not reach the dialog.
      inside.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      });
      dialog.showModal();
      frame.focus();
    },
    focus: () => frame.focus(),
    remove() {
      // Gives the focus back to where it was.
      if (dialog.open) dialog.close();
      host.remove();
    },
  };
}

function libraryOf(inside: Document): BoxLibrary | undefined {
  const box = (inside.defaultView as {Box?: Partial<BoxLibrary>} | null)?.Box;
  return typeof box?.FilePicker === 'function' && typeof box.FolderPicker === 'function'
    ? (box as BoxLibrary)
    : undefined;
}
