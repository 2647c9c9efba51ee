import type {ParagonError, ParagonErrorCode} from '../core/errors.js';
import type {CredentialStatus} from '../core/types/index.js';

/** All texts that users read. Each is a string, or a function of what it names. */
export interface Messages {
  // The button and the catalogue
  readonly connect: (name: string) => string;
  readonly manage: (name: string) => string;
  readonly searchLabel: string;
  readonly searchPlaceholder: string;
  readonly resultCount: (count: number) => string;
  readonly noResults: (search: string) => string;
  readonly noResultsHint: string;
  readonly clearSearch: string;
  readonly emptyCatalogue: string;
  readonly emptyCatalogueHint: string;
  readonly loading: string;

  // The portal
  readonly close: string;
  readonly notConnected: string;
  readonly status: Readonly<Record<CredentialStatus, string>>;
  readonly overview: string;
  readonly account: string;
  readonly accounts: string;
  readonly unnamedAccount: string;
  readonly connectedSince: (date: string) => string;
  readonly connectAnother: string;
  readonly connectHint: (name: string) => string;
  readonly invalidTitle: string;
  readonly invalidText: (name: string) => string;
  readonly reconnect: string;
  readonly pendingTitle: string;
  readonly pendingText: (name: string) => string;
  readonly finishSetup: string;
  readonly disconnect: string;
  readonly disconnectTitle: (name: string) => string;
  readonly disconnectText: (name: string, account: string) => string;
  readonly disconnectConfirm: string;
  readonly disconnectKeep: string;
  readonly disconnected: (name: string) => string;
  readonly limitReachedTitle: string;
  readonly limitReachedText: string;

  // The install flow
  readonly accountTypeTitle: string;
  readonly accountTypeText: (name: string) => string;
  readonly instructionTitle: string;
  readonly preOptionsTitle: (name: string) => string;
  readonly postOptionsTitle: (name: string) => string;
  readonly next: string;
  readonly finish: string;
  readonly cancel: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly opensNewWindow: string;
  readonly oauthTitle: (name: string) => string;
  readonly oauthOpening: string;
  readonly oauthWaiting: (name: string) => string;
  readonly oauthUnknown: (name: string) => string;
  readonly oauthFinishing: string;
  readonly oauthDeadline: (time: string) => string;
  readonly openAgain: string;
  readonly tryAgain: string;
  readonly completeTitle: (name: string) => string;
  readonly completeText: string;

  // Inputs
  readonly optional: string;
  readonly requiredHint: string;
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

  // Trouble
  readonly signInAgain: string;
  /** By code; `errorText` falls back to `unknown`. */
  readonly errors: Readonly<Partial<Record<ParagonErrorCode, ErrorText>> & {unknown: ErrorText}>;
}

/** What a user is told about an error. `text` may use what the service said. */
export interface ErrorText {
  readonly title: string;
  readonly text: string | ((error: ParagonError) => string);
}

/** Some of the texts; the rest stays as it is. */
export type PartialMessages = {
  readonly [Key in keyof Messages]?: Messages[Key] extends Readonly<Record<string, unknown>>
    ? Partial<Messages[Key]>
    : Messages[Key];
};

const unreachable: ErrorText = {
  title: 'The service cannot be reached',
  text: 'Check your internet connection, then try again. Nothing was lost.',
};

const unavailable: ErrorText = {
  title: 'The service is not available right now',
  text: 'This is usually over within a few minutes. Please try again.',
};

