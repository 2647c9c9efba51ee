import {ParagonError, type ParagonErrorOptions} from './errors.js';

/** The browser did not open the provider window. */
export class OAuthBlockedError extends ParagonError {
  constructor() {
    super(
      'oauth_blocked',
      'The browser blocked the sign-in window. Allow pop-ups for this page, and start inside a click or key press.',
      {},
      'OAuthBlockedError',
    );
  }
}

/** The user did not finish at the provider in time. */
export class OAuthTimeoutError extends ParagonError {
  constructor(milliseconds: number) {
    super(
      'oauth_timeout',
      `The sign-in window was not finished within ${Math.round(milliseconds / 1000)} seconds.`,
      {},
      'OAuthTimeoutError',
    );
  }
}

/** The user closed the provider window. */
export class OAuthCancelledError extends ParagonError {
  constructor() {
    super(
      'oauth_cancelled',
      'The sign-in window was closed before it was finished.',
      {},
      'OAuthCancelledError',
    );
  }
}

/** The provider, or the user at the provider, refused. `meta.errorResponse` is what the provider said. */
export class OAuthDeniedError extends ParagonError {
  constructor(message: string, errorResponse?: unknown) {
    super('oauth_denied', message, {meta: {errorResponse}}, 'OAuthDeniedError');
  }
}

/** The provider window could not be sent to the provider. */
export class OAuthStartError extends ParagonError {
  constructor(message: string, options: ParagonErrorOptions = {}) {
    super('oauth_start_failed', message, options, 'OAuthStartError');
  }
}

/** `installFlow` was used without headless mode. */
export class HeadlessModeNotEnabledError extends ParagonError {
  constructor() {
    super(
      'headless_not_enabled',
      'installFlow needs headless mode: call setHeadless(true) first.',
      {},
      'HeadlessModeNotEnabledError',
    );
  }
}
