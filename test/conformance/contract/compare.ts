/** A value that is not there. */
export const ABSENT = '(absent)';

/** Where the two SDKs differ: by path, such as `result.errors`, what each has there. */
export type Differing = Readonly<Record<string, {readonly official: unknown; readonly ours: unknown}>>;

/** Finds everything in which two records differ. */
export function compare(official: unknown, ours: unknown, path = ''): Differing {
  if (isList(official) && isList(ours) && official.length !== ours.length) {
    return {[path]: {official: official.map(brief), ours: ours.map(brief)}};
  }
  if (isObject(official) && isObject(ours) && isList(official) === isList(ours)) {
    const names = new Set([...Object.keys(official), ...Object.keys(ours)]);
    return Object.assign(
      {},
      ...[...names].map((name) => compare(official[name], ours[name], path ? `${path}.${name}` : name)),
    ) as Differing;
  }
  if (official === ours) return {};
  return {[path]: {official: official ?? absent(official), ours: ours ?? absent(ours)}};
}

const absent = (value: unknown) => (value === undefined ? ABSENT : value);
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Of requests it is told which they are. */
const brief = (value: unknown): unknown => (isObject(value) && 'call' in value ? value['call'] : value);
