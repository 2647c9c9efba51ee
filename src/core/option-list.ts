import {frozenCopy, isRecord} from './data.js';
import type {InputOption, InputOptionSection} from './types/input.js';

/** Options, or sections of options. */
export type OptionList = readonly (InputOption | InputOptionSection)[];

/**
 * Reads a list from outside: options, sections of them, and bare values, which are their own label. What is none of
 * these is left out. The answer is a frozen copy; values stay as they are, also those that are no strings.
 */
export const readOptionList = (list: readonly unknown[]): OptionList =>
  frozenCopy(list.flatMap((entry) => readEntry(entry) ?? []));

function readEntry(entry: unknown): InputOption | InputOptionSection | undefined {
  if (typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean') {
    return {label: String(entry), value: String(entry)};
  }
  if (!isRecord(entry)) return undefined;
  const {items, value, label = value, ...more} = entry;
  // The service's own type says that values are strings; where they are not, what is saved must be what was offered.
  if (!Array.isArray(items))
    return value === undefined ? undefined : ({...more, label, value} as InputOption);
  return {...more, items: readOptionList(items)} as unknown as InputOptionSection;
}
