import {Readable} from 'node:stream';
import type {ReadableStream as NodeReadableStream} from 'node:stream/web';
import {ApiError, errorCodes} from '../errors.js';
import type {OutgoingBody} from './exchange.js';

/** As much is kept to be sent a second time. */
const AHEAD = 1_000_000;
const MAX_BYTES = 100_000_000;

/**
 * The body of an app's request: whole if it is small, else with its beginning read. `Content-Type: auto` becomes the
 * type of what is there.
 */
export async function readAhead(
  request: Request,
  headers: Record<string, string>,
): Promise<{body: OutgoingBody | undefined; headers: Record<string, string>}> {
  const announced = Number(request.headers.get('Content-Length') ?? Number.NaN);
  if (announced > MAX_BYTES) throw tooLarge();
  const {'content-type': type, ...others} = headers;
  if (!request.body) return {body: undefined, headers: others};

  const source = limited(request.body);
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  while (size <= AHEAD && !isWhole) {
    const {value, done} = await source.next();
    if (done) isWhole = true;
    else {
      chunks.push(value);
      size += value.length;
    }
  }
  const head = Buffer.concat(chunks);
  if (isWhole && !head.length) return {body: undefined, headers: others};
  const isAuto = type === undefined || type.trim().toLowerCase() === 'auto';
  const sent = {...others, 'content-type': isAuto ? typeOf(head, isWhole) : type};
  if (isWhole) return {body: head, headers: sent};
  const length: Record<string, string> = Number.isNaN(announced) ? {} : {'content-length': String(announced)};
  return {body: {head, rest: Readable.from(source, {objectMode: false})}, headers: {...sent, ...length}};
}

async function* limited(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  let size = 0;
  for await (const chunk of stream as unknown as NodeReadableStream<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw tooLarge();
    yield chunk;
  }
  return undefined;
}

function typeOf(head: Buffer, isWhole: boolean): string {
  const text = head.toString('utf8');
  if (!isWhole) return /^\s*[[{]/.test(text) ? 'application/json' : 'application/octet-stream';
  try {
    JSON.parse(text);
    return 'application/json';
  } catch {
    return text.includes('\ufffd') ? 'application/octet-stream' : 'text/plain; charset=utf-8';
  }
}

const tooLarge = () =>
  new ApiError(413, errorCodes.badRequest, `The body is larger than ${MAX_BYTES / 1_000_000} MB.`);
