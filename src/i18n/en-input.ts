/** The texts of inputs and their lists. */
export interface InputMessages {
  readonly optional: string;
  readonly requiredMissing: (title: string) => string;
  readonly invalidEmail: string;
  readonly invalidUrl: string;
  readonly invalidNumber: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  readonly choose: string;
  readonly loadingOptions: string;
  readonly optionsFailed: string;
  readonly noOptions: string;
  readonly noMatch: (search: string) => string;
  readonly showOptions: (title: string) => string;
  readonly clearChoice: (title: string) => string;
  /** How many options fit, of how many that are loaded; `hasMore`: there are more that are not loaded yet. */
  readonly optionCount: (count: number, total: number, hasMore: boolean) => string;
  readonly useText: (text: string) => string;
  readonly retryList: string;
  readonly retryOptions: string;
  readonly retryMoreOptions: string;
  readonly optionsMissing: string;
  readonly firstChoice: string;
  readonly secondChoice: string;
  readonly chooseFirst: (title: string) => string;
  readonly loadingFields: string;
  readonly fieldsFailed: string;
  readonly noFields: string;
  readonly addField: string;
  readonly removeField: (title: string) => string;
  readonly addItem: (title: string) => string;
  readonly removeItem: (label: string) => string;
  readonly textFormat: (format: string) => string;
  readonly learnMore: string;
  readonly unsupportedInput: string;
  readonly inputFailed: string;
  readonly tryAgain: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly fixedScopes: (count: number) => string;
  readonly dropFile: string;
  readonly chooseFile: string;
  readonly replaceFile: string;
  readonly removeFile: (name: string) => string;
  readonly storedFile: string;
  readonly fileLimit: (size: string) => string;
  readonly fileReading: (name: string) => string;
  readonly fileChosen: (name: string) => string;
  readonly fileTooLarge: (name: string, limit: string) => string;
  readonly fileNoText: (name: string) => string;
  readonly fileWrongType: (name: string, types: string) => string;
  readonly fileUnreadable: (name: string) => string;
}

/** In English. */
export const enInput: InputMessages = {
  optional: '(optional)',
  requiredMissing: (title) => `Enter a value for “${title}”.`,
  invalidEmail: 'Enter an e-mail address such as name@example.com.',
  invalidUrl: 'Enter a web address such as https://example.com.',
  invalidNumber: 'Enter a number.',
  showPassword: 'Show',
  hidePassword: 'Hide',
  choose: 'Choose…',
  loadingOptions: 'Loading options…',
  optionsFailed: 'The options could not be loaded.',
  noOptions: 'There is nothing to choose from.',
  noMatch: (search) => `Nothing fits “${search}”.`,
  showOptions: (title) => `Show options: ${title}`,
  clearChoice: (title) => `Clear: ${title}`,
  optionCount: (count, total, hasMore) => {
    const options = `${count.toLocaleString('en')} ${total === 1 ? 'option' : 'options'}`;
    if (hasMore) return `${options} so far`;
    return count === total
      ? options
      : `${count.toLocaleString('en')} of ${total.toLocaleString('en')} options`;
  },
  useText: (text) => `Use “${text}”`,
  retryList: 'Try again',
  retryOptions: 'The options could not be loaded. Try again.',
  retryMoreOptions: 'More options could not be loaded. Try again.',
  optionsMissing: 'There are no options for this field yet.',
  firstChoice: 'First choice',
  secondChoice: 'Second choice',
  chooseFirst: (title) => `Choose “${title}” first`,
  loadingFields: 'Loading fields…',
  fieldsFailed: 'The fields could not be loaded.',
  noFields: 'There are no fields to fill in.',
  addField: 'Add field',
  removeField: (title) => `Remove field: ${title}`,
  addItem: (title) => `Add: ${title}`,
  removeItem: (label) => `Remove: ${label}`,
  textFormat: (format) => `Text format: ${format}`,
  learnMore: 'Learn more',
  unsupportedInput: 'This setting cannot be changed here yet.',
  // Firefox keeps for as long as the page lives that a module did not load.
  inputFailed: 'This field could not be loaded. If it does not help to try again, reload the page.',
  tryAgain: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Press Ctrl+C or ⌘C to copy',
  fixedScopes: (count) =>
    count === 1 ? '1 permission is always needed' : `${count} permissions are always needed`,
  dropFile: 'Drop a text file here, or',
  chooseFile: 'Choose a file',
  replaceFile: 'Choose another file',
  removeFile: (name) => `Remove ${name}`,
  storedFile: 'Stored file',
  fileLimit: (size) => `Up to ${size}`,
  fileReading: (name) => `Reading ${name}…`,
  fileChosen: (name) => `${name} was chosen.`,
  fileTooLarge: (name, limit) => `${name} is too large. A file may have up to ${limit}.`,
  fileNoText: (name) => `${name} is no text file. Choose a file such as a key or a certificate in text form.`,
  fileWrongType: (name, types) => `${name} is of another type. Choose one of these: ${types}.`,
  fileUnreadable: (name) => `${name} could not be read. Try again, or choose another file.`,
};
