import {deflateSync, crc32} from 'node:zlib';
import {inventedCompany, inventedDate, inventedPerson} from '../words.js';
import {zip} from './zip.js';

/** What a drive holds files of. */
export type ContentKind =
  'empty' | 'text' | 'markdown' | 'csv' | 'json' | 'svg' | 'png' | 'pdf' | 'docx' | 'zip' | 'bytes';

export const mimeTypes: Readonly<Record<ContentKind, string>> = {
  empty: 'text/plain',
  text: 'text/plain',
  markdown: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
  bytes: 'application/octet-stream',
};

/** The type of a file that comes without one, by the end of its name. */
export function mimeTypeOf(name: string): string {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const kinds: Record<string, ContentKind> = {txt: 'text', md: 'markdown', bin: 'bytes'};
  const kind = Object.hasOwn(kinds, extension) ? kinds[extension] : (extension as ContentKind);
  return kind && Object.hasOwn(mimeTypes, kind) ? mimeTypes[kind] : mimeTypes.bytes;
}

const makers: Readonly<Record<ContentKind, (title: string, seed: number) => Buffer>> = {
  empty: () => Buffer.alloc(0),
  text: (title, seed) => Buffer.from(`${[title, ...sentences(seed)].join('\n')}\n`),
  markdown: (title, seed) =>
    Buffer.from(
      `# ${title}\n\n${sentences(seed)
        .map((line) => `- ${line}`)
        .join('\n')}\n`,
    ),
  csv: (_title, seed) => Buffer.from(csv(seed)),
  json: (title, seed) => Buffer.from(`${JSON.stringify({title, revision: seed, lines: sentences(seed)})}\n`),
  svg: (title, seed) => Buffer.from(svg(title, seed)),
  png: (_title, seed) => png(seed),
  pdf: (title, seed) => pdf([title, ...sentences(seed)]),
  docx: (title, seed) => docx([title, ...sentences(seed)]),
  zip: (title, seed) => zip([{name: 'readme.txt', content: makers.text(title, seed)}]),
  // Every byte occurs: whoever treats it as text on the way damages it.
  bytes: (_title, seed) => Buffer.from(Array.from({length: 1024}, (_, index) => (index * 7 + seed) % 256)),
};

/** The same file for the same title and seed, always. */
export const contentOf = (kind: ContentKind, title: string, seed: number): Buffer =>
  makers[kind](title, seed);

/** A few lines about nothing in particular. */
export function sentences(seed: number): string[] {
  return Array.from({length: 3 + (seed % 4)}, (_, index) => {
    const {firstName, lastName} = inventedPerson(seed * 3 + index);
    const company = inventedCompany(seed * 17 + index * 101);
    return `${firstName} ${lastName} met ${company} on ${inventedDate(seed + index * 9).slice(0, 10)}.`;
  });
}

export function csv(seed: number): string {
  const rows = Array.from({length: 12}, (_, index) => {
    const company = inventedCompany(seed * 11 + index * 7);
    return `${company},${inventedDate(index * 30).slice(0, 10)},${(1 + ((seed + index * 37) % 90)) * 100}`;
  });
  return `Company,Date,Amount\r\n${rows.join('\r\n')}\r\n`;
}

const hue = (seed: number) => (seed * 47) % 360;

function svg(title: string, seed: number): string {
  const color = `hsl(${hue(seed)} 60% 40%)`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 48" role="img"><title>${escapeXml(title)}</title><path d="M4 40 24 8l20 32z" fill="${color}"/><circle cx="70" cy="24" r="16" fill="none" stroke="${color}" stroke-width="6"/></svg>\n`;
}

const escapeXml = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[sign] ?? '');

/** A picture of 64 by 48 points, each with red, green and blue. */
function png(seed: number): Buffer {
  const [width, height] = [64, 48];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const lines = Array.from({length: height}, (_, y) =>
    // Each line begins with its filter: none.
    [
      0,
      ...Array.from({length: width}, (__, x) => [
        (x * 4 + seed) % 256,
        (y * 5) % 256,
        (seed * 31) % 256,
      ]).flat(),
    ],
  );
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A page with these lines. Its font knows Latin letters; others become question marks. */
export function pdf(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => line.replace(/[^\x20-\x7e]/g, '?').replace(/[\\()]/g, '\\$&'));
  const stream = `BT /F1 12 Tf 56 780 Td 18 TL ${shown.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  text += `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** A document for word processors with these paragraphs. */
export function docx(lines: readonly string[]): Buffer {
  const xml = (body: string) =>
    Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`);
  const office = 'http://schemas.openxmlformats.org';
  const paragraphs = lines.map((line) => `<w:p><w:r><w:t>${escapeXml(line)}</w:t></w:r></w:p>`);
  return zip([
    {
      name: '[Content_Types].xml',
      content: xml(
        `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${mimeTypes.docx}.main+xml"/></Types>`,
      ),
    },
    {
      name: '_rels/.rels',
      content: xml(
        `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
      ),
    },
    {
      name: 'word/document.xml',
      content: xml(
        `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}</w:body></w:document>`,
      ),
    },
  ]);
}
