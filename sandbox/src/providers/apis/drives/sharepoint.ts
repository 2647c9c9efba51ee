import {Hono, type Context} from 'hono';
import type {OutsideAccount} from '../../people.js';
import {authorizationOf, type Access, type AccessCheck} from '../access.js';
import {matches, type OutsideStore} from '../store.js';
import {createDrives, ownerOf, type Drive, type DriveVendor} from './drive.js';
import {answerDrive} from './graph-drive.js';
import {graphError, invalidRequest, itemNotFound} from './graph-errors.js';
import {graphDrive, graphDriveId, graphItemId, guidOf, type GraphDrive} from './graph-items.js';
import {select} from './graph-list.js';
import {accessDenied, decodeMarks, invalidToken, pathOf} from './onedrive.js';
import {companyTree, teamTree} from './tree.js';

interface Site {
  /** What its address ends in; the root site has none. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly libraries: readonly string[];
}

const sitesOf = ({name}: OutsideAccount): readonly Site[] => [
  {slug: '', name, description: 'What everybody needs', libraries: ['Documents']},
  {
    slug: 'marketing',
    name: 'Marketing',
    description: 'Campaigns and brand',
    libraries: ['Documents', 'Assets'],
  },
  {slug: 'engineering', name: 'Engineering', description: 'Plans and minutes', libraries: ['Documents']},
  {slug: 'people', name: 'People & Culture', description: 'For new colleagues', libraries: ['Documents']},
];

const keyOf = ({slug}: Site, library: string) => `${slug}/${library}`;

const vendor: DriveVendor = {
  provider: 'sharepoint',
  libraries: (account) =>
    sitesOf(account).flatMap((site) =>
      site.libraries.map((name) => ({
        key: keyOf(site, name),
        name,
        tree:
          site.slug === ''
            ? companyTree()
            : teamTree(name === 'Documents' ? site.name : `${site.name} ${name}`),
      })),
    ),
  itemId: (text) => graphItemId(`sharepoint:${text}`),
  rootId: (text, library) => graphItemId(`sharepoint-root:${text}:${library}`),
};

const scopes = {
  sites: ['Sites.Read.All', 'Sites.ReadWrite.All'],
  read: ['Sites.Read.All', 'Sites.ReadWrite.All', 'Files.Read.All', 'Files.ReadWrite.All'],
  write: ['Sites.ReadWrite.All', 'Files.ReadWrite.All'],
};

/** Microsoft Graph, version 1.0, as far as it is about sites and their document libraries. */
export function createSharepointApi(access: AccessCheck, store: OutsideStore, outsideUrl: string): Hono {
  const app = new Hono();
  const drives = createDrives(store, vendor);
  const base = `${outsideUrl}/sharepoint`;

  const hostOf = ({id}: OutsideAccount) => `${id}.sharepoint.example`;
  const siteId = (account: OutsideAccount, {slug}: Site) =>
    [hostOf(account), guidOf(`collection:${account.id}:${slug}`), guidOf(`web:${account.id}:${slug}`)].join();
  const webUrl = ({slug}: Site) => (slug ? `${base}/sites/${slug}` : base);

  const showSite = (account: OutsideAccount, site: Site) => ({
    createdDateTime: '2024-02-01T09:00:00Z',
    description: site.description,
    id: siteId(account, site),
    lastModifiedDateTime: '2026-06-30T12:00:00Z',
    name: site.slug,
    webUrl: webUrl(site),
    displayName: site.name,
    ...(site.slug === '' && {root: {}}),
    siteCollection: {hostname: hostOf(account)},
  });

  const placeOf = (drive: Drive, site: Site, library: string): GraphDrive => ({
    drive,
    library: keyOf(site, library),
    id: graphDriveId(`sharepoint:${drive.account.id}:${keyOf(site, library)}`),
    name: library,
    driveType: 'documentLibrary',
    // The library that is called Documents has always had another address.
    webUrl: `${webUrl(site)}/${library === 'Documents' ? 'Shared%20Documents' : encodeURIComponent(library)}`,
    siteUrl: webUrl(site),
    siteId: siteId(drive.account, site),
  });
  const placesOf = (drive: Drive, sites: readonly Site[] = sitesOf(drive.account)) =>
    sites.flatMap((site) => site.libraries.map((library) => placeOf(drive, site, library)));

  /** A site by `root`, its id, its host's name, or the first part of its id. */
  function findSite(account: OutsideAccount, id: string): Site | undefined {
    const all = sitesOf(account);
    if (id === 'root' || id.toLowerCase() === hostOf(account)) return all[0];
    return all.find((site) => {
      const [host, collection, web] = siteId(account, site).split(',');
      return [[host, collection, web].join(), [collection, web].join(), collection].includes(
        id.toLowerCase(),
      );
    });
  }

  const visit =
    (
      needed: (c: Context) => readonly string[],
      run: (c: Context, found: Access) => Promise<Response> | Response,
    ) =>
    async (c: Context): Promise<Response> => {
      const found = await access.byToken('sharepoint', authorizationOf(c, 'Bearer'));
      if (!found) return invalidToken(c);
      return needed(c).some((scope) => found.scopes.has(scope)) ? run(c, found) : accessDenied(c);
    };
  const forFiles = (c: Context) => (/^(?:GET|HEAD)$/.test(c.req.method) ? scopes.read : scopes.write);
  const forSites = () => scopes.sites;

  app.get(
    '/v1.0/me',
    visit(
      () => ['User.Read'],
      (c, {account}) => {
        const {name, email} = ownerOf(account);
        const id = guidOf(`user:${email}`);
        return c.json(select(c, {id, displayName: name, mail: email, userPrincipalName: email}));
      },
    ),
  );
  app.get(
    '/v1.0/sites',
    visit(forSites, (c, {account}) => {
      const search = c.req.query('search');
      if (!search) return invalidRequest(c, 'Give the parameter search; * finds every site.');
      const found = sitesOf(account).filter(
        ({slug, name}) => search.trim() === '*' || matches(search, name, slug),
      );
      return c.json({
        '@odata.context': `${base}/v1.0/$metadata#sites`,
        value: found.map((site) => select(c, showSite(account, site))),
      });
    }),
  );

  const WITHIN = /^\/v1\.0\/sites\/([^/]+?)(?::\/([^:]*):?)?(?:\/(drives?)(.*))?$/s;
  const answerSite = visit(
    (c) => (/\/drives?(?:\/|$)/.test(pathOf(c)) ? forFiles(c) : forSites()),
    async (c, {account}) => {
      const [, id = '', path, part, rest = ''] = WITHIN.exec(decodeMarks(pathOf(c))) ?? [];
      const named = findSite(account, id);
      const slug = path === undefined ? undefined : /^sites\/([\w-]+)\/?$/.exec(path)?.[1];
      const site =
        path === undefined
          ? named
          : named && sitesOf(account).find((one) => one.slug === slug && slug !== '');
      if (!site) return itemNotFound(c);
      if (part === undefined)
        return c.req.method === 'GET' ? c.json(select(c, showSite(account, site))) : itemNotFound(c);
      const drive = await drives.open(account);
      if (part === 'drives' && rest === '')
        return c.json({
          '@odata.context': `${base}/v1.0/$metadata#drives`,
          value: placesOf(drive, [site]).map((place) => select(c, graphDrive(place))),
        });
      const wanted = part === 'drives' ? /^\/([^/]+)(.*)$/s.exec(rest) : undefined;
      const place = placesOf(drive, [site]).find((one) => part === 'drive' || one.id === wanted?.[1]);
      return place
        ? answerDrive(c, place, part === 'drive' ? rest : (wanted?.[2] ?? ''), base + pathOf(c))
        : itemNotFound(c);
    },
  );
  for (const path of ['/v1.0/sites/:site', '/v1.0/sites/:site/*']) app.all(path, answerSite);

  const answerById = visit(forFiles, async (c, {account}) => {
    const [, id, rest = ''] = /^\/v1\.0\/drives\/([^/]+)(.*)$/s.exec(decodeMarks(pathOf(c))) ?? [];
    const place = placesOf(await drives.open(account)).find((one) => one.id === id);
    return place ? answerDrive(c, place, rest, base + pathOf(c)) : itemNotFound(c);
  });
  for (const path of ['/v1.0/drives/:drive', '/v1.0/drives/:drive/*']) app.all(path, answerById);
  app.all('*', (c) => graphError(c, 404, 'ResourceNotFound', 'Resource could not be discovered.'));
  return app;
}
