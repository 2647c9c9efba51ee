import {html, nothing, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {own} from '../../core/data.js';
import type {Credential, IntegrationConfig} from '../../core/types/index.js';
import type {PortalMessages} from '../../i18n/messages.js';
import {accountName} from '../../internal/account-name.js';
import {formatDate} from '../../internal/locale.js';
import {errorNotice, notice} from '../../internal/notice.js';
import type {Confirmation} from './disconnecting.js';
import {forUsers} from './trouble.js';

export interface AccountsContext {
  readonly messages: PortalMessages;
  readonly name: string;
  readonly locale: string | undefined;
  /** The account whose settings are shown. */
  readonly selected: Credential | undefined;
  readonly confirmation: Confirmation | undefined;
  /** Titles of the workflows that are on for an account. */
  runningWorkflows(credential: Credential): readonly string[];
  onSelect(credential: Credential): void;
  onReconnect(credential: Credential): void;
  onResume(credential: Credential): void;
  onDisconnect(credential: Credential): void;
  onConfirm(credential: Credential): void;
  onKeep(): void;
}

/** Status as a dot and a text: the colour alone says nothing. */
export const statusText = (part: string, status: string, text: string): TemplateResult =>
  html`<span part=${part} class="state ${status.toLowerCase()}">${text}</span>`;

/** The accounts; with several of them one is selected, and its settings are shown. */
export function accountList(credentials: readonly Credential[], context: AccountsContext): TemplateResult {
  const {messages} = context;
  const isChoice = credentials.length > 1;
  return html`
    <section part="accounts" class="section" aria-labelledby="accounts-title">
      <h3 id="accounts-title" class="section-title">${isChoice ? messages.accounts : messages.account}</h3>
      <ul class="accounts" role="list">
        ${credentials.map((credential) => keyed(credential.id, account(credential, isChoice, context)))}
      </ul>
    </section>
  `;
}

function account(credential: Credential, isChoice: boolean, context: AccountsContext): TemplateResult {
  const {messages, confirmation, selected, onSelect} = context;
  const name = nameOf(credential, context);
  const isSelected = credential.id === selected?.id;
  const isConfirming = confirmation?.credentialId === credential.id;
  const text = html`<span part="account-name" class="account-name">${name}</span>
    ${statusText('account-status', credential.status, messages.status[credential.status])}`;
  return html`
    <li part="account" class="account ${isChoice && isSelected ? 'selected' : ''}">
      ${
        isChoice
          ? html`<label class="account-row choice">
              <input
                part="account-radio"
                class="radio"
                type="radio"
                name="account"
                data-account=${credential.id}
                .checked=${isSelected}
                @change=${() => onSelect(credential)}
              />
              ${text}
            </label>`
          : html`<div class="account-row">${text}</div>`
      }
      ${wayOn(credential, context)}
      ${
        isSelected || isConfirming
          ? html`<div class="account-foot">
              <div class="account-dates muted">${dates(credential, context)}</div>
              ${isConfirming ? nothing : disconnectButton(credential, name, context)}
            </div>`
          : nothing
      }
      ${isConfirming ? confirmPanel(credential, name, confirmation, context) : nothing}
    </li>
  `;
}

const nameOf = (credential: Credential, {messages}: AccountsContext): string =>
  accountName(credential) ?? messages.unnamedAccount;

function dates({dateCreated, dateRefreshed}: Credential, {messages, locale}: AccountsContext): unknown {
  const since = formatDate(dateCreated, locale);
  const refreshed = formatDate(dateRefreshed, locale);
  return html`${
    since ? html`<span part="account-since" class="muted">${messages.connectedSince(since)}</span>` : nothing
  }
  ${
    refreshed && refreshed !== since
      ? html`<span part="account-refreshed">${messages.lastRefreshed(refreshed)}</span>`
      : nothing
  }`;
}

const disconnectButton = (
  credential: Credential,
  name: string,
  {messages, onDisconnect}: AccountsContext,
): TemplateResult =>
  html`<button
    part="disconnect-button"
    data-credential=${credential.id}
    class="button quiet disconnect"
    type="button"
    @click=${() => onDisconnect(credential)}
  >
    <span>${messages.disconnect}<span class="sr"> ${name}</span></span>
  </button>`;

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
  context: AccountsContext,
): TemplateResult {
  const {messages, name, onConfirm, onKeep} = context;
  return html`
    <div part="confirm" class="confirm" role="group" aria-labelledby="confirm-title">
      <h4 id="confirm-title" class="notice-title">${messages.disconnectTitle(name)}</h4>
      <div id="confirm-text" class="confirm-text">
        <p>${messages.disconnectText(name, account)}</p>
        ${lostWorkflows(context.runningWorkflows(credential), messages)}
      </div>
      ${error ? errorNotice(messages, forUsers(error), {isAlert: true}) : nothing}
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

const lostWorkflows = (titles: readonly string[], messages: PortalMessages): unknown =>
  titles.length
    ? html`<p>${messages.disconnectWorkflows}</p>
        <ul part="confirm-list" class="confirm-list">
          ${titles.map((title) => html`<li>${title}</li>`)}
        </ul>`
    : nothing;

/** Titles of the workflows that are on in any configuration of an account. */
export function runningWorkflows(
  {configurations}: Credential,
  config: IntegrationConfig | undefined,
): readonly string[] {
  const isOn = (id: string) =>
    configurations.some(({workflowSettings}) => own(workflowSettings, id)?.enabled === true);
  return (config?.availableWorkflows ?? []).flatMap(({id, description}) =>
    description && isOn(id) ? [description] : [],
  );
}
