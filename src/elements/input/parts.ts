import {COMBOBOX_PART_NAMES} from '../combobox/parts.js';

/** Parts of an input, the same in every control that has them. */
export const INPUT_PARTS = [
  'field',
  'label',
  'hint',
  'link',
  'error',
  'input',
  'switch',
  'affix',
  'reveal-button',
  'copy-button',
  'scope',
  'scope-description',
  'fixed-scopes',
  'drop-zone',
  'file-button',
  'file',
  'remove-button',
  'unsupported',
  'select',
  'condition',
  'condition-group',
  'joint',
  'pair',
  'add-button',
  'skeleton',
  'retry-button',
  'remove-field-button',
  'choice',
  'check',
  ...COMBOBOX_PART_NAMES,
];

/** `exportparts` of an input inside another element: all parts under their own names. */
export const inputParts = INPUT_PARTS.join();
