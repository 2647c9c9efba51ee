import {ParagonError, toParagonError} from '../errors.js';
import type {FilePickerOptions} from '../types/file-picker.js';
import {readyFrame, takeFrame, type BoxFrame, type BoxPicker} from './box-frame.js';
import {endingsOf} from './mime-types.js';
import {memberOf, pickedFile} from './picked-file.js';
import type {Opening, PreparedPicker, Vendor, VendorContext} from './vendor.js';

/** Box's Content Picker: a script that draws into a page. It gets one of its own, in a frame. */
export const box: Vendor = {
  check({folderId}) {
    if (folderId) return;
    throw new ParagonError('invalid_argument', 'Box needs a folderId to begin in; "0" is the root.');
  },
  load: readyFrame,
  prepare,
  normalize: (raw) =>
    pickedFile({
      id: raw.id,
      name: raw['name'],
      mimeType: undefined,
      size: raw['size'],
      url: memberOf(raw['shared_link'], 'url'),
      isFolder: raw['type'] === 'folder',
      raw,
    }),
};

interface Made {
  readonly frame: BoxFrame;
  readonly picker: BoxPicker;
}

function prepare(context: VendorContext): PreparedPicker {
  const {given, options} = context;
  let current: Made | undefined;
  let isOpen = false;

  const make = async (): Promise<Made> => {
    const frame = await takeFrame(given);
    const Picker = options.allowFolderSelect ? frame.box.FolderPicker : frame.box.FilePicker;
    return (current = {frame, picker: new Picker()});
  };
  // The one for the first opening; those after it make theirs when they begin.
  let next: Promise<Made> | undefined = make();
  next.catch(() => undefined);

  function putAway(): void {
    if (next) discard(next);
    next = undefined;
  }

  function discard(making: Promise<Made>): void {
    making.then(
      (made) => {
        if (current === made) current = undefined;
        remove(made);
      },
      () => undefined,
    );
  }

  return {
    getInstance: () => current?.picker ?? null,
    open(opening) {
      isOpen = true;
      const making = next ?? make();
      next = undefined;
      opening.signal.addEventListener('abort', () => {
        isOpen = false;
        const made = current;
        current = undefined;
        if (made) remove(made);
        else discard(making);
      });
      making.then(
        (made) => !opening.signal.aborted && show(context, made, opening),
        (cause: unknown) => opening.onFailed(toParagonError(cause)),
      );
      return {focus: () => current?.frame.focus()};
    },
    // An opening goes on until its own end.
    dispose: () => !isOpen && putAway(),
    putAway,
  };
}

function show({given, options, access}: VendorContext, {frame, picker}: Made, opening: Opening): void {
  // What its listeners throw is lost in Box's code, so they do as little as possible.
  picker.addListener('choose', (items) =>
    later(() => opening.onPicked(Array.isArray(items) ? items : [], items)),
  );
  picker.addListener('cancel', () => later(opening.onCancelled));
  picker.addListener('close', () => later(opening.onCancelled));
  const onFailed = (cause: unknown) => opening.onFailed(toParagonError(cause));
  try {
    frame.show(opening.onCancelled);
    const container = frame.document.createElement('main');
    container.style.setProperty('block-size', '100vh');
    frame.document.body.style.setProperty('margin', '0');
    frame.document.body.append(container);
    // Box asks for a token before each request, so one that has expired is noticed by nobody.
    const token = () =>
      access.getToken().catch((cause: unknown) => {
        onFailed(cause);
        throw cause;
      });
    picker.show(given.folderId ?? '0', token, {...showOptions(options), container});
    opening.onShown();
  } catch (cause) {
    opening.onFailed(new ParagonError('picker_failed', "Box's picker failed.", {cause}));
  }
}

/** Box's own defaults, but what changes the user's files is off. */
function showOptions({
  allowMultiSelect,
  allowedTypes,
  allowFolderSelect,
  integrationOptions,
}: FilePickerOptions) {
  const extensions = (allowedTypes ?? []).flatMap((type) =>
    type.includes('/') ? endingsOf(type) : type.trim().toLowerCase().replace(/^\./, ''),
  );
  return {
    maxSelectable: allowMultiSelect ? undefined : 1,
    canUpload: true,
    canCreateNewFolder: true,
    canSetShareAccess: true,
    canDownload: true,
    canPreview: true,
    canShare: true,
    canCopy: true,
    canDelete: false,
    canRename: false,
    canComment: false,
    canMove: false,
    ...(extensions.length && !allowFolderSelect && {extensions: [...new Set(extensions)]}),
    ...integrationOptions?.box,
  };
}

/** Box is done with its own event first. */
const later = (call: () => void): void => queueMicrotask(call);

function remove({frame, picker}: Made): void {
  try {
    picker.removeAllListeners?.();
    picker.hide?.();
  } catch {
    // It goes with its frame.
  }
  frame.remove();
}
