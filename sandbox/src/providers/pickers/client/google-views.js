import {record} from './dom.js';
import {constants} from './google-constants.js';

const {Feature, ViewId} = constants;
const FOLDER = 'application/vnd.google-apps.folder';
const FILES = '/googledrive/drive/v3/files';
const FIELDS =
  'nextPageToken,files(id,name,mimeType,size,description,webViewLink,iconLink,modifiedTime,parents,shared,driveId)';
const GOOGLE = 'application/vnd.google-apps.';

/** MIME types of the views that show one kind only. */
const kinds = new Map([
  [ViewId.DOCS_IMAGES, ['image/']],
  [ViewId.DOCS_VIDEOS, ['video/']],
  [ViewId.DOCS_IMAGES_AND_VIDEOS, ['image/', 'video/']],
  [ViewId.DOCUMENTS, [`${GOOGLE}document`]],
  [ViewId.DRAWINGS, [`${GOOGLE}drawing`]],
  [ViewId.FOLDERS, [FOLDER]],
  [ViewId.FORMS, [`${GOOGLE}form`]],
  [ViewId.PDFS, ['application/pdf']],
  [ViewId.PRESENTATIONS, [`${GOOGLE}presentation`]],
  [ViewId.SPREADSHEETS, [`${GOOGLE}spreadsheet`]],
]);

const EXPIRED = 'Your sign-in has expired. Close this window and open it again.';

/**
 * The views of a picker over the Drive API, with the token that the page has given.
 *
 * @param {import('./types.js').GoogleConfig} config
 * @param {{onListed: () => void, onFailure: () => void}} events
 * @returns {import('./types.js').View[]}
 */
