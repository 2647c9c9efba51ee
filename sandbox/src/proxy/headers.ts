import type {IncomingHttpHeaders} from 'node:http';

/** About one connection, not about the message. */
const hopByHop = ['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect'];
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
/** Servers behind a front server believe these about the address of a request, or about their own environment. */
const addressTricks = ['proxy', 'x-host', 'x-original-host', 'x-original-url', 'x-rewrite-url'];
const dropped = new Set([...hopByHop, ...ownAffairs, ...addressTricks]);
const droppedBeginnings = ['x-paragon-', 'x-forwarded-', 'sec-', 'proxy-'];

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
