import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {MessagesController, type MessagesHost} from '../../controllers/messages-controller.js';
import type {CredentialStatus, IntegrationMetadata, ParagonClient} from '../../core/types/index.js';
import {enCatalogue, type CatalogueMessages} from '../../i18n/en-catalogue.js';
import {enShell} from '../../i18n/en-shell.js';
import type {ShellMessages} from '../../i18n/messages.js';
import {accountsOf, statusOf} from '../../internal/accounts.js';
import {iconTile} from '../../internal/icon.js';

export {catalogueStyles} from './catalogue.styles.js';

// Typing goes on for a moment; a count after each letter would only be noise.
const ANNOUNCE_DELAY = 500;

interface Entry extends IntegrationMetadata {
  /** Nothing if it is not connected. */
  readonly status: CredentialStatus | undefined;
  readonly description: string;
}

type Texts = ShellMessages & CatalogueMessages;

export interface CatalogueContext {
  readonly client: ParagonClient;
  onOpen(type: string): void;
  /** A card was pointed at, so it may be opened next. */
  onHint(): void;
}

/** Draws all integrations as cards with a search. Loaded by a `<paragon-connect>` without `integration`. */
export class CatalogueController {
  #host: MessagesHost;
  #messages: MessagesController<Texts>;
  #search = '';
  #found = 0;
  #announcement: ((messages: Texts) => string) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #focused: HTMLElement | undefined;

  constructor(host: MessagesHost) {
    this.#host = host;
    this.#messages = new MessagesController<Texts>(host, {...enShell, ...enCatalogue});
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** An update may put the card that has the focus elsewhere, and moving it takes the focus away. */
  hostUpdate(): void {
    const root = this.#host.renderRoot as ShadowRoot | undefined;
    this.#focused = root?.activeElement?.closest<HTMLElement>('.card') ?? undefined;
  }

  hostUpdated(): void {
    const root = this.#host.renderRoot as ShadowRoot;
    if (this.#focused?.isConnected && !root.activeElement) this.#focused.focus({preventScroll: true});
    this.#focused = undefined;
  }

  render(context: CatalogueContext): TemplateResult {
    const messages = this.#messages.value;
    const entries = entriesOf(context);
    const found = searchEntries(entries, this.#search);
    this.#found = found.length;
    return html`
      ${
        entries.length
          ? html`${this.#searchField(messages)}
            ${found.length ? list(found, messages, context) : this.#nothingFound(messages)}`
          : html`<div part="empty" class="empty">
              <p class="empty-title">${messages.emptyCatalogue}</p>
              <p>${messages.emptyCatalogueHint}</p>
            </div>`
      }
      <p part="status" class="sr" role="status">${this.#announcement?.(messages)}</p>
    `;
  }

  #searchField(messages: Texts): TemplateResult {
    return html`<div part="search" class="search" role="search">
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
        .value=${this.#search}
        @input=${(event: Event) => this.#find((event.target as HTMLInputElement).value)}
      />
    </div>`;
  }

  #nothingFound(messages: Texts): TemplateResult {
    return html`<div part="empty" class="empty">
      <p class="empty-title">${messages.noResults(this.#search.trim())}</p>
      <p>${messages.noResultsHint}</p>
      <button part="clear-button" class="button" type="button" @click=${() => this.#clear()}>
        ${messages.clearSearch}
      </button>
    </div>`;
  }

  #find(search: string): void {
    this.#search = search;
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const [found, text] = [this.#found, this.#search.trim()];
      this.#announcement = (messages) => (found ? messages.resultCount(found) : messages.noResults(text));
      this.#host.requestUpdate();
    }, ANNOUNCE_DELAY);
  }

  #clear(): void {
    this.#find('');
    this.#host.renderRoot.querySelector<HTMLElement>('.search-input')?.focus();
  }
}

/** What is connected comes first; otherwise the project's order stays. What is not open to the user is left out. */
function entriesOf({client}: CatalogueContext): readonly Entry[] {
  const user = client.$user.get();
  const records = client.$integrations.get();
  const entries = client.$metadata
    .get()
    .filter(({type}) => !user.authenticated || Object.hasOwn(user.integrations, type))
    .map((item) => ({
      ...item,
      status: statusOf(accountsOf(user, item.type)),
      description: records.get(item.type)?.configs[0]?.values.description ?? '',
    }));
  return [...entries.filter(({status}) => status), ...entries.filter(({status}) => !status)];
}

function searchEntries(entries: readonly Entry[], search: string): readonly Entry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({name, type}) =>
    words.every((word) => `${name} ${type}`.toLowerCase().includes(word)),
  );
}

const list = (entries: readonly Entry[], messages: Texts, context: CatalogueContext): TemplateResult => html`
  <ul part="list" class="list" role="list">
    ${repeat(
      entries,
      ({type}) => type,
      (entry) => card(entry, messages, context),
    )}
  </ul>
`;

const card = (
  {type, name, icon, status, description}: Entry,
  messages: Texts,
  {onOpen, onHint}: CatalogueContext,
): TemplateResult => html`
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
        ${
          description
            ? html`<span part="card-description" class="card-description">${description}</span>`
            : nothing
        }
        <span part="card-status" class="card-status ${status?.toLowerCase() ?? ''}"
          >${status ? messages.status[status] : messages.notConnected}</span
        >
      </span>
    </button>
  </li>
`;
