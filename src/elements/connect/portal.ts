import {LitElement, html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';
import {ClientController} from '../../controllers/client-controller.js';
import {MarkdownView} from '../../controllers/markdown-view.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import {SessionController} from '../../controllers/session-controller.js';
import {toParagonError, type ParagonError} from '../../core/errors.js';
import {callSafely} from '../../core/events.js';
import type {
  Credential,
  InstallFlow,
  InstallOptions,
  IntegrationConfig,
  ParagonClient,
} from '../../core/types/index.js';
import {enPortal} from '../../i18n/en-portal.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {accountName} from '../../internal/account-name.js';
import {accountsOf, targetOptions, targetedAccounts} from '../../internal/accounts.js';
import {emit, type ParagonElementEventMap, type ParagonErrorStage} from '../../internal/emit.js';
import {iconTile, readableName} from '../../internal/icon.js';
import {localeOf} from '../../internal/locale.js';
import {colorOf, metadataOf} from '../../internal/integration.js';
import {loadOnce} from '../../core/load-once.js';
import {errorNotice, notice, retryButton} from '../../internal/notice.js';
import {setBrand} from '../../styles/brand.js';
import type {ParagonInstallFlow} from '../install-flow/install-flow.js';
import {accountList, statusText, type Confirmation} from './accounts.js';
import {flowParts, portalParts} from './parts.js';
import {styles} from './portal.styles.js';

type FocusTarget = 'keep' | 'disconnect' | 'continue' | 'title' | 'main';

/**
 * The Connect Portal of one integration: what it is, the user's accounts of it, and the way to connect one.
 * `<paragon-connect>` and `paragon.connect()` show it; pages do not use it themselves.
 *
 * @tag paragon-portal
 * @csspart base - Everything.
 * @csspart dialog - The panel: the native dialog, or the section that stands in its place.
 * @csspart header - Icon, name, status and the close button.
 * @csspart icon - The tile with the integration's icon.
 * @csspart title - The integration's name.
 * @csspart status - Whether it is connected.
 * @csspart close-button - Closes the dialog.
 * @csspart body - What scrolls.
 * @csspart description - The short description.
 * @csspart success - Says that the account was connected.
 * @csspart accounts - The list of accounts.
 * @csspart account - One account.
 * @csspart account-name - What the account is called.
 * @csspart account-since - Since when it is connected.
 * @csspart account-status - Its status.
 * @csspart disconnect-button - Asks to disconnect the account.
 * @csspart confirm - The question before disconnecting.
 * @csspart confirm-button - Disconnects.
 * @csspart keep-button - Does not.
 * @csspart reconnect-button - Signs in again to an account that no longer works.
 * @csspart resume-button - Goes on with an account that lacks details.
 * @csspart overview - The long description.
 * @csspart footer - Holds the main button.
 * @csspart discard - The question before giving up what was entered.
 * @csspart discard-button - Gives it up.
 * @csspart continue-button - Does not.
 * @csspart connect-button - Connects an account.
 * @csspart retry-button - Tries again what failed.
 * @csspart notice - A message about trouble.
 * @csspart notice-title - Its first line.
 * @csspart notice-text - Its second line.
 */
export class ParagonPortal extends LitElement {
  static override styles = styles;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-portal', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Integration to show. */
  @property() integration = '';
  /** Drawn as a modal dialog, opened with `show()`. */
  @property({type: Boolean}) modal = false;
  /** Options of the install. */
  @property({attribute: false}) options: InstallOptions = {};
  /** An install that is under way already, to be drawn at once. */
  @property({attribute: false}) running: InstallFlow | undefined;
  /** Client to use. */
  @property({attribute: false}) client: ParagonClient | undefined;
  /** Texts. */
  @property({attribute: false}) messages: PartialMessages | undefined;
  /** The element that fires the events; default: this one. */
  @property({attribute: false}) owner: HTMLElement | undefined;
  /** Called when the user has closed the dialog. */
  @property({attribute: false}) onClosed: (() => void) | undefined;
  /** Called when an install begins or ends. */
  @property({attribute: false}) onFlowChange: ((isFlowing: boolean) => void) | undefined;

  @state() private confirmation: Confirmation | undefined;
  @state() private announcement = '';
  /** The account was just connected; said until the user does something else. */
  @state() private hasSucceeded = false;
  @state() private isRefreshing = false;
  /** It is being asked whether to give up what was entered. */
  @state() private isDiscarding = false;
  /** Why the install flow could not be loaded. */
  @state() private flowFailure: ParagonError | undefined;

  private get root(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('.root');
  }
  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot?.querySelector<HTMLDialogElement>('dialog');
  }
  private get heading(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('.title');
  }
  private get flow(): ParagonInstallFlow | null {
    return this.renderRoot?.querySelector<ParagonInstallFlow>('paragon-install-flow');
  }

  #clients = new ClientController(this);
  #messages = new MessagesController(this, enPortal);
  #session = new SessionController(
    this,
    this.#clients,
    () => undefined,
    () => true,
  );
  #markdown = new MarkdownView(this, 3);
  #isShown = false;
  /** Loaded beside the portal, which can be read meanwhile. */
  #flowLoading: Promise<boolean> | undefined;
  /** Account whose disconnecting was thought better of. */
  #keptId = '';
  /** What had the focus in the form when the portal was about to be closed. */
  #entered: HTMLElement | undefined;
  #focusNext: FocusTarget | undefined;

  /** Opens the dialog. */
  async show(): Promise<void> {
    this.#isShown = true;
    await this.updateComplete;
    if (!this.#isShown || !this.dialog) return;
    if (!this.dialog.open) this.dialog.showModal();
    this.#focus('main');
  }

  /** Closes the dialog without telling, and gives up what was begun in it. */
  hide(): void {
    this.#isShown = false;
    this.dialog?.close();
    this.#reset();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Inside an element of ours, pages reach the parts through that element.
    if (this.owner) this.setAttribute('exportparts', portalParts);
    void this.#loadFlow();
    // A dialog that is moved in the page leaves the top layer: put it back.
    if (!this.#isShown || !this.dialog) return;
    this.dialog.removeAttribute('open');
    this.dialog.showModal();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('integration') && this.hasUpdated) this.#reset();
  }

  protected override render() {
    const messages = this.#messages.value;
    const panel = html`
      <div part="header" class="header">
        ${iconTile(this.#name, this.#metadata?.icon)}
        <div class="heading-text">
          <h2 part="title" class="title" id="title" tabindex="-1">${this.#name}</h2>
          ${this.#statusText()}
        </div>
        ${
          this.modal
            ? html`<button
                part="close-button"
                class="close"
                type="button"
                aria-label=${messages.close}
                @click=${() => this.#mayClose() && this.dialog?.close()}
              >
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" /></svg>
              </button>`
            : nothing
        }
      </div>
      <div part="body" class="body">${this.#body()}</div>
      ${this.isDiscarding ? this.#discardQuestion() : this.#footer()}
      <p class="sr" role="status">${this.announcement}</p>
    `;
    return html`<div part="base" class="root">
      ${
        this.modal
          ? html`<dialog
              part="dialog"
              class="panel"
              aria-labelledby="title"
              @cancel=${this.#onDialogCancel}
              @close=${this.#onClose}
              @click=${this.#onBackdrop}
            >
              ${panel}
            </dialog>`
          : html`<section part="dialog" class="panel" aria-labelledby="title">${panel}</section>`
      }
    </div>`;
  }

  protected override updated(): void {
    setBrand(this.root, colorOf(this.#clients.value, this.integration));
    const target = this.#focusNext;
    this.#focusNext = undefined;
    if (target) this.#focus(target);
  }

  get #metadata() {
    return metadataOf(this.#clients.value, this.integration);
  }

  get #record() {
    return this.#clients.value.$integrations.get().get(this.integration);
  }

  get #name(): string {
    return this.#metadata?.name ?? readableName(this.integration);
  }

  get #accounts(): readonly Credential[] {
    return accountsOf(this.#clients.value.$user.get(), this.integration);
  }

  get #shownAccounts(): readonly Credential[] {
    return targetedAccounts(this.#accounts, this.options);
  }

  get #isFlowing(): boolean {
    const status = this.flow?.state?.status;
    // What is under way elsewhere only waits for the part that draws it.
    return status ? status === 'active' || status === 'failed' : !!this.running && !this.flowFailure;
  }

  #config(): IntegrationConfig | undefined {
    try {
      return this.#clients.value.getIntegrationConfig(this.integration);
    } catch {
      return undefined;
    }
  }

  #statusText(): unknown {
    if (this.#session.value.status === 'loading') return nothing;
    const messages = this.#messages.value;
    const accounts = this.#shownAccounts;
    const account = accounts.find(({status}) => status !== 'VALID') ?? accounts[0];
    return account
      ? statusText('status', account.status, messages.status[account.status])
      : statusText('status', '', messages.notConnected);
  }

  #body(): TemplateResult {
    const messages = this.#messages.value;
    const session = this.#session.value;
    const isFlowing = this.#isFlowing;
    const config = session.status === 'ready' || isFlowing ? this.#config() : undefined;
    // The flow stays in the page all the time: its window has to open inside the click that starts it.
    return html`
      ${
        this.hasSucceeded
          ? html`<p part="success" class="success">
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <circle cx="12" cy="12" r="10" />
                <path d="M8 12.5l2.7 2.7L16 9.5" /></svg
              ><span>${messages.completeTitle(this.#name)}</span>
            </p>`
          : nothing
      }
      ${!isFlowing && config?.shortDescription ? html`<p part="description" class="description">${config.shortDescription}</p>` : nothing}
      <paragon-install-flow
        exportparts=${flowParts}
        ?hidden=${!isFlowing}
        .integration=${this.integration}
        .client=${this.#clients.value}
        .messages=${messages}
        .origin=${this.options.origin ?? this}
        .running=${this.running}
        .accountType=${this.options.accountType}
        .allowMultipleCredentials=${!!this.options.allowMultipleCredentials}
        .oauthTimeout=${this.options.oauthTimeout}
        .overrideRedirectUrl=${this.options.overrideRedirectUrl}
        @paragon-stage-change=${this.#onFlow}
        @paragon-cancel=${this.#onFlow}
        @paragon-complete=${this.#onFlow}
        @paragon-error=${this.#onFlow}
      ></paragon-install-flow>
      ${isFlowing ? nothing : this.#content(config)}
    `;
  }

  #content(config: IntegrationConfig | undefined): unknown {
    const messages = this.#messages.value;
    const session = this.#session.value;
    if (session.status === 'failed') return this.#trouble(session.error, () => this.#refresh());
    if (session.status === 'loading') {
      return html`<div class="skeleton" role="img" aria-label=${messages.loading}>
        <span></span><span></span><span></span>
      </div>`;
    }
    const accounts = this.#shownAccounts;
    const overview = this.#markdown.render(config?.longDescription ?? '');
    return html`
      ${this.flowFailure ? this.#trouble(this.flowFailure, () => this.#loadFlowAgain()) : nothing}
      ${
        this.#isLimited
          ? notice({tone: 'warning', title: messages.limitReachedTitle, text: messages.limitReachedText})
          : nothing
      }
      ${
        accounts.length
          ? accountList(accounts, {
              messages,
              name: this.#name,
              locale: localeOf(this),
              confirmation: this.confirmation,
              onReconnect: (account) => this.#connect(account),
              onResume: (account) => this.#resume(account),
              onDisconnect: (account) => this.#askToDisconnect(account),
              onConfirm: (account) => void this.#disconnect(account),
              onKeep: () => this.#keep(),
            })
          : nothing
      }
      ${
        overview
          ? html`<section part="overview" class="section" aria-label=${messages.overview}>
              <div class="markdown">${overview}</div>
            </section>`
          : nothing
      }
    `;
  }

  get #isLimited(): boolean {
    return !!this.#record?.connectedUserLimitReached && !this.#accounts.length;
  }

  #footer(): unknown {
    const messages = this.#messages.value;
    const accounts = this.#shownAccounts;
    const isIdle = !this.#isFlowing && this.#session.value.status === 'ready' && !this.#isLimited;
    if (!isIdle || !this.#metadata || (accounts.length && !this.options.allowMultipleCredentials))
      return nothing;
    return html`<div part="footer" class="footer">
      <button
        part="connect-button"
        class="button ${accounts.length ? '' : 'primary'}"
        type="button"
        @click=${() => this.#connect()}
      >
        ${accounts.length ? messages.connectAnother : messages.connect(this.#name)}
      </button>
      ${accounts.length ? nothing : html`<p class="muted">${messages.connectHint(this.#name)}</p>`}
    </div>`;
  }

  #trouble(error: ParagonError, onRetry: () => Promise<void>): TemplateResult {
    const messages = this.#messages.value;
    const actions = retryButton(messages, error, () => void onRetry(), this.isRefreshing);
    return errorNotice(messages, error, {actions, isAlert: true});
  }

  /** Runs in the user's click: the provider window may open right here. */
  #connect(account?: Credential): void {
    if (!this.flow) return;
    // Beside the accounts that are shown, the button connects a further one: it names none of them.
    const further = this.#shownAccounts.length ? {} : targetOptions(this.#accounts, this.options);
    const target = account ? {selectedCredentialId: account.id} : further;
    this.flow.selectedCredentialId = target.selectedCredentialId;
    this.flow.externalId = 'externalId' in target ? target.externalId : undefined;
    this.#forgetNews();
    this.#run((flow) => flow.start());
  }

  #resume(account: Credential): void {
    if (!this.flow) return;
    this.flow.selectedCredentialId = this.flow.externalId = undefined;
    this.#forgetNews();
    this.#run((flow) => flow.resume(account.id));
  }

  /** At once, as a rule. A click that comes before the flow is there still counts a moment later. */
  #run(begin: (flow: ParagonInstallFlow) => void): void {
    const {flow} = this;
    if (!flow) return;
    if (typeof flow.start === 'function') begin(flow);
    else void this.#loadFlow().then((isLoaded) => isLoaded && begin(flow));
  }

  /** Tells whether the flow is there. After a failure the next click tries again. */
  #loadFlow(): Promise<boolean> {
    this.#flowLoading ??= loadOnce(() => import('../install-flow/install-flow.define.js'))
      .load()
      .then(
        () => {
          this.flowFailure = undefined;
          this.requestUpdate();
          return true;
        },
        (cause: unknown) => {
          this.#flowLoading = undefined;
          this.flowFailure = toParagonError(cause);
          this.#report(this.flowFailure, 'portal');
          return false;
        },
      );
    return this.#flowLoading;
  }

  async #loadFlowAgain(): Promise<void> {
    this.isRefreshing = true;
    const isLoaded = await this.#loadFlow();
    this.isRefreshing = false;
    // The button that had the focus is gone once it has worked.
    if (isLoaded) this.#focusNext = 'main';
  }

  #onFlow(event: CustomEvent): void {
    event.stopPropagation();
    this.isDiscarding = false;
    this.requestUpdate();
    this.onFlowChange?.(this.#isFlowing);
    if (event.type === 'paragon-error') {
      const {error, stage} = (event as CustomEvent<ParagonElementEventMap['paragon-error']>).detail;
      this.#report(error, stage);
    } else if (event.type === 'paragon-complete') {
      this.hasSucceeded = true;
      this.announcement = this.#messages.value.completeTitle(this.#name);
      this.#focusNext = 'title';
    } else if (event.type === 'paragon-cancel') {
      this.#focusNext = 'main';
    }
  }

  #askToDisconnect(account: Credential): void {
    const detail = {integration: this.integration, credentialId: account.id};
    if (!emit(this.owner ?? this, 'paragon-disconnect-request', detail, {cancelable: true})) return;
    this.#forgetNews();
    this.confirmation = {credentialId: account.id, busy: false};
    this.#focusNext = 'keep';
  }

  #keep(): void {
    this.#keptId = this.confirmation?.credentialId ?? '';
    this.confirmation = undefined;
    this.#focusNext = 'disconnect';
  }

  async #disconnect(account: Credential): Promise<void> {
    const mine: Confirmation = {credentialId: account.id, busy: true};
    this.confirmation = mine;
    try {
      await this.#clients.value.uninstallIntegration(this.integration, {
        selectedCredentialId: account.id,
        origin: this.options.origin,
      });
      if (this.confirmation !== mine) return;
      this.confirmation = undefined;
      this.announcement = this.#messages.value.disconnected(accountName(account) ?? this.#name);
      this.#focusNext = 'main';
    } catch (cause) {
      const error = toParagonError(cause);
      if (this.confirmation === mine) this.confirmation = {credentialId: account.id, busy: false, error};
      this.#report(error, 'disconnect');
    }
  }

  async #refresh(): Promise<void> {
    this.isRefreshing = true;
    // How it went is the session's to tell.
    await this.#clients.value.refresh().catch(() => undefined);
    this.isRefreshing = false;
    // The button that had the focus is gone once it has worked.
    if (this.#session.value.status === 'ready') this.#focusNext = 'main';
  }

  #report(error: ParagonError, stage: ParagonErrorStage): void {
    callSafely(() => this.options.onError?.(error));
    emit(this.owner ?? this, 'paragon-error', {error, stage});
  }

  /** Asks before a form is lost that was begun; asked a second time, it closes. */
  #mayClose(): boolean {
    if (this.isDiscarding || !this.flow?.hasUnsavedInput) return true;
    const inside = this.flow.shadowRoot?.activeElement;
    this.#entered = inside instanceof HTMLElement ? inside : undefined;
    this.isDiscarding = true;
    this.#focusNext = 'continue';
    return false;
  }

  #onDialogCancel(event: Event): void {
    if (event.target === this.dialog && !this.#mayClose()) event.preventDefault();
  }

  #discardQuestion(): TemplateResult {
    const messages = this.#messages.value;
    return html`<div part="discard" class="footer" role="group" aria-labelledby="discard-title">
      <p id="discard-title" class="notice-title">${messages.discardTitle}</p>
      <div class="actions">
        <button
          part="continue-button"
          class="button"
          type="button"
          aria-describedby="discard-title"
          @click=${() => this.#continue()}
        >
          ${messages.discardKeep}
        </button>
        <button
          part="discard-button"
          class="button danger"
          type="button"
          @click=${() => this.dialog?.close()}
        >
          ${messages.discardConfirm}
        </button>
      </div>
    </div>`;
  }

  #continue(): void {
    this.isDiscarding = false;
    (this.#entered ?? this.flow?.shadowRoot?.querySelector<HTMLElement>('.heading') ?? this.heading)?.focus();
  }

  #forgetNews(): void {
    this.hasSucceeded = false;
    this.announcement = '';
  }

  #reset(): void {
    this.flow?.cancel?.();
    // A flow that had drawn nothing ends without a word.
    this.onFlowChange?.(false);
    this.isDiscarding = false;
    this.confirmation = undefined;
    this.#forgetNews();
  }

  #onClose(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#reset();
    this.onClosed?.();
  }

  /** A click beside the panel closes it, unless something is being filled in. */
  #onBackdrop(event: MouseEvent): void {
    if (event.target === this.dialog && !this.#isFlowing) this.dialog?.close();
  }

  #focus(target: FocusTarget): void {
    const find = (part: string) => this.renderRoot.querySelector<HTMLElement>(`[part=${part}]`);
    const main = () => find('reconnect-button') ?? find('resume-button') ?? find('connect-button');
    const wanted = {
      keep: () => find('keep-button'),
      disconnect: () =>
        this.renderRoot.querySelector<HTMLElement>(`[data-credential="${CSS.escape(this.#keptId)}"]`),
      continue: () => find('continue-button'),
      title: () => this.heading,
      main,
    }[target]();
    (wanted ?? this.heading)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'paragon-portal': ParagonPortal;
  }
}
