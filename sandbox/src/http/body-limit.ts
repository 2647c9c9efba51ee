import {bodyLimit} from 'hono/body-limit';
import {ApiError, errorCodes} from '../errors.js';

/** More than any input takes, files included. */
const MAX_BYTES = 8_000_000;

/** Nobody fills the memory with a body that has no end. */
export const limitBody = bodyLimit({
  maxSize: MAX_BYTES,
  onError: (c) => {
    const message = `The body is larger than ${MAX_BYTES / 1_000_000} MB.`;
    return c.json(new ApiError(413, errorCodes.badRequest, message).toBody(), 413);
  },
});
