/** What a path below a drive names: an item by id or path, and what about it. */
export interface ItemAddress {
  /** Left out: the root. */
  readonly id?: string;
  /** Names below that item. */
  readonly path: readonly string[];
  readonly action: '' | 'children' | 'content' | 'search' | 'recent';
  /** What is searched for. */
  readonly search?: string;
}

/**
 * Reads `/root`, `/items/{id}`, each with `:/a/path` or without, and `/children` or the like at its end.
 *
 * @param rest What follows the drive, still encoded.
 */
export function parseItemAddress(rest: string): ItemAddress | undefined {
  if (rest === '/recent' || rest === '/recent()') return {path: [], action: 'recent'};
  const whole = rest.replaceAll(/%3a/gi, ':');
  const found = /^\/(?:root|items\/([^/:]+))(?::(?:\/([^:]*))?:?)?(?:\/([^:/]+))?\/?$/.exec(whole);
  const [, id, path = '', last = ''] = found ?? [];
  const onlySearch = found ? undefined : /^\/(search\([^:/]*\))$/.exec(whole)?.[1];
  if (!found && onlySearch === undefined) return undefined;
  const names = path.split('/').filter(Boolean).map(decode);
  const action = decode(onlySearch ?? last);
  if (action === undefined || names.includes(undefined)) return undefined;
  const item = {...(id !== undefined && {id}), path: names as string[]};
  if (action === '' || action === 'children' || action === 'content') return {...item, action};
  const [, search] = /^search\(q='(.*)'\)$/s.exec(action) ?? [];
  return search === undefined ? undefined : {...item, action: 'search', search: search.replaceAll("''", "'")};
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
