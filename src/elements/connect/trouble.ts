import {ParagonError} from '../../core/errors.js';

/**
 * An error as the user should hear of it: what the user's permissions do not allow is said as such, whatever status it
 * came with.
 */
export function forUsers(error: ParagonError): ParagonError {
  const isForbidden = error.serviceCode === '7210' || error.status === 403;
  if (!isForbidden || error.code === 'forbidden') return error;
  const {status, serviceCode, meta} = error;
  return new ParagonError('forbidden', error.message, {status, serviceCode, meta, cause: error});
}
