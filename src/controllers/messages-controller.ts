import {ContextConsumer} from '@lit/context';
import type {LitElement} from 'lit';
import {messagesContext} from '../contexts/messages-context.js';
import {mergeMessages, type PartialMessages} from '../i18n/messages.js';

export type MessagesHost = LitElement & {messages: PartialMessages | undefined};

/** The texts of an element: its own `messages` over the provider's over the English ones it is given. */
export class MessagesController<M extends object> {
  #host: MessagesHost;
  #context: ContextConsumer<typeof messagesContext, MessagesHost>;
  #base: M;
  #merged: M;
  #from: readonly [PartialMessages | undefined, PartialMessages | undefined] = [undefined, undefined];

  constructor(host: MessagesHost, base: M) {
    this.#host = host;
    this.#base = this.#merged = base;
    this.#context = new ContextConsumer(host, {context: messagesContext, subscribe: true});
  }

  get value(): M {
    const [context, own] = [this.#context.value, this.#host.messages];
    if (this.#from[0] !== context || this.#from[1] !== own) {
      this.#from = [context, own];
      this.#merged = mergeMessages(this.#base, context, own);
    }
    return this.#merged;
  }
}
