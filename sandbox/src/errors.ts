import type {ContentfulStatusCode} from 'hono/utils/http-status';

/** Why a sandbox could not be started. */
export type StartErrorCode =
  | 'bad-arguments'
  | 'data-folder-in-use'
  | 'data-folder-unusable'
  | 'database-unreachable'
  | 'wrong-key-file'
  | 'port-in-use'
  | 'bad-catalog'
  | 'bad-public-key'
  | 'production';

/** A sandbox that cannot start. The message says what to do about it. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Codes of error answers. `7003` is known to clients as "the integration refused these credentials". */
export const errorCodes = {
  badRequest: '0400',
  forbidden: '0403',
  notFound: '0404',
  conflict: '0409',
  unauthorized: '0501',
  internal: '0500',
  credentialCheckFailed: '7003',
  invalidInputs: '7004',
  providerFailed: '7005',
  accountUnreachable: '7006',
  setupIncomplete: '7007',
  workflowFailed: '7008',
  notConnected: '7009',
  providerNotSetUp: '7011',
  codeRefused: '7012',
  /** Clients take this one as "not allowed", and keep their user signed in. */
  notPermitted: '7210',
  tooOften: '0429',
} as const;

/** An answer that is not a success. The message reaches end users: no token, key or code belongs into it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly meta: Record<string, unknown>;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    meta: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.meta = meta;
  }

  toBody() {
    return {message: this.message, code: this.code, status: this.status as number, meta: this.meta};
  }
}

/** What a terminal may show of an error: its kind and where it was thrown. A database driver's message quotes values. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...lines.slice(0, 5)].join('\n');
}

/** Does PostgreSQL refuse the value itself: a NUL character, half of a pair, or objects nested without end? */
export function isUnstorableText(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const {code} = cause as {code?: unknown};
    if (code === '22021' || code === '22P05' || code === '22P02' || code === '54001') return true;
    if (cause instanceof RangeError && /call stack/.test(cause.message)) return true;
  }
  return false;
}

export const notFound = (message: string) => new ApiError(404, errorCodes.notFound, message);
export const badRequest = (message: string, meta?: Record<string, unknown>) =>
  new ApiError(400, errorCodes.badRequest, message, meta);
