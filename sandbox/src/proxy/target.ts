import {badRequest} from '../errors.js';

/** Where a request goes: the server, and path and query to the letter. */
export interface Target {
  readonly url: URL;
  readonly path: string;
}

const MAX_PATH = 4000;
const MAX_QUERY = 16_000;
/** Nobody encodes a path more often than this by mistake. */
const MAX_ENCODINGS = 3;

/**
 * The address of a request below `base`. Path and query stay as they are, so whatever could lead out of the base, or
 * could be read in two ways by two parties, is refused instead of repaired.
 *
 * @param address Path below the base, with a query or not. A missing slash at its beginning is added.
 */
export function targetBelow(base: URL, address: string): Target {
  const [, given = '', query] = /^([^?]*)(?:\?(.*))?$/s.exec(address) ?? [];
  const path = given === '' || given.startsWith('/') ? given : `/${given}`;
  checkPath(path);
  if (query !== undefined) checkQuery(query);
  const root = base.pathname.replace(/\/+$/, '');
  const whole = root + path || '/';
  const url = new URL(base.origin + whole);
  if (url.origin !== base.origin || url.pathname !== whole || !isBelow(base, url))
    throw badRequest('The path leads out of the API.');
  return {url, path: query === undefined ? whole : `${whole}?${query}`};
}

/** Is an address the base itself, or below it? */
export function isBelow(base: URL, url: URL): boolean {
  const root = base.pathname.replace(/\/+$/, '');
  return (
    url.origin === base.origin &&
    !url.username &&
    !url.password &&
    (url.pathname === (root || '/') || url.pathname.startsWith(`${root}/`))
  );
}

function checkPath(path: string): void {
  if (path.length > MAX_PATH) throw badRequest(`The path is longer than ${MAX_PATH} characters.`);
  if (!/^[\w\-.~!$&'()*+,;=:@%/]*$/.test(path))
    throw badRequest('The path holds characters that must be percent-encoded, or a backslash.');
  if (/%(?![0-9a-f]{2})/i.test(path)) throw badRequest('The path holds a broken percent-encoding.');
  if (path.includes('//'))
    throw badRequest('The path holds two slashes in a row. Give a path of the API, not an address.');
  const slashes = count(path);
  let text = path;
  for (let depth = 0; ; depth++) {
    for (const form of [text, text.normalize('NFKC')]) {
      if (count(form) !== slashes || form.includes('\\'))
        throw badRequest('The path holds an encoded slash or backslash.');
      if (/\p{Cc}/u.test(form)) throw badRequest('The path holds control characters.');
      if (form.split('/').some(isDotSegment))
        throw badRequest('The path holds "." or ".." as a segment. Give the path without them.');
      checkFirstSegment(form.split('/')[1] ?? '');
    }
    const next = depth === 0 ? decodeText(text) : decodeBytes(text);
    if (next === text) return;
    if (depth === MAX_ENCODINGS) throw badRequest('The path is percent-encoded several times over.');
    text = next;
  }
}

const count = (text: string) => text.split('/').length;

/** Some servers cut parameters and white space off a segment before they look at it. */
const isDotSegment = (segment: string) => /^\s*\.{1,2}\s*(?:;.*)?$/s.test(segment);

function checkFirstSegment(segment: string): void {
  if (segment.includes('@'))
    throw badRequest('The path begins with something that looks like a user name and a host.');
  if (
    /^(?:[a-z][a-z0-9+.-]*:$|(?:https?|wss?|ftp|file|gopher|dict|ldaps?|data|blob|javascript):)/i.test(
      segment,
    )
  )
    throw badRequest('Give a path of the API, not an address.');
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest('The path holds a percent-encoding that is no UTF-8.');
  }
}

const decodeBytes = (text: string) =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function checkQuery(query: string): void {
  if (query.length > MAX_QUERY) throw badRequest(`The query is longer than ${MAX_QUERY} characters.`);
  if (!/^[\x21\x22\x24-\x7e]*$/.test(query))
    throw badRequest('The query holds characters that must be percent-encoded.');
}
