/** Freezes plain data all the way down, so that it can be handed out without a copy. Returns the same value. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}

/** Whether a value is an object with members, as opposed to an array or a scalar. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member that an object has itself. The key may come from anywhere, and then be the name of an inherited one. */
export const own = <T>(members: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  members && Object.hasOwn(members, key) ? members[key] : undefined;

/** A frozen copy of plain data, all the way down. The given value stays as it is. */
export function frozenCopy<T>(value: T): T;
export function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map((member) => frozenCopy(member)));
  if (!isRecord(value)) return value;
  const copy = {...value};
  // Few members are objects: that keeps a copy of ten thousand options quick.
  for (const key of Object.keys(copy)) {
    const member = copy[key];
    if (typeof member === 'object') Object.defineProperty(copy, key, {value: frozenCopy(member)});
  }
  return Object.freeze(copy);
}
