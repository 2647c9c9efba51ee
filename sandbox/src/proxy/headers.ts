import type {IncomingHttpHeaders} from 'node:http';

/** About one connection, not about the message. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];
/** About the app and its user, or said anew for the provider. */
const ownAffairs = [
  'accept-encoding',
  'authorization',
  'content-length',
  'cookie',
  'forwarded',
  'host',
  'origin',
  'referer',
  'via',
];
const dropped = new Set([...hopByHop, ...ownAffairs]);
const droppedBeginnings = ['x-paragon-', 'x-forwarded-', 'sec-'];

/** The headers of an app's request that a provider gets. */
export function requestHeaders(headers: Headers): Record<string, string> {
  const named = new Set(
    (headers.get('Connection') ?? '').split(',').map((name) => name.trim().toLowerCase()),
  );
  const kept = [...headers].filter(
    ([name]) =>
      !dropped.has(name) && !named.has(name) && !droppedBeginnings.some((start) => name.startsWith(start)),
  );
  return Object.fromEntries(kept);
}

/** What a client needs to use a body as it is. */
const ofBody = [
  'content-type',
  'content-disposition',
  'content-language',
  'content-range',
  'accept-ranges',
  'etag',
  'last-modified',
  // Where the next page is.
  'link',
];

/** The headers of a provider's answer that an app gets. Cookies and whatever else is the provider's stay behind. */
export function responseHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = ofBody.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const length = headers['content-encoding'] === undefined ? headers['content-length'] : undefined;
  return {...Object.fromEntries(kept), ...(length !== undefined && {'content-length': length})};
}
