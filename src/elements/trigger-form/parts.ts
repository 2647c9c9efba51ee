import {COMBOBOX_PART_NAMES} from '../combobox/parts.js';
import {INPUT_PARTS} from '../input/parts.js';

/** Parts of a trigger form, for the elements around it. */
export const TRIGGER_FORM_PARTS = [
  'trigger',
  'trigger-label',
  'trigger-description',
  'parameters',
  'notice',
  'notice-title',
  'notice-text',
] as const;

/** `exportparts` of a trigger form inside another element. Those of its inputs and lists keep their names. */
export const triggerFormParts = [
  ...TRIGGER_FORM_PARTS.map((part) => `${part}:trigger-form__${part}`),
  ...INPUT_PARTS,
  ...COMBOBOX_PART_NAMES,
].join();
