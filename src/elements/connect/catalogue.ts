import {html, type TemplateResult} from 'lit';
import type {ConnectUser, Credential, CredentialStatus, IntegrationMetadata} from '../../core/types/index.js';
import type {Messages} from '../../i18n/messages.js';
import {accountsOf} from '../../internal/accounts.js';
import {iconTile} from '../../internal/icon.js';

export interface CatalogueEntry extends IntegrationMetadata {
  /** Nothing if it is not connected. */
  readonly status: CredentialStatus | undefined;
}

export interface CatalogueContext {
  readonly messages: Messages;
  readonly search: string;
  onSearch(text: string): void;
  onOpen(type: string): void;
  onHint(): void;
}

/** What is connected comes first; otherwise the project's order stays. */
export function catalogueEntries(
  metadata: readonly IntegrationMetadata[],
  user: ConnectUser,
): CatalogueEntry[] {
  const entries = metadata.map((item) => ({...item, status: statusOf(accountsOf(user, item.type))}));
  return [...entries.filter(({status}) => status), ...entries.filter(({status}) => !status)];
}

/** Trouble with one account is worth more attention than another one that works. */
export function statusOf(accounts: readonly Credential[]): CredentialStatus | undefined {
  return (['INVALID', 'PENDING', 'VALID'] as const).find((wanted) =>
    accounts.some(({status}) => status === wanted),
  );
}

export function searchEntries(entries: readonly CatalogueEntry[], search: string): readonly CatalogueEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({name, type}) =>
    words.every((word) => `${name} ${type}`.toLowerCase().includes(word)),
  );
}

export function catalogue(entries: readonly CatalogueEntry[], context: CatalogueContext): TemplateResult {
  const {messages, search, onSearch} = context;
  if (!entries.length) {
    return html`<div part="empty" class="empty">
      <p class="empty-title">${messages.emptyCatalogue}</p>
      <p>${messages.emptyCatalogueHint}</p>
    </div>`;
  }
  const found = searchEntries(entries, search);
  return html`
    <div part="search" class="search" role="search">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="9" cy="9" r="6" />
        <path d="M13.5 13.5L17 17" />
      </svg>
      <input
        part="search-input"
        class="search-input"
        type="search"
        aria-label=${messages.searchLabel}
        placeholder=${messages.searchPlaceholder}
        autocomplete="off"
        spellcheck="false"
        .value=${search}
        @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value)}
      />
    </div>
    ${
      found.length
        ? html`<ul part="list" class="list" role="list">
            ${found.map((entry) => card(entry, context))}
          </ul>`
        : html`<div part="empty" class="empty">
            <p class="empty-title">${messages.noResults(search.trim())}</p>
            <p>${messages.noResultsHint}</p>
            <button part="clear-button" class="button" type="button" @click=${() => onSearch('')}>
              ${messages.clearSearch}
            </button>
          </div>`
    }
  `;
}

const card = (
  {type, name, icon, status}: CatalogueEntry,
  {messages, onOpen, onHint}: CatalogueContext,
) => html`
  <li>
    <button
      part="card"
      class="card"
      type="button"
      aria-haspopup="dialog"
      data-type=${type}
      @pointerenter=${onHint}
      @focus=${onHint}
      @click=${() => onOpen(type)}
    >
      ${iconTile(name, icon)}
      <span class="card-text">
        <span part="card-name" class="card-name">${name}</span>
        <span part="card-status" class="card-status ${status?.toLowerCase() ?? ''}"
          >${status ? messages.status[status] : messages.notConnected}</span
        >
      </span>
    </button>
  </li>
`;

/** The shape of the catalogue while the user is being signed in, so that nothing jumps afterwards. */
export const catalogueSkeleton = (messages: Messages): TemplateResult => html`
  <div class="skeleton" role="img" aria-label=${messages.loading}>
    <div class="skeleton-search"></div>
    <div class="list">${[0, 1, 2, 3, 4, 5].map(() => html`<div class="skeleton-card"></div>`)}</div>
  </div>
`;
