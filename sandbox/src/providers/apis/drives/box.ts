import {Hono, type Context} from 'hono';
import {authorizationOf, type Access, type AccessCheck} from '../access.js';
import {matches, type OutsideStore} from '../store.js';
import {registerBoxChanges} from './box-changes.js';
import {badRequest, insufficientScope, invalidToken, notFound} from './box-errors.js';
import {boxVendor, meOf, rootOf, shown, sizeOf} from './box-items.js';
import {createDrives, ownerOf, type Drive, type DriveItem} from './drive.js';
import {download} from './download.js';

const scopes = {read: ['root_readonly', 'root_readwrite'], write: ['root_readwrite']};

/** What a route works with. */
export interface BoxVisit {
  readonly drive: Drive;
  readonly found: Access;
  /** The file, or folder, that the path names. */
  item(kind: 'file' | 'folder'): DriveItem | undefined;
}

/** Runs a route for the account that a token was issued for, if its scopes allow that. */
export type BoxRoute = (
  kind: 'read' | 'write',
  run: (c: Context, visit: BoxVisit) => Promise<Response> | Response,
) => (c: Context) => Promise<Response>;

/** Box, version 2.0: folders, files and their search. */
export function createBoxApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();
  const drives = createDrives(store, boxVendor);

  const visit: BoxRoute = (kind, run) => async (c) => {
    const found = await access.byToken('box', authorizationOf(c, 'Bearer'));
    if (!found) return invalidToken(c);
    if (!scopes[kind].some((scope) => found.scopes.has(scope))) return insufficientScope(c);
    const drive = await drives.open(found.account);
    return run(c, {
      drive,
      found,
      item(wanted) {
        const item = drive.get(c.req.param('id') ?? '');
        return item && (item.kind === 'folder') === (wanted === 'folder') ? item : undefined;
      },
    });
  };

  app.get(
    '/2.0/users/me',
    visit('read', (c, {drive, found}) => {
      const root = rootOf(drive);
      return c.json(meOf(ownerOf(found.account), found.account, root ? sizeOf(drive, root) : 0));
    }),
  );

  app.get(
    '/2.0/folders/:id',
    visit('read', (c, {drive, item}) => {
      const folder = item('folder');
      if (!folder) return notFound(c);
      const {fields} = c.req.query();
      const items = sorted(drive.childrenOf(folder.id));
      const {limit, offset} = pageOf(c, 1000) ?? {limit: 100, offset: 0};
      return c.json({
        ...shown(drive, folder, fields, 'full'),
        ...(!fields && {
          item_collection: {
            total_count: items.length,
            entries: items.slice(offset, offset + limit).map((one) => shown(drive, one, undefined, 'mini')),
            offset,
            limit,
            order: [
              {by: 'type', direction: 'ASC'},
              {by: 'name', direction: 'ASC'},
            ],
          },
        }),
      });
    }),
  );

  app.get(
    '/2.0/folders/:id/items',
    visit('read', (c, {drive, item}) => {
      const folder = item('folder');
      if (!folder) return notFound(c);
      const {fields, usemarker, marker, sort, direction} = c.req.query();
      const page = pageOf(c, 1000);
      if (!page) return badRequest(c, 'limit and offset must be whole numbers within their range.', 'limit');
      const order = sort === undefined ? sorted : orders[sort];
      if (!order) return badRequest(c, 'sort must be id, name, date or size.', 'sort');
      const items = order(drive.childrenOf(folder.id));
      if (direction?.toUpperCase() === 'DESC') items.reverse();
      const show = (one: DriveItem) => shown(drive, one, fields, 'mini');
      if (usemarker !== 'true') {
        const {limit, offset} = page;
        const entries = items.slice(offset, offset + limit).map(show);
        return c.json({total_count: items.length, entries, offset, limit});
      }
      const start = marker ? startOf(marker, folder.id) : 0;
      if (start === undefined) return badRequest(c, 'The marker is not valid.', 'marker');
      const end = start + page.limit;
      return c.json({
        entries: items.slice(start, end).map(show),
        limit: page.limit,
        next_marker: end < items.length ? Buffer.from(`${folder.id}:${end}`).toString('base64url') : '',
      });
    }),
  );

  app.get(
    '/2.0/files/:id',
    visit('read', (c, {drive, item}) => {
      const file = item('file');
      return file ? c.json(shown(drive, file, c.req.query('fields'), 'full')) : notFound(c);
    }),
  );
  app.get(
    '/2.0/files/:id/content',
    // In real life this leads to another host, where the proxy would not follow.
    visit('read', (c, {item}) => {
      const file = item('file');
      return file ? download(c, file) : notFound(c);
    }),
  );

  app.get(
    '/2.0/search',
    visit('read', (c, {drive}) => {
      const {
        query = '',
        type,
        file_extensions = '',
        ancestor_folder_ids = '',
        content_types,
        fields,
      } = c.req.query();
      if (!query.trim()) return badRequest(c, 'The parameter query is needed.', 'query');
      const page = pageOf(c, 200, 30);
      if (!page || page.offset > 10_000)
        return badRequest(c, 'limit or offset is out of its range.', 'limit');
      if (type !== undefined && !['file', 'folder', 'web_link'].includes(type))
        return badRequest(c, 'type must be file, folder or web_link.', 'type');
      const extensions = wordsOf(file_extensions);
      const folders = wordsOf(ancestor_folder_ids);
      const isQuoted = /^\s*".*"\s*$/s.test(query);
      const words = isQuoted ? [query.trim().slice(1, -1)] : query.normalize().split(/\s+/);
      const looksInside = content_types === undefined || /\bname\b/.test(content_types);
      const found = drive
        .all()
        .filter(
          (item) =>
            item.parentId !== null &&
            looksInside &&
            words.every((word) => matches(word, item.name)) &&
            (type === undefined || type === (item.kind === 'folder' ? 'folder' : 'file')) &&
            (!extensions.length || extensions.includes(extensionOf(item))) &&
            (!folders.length || folders.some((id) => drive.isInside(item, id) && item.id !== id)),
        );
      const {limit, offset} = page;
      return c.json({
        total_count: found.length,
        entries: found.slice(offset, offset + limit).map((one) => shown(drive, one, fields, 'full')),
        limit,
        offset,
        type: 'search_results_items',
      });
    }),
  );

  registerBoxChanges(app, visit);
  app.all('*', notFound);
  return app;
}

