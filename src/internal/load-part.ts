import {ParagonError} from '../core/errors.js';

/** A part of ours that is loaded when it is needed. Offline, or on a page older than its server, it may not come. */
export const loadPart = <T>(loading: Promise<T>): Promise<T> =>
  loading.catch((cause: unknown) => {
    throw new ParagonError('network_error', 'A part of the page could not be loaded.', {cause});
  });
