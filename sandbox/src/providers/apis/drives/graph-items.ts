import {bytesOf, digest, type Drive, type DriveItem, type DriveUser} from './drive.js';

/** A drive as Graph sees it: one library of an account. */
export interface GraphDrive {
  readonly drive: Drive;
  readonly library: string;
  readonly id: string;
  readonly name: string;
  readonly driveType: 'business' | 'personal' | 'documentLibrary';
  /** Address of the library in a browser. */
  readonly webUrl: string;
  readonly siteUrl: string;
  readonly siteId?: string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Ids of items: capital letters and digits that begin with 01. */
export const graphItemId = (text: string): string =>
  `01${[...digest('sha256', `graph:${text}`).digest()].map((byte) => ALPHABET[byte % 32]).join('')}`;

export const graphDriveId = (text: string): string =>
  `b!${Buffer.concat([digest('sha256', text).digest(), digest('sha1', text).digest().subarray(0, 16)]).toString('base64url')}`;

/** A GUID that follows from a text. */
export function guidOf(text: string): string {
  const hex = digest('sha1', text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const identity = ({name, email}: DriveUser) => ({
  user: {displayName: name, email, id: guidOf(`user:${email}`)},
});

const pathOf = (names: readonly string[]) => names.map((name) => `/${encodeURIComponent(name)}`).join('');

/** A `driveItem`. */
export function graphItem(place: GraphDrive, item: DriveItem) {
  const {drive, id: driveId, driveType, siteId} = place;
  const {id, name, parentId, version, createdAt, modifiedAt, owner, kind, description} = item;
  const above = drive.ancestorsOf(item);
  const parent = above.at(-1);
  const guid = guidOf(id);
  const dates = {createdDateTime: seconds(createdAt), lastModifiedDateTime: seconds(modifiedAt)};
  const within = above.slice(1).map((folder) => folder.name);
  return {
    createdDateTime: dates.createdDateTime,
    eTag: `"{${guid.toUpperCase()}},${version}"`,
    id,
    lastModifiedDateTime: dates.lastModifiedDateTime,
    name: parentId === null ? 'root' : name,
    ...(description !== undefined && {description}),
    webUrl: place.webUrl + (parentId === null ? '' : pathOf([...within, name])),
    cTag: `"c:{${guid.toUpperCase()}},${version}"`,
    size: kind === 'folder' ? sizeOf(drive, item) : item.size,
    createdBy: identity(owner),
    lastModifiedBy: identity(owner),
    parentReference: {
      driveType,
      driveId,
      ...(siteId !== undefined && {siteId}),
      ...(parent && {id: parent.id, name: parent.name, path: `/drives/${driveId}/root:${pathOf(within)}`}),
    },
    fileSystemInfo: dates,
    ...(kind === 'folder' && {folder: {childCount: drive.childrenOf(id).length}}),
    ...(parentId === null && {root: {}}),
    ...(kind !== 'folder' && {
      file: {
        mimeType: item.mimeType,
        hashes: {sha1Hash: digest('sha1', bytesOf(item)).digest('hex').toUpperCase()},
      },
    }),
    ...(item.mimeType === 'image/png' && {image: {}}),
  };
}

const sizeOf = (drive: Drive, folder: DriveItem): number =>
  drive
    .childrenOf(folder.id)
    .reduce((sum, child) => sum + (child.kind === 'folder' ? sizeOf(drive, child) : child.size), 0);

/** Graph gives no fractions. */
const seconds = (time: string) => `${time.slice(0, 19)}Z`;

/** A `drive`. */
export function graphDrive(place: GraphDrive) {
  const {drive, id, name, driveType, webUrl, siteUrl, library} = place;
  const root = drive.rootOf(library);
  const used = root ? sizeOf(drive, root) : 0;
  const total = 1024 ** 4;
  return {
    createdDateTime: seconds(root?.createdAt ?? ''),
    description: '',
    id,
    lastModifiedDateTime: seconds(root?.modifiedAt ?? ''),
    name,
    webUrl,
    driveType,
    createdBy: identity(drive.owner),
    owner: identity(drive.owner),
    quota: {deleted: 0, remaining: total - used, state: 'normal', total, used},
    sharePointIds: {siteUrl},
  };
}
