import type {ProviderWindow} from './browser.js';
import {toParagonError, type ParagonError} from './errors.js';
import {
  openProviderWindow,
  type OAuthAttempt,
  type OAuthRequest,
  type OAuthResult,
  type OAuthWindowDeps,
} from './oauth-window.js';
import type {ProviderWindowState} from './types/install.js';

/** Who hears of the windows of an install. */
export interface InstallWindowsListener {
  onChange(window: ProviderWindowState): void;
  onResult(result: OAuthResult): void;
  /** No window is left that could bring a result. */
  onFailure(error: ParagonError): void;
}

/**
 * The provider windows of one install. A window that was cut off goes on being waited for beside a new one: the user may
 * finish in either.
 */
export function createInstallWindows(deps: OAuthWindowDeps, listener: InstallWindowsListener) {
  const attempts = new Set<OAuthAttempt>();

  /** Opens a window, or uses the empty one, and returns when the wait for it ends. Throws if the browser refuses. */
  function open(request: OAuthRequest, emptyWindow?: ProviderWindow): number {
    const own: {attempt?: OAuthAttempt} = {};
    const onWindow = (state: ProviderWindowState) => {
      const isLatest = [...attempts].at(-1) === own.attempt;
      if (isLatest || !own.attempt) listener.onChange(state);
    };
    const opened = openProviderWindow(deps, request, onWindow, emptyWindow);
    own.attempt = opened;
    attempts.add(opened);
    opened.result.then(
      (result) => {
        if (!attempts.has(opened)) return;
        close();
        listener.onResult(result);
      },
      (cause: unknown) => {
        if (!attempts.delete(opened)) return;
        const error = toParagonError(cause);
        // Whoever refuses has decided, whichever window it was in.
        if (error.code === 'oauth_denied') close();
        // As long as another window is awaited, one of several going away is no news.
        if (attempts.size === 0) listener.onFailure(error);
      },
    );
    return opened.deadline;
  }

  /** Closes all windows and waits for none of them any longer. */
  function close(): void {
    const closing = [...attempts];
    attempts.clear();
    for (const attempt of closing) attempt.cancel();
  }

  return Object.freeze({
    open,
    close,
    /** Brings a window to the front; `false` if there is none that we hold. */
    focus: () => [...attempts].some((attempt) => attempt.focus()),
  });
}

export type InstallWindows = ReturnType<typeof createInstallWindows>;
