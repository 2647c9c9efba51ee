/** What the core asks of the browser around it. The defaults are read when called, so importing touches nothing. */
export interface BrowserPort {
  fetch(input: string, init: RequestInit): Promise<Response>;
  /** Opens a window; `null` if the browser blocks it. */
  open(url: string, target: string, features: string): ProviderWindow | null;
  /** Listens to the page's `message` events until the returned function is called. */
  onMessage(listener: (event: WindowMessage) => void): () => void;
  /** Calls back when the page gets the focus, until the returned function is called. */
  onFocus(listener: () => void): () => void;
  /** Calls back when the network is there again, until the returned function is called. */
  onOnline(listener: () => void): () => void;
  /** `false` while there is certainly no network. */
  isOnline(): boolean;
  /** What all tabs of the page's origin share. Left out: an install knows of no other tab. */
  locks?(): Pick<LockManager, 'request'> | undefined;
  hasFocus(): boolean;
  /** Origin of the page. */
  origin(): string;
  /** Where a window of this size stands in the middle of the page's window, in screen pixels. */
  centre(width: number, height: number): {left: number; top: number};
  /** The page's tab, for sign-ins without a window. Default: the page's own. */
  readonly tab?: TabPort;
}

/** What a sign-in in the page's own tab needs of it. */
export interface TabPort {
  /** Storage of this tab alone. May throw where nothing can be stored. */
  storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Address of the page. */
  url(): string;
  /** Changes the address without loading anything. */
  replaceUrl(url: string): void;
  /** Leaves the page. */
  leave(url: string): void;
}

/** The part of a window that we opened which may be touched across origins. */
export interface ProviderWindow {
  readonly closed: boolean;
  readonly location: {href: string};
  close(): void;
  focus(): void;
}

export interface WindowMessage {
  readonly origin: string;
  readonly source: unknown;
  readonly data: unknown;
  readonly ports?: readonly MessagePort[];
}

/** Size of the provider's window, in pixels. */
const WIDTH = 500;
const HEIGHT = 680;

/** Opens a window for a sign-in page in the middle of the page's own. Inside a user gesture, or browsers block it. */
export function openSignInWindow(browser: BrowserPort, url: string): ProviderWindow | undefined {
  const {left, top} = browser.centre(WIDTH, HEIGHT);
  const popup = browser.open(url, '_blank', `popup,width=${WIDTH},height=${HEIGHT},left=${left},top=${top}`);
  // Some blockers hand out a window that is closed already.
  return popup?.closed === false ? popup : undefined;
}

export function closeQuietly(popup: ProviderWindow | undefined): void {
  try {
    popup?.close();
  } catch {
    // A window that we no longer hold closes itself.
  }
}

/** The real browser. */
export const browserPort: BrowserPort = Object.freeze({
  fetch: (input: string, init: RequestInit) => fetch(input, init),
  open: (url: string, target: string, features: string) => window.open(url, target, features),
  onMessage: (listener: (event: WindowMessage) => void) =>
    listen('message', (event) => listener(event as MessageEvent)),
  onFocus: (listener: () => void) => listen('focus', listener),
  onOnline: (listener: () => void) => listen('online', listener),
  isOnline: () => navigator.onLine,
  locks: () => navigator.locks,
  hasFocus: () => document.hasFocus(),
  origin: () => location.origin,
  centre: (width: number, height: number) => ({
    left: Math.max(0, Math.round(window.screenX + (window.outerWidth - width) / 2)),
    top: Math.max(0, Math.round(window.screenY + (window.outerHeight - height) / 2)),
  }),
});

/** Outside a browser, as on a server, none of it ever happens. */
function listen(type: string, listener: (event: Event) => void): () => void {
  if (typeof window === 'undefined') return () => undefined;
  window.addEventListener(type, listener);
  return () => window.removeEventListener(type, listener);
}
