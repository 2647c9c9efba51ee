/** A member of nested objects by its dotted path. Some providers have dots in names, too. */
export function memberOf(value: unknown, path: string): unknown {
  if (value !== null && typeof value === 'object' && Object.hasOwn(value, path))
    return (value as Record<string, unknown>)[path];
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
export function fill(
  template: string,
  values: unknown,
  encode: (text: string, path: string) => string = String,
): string {
  return template.replace(/\{([\w.]+)\}/g, (_, path: string) => {
    const value = memberOf(values, path);
    return value === undefined || value === null || typeof value === 'object'
      ? ''
      : encode(String(value), path);
  });
}

/** The same for queries, in whose texts `'{name}'` stands: what is filled in there cannot end the text. */
export function fillQuery(
  template: string,
  values: unknown,
  encode: (text: string) => string = String,
): string {
  const quoted = new Set([...template.matchAll(/'\{([\w.]+)\}'/g)].map(([, path]) => path));
  return fill(template, values, (text, path) =>
    encode(quoted.has(path) ? text.replace(/['\\]/g, ' ').trim() : text),
  );
}

/** Fills every text in a JSON value. Members that become empty are left out, and so are objects and lists of them. */
export function fillDeep(template: unknown, values: unknown): unknown {
  if (typeof template === 'string') return fill(template, values) || undefined;
  if (Array.isArray(template))
    return template.map((item) => fillDeep(item, values)).filter((item) => item !== undefined);
  if (template === null || typeof template !== 'object') return template;
  const entries = Object.entries(template).map(([name, inner]) => [name, fillDeep(inner, values)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Names of what a template asks for, in any text of a JSON value. */
export function namesIn(template: unknown): string[] {
  if (typeof template === 'string')
    return [...template.matchAll(/\{([\w.]+)\}/g)].map(([, name = '']) => name);
  return template !== null && typeof template === 'object' ? Object.values(template).flatMap(namesIn) : [];
}
