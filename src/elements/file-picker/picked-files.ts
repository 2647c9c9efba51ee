import type {PickedFile} from '../../core/types/index.js';

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

/** The files in what a page or a restored form has given: each once, by its id. What is none is left out. */
export function filesIn(value: unknown): readonly PickedFile[] {
  const files = new Map<string, PickedFile>();
  for (const entry of Array.isArray(value) ? (value as readonly unknown[]) : []) {
    const {id, name, mimeType, size, url, isFolder, raw} = (entry ?? {}) as Partial<PickedFile>;
    if (typeof id !== 'string' || !id) continue;
    files.set(id, {
      id,
      name: textIn(name) ?? id,
      mimeType: textIn(mimeType),
      size: typeof size === 'number' && size >= 0 ? size : undefined,
      url: textIn(url),
      isFolder: isFolder === true,
      raw,
    });
  }
  return [...files.values()];
}

/**
 * The files after a choice. It takes the place of the one before; with `isMultiple` it is added, and what was chosen
 * before stands where it stood.
 */
export const filesAfter = (
  before: readonly PickedFile[],
  chosen: readonly PickedFile[],
  isMultiple: boolean,
): readonly PickedFile[] => filesIn(isMultiple ? [...before, ...chosen] : chosen.slice(0, 1));
