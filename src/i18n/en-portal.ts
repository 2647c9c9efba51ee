import {enShell} from './en-shell.js';
import type {PortalMessages} from './messages.js';

/** The English texts of the portal and the install flow. */
export const enPortal: PortalMessages = {
  ...enShell,
  close: 'Close',
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
  discardTitle: 'Discard what you entered?',
  discardKeep: 'Keep editing',
  discardConfirm: 'Discard',
  limitReachedTitle: 'No more connections are available',
  limitReachedText: 'The limit of connected users is reached. Please contact support.',
  accountTypeTitle: 'Choose your account',
  accountTypeText: (name) => `Which kind of ${name} account do you want to connect?`,
  instructionTitle: 'Before you connect',
  preOptionsTitle: (name) => `Connect your ${name} account`,
  postOptionsTitle: (name) => `Finish setting up ${name}`,
  copyLink: 'Copy link',
  instructionDone: 'I have installed it',
  next: 'Continue',
  finish: 'Finish',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Press Ctrl+C or ⌘C to copy',
  opensNewWindow: 'opens a new window',
  oauthTitle: (name) => `Continue at ${name}`,
  oauthOpening: 'Opening the sign-in window…',
  oauthWaiting: (name) => `Sign in to ${name} in the window that has opened, and allow the connection there.`,
  oauthUnknown: (name) => `Is the ${name} window still open? Finish there. If it is gone, open it again.`,
  oauthFinishing: 'Finishing the connection…',
  saving: 'Saving…',
  wrongInputs: (count) => `${count} fields need your attention.`,
  redirect: 'Continue in this tab',
  redirectText: (name) =>
    `You can also sign in to ${name} in this tab. You leave this page for it, and come back here afterwards.`,
  oauthDeadline: (time) => `You have until ${time}.`,
  openAgain: 'Open again',
  errors: {
    ...enShell.errors,
    already_installed: {title: 'Already connected', text: 'This account is connected already.'},
    integration_not_installed: {
      title: 'This account is not connected',
      text: 'It may have been removed meanwhile.',
    },
    rejected: {
      title: 'That did not work',
      text: (error) => error.message || 'Check what you have entered, then try again.',
    },
    session_changed: {title: 'Your session has changed', text: 'Please try again.'},
    install_elsewhere: {
      title: 'This goes on elsewhere',
      text: 'It was started again in another tab or part of the page. Go on there, or start again here.',
    },
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
  },
};
