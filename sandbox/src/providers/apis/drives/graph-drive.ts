import type {Context} from 'hono';
import {matches} from '../store.js';
import {mimeTypeOf} from './contents.js';
import {MAX_UPLOAD, type DriveItem} from './drive.js';
import {download} from './download.js';
import {parseItemAddress, type ItemAddress} from './graph-address.js';
import {graphError, invalidRequest, itemNotFound, nameTaken} from './graph-errors.js';
import {graphDrive, graphItem, type GraphDrive} from './graph-items.js';
import {answerItems, select} from './graph-list.js';

const CONFLICT = '@microsoft.graph.conflictBehavior';

/**
 * Answers what is asked of a drive and its items.
 *
 * @param rest What follows the drive in the path, still encoded.
 * @param url Address of the request without its query, as clients see it.
 */
export async function answerDrive(
  c: Context,
  place: GraphDrive,
  rest: string,
  url: string,
): Promise<Response> {
  const {method} = c.req;
  if (rest === '' || rest === '/')
    return method === 'GET' ? c.json(select(c, graphDrive(place))) : notAllowed(c);
  const address = parseItemAddress(rest);
  if (!address) return invalidRequest(c, 'Resource not found for the segment.');
  const root = place.drive.rootOf(place.library);
  const start = address.id === undefined || address.id === 'root' ? root : place.drive.get(address.id);
  if (!root || !start || start.library !== place.library) return itemNotFound(c);
  const item = place.drive.find(start, address.path);
  if (method === 'PUT' && address.action === 'content') return putContent(c, place, address, start, item);
  if (!item) return itemNotFound(c);
  switch (`${method} ${address.action}`) {
    case 'GET ':
      return c.json(select(c, graphItem(place, item)));
    case 'GET children':
      return answerItems(c, place, sorted(place.drive.childrenOf(item.id)), {url});
    case 'GET recent':
      return answerItems(c, place, newest(place), {url, usual: 25});
    case 'GET search':
      return answerItems(c, place, found(place, item, address.search ?? ''), {url});
    case 'GET content':
      return item.kind === 'folder'
        ? invalidRequest(c, 'The item is a folder and has no content.')
        : download(c, item);
    case 'POST children':
      return createFolder(c, place, item);
    case 'PATCH ':
      return change(c, place, item);
    case 'DELETE ':
      if (item.parentId === null) return graphError(c, 403, 'accessDenied', 'The root cannot be deleted.');
      await place.drive.remove(item);
      return c.body(null, 204);
    default:
      return notAllowed(c);
  }
}

const notAllowed = (c: Context) => graphError(c, 405, 'invalidRequest', 'The method is not allowed here.');

const byName = new Intl.Collator('en', {numeric: true});

