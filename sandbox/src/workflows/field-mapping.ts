import type {Values} from '../accounts/accounts.js';

/** A record of the app in the fields of the provider. */
export interface MappedRecord {
  /** The provider's kind of record, such as `Contact`. */
  readonly objectType?: string;
  /** What was chosen between the kind of record and its fields, such as an issue type. */
  readonly dependentType?: string;
  readonly fields: Values;
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const membersOf = (value: unknown): [string, unknown][] =>
  value !== null && typeof value === 'object' ? Object.entries(value) : [];

/**
 * Translates a record by what a user has chosen in a field mapper. Clients store that in one of two shapes: with
 * `objectMapping` or with `mainInput`. Only members of the record itself are mapped, not those of objects within.
 */
export function mapRecord(mapping: unknown, record: Readonly<Values>): MappedRecord {
  const given = Object.fromEntries(membersOf(mapping)) as Values;
  const objectType = textOf(given['objectMapping']) ?? textOf(given['mainInput']);
  const dependentType = textOf(given['dependentInput']);
  const pairs = [
    ...membersOf(given['fieldMappings']).map(([label, field]) => [label, textOf(field)] as const),
    ...membersOf(given['dynamicMappings']).map(([key, row]) => {
      const {applicationField, integrationField} = (row ?? {}) as Values;
      return [textOf(applicationField) ?? key, textOf(integrationField)] as const;
    }),
  ];
  const fields = pairs.flatMap(([source, target]) =>
    target !== undefined && Object.hasOwn(record, source) && record[source] !== undefined
      ? [[target, record[source]] as const]
      : [],
  );
  return {
    ...(objectType !== undefined && {objectType}),
    ...(dependentType !== undefined && {dependentType}),
    fields: Object.fromEntries(fields),
  };
}
