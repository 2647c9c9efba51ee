/** One comparison of a query in JQL. */
export interface Clause {
  readonly field: string;
  readonly operator: Operator;
  /** One, except for `in` and `not in`. `empty` stands for no value. */
  readonly values: readonly string[];
}

const operators = ['=', '!=', '~', '!~', '>', '>=', '<', '<=', 'in', 'not in', 'is', 'is not'] as const;
type Operator = (typeof operators)[number];

/** A query of the part of JQL that the outside understands: comparisons joined by AND, and an order. */
export interface IssueQuery {
  readonly clauses: readonly Clause[];
  readonly order: readonly {readonly field: string; readonly isDescending: boolean}[];
}

interface Token {
  readonly text: string;
  readonly isQuoted: boolean;
}

const MAX_LENGTH = 4000;
const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=~><(),])|([^\s"'=!~<>(),]+))\s*/y;

/** Reads a query; a sentence if it is none that is understood here. */
export function parseJql(text: string): IssueQuery | string {
  if (text.length > MAX_LENGTH) return 'The query is too long.';
  const found = tokensIn(text);
  return typeof found === 'string' ? found : readQuery(found);
}

function readQuery(tokens: readonly Token[]): IssueQuery | string {
  let at = 0;
  const isWord = (word: string, offset = 0) => {
    const token = tokens[at + offset];
    return token !== undefined && !token.isQuoted && token.text.toLowerCase() === word;
  };
  const take = (word: string) => isWord(word) && ++at > 0;

  const clauses: Clause[] = [];
  while (at < tokens.length && !isWord('order')) {
    if (clauses.length && !take('and'))
      return isWord('or')
        ? 'OR is not understood here: join conditions by AND, or use "in".'
        : `Expected AND or ORDER BY, but got '${tokens[at]?.text}'.`;
    const clause = readClause();
    if (typeof clause === 'string') return clause;
    clauses.push(clause);
  }
  const order: IssueQuery['order'][number][] = [];
  if (take('order')) {
    if (!take('by')) return 'Expected BY after ORDER.';
    do {
      const field = tokens[at++]?.text;
      if (field === undefined) return 'Expected a field after ORDER BY.';
      const isDescending = take('desc');
      if (!isDescending) take('asc');
      order.push({field: field.toLowerCase(), isDescending});
    } while (take(','));
    if (at < tokens.length) return `Expected the end of the query, but got '${tokens[at]?.text}'.`;
  }
  return {clauses, order};

  function readClause(): Clause | string {
    if (isWord('('))
      return 'Brackets around conditions are not understood here: join conditions by AND, or use "in".';
    if (isWord('not')) return 'NOT is not understood here: use != or "not in".';
    const name = tokens[at++]?.text;
    if (name === undefined) return 'Expected a condition after AND.';
    const field = name.toLowerCase();
    const operator = readOperator();
    if (!operator) return `Expected an operator after '${name}': one of ${operators.join(', ')}.`;
    if (operator === 'in' || operator === 'not in') {
      if (!take('(')) return `Expected a list in brackets after '${name} ${operator}'.`;
      const values: string[] = [];
      do {
        const value = readValue();
        if (value === undefined) return `Expected a value in the list of '${name}'.`;
        values.push(value);
      } while (take(','));
      return take(')') ? {field, operator, values} : `The list of '${name}' lacks its closing bracket.`;
    }
    const value = readValue();
    if (value === undefined) return `Expected a value after '${name} ${operator}'.`;
    const isEmpty = /^(empty|null)$/i.test(value);
    if (operator.startsWith('is') && !isEmpty) return `'${operator}' is followed by EMPTY.`;
    return {field, operator, values: [isEmpty ? 'empty' : value]};
  }

  function readOperator(): Operator | undefined {
    const word = tokens[at]?.isQuoted ? undefined : tokens[at]?.text.toLowerCase();
    const two = `${word} ${tokens[at + 1]?.text.toLowerCase()}`;
    const found = operators.find((one) => one === two) ?? operators.find((one) => one === word);
    if (found) at += found.split(' ').length;
    return found;
  }

  function readValue(): string | undefined {
    const token = tokens[at];
    if (!token || (!token.isQuoted && /^[=!~<>(),]/.test(token.text))) return undefined;
    at++;
    // A function without arguments.
    if (!token.isQuoted && isWord('(') && isWord(')', 1)) {
      at += 2;
      return `${token.text}()`;
    }
    return token.text;
  }
}

function tokensIn(text: string): Token[] | string {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) return text.slice(from).trim() ? `Unexpected '${text.slice(from, from + 20)}'.` : tokens;
    const [, double, single, sign, word] = found;
    const quoted = double ?? single;
    tokens.push(
      quoted === undefined
        ? {text: sign ?? word ?? '', isQuoted: false}
        : {text: quoted.replace(/\\(.)/gs, '$1'), isQuoted: true},
    );
  }
  return tokens;
}

