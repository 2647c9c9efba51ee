/** What the button of a file picker says. It is drawn before the other texts are loaded. */
export interface FilePickerButtonMessages {
  readonly pickFile: (name: string) => string;
  readonly pickFiles: (name: string) => string;
  /** Files or folders. */
  readonly pickAny: (name: string) => string;
  readonly pickerRequired: string;
  readonly pickerMissing: string;
}

/** In English. */
export const enFilePickerButton: FilePickerButtonMessages = {
  pickFile: (name) => `Choose a file from ${name}`,
  pickFiles: (name) => `Choose files from ${name}`,
  pickAny: (name) => `Choose from ${name}`,
  pickerRequired: 'Required',
  pickerMissing: 'Choose something first.',
};
