import {INPUT_PARTS} from '../input/parts.js';
import {TRIGGER_FORM_PARTS} from '../trigger-form/parts.js';

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
  'tabs',
  'tab',
  'tab-selected',
  'panel',
  'overview',
  'accounts',
  'account',
  'account-name',
  'account-status',
  'account-since',
  'account-refreshed',
  'account-radio',
  'confirm',
  'confirm-list',
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
  'configuration-select',
  'locked',
  'settings',
  'settings-list',
  'setting',
  'save-state',
  'save-error',
  'save-retry-button',
  'workflows',
  'workflows-list',
  'workflow',
  'workflow-title',
  'workflow-info',
  'workflow-switch',
  'workflow-error',
  'empty',
  'skeleton',
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

/** `exportparts` of a setting's input inside the portal. */
export const settingParts = INPUT_PARTS.map((part) => `${part}:input__${part}`).join();

const TRIGGER_FORM = [
  ...TRIGGER_FORM_PARTS.map((part) => `trigger-form__${part}`),
  ...INPUT_PARTS.map((part) => `input__${part}`),
];

/** `exportparts` of the trigger form inside the portal; its inputs have the names of those of settings. */
export const triggerParts = TRIGGER_FORM.map((name) => `${name.replace(/^[a-z-]+__/, '')}:${name}`).join();

/** `exportparts` of a portal inside another element. */
export const portalParts = [
  ...PORTAL.map((part) => `${part}:portal__${part}`),
  ...INSTALL_FLOW.map((part) => `install-flow__${part}`),
  ...TRIGGER_FORM,
].join();
