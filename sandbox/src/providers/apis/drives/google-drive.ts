import {randomUUID} from 'node:crypto';
import {Hono, type Context} from 'hono';
import {authorizationOf, type AccessCheck} from '../access.js';
import type {OutsideStore} from '../store.js';
import {createDrives, digest, ownerOf} from './drive.js';
import {download, sendFile} from './download.js';
import {registerGoogleChanges} from './google-changes.js';
import {
  badRequest,
  fileNotFound,
  forbidden,
  googleError,
  invalid,
  lacksScope,
  required,
  unauthorized,
} from './google-errors.js';
import {exported} from './google-export.js';
import {choose, parseFields} from './google-fields.js';
import {FILE_FIELDS, MY_DRIVE, aboutOf, fileOf, googleVendor, isShared} from './google-files.js';
import type {GoogleRoute, GoogleVisit} from './google-visit.js';
import {listFiles} from './google-list.js';

const AUTH = 'https://www.googleapis.com/auth/';
const reading = ['drive', 'drive.readonly', 'drive.file'].map((name) => AUTH + name);
const writing = ['drive', 'drive.file'].map((name) => AUTH + name);

/** Google Drive, version 3: listing, searching, downloading, exporting, uploading. */
export function createGoogleDriveApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();
  const drives = createDrives(store, googleVendor);

  /** Runs a route for the drive that a token was issued for. */
  const visit: GoogleRoute =
    (kind, run) =>
    async (c: Context): Promise<Response> => {
      const found = await access.byToken('googledrive', authorizationOf(c, 'Bearer'));
      if (!found) return unauthorized(c);
      const has = (scopes: readonly string[]) => scopes.some((scope) => found.scopes.has(scope));
      if (!has(kind === 'read' ? reading : writing)) return lacksScope(c);
      const {fields} = c.req.query();
      const wanted = fields === undefined ? undefined : parseFields(fields);
      if (fields !== undefined && !wanted)
        return invalid(c, 'fields', `Invalid field selection ${fields.slice(0, 100)}`);
      const drive = await drives.open(found.account);
      const seesOwnOnly = !has([`${AUTH}drive`, `${AUTH}drive.readonly`]);
      const seesShared = c.req.query('supportsAllDrives') === 'true';
      return run(c, {
        drive,
        found,
        seesOwnOnly,
        file(id) {
          const item = id === 'root' ? drive.rootOf(MY_DRIVE) : drive.get(id ?? '');
          if (!item || (isShared(item) && !seesShared)) return undefined;
          return seesOwnOnly && !item.isAdded && item.parentId !== null ? undefined : item;
        },
        answer: (value, usual) =>
          c.json(choose(value, wanted ?? (usual ? parseFields(usual) : undefined)) as object),
      });
    };

  app.get('/oauth2/v3/userinfo', async (c) => {
    const found = await access.byToken('googledrive', authorizationOf(c, 'Bearer'));
    if (!found) return unauthorized(c);
    if (!found.scopes.has(`${AUTH}userinfo.email`)) return lacksScope(c);
    const {name, email} = ownerOf(found.account);
    const sub = digest('sha256', email).digest().readBigUInt64BE(0).toString().padStart(21, '1');
    return c.json({sub, name, given_name: name.split(' ')[0], email, email_verified: true});
  });

  app.get(
    '/drive/v3/about',
    visit('read', (c, {drive, answer}) =>
      c.req.query('fields') === undefined
        ? googleError(c, 400, "The 'fields' parameter is required for this method.", {
            reason: 'required',
            location: 'fields',
            locationType: 'parameter',
          })
        : answer(aboutOf(drive)),
    ),
  );

  app.get('/drive/v3/files', visit('read', listFiles));
  app.get(
    '/drive/v3/files/generateIds',
    visit('write', (c, {answer}) => {
      const count = Number(c.req.query('count') ?? 10);
      if (!Number.isInteger(count) || count < 1 || count > 1000) return invalid(c, 'count');
      const ids = Array.from({length: count}, () => googleVendor.itemId(randomUUID()));
      return answer({kind: 'drive#generatedIds', space: 'drive', ids});
    }),
  );
  app.get(
    '/drive/v3/files/:id',
    visit('read', (c, {drive, file, answer}) => {
      const id = c.req.param('id') ?? '';
      const item = file(id);
      if (!item) return fileNotFound(c, id);
      const {alt = 'json'} = c.req.query();
      if (alt === 'json') return answer(fileOf(drive, item), FILE_FIELDS);
      if (alt !== 'media') return invalid(c, 'alt');
      if (item.kind !== 'file')
        return forbidden(
          c,
          'fileNotDownloadable',
          'Only files with binary content can be downloaded. Use Export with Docs Editors files.',
        );
      return download(c, item);
    }),
  );
  app.get(
    '/drive/v3/files/:id/export',
    visit('read', (c, {file}) => {
      const id = c.req.param('id') ?? '';
      const item = file(id);
      if (!item) return fileNotFound(c, id);
      const {mimeType} = c.req.query();
      if (!mimeType) return required(c, 'mimeType');
      if (item.kind === 'file' || item.kind === 'folder')
        return forbidden(c, 'fileNotExportable', 'Export only supports Docs Editors files.');
      const result = exported(item, mimeType);
      return result
        ? sendFile(c, {...result, mimeType})
        : badRequest(c, 'The requested conversion is not supported.');
    }),
  );

  const shown = ({name, rootId}: {name: string; rootId: string}) => ({kind: 'drive#drive', id: rootId, name});
  const sharedDrives = ({drive, seesOwnOnly}: GoogleVisit) =>
    seesOwnOnly
      ? []
      : drive.libraries
          .filter(({key}) => key !== MY_DRIVE)
          .map(({key, name}) => ({name, rootId: googleVendor.rootId(drive.account.id, key)}));
  app.get(
    '/drive/v3/drives',
    visit('read', (_, visited) =>
      visited.answer({kind: 'drive#driveList', drives: sharedDrives(visited).map(shown)}),
    ),
  );
  app.get(
    '/drive/v3/drives/:id',
    visit('read', (c, visited) => {
      const id = c.req.param('id') ?? '';
      const found = sharedDrives(visited).find(({rootId}) => rootId === id);
      if (found) return visited.answer(shown(found));
      return googleError(c, 404, `Shared drive not found: ${id}`, {
        reason: 'notFound',
        location: 'driveId',
        locationType: 'parameter',
      });
    }),
  );

  registerGoogleChanges(app, visit);
  return app;
}
