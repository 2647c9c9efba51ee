/**
 * What a provider window looks like from here.
 * - `open`: we hold it
 * - `closing`: the user has most likely closed it; the service has the last word
 * - `severed`: the provider's page cut the link (Cross-Origin-Opener-Policy); the window lives on
 * - `unknown`: cut, and the user is back on our page; it may be closed or just behind
 */
export type WindowVerdict = 'open' | 'closing' | 'severed' | 'unknown';

export interface WindowObservation {
  /** `closed` of the window. Also true for a living window whose link was cut. */
  readonly isClosed: boolean;
  /** Our page has the focus. At the moment of a cut the provider's window has it; after a close, we do. */
  readonly hasFocus: boolean;
}

/**
 * Judges a provider window by what was thought of it and what is seen now. `closed` alone never decides: a page with
 * a cross-origin opener policy makes it true while the user is still signing in.
 */
export function classifyWindow(
  previous: WindowVerdict,
  {isClosed, hasFocus}: WindowObservation,
): WindowVerdict {
  if (!isClosed) return 'open';
  switch (previous) {
    case 'open':
      return hasFocus ? 'closing' : 'severed';
    case 'closing':
      return 'closing';
    case 'severed':
    case 'unknown':
      return hasFocus ? 'unknown' : 'severed';
  }
}
