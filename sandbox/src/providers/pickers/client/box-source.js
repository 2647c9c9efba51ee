import {record} from './dom.js';

const FIELDS =
  'id,type,name,size,extension,etag,sha1,description,created_at,modified_at,parent,path_collection,shared_link,owned_by';
const PAGE_SIZE = 50;

/**
 * A token as Box takes it: itself, one for reading and one for writing, or a function that gives either for an item.
 *
 * @param {import('./types.js').BoxToken} token
 * @param {string} item Such as `folder_0`.
 * @param {'read' | 'write'} use
 * @returns {Promise<string>}
 */
async function resolveToken(token, item, use) {
  const given = typeof token === 'function' ? await token(item) : token;
  if (typeof given === 'string') return given;
  // A function may answer for several items at once.
  const one = record(record(given)[item] ?? given);
  const found = one[use] ?? one['read'];
  if (typeof found !== 'string') throw new Error('Box has got no token.');
  return found;
}

/**
 * The files that a token opens.
 *
 * @param {string} folderId Where the picker begins.
 * @param {import('./types.js').BoxToken} token
 * @param {import('./types.js').BoxOptions} options
 * @param {'file' | 'folder' | 'both'} type What may be chosen.
 */
export function createBoxSource(folderId, token, options, type) {
  const base = `${options.apiHost ?? `${OUTSIDE}/box`}/2.0`;
  const extensions = options.extensions?.map((text) => text.toLowerCase());

  /** @param {string} path @param {string} folder @param {RequestInit} [init] */
  async function ask(path, folder, init = {}) {
    const use = init.method === undefined ? 'read' : 'write';
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${await resolveToken(token, `folder_${folder}`, use)}`);
    if (options.sharedLink) headers.set('BoxApi', `shared_link=${options.sharedLink}`);
    const response = await fetch(base + path, {...init, headers}).catch((error) => {
      throw init.signal?.aborted ? error : new Error('Box cannot be reached.');
    });
    if (response.status === 401)
      throw new Error('Your sign-in has expired. Close this window and open it again.');
    const body = record(await response.json().catch(() => undefined));
    if (response.ok) return body;
    const {message} = body;
    throw new Error(`Box answered: ${typeof message === 'string' ? message : response.status}`);
  }

  /** @param {Record<string, unknown>} entry */
  function itemOf(entry) {
    const isFolder = entry['type'] === 'folder';
    const extension = String(entry['extension'] ?? '').toLowerCase();
    const fits = isFolder || !extensions?.length || extensions.includes(extension);
    return {
      id: String(entry['id']),
      name: String(entry['name']),
      isFolder,
      isSelectable: fits && type !== (isFolder ? 'file' : 'folder'),
      ...(!isFolder && typeof entry['size'] === 'number' && {size: entry['size']}),
      raw: entry,
    };
  }

  /** @type {import('./types.js').View} */
  const view = {
    root: {id: folderId, name: folderId === '0' ? 'All Files' : 'Folder'},
    async list({folder, search, cursor = '0', signal}) {
      const query = new URLSearchParams({
        fields: FIELDS,
        limit: String(PAGE_SIZE),
        offset: cursor,
        ...(search && {query: search, ...(folderId !== '0' && {ancestor_folder_ids: folderId})}),
      });
      const path = search ? '/search' : `/folders/${encodeURIComponent(folder.id)}/items`;
      const {entries, total_count: total} = await ask(`${path}?${query}`, folder.id, {signal});
      const end = Number(cursor) + PAGE_SIZE;
      return {
        items: (Array.isArray(entries) ? entries : []).map((entry) => itemOf(record(entry))),
        ...(typeof total === 'number' && end < total && {next: String(end)}),
      };
    },
  };

  return {
    view,
    /** @param {string} name @param {string} folder */
    createFolder: (name, folder) =>
      ask('/folders', folder, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({name, parent: {id: folder}}),
      }),
    /** @param {File} file @param {string} folder */
    upload(file, folder) {
      const form = new FormData();
      form.append('attributes', JSON.stringify({name: file.name, parent: {id: folder}}));
      form.append('file', file);
      return ask('/files/content', folder, {method: 'POST', body: form});
    },
  };
}
