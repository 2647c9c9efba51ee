import {STATUS_CODES} from 'node:http';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {memberOf} from '../accounts/template.js';
import type {Integration} from '../catalog/schema.js';
import {ApiError, errorCodes} from '../errors.js';

const MAX_MESSAGE = 500;
/** Where providers put the sentence that says what is wrong, as far as they agree. */
const messagePlaces = [
  'message',
  'error.message',
  'error_description',
  'error',
  'errorMessages.0',
  'errors.0.message',
  'errors.0.detail',
  'errors.0',
  'errors',
  'detail',
  'title',
  '0.message',
];

/** The body of an answer that says it is JSON and is. */
export function parseJson(contentType: string | undefined, content: Buffer): unknown {
  if (!/[/+]json\b/i.test(contentType ?? '')) return undefined;
  try {
    return JSON.parse(content.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** An answer that is no success, as an error: the provider's status and words, none of its headers, no secret. */
export function refusalOf(
  integration: Integration,
  answer: {
    status: number;
    headers: {'content-type'?: string; 'retry-after'?: string};
    secrets: readonly string[];
  },
  content: Buffer,
): ApiError {
  const {status, headers, secrets} = answer;
  const clean = (text: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  const text = clean(content.toString('utf8'));
  const type = headers['content-type'];
  const parsed = parseJson(type, Buffer.from(text));
  const isText = /^text\/plain\b/i.test(type ?? '');
  const said = messagePlaces.map((place) => memberOf(parsed, place)).find((one) => typeof one === 'string');
  const message = ((said as string | undefined) ?? (isText ? text : '')).replace(/\s+/g, ' ').trim();
  const reason = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  return new ApiError(
    (status >= 300 && status <= 599 && status !== 304 ? status : 502) as ContentfulStatusCode,
    errorCodes.providerFailed,
    message.slice(0, MAX_MESSAGE) || `${integration.name} answered with ${reason}.`,
    {
      isIntegrationError: true,
      integration: integration.type,
      status,
      ...(parsed !== undefined ? {response: parsed} : isText && text && {response: text}),
    },
  );
}
