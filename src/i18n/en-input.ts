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
  learnMore: 'Learn more',
  unsupportedInput: 'This setting cannot be changed here yet.',
};