export const en: Messages = {
  connect: (name) => `Connect ${name}`,
  manage: (name) => `Manage ${name}`,
  searchLabel: 'Search integrations',
  searchPlaceholder: 'Search',
  resultCount: (count) => (count === 1 ? '1 integration' : `${count} integrations`),
  noResults: (search) => `Nothing found for “${search}”`,
  noResultsHint: 'Check the spelling, or search for a part of the name.',
  clearSearch: 'Clear search',
  emptyCatalogue: 'No integrations yet',
  emptyCatalogueHint: 'As soon as there are some, you can connect your accounts here.',
  loading: 'Loading…',

  close: 'Close',
  notConnected: 'Not connected',
  status: {VALID: 'Connected', INVALID: 'Needs attention', PENDING: 'Set-up not finished'},
  overview: 'Overview',
  account: 'Account',
  accounts: 'Accounts',
  unnamedAccount: 'Connected account',
  connectedSince: (date) => `Connected since ${date}`,
  connectAnother: 'Connect another account',
  connectHint: (name) => `You stay in control: disconnect ${name} here at any time.`,
  invalidTitle: 'This connection no longer works',
  invalidText: (name) =>
    `${name} does not accept it any more. Reconnect to go on; your settings stay as they are.`,
  reconnect: 'Reconnect',
  pendingTitle: 'One more step',
  pendingText: (name) => `Your ${name} account is linked, but some details are still missing.`,
  finishSetup: 'Finish set-up',
  disconnect: 'Disconnect',
  disconnectTitle: (name) => `Disconnect ${name}?`,
  disconnectText: (name, account) =>
    `The connection to ${account} is removed, together with its ${name} settings, and everything that uses it stops. ` +
    'This cannot be undone.',
  disconnectConfirm: 'Yes, disconnect',
  disconnectKeep: 'Keep connected',
  disconnected: (name) => `${name} was disconnected.`,
  limitReachedTitle: 'No more connections are available',
  limitReachedText: 'The limit of connected users is reached. Please contact support.',

  accountTypeTitle: 'Choose your account',
  accountTypeText: (name) => `Which kind of ${name} account do you want to connect?`,
  instructionTitle: 'Before you connect',
  preOptionsTitle: (name) => `Connect your ${name} account`,
  postOptionsTitle: (name) => `Finish setting up ${name}`,
  next: 'Continue',
  finish: 'Finish',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Press Ctrl+C or ⌘C to copy',
  opensNewWindow: 'opens a new window',
  oauthTitle: (name) => `Continue at ${name}`,
  oauthOpening: 'Opening the sign-in window…',
  oauthWaiting: (name) => `Sign in to ${name} in the window that has opened, and allow the connection there.`,
  oauthUnknown: (name) => `Is the ${name} window still open? Finish there. If it is gone, open it again.`,
  oauthFinishing: 'Finishing the connection…',
  oauthDeadline: (time) => `You have until ${time}.`,
  openAgain: 'Open again',
  tryAgain: 'Try again',
  completeTitle: (name) => `${name} is connected`,
  completeText: 'You are all set.',

  optional: '(optional)',
  requiredHint: 'required',
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

  signInAgain: 'Sign in again',
  errors: {
    not_authenticated: {
      title: 'You are not signed in',
      text: 'Sign in to this page to see and connect your accounts.',
    },
    unauthorized: {title: 'Your session has expired', text: 'Sign in again to go on where you were.'},
    session_changed: {title: 'Your session has changed', text: 'Please try again.'},
    forbidden: {title: 'You may not do this', text: 'Ask your administrator for permission.'},
    not_found: {title: 'This no longer exists', text: 'It may have been removed meanwhile.'},
    rate_limited: {title: 'Too many requests', text: 'Please wait a moment, then try again.'},
    rejected: {
      title: 'That did not work',
      text: (error) => error.message || 'Check what you have entered, then try again.',
    },
    network_error: unreachable,
    timeout: unreachable,
    service_error: unavailable,
    protocol_error: unavailable,
    invalid_argument: {
      title: 'This is not set up correctly',
      text: 'The page needs a correction before accounts can be connected here.',
    },
    integration_not_found: {
      title: 'This integration is not available',
      text: 'It may have been switched off, or its name has changed.',
    },
    integration_not_installed: {
      title: 'This account is not connected',
      text: 'It may have been removed meanwhile.',
    },
    already_installed: {title: 'Already connected', text: 'This account is connected already.'},
    oauth_blocked: {
      title: 'The sign-in window was blocked',
      text: 'Your browser did not open it. Allow pop-ups for this page, then try again.',
    },
    oauth_timeout: {
      title: 'The time is up',
      text: 'Signing in took too long. You can start again right away.',
    },
    oauth_cancelled: {
      title: 'The sign-in window was closed',
      text: 'Nothing was connected. You can open it again at any time.',
    },
    oauth_denied: {
      title: 'Access was not allowed',
      text: 'The connection was declined in the sign-in window. Try again if that was a mistake.',
    },
    oauth_start_failed: {
      title: 'The sign-in window could not be opened',
      text: 'The service did not prepare it in time. Please try again.',
    },
    unknown: {
      title: 'Something went wrong',
      text: 'Please try again. If it stays like this, contact support.',
    },
  },
};

/** Lays texts over each other; the later ones win. */
export function mergeMessages(base: Messages, ...over: readonly (PartialMessages | undefined)[]): Messages {
  let merged = base;
  for (const messages of over) {
    if (!messages) continue;
    merged = {
      ...merged,
      ...messages,
      status: {...merged.status, ...messages.status},
      errors: {...merged.errors, ...messages.errors} as Messages['errors'],
    };
  }
  return merged;
}

/** What to tell a user about an error. */
export function errorText(
  messages: Messages,
  error: ParagonError,
): {readonly title: string; readonly text: string} {
  const {title, text} = messages.errors[error.code] ?? messages.errors.unknown;
  return {title, text: typeof text === 'function' ? text(error) : text};
}
