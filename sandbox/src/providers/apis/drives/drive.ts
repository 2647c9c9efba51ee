import {createHash, randomUUID} from 'node:crypto';
import {people, type OutsideAccount} from '../../people.js';
import type {OutsideStore, Table} from '../store.js';
import {inventedDate, inventedPerson} from '../words.js';
import {contentOf, csv, mimeTypes, sentences, type ContentKind} from './contents.js';
import type {Entry} from './tree.js';

export interface DriveUser {
  readonly name: string;
  readonly email: string;
}

/** A folder, file or document as it is kept. */
export interface DriveItem {
  readonly id: string;
  /** Id of the folder that it lies in. The root of a library lies in none. */
  readonly parentId: string | null;
  /** Which of the account's drives it is in. */
  readonly library: string;
  readonly name: string;
  readonly kind: 'folder' | 'document' | 'sheet' | 'file';
  readonly mimeType: string;
  readonly size: number;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly owner: DriveUser;
  readonly description?: string;
  readonly isTrashed?: boolean;
  /** How often it has been changed. */
  readonly version: number;
  /** Left out for what was there from the beginning: an app has made or changed it. */
  readonly isAdded?: boolean;
  /** Base64 of what was uploaded. Without it, the bytes follow from kind, name and seed. */
  readonly uploaded?: string;
  readonly seed?: {readonly kind: ContentKind; readonly number: number; readonly title: string};
}

/** A drive in an account: one's own, or one that is shared. */
export interface Library {
  readonly key: string;
  readonly name: string;
  readonly tree: readonly Entry[];
}

/** What differs from vendor to vendor. */
export interface DriveVendor {
  readonly provider: string;
  libraries(account: OutsideAccount): readonly Library[];
  /** An id in the vendor's form that follows from a text. */
  itemId(text: string): string;
  rootId(text: string, library: string): string;
}

/** The largest upload, and what the files that apps have added may take together. */
export const MAX_UPLOAD = 100_000;
const MAX_ADDED = 5_000_000;
const MAX_ADDED_ITEMS = 500;

/** The drives of the accounts at one vendor. */
export function createDrives(store: OutsideStore, vendor: DriveVendor) {
  const seeds = new Map<string, DriveItem[]>();

  function seedOf(account: OutsideAccount): DriveItem[] {
    const known = seeds.get(account.id);
    if (known) return known;
    const made = vendor.libraries(account).flatMap((library) => itemsOf(vendor, account, library));
    seeds.set(account.id, made);
    return made;
  }

  return Object.freeze({
    /** All that an account holds at this moment. */
    async open(account: OutsideAccount) {
      const table = store.table<DriveItem>(vendor.provider, account, 'items', () => seedOf(account));
      return createDrive(vendor, account, table, await listed(table));
    },
  });
}

export type Drives = ReturnType<typeof createDrives>;
export type Drive = ReturnType<typeof createDrive>;

type ItemTable = Table<DriveItem>;
const listed = async (table: ItemTable) => table.all();

function createDrive(
  vendor: DriveVendor,
  account: OutsideAccount,
  table: ItemTable,
  items: readonly DriveItem[],
) {
  const byId = new Map<string, DriveItem>();
  const children = new Map<string, Map<string, DriveItem>>();

  function note(item: DriveItem): void {
    const former = byId.get(item.id)?.parentId;
    if (former && former !== item.parentId) children.get(former)?.delete(item.id);
    byId.set(item.id, item);
    if (item.parentId === null) return;
    const siblings = children.get(item.parentId) ?? new Map<string, DriveItem>();
    children.set(item.parentId, siblings.set(item.id, item));
  }
  for (const item of items) note(item);

  /** What is written is seen at once. */
  async function put(item: DriveItem): Promise<DriveItem> {
    const saved = await written(table, item);
    note(saved);
    return saved;
  }

  const childrenOf = (id: string): readonly DriveItem[] => [...(children.get(id)?.values() ?? [])];
  const parentOf = ({parentId}: DriveItem) => (parentId === null ? undefined : byId.get(parentId));

  /** The folders that an item lies in, from the root on. */
  function ancestorsOf(item: DriveItem): DriveItem[] {
    const found: DriveItem[] = [];
    for (let one = parentOf(item); one; one = parentOf(one)) found.unshift(one);
    return found;
  }

  const childNamed = (folderId: string, name: string) =>
    childrenOf(folderId).find((child) => child.name.toLowerCase() === name.normalize().toLowerCase());

  /** Is there no room for so many more bytes? */
  function isFull(bytes: number): boolean {
    const added = [...byId.values()].filter(({isAdded}) => isAdded);
    const sum = added.reduce((total, {uploaded, size}) => total + (uploaded === undefined ? 0 : size), 0);
    return added.length >= MAX_ADDED_ITEMS || sum + bytes > MAX_ADDED;
  }

  return Object.freeze({
    account,
    owner: ownerOf(account),
    libraries: vendor.libraries(account),
    get: (id: string) => byId.get(id),
    all: () => [...byId.values()],
    childrenOf,
    ancestorsOf,
    childNamed,
    isFull,
    rootOf: (library: string) => byId.get(vendor.rootId(account.id, library)),
    isTrashed: (item: DriveItem) => [item, ...ancestorsOf(item)].some(({isTrashed}) => isTrashed),
    isInside: (item: DriveItem, folderId: string) =>
      item.id === folderId || ancestorsOf(item).some(({id}) => id === folderId),

    /** What lies at a path below a folder; an empty path is the folder itself. */
    find(folder: DriveItem, names: readonly string[]): DriveItem | undefined {
      return names.reduce<DriveItem | undefined>((at, name) => at && childNamed(at.id, name), folder);
    },

    /** Adds a file or folder to a folder. */
    add(
      folder: DriveItem,
      given: Pick<DriveItem, 'name' | 'kind' | 'mimeType'> & {content?: Buffer; description?: string},
    ): Promise<DriveItem> {
      const {content, ...facts} = given;
      const now = new Date().toISOString();
      return put({
        ...facts,
        name: facts.name.normalize(),
        id: vendor.itemId(randomUUID()),
        parentId: folder.id,
        library: folder.library,
        size: content?.length ?? 0,
        ...(facts.kind === 'file' && {uploaded: (content ?? Buffer.alloc(0)).toString('base64')}),
        createdAt: now,
        modifiedAt: now,
        owner: ownerOf(account),
        version: 1,
        isAdded: true,
      });
    },

    /** Changes an item, or replaces what is in it. */
    change(
      item: DriveItem,
      {
        content,
        ...changes
      }: Partial<Pick<DriveItem, 'name' | 'parentId' | 'description' | 'isTrashed' | 'mimeType'>> & {
        content?: Buffer;
      },
    ): Promise<DriveItem> {
      return put({
        ...item,
        ...changes,
        ...(content && {size: content.length, uploaded: content.toString('base64')}),
        modifiedAt: new Date().toISOString(),
        version: item.version + 1,
        isAdded: true,
      });
    },

    /** Removes an item with all that lies in it. */
    async remove(item: DriveItem): Promise<void> {
      const all = [item];
      for (const one of all) all.push(...childrenOf(one.id));
      for (const {id} of all.reverse()) await dropped(table, id);
    },
  });
}

