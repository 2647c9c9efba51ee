import {badRequest} from '../errors.js';
import {isLoopbackHost, type OriginPolicy} from './origins.js';

/** Pages of the embedding app to which a provider may send its answer, with the authorization code in it. */
export interface RedirectPages {
  /** Compared to the letter: what only means the same is another address. */
  isAllowed(url: string): boolean;
  /** @throws What is wrong with the address, or that it is not on the list. */
  check(text: string): string;
}

/**
 * Whoever gets a code of another person could connect that person's account as their own, so a page has to be on the
 * list. Pages on this machine need not be, if their origin may use the API: whoever serves them sees the code anyway.
 */
export function createRedirectPages(listed: readonly string[], origins: OriginPolicy): RedirectPages {
  const isAllowed = (text: string) => {
    if (listed.includes(text)) return true;
    const url = parseRedirectPage(text);
    return url !== undefined && isLoopbackHost(url.hostname) && origins.isAllowed(url.origin);
  };
  return Object.freeze({
    isAllowed,
    check(text: string) {
      if (!parseRedirectPage(text))
        throw badRequest(
          'redirectUrl must be an https address, or one on this machine, as browsers write it: without user name, fragment, or anything that they would repair.',
        );
      if (!isAllowed(text))
        throw badRequest(
          'Providers may not send their answers to this redirectUrl. Start the sandbox with --redirect-url and the same address, letter by letter.',
        );
      return text;
    },
  });
}

/** What browsers would quietly repair is refused: two parties must not read one address differently. */
export function parseRedirectPage(text: string): URL | undefined {
  if (!/^https?:\/\/[\x21\x24-\x5b\x5d\x5f\x61-\x7e]+$/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || isLoopbackHost(url.hostname);
  const isPlain = url.href === text || (url.pathname === '/' && !url.search && url.origin === text);
  // A name with a dot at its end is another one to browsers, and the same to the resolver.
  return isSafe && isPlain && !url.username && !url.password && !url.hostname.endsWith('.') ? url : undefined;
}
