import type {ReactiveControllerHost} from 'lit';
import {html} from 'lit';
import type {loadMarkdown} from '../internal/markdown.js';

type DrawMarkdown = Awaited<ReturnType<typeof loadMarkdown>>;

/** Both at once: what reads a text, and what draws it. */
const load = async (): Promise<DrawMarkdown> => (await import('../internal/markdown.js')).loadMarkdown();

/** Draws Markdown; as plain paragraphs until the reader of it has loaded. */
export class MarkdownView {
  #host: ReactiveControllerHost;
  #headingLevel: 3 | 4;
  #draw: DrawMarkdown | undefined;
  #loading: Promise<void> | undefined;
  #last: readonly [text: string, drawn: unknown] | undefined;

  /** `headingLevel` is the level of the text's highest headings. */
  constructor(host: ReactiveControllerHost, headingLevel: 3 | 4) {
    this.#host = host;
    this.#headingLevel = headingLevel;
  }

  render(text: string): unknown {
    if (!text.trim()) return undefined;
    if (!this.#draw) {
      this.#loading ??= load()
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