const written = async (table: ItemTable, item: DriveItem) => table.put(item);
const dropped = async (table: ItemTable, id: string) => table.remove(id);

/** The bytes of a file. Folders and documents have none. */
export function bytesOf({uploaded, seed}: DriveItem): Buffer {
  if (uploaded !== undefined) return Buffer.from(uploaded, 'base64');
  return seed ? contentOf(seed.kind, seed.title, seed.number) : Buffer.alloc(0);
}

/** The text of a document or sheet that is to be exported. */
export function linesOf({name, id}: DriveItem): string[] {
  return [name, ...sentences(numberOf(id))];
}

export const sheetOf = ({id}: DriveItem): string => csv(numberOf(id));

/** Something to be a number of, the same for the same text. */
export const numberOf = (text: string): number => createHash('sha256').update(text).digest().readUInt16BE(0);

export const digest = (algorithm: 'md5' | 'sha1' | 'sha256', data: Buffer | string) =>
  createHash(algorithm).update(data);

/** The person whom an account belongs to, with the address that is used there. */
export function ownerOf(account: OutsideAccount): DriveUser {
  const person = people.find(({accounts}) => accounts.some(({id}) => id === account.id)) ?? people[0];
  const isFirst = person?.accounts[0].id === account.id;
  return {
    name: person?.name ?? account.name,
    email: isFirst && person ? person.email : `${person?.id ?? 'owner'}@${account.id}.example`,
  };
}

function itemsOf(vendor: DriveVendor, account: OutsideAccount, {key, name, tree}: Library): DriveItem[] {
  const items: DriveItem[] = [];
  const owner = ownerOf(account);
  const base = {library: key, owner, version: 1};
  const root = vendor.rootId(account.id, key);
  const dates = {createdAt: inventedDate(300), modifiedAt: inventedDate(3)};
  const folderFacts = {kind: 'folder', mimeType: '', size: 0} as const;
  items.push({...base, ...folderFacts, ...dates, id: root, parentId: null, name});

  const add = (entries: readonly Entry[], parentId: string, path: string) => {
    for (const entry of entries) {
      const index = items.length;
      const place = `${path}/${entry.name}`;
      const id = vendor.itemId(`${account.id}:${place}`);
      const common = {
        ...base,
        id,
        parentId,
        // A third of it came from colleagues.
        owner: index % 3 === 2 ? colleague(index + account.number) : owner,
        name: entry.name.normalize(),
        createdAt: inventedDate(200 + index),
        modifiedAt: inventedDate((index * 13) % 180),
      };
      if ('folder' in entry) {
        items.push({...common, ...folderFacts});
        add(entry.folder, id, place);
      } else if (entry.kind === 'document' || entry.kind === 'sheet') {
        items.push({...common, kind: entry.kind, mimeType: '', size: 0});
      } else {
        const seed = {kind: entry.kind, number: index * 5 + account.number, title: entry.name};
        const size = contentOf(seed.kind, seed.title, seed.number).length;
        items.push({...common, kind: 'file', mimeType: mimeTypes[entry.kind], size, seed});
      }
    }
  };
  add(tree, root, key);
  return items;
}

function colleague(number: number): DriveUser {
  const {firstName, lastName, email} = inventedPerson(number);
  return {name: `${firstName} ${lastName}`, email};
}
