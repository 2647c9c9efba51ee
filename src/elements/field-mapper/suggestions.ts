import type {InputOption} from '../../core/types/index.js';
import type {OptionEntry} from '../../internal/option-source.js';
import {normalised, rowKey, type MappingRow} from './mapping-rows.js';

/** The options of a list, without the sections around them. */
export const flatOptions = (entries: readonly OptionEntry[]): readonly InputOption[] =>
  entries.flatMap((entry) => ('items' in entry ? entry.items : [entry]));

/**
 * The integration's field that obviously belongs to each row that is not mapped yet, by the row's key: its label, else
 * its name, is the same but for casing, accents and signs. None if there are two of that kind, or if another row has it.
 */
export function suggestions(
  rows: readonly MappingRow[],
  entries: readonly OptionEntry[],
): ReadonlyMap<string, InputOption> {
  const taken = new Set(rows.flatMap(({field}) => field ?? []));
  const options = flatOptions(entries).filter(({value}) => !taken.has(String(value)));
  const byLabel = uniqueBy(options, ({label}) => normalised(label));
  const byValue = uniqueBy(options, ({value}) => normalised(String(value)));
  const found = new Map<string, InputOption>();
  for (const row of rows) {
    if (row.field) continue;
    const names = [normalised(row.label), normalised(row.name)].filter(Boolean);
    const option = firstOf(names, byLabel) ?? firstOf(names, byValue);
    if (!option || taken.has(String(option.value))) continue;
    taken.add(String(option.value));
    found.set(rowKey(row), option);
  }
  return found;
}

function firstOf(names: readonly string[], options: ReadonlyMap<string, InputOption | undefined>) {
  for (const name of names) {
    const option = options.get(name);
    if (option) return option;
  }
  return undefined;
}

/** Options by key; `undefined` where several have the same one. */
function uniqueBy(
  options: readonly InputOption[],
  keyOf: (option: InputOption) => string,
): ReadonlyMap<string, InputOption | undefined> {
  const map = new Map<string, InputOption | undefined>();
  for (const option of options) {
    const key = keyOf(option);
    const isNew = !map.has(key) || map.get(key)?.value === option.value;
    map.set(key, isNew ? option : undefined);
  }
  return map;
}
