import type {Context, Hono} from 'hono';
import {mimeTypeOf} from './contents.js';
import {MAX_UPLOAD, type Drive, type DriveItem} from './drive.js';
import {badRequest, fileNotFound, forbidden, googleError, invalid} from './google-errors.js';
import {FILE_FIELDS, FOLDER, MY_DRIVE, fileOf, kindOf} from './google-files.js';
import type {GoogleRoute, GoogleVisit} from './google-visit.js';
import {partsOf} from './multipart.js';

/** What an app says about a file. */
interface Metadata {
  readonly name?: string;
  readonly mimeType?: string;
  readonly description?: string;
  readonly parents?: readonly string[];
  readonly trashed?: boolean;
}

interface Upload {
  readonly metadata: Metadata;
  readonly media?: {readonly type: string; readonly content: Buffer};
}

/** Bodies that tell of a file and bring its bytes. The second address is for the proxy, which leads no higher. */
const uploads = ['/upload/drive/v3/files', '/drive/v3/upload/drive/v3/files'];
const MAX_NAME = 400;

/** Creating, changing and deleting files. */
export function registerGoogleChanges(app: Hono, visit: GoogleRoute): void {
  const create = (read: typeof readMetadata) =>
    visit('write', async (c, visited) => {
      const given = await read(c);
      return given instanceof Response ? given : createFile(c, visited, given);
    });
  const update = (read: typeof readMetadata) =>
    visit('write', async (c, visited) => {
      const given = await read(c);
      return given instanceof Response ? given : updateFile(c, visited, given);
    });
  app.post('/drive/v3/files', create(readMetadata));
  app.patch('/drive/v3/files/:id', update(readMetadata));
  for (const path of uploads) {
    app.post(path, create(readUpload));
    app.patch(`${path}/:id`, update(readUpload));
  }
  app.delete(
    '/drive/v3/files/:id',
    visit('write', async (c, visited) => {
      const item = changeable(c, visited);
      if (item instanceof Response) return item;
      await visited.drive.remove(item);
      return c.body(null, 204);
    }),
  );
}

async function createFile(c: Context, visited: GoogleVisit, {metadata, media}: Upload): Promise<Response> {
  const {drive} = visited;
  const {parents = ['root']} = metadata;
  const [parentId] = parents;
  if (parents.length > 1)
    return invalid(c, 'parents', 'A file may only have a single parent. Use a shortcut instead.');
  const folder = parentId === undefined ? drive.rootOf(MY_DRIVE) : visited.file(parentId);
  if (!folder) return fileNotFound(c, parentId ?? '');
  if (folder.kind !== 'folder')
    return forbidden(c, 'parentNotAFolder', 'The specified parent is not a folder.');
  const name = metadata.name?.slice(0, MAX_NAME) || 'Untitled';
  const mimeType = metadata.mimeType ?? media?.type ?? mimeTypeOf(metadata.name ?? '');
  const kind = kindOf(mimeType);
  if (media && kind !== 'file')
    return badRequest(c, 'Uploads are not converted to documents, sheets or folders here.');
  const problem = whyNoRoom(c, drive, media?.content);
  if (problem) return problem;
  const made = await drive.add(folder, {
    name,
    kind,
    mimeType: kind === 'file' ? mimeType : '',
    ...(metadata.description !== undefined && {description: metadata.description}),
    ...(media && {content: media.content}),
  });
  return showChanged(visited, made);
}

