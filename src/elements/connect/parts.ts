import {INPUT_PARTS} from '../input/parts.js';

/** Parts of the portal and of the install flow in it, for the elements around them. */
const PORTAL = [
  'base',
  'dialog',
  'header',
  'icon',
  'title',
  'status',
  'description',
  'close-button',
  'body',
  'overview',
  'accounts',
  'account',
  'account-name',
  'account-status',
  'account-since',
  'confirm',
  'footer',
  'connect-button',
  'reconnect-button',
  'resume-button',
  'disconnect-button',
  'confirm-button',
  'keep-button',
  'discard',
  'discard-button',
  'continue-button',
  'retry-button',
  'success',
  'notice',
  'notice-title',
  'notice-text',
];

const INSTALL_FLOW_OWN = [
  'base',
  'heading',
  'status',
  'stage',
  'option',
  'instruction',
  'link-button',
  'copy-button',
  'form',
  'next-button',
  'open-button',
  'redirect-button',
  'summary',
  'cancel-button',
  'retry-button',
  'progress',
  'notice',
  'notice-title',
  'notice-text',
];

const INSTALL_FLOW = [...new Set([...INSTALL_FLOW_OWN, ...INPUT_PARTS])];

/** `exportparts` of an install flow inside the portal. */
export const flowParts = INSTALL_FLOW.map((part) => `${part}:install-flow__${part}`).join();

/** `exportparts` of a portal inside another element. */
export const portalParts = [
  ...PORTAL.map((part) => `${part}:portal__${part}`),
  ...INSTALL_FLOW.map((part) => `install-flow__${part}`),
].join();
