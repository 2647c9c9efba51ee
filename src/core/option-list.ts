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
  const {items, value, label = value} = entry;
  if (Array.isArray(items)) return {...entry, items: readOptionList(items)} as unknown as InputOptionSection;
  if (value === undefined || items !== undefined) return undefined;
  return {...entry, label} as unknown as InputOption;
}
