import type {Context} from 'hono';
import {bytesOf, digest, type DriveItem} from './drive.js';

/** The bytes of a file, or the part that was asked for. */
export function download(c: Context, item: DriveItem): Response {
  return sendFile(c, {
    name: item.name,
    mimeType: item.mimeType,
    content: bytesOf(item),
    modified: new Date(item.modifiedAt),
  });
}

export function sendFile(
  c: Context,
  {name, mimeType, content, modified}: {name: string; mimeType: string; content: Buffer; modified?: Date},
): Response {
  const tag = `"${digest('md5', content).digest('hex')}"`;
  const headers: Record<string, string> = {
    'Content-Type': /^text\/|\/json$/.test(mimeType) ? `${mimeType}; charset=utf-8` : mimeType,
    'Content-Disposition': disposition(name),
    'Accept-Ranges': 'bytes',
    ETag: tag,
    'Cache-Control': 'private, no-cache',
    'X-Content-Type-Options': 'nosniff',
    ...(modified && {'Last-Modified': modified.toUTCString()}),
  };
  const known = c.req.header('If-None-Match');
  if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*'))
    return c.body(null, 304, headers);
  const isSame = [undefined, tag].includes(c.req.header('If-Range'));
  const range = isSame ? rangeOf(c.req.header('Range'), content.length) : undefined;
  if (range === 'outside')
    return c.body(null, 416, {'Content-Range': `bytes */${content.length}`, 'Accept-Ranges': 'bytes'});
  const [first, last] = range ?? [0, content.length - 1];
  const part = new Uint8Array(content.subarray(first, last + 1));
  return c.body(part, range ? 206 : 200, {
    ...headers,
    'Content-Length': String(part.length),
    ...(range && {'Content-Range': `bytes ${first}-${last}/${content.length}`}),
  });
}

/** First and last byte. Several ranges at once, and what is no range, are answered with the whole. */
function rangeOf(header: string | undefined, size: number): [number, number] | 'outside' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') return Number(to) > 0 && size > 0 ? [Math.max(0, size - Number(to)), size - 1] : 'outside';
  if (to !== '' && Number(to) < Number(from)) return undefined;
  if (Number(from) >= size) return 'outside';
  return [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
}

/** The name for old clients, and as it is. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
