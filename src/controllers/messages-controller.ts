import {ContextConsumer} from '@lit/context';
import type {LitElement} from 'lit';
import {messagesContext} from '../contexts/messages-context.js';
import {en, mergeMessages, type Messages, type PartialMessages} from '../i18n/messages.js';

export type MessagesHost = LitElement & {messages: PartialMessages | undefined};

/** The texts of an element: its own `messages` over the provider's over English. */
export class MessagesController {
  #host: MessagesHost;
  #context: ContextConsumer<typeof messagesContext, MessagesHost>;
  #merged: Messages = en;
  #from: readonly [PartialMessages | undefined, PartialMessages | undefined] = [undefined, undefined];

  constructor(host: MessagesHost) {
    this.#host = host;
    this.#context = new ContextConsumer(host, {context: messagesContext, subscribe: true});
  }

  get value(): Messages {
    const [context, own] = [this.#context.value, this.#host.messages];
    if (this.#from[0] !== context || this.#from[1] !== own) {
      this.#from = [context, own];
      this.#merged = mergeMessages(en, context, own);
    }
    return this.#merged;
  }
}
