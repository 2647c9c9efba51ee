const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Only a whole address: what the service says must not become a path of the page that we are in. */
function parse(text: unknown): URL | undefined {
  if (typeof text !== 'string' || !text) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** A link that a service sent, if it leads to a page or a mail; judged on what the browser would resolve it to. */
export function safeLink(text: unknown): string | undefined {
  const url = parse(text);
  return url && ['https:', 'http:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

/** An image that a service sent: https, or http on this computer. */
export function safeImage(text: unknown): string | undefined {
  const url = parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))
    ? url.href
    : undefined;
}
