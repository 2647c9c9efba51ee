import type {CSSResult, LitElement} from 'lit';

/** Adds the styles of a part that was loaded later to an element's own. */
export function addStyles(host: LitElement, {styleSheet}: CSSResult): void {
  const root = host.renderRoot;
  if (!(root instanceof ShadowRoot) || !styleSheet || root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
