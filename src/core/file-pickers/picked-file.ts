import {isRecord} from '../data.js';
import type {PickedFile} from '../types/file-picker.js';
import {parseSafeUrl} from '../service-urls.js';
import {typeOfName} from './mime-types.js';

/** Makes the description that is the same for all vendors from what one of them says; every member may be anything. */
export function pickedFile(members: {
  readonly id: string;
  readonly name: unknown;
  readonly mimeType: unknown;
  readonly size: unknown;
  readonly url: unknown;
  readonly isFolder: boolean;
  readonly raw: unknown;
}): PickedFile {
  const {id, isFolder, raw} = members;
  const name = textOf(members.name) ?? '';
  return Object.freeze({
    id,
    name,
    mimeType: isFolder ? undefined : (textOf(members.mimeType) ?? typeOfName(name)),
    size: isFolder ? undefined : sizeOf(members.size),
    url: parseSafeUrl(textOf(members.url) ?? '')?.href,
    isFolder,
    raw,
  });
}

/** A member of a member. */
export const memberOf = (value: unknown, name: string): unknown =>
  isRecord(value) ? value[name] : undefined;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Some vendors have it as a text. */
function sizeOf(value: unknown): number | undefined {
  const size = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof size === 'number' && Number.isFinite(size) && size >= 0 ? size : undefined;
}
