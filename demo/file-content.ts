import type {ParagonClient, PickedFile} from '../src/paragon.js';

/** The path of a file's bytes in its provider's API, as `request()` takes it. */
export function contentPath(integration: string, {id, mimeType, raw}: PickedFile): string {
  const file = encodeURIComponent(id);
  if (integration === 'box') return `/files/${file}/content`;
  if (integration === 'googledrive') {
    // Google's own documents have no bytes of their own.
    return mimeType?.startsWith('application/vnd.google-apps.')
      ? `/files/${file}/export?mimeType=application/pdf`
      : `/files/${file}?alt=media`;
  }
  const {parentReference} = raw as {parentReference?: {driveId?: string}};
  const drive = parentReference?.driveId;
  return `${drive ? `/drives/${encodeURIComponent(drive)}` : '/me/drive'}/items/${file}/content`;
}

/** Downloads a picked file with the account that it was picked from, and shows it. */
export async function showContent(
  place: Element,
  client: ParagonClient,
  integration: string,
  file: PickedFile,
): Promise<void> {
  place.textContent = `Fetching ${file.name}…`;
  try {
    const blob = (await client.request(integration, contentPath(integration, file), {
      responseType: 'blob',
    })) as Blob;
    place.replaceChildren(caption(file, blob), await view(file, blob));
  } catch (error) {
    place.textContent = `${file.name} could not be fetched: ${(error as Error).message}`;
  }
}

function caption(file: PickedFile, blob: Blob): HTMLElement {
  const line = document.createElement('p');
  line.textContent = `${file.name}: ${blob.size} bytes, ${blob.type || 'of unknown type'}`;
  return line;
}

async function view({name}: PickedFile, blob: Blob): Promise<Element | string> {
  if (blob.type.startsWith('image/') && !blob.type.includes('svg')) {
    const image = new Image();
    image.alt = name;
    image.src = URL.createObjectURL(blob);
    image.onload = () => URL.revokeObjectURL(image.src);
    return image;
  }
  const text = document.createElement('pre');
  const isText = /^text\/|json|xml/.test(blob.type);
  text.textContent = isText ? (await blob.text()).slice(0, 2000) : 'It was fetched, but is no text to show.';
  return text;
}
