import {endingsOf} from './mime-types.js';
import type {VendorContext} from './vendor.js';

/** Kinds of files that Microsoft's picker knows by a name. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  ['image/*', 'photo'],
  ['video/*', 'video'],
  ['audio/*', 'audio'],
]);

/** Address of the picker with its options, below the address of the drive or site. */
export function microsoftAddress(
  {type, options, browser}: Pick<VendorContext, 'type' | 'options' | 'browser'>,
  base: URL,
  channelId: string,
): string {
  const isSite = type === 'sharepoint';
  const place = base.href.replace(/\/+$/, '');
  const isPersonal = !isSite && place.includes('https://onedrive.live.com');
  const filters = filtersOf(options.allowedTypes ?? []);
  const settings = {
    sdk: '8.0',
    entry: isSite
      ? {sharePoint: {byPath: {list: `${place}/Shared Documents`, fallbackToRoot: true}}}
      : {oneDrive: {files: {fallbackToRoot: true}}},
    authentication: {},
    messaging: {origin: browser.origin(), channelId},
    search: {enabled: true},
    selection: {mode: options.allowMultiSelect ? 'multiple' : 'single'},
    typesAndSources: {
      mode: options.allowFolderSelect ? 'folders' : 'files',
      ...(filters.length && !options.allowFolderSelect && {filters}),
      pivots: isSite
        ? {oneDrive: false, recent: false, shared: true, sharedLibraries: true, site: true}
        : {oneDrive: true, recent: true, shared: true},
    },
  };
  const url = new URL(`${place}/${isPersonal ? 'picker' : '_layouts/15/FilePicker.aspx'}`);
  url.searchParams.set('filePicker', JSON.stringify(settings));
  return url.href;
}

/** MIME types as endings; what is an ending or the name of a group already stays so. */
function filtersOf(types: readonly string[]): readonly string[] {
  const filters = types.flatMap((given) => {
    const type = given.trim().toLowerCase();
    const group = GROUPS.get(type);
    if (group) return group;
    if (type.includes('/')) return endingsOf(type).map((ending) => `.${ending}`);
    // Names of groups are longer than endings, and are told apart by a list of Microsoft's own.
    return type.startsWith('.') || NAMES.has(given.trim()) ? given.trim() : `.${type}`;
  });
  return [...new Set(filters)];
}

const NAMES: ReadonlySet<string> = new Set([
  ...['folder', 'site', 'documentLibrary', 'list', 'onenote', 'file', 'media', 'photo', 'video', 'audio'],
  ...['document', 'listItem', 'playlist'],
]);
