import {html, nothing, type TemplateResult} from 'lit';
import type {Token, Tokens} from 'marked';
import {safeImage, safeLink} from './url.js';

export {markdownTextStyles} from '../styles/markdown-text.js';

// Longer texts, and deeper nesting than this, are no description of an integration.
const MAX_LENGTH = 20_000;
const MAX_DEPTH = 12;

type Draw = (tokens: readonly Token[] | undefined, depth: number) => unknown;

/**
 * Loads the Markdown reader and returns a function that draws a text. It walks tokens into templates: no HTML string is
 * made, and HTML in the text is shown as text. `headingLevel` is the level that the text's highest headings get, whatever
 * it is in the text: what counts is the outline of the page.
 */
export async function loadMarkdown(): Promise<(text: string, headingLevel: 3 | 4) => unknown> {
  const {lexer} = await import('marked');
  return (text, headingLevel) => {
    const tokens = tokensOf(lexer, text.slice(0, MAX_LENGTH));
    const depths = tokens
      .filter(({type}) => type === 'heading')
      .map((token) => (token as Tokens.Heading).depth);
    const shift = headingLevel - Math.min(...depths);
    const draw: Draw = (inner, depth) =>
      inner?.map((token) => (depth > MAX_DEPTH ? token.raw : drawToken(token, depth, draw, shift)));
    return draw(tokens, 0);
  };
}

/** A text that is nested so deeply that reading it runs out of stack is shown as it is. */
function tokensOf(lexer: (text: string) => Token[], text: string): readonly Token[] {
  try {
    return lexer(text);
  } catch {
    return [{type: 'text', raw: text, text}];
  }
}

/** `shift` is what is added to the level of a heading. */
function drawToken(token: Token, depth: number, draw: Draw, shift: number): unknown {
  const inner = (tokens: readonly Token[] | undefined) => draw(tokens, depth + 1);
  switch (token.type) {
    case 'space':
    case 'def':
      return nothing;
    case 'heading': {
      const {depth: level, tokens} = token as Tokens.Heading;
      if (level + shift <= 3) return html`<h3>${inner(tokens)}</h3>`;
      return level + shift === 4 ? html`<h4>${inner(tokens)}</h4>` : html`<h5>${inner(tokens)}</h5>`;
    }
    case 'paragraph':
      return html`<p>${inner(token.tokens)}</p>`;
    case 'text':
      return token.tokens ? inner(token.tokens) : decodeEntities(token.text as string);
    case 'escape':
      return token.text;
    case 'strong':
      return html`<strong>${inner(token.tokens)}</strong>`;
    case 'em':
      return html`<em>${inner(token.tokens)}</em>`;
    case 'del':
      return html`<del>${inner(token.tokens)}</del>`;
    case 'codespan':
      return html`<code>${token.text}</code>`;
    case 'code':
      return html`<pre tabindex="0"><code>${token.text}</code></pre>`;
    case 'br':
      return html`<br />`;
    case 'hr':
      return html`<hr />`;
    case 'blockquote':
      return html`<blockquote>${inner(token.tokens)}</blockquote>`;
    case 'list': {
      const {ordered, start, items} = token as Tokens.List;
      const entries = items.map((item) => html`<li>${inner(item.tokens)}</li>`);
      return ordered
        ? html`<ol start=${start || 1}>
            ${entries}
          </ol>`
        : html`<ul>
            ${entries}
          </ul>`;
    }
    case 'link': {
      const content = inner(token.tokens);
      const href = safeLink(token.href);
      return href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${content}</a>` : content;
    }
    case 'image': {
      const source = safeImage(token.href);
      return source
        ? html`<img src=${source} alt=${token.text as string} loading="lazy" @error=${hide} />`
        : token.text;
    }
    case 'table':
      return drawTable(token as Tokens.Table, inner);
    case 'html':
      return /^<br\s*\/?>\s*$/i.test(token.raw) ? html`<br />` : token.raw;
    default:
      return token.raw;
  }
}

/** A picture that does not load leaves no hole; the text says what matters. */
const hide = (event: Event) => ((event.target as HTMLElement).hidden = true);

const drawTable = (
  {header, rows}: Tokens.Table,
  inner: (tokens: readonly Token[]) => unknown,
): TemplateResult => html`
  <table>
    <thead>
      <tr>
        ${header.map((cell) => html`<th>${inner(cell.tokens)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${inner(cell.tokens)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>
`;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  copy: '©',
};

/** The lexer leaves entities for a browser to read; text nodes show them as they are. */
const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? all;
    const point = decimal ? Number(decimal) : parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
