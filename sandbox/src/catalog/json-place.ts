const TOKEN =
  /[ \t\r\n]*(?:([[\]{},:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y;

/** What may come next: a value, the name of a member, a colon, or the end of a value. */
type Expected = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'after value';

/** Where text stops being JSON. The parser itself does not always say. */
export function endOfSense(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (TOKEN.lastIndex = 0; ;) {
    const end = TOKEN.lastIndex;
    const start = end + (/^[ \t\r\n]*/.exec(text.slice(end))?.[0].length ?? 0);
    const match = TOKEN.exec(text);
    if (!match) return start;
    const next = follow(match, expected, open);
    if (!next) return start;
    expected = next;
  }
}

function follow([, mark, name]: RegExpExecArray, expected: Expected, open: string[]): Expected | undefined {
  const takesValue = expected === 'value' || expected === 'first value';
  const closes = (bracket: string, first: Expected): Expected | undefined =>
    (expected === first || expected === 'after value') && open.pop() === bracket ? 'after value' : undefined;
  switch (mark) {
    case '{':
    case '[':
      if (!takesValue) return undefined;
      open.push(mark);
      return mark === '{' ? 'first name' : 'first value';
    case '}':
      return closes('{', 'first name');
    case ']':
      return closes('[', 'first value');
    case ':':
      return expected === 'colon' ? 'value' : undefined;
    case ',':
      if (expected !== 'after value' || !open.length) return undefined;
      return open.at(-1) === '{' ? 'name' : 'value';
  }
  if (expected === 'name' || expected === 'first name') return name === undefined ? undefined : 'colon';
  return takesValue ? 'after value' : undefined;
}
