import type {CSSResult, LitElement} from 'lit';

type Styles = CSSResult | readonly Styles[];

/** Adds the styles of a part that is drawn in an element's shadow root and was loaded after it. Once for each root. */
export function addStyles(host: LitElement, styles: Styles): void {
  const root = host.renderRoot as ShadowRoot;
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheetsOf(styles)])];
}

const sheetsOf = (styles: Styles): readonly CSSStyleSheet[] =>
  'styleSheet' in styles ? (styles.styleSheet ? [styles.styleSheet] : []) : styles.flatMap(sheetsOf);
