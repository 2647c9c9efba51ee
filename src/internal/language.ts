/** The language that the page gives for the text around an element, across shadow roots; empty if it gives none. */
export function languageOf(element: Element): string {
  for (let node: Element | undefined = element; node;) {
    const lang = node.closest('[lang]')?.getAttribute('lang');
    if (lang) return lang;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : undefined;
  }
  return '';
}
