import {ParagonError, type ParagonErrorCode, type ParagonErrorOptions} from './errors.js';

/** `request()` was refused, by the provider or on the way to it. `response` is the answer, if it was JSON. */
export class ProxyRequestError extends ParagonError {
  readonly response: Readonly<Record<string, unknown>>;

  constructor(
    code: ParagonErrorCode,
    message: string,
    options: ParagonErrorOptions,
    response: Readonly<Record<string, unknown>>,
  ) {
    super(code, message, options, 'ProxyRequestError');
    this.response = response;
  }
}
