/** Calls once the page has nothing better to do. Not every browser tells. */
export const whenIdle = (call: () => void): unknown =>
  (globalThis.requestIdleCallback ?? ((later: () => void) => setTimeout(later, 1000)))(call);
