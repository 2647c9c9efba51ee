/** A part of a body that has several. */
export interface Part {
  readonly type: string;
  readonly content: Buffer;
}

/** The parts of a `multipart/related` body; nothing if it is none. */
export function partsOf(contentType: string | undefined, body: Buffer): Part[] | undefined {
  const [, quoted, plain] =
    /^multipart\/related\b.*;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '') ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(mark);
  if (start !== 0 && (start < 0 || body[start - 1] !== 0x0a)) return undefined;
  for (;;) {
    start += mark.length;
    if (body.subarray(start, start + 2).toString('latin1') === '--') return parts;
    const end = body.indexOf(Buffer.concat([Buffer.from('\n'), mark]), start);
    if (end < 0) return undefined;
    const part = partOf(body.subarray(start, body[end - 1] === 0x0d ? end - 1 : end));
    if (!part) return undefined;
    parts.push(part);
    start = end + 1;
  }
}

/** Headers, an empty line and the content. */
function partOf(bytes: Buffer): Part | undefined {
  const text = bytes.toString('latin1');
  // A part without headers begins with its empty line.
  const gap = /^[ \t]*\r?\n\r?\n|\r?\n\r?\n/.exec(text);
  if (!gap) return undefined;
  const end = gap.index + gap[0].length;
  const headers = text.slice(0, gap.index);
  const type = /^content-type:[ \t]*([^\r\n]+)/im.exec(headers)?.[1]?.trim();
  const isBase64 = /^content-transfer-encoding:[ \t]*base64[ \t]*$/im.test(headers);
  const content = bytes.subarray(end);
  return {
    type: type ?? 'application/octet-stream',
    content: isBase64 ? Buffer.from(content.toString('latin1'), 'base64') : Buffer.from(content),
  };
}
