/** A member of nested objects by its dotted path. */
export function memberOf(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        inner !== null && typeof inner === 'object' && Object.hasOwn(inner, name)
          ? (inner as Record<string, unknown>)[name]
          : undefined,
      value,
    );
}

/** Fills `{dotted.path}` with members of `values`; what is not there becomes empty. */
export function fill(template: string, values: unknown, encode: (text: string) => string = String): string {
  return template.replace(/\{([\w.]+)\}/g, (_, path: string) => {
    const value = memberOf(values, path);
    return value === undefined || value === null || typeof value === 'object' ? '' : encode(String(value));
  });
}
