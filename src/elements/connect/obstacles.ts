import {nothing, type LitElement} from 'lit';
import {toParagonError, type ParagonError} from '../../core/errors.js';
import type {ParagonClient} from '../../core/types/index.js';
import {errorText, type PortalMessages} from '../../i18n/messages.js';
import {actionButton, notice} from '../../internal/notice.js';

export interface UserLimitContext {
  readonly client: ParagonClient;
  readonly messages: PortalMessages;
  isReached(): boolean;
  /** It was found to be no longer reached. */
  onGone(): void;
  onFailed(error: ParagonError): void;
}

/** Says that nobody else can be connected, and looks again when the user thinks that there is a place now. */
export class UserLimit {
  #host: LitElement;
  #isChecking = false;
  /** What the last look has brought. */
  #news = '';

  constructor(host: LitElement) {
    this.#host = host;
  }

  render(context: UserLimitContext): unknown {
    if (!context.isReached()) return nothing;
    const {messages} = context;
    return notice({
      tone: 'warning',
      title: messages.limitReachedTitle,
      text: messages.limitReachedText,
      news: this.#news,
      actions: actionButton(messages.limitCheck, () => void this.#check(context), this.#isChecking),
    });
  }

  /** What was found belongs to an earlier look. */
  forget(): void {
    this.#news = '';
  }

  async #check(context: UserLimitContext): Promise<void> {
    const {client, messages} = context;
    this.#set(true, '');
    try {
      await client.refresh();
      this.#set(false, context.isReached() ? messages.limitStill : '');
      if (!context.isReached()) context.onGone();
    } catch (cause) {
      const error = toParagonError(cause);
      this.#set(false, errorText(messages, error).title);
      context.onFailed(error);
    }
  }

  #set(isChecking: boolean, news: string): void {
    this.#isChecking = isChecking;
    this.#news = news;
    this.#host.requestUpdate();
  }
}
