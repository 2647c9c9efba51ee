import type {MiddlewareHandler} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {ApiError, errorCodes} from '../errors.js';

/** More than any input takes, files included. */
const MAX_BYTES = 8_000_000;

const limit = bodyLimit({
  maxSize: MAX_BYTES,
  onError: (c) => {
    const message = `The body is larger than ${MAX_BYTES / 1_000_000} MB.`;
    return c.json(new ApiError(413, errorCodes.badRequest, message).toBody(), 413);
  },
});

/** Nobody fills the memory with a body that has no end. The proxy streams, and counts by itself. */
export const limitBody: MiddlewareHandler = (c, next) =>
  /^(?:\/v2)?\/projects\/[^/]+\/sdk\/proxy\//.test(c.req.path) ? next() : limit(c, next);
