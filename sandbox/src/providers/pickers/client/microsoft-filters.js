/** Endings of the groups that filters may name. */
const groups = new Map([
  [
    'document',
    ['doc', 'docm', 'docx', 'dotx', 'odt', 'pdf', 'rtf', 'txt', 'md', 'ppt', 'pptx', 'xls', 'xlsx', 'csv'],
  ],
  ['photo', ['bmp', 'gif', 'heic', 'jpeg', 'jpg', 'png', 'svg', 'tif', 'tiff', 'webp']],
  ['video', ['avi', 'mkv', 'mov', 'mp4', 'mpeg', 'webm', 'wmv']],
  ['audio', ['aac', 'flac', 'm4a', 'mp3', 'ogg', 'wav', 'wma']],
  ['onenote', ['one', 'onetoc2']],
]);
groups.set(
  'media',
  ['photo', 'video', 'audio'].flatMap((name) => groups.get(name) ?? []),
);

/**
 * Which names the filters let through: endings such as `.pdf`, groups such as `photo`, each with `!` for all but these.
 *
 * @param {readonly string[]} [filters]
 * @returns {(name: string) => boolean}
 */
export function createFilter(filters = []) {
  const wanted = filters
    .map((text) => text.toLowerCase())
    .filter((text) => text !== 'folder' && text !== '!folder');
  const sorted = (/** @type {boolean} */ isNot) =>
    wanted
      .filter((text) => text.startsWith('!') === isNot)
      .map((text) => text.replace(/^!/, ''))
      .flatMap((text) => (text.startsWith('.') ? [text.slice(1)] : (groups.get(text) ?? [])));
  const hasWanted = wanted.some((text) => !text.startsWith('!'));
  const [allowed, refused] = [new Set(sorted(false)), new Set(sorted(true))];
  return (name) => {
    const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
    return (!hasWanted || allowed.has(ending)) && !refused.has(ending);
  };
}
