/**
 * Makes an install the only one of its name in all tabs, clients and copies of this library on the page's origin: the
 * one that was started last goes on.
 *
 * @param signal aborts when the install ends
 * @param onReplaced another one has taken over
 */
export function beOnlyInstall(
  locks: Pick<LockManager, 'request'> | undefined,
  name: string,
  signal: AbortSignal,
  onReplaced: () => void,
): void {
  const ended = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), {once: true}),
  );
  locks
    ?.request(`paragon-elements install ${name}`, {steal: true}, () => ended)
    .catch((cause: unknown) => {
      // A browser that cannot lock is no reason to end an install.
      if (!signal.aborted && (cause as Error).name === 'AbortError') onReplaced();
    });
}
