declare global {
  /** Where the outside is. Classic scripts are served with it; see `assets.ts`. */
  const OUTSIDE: string;
}

/** How `gapi.load` may be asked. */
export interface LoadOptions {
  callback?: () => void;
  onerror?: (error?: unknown) => void;
  /** Milliseconds. */
  timeout?: number;
  ontimeout?: () => void;
}
