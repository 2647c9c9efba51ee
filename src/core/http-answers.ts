import {isRecord} from './data.js';
import {
  ParagonError,
  UserNotAuthenticatedError,
  type ParagonErrorCode,
  type ParagonErrorOptions,
} from './errors.js';

/** Codes of a 401 or 403 that say something about the integration, not about the user's session. */
const NOT_ABOUT_THE_SESSION = new Set(['7210', '7003', '0704']);

/** Reads a JSON answer. Throws `protocol_error` for anything else. */
export function parseJson(text: string, response: Response): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ParagonError(
      'protocol_error',
      `The service answered ${response.status} with something else than JSON.`,
      {
        status: response.status,
        cause,
      },
    );
  }
}

/** Makes the error of a refusal that the service passes on from a provider. */
export type ProviderErrorOf = (
  code: ParagonErrorCode,
  message: string,
  options: ParagonErrorOptions,
  body: Readonly<Record<string, unknown>>,
) => ParagonError;

/**
 * The error of an answer that is a refusal.
 *
 * @param providerErrorOf the service passes on what a provider has said; nothing of it is about the user's session
 */
export function errorOfAnswer(
  response: Response,
  text: string,
  providerErrorOf?: ProviderErrorOf,
): ParagonError {
  const {status} = response;
  let body: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (isRecord(parsed)) body = parsed;
  } catch {
    // An HTML page or plain text: what counts is the status.
  }
  const {message: validation} = body;
  const meta = isRecord(body['meta']) ? body['meta'] : Array.isArray(validation) ? {validation} : {};
  const serviceCode = body['code'] === undefined ? undefined : String(body['code']);
  const retryAfter = retryAfterMilliseconds(response.headers.get('Retry-After'));
  const code = codeOfStatus(status, providerErrorOf !== undefined || isAboutIntegration(serviceCode, meta));
  const message = messageOfBody(body) ?? `The service answered with status ${status}.`;
  const options = {status, serviceCode, meta: retryAfter === undefined ? meta : {...meta, retryAfter}};
  if (providerErrorOf) return providerErrorOf(code, message, options, body);
  if (code === 'unauthorized') return new UserNotAuthenticatedError(message, options, code);
  return new ParagonError(code, message, options);
}

/** Whether a 401 or 403 says something about the integration, not about the user's session. */
export const isAboutIntegration = (
  serviceCode: string | undefined,
  meta: Readonly<Record<string, unknown>> | null,
): boolean =>
  meta?.['isIntegrationError'] === true ||
  (serviceCode !== undefined && NOT_ABOUT_THE_SESSION.has(serviceCode));

function codeOfStatus(status: number, isOutside: boolean): ParagonErrorCode {
  if (status === 401 && !isOutside) return 'unauthorized';
  if (status === 403 && !isOutside) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'service_error' : 'rejected';
}

/** The service's own sentence. A 400 may carry a list of validation results instead. */
function messageOfBody({message}: Record<string, unknown>): string | undefined {
  if (typeof message === 'string' && message) return message;
  if (!Array.isArray(message)) return undefined;
  const sentences = message.flatMap((entry) =>
    isRecord(entry) && isRecord(entry['constraints']) ? Object.values(entry['constraints']) : [entry],
  );
  return sentences.filter((sentence) => typeof sentence === 'string').join(' ') || undefined;
}

/** `Retry-After` is a number of seconds or an HTTP date. */
function retryAfterMilliseconds(header: string | null): number | undefined {
  if (!header) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
