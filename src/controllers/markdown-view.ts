import {html, type LitElement} from 'lit';
import {addStyles} from '../internal/add-styles.js';
import type {loadMarkdown} from '../internal/markdown.js';

type DrawMarkdown = Awaited<ReturnType<typeof loadMarkdown>>;

/** All at once: what reads a text, what draws it, and how that looks. */
async function loadFor(host: LitElement): Promise<DrawMarkdown> {
  const {loadMarkdown: load, markdownTextStyles} = await import('../internal/markdown.js');
  const draw = await load();
  addStyles(host, markdownTextStyles);
  return draw;
}

/** Draws Markdown; as plain paragraphs until the reader of it has loaded. */
export class MarkdownView {
  #host: LitElement;
  #headingLevel: 3 | 4;
  #draw: DrawMarkdown | undefined;
  #loading: Promise<void> | undefined;
  #last: readonly [text: string, drawn: unknown] | undefined;

  /** `headingLevel` is the level of the text's highest headings. */
  constructor(host: LitElement, headingLevel: 3 | 4) {
    this.#host = host;
    this.#headingLevel = headingLevel;
  }

  render(text: string): unknown {
    if (!text.trim()) return undefined;
    if (!this.#draw) {
      this.#loading ??= loadFor(this.#host)
        .then((draw) => {
          this.#draw = draw;
          this.#host.requestUpdate();
        })
        // Offline, perhaps: the text can be read without its formatting, and the next drawing tries again.
        .catch(() => (this.#loading = undefined));
      return text.split(/\n{2,}/).map((paragraph) => html`<p>${paragraph}</p>`);
    }
    if (this.#last?.[0] !== text) this.#last = [text, this.#draw(text, this.#headingLevel)];
    return this.#last[1];
  }
}
