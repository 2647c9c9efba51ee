import {ContextProvider} from '@lit/context';
import {LitElement, css, html, type PropertyValues} from 'lit';
import {clientContext} from '../../contexts/client-context.js';
import {messagesContext} from '../../contexts/messages-context.js';
import {problemContext} from '../../contexts/problem-context.js';
import {EventsController} from '../../controllers/events-controller.js';
import {DEPARTURE_KEY} from '../../core/departure.js';
import {ParagonError, toParagonError} from '../../core/errors.js';
import type {ServiceUrls} from '../../core/service-urls.js';
import type {ParagonClient, SessionState, TokenSource} from '../../core/types/index.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {emit} from '../../internal/emit.js';
import {warnOnce} from '../../internal/warn-once.js';
import {createParagon} from '../../default-client.js';
import {fetchTokenFrom} from './token-endpoint.js';

// Frameworks and page scripts may hand in the token a little later.
const GRACE = 3000;

/**
 * Signs the user in once for all elements inside, and renews the token before it expires. Draws nothing itself.
 *
 * An install for which this tab was sent to its provider is finished once the user is signed in.
 *
 * The token comes from `getToken`, else from `token`, else from `token-endpoint`.
 *
 * @tag paragon-provider
 * @slot - The page, or the part of it, that holds our elements.
 * @fires {CustomEvent<{user: ConnectUser}>} paragon-authenticate - A user is signed in, and what they have is loaded.
 * @fires {CustomEvent<{error: ParagonError, stage: string}>} paragon-error - Signing in failed; `stage` is `authenticate`. Or an install in this tab did; `stage` is `oauth`.
 * @fires {CustomEvent<IntegrationInstallEvent & {user: ConnectUser}>} paragon-integration-install - An integration was connected through this client.
 * @fires {CustomEvent<IntegrationUninstallEvent & {user: ConnectUser}>} paragon-integration-uninstall - An integration was disconnected through this client.
 * @fires {CustomEvent<WorkflowStateChangeEvent & {user: ConnectUser}>} paragon-workflow-change - A workflow was changed through this client.
 * @fires {CustomEvent<PortalEvent & {user: ConnectUser}>} paragon-portal-open - A Connect Portal was opened.
 * @fires {CustomEvent<PortalEvent & {user: ConnectUser}>} paragon-portal-close - A Connect Portal was closed.
 */
export class ParagonProvider extends LitElement {
  static override properties = {
    projectId: {attribute: 'project-id'},
    host: {},
    tokenEndpoint: {attribute: 'token-endpoint'},
    colorScheme: {attribute: 'color-scheme'},
    token: {attribute: false},
    getToken: {attribute: false},
    services: {attribute: false},
    client: {attribute: false},
    messages: {attribute: false},
  };

  static override styles = css`
    :host {
      display: contents;
    }
    :host([color-scheme='light']) {
      color-scheme: light;
    }
    :host([color-scheme='dark']) {
      color-scheme: dark;
    }
    :host([color-scheme='auto']) {
      color-scheme: light dark;
    }
  `;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-provider', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Id of the Paragon project. */
  projectId = '';
  /** Host of an on-premise installation, or a local one such as `http://localhost:4400`; default: Paragon's cloud. */
  host: string | undefined;
  /** Address on the page's own origin that answers `{"token": "…"}` or the bare user token. */
  tokenEndpoint = '';
  /** Colours of the elements inside: `light`, `dark`, or `auto` for what the reader's system prefers. Default: the page's. */
  colorScheme: 'light' | 'dark' | 'auto' | undefined;
  /** A user token. It cannot be renewed: prefer `getToken`. */
  token: string | undefined;
  /** Fetches a fresh user token each time it is called. */
  getToken: (() => string | Promise<string>) | undefined;
  /** Base URLs of single services; they win over `host`. */
  services: Partial<ServiceUrls> | undefined;
  /** The client for the elements inside. Made here, unless the page sets one of its own. */
  client: ParagonClient | undefined;
  /** Texts for the elements inside. */
  messages: PartialMessages | undefined;

