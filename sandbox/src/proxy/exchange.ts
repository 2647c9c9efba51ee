import {request as requestHttp, type IncomingMessage} from 'node:http';
import {request as requestHttps} from 'node:https';
import {PassThrough, pipeline, type Duplex, type Readable} from 'node:stream';
import {urlToHttpOptions} from 'node:url';
import {createBrotliDecompress, createGunzip, createInflate} from 'node:zlib';
import {ApiError, errorCodes} from '../errors.js';
import type {Target} from './target.js';

/** What is sent: all of it, or the beginning that was read ahead and the rest that still comes. */
export type OutgoingBody = Uint8Array | {readonly head: Uint8Array; readonly rest: Readable};

export interface OutgoingRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: OutgoingBody;
  readonly signal?: AbortSignal;
  /** Milliseconds without any byte, after which the provider is given up. */
  readonly timeout: number;
}

/** One request and its answer, whose body is still to be read. Nothing is followed, kept or changed on the way. */
export function exchange({url, path}: Target, outgoing: OutgoingRequest): Promise<IncomingMessage> {
  const {method, body, signal, timeout} = outgoing;
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send({
      ...urlToHttpOptions(url),
      path,
      method,
      headers: {...outgoing.headers, 'accept-encoding': 'identity'},
      // A connection of its own: a kept one may be closed by the server at the moment of its use.
      agent: false,
      signal,
    });
    request.setTimeout(timeout, () => request.destroy(new Error('The provider is silent.')));
    request.on('response', (response) => {
      if ((response.statusCode ?? 0) >= 200) return resolve(response);
      response.destroy();
      reject(new Error('The status of the answer is none that there is.'));
    });
    // Nobody has asked for another protocol.
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('The provider wants to speak another protocol.'));
    });
    // Also after the answer, when nobody waits for it any longer.
    request.on('error', reject);
    if (body instanceof Uint8Array) request.end(body);
    else if (body) {
      request.write(body.head);
      pipeline(body.rest, request, (error) => error && reject(error));
    } else request.end();
  });
}

const unpackers: Record<string, () => Duplex> = {
  gzip: createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/** The body of an answer, unpacked if it came packed. Destroying it ends the connection. */
export function bodyOf(response: IncomingMessage): Readable {
  const unpack = unpackers[response.headers['content-encoding']?.toLowerCase() ?? ''];
  return pipeline(response, unpack ? unpack() : new PassThrough(), () => undefined);
}

/** Reads all of a body that is not meant to be large. */
export async function readAll(body: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw new ApiError(
        502,
        errorCodes.providerFailed,
        `The provider's answer is larger than ${limit / 1_000_000} MB. Ask for it with X-Paragon-Use-Raw-Response.`,
        {isIntegrationError: true},
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
