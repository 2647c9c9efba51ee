/** Markup that is written to a file. Texts and attributes are escaped where they are put in. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Child = Markup | string | number | readonly Child[] | undefined;
type Attributes = Readonly<Record<string, string | number | undefined>>;

const EMPTY = new Set(['meta', 'circle', 'rect', 'line', 'polyline', 'path']);

/** An element. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join('');
  if (EMPTY.has(tag) && !children.length) return new Markup(`<${tag}${written} />`);
  return new Markup(`<${tag}${written}>${textOf(children)}</${tag}>`);
}

/** Text that stands as it is, such as a style sheet. */
export const raw = (text: string): Markup => new Markup(text);

function textOf(child: Child): string {
  if (child === undefined) return '';
  if (child instanceof Markup) return child.text;
  if (typeof child === 'object') return child.map(textOf).join('');
  return escape(String(child));
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
