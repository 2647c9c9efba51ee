import {LitElement, html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {ClientController} from '../../controllers/client-controller.js';
import {EventsController} from '../../controllers/events-controller.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import {SessionController} from '../../controllers/session-controller.js';
import {IntegrationNotFoundError, toParagonError, type ParagonError} from '../../core/errors.js';
import {featureMissing} from '../../core/features.js';
import {loadOnce} from '../../core/load-once.js';
import type {InstallOptions, ParagonClient, PortalRequest, PortalView} from '../../core/types/index.js';
import {enShell} from '../../i18n/en-shell.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {accountsOf, statusOf, targetOptions, targetedAccounts} from '../../internal/accounts.js';
import {addStyles} from '../../internal/add-styles.js';
import {emit, type ParagonErrorStage} from '../../internal/emit.js';
import {iconTile, readableName} from '../../internal/icon.js';
import {colorOf, metadataOf} from '../../internal/integration.js';
import {errorNotice, retryButton} from '../../internal/notice.js';
import {setStates} from '../../internal/states.js';
import {usableTimeout} from '../../internal/timeout.js';
import {warnOnce} from '../../internal/warn-once.js';
import {whenIdle} from '../../internal/when-idle.js';
import {setBrand} from '../../styles/brand.js';
import type {CatalogueController} from './catalogue.js';
import {styles} from './connect.styles.js';
import type {ParagonPortal} from './portal.js';

/**
 * Connects the signed-in user to integrations. With `integration`: a button that opens its Connect Portal in a dialog;
 * with `inline` the portal is drawn in place. Without `integration`: the catalogue of all integrations with a search.
 *
 * @tag paragon-connect
 * @slot - Label of the button; default: "Connect Slack", or "Manage Slack" once it is connected.
 * @fires {CustomEvent<IntegrationInstallEvent & {user: ConnectUser}>} paragon-integration-install - An integration was connected through this element.
 * @fires {CustomEvent<IntegrationUninstallEvent & {user: ConnectUser}>} paragon-integration-uninstall - An integration was disconnected through this element.
 * @fires {CustomEvent<WorkflowStateChangeEvent & {user: ConnectUser}>} paragon-workflow-change - A workflow was changed through this element.
 * @fires {CustomEvent<PortalEvent & {user: ConnectUser}>} paragon-portal-open - The portal was opened.
 * @fires {CustomEvent<PortalEvent & {user: ConnectUser}>} paragon-portal-close - The portal was closed.
 * @fires {CustomEvent<{integration: string, credentialId: string, value: TriggerValue}>} paragon-trigger-change - A trigger was set up in the portal; `value` is what a trigger subscription takes.
 * @fires {CustomEvent<{integration: string, credentialId: string}>} paragon-disconnect-request - Cancelable, before the user is asked whether to disconnect.
 * @fires {CustomEvent<{error: ParagonError, stage: string}>} paragon-error - Something failed; `stage` tells where. The element shows it and a way on.
 * @csspart base - Everything.
 * @csspart button - The button.
 * @csspart icon - The integration's icon.
 * @csspart status - The live region of the catalogue.
 * @csspart notice - A message about trouble.
 * @csspart notice-title - Its first line.
 * @csspart notice-text - Its second line.
 * @csspart retry-button - Tries again what failed.
 * @csspart search - The search of the catalogue.
 * @csspart search-input - Its text field.
 * @csspart clear-button - Clears the search.
 * @csspart list - The cards of the catalogue.
 * @csspart card - An integration in the catalogue.
 * @csspart card-name - Its name.
 * @csspart card-description - What it is good for.
 * @csspart card-status - Whether it is connected.
 * @csspart empty - Stands for an empty list.
 * @csspart portal - The portal. Its own parts are `portal__…`, those of the install flow in it `install-flow__…`, those of settings `input__…`.
 * @cssprop [--paragon-color-accent] - Background of the main button; default: the integration's own colour.
 * @cssprop [--paragon-color-on-accent] - Text on the accent; default: black or white, whichever stands out.
 * @cssprop [--paragon-color-surface] - Background of dialog, cards and fields.
 * @cssprop [--paragon-color-text] - Text.
 * @cssprop [--paragon-color-muted] - Less important text.
 * @cssprop [--paragon-color-border] - Lines between things.
 * @cssprop [--paragon-color-danger] - Errors, and what cannot be undone.
 * @cssprop [--paragon-color-warning] - What needs attention.
 * @cssprop [--paragon-color-success] - What is connected.
 * @cssprop [--paragon-color-focus] - Outline of what has the focus.
 * @cssprop [--paragon-font] - Font family; default: the page's.
 * @cssprop [--paragon-font-size=1rem] - Size of the text; everything else follows it.
 * @cssprop [--paragon-radius=10px] - Roundness of corners.
 * @cssprop [--paragon-space=8px] - Unit of all distances.
 * @cssprop [--paragon-shadow] - Shadow of the dialog.
 * @cssprop [--paragon-duration=160ms] - Length of transitions.
 * @cssstate loading - While the user is being signed in.
 * @cssstate failed - While a message about trouble is shown.
 * @cssstate connected - The integration is connected.
 * @cssstate attention - The account no longer works, or its set-up is not finished.
 * @cssstate connecting - While the user is on the way through an install.
 * @cssstate open - While the portal is open.
 */
export class ParagonConnect extends LitElement {
  static override properties = {
    integration: {},
    open: {type: Boolean, reflect: true},
    inline: {type: Boolean},
    accountType: {attribute: 'account-type'},
    externalId: {attribute: 'external-id'},
    selectedCredentialId: {attribute: 'selected-credential-id'},
    selectedConfigurationId: {attribute: 'selected-configuration-id'},
    allowMultipleCredentials: {type: Boolean, attribute: 'allow-multiple-credentials'},
    oauthTimeout: {type: Number, attribute: 'oauth-timeout'},
    overrideRedirectUrl: {attribute: 'override-redirect-url'},
    triggers: {type: Boolean},
    dropdowns: {attribute: false},
    mapObjectFields: {attribute: false},
    client: {attribute: false},
    messages: {attribute: false},
    request: {state: true},
    failure: {state: true},
    isRefreshing: {state: true},
    isPortalLoaded: {state: true},
    isConnecting: {state: true},
  };

  static override styles = styles;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-connect', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Integration to connect, for example `slack`. Without it all are shown. */
  integration = '';
  /** Whether the portal is open. */
  open = false;
  /** Draws the portal in place instead of a button. */
  inline = false;
  /** Chooses the account type beforehand. */
  accountType: string | readonly string[] | undefined;
  /** Your own name for the account; unique within the integration. */
  externalId: string | undefined;
  /** Account to show, by id or external id. */
  selectedCredentialId: string | undefined;
  /** Configuration to show, by id or external id. */
  selectedConfigurationId: string | undefined;
  /** Lets the user connect several accounts. */
  allowMultipleCredentials = false;
  /** Milliseconds that the provider window may take; default 10 minutes. */
  oauthTimeout: number | undefined;
  /** Where the provider sends the user back to, if not to the service. */
  overrideRedirectUrl: string | undefined;
  /** Adds a tab with the triggers to the portal; what is set up there is told by `paragon-trigger-change`. */
  triggers = false;
  /** Options of custom dropdowns, by their key: lists, or functions that load them. */
  dropdowns: InstallOptions['dropdowns'];
  /** Fields of your application for field mappings, by their object's name. */
  mapObjectFields: InstallOptions['mapObjectFields'];
  /** Client to use; wins over the one from the nearest `<paragon-provider>`. */
  client: ParagonClient | undefined;
  /** Texts that differ from the provider's or from English. */
  messages: PartialMessages | undefined;

  private request: PortalRequest | undefined;
  /** Why the portal could not be shown. */
  private failure: ParagonError | undefined;
  private isRefreshing = false;
  private isPortalLoaded = false;
  private isConnecting = false;

  #internals = this.attachInternals();
  #clients = new ClientController(this);
  #messages = new MessagesController(this, enShell);
  #session = new SessionController(this, this.#clients, (error) => this.#report(error, 'authenticate'));
  #loader = loadOnce(() => import('./portal.define.js'));
  #isPrefetched = false;
  /** The card whose portal is wanted, in the catalogue. */
  #chosen = '';
  /** The card whose portal was wanted last. */
  #last = '';
  /** `connect()` was called, and its portal is not shown yet or still open. */
  #isAsked = false;
  #cards: CatalogueController | undefined;
  #cardsLoading: Promise<void> | undefined;
  #reportedProblem = '';
  #problem: ParagonError | undefined;
  readonly #view: PortalView = {
    show: (request) => this.#showPortal(request),
    hide: () => this.#hidePortal(),
  };

  constructor() {
    super();
    new EventsController(
      this,
      () => this.#clients.value,
      (origin) => origin === this,
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element disconnects and reconnects it at once; only a real removal closes the portal.
    queueMicrotask(() => void (this.isConnected || this.hide()));
  }

  /** Focuses the button, or the first thing that can be. (`delegatesFocus` would also do so for clicks on text.) */
  override focus(options?: FocusOptions): void {
    this.#find('button, input')?.focus(options);
  }

  #find<T extends HTMLElement>(selector: string): T | null {
    return this.renderRoot?.querySelector<T>(selector);
  }

  /** Opens the portal. */
  show(): void {
    this.open = true;
  }

  /** Closes the portal. An install that has not ended is given up. */
  hide(): void {
    this.open = false;
    this.#close();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('integration') && this.hasUpdated) {
      this.#close();
      this.failure = undefined;
    }
    if (changed.has('open') && !this.open) this.#close();
    this.#problem = this.#findProblem();
    const session = this.#session.value;
    const status = this.integration ? this.#status() : undefined;
    setStates(this.#internals, {
      loading: session.status === 'loading',
      failed: session.status === 'failed' || !!this.#problem || !!this.failure,
      connected: status === 'VALID',
      attention: status === 'INVALID' || status === 'PENDING',
      connecting: this.isConnecting,
      open: !!this.request,
    });
  }

  protected override render() {
    return html`
      <div part="base" class="root">
        ${this.integration ? (this.inline ? this.#inlinePortal() : this.#button()) : this.#catalogue()}
        ${this.#dialog()}
      </div>
    `;
  }

  protected override updated(): void {
    setBrand(
      this.#find('.root'),
      this.integration ? colorOf(this.#clients.value, this.integration) : undefined,
    );
    if (!this.integration) this.#loadCatalogue();
    else if (this.inline && !this.failure && !this.isPortalLoaded) this.#loadInline();
    else this.#prefetch();
    if (this.#problem) this.#reportProblem(this.#problem);
    // It changes what the client knows, and that draws anew: not while this drawing is going on.
    if (this.open) queueMicrotask(() => this.#openIfWanted());
  }

  #openIfWanted(): void {
    const type = this.integration || this.#chosen;
    if (
      !this.isConnected ||
      !this.open ||
      this.inline ||
      this.#isAsked ||
      !type ||
      this.#session.value.status !== 'ready'
    )
      return;
    if (this.#problem) return;
    this.#isAsked = true;
    this.failure = undefined;
    const client = this.#clients.value;
    const options = this.#installOptions();
    const target = targetOptions(accountsOf(client.$user.get(), type), options);
    client
      .connect(type, {...options, ...target, view: this.#view})
      .catch((cause: unknown) => this.#onConnectFailed(toParagonError(cause)));
  }

  #onConnectFailed(error: ParagonError): void {
    if (error.code === 'portal_closed' || error.code === 'aborted') return;
    this.#hidePortal();
    this.failure = error;
    this.#report(error, 'portal');
  }

  /** What the portal and its install are about. The portal itself finds out which account that is. */
  #installOptions(): InstallOptions {
    return {
      accountType: this.accountType || undefined,
      externalId: this.externalId || undefined,
      selectedCredentialId: this.selectedCredentialId || undefined,
      selectedConfigurationId: this.selectedConfigurationId || undefined,
      allowMultipleCredentials: this.allowMultipleCredentials,
      oauthTimeout: usableTimeout(this.oauthTimeout),
      overrideRedirectUrl: this.overrideRedirectUrl || undefined,
      dropdowns: this.dropdowns,
      mapObjectFields: this.mapObjectFields,
      origin: this,
    };
  }

  async #showPortal(request: PortalRequest): Promise<void> {
    await this.#load();
    if (!this.#isAsked) return;
    this.request = request;
    await this.updateComplete;
    await this.#find<ParagonPortal>('paragon-portal')?.show();
  }

  /** The client takes the portal away, or it could not be shown. */
  #hidePortal(): void {
    this.#isAsked = false;
    this.#last = this.#chosen;
    if (this.request) this.#find<ParagonPortal>('paragon-portal')?.hide();
    this.request = undefined;
    this.isConnecting = false;
    this.open = false;
    this.#focusOpener();
  }

  /** The page wants it closed, or the user has closed it. */
  #close(): void {
    if (!this.#isAsked) return;
    const {request} = this;
    this.#hidePortal();
    if (request) request.onClosed();
    else this.#clients.value.closePortal();
  }

  #focusOpener(): void {
    if (!this.isConnected) return;
    const opener = this.#chosen
      ? this.#find(`[data-type="${CSS.escape(this.#chosen)}"]`)
      : this.#find('[part=button]');
    this.#chosen = '';
    // The catalogue may have put it elsewhere meanwhile; a dialog looks for its opener too early for that.
    if (opener) void this.updateComplete.then(() => opener.focus());
  }

  /** The portal is a module of its own: most visitors never open it. */
  #load(): Promise<unknown> {
    return this.#loader.load().then(() => (this.isPortalLoaded = true));
  }

  /** Ahead of a click a failure is nobody's concern yet: the click tries again. */
  #hint(): void {
    this.#load().catch(() => undefined);
  }

  /** Once the page has nothing better to do, so that the first click finds the portal there. */
  #prefetch(): void {
    if (this.#isPrefetched || !this.isConnected) return;
    this.#isPrefetched = true;
    whenIdle(() => this.isConnected && this.#hint());
  }

  /** In place the portal is what should be seen, and so is why it cannot be. */
  #loadInline(): void {
    this.#load().catch((cause: unknown) => this.#failInline(toParagonError(cause)));
  }

  #failInline(error: ParagonError): void {
    if (this.failure || !this.inline) return;
    this.failure = error;
    this.#report(error, 'portal');
  }

  #button(): unknown {
    const messages = this.#messages.value;
    // A button that cannot work promises too much.
    if (this.#problem || (this.#session.value.status === 'failed' && !this.request)) return this.#trouble();
    const name = this.#metadata?.name ?? readableName(this.integration);
    const prefetch = () => this.#hint();
    const label = this.#status() ? messages.manage(name) : messages.connect(name);
    const isWaiting = this.open && !this.request;
    return html`
      <button
        part="button"
        class="button ${this.#status() ? '' : 'primary'}"
        type="button"
        aria-haspopup="dialog"
        aria-busy=${isWaiting ? 'true' : 'false'}
        @pointerenter=${prefetch}
        @focus=${prefetch}
        @click=${() => this.show()}
      >
        ${isWaiting ? nothing : iconTile(name, this.#metadata?.icon)}
        <slot>${label}</slot>
      </button>
      ${this.#trouble()}
    `;
  }

  #catalogue(): TemplateResult {
    const client = this.#clients.value;
    const {status} = this.#session.value;
    if (status === 'failed') return html`${this.#trouble()}`;
    if (!this.#cards && this.failure) return html`${this.#trouble()}`;
    if (status === 'loading' || !this.#cards) return skeleton(this.#messages.value.loading);
    return html`
      ${this.#trouble()}
      ${this.#cards.render({
        client,
        onOpen: (type) => this.#openCard(type),
        onHint: () => this.#hint(),
      })}
    `;
  }

  /** A module of its own, with its own styles: a page with a button has no use for it. */
  #loadCatalogue(): void {
    this.#cardsLoading ??= loadOnce(() => import('./catalogue.js'))
      .load()
      .then(
        ({CatalogueController, catalogueStyles}) => {
          this.#cards = new CatalogueController(this);
          addStyles(this, catalogueStyles);
          this.requestUpdate();
        },
        (cause: unknown) => {
          this.failure = toParagonError(cause);
          this.#report(this.failure, 'portal');
        },
      );
  }

  #inlinePortal(): TemplateResult {
    if (this.#problem || (this.failure && !this.isPortalLoaded)) return html`${this.#trouble()}`;
    if (!this.isPortalLoaded) {
      return html`<div class="skeleton-panel" role="img" aria-label=${this.#messages.value.loading}></div>`;
    }
    return this.#portal(this.integration, false);
  }

  #dialog(): unknown {
    return this.request ? this.#portal(this.request.integration, true) : nothing;
  }

  #portal(integration: string, modal: boolean): TemplateResult {
    return html`<paragon-portal
      part="portal"
      .integration=${integration}
      .modal=${modal}
      .options=${this.#installOptions()}
      .client=${this.#clients.value}
      .messages=${this.messages}
      .triggers=${this.triggers}
      .owner=${this as HTMLElement}
      .onClosed=${() => this.#close()}
      .onFlowChange=${(isFlowing: boolean) => (this.isConnecting = isFlowing)}
    ></paragon-portal>`;
  }

  #trouble(): TemplateResult | typeof nothing {
    const session = this.#session.value;
    const error = this.#problem ?? (session.status === 'failed' ? session.error : this.failure);
    // Inside an open portal the portal tells.
    if (!error || this.request) return nothing;
    const messages = this.#messages.value;
    const onRetry = () => (error === this.failure ? this.#retry() : void this.#refresh());
    const actions = retryButton(messages, error, onRetry, this.isRefreshing);
    return html`<div class=${this.integration ? 'trouble' : ''}>
      ${errorNotice(messages, error, {actions, isAlert: true})}
    </div>`;
  }

  #retry(): void {
    this.failure = undefined;
    if (!this.integration && !this.#cards) {
      this.#cardsLoading = undefined;
      this.requestUpdate();
    } else if (this.inline) {
      this.#loadInline();
    } else {
      this.#chosen = this.#last;
      this.show();
    }
  }

  async #refresh(): Promise<void> {
    this.isRefreshing = true;
    // How it went is the session's to tell.
    await this.#clients.value.refresh().catch(() => undefined);
    this.isRefreshing = false;
    await this.updateComplete;
    // The button that had the focus is gone once it has worked.
    if (this.#session.value.status === 'ready') this.focus();
  }

  #openCard(type: string): void {
    this.#chosen = type;
    this.open = true;
    // A second click after a failure changes no property.
    this.requestUpdate();
  }

  get #metadata() {
    return metadataOf(this.#clients.value, this.integration);
  }

  #status() {
    const accounts = accountsOf(this.#clients.value.$user.get(), this.integration);
    return statusOf(targetedAccounts(accounts, this.#installOptions()));
  }

  #findProblem(): ParagonError | undefined {
    if (this.#session.value.status !== 'ready') return undefined;
    if (this.integration && !this.#metadata) return new IntegrationNotFoundError(this.integration);
    // Nothing can be connected with what the plan lacks.
    const isMissing = this.mapObjectFields && !this.#clients.value.hasFeature('dfm');
    return isMissing ? featureMissing('dfm') : undefined;
  }

  #reportProblem(error: ParagonError): void {
    if (this.#reportedProblem === error.message) return;
    this.#reportedProblem = error.message;
    warnOnce(`${this.localName} ${error.message}`, `<${this.localName}>: ${error.message}`);
    this.#report(error, 'portal');
  }

  #report(error: ParagonError, stage: ParagonErrorStage): void {
    emit(this, 'paragon-error', {error, stage});
  }
}

/** The shape of the catalogue before it is there, so that nothing jumps afterwards. */
const skeleton = (label: string): TemplateResult => html`
  <div class="skeleton" role="img" aria-label=${label}>
    <div class="skeleton-search"></div>
    <div class="list">${[0, 1, 2, 3, 4, 5].map(() => html`<div class="skeleton-card"></div>`)}</div>
  </div>
`;

declare global {
  interface HTMLElementTagNameMap {
    'paragon-connect': ParagonConnect;
  }
}