async function updateFile(c: Context, visited: GoogleVisit, {metadata, media}: Upload): Promise<Response> {
  const {drive} = visited;
  const item = changeable(c, visited);
  if (item instanceof Response) return item;
  if (metadata.parents)
    return forbidden(
      c,
      'fieldNotWritable',
      'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.',
    );
  if (media && item.kind !== 'file') return badRequest(c, 'Only files take bytes.');
  const {addParents} = c.req.query();
  const folder = addParents === undefined ? undefined : visited.file(addParents);
  if (addParents !== undefined && !folder) return fileNotFound(c, addParents);
  if (
    folder &&
    (folder.kind !== 'folder' || drive.isInside(folder, item.id) || folder.library !== item.library)
  )
    return forbidden(c, 'cannotAddParent', 'The item cannot be moved into this folder.');
  const problem = whyNoRoom(c, drive, media?.content);
  if (problem) return problem;
  const {name, description, trashed, mimeType} = metadata;
  const changed = await drive.change(item, {
    ...(name && {name: name.slice(0, MAX_NAME).normalize()}),
    ...(description !== undefined && {description}),
    ...(trashed !== undefined && {isTrashed: trashed}),
    ...(item.kind === 'file' && mimeType !== undefined && mimeType !== FOLDER && {mimeType}),
    ...(folder && {parentId: folder.id}),
    ...(media && {content: media.content}),
  });
  return showChanged(visited, changed);
}

/** Read anew, so that also what follows from other items is right. */
const showChanged = ({drive, answer}: GoogleVisit, item: DriveItem) =>
  answer(fileOf(drive, item), FILE_FIELDS);

function changeable(c: Context, visited: GoogleVisit): DriveItem | Response {
  const id = c.req.param('id') ?? '';
  const item = visited.file(id);
  if (!item) return fileNotFound(c, id);
  if (item.parentId === null)
    return forbidden(c, 'insufficientFilePermissions', 'The root of a drive cannot be changed.');
  if (!item.isAdded && !visited.found.scopes.has('https://www.googleapis.com/auth/drive'))
    return forbidden(
      c,
      'appNotAuthorizedToFile',
      `The user has not granted the app write access to the file ${id}.`,
    );
  return item;
}

function whyNoRoom(c: Context, drive: Drive, content: Buffer | undefined): Response | undefined {
  if (content && content.length > MAX_UPLOAD)
    return googleError(c, 413, `The upload is larger than ${MAX_UPLOAD} bytes.`, {reason: 'uploadTooLarge'});
  return drive.isFull(content?.length ?? 0)
    ? forbidden(c, 'storageQuotaExceeded', "The user's Drive storage quota has been exceeded.")
    : undefined;
}

async function readMetadata(c: Context): Promise<Upload | Response> {
  const body = await c.req.text();
  const metadata = parseMetadata(body || '{}');
  return metadata ? {metadata} : badRequest(c, 'Parse Error');
}

async function readUpload(c: Context): Promise<Upload | Response> {
  const body = Buffer.from(await c.req.arrayBuffer());
  const type = c.req.header('Content-Type');
  switch (c.req.query('uploadType')) {
    case 'media':
      return {metadata: {}, media: {type: plainType(type), content: body}};
    case 'multipart': {
      const [first, second, ...more] = partsOf(type, body) ?? [];
      const metadata = first && parseMetadata(first.content.toString('utf8'));
      if (!metadata || !second || more.length)
        return badRequest(c, 'Malformed multipart body: it needs a JSON part and a part with the file.');
      return {metadata, media: {...second, type: plainType(second.type)}};
    }
    default:
      return invalid(c, 'uploadType', 'Uploads are taken as media or multipart here.');
  }
}

const plainType = (type: string | undefined) =>
  type?.split(';')[0]?.trim().toLowerCase() || 'application/octet-stream';

/** The members that are understood, if they have the right types. */
function parseMetadata(text: string): Metadata | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return undefined;
  const {name, mimeType, description, parents, trashed} = body as Record<string, unknown>;
  const isText = (value: unknown) =>
    value === undefined || (typeof value === 'string' && !/[\0\p{Cs}]/u.test(value));
  const isRight =
    [name, mimeType, description].every(isText) &&
    (parents === undefined || (Array.isArray(parents) && parents.every((one) => typeof one === 'string'))) &&
    (trashed === undefined || typeof trashed === 'boolean');
  return isRight ? (body as Metadata) : undefined;
}
