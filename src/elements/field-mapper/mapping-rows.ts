import {isRecord} from '../../core/data.js';
import type {DynamicMappingField, DynamicMappingOptions} from '../../core/types/index.js';

/**
 * Where a row's application field comes from: `label`: set by the project; `field`: brought by the page; `created`: typed
 * by the user; `former`: mapped before, and offered by nobody any more.
 */
export type RowKind = 'label' | 'field' | 'created' | 'former';

/** An application field and the integration's field that it is mapped to. */
export interface MappingRow {
  readonly kind: RowKind;
  /** What the value calls the field: the label, the page's `value`, or the text that the user typed. */
  readonly name: string;
  readonly label: string;
  /** The integration's field. */
  readonly field?: string;
}

/** The application's side of a mapping. */
export interface Application {
  /** Labels that the project has set. */
  readonly labels: readonly string[];
  /** Fields that the page brings. */
  readonly fields: readonly DynamicMappingField[];
  /** Names of the page's fields that are shown at first; `undefined`: all. */
  readonly defaults: readonly string[] | undefined;
  readonly canRemove: boolean;
  readonly canCreate: boolean;
  /** The page brings the fields, so that they are stored by their `value`. */
  readonly isDynamic: boolean;
}

type PageFields = DynamicMappingOptions | readonly DynamicMappingField[];

/** Reads what the project and the page say of the application's fields. What is none of them is left out. */
export function readApplication(
  savedFieldMappings: unknown,
  given: PageFields | undefined,
  isDynamic = !!given,
): Application {
  const options: Partial<DynamicMappingOptions> = !given ? {} : isList(given) ? {fields: given} : given;
  const labels = asList(savedFieldMappings).flatMap((entry) =>
    isRecord(entry) && isText(entry['label']) ? entry['label'] : [],
  );
  const fields = asList(options.fields).flatMap((entry) => readField(entry) ?? []);
  const defaults = Array.isArray(options.defaultFields) ? options.defaultFields.map(String) : undefined;
  return {
    labels: [...new Set(labels)],
    fields: [...new Map(fields.map((field) => [field.value, field])).values()],
    defaults,
    canRemove: !!options.userCanRemoveMappings,
    canCreate: !!options.userCanCreateFields,
    isDynamic,
  };
}

const isList = (given: PageFields): given is readonly DynamicMappingField[] => Array.isArray(given);
const asList = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);
const isText = (text: unknown): text is string => typeof text === 'string' && text !== '';

function readField(entry: unknown): DynamicMappingField | undefined {
  if (isText(entry)) return {label: entry, value: entry};
  if (!isRecord(entry)) return undefined;
  const {value, label} = entry;
  if (typeof value !== 'number' && !isText(value)) return undefined;
  return {value: String(value), label: isText(label) ? label : String(value)};
}

/** Tells rows apart: a label and a field may have the same name. */
export const rowKey = ({kind, name}: Pick<MappingRow, 'kind' | 'name'>): string =>
  `${kind === 'label' ? 'label' : 'field'}:${name}`;

/** The rows that a mapping begins with. */
export function initialRows({labels, fields, defaults}: Application): readonly MappingRow[] {
  const shown = defaults ? fields.filter(({value}) => defaults.includes(value)) : fields;
  return [
    ...labels.map((label) => ({kind: 'label', name: label, label}) as const),
    ...shown.map(({value, label}) => ({kind: 'field', name: value, label}) as const),
  ];
}

/** The page's fields that no row shows. */
export function addableFields(
  {fields}: Application,
  rows: readonly MappingRow[],
): readonly DynamicMappingField[] {
  const shown = new Set(rows.map(rowKey));
  return fields.filter(({value}) => !shown.has(rowKey({kind: 'field', name: value})));
}

/** A field of the page cannot be removed unless the page says so; what the user has typed always can be. */
export const isRemovable = ({kind}: MappingRow, {canRemove}: Application): boolean =>
  kind === 'created' || kind === 'former' || (kind === 'field' && canRemove);

/** The row for an application field that the user adds; nothing if there is one with this name already. */
export function newRow(
  application: Application,
  rows: readonly MappingRow[],
  text: string,
): MappingRow | undefined {
  const name = text.trim();
  if (!name) return undefined;
  const known = application.fields.find(({value}) => value === name);
  const row: MappingRow = known
    ? {kind: 'field', name: known.value, label: known.label}
    : {kind: 'created', name, label: name};
  const isShown = rows.some(
    (other) =>
      rowKey(other) === rowKey(row) ||
      (row.kind === 'created' && comparable(other.label) === comparable(row.label)),
  );
  return isShown ? undefined : row;
}

/** Maps a row to another field, or to none. */
export const withField = (
  rows: readonly MappingRow[],
  key: string,
  field: string | undefined,
): readonly MappingRow[] => rows.map((row) => (rowKey(row) === key ? {...row, field} : row));

/** The same rows, none of them mapped. What is not offered any more goes. */
export const unmapped = (rows: readonly MappingRow[]): readonly MappingRow[] =>
  rows.filter(({kind}) => kind !== 'former').map((row) => ({...row, field: undefined}));

/** A label as it is compared: without casing, accents, spaces and signs. */
export const normalised = (label: string): string =>
  String(label)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Also for a label of nothing but signs. */
const comparable = (label: string): string => normalised(label) || label;

export interface Duplicate {
  /** Labels of the other rows that are mapped to the same field of the integration. */
  readonly sameField: readonly string[];
  /** There is another row for the same field of the application. */
  readonly isSameName: boolean;
}

/** Rows that stand in each other's way, by key. */
export function duplicates(rows: readonly MappingRow[]): ReadonlyMap<string, Duplicate> {
  const byField = groupBy(rows, ({field}) => field || undefined);
  const byName = groupBy(rows, ({label}) => comparable(label));
  const found = new Map<string, Duplicate>();
  for (const row of rows) {
    const sameField = (byField.get(row.field ?? '') ?? []).filter((other) => other !== row);
    const isSameName = (byName.get(comparable(row.label)) ?? []).length > 1;
    if (sameField.length || isSameName) {
      found.set(rowKey(row), {sameField: sameField.map(({label}) => label), isSameName});
    }
  }
  return found;
}

function groupBy(
  rows: readonly MappingRow[],
  keyOf: (row: MappingRow) => string | undefined,
): ReadonlyMap<string, readonly MappingRow[]> {
  const groups = new Map<string, MappingRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
