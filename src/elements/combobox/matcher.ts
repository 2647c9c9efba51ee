/** Characters of a label and of a search that count: so the time for a match has a bound. */
const LONGEST = 400;

const PLAIN = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;
const OF_WORDS = /[\p{L}\p{N}]/u;
const ASCII_OF_WORDS = /[a-z0-9]/;

/** A text as it is compared: without case, accents and spaces around it. */
export function fold(text: string): string {
  const start = text.slice(0, LONGEST);
  return (PLAIN.test(start) ? start : start.normalize('NFD').replace(MARKS, '')).toLowerCase().trim();
}

/** How well a text fits a search, both folded. 0: it begins with it; 1: a word of it does; 2: it contains it. */
export function rank(text: string, search: string): 0 | 1 | 2 | undefined {
  const first = text.indexOf(search);
  if (first < 0) return undefined;
  for (let at = first; at >= 0; at = text.indexOf(search, at + 1)) {
    if (at === 0) return 0;
    if (!isOfWord(text, at - 1)) return 1;
  }
  return 2;
}

/** The text is folded. Lists are mostly plain, and the shorter pattern is several times as fast. */
const isOfWord = (text: string, at: number): boolean =>
  (text.charCodeAt(at) < 128 ? ASCII_OF_WORDS : OF_WORDS).test(text.charAt(at));
