import {html, nothing, type TemplateResult} from 'lit';
import type {ParagonError, ParagonErrorCode} from '../core/errors.js';
import {errorText, type ShellMessages} from '../i18n/messages.js';

export interface NoticeOptions {
  readonly title: string;
  readonly text: string;
  readonly tone?: 'danger' | 'warning' | 'info';
  readonly actions?: unknown;
  /** Read at once. Leave it out where a live region or the focus tells already. */
  readonly isAlert?: boolean;
}

/** A message with a way on. Parts: `notice`, `notice-title`, `notice-text`. */
export const notice = ({
  title,
  text,
  tone = 'danger',
  actions,
  isAlert = false,
}: NoticeOptions): TemplateResult => html`
  <div part="notice" class="notice ${tone}" role=${isAlert ? 'alert' : nothing}>
    <p part="notice-title" class="notice-title">${title}</p>
    <p part="notice-text" class="notice-text">${text}</p>
    ${actions ? html`<div class="actions">${actions}</div>` : nothing}
  </div>
`;

/** Not every trouble is a failure: some are only news, and some the user's own decision. */
const TONES: Partial<Record<ParagonErrorCode, NoticeOptions['tone']>> = {
  not_authenticated: 'info',
  integration_not_found: 'info',
  invalid_argument: 'info',
  unauthorized: 'warning',
  oauth_cancelled: 'warning',
  oauth_denied: 'warning',
  oauth_timeout: 'warning',
  oauth_blocked: 'warning',
};

/** A notice about an error, by its code. */
export const errorNotice = (
  messages: ShellMessages,
  error: ParagonError,
  more: Partial<NoticeOptions> = {},
): TemplateResult => notice({tone: TONES[error.code], ...errorText(messages, error), ...more});

/** The button that tries again, if that can help. Part: `retry-button`. */
export function retryButton(
  messages: ShellMessages,
  error: ParagonError,
  onRetry: () => void,
  isBusy = false,
): TemplateResult | undefined {
  const label = retryLabel(messages, error);
  return label
    ? html`<button
        part="retry-button"
        class="button"
        type="button"
        aria-busy=${isBusy ? 'true' : 'false'}
        aria-disabled=${isBusy ? 'true' : 'false'}
        @click=${() => isBusy || onRetry()}
      >
        ${label}
      </button>`
    : undefined;
}

/** Signing in again helps against these; trying again against all that is not the page's mistake. */
function retryLabel(messages: ShellMessages, error: ParagonError): string | undefined {
  if (error.code === 'unauthorized') return messages.signInAgain;
  const isFinal = ['not_authenticated', 'invalid_argument', 'integration_not_found', 'forbidden'].includes(
    error.code,
  );
  return isFinal ? undefined : messages.tryAgain;
}
