import {ContextConsumer} from '@lit/context';
import type {LitElement, ReactiveController} from 'lit';
import {messagesContext} from '../contexts/messages-context.js';
import {localeTexts} from '../i18n/locales.js';
import {mergeMessages, type PartialMessages} from '../i18n/messages.js';
import {languageOf} from '../internal/language.js';

export type MessagesHost = LitElement & {messages: PartialMessages | undefined};

/**
 * The texts of an element: its own `messages` over the provider's over those of the page's language, as far as that is
 * built in, over the English ones it is given.
 */
export class MessagesController<M extends object> implements ReactiveController {
  #host: MessagesHost;
  #context: ContextConsumer<typeof messagesContext, MessagesHost>;
  #declared: ShadowRoot | null;
  #base: M;
  #merged: M;
  #locale: PartialMessages | undefined;
  #from: readonly (PartialMessages | undefined)[] = [];

  constructor(host: MessagesHost, base: M) {
    this.#host = host;
    this.#declared = host.shadowRoot;
    this.#base = this.#merged = base;
    this.#context = new ContextConsumer(host, {context: messagesContext, subscribe: true});
    host.addController(this);
  }

  hostConnected(): void {
    const language = languageOf(this.#host);
    // Until they are there, and if they cannot be loaded, English is what there is.
    void localeTexts(language).then((texts) => {
      if (texts === this.#locale || language !== languageOf(this.#host)) return;
      this.#locale = texts;
      this.#host.requestUpdate();
    });
  }

  get value(): M {
    const layers = [this.#locale, this.#context.value, this.#host.messages];
    // The first update takes over what a server has drawn, and has to draw the same.
    const isDrawn = this.#host.hasUpdated || !this.#declared;
    if (isDrawn && layers.some((layer, index) => layer !== this.#from[index])) {
      this.#from = layers;
      this.#merged = mergeMessages(this.#base, ...layers);
    }
    return this.#merged;
  }
}
