const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function resolve(text: unknown): URL | undefined {
  if (typeof text !== 'string' || !text) return undefined;
  try {
    return new URL(text, document.baseURI);
  } catch {
    return undefined;
  }
}

/** A link that a service sent, if it leads to a page or a mail; judged on what the browser would resolve it to. */
export function safeLink(text: unknown): string | undefined {
  const url = resolve(text);
  return url && ['https:', 'http:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

/** An image that a service sent: https, or http on this computer. */
export function safeImage(text: unknown): string | undefined {
  const url = resolve(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))
    ? url.href
    : undefined;
}