/** Folders first, as the original lists them. */
const sorted = (items: readonly DriveItem[]) =>
  [...items].sort(
    (a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || byName.compare(a.name, b.name),
  );

const newest = ({drive, library}: GraphDrive) =>
  drive
    .all()
    .filter((item) => item.library === library && item.kind === 'file')
    .sort((a, b) => b.modifiedAt.localeCompare(a.modifiedAt))
    .slice(0, 100);

/** Names that contain all the words; no words find everything. */
function found({drive}: GraphDrive, folder: DriveItem, search: string): DriveItem[] {
  const words = search.normalize().split(/\s+/);
  return drive
    .all()
    .filter(
      (item) =>
        item.id !== folder.id &&
        drive.isInside(item, folder.id) &&
        words.every((word) => matches(word, item.name)),
    );
}

const isName = (name: unknown): name is string =>
  typeof name === 'string' &&
  name.length <= 255 &&
  /^[^\s"*:<>?/\\|][^"*:<>?/\\|]*$/.test(name) &&
  !/[ .]$|\p{Cc}|\p{Cs}/u.test(name);

async function putContent(
  c: Context,
  place: GraphDrive,
  address: ItemAddress,
  start: DriveItem,
  item: DriveItem | undefined,
): Promise<Response> {
  const {drive} = place;
  const content = Buffer.from(await c.req.arrayBuffer());
  if (content.length > MAX_UPLOAD || drive.isFull(content.length))
    return graphError(
      c,
      507,
      'quotaLimitReached',
      `The user has reached the quota limit: ${MAX_UPLOAD} bytes for one upload.`,
    );
  const behavior = c.req.query(CONFLICT) ?? 'replace';
  if (item?.kind === 'folder') return invalidRequest(c, 'The item is a folder and takes no content.');
  if (item && behavior === 'replace') {
    const etag = c.req.header('If-Match');
    const current = graphItem(place, item);
    if (etag && ![current.eTag, current.cTag, '*'].includes(etag))
      return graphError(c, 412, 'resourceModified', 'ETag does not match current item value.');
    const changed = await drive.change(item, {content});
    return c.json(graphItem(place, changed));
  }
  if (item && behavior !== 'rename') return nameTaken(c);
  const wanted = address.path.at(-1);
  if (!isName(wanted)) return invalidRequest(c, 'The name is not valid.');
  const folder = await folderFor(place, start, address.path.slice(0, -1));
  if (!folder) return invalidRequest(c, 'The path leads through a file.');
  const name = freeName(wanted, (one) => drive.childNamed(folder.id, one) !== undefined);
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  const guessed = mimeTypeOf(name);
  const made = await drive.add(folder, {
    name,
    kind: 'file',
    mimeType: guessed === 'application/octet-stream' && type ? type : guessed,
    content,
  });
  return c.json(graphItem(place, made), 201);
}

/** The folder at a path. Those that are missing are made on the way, as the original does. */
async function folderFor(
  {drive}: GraphDrive,
  start: DriveItem,
  path: readonly string[],
): Promise<DriveItem | undefined> {
  let folder: DriveItem | undefined = start;
  for (const name of path) {
    if (folder.kind !== 'folder' || !isName(name)) return undefined;
    folder =
      drive.childNamed(folder.id, name) ?? (await drive.add(folder, {name, kind: 'folder', mimeType: ''}));
  }
  return folder.kind === 'folder' ? folder : undefined;
}

/** `Report 1.txt` if there is a `Report.txt`, and so on. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const [, stem = name, extension = ''] = /^(.+?)(\.\w+)?$/su.exec(name) ?? [];
  let free = name;
  for (let number = 1; isTaken(free); number++) free = `${stem} ${number}${extension}`;
  return free;
}

async function createFolder(c: Context, place: GraphDrive, parent: DriveItem): Promise<Response> {
  const {drive} = place;
  const body = await bodyOf(c);
  if (!body || !isName(body['name']) || typeof body['folder'] !== 'object')
    return invalidRequest(c, 'The body needs a valid name and the member folder.');
  if (parent.kind !== 'folder') return invalidRequest(c, 'The parent is no folder.');
  if (drive.isFull(0))
    return graphError(c, 507, 'quotaLimitReached', 'The user has reached the quota limit.');
  const name = body['name'];
  const isTaken = (one: string) => drive.childNamed(parent.id, one) !== undefined;
  if (isTaken(name) && body[CONFLICT] !== 'rename') return nameTaken(c);
  const made = await drive.add(parent, {name: freeName(name, isTaken), kind: 'folder', mimeType: ''});
  return c.json(graphItem(place, made), 201);
}

async function change(c: Context, place: GraphDrive, item: DriveItem): Promise<Response> {
  const {drive} = place;
  const body = await bodyOf(c);
  const name = body?.['name'] ?? item.name;
  const reference = body?.['parentReference'];
  const wanted: unknown =
    reference !== null && typeof reference === 'object' ? Reflect.get(reference, 'id') : item.parentId;
  const folder = typeof wanted === 'string' ? drive.get(wanted) : undefined;
  if (!body || !isName(name) || item.parentId === null)
    return invalidRequest(c, 'The body needs a valid name, and the root keeps its own.');
  if (
    !folder ||
    folder.kind !== 'folder' ||
    folder.library !== item.library ||
    drive.isInside(folder, item.id)
  )
    return invalidRequest(c, 'The item cannot be moved there.');
  const other = drive.childNamed(folder.id, name);
  if (other && other.id !== item.id) return nameTaken(c);
  const changed = await drive.change(item, {name: name.normalize(), parentId: folder.id});
  return c.json(graphItem(place, changed));
}

async function bodyOf(c: Context): Promise<Record<string, unknown> | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined);
  return body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : undefined;
}
