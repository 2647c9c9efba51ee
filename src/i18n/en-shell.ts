import type {ErrorText, ShellMessages} from './messages.js';

const unreachable: ErrorText = {
  title: 'The service cannot be reached',
  text: 'Check your internet connection, then try again. Nothing was lost.',
};

const unavailable: ErrorText = {
  title: 'The service is not available right now',
  text: 'Please try again in a few minutes.',
};

/** The English texts that are needed before a portal is opened; `en` has all. */
export const enShell: ShellMessages = {
  connect: (name) => `Connect ${name}`,
  manage: (name) => `Manage ${name}`,
  loading: 'Loading…',
  notConnected: 'Not connected',
  status: {VALID: 'Connected', INVALID: 'Needs attention', PENDING: 'Set-up not finished'},
  cancel: 'Cancel',
  tryAgain: 'Try again',
  signInAgain: 'Sign in again',
  completeTitle: (name) => `${name} is connected`,
  completeText: 'You are all set.',
  errors: {
    not_authenticated: {
      title: 'You are not signed in',
      text: 'Sign in to this page to see and connect your accounts.',
    },
    unauthorized: {title: 'Your session has expired', text: 'Sign in again to go on where you were.'},
    forbidden: {title: 'You may not do this', text: 'Ask your administrator for permission.'},
    feature_missing: {
      title: 'Not part of the plan',
      // The one feature that elements ask for.
      text: 'The plan of this product does not include mapping its own fields. Only those who run it can change that.',
    },
    rate_limited: {title: 'Too many requests', text: 'Please wait a moment, then try again.'},
    network_error: unreachable,
    timeout: unreachable,
    service_error: unavailable,
    protocol_error: unavailable,
    invalid_argument: {
      title: 'This is not set up correctly',
      text: 'The page needs a correction before it can work.',
    },
    not_found: {title: 'This no longer exists', text: 'It may have been removed meanwhile.'},
    integration_not_found: {
      title: 'This integration is not available',
      text: 'It may have been switched off, or its name has changed.',
    },
    unknown: {
      title: 'Something went wrong',
      text: 'Please try again, or contact support.',
    },
  },
};
