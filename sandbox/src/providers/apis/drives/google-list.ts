import type {Context} from 'hono';
import {digest, type DriveItem} from './drive.js';
import {forbidden, invalid} from './google-errors.js';
import {MY_DRIVE, fileOf, isShared, typeOf} from './google-files.js';
import {parseDriveQuery, type Searched} from './google-query.js';
import type {GoogleVisit} from './google-visit.js';

const LIST_FIELDS = 'kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)';

/** `files.list`: what matches, in order, page by page. */
export function listFiles(c: Context, {drive, seesOwnOnly, answer}: GoogleVisit): Response {
  const {q = '', orderBy = '', pageToken, driveId, corpora = driveId ? 'drive' : 'user'} = c.req.query();
  const pageSize = Number(c.req.query('pageSize') ?? 100);
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 1000)
    return invalid(c, 'pageSize', 'Invalid value. Values must be within the range: [1, 1000]');
  const matches = q.trim() === '' ? () => true : parseDriveQuery(q);
  if (!matches) return invalid(c, 'q');
  const order = readOrder(orderBy);
  if (!order) return invalid(c, 'orderBy');
  if (!['user', 'domain', 'drive', 'allDrives'].includes(corpora)) return invalid(c, 'corpora');
  if ((corpora === 'drive') !== (driveId !== undefined))
    return forbidden(
      c,
      'teamDriveIdRequired',
      'The driveId parameter must be specified if and only if corpora is set to drive.',
    );
  const hasShared = c.req.query('includeItemsFromAllDrives') === 'true';
  if (corpora === 'drive' && !(hasShared && c.req.query('supportsAllDrives') === 'true'))
    return forbidden(
      c,
      'teamDrivesParametersRequired',
      'The includeItemsFromAllDrives and supportsAllDrives parameters must be true for shared drives.',
    );

  const root = drive.rootOf(MY_DRIVE)?.id ?? '';
  const isOffered = (item: DriveItem) =>
    item.parentId !== null &&
    (hasShared || !isShared(item)) &&
    (driveId === undefined || drive.rootOf(item.library)?.id === driveId) &&
    (!seesOwnOnly || item.isAdded === true);
  const all = drive
    .all()
    .filter((item) => isOffered(item) && matches(searchedOf(item)))
    .sort(order);

  function searchedOf(item: DriveItem): Searched {
    const {name, parentId, owner, modifiedAt, createdAt} = item;
    return {
      name,
      mimeType: typeOf(item),
      parents: parentId === null ? [] : parentId === root ? [parentId, 'root'] : [parentId],
      owners: isShared(item) ? [] : owner.email === drive.owner.email ? [owner.email, 'me'] : [owner.email],
      trashed: drive.isTrashed(item),
      starred: false,
      sharedWithMe: !isShared(item) && owner.email !== drive.owner.email,
      modifiedTime: modifiedAt,
      createdTime: createdAt,
    };
  }

  // A token is for the list that it came with.
  const mark = digest('sha256', [drive.account.id, q, orderBy, corpora, driveId, hasShared].join('\n'))
    .digest('base64url')
    .slice(0, 10);
  const start = pageToken ? startOf(pageToken, mark) : 0;
  if (start === undefined) return invalid(c, 'pageToken');
  const end = start + pageSize;
  return answer(
    {
      kind: 'drive#fileList',
      incompleteSearch: false,
      ...(end < all.length && {nextPageToken: `~!!~${Buffer.from(`${mark}:${end}`).toString('base64url')}`}),
      files: all.slice(start, end).map((item) => fileOf(drive, item)),
    },
    LIST_FIELDS,
  );
}

function startOf(token: string, mark: string): number | undefined {
  const [given, start = ''] = Buffer.from(token.replace(/^~!!~/, ''), 'base64url')
    .toString('latin1')
    .split(':');
  return given === mark && /^\d{1,9}$/.test(start) ? Number(start) : undefined;
}

type Order = (a: DriveItem, b: DriveItem) => number;

const natural = new Intl.Collator('en', {numeric: true});
const plain = new Intl.Collator('en');
const orders: Readonly<Record<string, Order>> = {
  name: (a, b) => plain.compare(a.name, b.name),
  name_natural: (a, b) => natural.compare(a.name, b.name),
  folder: (a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder'),
  modifiedTime: (a, b) => a.modifiedAt.localeCompare(b.modifiedAt),
  modifiedByMeTime: (a, b) => a.modifiedAt.localeCompare(b.modifiedAt),
  viewedByMeTime: (a, b) => a.modifiedAt.localeCompare(b.modifiedAt),
  recency: (a, b) => a.modifiedAt.localeCompare(b.modifiedAt),
  createdTime: (a, b) => a.createdAt.localeCompare(b.createdAt),
  quotaBytesUsed: (a, b) => a.size - b.size,
  starred: () => 0,
  sharedWithMeTime: (a, b) => a.createdAt.localeCompare(b.createdAt),
};

/** Reads `folder,modifiedTime desc`. Without it, what has changed last comes first. */
function readOrder(text: string): Order | undefined {
  const keys = text.trim() ? text.split(',') : ['modifiedTime desc'];
  const all: Order[] = [];
  for (const key of keys) {
    const [, name = '', descending] = /^\s*(\w+)(\s+desc)?\s*$/.exec(key) ?? [];
    const order = Object.hasOwn(orders, name) ? orders[name] : undefined;
    if (!order) return undefined;
    all.push(descending ? (a, b) => order(b, a) : order);
  }
  return (a, b) => all.reduce((result, order) => result || order(a, b), 0);
}