  #clientProvider = new ContextProvider(this, {context: clientContext});
  #messagesProvider = new ContextProvider(this, {context: messagesContext});
  #problemProvider = new ContextProvider(this, {context: problemContext});
  #own: ParagonClient | undefined;
  #stopSession: (() => void) | undefined;
  #status: SessionState['status'] = 'signed-out';
  #signIn:
    {readonly client: ParagonClient; readonly key: string; readonly attempt: AbortController} | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    // What comes from an element inside is fired by that element and bubbles up here.
    new EventsController(
      this,
      () => this.client,
      (origin) => !(origin instanceof Node && this.contains(origin)),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element disconnects and reconnects it at once; only a real removal ends the session.
    queueMicrotask(() => {
      if (this.isConnected) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#signIn?.attempt.abort();
      this.#signIn = undefined;
      this.#follow(undefined);
      if (this.#own && this.client === this.#own) this.client = undefined;
      this.#own?.destroy();
      this.#own = undefined;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    if (this.client && this.client !== this.#own) {
      this.#own?.destroy();
      this.#own = undefined;
      this.#setProblem(undefined);
    } else if (!this.#own || !this.client || changed.has('host') || changed.has('services')) {
      this.#createOwn();
    }
    this.#follow(this.client);
    this.#clientProvider.setValue(this.client);
    this.#messagesProvider.setValue(this.messages);
    this.#authenticate();
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  #createOwn(): void {
    this.#own?.destroy();
    this.#own = undefined;
    try {
      this.#own = createParagon({host: this.host || undefined, services: this.services});
      this.#setProblem(undefined);
    } catch (cause) {
      this.#fail(toParagonError(cause));
    }
    this.client = this.#own;
  }

  #authenticate(): void {
    const {client} = this;
    const source = this.#source();
    if (!client || !this.projectId || !source) {
      this.#signOut();
      if (client && (client === this.#own || this.projectId || source)) this.#warnLater();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // A new `getToken` for the same project is no new user: frameworks make a new function each time they draw.
    const key = JSON.stringify([
      this.projectId,
      typeof source === 'string' ? source : !this.getToken && this.tokenEndpoint,
    ]);
    if (this.#signIn?.client === client && this.#signIn.key === key) return;
    this.#signIn?.attempt.abort();
    const attempt = new AbortController();
    this.#signIn = {client, key, attempt};
    this.#setProblem(undefined);
    client.authenticate(this.projectId, source, {signal: attempt.signal}).catch((cause: unknown) => {
      if (attempt.signal.aborted) return;
      const error = toParagonError(cause);
      // What the session itself tells has been told already.
      const isKnown =
        ['aborted', 'session_changed'].includes(error.code) || client.$session.get().status === 'failed';
      if (!isKnown) this.#fail(error);
    });
  }

  /** Whoever takes the token away signs the user out. */
  #signOut(): void {
    if (!this.#signIn) return;
    const {client, attempt} = this.#signIn;
    this.#signIn = undefined;
    attempt.abort();
    client.logout();
  }

  #source(): TokenSource | undefined {
    if (this.getToken) return () => this.getToken?.() ?? '';
    if (this.token) return this.token;
    return this.tokenEndpoint ? () => fetchTokenFrom(this.tokenEndpoint) : undefined;
  }

  #warnLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#signIn || !this.isConnected || this.client?.$session.get().status !== 'signed-out') return;
      const missing = this.projectId ? 'a token: set token-endpoint, getToken or token' : 'project-id';
      this.#fail(new ParagonError('not_authenticated', `<${this.localName}> lacks ${missing}.`));
    }, GRACE);
  }

  #follow(client: ParagonClient | undefined): void {
    if (client === this.#following) return;
    this.#stopSession?.();
    this.#following = client;
    this.#status = client?.$session.get().status ?? 'signed-out';
    this.#stopSession = client?.$session.listen((session) => {
      const before = this.#status;
      this.#status = session.status;
      if (session.status === 'failed') this.#fail(session.error);
      if (session.status !== 'signed-in' || before === 'signed-in') return;
      this.#setProblem(undefined);
      emit(this, 'paragon-authenticate', {user: client.getUser()});
      if (!hasLeft()) return;
      client
        .resumeInstall()
        .catch((cause: unknown) =>
          emit(this, 'paragon-error', {error: toParagonError(cause), stage: 'oauth'}),
        );
    });
  }
  #following: ParagonClient | undefined;

  #fail(error: ParagonError): void {
    this.#setProblem(error);
    warnOnce(`provider ${error.message}`, `<${this.localName}>: ${error.message}`);
    emit(this, 'paragon-error', {error, stage: 'authenticate'});
  }

  #setProblem(error: ParagonError | undefined): void {
    this.#problemProvider.setValue(error);
  }
}

/** This tab was at a provider, and comes back from there. */
function hasLeft(): boolean {
  try {
    // eslint-disable-next-line no-restricted-globals -- only whether there is an entry
    return DEPARTURE_KEY in sessionStorage;
  } catch {
    return false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'paragon-provider': ParagonProvider;
  }
}
