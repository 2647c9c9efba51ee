import {ParagonError} from './errors.js';
import {isRecord} from './data.js';
import type {Http} from './http.js';
import {INFER_CONTENT_TYPE_FROM_CONNECT_OPTIONS as AUTO} from './names/constants.js';
import {parseJson, type ProviderErrorOf} from './http-answers.js';
import {ProxyRequestError} from './proxy-error.js';
import {accountToName} from './call-subject.js';
import type {ProxyRequestOptions} from './types/workflows.js';
import type {UserStore} from './user.js';

/** Milliseconds until a provider has to answer: uploads and searches take their time. */
const PROVIDER_TIMEOUT = 60_000;

export interface ProxyDeps {
  readonly http: Http;
  readonly user: UserStore;
  /** Loads the user again: was it the user's token that was refused, or an account? */
  readonly reloadUser: () => Promise<void>;
}

/** Requests to a provider's API, with the user's account. */
export function createProxy({http, user, reloadUser}: ProxyDeps) {
  return async function request(
    type: string,
    path: string,
    options: ProxyRequestOptions = {},
  ): Promise<unknown> {
    const {method = 'GET', selectedCredentialId, responseType = 'auto', signal} = options;
    if (!type || typeof path !== 'string') {
      throw new ParagonError('invalid_argument', 'request() needs an integration type and a path.');
    }
    const {body, contentType} = bodyOf(options.body);
    const verb = method.toUpperCase();
    if (body !== undefined && /^(?:GET|HEAD)$/.test(verb)) {
      throw new ParagonError('invalid_argument', `A ${verb} request has no body. Name another method.`);
    }
    return http.request(proxyPath(type, path), {
      service: 'proxy',
      method: verb,
      rawBody: body,
      headers: {
        'Content-Type': contentType,
        ...(responseType !== 'auto' && {'X-Paragon-Use-Raw-Response': '1', Accept: '*/*'}),
        ...headersOf(options.headers, verb),
      },
      credentialId: accountToName(user.integration(type), selectedCredentialId),
      share: false,
      timeout: PROVIDER_TIMEOUT,
      read: (response) => readers[responseType](response),
      provider: {errorOf: refusalOf, recheck: reloadUser},
      signal,
    });
  };
}

const refusalOf: ProviderErrorOf = (code, message, options, body) =>
  new ProxyRequestError(code, message, options, withoutHeaders(body));

/** Headers of the provider's answer may hold what is nobody's business. */
const withoutHeaders = (body: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'headers'));

/** The route of a provider's path; what would lead out of it is refused. */
function proxyPath(type: string, path: string): string {
  const route = `/sdk/proxy/${type.split('/').map(encodeURIComponent).join('/')}/`;
  const full = route + path.replace(/^\//, '');
  if (!new URL(full, 'https://paragon.invalid').pathname.startsWith(route) || path.includes('\\')) {
    throw new ParagonError('invalid_argument', `The path "${path}" leads out of the integration's API.`);
  }
  return full;
}

/** A body as `fetch` takes it, and the type to declare; `null` lets the browser declare what it sends. */
export function bodyOf(body: unknown): {body: BodyInit | undefined; contentType: string | null} {
  if (body === undefined || body === null) return {body: undefined, contentType: AUTO};
  if (typeof body === 'string') return {body, contentType: AUTO};
  if (body instanceof FormData || body instanceof URLSearchParams) return {body, contentType: null};
  if (body instanceof Blob) return {body, contentType: body.type || 'application/octet-stream'};
  if (body instanceof ReadableStream || body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
    return {body: body as BodyInit, contentType: 'application/octet-stream'};
  }
  try {
    return {body: JSON.stringify(body), contentType: AUTO};
  } catch (cause) {
    throw new ParagonError('invalid_argument', 'The body cannot be written as JSON.', {cause});
  }
}

/** Headers by name, in lower case. Throws `invalid_argument` for what no request can have. */
export function headersOf(headers: HeadersInit | undefined, method = 'POST'): Record<string, string> {
  try {
    return Object.fromEntries(new Request('https://paragon.invalid', {method, headers}).headers);
  } catch (cause) {
    throw new ParagonError('invalid_argument', 'The method or a header is none that can be sent.', {cause});
  }
}

const readers: Readonly<
  Record<NonNullable<ProxyRequestOptions['responseType']>, (response: Response) => Promise<unknown>>
> = {
  auto: readAuto,
  json: async (response) => {
    const text = await response.text();
    return text === '' ? undefined : parseJson(text, response);
  },
  text: (response) => response.text(),
  blob: (response) => response.blob(),
  arrayBuffer: (response) => response.arrayBuffer(),
  response: (response) => Promise.resolve(response),
};

/** JSON, freed from the `output` that the service puts around it, or text; nothing for an empty answer. */
async function readAuto(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  if (!/[/+]json\b/i.test(response.headers.get('Content-Type') ?? '')) return text;
  const value = parseJson(text, response);
  return isRecord(value) && 'output' in value ? value['output'] : value;
}