/** What the field of an issue is compared with: words, or a moment. */
export interface Comparable {
  /** Any of them may be meant: an id, a key, a name. Empty if the issue has no value. */
  readonly texts: readonly string[];
  readonly isMoment?: boolean;
}

/** Operators that make sense for a field. */
export const fits = (operator: Operator, kind: 'text' | 'moment' | 'choice'): boolean =>
  kind === 'text'
    ? ['~', '!~', 'is', 'is not'].includes(operator)
    : kind === 'moment'
      ? ['>', '>=', '<', '<=', '=', '!=', 'is', 'is not'].includes(operator)
      : ['=', '!=', 'in', 'not in', 'is', 'is not'].includes(operator);

/** Does an issue's value meet a clause? */
export function meetsClause({texts, isMoment}: Comparable, {operator, values}: Clause): boolean {
  const [value = ''] = values;
  const has = (wanted: string) =>
    wanted === 'empty'
      ? texts.length === 0
      : texts.some((text) => text.toLowerCase() === wanted.toLowerCase());
  switch (operator) {
    case '~':
      return containsWords(texts, value);
    case '!~':
      return !containsWords(texts, value);
    case 'is':
      return texts.length === 0;
    case 'is not':
      return texts.length > 0;
    case 'in':
      return values.some(has);
    case 'not in':
      return texts.length > 0 && !values.some(has);
    case '=':
    case '!=': {
      const isEqual = isMoment ? texts.some((text) => Date.parse(text) === momentOf(value)) : has(value);
      // As in the original, what has no value is different from nothing.
      return operator === '=' ? isEqual : !isEqual && (texts.length > 0 || value === 'empty');
    }
    default: {
      const [time, wanted] = [Date.parse(texts[0] ?? ''), momentOf(value) ?? Number.NaN];
      if (operator === '>') return time > wanted;
      if (operator === '>=') return time >= wanted;
      return operator === '<' ? time < wanted : time <= wanted;
    }
  }
}

/** Every word that is looked for, or one that begins so if there is an asterisk. */
function containsWords(texts: readonly string[], searched: string): boolean {
  const words = texts
    .join(' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return searched
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter(Boolean)
    .every((wanted) =>
      wanted.endsWith('*')
        ? words.some((word) => word.startsWith(wanted.replaceAll('*', '')))
        : words.includes(wanted),
    );
}

const units: Readonly<Record<string, number>> = {m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000};

/** A date, or a time before now such as `-7d`. */
export function momentOf(text: string): number | undefined {
  const [, sign, count, unit = ''] = /^([-+]?)(\d+)([mhdw])$/.exec(text) ?? [];
  if (count !== undefined) return Date.now() + (sign === '-' ? -1 : 1) * Number(count) * (units[unit] ?? 0);
  if (/^now\(\)$/i.test(text)) return Date.now();
  const time = /^\d{4}[-/]\d\d?[-/]\d\d?( \d\d?:\d\d)?$/.test(text)
    ? Date.parse(`${text.replaceAll('/', '-')}${text.includes(':') ? '' : ' 00:00'}Z`)
    : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
