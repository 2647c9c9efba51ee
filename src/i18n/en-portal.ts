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
  limitReachedTitle: 'All places are taken',
  limitReachedText:
    'Only so many people may connect their accounts in this product, and that many have. ' +
    'Ask the people who run it for a place, then check again.',
  limitCheck: 'Check again',
  limitStill: 'All places are still taken.',
  configuration: 'Configuration',
  triggers: 'Triggers',
  details: 'Details',
  lastRefreshed: (date) => `Last refreshed on ${date}`,
  disconnectWorkflows: 'These workflows stop:',
  defaultConfiguration: 'Default',
  unnamedConfiguration: (number) => `Configuration ${number}`,
  settings: 'Settings',
  workflows: 'Workflows',
  saved: 'Saved',
  notSaved: 'Not saved',
  saveFailed: (title) => `“${title}” could not be saved.`,
  settingsMissingTitle: 'Something is still missing',
  settingsMissingText: (titles) => `Fill in ${titles} to switch workflows on.`,
  workflowNeedsSettings: 'Fill in the required settings first.',
  workflowNotOn: (title) => `“${title}” could not be switched on.`,
  workflowNotOff: (title) => `“${title}” could not be switched off.`,
  unnamedWorkflow: 'Workflow',
  lockedInvalid: 'Reconnect this account to change what is set here.',
  lockedPending: 'Finish the set-up of this account to change what is set here.',
  nothingToSetUpTitle: 'Nothing to set up',
  nothingToSetUpText: (name) => `${name} is ready to use. There are no settings to choose.`,
  noWorkflowsTitle: 'There is nothing here for you yet',
  noWorkflowsText: 'What this integration can do is not open to your account. Ask your administrator for it.',
  nothingConnectedTitle: 'No account yet',
  nothingConnectedText: (name) => `Connect ${name} to use it here.`,
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Press Ctrl+C or ⌘C to copy',
  saving: 'Saving…',
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
    account_not_valid: {
      title: 'This account cannot be used right now',
      text: 'Reconnect it, or finish its set-up, then try again.',
    },
    headless_not_enabled: {
      title: 'This is not set up correctly',
      text: 'The page needs a correction before it can work.',
    },
    input_required: {
      title: 'Some details are needed',
      text: 'Connect this account here, so that you can be asked for them.',
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
