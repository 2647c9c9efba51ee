import type {Context} from 'hono';
import {digest, type DriveItem} from './drive.js';
import {invalidRequest} from './graph-errors.js';
import {graphItem, type GraphDrive} from './graph-items.js';

const MOST = 999;

/** A list of items, page by page, with what `$top`, `$orderby`, `$filter` and `$select` ask for. */
export function answerItems(
  c: Context,
  place: GraphDrive,
  items: readonly DriveItem[],
  {url, usual = 200}: {url: string; usual?: number},
): Response {
  const {$top, $skiptoken, $orderby = '', $filter = ''} = c.req.query();
  const top = Number($top ?? usual);
  if (!Number.isInteger(top) || top < 1)
    return invalidRequest(c, "Invalid value specified for the '$top' query option.");
  const order = readOrder($orderby);
  if (!order) return invalidRequest(c, 'The orderby option is not supported.');
  const filter = readFilter($filter);
  if (!filter) return invalidRequest(c, 'The filter clause is not supported.');
  const all = items.filter(filter);
  if ($orderby) all.sort(order);
  // A token is for the list that it came with.
  const mark = digest('sha256', [url, place.id, $orderby, $filter].join('\n'))
    .digest('base64url')
    .slice(0, 10);
  const start = $skiptoken ? startOf($skiptoken, mark) : 0;
  if (start === undefined) return invalidRequest(c, 'The skip token is not valid.');
  const end = start + Math.min(top, MOST);
  const next = new URL(url);
  for (const [name, value] of Object.entries(c.req.query())) next.searchParams.set(name, value);
  next.searchParams.set('$skiptoken', Buffer.from(`${mark}:${end}`).toString('base64url'));
  return c.json({
    '@odata.context': `${new URL(url).origin}/$metadata#Collection(driveItem)`,
    '@odata.count': all.length,
    ...(end < all.length && {'@odata.nextLink': next.href}),
    value: all.slice(start, end).map((item) => select(c, graphItem(place, item))),
  });
}

/** The members that are wanted; without a choice, all. */
export function select<T extends object>(c: Context, value: T): Partial<T> {
  const names = c.req
    .query('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (!names?.[0]) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name))) as Partial<T>;
}

function startOf(token: string, mark: string): number | undefined {
  const [given, start = ''] = Buffer.from(token, 'base64url').toString('latin1').split(':');
  return given === mark && /^\d{1,9}$/.test(start) ? Number(start) : undefined;
}

type Order = (a: DriveItem, b: DriveItem) => number;

const names = new Intl.Collator('en', {numeric: true});
const orders: Readonly<Record<string, Order>> = {
  '': () => 0,
  name: (a, b) => names.compare(a.name, b.name),
  size: (a, b) => a.size - b.size,
  lastmodifieddatetime: (a, b) => a.modifiedAt.localeCompare(b.modifiedAt),
  createddatetime: (a, b) => a.createdAt.localeCompare(b.createdAt),
};

function readOrder(text: string): Order | undefined {
  const [, name = '', direction = ''] = /^\s*(\w*)(?:\s+(asc|desc))?\s*$/i.exec(text) ?? [undefined, '-'];
  const key = name.toLowerCase();
  const order = Object.hasOwn(orders, key) ? orders[key] : undefined;
  return order && /desc/i.test(direction) ? (a, b) => order(b, a) : order;
}

type Filter = (item: DriveItem) => boolean;

/** Reads conditions that are joined by `and`. */
function readFilter(text: string): Filter | undefined {
  const CONDITION =
    /\s*(?:(folder|file)\s+(eq|ne)\s+null|startswith\(name,\s*'((?:[^']|'')*)'\)|name\s+eq\s+'((?:[^']|'')*)')\s*(and\b|$)/iy;
  const all: Filter[] = [];
  const source = text.trim();
  for (CONDITION.lastIndex = 0; CONDITION.lastIndex < source.length;) {
    const match = CONDITION.exec(source);
    if (!match) return undefined;
    const [, facet, operator, start, name, and] = match;
    if (and && CONDITION.lastIndex >= source.length) return undefined;
    if (facet) {
      const isWanted = (facet.toLowerCase() === 'folder') === (operator?.toLowerCase() === 'ne');
      all.push(({kind}) => (kind === 'folder') === isWanted);
    } else {
      const wanted = (start ?? name ?? '').replaceAll("''", "'").toLowerCase();
      all.push((item) =>
        start === undefined ? item.name.toLowerCase() === wanted : item.name.toLowerCase().startsWith(wanted),
      );
    }
  }
  return (item) => all.every((one) => one(item));
}
