import {record} from './dom.js';
import {createFilter} from './microsoft-filters.js';

/** How many items are listed at a time. */
const PAGE_SIZE = '50';

/**
 * The ways into a drive or site that the options ask for.
 *
 * @param {import('./types.js').MicrosoftSetup} setup
 * @param {import('./types.js').MicrosoftOptions} options
 * @param {(url: string, signal: AbortSignal) => Promise<Record<string, unknown>>} ask Asks Graph.
 * @returns {import('./types.js').View[]}
 */
export function createMicrosoftViews({api, site, kind}, options, ask) {
  const {mode = 'all', filters, pivots = {}} = options.typesAndSources ?? {};
  const passes = createFilter(filters);

  /** @param {unknown} value @returns {import('./types.js').Page} */
  function pageOf(value) {
    const {value: found, '@odata.nextLink': link} = record(value);
    const items = (Array.isArray(found) ? found : []).filter(isShown).map(itemOf);
    return {items, ...(typeof link === 'string' && {next: pathOf(link)})};
  }

  /** @param {import('./types.js').DriveItem} item */
  const isShown = ({name, folder}) => folder !== undefined || (mode !== 'folders' && passes(name));

  /** @param {import('./types.js').DriveItem} item @returns {import('./types.js').Item} */
  function itemOf(item) {
    const isFolder = item.folder !== undefined;
    return {
      id: item.id,
      name: item.name,
      isFolder,
      isSelectable: isFolder ? mode !== 'files' : mode !== 'folders',
      ...(item.size !== undefined && {size: item.size}),
      raw: {...item, '@sharePoint.endpoint': `${site}/_api/v2.0`},
    };
  }

  /**
   * @param {string} name
   * @param {(signal: AbortSignal) => Promise<string> | string} driveOf Path of the drive.
   * @returns {import('./types.js').View}
   */
  const driveView = (name, driveOf) => ({
    root: {id: 'root', name},
    async list({folder, search, cursor, signal}) {
      const drive = await driveOf(signal);
      const item = folder.id === 'root' ? `${drive}/root` : `${drive}/items/${encodeURIComponent(folder.id)}`;
      const list = search
        ? `${item}/search(q='${encodeURIComponent(search.replaceAll("'", "''"))}')`
        : `${item}/children`;
      return pageOf(await ask(cursor ?? `${list}?$top=${PAGE_SIZE}`, signal));
    },
  });

  /** A list that has no folders. @param {string} name @param {string} path @returns {import('./types.js').View} */
  const flatView = (name, path) => ({
    root: {id: 'root', name},
    async list({folder, search, cursor, signal}) {
      if (folder.id !== 'root') return driveView(name, () => api).list({folder, search, cursor, signal});
      const page = pageOf(await ask(cursor ?? path, signal));
      const wanted = search.toLowerCase();
      return {...page, items: page.items.filter((item) => item.name.toLowerCase().includes(wanted))};
    },
  });

  if (kind !== 'site') {
    const views = [
      isOn(pivots, 'oneDrive') && driveView('My files', () => api),
      isOn(pivots, 'recent') && mode !== 'folders' && flatView('Recent', `${api}/recent`),
    ].filter((view) => view !== false);
    return views.length ? views : [driveView('My files', () => api)];
  }
  const root = api.replace(/\/v1\.0\/.*/, '/v1.0');
  const wanted = options.entry.sharePoint?.byPath?.list;
  const views = [
    isOn(pivots, 'site') && driveView('Site', createLibrarySearch(api, wanted, ask)),
    isOn(pivots, 'sharedLibraries') && librariesView(root, ask, driveView),
  ].filter((view) => view !== false);
  return views.length ? views : [driveView('Site', createLibrarySearch(api, wanted, ask))];
}

/** Pivots that are not named are shown. @param {Readonly<Record<string, unknown>>} pivots @param {string} name */
const isOn = (pivots, name) => pivots[name] !== false;

/**
 * The library at the address that the page asks for, or the first one of the site.
 *
 * @param {string} api
 * @param {string | undefined} wanted
 * @param {(url: string, signal: AbortSignal) => Promise<Record<string, unknown>>} ask
 */
function createLibrarySearch(api, wanted, ask) {
  /** @type {string | undefined} */
  let known;
  return async (/** @type {AbortSignal} */ signal) => {
    if (known !== undefined) return known;
    const {value} = await ask(`${api}/drives`, signal);
    const drives = Array.isArray(value) ? value.map(record) : [];
    const plain = (/** @type {unknown} */ url) => decodeURI(String(url)).replace(/\/+$/, '');
    const found =
      drives.find(({webUrl}) => wanted !== undefined && plain(webUrl) === plain(wanted)) ?? drives[0];
    if (!found) throw new Error('The site has no library.');
    known = `${api.replace(/\/v1\.0\/.*/, '/v1.0')}/drives/${encodeURIComponent(String(found['id']))}`;
    return known;
  };
}

/**
 * The libraries of all sites, as folders at the top.
 *
 * @param {string} root Path of the API.
 * @param {(url: string, signal: AbortSignal) => Promise<Record<string, unknown>>} ask
 * @param {(name: string, driveOf: () => string) => import('./types.js').View} driveView
 * @returns {import('./types.js').View}
 */
function librariesView(root, ask, driveView) {
  const top = {id: 'root', name: 'Shared libraries'};
  /** Which library each folder is in that has been listed. @type {Map<string, string>} */
  const libraryOf = new Map();

  /** @param {AbortSignal} signal @returns {Promise<import('./types.js').Page>} */
  async function libraries(signal) {
    const {value} = await ask(`${root}/sites?search=*`, signal);
    const items = [];
    for (const site of Array.isArray(value) ? value.map(record) : []) {
      const {value: drives} = await ask(
        `${root}/sites/${encodeURIComponent(String(site['id']))}/drives`,
        signal,
      );
      for (const drive of Array.isArray(drives) ? drives.map(record) : []) {
        const id = `library:${String(drive['id'])}`;
        libraryOf.set(id, `${root}/drives/${encodeURIComponent(String(drive['id']))}`);
        const name = `${String(site['displayName'])}: ${String(drive['name'])}`;
        items.push({id, name, isFolder: true, isSelectable: false, raw: drive});
      }
    }
    return {items};
  }

  return {
    root: top,
    async list(request) {
      const {folder, search, signal} = request;
      const library = libraryOf.get(folder.id);
      if (folder.id === top.id || library === undefined) {
        const {items} = await libraries(signal);
        return {items: items.filter(({name}) => name.toLowerCase().includes(search.toLowerCase()))};
      }
      const isTop = folder.id.startsWith('library:');
      const page = await driveView(top.name, () => library).list({
        ...request,
        folder: isTop ? {...folder, id: 'root'} : folder,
      });
      for (const item of page.items) if (item.isFolder) libraryOf.set(item.id, library);
      return page;
    },
  };
}

/** Graph gives whole addresses. @param {string} link */
function pathOf(link) {
  const {pathname, search} = new URL(link);
  return pathname + search;
}
