import {html, nothing, type TemplateResult} from 'lit';
import type {ParagonError} from '../../core/errors.js';
import type {Credential} from '../../core/types/index.js';
import type {PortalMessages} from '../../i18n/messages.js';
import {accountName} from '../../internal/account-name.js';
import {formatDate} from '../../internal/locale.js';
import {errorNotice, notice} from '../../internal/notice.js';

/** The account whose disconnecting is being confirmed. */
export interface Confirmation {
  readonly credentialId: string;
  readonly busy: boolean;
  readonly error?: ParagonError;
}

export interface AccountsContext {
  readonly messages: PortalMessages;
  readonly name: string;
  readonly locale: string | undefined;
  readonly confirmation: Confirmation | undefined;
  onReconnect(credential: Credential): void;
  onResume(credential: Credential): void;
  onDisconnect(credential: Credential): void;
  onConfirm(credential: Credential): void;
  onKeep(): void;
}

/** Status as a dot and a text: the colour alone says nothing. */
export const statusText = (part: string, status: string, text: string): TemplateResult =>
  html`<span part=${part} class="state ${status.toLowerCase()}">${text}</span>`;

export function accountList(credentials: readonly Credential[], context: AccountsContext): TemplateResult {
  const {messages} = context;
  return html`
    <section part="accounts" class="section" aria-labelledby="accounts-title">
      <h3 id="accounts-title" class="section-title">
        ${credentials.length > 1 ? messages.accounts : messages.account}
      </h3>
      <ul class="accounts" role="list">
        ${credentials.map((credential) => account(credential, context))}
      </ul>
    </section>
  `;
}

function account(credential: Credential, context: AccountsContext): TemplateResult {
  const {messages, locale, confirmation} = context;
  const name = accountName(credential) ?? messages.unnamedAccount;
  const since = formatDate(credential.dateCreated, locale);
  const isConfirming = confirmation?.credentialId === credential.id;
  return html`
    <li part="account" class="account">
      <div class="account-row">
        <div class="account-text">
          <span part="account-name" class="account-name">${name}</span>
          ${
            since
              ? html`<span part="account-since" class="muted">${messages.connectedSince(since)}</span>`
              : nothing
          }
        </div>
        ${statusText('account-status', credential.status, messages.status[credential.status])}
      </div>
      ${wayOn(credential, context)}
      ${
        isConfirming
          ? confirmPanel(credential, name, confirmation, context)
          : html`<div class="actions">
              <button
                part="disconnect-button"
                data-credential=${credential.id}
                class="button quiet disconnect"
                type="button"
                @click=${() => context.onDisconnect(credential)}
              >
                <span>${messages.disconnect}<span class="sr"> ${name}</span></span>
              </button>
            </div>`
      }
    </li>
  `;
}

function wayOn(credential: Credential, {messages, name, onReconnect, onResume}: AccountsContext): unknown {
  if (credential.status === 'INVALID') {
    return notice({
      tone: 'warning',
      title: messages.invalidTitle,
      text: messages.invalidText(name),
      actions: html`<button
        part="reconnect-button"
        class="button primary"
        type="button"
        @click=${() => onReconnect(credential)}
      >
        ${messages.reconnect}
      </button>`,
    });
  }
  if (credential.status !== 'PENDING') return nothing;
  return notice({
    tone: 'info',
    title: messages.pendingTitle,
    text: messages.pendingText(name),
    actions: html`<button
      part="resume-button"
      class="button primary"
      type="button"
      @click=${() => onResume(credential)}
    >
      ${messages.finishSetup}
    </button>`,
  });
}

function confirmPanel(
  credential: Credential,
  account: string,
  {busy, error}: Confirmation,
  {messages, name, onConfirm, onKeep}: AccountsContext,
): TemplateResult {
  return html`
    <div part="confirm" class="confirm" role="group" aria-labelledby="confirm-title">
      <h4 id="confirm-title" class="notice-title">${messages.disconnectTitle(name)}</h4>
      <p id="confirm-text">${messages.disconnectText(name, account)}</p>
      ${error ? errorNotice(messages, error, {isAlert: true}) : nothing}
      <div class="actions">
        <button
          part="confirm-button"
          class="button danger"
          type="button"
          aria-busy=${busy ? 'true' : 'false'}
          aria-disabled=${busy ? 'true' : 'false'}
          @click=${() => busy || onConfirm(credential)}
        >
          ${messages.disconnectConfirm}
        </button>
        <button
          part="keep-button"
          class="button"
          type="button"
          aria-describedby="confirm-text"
          ?disabled=${busy}
          @click=${onKeep}
        >
          ${messages.disconnectKeep}
        </button>
      </div>
    </div>
  `;
}
