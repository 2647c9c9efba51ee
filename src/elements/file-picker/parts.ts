/** Parts of a file picker, for elements around it. Those of the portal in it are `portal__…`. */
export const FILE_PICKER_PARTS = [
  'base',
  'button',
  'icon',
  'required',
  'notice',
  'notice-title',
  'notice-text',
  'retry-button',
  'cancel-button',
  'files',
  'file',
  'file-icon',
  'file-name',
  'file-details',
  'remove-button',
  'error',
  'status',
] as const;

/** `exportparts` of a file picker inside another element. */
export const filePickerParts = FILE_PICKER_PARTS.map((part) => `${part}:file-picker__${part}`).join();
