/** The parts of a combobox. */
export const COMBOBOX_PARTS = [
  'field',
  'input',
  'toggle-button',
  'clear-button',
  'popup',
  'listbox',
  'section',
  'option',
  'option-label',
  'option-subtitle',
  'message',
  'retry-button',
] as const;

/** What the parts are called outside the element around the combobox. */
export const COMBOBOX_PART_NAMES = COMBOBOX_PARTS.map((part) => `combobox__${part}` as const);

/** `exportparts` of a combobox inside another element. */
export const comboboxParts = COMBOBOX_PARTS.map((part) => `${part}:combobox__${part}`).join();
