import {isRecord} from '../../core/data.js';
import type {ConnectInputValue} from '../../core/types/index.js';
import {
  initialRows,
  isRemovable,
  readApplication,
  rowKey,
  type Application,
  type MappingRow,
} from './mapping-rows.js';

/**
 * How a mapping is stored. `declared` is the shape of the Paragon SDK's types: `objectMapping`, `fieldMappings` by label,
 * `dynamicMappings` by the page's `value`. `compound` is `mainInput`, `dependentInput`, `fieldMappings` by label.
 */
export type MappingShape = 'declared' | 'compound';

/** What a field mapper edits. */
export interface Mapping {
  /** The integration's kind of record, such as `Contact`. */
  readonly objectType?: string;
  /** The choice between the kind of record and its fields, such as an issue type. */
  readonly dependentType?: string;
  readonly rows: readonly MappingRow[];
  /** Members of the stored value that this version does not know. They are kept. */
  readonly rest: readonly (readonly [string, unknown])[];
}

const KNOWN = new Set([
  'objectMapping',
  'mainInput',
  'dependentInput',
  'fieldMappings',
  'dynamicMappings',
  'userCreatedFields',
  'mappingType',
]);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'number' || (typeof value === 'string' && value) ? String(value) : undefined;

const entriesOf = (value: unknown): readonly [string, unknown][] =>
  isRecord(value) ? Object.entries(value) : [];

/** Reads a stored mapping of either shape. What is unreadable in it counts as not set. */
export function readMapping(value: unknown, application: Application): Mapping {
  const given = new Map(entriesOf(value));
  const stored = storedRows(given, application);
  const shown = new Map<string, MappingRow>();
  for (const row of initialRows(application)) {
    const key = rowKey(row);
    // The stored rows tell which ones were removed.
    if (stored.isComplete && isRemovable(row, application) && !stored.rows.has(key)) continue;
    shown.set(key, row);
  }
  for (const [key, row] of stored.rows) shown.set(key, row);
  return {
    objectType: textOf(given.get('objectMapping')) ?? textOf(given.get('mainInput')),
    dependentType: textOf(given.get('dependentInput')),
    rows: [...shown.values()],
    rest: [...given].filter(([name]) => !KNOWN.has(name)),
  };
}

function storedRows(given: ReadonlyMap<string, unknown>, application: Application) {
  const rows = new Map<string, MappingRow>();
  const put = (row: MappingRow) => rows.set(rowKey(row), {...rows.get(rowKey(row)), ...row});
  const labels = new Set(application.labels);
  const byValue = new Map(application.fields.map((field) => [field.value, field]));
  const byLabel = new Map(application.fields.map((field) => [field.label, field]));
  const created = given.get('userCreatedFields');
  const typed = new Set(Array.isArray(created) ? created.flatMap((name) => textOf(name) ?? []) : []);

  for (const name of typed) if (!byValue.has(name)) put({kind: 'created', name, label: name});
  for (const [name, mapped] of entriesOf(given.get('dynamicMappings'))) {
    const entry = isRecord(mapped) ? mapped : {integrationField: mapped};
    const field = textOf(entry['integrationField']);
    const known = byValue.get(name) ?? byValue.get(textOf(entry['applicationField']) ?? '');
    if (known) put({kind: 'field', name: known.value, label: known.label, field});
    else if (typed.has(name)) put({kind: 'created', name, label: name, field});
    else if (field) put({kind: 'former', name, label: textOf(entry['applicationField']) ?? name, field});
  }
  for (const [name, mapped] of entriesOf(given.get('fieldMappings'))) {
    const field = textOf(mapped);
    if (!field) continue;
    const known = byLabel.get(name) ?? byValue.get(name);
    if (labels.has(name)) put({kind: 'label', name, label: name, field});
    else if (known) put({kind: 'field', name: known.value, label: known.label, field});
    else
      put({kind: typed.has(name) || application.canCreate ? 'created' : 'former', name, label: name, field});
  }
  return {rows, isComplete: isRecord(given.get('dynamicMappings'))};
}

/** Something of the integration is mapped. */
export const isMapped = ({rows}: Mapping): boolean => rows.some(({field}) => field);

/** A stored mapping without a kind of record, or one that maps nothing. */
export function isEmptyMapping(value: unknown): boolean {
  const mapping = readMapping(value, readApplication([], undefined));
  return !mapping.objectType || !isMapped(mapping);
}

/** The value to store; `undefined` as long as no kind of record is chosen. */
export function writeMapping(
  mapping: Mapping,
  application: Application,
  shape: MappingShape,
): ConnectInputValue {
  const {objectType, dependentType, rows, rest} = mapping;
  if (!objectType) return undefined;
  const dependent = dependentType ? {dependentInput: dependentType} : {};
  // From entries, as a label may be called `__proto__`.
  if (shape === 'compound') {
    const fieldMappings = Object.fromEntries(
      rows.flatMap(({label, field}) => (field ? [[label, field]] : [])),
    );
    return {...Object.fromEntries(rest), mainInput: objectType, ...dependent, fieldMappings};
  }
  const isByLabel = ({kind}: MappingRow) => kind === 'label' || (kind === 'former' && !application.isDynamic);
  const fieldMappings = Object.fromEntries(
    rows.filter(isByLabel).flatMap(({name, field}) => (field ? [[name, field]] : [])),
  );
  const base = {...Object.fromEntries(rest), objectMapping: objectType, ...dependent};
  if (!application.isDynamic) return {...base, fieldMappings, mappingType: 'STATIC'};
  const dynamicMappings = Object.fromEntries(
    rows
      .filter((row) => !isByLabel(row))
      .map(({name, kind, label, field}) => [
        name,
        {applicationField: kind === 'former' ? label : name, ...(field && {integrationField: field})},
      ]),
  );
  const created = rows.filter(({kind}) => kind === 'created').map(({name}) => name);
  return {
    ...base,
    ...(application.labels.length > 0 && {fieldMappings}),
    dynamicMappings,
    ...(created.length > 0 && {userCreatedFields: created}),
    mappingType: 'DYNAMIC',
  };
}
