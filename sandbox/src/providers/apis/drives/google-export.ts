import {docx, pdf} from './contents.js';
import {linesOf, sheetOf, type DriveItem} from './drive.js';
import {exports} from './google-files.js';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** What a document or sheet becomes in another form; nothing if it cannot become that. */
export function exported(item: DriveItem, mimeType: string): {name: string; content: Buffer} | undefined {
  const {kind} = item;
  if (kind !== 'document' && kind !== 'sheet') return undefined;
  const extension = (exports[kind] as Readonly<Record<string, string>>)[mimeType];
  const content = extension === undefined ? undefined : contentAs(item, extension);
  return content && {name: `${item.name}.${extension}`, content};
}

function contentAs(item: DriveItem, extension: string): Buffer | undefined {
  const lines = item.kind === 'sheet' ? sheetOf(item).trimEnd().split('\r\n') : linesOf(item);
  const [title = '', ...rest] = lines;
  switch (extension) {
    case 'txt':
      // With a byte order mark, as the original writes it.
      return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
    case 'md':
      return Buffer.from(`# ${title}\n\n${rest.join('\n\n')}\n`);
    case 'html': {
      const paragraphs = rest.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
      return Buffer.from(
        `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body><h1>${escapeHtml(title)}</h1>${paragraphs}</body></html>`,
      );
    }
    case 'csv':
      return Buffer.from(`${lines.join('\r\n')}\r\n`);
    case 'tsv':
      return Buffer.from(`${lines.join('\r\n').replaceAll(',', '\t')}\r\n`);
    case 'pdf':
      return pdf(lines);
    case 'docx':
      return docx(lines);
    default:
      return undefined;
  }
}
