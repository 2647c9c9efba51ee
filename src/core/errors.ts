import type {ConnectSDKError} from './types/errors.js';

/** What went wrong, for code. Texts for users are chosen by it. */
export type ParagonErrorCode =
  /** An argument is missing or not usable. */
  | 'invalid_argument'
  /** Nobody is signed in. */
  | 'not_authenticated'
  /** The service does not accept the token (401): it is expired, malformed or not signed with the project's key. */
  | 'unauthorized'
  /** The user may not do this (403). */
  | 'forbidden'
  | 'not_found'
  /** Too many requests (429), also after waiting as told. */
  | 'rate_limited'
  /** The service refuses the values (another 4xx). */
  | 'rejected'
  /** The service failed (5xx). */
  | 'service_error'
  /** The answer is not what the protocol says, such as an HTML page. */
  | 'protocol_error'
  /** No answer: offline, blocked or refused. */
  | 'network_error'
  /** The service did not answer in time. */
  | 'timeout'
  /** The caller cancelled. */
  | 'aborted'
  /** Another user signed in, or the user signed out, before the answer arrived. */
  | 'session_changed'
  | 'integration_not_found'
  | 'integration_not_installed'
  /** The account has to be connected again, or its set-up finished, before it can be used. */
  | 'account_not_valid'
  | 'already_installed'
  | 'headless_not_enabled'
  /** The project's plan does not include this. `meta.feature` is the code of what it lacks, such as `dfm`. */
  | 'feature_missing'
  /** The install asks the user for something, and there is no portal to ask in. */
  | 'input_required'
  | 'no_active_install_flow'
  | 'oauth_blocked'
  | 'oauth_timeout'
  | 'oauth_cancelled'
  | 'oauth_denied'
  | 'oauth_start_failed'
  /** The same install was started again in another tab or another part of the page, and goes on there. */
  | 'install_elsewhere'
  | 'portal_closed'
  /** A function of the page that loads options failed, or answered with something else than a page of options. */
  | 'loader_failed'
  /** `open()` of a file picker before its `init()` has ended. */
  | 'picker_not_ready'
  /** The script of a file picker was not loaded: blocked, out of reach, too slow, or not what it should be. */
  | 'picker_script_failed'
  /** The browser blocked the window of a file picker. */
  | 'picker_blocked'
  /** The window of a file picker and the page cannot reach each other. */
  | 'picker_unreachable'
  /** The vendor's file picker failed. */
  | 'picker_failed'
  | 'unknown';

export interface ParagonErrorOptions {
  /** HTTP status of the service's answer. */
  readonly status?: number;
  /** The service's own error code, such as `7003`. */
  readonly serviceCode?: string;
  readonly meta?: Readonly<Record<string, unknown>> | null;
  readonly cause?: unknown;
}

// A page may hold two copies of this module; a registered symbol is the same in both.
const BRAND = Symbol.for('paragon-elements.error');

/** The one kind of error that leaves this library. Recognize it with `isParagonError()`. */
export class ParagonError extends Error {
  readonly code: ParagonErrorCode;
  readonly status: number | undefined;
  readonly serviceCode: string | undefined;
  readonly meta: Readonly<Record<string, unknown>> | null;
  readonly [BRAND] = true;

  constructor(
    code: ParagonErrorCode,
    message: string,
    options: ParagonErrorOptions = {},
    name = 'ParagonError',
  ) {
    super(message, 'cause' in options ? {cause: options.cause} : undefined);
    this.name = name;
    this.code = code;
    this.status = options.status;
    this.serviceCode = options.serviceCode;
    this.meta = options.meta ?? null;
  }

  /** The same as `cause`, under the name that the Paragon SDK gives it. */
  get originalError(): unknown {
    return this.cause;
  }
}

/** Tells whether a caught value is a `ParagonError`, of this or of another copy of the library. */
export const isParagonError = (value: unknown): value is ConnectSDKError =>
  value instanceof Error && (value as {[BRAND]?: boolean})[BRAND] === true;

/** Makes any caught value a `ParagonError`. Once the caller's signal has aborted, the caller gave up. */
export function toParagonError(cause: unknown, signal?: AbortSignal): ConnectSDKError {
  if (isParagonError(cause)) return cause;
  if (signal?.aborted || (cause instanceof Error && cause.name === 'AbortError')) {
    return toParagonError(new ParagonError('aborted', 'The call was cancelled.', {cause}));
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  return toParagonError(new ParagonError('unknown', message, {cause}, 'UnknownError'));
}

/**
 * A method that needs a signed-in user was called without one (`not_authenticated`), or the service does not accept the
 * user's token (`unauthorized`).
 */
export class UserNotAuthenticatedError extends ParagonError {
  constructor(
    message = 'No user is signed in. Call authenticate(projectId, token) and wait for it first.',
    options: ParagonErrorOptions = {},
    code: 'not_authenticated' | 'unauthorized' = 'not_authenticated',
  ) {
    super(code, message, options, 'UserNotAuthenticatedError');
  }
}

/** The project has no such active integration. `meta.integrationName` is the type that was asked for. */
export class IntegrationNotFoundError extends ParagonError {
  constructor(integrationName: string) {
    super(
      'integration_not_found',
      `The project has no active integration "${integrationName}". getIntegrationMetadata() lists them.`,
      {meta: {integrationName}},
      'IntegrationNotFoundError',
    );
  }
}

/** The user has no such account. `meta.integrationName` is the type that was asked for. */
export class IntegrationNotInstalledError extends ParagonError {
  readonly integrationName: string;

  constructor(integrationName: string) {
    super(
      'integration_not_installed',
      `The user has no connected account of "${integrationName}".`,
      {meta: {integrationName}},
      'IntegrationNotInstalledError',
    );
    this.integrationName = integrationName;
  }
}

/** A stage was answered while no flow, or another stage, is active. */
export class NoActiveInstallFlowError extends ParagonError {
  constructor() {
    super(
      'no_active_install_flow',
      'No install flow waits for this. Call start(), and answer what onNext() names.',
      {},
      'NoActiveInstallFlowError',
    );
  }
}
