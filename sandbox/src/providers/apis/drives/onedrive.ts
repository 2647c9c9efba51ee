import {Hono, type Context} from 'hono';
import {authorizationOf, type AccessCheck} from '../access.js';
import type {OutsideStore} from '../store.js';
import {createDrives, ownerOf, type Drive, type DriveVendor} from './drive.js';
import {answerDrive} from './graph-drive.js';
import {graphError, itemNotFound} from './graph-errors.js';
import {graphDriveId, graphItemId, guidOf, type GraphDrive} from './graph-items.js';
import {select} from './graph-list.js';
import {homeTree} from './tree.js';

const LIBRARY = 'documents';

/** Where the personal drives are in real life. */
export const PERSONAL_SITE = 'https://onedrive.live.com';

const vendor: DriveVendor = {
  provider: 'onedrive',
  libraries: () => [{key: LIBRARY, name: 'OneDrive', tree: homeTree(false)}],
  itemId: (text) => graphItemId(`onedrive:${text}`),
  rootId: (text, library) => graphItemId(`onedrive-root:${text}:${library}`),
};

/** Accounts that somebody has for themselves, without an organisation. */
const personal: ReadonlySet<string> = new Set(['harbor-test']);

/** Scopes that allow to read files, and those that allow to change them. */
export const fileScopes = {
  read: ['Files.Read', 'Files.Read.All', 'Files.ReadWrite', 'Files.ReadWrite.All'],
  write: ['Files.ReadWrite', 'Files.ReadWrite.All'],
};

/** Microsoft Graph, version 1.0, as far as it is about the user's own drive. */
export function createOnedriveApi(access: AccessCheck, store: OutsideStore, outsideUrl: string): Hono {
  const app = new Hono();
  const drives = createDrives(store, vendor);
  const base = `${outsideUrl}/onedrive`;

  const placeOf = (drive: Drive): GraphDrive => {
    const isPersonal = personal.has(drive.account.id);
    return {
      drive,
      library: LIBRARY,
      id: graphDriveId(`onedrive:${drive.account.id}`),
      name: 'OneDrive',
      driveType: isPersonal ? 'personal' : 'business',
      webUrl: `${base}/personal/${ownerOf(drive.account).email.replace(/\W/g, '_')}/Documents`,
      // All personal drives are at one address, which clients know; so it is in this one.
      siteUrl: isPersonal ? `${base}/${PERSONAL_SITE}` : base,
    };
  };

  app.get('/v1.0/me', async (c) => {
    const found = await access.byToken('onedrive', authorizationOf(c, 'Bearer'));
    if (!found) return invalidToken(c);
    if (!found.scopes.has('User.Read')) return accessDenied(c);
    const {name, email} = ownerOf(found.account);
    const [givenName = '', ...others] = name.split(' ');
    const me = {
      id: guidOf(`user:${email}`),
      displayName: name,
      givenName,
      surname: others.join(' '),
      mail: email,
      userPrincipalName: email,
      jobTitle: null,
      businessPhones: [],
      preferredLanguage: 'en-US',
    };
    return c.json(select(c, me));
  });

  /** @param wanted Id of the drive, if the path names it. */
  const withDrive =
    (rest: (c: Context) => string, wanted: (c: Context) => string | undefined) =>
    async (c: Context): Promise<Response> => {
      const found = await access.byToken('onedrive', authorizationOf(c, 'Bearer'));
      if (!found) return invalidToken(c);
      const needed = /^(?:GET|HEAD)$/.test(c.req.method) ? fileScopes.read : fileScopes.write;
      if (!needed.some((scope) => found.scopes.has(scope))) return accessDenied(c);
      const place = placeOf(await drives.open(found.account));
      const id = wanted(c);
      if (id !== undefined && decodeMarks(id) !== place.id) return itemNotFound(c);
      return answerDrive(c, place, rest(c), `${base}${pathOf(c)}`);
    };
  const below = (pattern: RegExp) => (c: Context) => pattern.exec(pathOf(c))?.[2] ?? '';
  const named = (pattern: RegExp) => (c: Context) => pattern.exec(pathOf(c))?.[1];

  const own = /^\/v1\.0\/(me)\/drive(.*)$/s;
  const byId = /^\/v1\.0\/drives\/([^/]+)(.*)$/s;
  for (const path of ['/v1.0/me/drive', '/v1.0/me/drive/*'])
    app.all(
      path,
      withDrive(below(own), () => undefined),
    );
  for (const path of ['/v1.0/drives/:drive', '/v1.0/drives/:drive/*'])
    app.all(path, withDrive(below(byId), named(byId)));
  app.all('*', (c) => graphError(c, 404, 'ResourceNotFound', 'Resource could not be discovered.'));
  return app;
}

/** The path below the API, still encoded. */
export const pathOf = (c: Context): string => {
  const [path = ''] = (c.req.url.replace(/^https?:\/\/[^/]*/, '') || '/').split('?', 1);
  return path.replace(/^\/[^/]+/, '');
};

/** Commas, colons and exclamation marks of ids may come encoded. */
export const decodeMarks = (path: string): string =>
  path.replaceAll(/%2c/gi, ',').replaceAll(/%3a/gi, ':').replaceAll('%21', '!');

export const invalidToken = (c: Context) =>
  graphError(
    c,
    401,
    'InvalidAuthenticationToken',
    'Access token is empty, expired or was not issued for this.',
  );

export const accessDenied = (c: Context) =>
  graphError(c, 403, 'accessDenied', 'The caller does not have permission to perform the action.');
