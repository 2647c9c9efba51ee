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
  readonly learnMore: string;
  readonly unsupportedInput: string;
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
  learnMore: 'Learn more',
  unsupportedInput: 'This setting cannot be changed here yet.',
};
