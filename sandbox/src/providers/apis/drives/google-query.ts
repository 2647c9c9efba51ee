/** What a search knows about a file. */
export interface Searched {
  readonly name: string;
  readonly mimeType: string;
  readonly parents: readonly string[];
  readonly owners: readonly string[];
  readonly trashed: boolean;
  readonly starred: boolean;
  readonly sharedWithMe: boolean;
  readonly modifiedTime: string;
  readonly createdTime: string;
}

export type Matcher = (file: Searched) => boolean;

const TOKEN = /\s*(?:('(?:[^'\\]|\\.)*')|([A-Za-z]+)|(<=|>=|!=|[=<>()]))/y;
const MAX_DEPTH = 20;

/** Reads the `q` of a list of files; nothing if it is not understood. */
export function parseDriveQuery(text: string): Matcher | undefined {
  const tokens: string[] = [];
  const source = text.trimEnd();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < source.length;) {
    const match = TOKEN.exec(source);
    if (!match) return undefined;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  let at = 0;
  const next = () => tokens[at++];
  const takes = (word: string) => tokens[at]?.toLowerCase() === word && ++at > 0;

  function either(depth: number): Matcher | undefined {
    const terms: Matcher[] = [];
    do {
      const term = both(depth);
      if (!term) return undefined;
      terms.push(term);
    } while (takes('or'));
    return (file) => terms.some((term) => term(file));
  }

  function both(depth: number): Matcher | undefined {
    const terms: Matcher[] = [];
    do {
      const term = single(depth);
      if (!term) return undefined;
      terms.push(term);
    } while (takes('and'));
    return (file) => terms.every((term) => term(file));
  }

  function single(depth: number): Matcher | undefined {
    if (depth > MAX_DEPTH) return undefined;
    if (takes('not')) {
      const inner = single(depth + 1);
      return inner && ((file) => !inner(file));
    }
    if (takes('(')) {
      const inner = either(depth + 1);
      return inner && takes(')') ? inner : undefined;
    }
    const first = next() ?? '';
    return first.startsWith("'") ? membership(first) : comparison(first);
  }

  function membership(value: string): Matcher | undefined {
    if (!takes('in')) return undefined;
    const wanted = textOf(value);
    const list = next();
    return list === 'parents' || list === 'owners' ? (file) => file[list].includes(wanted) : undefined;
  }

  function comparison(field: string): Matcher | undefined {
    if (field === 'sharedWithMe' && tokens[at] !== '=' && tokens[at] !== '!=')
      return (file) => file.sharedWithMe;
    const operator = next()?.toLowerCase() ?? '';
    const value = next() ?? '';
    switch (field) {
      case 'name':
      case 'mimeType':
      case 'fullText':
        return value.startsWith("'") ? textMatcher(field, operator, textOf(value)) : undefined;
      case 'trashed':
      case 'starred':
      case 'sharedWithMe':
        return /^(?:true|false)$/.test(value) && (operator === '=' || operator === '!=')
          ? (file) => (file[field] === (value === 'true')) === (operator === '=')
          : undefined;
      case 'modifiedTime':
      case 'createdTime': {
        const time = value.startsWith("'") ? Date.parse(withZone(textOf(value))) : Number.NaN;
        const compare = comparisons[operator];
        return compare && !Number.isNaN(time) ? (file) => compare(Date.parse(file[field]), time) : undefined;
      }
      default:
        return undefined;
    }
  }

  const matcher = either(0);
  return matcher && at === tokens.length ? matcher : undefined;
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function textMatcher(
  field: 'name' | 'mimeType' | 'fullText',
  operator: string,
  value: string,
): Matcher | undefined {
  const wanted = value.normalize().toLowerCase();
  const of = (file: Searched) => (field === 'mimeType' ? file.mimeType : file.name).toLowerCase();
  if (operator === 'contains')
    // Of names, words are found by how they begin.
    return field === 'mimeType'
      ? (file) => of(file).startsWith(wanted)
      : (file) => of(file).startsWith(wanted) || wordBegins(of(file), wanted);
  if (field === 'fullText') return undefined;
  if (operator === '=') return (file) => of(file) === wanted;
  return operator === '!=' ? (file) => of(file) !== wanted : undefined;
}

const wordBegins = (name: string, wanted: string): boolean => {
  for (let at = name.indexOf(wanted, 1); at > 0; at = name.indexOf(wanted, at + 1))
    if (!/[\p{L}\p{N}]/u.test(name[at - 1] ?? '')) return true;
  return false;
};

/** The text between quotes. */
const textOf = (token: string): string => token.slice(1, -1).replace(/\\(.)/g, '$1');

/** Times without a zone are UTC. */
const withZone = (text: string) =>
  /T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || !/T/.test(text) ? text : `${text}Z`;
