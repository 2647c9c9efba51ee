import {MAX_UPLOAD, bytesOf, digest, ownerOf, type Drive, type DriveItem, type DriveVendor} from './drive.js';
import {homeTree, teamTree} from './tree.js';

export const FOLDER = 'application/vnd.google-apps.folder';
const DOCUMENT = 'application/vnd.google-apps.document';
const SHEET = 'application/vnd.google-apps.spreadsheet';

/** What is shown of a file unless more is asked for. */
export const FILE_FIELDS = 'kind,id,name,mimeType';

/** The drive of one's own; all others are shared. */
export const MY_DRIVE = 'my-drive';

const short = (text: string, length: number) => digest('sha256', text).digest('base64url').slice(0, length);

export const googleVendor: DriveVendor = {
  provider: 'googledrive',
  libraries: ({name}) => [
    {key: MY_DRIVE, name: 'My Drive', tree: homeTree(true)},
    {key: 'marketing', name: `${name} Marketing`, tree: teamTree('Marketing')},
    {key: 'engineering', name: `${name} Engineering`, tree: teamTree('Engineering')},
  ],
  itemId: (text) => `1${short(`google:${text}`, 32)}`,
  rootId: (text, library) => `0A${short(`google-root:${text}:${library}`, 14)}PVA`,
};

const ownTypes: Partial<Record<DriveItem['kind'], string>> = {
  folder: FOLDER,
  document: DOCUMENT,
  sheet: SHEET,
};

export const typeOf = ({kind, mimeType}: DriveItem): string => ownTypes[kind] ?? mimeType;

export const kindOf = (mimeType: string): DriveItem['kind'] =>
  mimeType === FOLDER ? 'folder' : mimeType === DOCUMENT ? 'document' : mimeType === SHEET ? 'sheet' : 'file';

export const isShared = ({library}: DriveItem) => library !== MY_DRIVE;

const user = ({name, email}: {name: string; email: string}, me: string) => ({
  kind: 'drive#user',
  displayName: name,
  me: email === me,
  permissionId: permissionId(email),
  emailAddress: email,
});

const permissionId = (email: string) =>
  digest('sha256', `permission:${email}`).digest().readBigUInt64BE(0).toString().padStart(20, '0');

/** Whose drive it is, and how full it is. */
export function aboutOf(drive: Drive) {
  const {email} = drive.owner;
  const used = drive.all().reduce((sum, {size, library}) => sum + (library === MY_DRIVE ? size : 0), 0);
  return {
    kind: 'drive#about',
    user: user(drive.owner, email),
    storageQuota: {
      limit: '16106127360',
      usage: String(used),
      usageInDrive: String(used),
      usageInDriveTrash: '0',
    },
    importFormats: {},
    exportFormats: {
      [DOCUMENT]: Object.keys(exports.document),
      [SHEET]: Object.keys(exports.sheet),
    },
    maxUploadSize: String(MAX_UPLOAD),
    canCreateDrives: false,
  };
}

/** What documents become, by what they are; see `google-export.ts`. */
export const exports = {
  document: {
    'text/plain': 'txt',
    'text/markdown': 'md',
    'text/html': 'html',
    'application/pdf': 'pdf',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  },
  sheet: {'text/csv': 'csv', 'text/tab-separated-values': 'tsv', 'application/pdf': 'pdf'},
} as const;

/** A file as the API shows it, with all its members. */
export function fileOf(drive: Drive, item: DriveItem) {
  const me = ownerOf(drive.account).email;
  const {id, name, description, parentId, createdAt, modifiedAt, version, kind} = item;
  const place = {folder: 'drive/folders', document: 'document/d', sheet: 'spreadsheets/d', file: 'file/d'}[
    kind
  ];
  const isRoot = parentId === null;
  const isMine = item.owner.email === me;
  const shared = isShared(item);
  const content = kind === 'file' ? bytesOf(item) : undefined;
  return {
    kind: 'drive#file',
    id,
    name,
    mimeType: typeOf(item),
    ...(description !== undefined && {description}),
    starred: false,
    trashed: drive.isTrashed(item),
    explicitlyTrashed: item.isTrashed === true,
    ...(!isRoot && {parents: [parentId]}),
    ...(shared && {driveId: drive.rootOf(item.library)?.id}),
    spaces: ['drive'],
    version: String(version),
    webViewLink: `https://docs.google.example/${place}/${id}/view`,
    ...(content && {webContentLink: `https://drive.google.example/uc?id=${id}&export=download`}),
    iconLink: `https://drive.google.example/icons/${encodeURIComponent(typeOf(item))}`,
    createdTime: createdAt,
    modifiedTime: modifiedAt,
    viewedByMe: isMine,
    shared: shared || !isMine,
    ...(!shared && {owners: [user(item.owner, me)], ownedByMe: isMine}),
    lastModifyingUser: user(item.owner, me),
    capabilities: {
      canDownload: kind !== 'folder',
      canEdit: true,
      canListChildren: kind === 'folder',
      canAddChildren: kind === 'folder',
      canRename: !isRoot,
      canDelete: !isRoot,
    },
    ...(content && {
      originalFilename: name,
      fullFileExtension: /\.(\w+)$/.exec(name)?.[1] ?? '',
      fileExtension: /\.(\w+)$/.exec(name)?.[1] ?? '',
      md5Checksum: digest('md5', content).digest('hex'),
      sha1Checksum: digest('sha1', content).digest('hex'),
      sha256Checksum: digest('sha256', content).digest('hex'),
      size: String(content.length),
      headRevisionId: `${id}-${version}`,
    }),
    ...((kind === 'document' || kind === 'sheet') && {
      size: '1024',
      exportLinks: Object.fromEntries(
        Object.keys(exports[kind]).map((type) => [
          type,
          `https://docs.google.example/export?id=${id}&exportFormat=${encodeURIComponent(type)}`,
        ]),
      ),
    }),
  };
}

export type DriveFile = ReturnType<typeof fileOf>;
