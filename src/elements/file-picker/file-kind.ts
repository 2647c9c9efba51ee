import type {PickedFile} from '../../core/types/index.js';
import type {FileKind} from '../../i18n/en-file-picker.js';

/** By what a media type contains. The first that fits counts. */
const BY_TYPE: readonly (readonly [RegExp, FileKind])[] = [
  [/^image\/|google-apps\.(drawing|photo)/, 'image'],
  [/^video\/|google-apps\.video/, 'video'],
  [/^audio\/|google-apps\.audio/, 'audio'],
  [/pdf$/, 'pdf'],
  [/spreadsheet|ms-excel|csv|\.numbers/, 'sheet'],
  [/presentation|powerpoint|\.keynote/, 'slides'],
  [/zip|compressed|x-tar|x-rar|gzip/, 'archive'],
  [/^text\/|word|opendocument\.text|google-apps\.document|rtf|\.pages/, 'document'],
];

/** By the ending of a name, for providers that tell no type. */
const BY_ENDING: readonly (readonly [RegExp, FileKind])[] = [
  [/\.(png|jpe?g|gif|webp|avif|heic|svg|bmp|tiff?)$/, 'image'],
  [/\.(mp4|mov|webm|avi|mkv)$/, 'video'],
  [/\.(mp3|wav|m4a|ogg|flac)$/, 'audio'],
  [/\.pdf$/, 'pdf'],
  [/\.(xlsx?|csv|tsv|ods|numbers)$/, 'sheet'],
  [/\.(pptx?|odp|key)$/, 'slides'],
  [/\.(zip|gz|tar|tgz|rar|7z)$/, 'archive'],
  [/\.(docx?|txt|md|rtf|odt|pages|boxnote)$/, 'document'],
];

const matching = (list: typeof BY_TYPE, text: string): FileKind | undefined =>
  list.find(([pattern]) => pattern.test(text))?.[1];

/** What a file looks like in the list. */
export function kindOf({isFolder, mimeType, name}: PickedFile): FileKind {
  if (isFolder) return 'folder';
  const kind = mimeType ? matching(BY_TYPE, mimeType.toLowerCase()) : undefined;
  return kind ?? matching(BY_ENDING, name.toLowerCase()) ?? 'file';
}
