/** A query of the part of SOQL that the outside understands. */
export interface Query {
  readonly fields: readonly string[];
  readonly object: string;
  readonly conditions: readonly {
    readonly field: string;
    readonly operator: '=' | '!=' | 'LIKE';
    readonly value: string;
  }[];
  readonly orderBy?: {readonly field: string; readonly isDescending: boolean};
  readonly limit?: number;
  readonly offset: number;
}

const MAX_LENGTH = 4000;
/** Every part begins where the one before must have ended: a query without sense is found out in linear time. */
const QUERY =
  /^select (\w+(?: ?, ?\w+)*|count\( ?\)) from (\w+)(?: where ((?:'(?:[^'\\]|\\.)*'|[^'])+?))?(?: order by (\w+)(?: (asc|desc))?)?(?: limit (\d+))?(?: offset (\d+))?$/i;
const CONDITION = /^\s*(\w+)\s*(=|!=|like)\s*(?:'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d+)?|true|false|null))\s*/i;

/** Reads a query; a sentence if it is none that is understood here. */
export function parseQuery(text: string): Query | string {
  if (text.length > MAX_LENGTH) return 'The query is too long.';
  const [, fields = '', object = '', where, orderBy, direction, limit, offset] =
    QUERY.exec(withSingleSpaces(text)) ?? [];
  if (!object)
    return "unexpected token. Understood here: SELECT fields FROM object [WHERE field = 'value' AND …] [ORDER BY field] [LIMIT n] [OFFSET n]";
  const conditions = where === undefined ? [] : parseConditions(where);
  if (typeof conditions === 'string') return conditions;
  return {
    fields: fields.split(',').map((field) => field.trim()),
    object,
    conditions,
    orderBy: orderBy ? {field: orderBy, isDescending: direction?.toLowerCase() === 'desc'} : undefined,
    limit: limit === undefined ? undefined : Number(limit),
    offset: Number(offset ?? 0),
  };
}

/** White space within quotes stays as it is. */
const withSingleSpaces = (text: string) =>
  text.replace(/'(?:[^'\\]|\\.)*'|\s+/g, (part) => (part.startsWith("'") ? part : ' ')).trim();

function parseConditions(text: string): Query['conditions'] | string {
  const conditions: Query['conditions'][number][] = [];
  let rest = text;
  for (;;) {
    const found = CONDITION.exec(rest);
    if (!found) return `unexpected token in WHERE: ${rest.slice(0, 40)}`;
    const [whole, field = '', operator = '', quoted, bare] = found;
    conditions.push({
      field,
      operator: operator.toUpperCase() as '=' | '!=' | 'LIKE',
      value: quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/g, '$1'),
    });
    rest = rest.slice(whole.length);
    if (!rest) return conditions;
    const and = /^and\s+/i.exec(rest);
    if (!and) return `unexpected token in WHERE: ${rest.slice(0, 40)}. Only AND joins conditions here.`;
    rest = rest.slice(and[0].length);
  }
}

/** Does a value meet a condition? `%` stands for anything in LIKE. */
export function meets(value: unknown, {operator, value: wanted}: Query['conditions'][number]): boolean {
  const text = value === null || value === undefined ? 'null' : String(value);
  if (operator === 'LIKE') {
    const parts = wanted.toLowerCase().split('%');
    return isLike(text.toLowerCase(), parts);
  }
  return (text === wanted) === (operator === '=');
}

/** Looks for the parts one after the other: linear, whatever they are. */
function isLike(text: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  if (!others.length) return text === first;
  if (!text.startsWith(first)) return false;
  const last = others.pop() ?? '';
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
