import type {BrowserPort, ProviderWindow, WindowMessage} from '../../src/core/browser.js';
import {HOST, type FakeService} from './fake-service.js';

/** A provider window that a test moves by hand. */
export interface FakeWindow extends ProviderWindow {
  closed: boolean;
  readonly url: string;
  readonly features: string;
  readonly visits: string[];
  focusCount: number;
  /** What the window says to the page that opened it. */
  post(data: unknown, origin?: string, source?: unknown): void;
  /** The user closes it: our page gets the focus back. */
  closeByUser(): void;
  /** The provider's page cuts the link; the window keeps the focus. */
  sever(): void;
}

/** A browser whose windows are objects. `autoNonce` lets the service's first page report by itself. */
export function createFakeBrowser(service: FakeService, {autoNonce = true} = {}) {
  const windows: FakeWindow[] = [];
  const messageListeners = new Set<(event: WindowMessage) => void>();
  const focusListeners = new Set<() => void>();
  const onlineListeners = new Set<() => void>();
  const state = {isBlocked: false, hasFocus: true, isOnline: true};
  /** The page's own tab: what it stores, and where it is. */
  const tab = {stored: new Map<string, string>(), isStorageDenied: false, url: 'http://localhost:5173/page'};

  function open(url: string, _target: string, features: string): ProviderWindow | null {
    if (state.isBlocked) return null;
    const visits: string[] = [];
    const fake: FakeWindow = {
      closed: false,
      url,
      features,
      visits,
      focusCount: 0,
      location: {
        get href() {
          return visits.at(-1) ?? url;
        },
        set href(next: string) {
          visits.push(next);
          load(next);
        },
      },
      close() {
        fake.closed = true;
        state.hasFocus = true;
      },
      focus: () => void fake.focusCount++,
      post(data, origin = HOST, source = fake) {
        for (const listener of [...messageListeners]) listener({data, origin, source});
      },
      closeByUser() {
        fake.closed = true;
        focusPage();
      },
      sever() {
        fake.closed = true;
      },
    };
    const load = (page: string) => {
      if (autoNonce && page.includes('/oauth-nonce'))
        setTimeout(() => fake.post({type: 'oauth-nonce-loaded'}), 0);
    };
    windows.push(fake);
    state.hasFocus = false;
    load(url);
    return fake;
  }

  function focusPage(): void {
    state.hasFocus = true;
    for (const listener of [...focusListeners]) listener();
  }

  const add = <T>(set: Set<T>, listener: T) => {
    set.add(listener);
    return () => void set.delete(listener);
  };

  const port: BrowserPort = {
    fetch: service.fetch,
    open,
    onMessage: (listener) => add(messageListeners, listener),
    onFocus: (listener) => add(focusListeners, listener),
    onOnline: (listener) => add(onlineListeners, listener),
    isOnline: () => state.isOnline,
    hasFocus: () => state.hasFocus,
    origin: () => 'http://localhost:5173',
    centre: () => ({left: 10, top: 20}),
    tab: {
      storage: () => ({
        getItem: (key: string) => tab.stored.get(key) ?? null,
        setItem: (key: string, value: string) => {
          if (tab.isStorageDenied) throw new DOMException('denied', 'SecurityError');
          tab.stored.set(key, value);
        },
        removeItem: (key: string) => void tab.stored.delete(key),
      }),
      url: () => tab.url,
      replaceUrl: (url: string) => void (tab.url = url),
      leave: (url: string) => void (tab.url = url),
    },
  };
  return {
    port,
    windows,
    state,
    tab,
    focusPage,
    /** The window that was opened last. */
    latest(): FakeWindow {
      const last = windows.at(-1);
      if (!last) throw new Error('no window was opened');
      return last;
    },
    /** The network is there again. */
    comeOnline(): void {
      state.isOnline = true;
      for (const listener of [...onlineListeners]) listener();
    },
    listenerCount: () => messageListeners.size + focusListeners.size + onlineListeners.size,
  };
}

export type FakeBrowser = ReturnType<typeof createFakeBrowser>;
