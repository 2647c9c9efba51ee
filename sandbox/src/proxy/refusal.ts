import {STATUS_CODES} from 'node:http';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {memberOf} from '../accounts/template.js';
import type {Integration} from '../catalog/schema.js';
import {ApiError, errorCodes} from '../errors.js';

const MAX_MESSAGE = 500;
/** Deeper than any answer with a meaning, and not yet so deep that working on it could fail. */
const MAX_DEPTH = 500;
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

/** The body of an answer that says it is JSON and is, and is not built to break whoever reads it. */
export function parseJson(contentType: string | undefined, content: Buffer): unknown {
  if (!/[/+]json\b/i.test(contentType ?? '') || isTooDeep(content)) return undefined;
  try {
    return JSON.parse(content.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function isTooDeep(json: Buffer): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === 0x22) isText = !isText;
    else if (isText) at += byte === 0x5c ? 1 : 0;
    else if (byte === 0x5b || byte === 0x7b) depth++;
    else if (byte === 0x5d || byte === 0x7d) depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** The same with every secret blotted out, in names as well, however it is written. */
function withoutSecrets(value: unknown, secrets: readonly string[]): unknown {
  const forms = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    base64(secret),
  ]);
  const clean = (inner: unknown): unknown => {
    if (typeof inner === 'string') return forms.reduce((rest, form) => rest.replaceAll(form, '…'), inner);
    if (Array.isArray(inner)) return inner.map(clean);
    if (inner === null || typeof inner !== 'object') return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [clean(name), clean(one)]));
  };
  return clean(value);
}

const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '');

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
  const type = headers['content-type'];
  // After parsing: in JSON, a secret may be written with escapes.
  const parsed = withoutSecrets(parseJson(type, content), secrets);
  const text = String(withoutSecrets(content.toString('utf8'), secrets));
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
