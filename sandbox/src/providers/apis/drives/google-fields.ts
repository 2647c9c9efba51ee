/** Members that are wanted, each with those inside of it that are; `undefined` is all of it. */
export type Fields = Map<string, Fields | undefined>;

const MAX_DEPTH = 10;

/** Reads `fields`, such as `nextPageToken,files(id,owners/emailAddress)`; nothing if it is not understood. */
export function parseFields(text: string): Fields | undefined {
  const tokens = text.match(/[\w*]+|[,/()]/g) ?? [];
  if (tokens.join('') !== text.replace(/\s/g, '')) return undefined;
  let at = 0;

  function list(depth: number): Fields | undefined {
    const fields: Fields = new Map();
    do {
      const added = one(fields, depth);
      if (!added) return undefined;
    } while (tokens[at] === ',' && ++at);
    return fields;
  }

  function one(fields: Fields, depth: number): boolean {
    const name = tokens[at++] ?? '';
    if (!/^[\w*]+$/.test(name) || depth > MAX_DEPTH) return false;
    let inner: Fields | undefined;
    if (tokens[at] === '/') {
      at++;
      inner = new Map();
      if (!one(inner, depth + 1)) return false;
    } else if (tokens[at] === '(') {
      at++;
      inner = list(depth + 1);
      if (!inner || tokens[at++] !== ')') return false;
    }
    const former = fields.get(name);
    if (!fields.has(name)) fields.set(name, inner);
    else if (former && inner) for (const [key, value] of inner) former.set(key, value);
    else fields.set(name, undefined);
    return true;
  }

  const fields = list(0);
  return fields && at === tokens.length ? fields : undefined;
}

/** The members of an answer that are wanted. */
export function choose(value: unknown, fields: Fields | undefined): unknown {
  if (!fields || fields.has('*')) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => choose(one, fields));
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([name]) => fields.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, choose(inner, fields.get(name))]));
}