const wordsOf = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean);

const extensionOf = ({name, kind}: DriveItem) =>
  kind === 'folder' ? '' : (/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '');

/** The page that is asked for, if that makes sense. */
function pageOf(c: Context, most: number, usual = 100): {limit: number; offset: number} | undefined {
  const limit = Number(c.req.query('limit') ?? usual);
  const offset = Number(c.req.query('offset') ?? 0);
  const isRight = Number.isInteger(limit) && Number.isInteger(offset) && limit >= 0 && offset >= 0;
  return isRight ? {limit: Math.min(Math.max(limit, 1), most), offset} : undefined;
}

function startOf(marker: string, folder: string): number | undefined {
  const [id, start = ''] = Buffer.from(marker, 'base64url').toString('latin1').split(':');
  return id === folder && /^\d{1,9}$/.test(start) ? Number(start) : undefined;
}

type Sort = (items: readonly DriveItem[]) => DriveItem[];

const names = new Intl.Collator('en', {numeric: true});
const foldersFirst =
  (compare: (a: DriveItem, b: DriveItem) => number): Sort =>
  (items) =>
    [...items].sort((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || compare(a, b));
const sorted = foldersFirst((a, b) => names.compare(a.name, b.name));
const orders: Readonly<Record<string, Sort | undefined>> = {
  name: sorted,
  id: foldersFirst((a, b) => a.id.localeCompare(b.id)),
  date: foldersFirst((a, b) => a.modifiedAt.localeCompare(b.modifiedAt)),
  size: foldersFirst((a, b) => a.size - b.size),
};
