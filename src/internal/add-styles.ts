import type {CSSResult, LitElement} from 'lit';

/** Adds the styles of a part that is drawn in an element's shadow root and was loaded after it. Once for each root. */
export function addStyles(host: LitElement, {styleSheet}: CSSResult): void {
  const root = host.renderRoot;
  if (!(root instanceof ShadowRoot) || !styleSheet || root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
