import type {OutsideAccount} from '../../people.js';
import {bytesOf, digest, type Drive, type DriveItem, type DriveUser, type DriveVendor} from './drive.js';
import {homeTree} from './tree.js';

const LIBRARY = 'all';
const ROOT = '0';

const digits = (text: string, length: number) =>
  String((digest('sha256', text).digest().readBigUInt64BE(0) % 9n) + 1n) +
  digest('sha1', text)
    .digest()
    .readBigUInt64BE(0)
    .toString()
    .padStart(length, '0')
    .slice(0, length - 1);

export const boxVendor: DriveVendor = {
  provider: 'box',
  libraries: () => [{key: LIBRARY, name: 'All Files', tree: homeTree(false)}],
  itemId: (text) => digits(`box:${text}`, 13),
  rootId: () => ROOT,
};

export const rootOf = (drive: Drive) => drive.rootOf(LIBRARY);

export const userOf = ({name, email}: DriveUser) => ({
  type: 'user',
  id: digits(`box-user:${email}`, 11),
  name,
  login: email,
});

/** The account as `users/me` shows it. */
export const meOf = (owner: DriveUser, {number, name}: OutsideAccount, used: number) => ({
  ...userOf(owner),
  created_at: '2024-02-01T01:00:00-08:00',
  modified_at: '2026-06-30T05:00:00-07:00',
  language: 'en',
  timezone: 'Europe/Berlin',
  space_amount: 10_737_418_240,
  space_used: used,
  max_upload_size: 5_368_709_120,
  status: 'active',
  job_title: '',
  phone: '',
  address: '',
  avatar_url: '',
  enterprise: {type: 'enterprise', id: String(700_000 + number), name},
});

/** Times of Box have no fractions, and an offset. */
const time = (iso: string) => `${iso.slice(0, 19)}+00:00`;

const etagOf = ({version}: DriveItem) => String(version - 1);

const folderMini = (item: DriveItem) =>
  item.parentId === null
    ? {type: 'folder', id: ROOT, sequence_id: null, etag: null, name: item.name}
    : {type: 'folder', id: item.id, sequence_id: etagOf(item), etag: etagOf(item), name: item.name};

const sha1Of = (item: DriveItem) => digest('sha1', bytesOf(item)).digest('hex');

function fileMini(item: DriveItem) {
  const sha1 = sha1Of(item);
  return {
    type: 'file',
    id: item.id,
    file_version: {type: 'file_version', id: digits(`${item.id}:${item.version}`, 13), sha1},
    sequence_id: etagOf(item),
    etag: etagOf(item),
    sha1,
    name: item.name,
  };
}

/** An item in a list, unless more is asked for. */
export const mini = (item: DriveItem) => (item.kind === 'folder' ? folderMini(item) : fileMini(item));

/** A file or folder with all its members. */
export function full(drive: Drive, item: DriveItem) {
  const above = drive.ancestorsOf(item);
  const parent = above.at(-1);
  const isRoot = item.parentId === null;
  return {
    ...mini(item),
    ...(item.kind === 'folder' ? {} : {extension: /\.(\w+)$/.exec(item.name)?.[1] ?? ''}),
    size: item.kind === 'folder' ? sizeOf(drive, item) : item.size,
    description: item.description ?? '',
    created_at: isRoot ? null : time(item.createdAt),
    modified_at: isRoot ? null : time(item.modifiedAt),
    trashed_at: null,
    purged_at: null,
    content_created_at: isRoot ? null : time(item.createdAt),
    content_modified_at: isRoot ? null : time(item.modifiedAt),
    created_by: userOf(item.owner),
    modified_by: userOf(item.owner),
    owned_by: userOf(drive.owner),
    shared_link: null,
    path_collection: {total_count: above.length, entries: above.map(folderMini)},
    parent: parent ? folderMini(parent) : null,
    item_status: 'active',
  };
}

export const sizeOf = (drive: Drive, folder: DriveItem): number =>
  drive
    .childrenOf(folder.id)
    .reduce((sum, child) => sum + (child.kind === 'folder' ? sizeOf(drive, child) : child.size), 0);

/** Members that are shown only when they are asked for. */
const onRequest = new Set(['extension']);

/** An item as `fields` asks for it; without them, as `usual` has it. */
export function shown(
  drive: Drive,
  item: DriveItem,
  fields: string | undefined,
  usual: 'mini' | 'full',
): Record<string, unknown> {
  if (!fields && usual === 'mini') return mini(item);
  const all = Object.entries(full(drive, item));
  const wanted = fields?.split(',').map((name) => name.trim());
  const always = ['type', 'id', 'etag'];
  return Object.fromEntries(
    all.filter(([name]) => (wanted ? always.includes(name) || wanted.includes(name) : !onRequest.has(name))),
  );
}
