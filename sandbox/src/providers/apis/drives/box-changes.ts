import type {Context, Hono} from 'hono';
import type {BoxRoute, BoxVisit} from './box.js';
import {badRequest, boxError, notFound} from './box-errors.js';
import {mini, shown} from './box-items.js';
import {mimeTypeOf} from './contents.js';
import {MAX_UPLOAD, type Drive, type DriveItem} from './drive.js';

type Body = Readonly<Record<string, unknown>>;

/** Uploading, creating folders, renaming, moving and deleting. */
export function registerBoxChanges(app: Hono, visit: BoxRoute): void {
  const list = (drive: Drive, item: DriveItem) => ({
    total_count: 1,
    entries: [shown(drive, item, undefined, 'full')],
  });

  app.post(
    '/2.0/files/content',
    visit('write', async (c, {drive}) => {
      const sent = await uploadOf(c);
      if (sent instanceof Response) return sent;
      const place = placeFor(c, drive, sent.attributes);
      if (place instanceof Response) return place;
      const problem = whyNoRoom(c, drive, sent.content.length);
      if (problem) return problem;
      const made = await drive.add(place.folder, {
        name: place.name,
        kind: 'file',
        mimeType: mimeTypeOf(place.name),
        content: sent.content,
      });
      return c.json(list(drive, made), 201);
    }),
  );
  app.post(
    '/2.0/files/:id/content',
    visit('write', async (c, {drive, item}) => {
      const file = item('file');
      if (!file) return notFound(c);
      const etag = c.req.header('If-Match');
      if (etag !== undefined && etag !== mini(file).etag)
        return boxError(
          c,
          412,
          'precondition_failed',
          'The resource has been modified. Please retrieve the resource again and retry',
        );
      const sent = await uploadOf(c);
      if (sent instanceof Response) return sent;
      const problem = whyNoRoom(c, drive, sent.content.length);
      if (problem) return problem;
      return c.json(list(drive, await drive.change(file, {content: sent.content})), 201);
    }),
  );
  app.post(
    '/2.0/folders',
    visit('write', async (c, {drive}) => {
      const place = placeFor(c, drive, await jsonOf(c));
      if (place instanceof Response) return place;
      const problem = whyNoRoom(c, drive, 0);
      if (problem) return problem;
      const made = await drive.add(place.folder, {name: place.name, kind: 'folder', mimeType: ''});
      return c.json(shown(drive, made, c.req.query('fields'), 'full'), 201);
    }),
  );
  for (const kind of ['file', 'folder'] as const) {
    const path = `/2.0/${kind}s/:id` as const;
    app.put(
      path,
      visit('write', async (c, visited) => changeItem(c, visited, visited.item(kind))),
    );
    app.delete(
      path,
      visit('write', async (c, {drive, item}) => {
        const one = item(kind);
        if (!one) return notFound(c);
        if (one.parentId === null) return denied(c);
        if (kind === 'folder' && drive.childrenOf(one.id).length && c.req.query('recursive') !== 'true')
          return boxError(c, 400, 'folder_not_empty', 'Cannot delete - folder not empty');
        await drive.remove(one);
        return c.body(null, 204);
      }),
    );
  }
}

async function changeItem(c: Context, {drive}: BoxVisit, item: DriveItem | undefined): Promise<Response> {
  if (!item) return notFound(c);
  if (item.parentId === null) return denied(c);
  const body = await jsonOf(c);
  if (!body)
    return badRequest(c, 'Entity body should be a correctly nested resource attribute name/value pair');
  const {description} = body;
  const {parentId} = item;
  const place = placeFor(c, drive, {name: item.name, parent: {id: parentId}, ...body}, item);
  if (place instanceof Response) return place;
  const changed = await drive.change(item, {
    name: place.name.normalize(),
    parentId: place.folder.id,
    ...(typeof description === 'string' && {description: description.slice(0, 256)}),
  });
  return c.json(shown(drive, changed, c.req.query('fields'), 'full'));
}

/** Where something of a name is to be, if it can be there. */
function placeFor(
  c: Context,
  drive: Drive,
  body: Body | undefined,
  moved?: DriveItem,
): {folder: DriveItem; name: string} | Response {
  const {name, parent} = body ?? {};
  const id: unknown = parent !== null && typeof parent === 'object' ? Reflect.get(parent, 'id') : undefined;
  if (typeof name !== 'string' || (typeof id !== 'string' && typeof id !== 'number'))
    return badRequest(c, 'A name and the id of a parent are needed.', 'name');
  if (!isName(name))
    return boxError(c, 400, 'item_name_invalid', 'Item name invalid', {
      errors: [
        {reason: 'invalid_parameter', name: 'name', message: `Invalid value '${name.slice(0, 300)}'.`},
      ],
    });
  const folder = drive.get(String(id));
  if (folder?.kind !== 'folder') return notFound(c);
  if (moved && drive.isInside(folder, moved.id))
    return badRequest(c, 'A folder cannot be moved into itself.', 'parent');
  const other = drive.childNamed(folder.id, name);
  if (other && other.id !== moved?.id)
    return boxError(c, 409, 'item_name_in_use', 'Item with the same name already exists', {
      conflicts: other.kind === 'folder' ? [mini(other)] : mini(other),
    });
  return {folder, name};
}

const isName = (name: string) =>
  name.length > 0 &&
  name.length <= 255 &&
  !/[/\\]|\p{Cc}|\p{Cs}/u.test(name) &&
  name.trim() === name &&
  !/^\.{1,2}$/.test(name);

const denied = (c: Context) =>
  boxError(c, 403, 'access_denied_insufficient_permissions', 'Access denied - insufficient permission');

function whyNoRoom(c: Context, drive: Drive, bytes: number): Response | undefined {
  if (bytes > MAX_UPLOAD)
    return boxError(
      c,
      403,
      'file_size_limit_exceeded',
      `File size exceeds the folder owner's file size limit of ${MAX_UPLOAD} bytes`,
    );
  return drive.isFull(bytes)
    ? boxError(c, 403, 'storage_limit_exceeded', 'Account storage limit reached')
    : undefined;
}

/** A form with the attributes of a file, and the file. */
async function uploadOf(c: Context): Promise<{attributes: Body | undefined; content: Buffer} | Response> {
  const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
  const {attributes, file} = form;
  if (!(file instanceof File))
    return badRequest(c, 'The form needs the parts attributes and file, in this order.', 'file');
  return {
    attributes: typeof attributes === 'string' ? parse(attributes) : undefined,
    content: Buffer.from(await file.arrayBuffer()),
  };
}

const jsonOf = async (c: Context): Promise<Body | undefined> => parse(await c.req.text());

function parse(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}
