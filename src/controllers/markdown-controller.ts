import type {ReactiveControllerHost} from 'lit';
import {html} from 'lit';
import {loadMarkdown} from '../internal/markdown.js';

type DrawMarkdown = Awaited<ReturnType<typeof loadMarkdown>>;

/** Draws Markdown; as plain paragraphs until the reader of it has loaded. */
export class MarkdownController {
  #host: ReactiveControllerHost;
  #draw: DrawMarkdown | undefined;
  #loading: Promise<void> | undefined;
  #last: readonly [text: string, drawn: unknown] | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  render(text: string): unknown {
    if (!text.trim()) return undefined;
    if (!this.#draw) {
      this.#loading ??= loadMarkdown()
        .then((draw) => {
          this.#draw = draw;
          this.#host.requestUpdate();
        })
        // Offline, perhaps: the text can be read without its formatting, and the next drawing tries again.
        .catch(() => (this.#loading = undefined));
      return text.split(/\n{2,}/).map((paragraph) => html`<p>${paragraph}</p>`);
    }
    if (this.#last?.[0] !== text) this.#last = [text, this.#draw(text)];
    return this.#last[1];
  }
}