export function createGoogleViews(config, {onListed, onFailure}) {
  const given = config.views.filter(({isUpload}) => !isUpload);
  const shown = config.features.includes(Feature.NAV_HIDDEN) ? given.slice(0, 1) : given;
  /** @type {Promise<void> | undefined} */
  let checked;

  /** @param {string} url @param {AbortSignal} [signal] */
  async function ask(url, signal) {
    const response = await fetch(url, {
      headers: {
        Authorization: `Bearer ${config.token ?? ''}`,
        ...(config.developerKey && {'X-Goog-Api-Key': config.developerKey}),
      },
      signal,
    }).catch((error) => {
      if (signal?.aborted) throw error;
      throw new Error('Google Drive cannot be reached.');
    });
    const body = record(await response.json().catch(() => undefined));
    if (response.ok) return body;
    const {message, status} = record(body['error']);
    if (response.status === 401) throw new Error(EXPIRED);
    if (url.endsWith('/check') && (status === 'INVALID_ARGUMENT' || status === 'PERMISSION_DENIED'))
      throw new Error(`The API developer key is invalid. ${String(message)}`);
    throw new Error(`Google Drive answered: ${typeof message === 'string' ? message : response.status}`);
  }

  /** Key and token, before anything is listed. A failure is not kept. */
  function check() {
    checked ??= ask('/googledrive/picker/check').then(
      () => undefined,
      (error) => {
        checked = undefined;
        throw error;
      },
    );
    return checked;
  }

  /** @param {import('./types.js').GoogleView} view @returns {import('./types.js').View} */
  const viewOf = (view) => {
    const root = rootOf(view);
    return {
      root,
      async list(request) {
        try {
          await check();
          const isTop = view.drives && request.folder.id === root.id && !request.search;
          const page = isTop ? await drives(request.signal) : await files(view, request);
          onListed();
          return page;
        } catch (error) {
          if (!request.signal.aborted) onFailure();
          throw error;
        }
      },
    };
  };

  /** @param {AbortSignal} signal @returns {Promise<import('./types.js').Page>} */
  async function drives(signal) {
    const {drives: found} = await ask('/googledrive/drive/v3/drives', signal);
    const items = (Array.isArray(found) ? found : []).map((one) => ({
      id: String(one.id),
      name: String(one.name),
      isFolder: true,
      isSelectable: false,
      raw: one,
    }));
    return {items};
  }

  /**
   * @param {import('./types.js').GoogleView} view
   * @param {Parameters<import('./types.js').View['list']>[0]} request
   * @returns {Promise<import('./types.js').Page>}
   */
  async function files(view, {folder, search, cursor, signal}) {
    const query = new URLSearchParams({
      q: queryOf(view, folder, search),
      fields: FIELDS,
      pageSize: '50',
      orderBy: goesByFolder(view) ? 'folder,name_natural' : 'modifiedTime desc',
      ...(cursor !== undefined && {pageToken: cursor}),
      ...(view.drives && {
        includeItemsFromAllDrives: 'true',
        supportsAllDrives: 'true',
        corpora: 'allDrives',
      }),
    });
    const body = await ask(`${FILES}?${query}`, signal);
    const found = /** @type {import('./types.js').GoogleFile[]} */ (
      Array.isArray(body['files']) ? body['files'] : []
    );
    const next = body['nextPageToken'];
    return {
      // A search goes through all drives.
      items: found
        .filter(({driveId}) => !view.drives || driveId !== undefined)
        .map((file) => itemOf(view, file)),
      ...(typeof next === 'string' && {next}),
    };
  }

  /** @param {import('./types.js').GoogleView} view @param {import('./types.js').Folder} folder @param {string} search */
  function queryOf(view, folder, search) {
    const types = [...(view.mimeTypes ?? []), ...(kinds.get(view.id) ?? [])];
    const isOwn = view.ownedByMe ?? (config.features.includes(Feature.MINE_ONLY) || undefined);
    const text = search || (view.query ?? '');
    const byType = types
      .concat(types.length && goesByFolder(view) ? [FOLDER] : [])
      .map((type) => `mimeType ${type.endsWith('/') ? 'contains' : '='} ${quoted(type)}`);
    return [
      'trashed = false',
      text && `name contains ${quoted(text)}`,
      !text && (goesByFolder(view) || view.parent) && `${quoted(folder.id)} in parents`,
      !goesByFolder(view) && view.id !== ViewId.FOLDERS && `mimeType != ${quoted(FOLDER)}`,
      byType.length > 0 && `(${byType.join(' or ')})`,
      isOwn !== undefined && `${isOwn ? '' : 'not '}'me' in owners`,
      view.starred && 'starred = true',
    ]
      .filter(Boolean)
      .join(' and ');
  }

  /** @param {import('./types.js').GoogleView} view @param {import('./types.js').GoogleFile} file */
  function itemOf(view, file) {
    const isFolder = file.mimeType === FOLDER;
    const fits = !config.selectableTypes?.length || config.selectableTypes.includes(file.mimeType);
    return {
      id: file.id,
      name: file.name,
      isFolder,
      isSelectable: fits && (!isFolder || view.selectFolders === true || view.id === ViewId.FOLDERS),
      ...(file.size !== undefined && !file.mimeType.startsWith(GOOGLE) && {size: Number(file.size)}),
      raw: documentOf(file),
    };
  }

  return shown.map(viewOf);
}

/** Otherwise all documents are one list. @param {import('./types.js').GoogleView} view */
const goesByFolder = (view) => view.includeFolders === true || view.drives === true;

/** @param {import('./types.js').GoogleView} view */
const rootOf = ({id, label, drives, parent}) => ({
  id: parent ?? 'root',
  name: label ?? (drives ? 'Shared drives' : id === ViewId.DOCS ? 'Google Drive' : id),
});

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll(/[\\']/g, (sign) => `\\${sign}`)}'`;

/** A document as callbacks get it. @param {import('./types.js').GoogleFile} file */
function documentOf({id, name, mimeType, size, description = '', webViewLink, iconLink, ...rest}) {
  const isGoogles = mimeType.startsWith(GOOGLE);
  const kind = isGoogles ? mimeType.slice(GOOGLE.length) : (/^(image|video)\//.exec(mimeType)?.[1] ?? 'file');
  return {
    id,
    serviceId: isGoogles ? 'docs' : 'DoclistBlob',
    mimeType,
    name,
    description,
    type: kind === 'image' ? 'photo' : kind,
    lastEditedUtc: Date.parse(rest.modifiedTime ?? ''),
    iconUrl: iconLink,
    url: webViewLink,
    embedUrl: webViewLink?.replace(/\/view$/, '/preview'),
    ...(size !== undefined && {sizeBytes: isGoogles ? 0 : Number(size)}),
    ...(rest.parents?.[0] !== undefined && {parentId: rest.parents[0]}),
    isShared: rest.shared === true,
  };
}
