import {COMBOBOX_PARTS} from '../combobox/parts.js';

/** Parts of a field mapper, for the elements around it. */
export const MAPPER_PARTS = [
  'level',
  'label',
  'confirm',
  'keep-button',
  'confirm-button',
  'notice',
  'notice-title',
  'notice-text',
  'retry-button',
  'suggestions',
  'take-all-button',
  'leave-all-button',
  'mappings',
  'head',
  'rows',
  'row',
  'row-label',
  'row-target',
  'arrow',
  'suggestion',
  'take-button',
  'leave-button',
  'remark',
  'remove-button',
  'add',
  'empty',
  'error',
  'status',
] as const;

/** `exportparts` of a field mapper inside another element; the parts of its comboboxes keep their names. */
export const mapperParts = [
  ...MAPPER_PARTS.map((part) => `${part}:field-mapper__${part}`),
  ...COMBOBOX_PARTS.map((part) => `combobox__${part}`),
].join();
