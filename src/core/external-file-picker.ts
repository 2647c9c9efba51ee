import {ParagonError} from './errors.js';
import {callSafely} from './events.js';
import type {FilePickerFactory, VendorPicker} from './file-pickers/file-picker.js';
import type {Integrations} from './integrations.js';
import {loadOnce} from './load-once.js';
import type {ExternalFilePickerConstruct, FilePickerOptions, IFilePicker} from './types/file-picker.js';
import type {UserStore} from './user.js';

/** Integrations whose files can be picked, as `ExternalFilePicker` takes them. */
export const FILE_PICKER_TYPES = ['googledrive', 'onedrive', 'sharepoint', 'box'];

export interface ExternalFilePickerDeps {
  readonly user: UserStore;
  readonly integrations: Integrations;
  getSession(): object | undefined;
}

/** File pickers of the vendors. What shows them is loaded with the first `init()`. */
export function createExternalFilePicker(
  {user, integrations, getSession}: ExternalFilePickerDeps,
  load: () => Promise<FilePickerFactory>,
): ExternalFilePickerConstruct {
  const lazy = loadOnce(load);
  return function (type: string, options: FilePickerOptions = {}): IFilePicker {
    user.current();
    if (!FILE_PICKER_TYPES.includes(type)) {
      throw new ParagonError(
        'invalid_argument',
        `"${type}" has no file picker. These have: ${FILE_PICKER_TYPES.join()}.`,
      );
    }
    integrations.getActive(type);
    const session = getSession();
    let picker: VendorPicker | undefined;
    let ready: VendorPicker | undefined;
    return {
      async init(given = {}) {
        const create = await lazy.load();
        picker ??= create(type, options, session);
        await picker.init(given);
        ready = picker;
        return true;
      },
      open() {
        if (ready) return ready.open();
        const error = new ParagonError('picker_not_ready', 'Call init() first, and wait for it.');
        callSafely(() => options.onError?.(error));
        return false;
      },
      getInstance: () => ready?.getInstance() ?? null,
      close: () => ready?.close(),
    };
    // What a function returns is what `new` gives as well.
  } as ExternalFilePickerConstruct;
}
