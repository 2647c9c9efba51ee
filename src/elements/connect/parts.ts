/** Parts of the portal and of the install flow in it, for the elements around them. */
const PORTAL = [
  'base', 'dialog', 'header', 'icon', 'title', 'status', 'description', 'close-button', 'body', 'overview', 'accounts',
  'account', 'account-name', 'account-status', 'account-since', 'confirm', 'footer', 'connect-button', 'reconnect-button',
  'resume-button', 'disconnect-button', 'confirm-button', 'keep-button', 'retry-button', 'success', 'notice',
  'notice-title', 'notice-text',
];

const INSTALL_FLOW = [
  'base', 'heading', 'status', 'stage', 'option', 'instruction', 'link-button', 'copy-button', 'form', 'field', 'label',
  'hint', 'input', 'select', 'switch', 'affix', 'reveal-button', 'error', 'unsupported', 'next-button', 'open-button',
  'cancel-button', 'retry-button', 'progress', 'notice', 'notice-title', 'notice-text',
];

/** `exportparts` of an install flow inside the portal. */
export const flowParts = INSTALL_FLOW.map((part) => `${part}:install-flow__${part}`).join();

/** `exportparts` of a portal inside another element. */
export const portalParts = [
  ...PORTAL.map((part) => `${part}:portal__${part}`),
  ...INSTALL_FLOW.map((part) => `install-flow__${part}`),
].join();
