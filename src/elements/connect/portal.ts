import {LitElement, html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {ClientController} from '../../controllers/client-controller.js';
import type {LazyPartController} from '../../controllers/lazy-part-controller.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import {SessionController} from '../../controllers/session-controller.js';
import type {ParagonError} from '../../core/errors.js';
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
import {accountsOf, statusOf, targetOptions} from '../../internal/accounts.js';
import {emit, type ParagonErrorStage} from '../../internal/emit.js';
import {readableName} from '../../internal/icon.js';
import {localeOf} from '../../internal/locale.js';
import {colorOf, metadataOf} from '../../internal/integration.js';
import {errorNotice, retryButton} from '../../internal/notice.js';
import {setBrand} from '../../styles/brand.js';
import {accountList, runningWorkflows, statusText} from './accounts.js';
import {discardQuestion, skeleton, successBanner} from './blocks.js';
import {Disconnecting} from './disconnecting.js';
import {Installing} from './installing.js';
import {UserLimit} from './obstacles.js';
import {Panels, type PanelContent} from './panels.js';
import {OwnSources} from './own-sources.js';
import {portalParts} from './parts.js';
import {portalHeader} from './portal-header.js';
import {styles} from './portal.styles.js';
import {shownOf, type Choice, type Shown} from './selected.js';
import {forUsers} from './trouble.js';

type FocusTarget = 'keep' | 'disconnect' | 'continue' | 'title' | 'main';

/**
 * The Connect Portal of one integration: what it is, the user's accounts of it, and the way to connect one.
 * `<paragon-connect>` and `paragon.connect()` show it; pages do not use it themselves.
 *
 * @tag paragon-portal
 * @fires {CustomEvent<{integration: string, credentialId: string, value: unknown}>} paragon-trigger-change - What to listen to at the provider was chosen or changed.
 * @csspart base - Everything.
 * @csspart dialog - The panel: the native dialog, or the section that stands in its place.
 * @csspart header - Icon, name, status and the close button.
 * @csspart icon - The tile with the integration's icon.
 * @csspart title - The integration's name.
 * @csspart status - Whether it is connected.
 * @csspart close-button - Closes the dialog.
 * @csspart body - What scrolls.
 * @csspart tabs - The tabs.
 * @csspart tab - One of them; the open one is `tab-selected`, too.
 * @csspart tab-selected - The open one.
 * @csspart panel - What a tab shows.
 * @csspart description - The short description, below the name.
 * @csspart success - Says that the account was connected.
 * @csspart accounts - The list of accounts.
 * @csspart account - One account.
 * @csspart account-name - What the account is called.
 * @csspart account-radio - Selects the account whose settings are shown.
 * @csspart account-since - Since when it is connected.
 * @csspart account-refreshed - When it was last refreshed.
 * @csspart account-status - Its status.
 * @csspart disconnect-button - Asks to disconnect the account.
 * @csspart confirm - The question before disconnecting.
 * @csspart confirm-list - The workflows that stop.
 * @csspart confirm-button - Disconnects.
 * @csspart keep-button - Does not.
 * @csspart reconnect-button - Signs in again to an account that no longer works.
 * @csspart resume-button - Goes on with an account that lacks details.
 * @csspart overview - The long description.
 * @csspart configuration-select - Chooses one of several configurations.
 * @csspart locked - Why nothing can be changed.
 * @csspart settings - The settings of the integration.
 * @csspart settings-list - Settings of the integration or of a workflow.
 * @csspart setting - One setting. The parts of its input have their own names.
 * @csspart save-state - Whether what was changed in a section is saved.
 * @csspart save-error - Says that a setting could not be saved.
 * @csspart save-retry-button - Tries again to save it.
 * @csspart workflows - The workflows.
 * @csspart workflows-list - Their list.
 * @csspart workflow - One workflow.
 * @csspart workflow-title - What it is called.
 * @csspart workflow-info - What it does.
 * @csspart workflow-switch - Switches it on and off.
 * @csspart workflow-error - Why it could not be switched.
 * @csspart empty - Stands for what is not there.
 * @csspart skeleton - Stands for what is loading.
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
  static override properties = {
    integration: {},
    modal: {type: Boolean},
    options: {attribute: false},
    running: {attribute: false},
    triggers: {type: Boolean},
    client: {attribute: false},
    messages: {attribute: false},
    owner: {attribute: false},
    onClosed: {attribute: false},
    onFlowChange: {attribute: false},
    announcement: {state: true},
    hasSucceeded: {state: true},
    isRefreshing: {state: true},
    isDiscarding: {state: true},
    choice: {state: true},
  };

  static override styles = styles;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-portal', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Integration to show. */
  integration = '';
  /** Drawn as a modal dialog, opened with `show()`. */
  modal = false;
  /** Options of the install. */
  options: InstallOptions = {};
  /** An install that is under way already, to be drawn at once. */
  running: InstallFlow | undefined;
  /** Shows what can be listened to at the provider, too. */
  triggers = false;
  /** Client to use. */
  client: ParagonClient | undefined;
  /** Texts. */
  messages: PartialMessages | undefined;
  /** The element that fires the events; default: this one. */
  owner: HTMLElement | undefined;
  /** Called when the user has closed the dialog. */
  onClosed: (() => void) | undefined;
  /** Called when an install begins or ends. */
  onFlowChange: ((isFlowing: boolean) => void) | undefined;

  private announcement = '';
  /** The account was just connected; said until the user does something else. */
  private hasSucceeded = false;
  private isRefreshing = false;
  /** It is being asked whether to give up what was entered. */
  private isDiscarding = false;
  /** The account and the configuration that the user has chosen. */
  private choice: Choice = {};

  private get root(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('.root');
  }
  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot?.querySelector<HTMLDialogElement>('dialog');
  }
  private get heading(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('.title');
  }
  #clients: ClientController = new ClientController(this);
  #messages = new MessagesController(this, enPortal);
  #session = new SessionController(
    this,
    this.#clients,
    () => undefined,
    () => true,
  );
  #installing = new Installing(this, {
    onFailed: (error, stage) => this.#report(error, stage),
    onChange: () => {
      this.isDiscarding = false;
      this.requestUpdate();
      this.onFlowChange?.(this.#isFlowing);
    },
    onComplete: (credentialId) => this.#onConnected(credentialId),
    onCancelled: () => (this.#focusNext = 'main'),
  });
  #panels = new Panels(this, {
    onFailed: (error) => this.#report(error, 'portal'),
    trouble: (error, part) => this.#trouble(error, () => this.#loadAgain(part)),
    onConfiguration: (choice) => this.#choose(choice),
    onTrigger: (credentialId, value) =>
      emit(this.owner ?? this, 'paragon-trigger-change', {
        integration: this.integration,
        credentialId,
        value,
      }),
  });
  #disconnecting = new Disconnecting(this, {
    disconnect: ({id}) =>
      this.#clients.value.uninstallIntegration(this.integration, {
        selectedCredentialId: id,
        origin: this.options.origin,
      }),
    onDone: (account) => this.#onDisconnected(account),
    onFailed: (error) => this.#report(error, 'disconnect'),
  });
  #limit = new UserLimit(this);
  #isShown = false;
  #focusNext: FocusTarget | undefined;

  constructor() {
    super();
    // Of a dialog, `connect()` does this.
    new OwnSources(this, () =>
      this.modal
        ? undefined
        : {client: this.#clients.value, integration: this.integration, options: this.options},
    );
  }

  /** Opens the dialog. */
  async show(): Promise<void> {
    this.#isShown = true;
    await this.updateComplete;
    if (!this.#isShown || !this.dialog) return;
    if (!this.dialog.open) this.dialog.showModal();
    this.#focus('main');
  }

  /** Closes the dialog without telling, and gives up what was begun in it. Edited settings are saved all the same. */
  hide(): void {
    this.#isShown = false;
    this.dialog?.close();
    this.#reset();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Inside an element of ours, pages reach the parts through that element.
    if (this.owner) this.setAttribute('exportparts', portalParts);
    void this.#installing.part.load();
    // A dialog that is moved in the page leaves the top layer: put it back.
    if (!this.#isShown || !this.dialog) return;
    this.dialog.removeAttribute('open');
    this.dialog.showModal();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('integration') || !this.hasUpdated) return;
    this.#reset();
    this.choice = {};
    this.#panels.open(undefined);
  }

  protected override render(): TemplateResult {
    const messages = this.#messages.value;
    const config = this.#config;
    const content = this.#panelContent(config);
    const hasTabs = !!content && !this.#isFlowing && this.#panels.tabsOf(content).length > 1;
    const panel = html`
      ${portalHeader({
        name: this.#name,
        icon: this.#metadata?.icon,
        description: config?.shortDescription ?? '',
        hasOverview: !this.#isFlowing && !!config?.longDescription.trim(),
        status: this.#statusText(),
        closeLabel: messages.close,
        onClose: this.modal ? () => this.#mayClose() && this.dialog?.close() : undefined,
      })}
      <div part="body" class="body">${this.#body(content)}</div>
      ${
        this.isDiscarding
          ? discardQuestion(
              messages,
              () => this.#continue(),
              () => this.dialog?.close(),
            )
          : this.#footer()
      }
      <p class="sr" role="status">${this.announcement}</p>
    `;
    const style = hasTabs ? 'panel tall' : 'panel';
    return html`<div part="base" class="root">
      ${
        this.modal
          ? html`<dialog
              part="dialog"
              class=${style}
              aria-labelledby="title"
              @cancel=${this.#onDialogCancel}
              @close=${this.#onClose}
              @click=${this.#onBackdrop}
            >
              ${panel}
            </dialog>`
          : html`<section part="dialog" class=${style} aria-labelledby="title">${panel}</section>`
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

  get #shown(): Shown {
    return shownOf(this.#clients.value.$user.get(), this.integration, this.options, this.choice);
  }

  get #isFlowing(): boolean {
    return this.#installing.isActive(this.running);
  }

  get #config(): IntegrationConfig | undefined {
    if (this.#session.value.status !== 'ready' && !this.#isFlowing) return undefined;
    try {
      return this.#clients.value.getIntegrationConfig(this.integration);
    } catch {
      return undefined;
    }
  }

  #panelContent(config: IntegrationConfig | undefined): PanelContent | undefined {
    if (!config || this.#session.value.status !== 'ready') return undefined;
    return {
      client: this.#clients.value,
      integration: this.integration,
      name: this.#name,
      config,
      shown: this.#shown,
      isWithheld: !!this.#record?.noPermissionWorkflows?.length,
      hasTriggers: this.triggers,
      messages: this.#messages.value,
      ownMessages: this.messages,
      locale: localeOf(this),
      origin: this.options.origin ?? this,
    };
  }

  #statusText(): unknown {
    // Of an account nothing is known until the service has answered.
    if (this.#session.value.status !== 'ready') return nothing;
    const messages = this.#messages.value;
    const status = statusOf(this.#shown.accounts);
    return status
      ? statusText('status', status, messages.status[status])
      : statusText('status', '', messages.notConnected);
  }

  #body(content: PanelContent | undefined): TemplateResult {
    const messages = this.#messages.value;
    const {integration, options, running} = this;
    const client = this.#clients.value;
    return html`
      ${this.hasSucceeded ? successBanner(messages.completeTitle(this.#name)) : nothing}
      ${this.#installing.render({client, integration, options, running, messages}, options.origin ?? this)}
      ${this.#isFlowing ? nothing : this.#content(content)}
    `;
  }

  #content(content: PanelContent | undefined): unknown {
    const messages = this.#messages.value;
    const session = this.#session.value;
    if (session.status === 'failed') return this.#trouble(session.error, () => this.#refresh());
    if (session.status === 'loading') return skeleton(messages.loading);
    const {accounts, account} = this.#shown;
    const {part} = this.#installing;
    return html`
      ${part.failure ? this.#trouble(part.failure, () => this.#loadAgain(part)) : nothing}
      ${this.#limit.render({
        client: this.#clients.value,
        messages,
        isReached: () => this.#isLimited,
        onGone: () => (this.#focusNext = 'main'),
        onFailed: (error) => this.#report(error, 'portal'),
      })}
      ${accounts.length ? this.#accountList(accounts, account, content?.config) : nothing}
      ${content && !this.#isLimited ? this.#panels.render(content) : nothing}
    `;
  }

  #accountList(
    accounts: readonly Credential[],
    selected: Credential | undefined,
    config: IntegrationConfig | undefined,
  ): TemplateResult {
    return accountList(accounts, {
      messages: this.#messages.value,
      name: this.#name,
      locale: localeOf(this),
      selected,
      confirmation: this.#disconnecting.confirmation,
      runningWorkflows: (account) => runningWorkflows(account, config),
      onSelect: (account) => this.#choose({credentialId: account.id}),
      onReconnect: (account) => this.#connect(account),
      onResume: (account) => this.#resume(account),
      onDisconnect: (account) => this.#askToDisconnect(account),
      onConfirm: (account) => void this.#disconnecting.confirm(account),
      onKeep: () => {
        this.#disconnecting.keep();
        this.#focusNext = 'disconnect';
      },
    });
  }

  #choose(choice: Choice): void {
    this.#panels.flush();
    this.#forgetNews();
    this.choice = choice;
  }

  get #isLimited(): boolean {
    return !!this.#record?.connectedUserLimitReached && !this.#accounts.length;
  }

  #footer(): unknown {
    const messages = this.#messages.value;
    const {accounts} = this.#shown;
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

  #trouble(cause: ParagonError, onRetry: () => Promise<void>): TemplateResult {
    const messages = this.#messages.value;
    const error = forUsers(cause);
    const actions = retryButton(messages, error, () => void onRetry(), this.isRefreshing);
    return errorNotice(messages, error, {actions, isAlert: true});
  }

  /** Runs in the user's click: the provider window may open right here. */
  #connect(account?: Credential): void {
    // Beside the accounts that are shown, the button connects a further one: it names none of them.
    const further = this.#shown.accounts.length ? {} : targetOptions(this.#accounts, this.options);
    this.#forgetNews();
    this.#panels.flush();
    this.#installing.connect(account ? {selectedCredentialId: account.id} : further);
  }

  #resume(account: Credential): void {
    this.#forgetNews();
    this.#panels.flush();
    this.#installing.resume(account.id);
  }

  async #loadAgain(part: LazyPartController<unknown>): Promise<void> {
    this.isRefreshing = true;
    const loaded = await part.load();
    this.isRefreshing = false;
    // The button that had the focus is gone once it has worked.
    if (loaded) this.#focusNext = 'main';
  }

  /** On to what can be set for the new account. */
  #onConnected(credentialId: string): void {
    this.choice = {credentialId};
    this.#panels.open('configuration');
    this.hasSucceeded = true;
    this.announcement = this.#messages.value.completeTitle(this.#name);
    this.#focusNext = 'title';
  }

  #askToDisconnect(account: Credential): void {
    const detail = {integration: this.integration, credentialId: account.id};
    if (!emit(this.owner ?? this, 'paragon-disconnect-request', detail, {cancelable: true})) return;
    this.#forgetNews();
    this.#disconnecting.ask(account);
    this.#focusNext = 'keep';
  }

  #onDisconnected(account: Credential): void {
    this.#panels.forget(this.#clients.value, account.id);
    this.announcement = this.#messages.value.disconnected(accountName(account) ?? this.#name);
    this.#focusNext = 'main';
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
    if (this.isDiscarding || !this.#installing.hasUnsavedInput) return true;
    this.#installing.rememberFocus();
    this.isDiscarding = true;
    this.#focusNext = 'continue';
    return false;
  }

  #onDialogCancel(event: Event): void {
    if (event.target === this.dialog && !this.#mayClose()) event.preventDefault();
  }

  #continue(): void {
    this.isDiscarding = false;
    if (!this.#installing.focus()) this.heading?.focus();
  }

  #forgetNews(): void {
    this.hasSucceeded = false;
    this.announcement = '';
  }

  #reset(): void {
    this.#panels.flush();
    this.#installing.cancel();
    // A flow that had drawn nothing ends without a word.
    this.onFlowChange?.(false);
    this.isDiscarding = false;
    this.#disconnecting.reset();
    this.#limit.forget();
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
    const find = (part: string) => this.renderRoot.querySelector<HTMLElement>(`[part~=${part}]`);
    const main = () => find('reconnect-button') ?? find('resume-button') ?? find('connect-button');
    const wanted = {
      keep: () => find('keep-button'),
      disconnect: () =>
        this.renderRoot.querySelector<HTMLElement>(
          `[data-credential="${CSS.escape(this.#disconnecting.keptId)}"]`,
        ),
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
