import {html, nothing, type TemplateResult} from 'lit';
import type {ParagonError, ParagonErrorCode} from '../core/errors.js';
import {codeForUsers, errorText, type ShellMessages} from '../i18n/messages.js';

export interface NoticeOptions {
  readonly title: string;
  readonly text: string;
  readonly tone?: 'danger' | 'warning' | 'info';
  /** What became of an action, read out once it is there. */
  readonly news?: string;
  readonly actions?: unknown;
  /** Read at once. Leave it out where a live region or the focus tells already. */
  readonly isAlert?: boolean;
}

/** A message with a way on. Parts: `notice`, `notice-title`, `notice-text`. */
export const notice = ({
  title,
  text,
  tone = 'danger',
  news,
  actions,
  isAlert = false,
}: NoticeOptions): TemplateResult => html`
  <div part="notice" class="notice ${tone}" role=${isAlert ? 'alert' : nothing}>
    <p part="notice-title" class="notice-title">${title}</p>
    <p part="notice-text" class="notice-text">${text}</p>
    ${news === undefined ? nothing : html`<p part="notice-text" class="notice-text" role="status">${news}</p>`}
    ${actions ? html`<div class="actions">${actions}</div>` : nothing}
  </div>
`;

/** Not every trouble is a failure: some are only news, and some the user's own decision. */
const TONES: Partial<Record<ParagonErrorCode, NoticeOptions['tone']>> = {
  not_authenticated: 'info',
  integration_not_found: 'info',
  invalid_argument: 'info',
  unauthorized: 'warning',
  feature_missing: 'warning',
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
): TemplateResult => notice({tone: TONES[codeForUsers(error)], ...errorText(messages, error), ...more});

/** The button that tries again, if that can help. Part: `retry-button`. */
export function retryButton(
  messages: ShellMessages,
  error: ParagonError,
  onRetry: () => void,
  isBusy = false,
): TemplateResult | undefined {
  const label = retryLabel(messages, error);
  return label ? actionButton(label, onRetry, isBusy) : undefined;
}

/** The button of a notice. It keeps the focus while it is busy. Part: `retry-button`. */
export const actionButton = (label: string, onClick: () => void, isBusy: boolean): TemplateResult =>
  html`<button
    part="retry-button"
    class="button"
    type="button"
    aria-busy=${isBusy ? 'true' : 'false'}
    aria-disabled=${isBusy ? 'true' : 'false'}
    @click=${() => isBusy || onClick()}
  >
    ${label}
  </button>`;

/** Against these only somebody else can do something. */
const FINAL: readonly ParagonErrorCode[] = [
  'not_authenticated',
  'invalid_argument',
  'integration_not_found',
  'forbidden',
  'feature_missing',
];

/** Signing in again helps against some, trying again against most. */
function retryLabel(messages: ShellMessages, error: ParagonError): string | undefined {
  const code = codeForUsers(error);
  if (code === 'unauthorized') return messages.signInAgain;
  return FINAL.includes(code) ? undefined : messages.tryAgain;
}
