/** Pixels between field and list, and between list and the edge of the window. */
const GAP = 4;
const EDGE = 8;
/** Height of the list, in pixels, if there is room. */
const TALLEST = 360;
/** With less room than this below, in pixels, the list goes where there is more. */
const LEAST = 200;

/** Puts the popup below its field, or above it where there is more room, as wide as the field. By CSSOM. */
export function place(field: HTMLElement, popup: HTMLElement): void {
  const {left, top, bottom, width} = field.getBoundingClientRect();
  const view = window.visualViewport;
  const viewTop = view?.offsetTop ?? 0;
  const viewBottom = viewTop + (view?.height ?? window.innerHeight);
  const below = viewBottom - bottom - GAP - EDGE;
  const above = top - viewTop - GAP - EDGE;
  const isUp = below < LEAST && above > below;
  const {style} = popup;
  const wide = Math.min(width, document.documentElement.clientWidth - 2 * EDGE);
  style.width = `${wide}px`;
  style.left = `${Math.max(EDGE, Math.min(left, document.documentElement.clientWidth - wide - EDGE))}px`;
  style.maxHeight = `${Math.max(88, Math.min(TALLEST, isUp ? above : below))}px`;
  style.top = isUp ? 'auto' : `${bottom + GAP}px`;
  style.bottom = isUp ? `${window.innerHeight - top + GAP}px` : 'auto';
}

/**
 * Keeps the popup at its field while the page scrolls, changes its size or moves, until the returned function is called.
 * `onHidden` is called when the field has gone out of view, for whatever reason.
 */
export function follow(field: HTMLElement, popup: HTMLElement, onHidden: () => void): () => void {
  const stop = new AbortController();
  const {signal} = stop;
  let frame = 0;
  const update = (event?: Event): void => {
    if (event?.target instanceof Node && popup.contains(event.target)) return;
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      place(field, popup);
    });
  };
  window.addEventListener('resize', update, {signal});
  window.visualViewport?.addEventListener('resize', update, {signal});
  window.visualViewport?.addEventListener('scroll', update, {signal});
  // A scroll inside a shadow root is not heard outside it.
  for (let root = field.getRootNode(); ; root = root.host.getRootNode()) {
    root.addEventListener('scroll', update, {signal, capture: true, passive: true});
    if (!(root instanceof ShadowRoot)) break;
  }
  const sizes = new ResizeObserver(() => update());
  sizes.observe(field);
  const views = new IntersectionObserver((entries) => {
    if (!entries.at(-1)?.isIntersecting) onHidden();
  });
  views.observe(field);
  place(field, popup);
  return () => {
    stop.abort();
    cancelAnimationFrame(frame);
    sizes.disconnect();
    views.disconnect();
  };
}
