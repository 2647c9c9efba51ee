import {LitElement, html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {ClientController} from '../../controllers/client-controller.js';
import {EventsController} from '../../controllers/events-controller.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import {SessionController} from '../../controllers/session-controller.js';
import {IntegrationNotFoundError, ParagonError, toParagonError} from '../../core/errors.js';
import type {
  InstallFlow,
  InstallFlowOptions,
  InstallFlowState,
  ParagonClient,
} from '../../core/types/index.js';
import {enShell} from '../../i18n/en-shell.js';
import {addStyles} from '../../internal/add-styles.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {emit, type ParagonErrorStage} from '../../internal/emit.js';
import {readableName} from '../../internal/icon.js';
import {colorOf, metadataOf} from '../../internal/integration.js';
import {loadOnce} from '../../core/load-once.js';
import {errorNotice, retryButton} from '../../internal/notice.js';
import {setStates} from '../../internal/states.js';
import {usableTimeout} from '../../internal/timeout.js';
import {warnOnce} from '../../internal/warn-once.js';
import {setBrand} from '../../styles/brand.js';
import {styles} from './install-flow.styles.js';
import type {StagesView, StageView} from './stages.js';

const IDLE: InstallFlowState = {status: 'idle'};

/**
 * Connects one integration, stage by stage: account type, instruction, inputs, the provider's window.
 *
 * @tag paragon-install-flow
 * @fires {CustomEvent<{stage: string}>} paragon-stage-change - Another stage is shown.
 * @fires {CustomEvent<IntegrationInstallEvent>} paragon-complete - The flow has ended and the account is connected.
 * @fires {CustomEvent<{integration: string}>} paragon-cancel - The flow was given up.
 * @fires {CustomEvent<IntegrationInstallEvent & {user: ConnectUser}>} paragon-integration-install - The integration was connected through this element.
 * @fires {CustomEvent<{error: ParagonError, stage: string}>} paragon-error - A step failed; it can be tried again. Closing the provider window counts.
 * @csspart base - Everything.
 * @csspart start-button - The button that starts the flow.
 * @csspart heading - The title of the stage.
 * @csspart status - The sentence below it, which is announced when it changes.
 * @csspart stage - The content of the stage.
 * @csspart option - An account type.
 * @csspart instruction - What the user has to do outside.
 * @csspart link-button - A link of the instruction.
 * @csspart copy-button - A button that copies a text.
 * @csspart form - The form of a stage with inputs.
 * @csspart field - An input with its label, hint and error.
 * @csspart label - The title of an input.
 * @csspart hint - The help of an input.
 * @csspart input - A text field.
 * @csspart select - A dropdown.
 * @csspart switch - A switch.
 * @csspart affix - Text before or after a field.
 * @csspart reveal-button - Shows or hides a password.
 * @csspart error - What is wrong with an input.
 * @csspart summary - How many inputs are wrong.
 * @csspart unsupported - Stands for an input of an unknown type.
 * @csspart next-button - Goes on to the next stage.
 * @csspart open-button - Opens the provider window again.
 * @csspart redirect-button - Signs in at the provider in this tab.
 * @csspart cancel-button - Gives up.
 * @csspart retry-button - Tries again what failed.
 * @csspart progress - Moves while the provider window is awaited.
 * @csspart notice - A message about trouble; `notice-title` and `notice-text` are its lines.
 * @csspart notice-title
 * @csspart notice-text
 * @cssprop [--paragon-color-accent] - Background of the main button; default: the integration's own colour.
 * @cssprop [--paragon-color-on-accent] - Text on the accent; default: black or white, whichever stands out.
 * @cssstate active - While a stage is shown.
 * @cssstate busy - While an answer of the service is awaited.
 * @cssstate failed - While an error is shown.
 * @cssstate complete - After the account was connected.
 */
export class ParagonInstallFlow extends LitElement {
  static override properties = {
    integration: {},
    autostart: {type: Boolean},
    accountType: {attribute: 'account-type'},
    externalId: {attribute: 'external-id'},
    selectedCredentialId: {attribute: 'selected-credential-id'},
    allowMultipleCredentials: {type: Boolean, attribute: 'allow-multiple-credentials'},
    oauthTimeout: {type: Number, attribute: 'oauth-timeout'},
    overrideRedirectUrl: {attribute: 'override-redirect-url'},
    client: {attribute: false},
    messages: {attribute: false},
    origin: {attribute: false},
    running: {attribute: false},
  };

  static override styles = styles;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-install-flow', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Integration to connect, for example `salesforce`. */
  integration = '';
  /** Starts by itself as soon as the user is signed in. A provider window opened without a click may be blocked. */
  autostart = false;
  /** Chooses the account type beforehand. */
  accountType: string | readonly string[] | undefined;
  /** Your own name for the new account; unique within the integration. */
  externalId: string | undefined;
  /** Account to replace, by id or external id; its settings and workflows stay. */
  selectedCredentialId: string | undefined;
  /** Connects a further account beside the ones there are. */
  allowMultipleCredentials = false;
  /** Milliseconds that the provider window may take; default 10 minutes. */
  oauthTimeout: number | undefined;
  /** Where the provider sends the user back to, if not to the service. */
  overrideRedirectUrl: string | undefined;
  /** Client to use; wins over the one from the nearest `<paragon-provider>`. */
  client: ParagonClient | undefined;
  /** Texts that differ from the provider's or from English. */
  messages: PartialMessages | undefined;
  /** Who asks, for the client's events; default: this element. A portal around it sets its own element. */
  origin: object | undefined;
  /** An install that is under way already: drawn instead of one of its own. Set it before the element is connected. */
  running: InstallFlow | undefined;

  private get root(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('.root');
  }
  private get heading(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('.heading');
  }
  private get startButton(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('[part=start-button]');
  }

  #internals = this.attachInternals();
  #clients = new ClientController(this);
  #messages = new MessagesController(this, enShell);
  #session = new SessionController(
    this,
    this.#clients,
    (error) => this.#report(error, 'authenticate'),
    () => !!this.origin,
  );
  #stages: StagesView | undefined;
  #stagesLoading: Promise<void> | undefined;
  #flow: InstallFlow | undefined;
  #flowClient: ParagonClient | undefined;
  #stopFlow: (() => void) | undefined;
  #state: InstallFlowState = IDLE;
  #isRestarting = false;
  /** Integration of the flow that was begun. */
  #runs: string | undefined;
  /** An error that no longer holds, as the user has signed in again. */
  #forgiven: ParagonError | undefined;
  /** Why the stages could not be loaded. */
  #stagesFailure: ParagonError | undefined;
  #isRefreshing = false;
  #hasAutostarted = false;
  #mayMoveFocus = false;
  #shownKey = '';
  #reported: ParagonError | undefined;
  #problem: ParagonError | undefined;

  constructor() {
    super();
    new EventsController(
      this,
      () => this.#clients.value,
      (origin) => origin === this,
    );
  }

  /** Where the flow stands, as one value. */
  get state(): InstallFlowState {
    return this.#state;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element disconnects and reconnects it at once; only a real removal cancels.
    queueMicrotask(() => this.isConnected || this.#dropFlow());
  }

  /**
   * Starts to connect. Call it inside a user gesture, or the provider window is blocked. A flow that is under way goes
   * on; its provider window comes to the front.
   */
  start(): void {
    if (this.#state.status === 'active' && this.#runs === this.integration) {
      if (this.#state.stage.stage === 'oauth') this.#answer((flow) => flow.openWindow());
      return;
    }
    this.#run((flow) => flow.start(this.integration, this.#installOptions()));
  }

  /** The stage holds something that was entered and not sent yet. */
  get hasUnsavedInput(): boolean {
    return this.#state.status === 'active' && !!this.#stages?.isDirty;
  }

  /** Goes on with an account whose set-up was not finished. */
  resume(credentialId: string): void {
    this.#run((flow) => flow.resume(this.integration, credentialId, this.#installOptions()));
  }

  /** Gives up: closes the provider window and stops waiting. An account that is already connected stays. */
  cancel(): void {
    // Also a flow that has not drawn anything yet, as its machinery is still on its way.
    const isDrawn = this.#state.status === 'active';
    void this.#flow?.cancel();
    if (!isDrawn) this.#setState(IDLE);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const {value: client} = this.#clients;
    if (this.#flowClient && client !== this.#flowClient) this.#dropFlow();
    if (changed.has('integration') && this.hasUpdated) {
      this.#hasAutostarted = false;
      if (this.#runs !== undefined && this.#runs !== this.integration) this.#dropFlow();
    }
    this.#problem = this.#findProblem();
    const {status} = this.#state;
    setStates(this.#internals, {
      active: status === 'active',
      busy: this.#state.status === 'active' && this.#state.busy,
      failed: !!this.#shownError,
      complete: status === 'complete',
    });
  }

  protected override render() {
    const view = this.#view();
    return html`
      <div part="base" class="root">
        ${keyed(
          this.#viewKey(),
          view.heading
            ? html`<h3 part="heading" class="heading" tabindex="-1">${view.heading}</h3>`
            : nothing,
        )}
        <p part="status" class="status ${view.news ? 'sr' : ''}" role="status">${view.news || view.lead}</p>
        ${this.#errorOf()} ${keyed(this.#viewKey(), html`<div part="stage" class="stage">${view.body}</div>`)}
      </div>
    `;
  }

  protected override updated(): void {
    if (this.isConnected && this.#session.value.status === 'ready') this.#ensureFlow();
    setBrand(this.root, colorOf(this.#clients.value, this.integration));
    const key = this.#viewKey();
    if (key !== this.#shownKey) {
      this.#shownKey = key;
      // A portal around it shows or hides this element in the same task; WebKit would focus what is hidden, too.
      if (this.#mayMoveFocus)
        queueMicrotask(() => !this.hidden && (this.heading ?? this.startButton)?.focus());
    }
    if (this.#problem) this.#reportProblem(this.#problem);
    const canStart = this.autostart && !this.#hasAutostarted && this.integration && !this.#problem;
    if (canStart && this.#session.value.status === 'ready' && this.#state.status === 'idle') {
      this.#hasAutostarted = true;
      this.#start(false);
    }
  }

  #start(byUser: boolean): void {
    this.start();
    this.#mayMoveFocus = byUser;
  }

  /** Runs in the user's click: the provider window may open right here. */
  #run(begin: (flow: InstallFlow) => void): void {
    const flow = this.#ensureFlow();
    this.#mayMoveFocus = true;
    this.#shownKey = '';
    this.#reported = undefined;
    this.#runs = this.integration;
    this.#stages?.forget();
    // A flow that is replaced was not given up.
    this.#isRestarting = true;
    begin(flow);
    this.#isRestarting = false;
  }

  /** Made before it is needed: it loads a part of itself, and has to be there in the user's click. */
  #ensureFlow(): InstallFlow {
    const client = this.#clients.value;
    if (this.#flow && this.#flowClient !== client) this.#dropFlow();
    if (!this.#flow) {
      this.#flowClient = client;
      this.#flow = this.running ?? client.createInstallFlow();
      this.#stopFlow = this.#flow.$state.listen((state) => this.#setState(state));
      if (this.running) this.#takeOver(this.running);
    }
    void this.#loadStages();
    return this.#flow;
  }

  #takeOver({$state}: InstallFlow): void {
    this.#runs = this.integration;
    this.#mayMoveFocus = true;
    this.#setState($state.get());
  }

  /** How the stages look is a module of its own: most visitors never start a flow. */
  #loadStages(): Promise<void> {
    this.#stagesLoading ??= loadOnce(() => import('./stages.js'))
      .load()
      .then(
        ({StagesView, stageStyles}) => {
          addStyles(this, stageStyles);
          this.#stages = new StagesView(this);
          this.#stagesFailure = undefined;
          this.#enter();
          this.requestUpdate();
        },
        (cause: unknown) => {
          this.#stagesLoading = undefined;
          this.#stagesFailure = toParagonError(cause);
          this.requestUpdate();
          if (this.#state.status === 'active') this.#report(this.#stagesFailure, 'start');
        },
      );
    return this.#stagesLoading;
  }

  #installOptions(): InstallFlowOptions {
    return {
      accountType: this.accountType || undefined,
      externalId: this.externalId || undefined,
      selectedCredentialId: this.selectedCredentialId || undefined,
      allowMultipleCredentials: this.allowMultipleCredentials,
      oauthTimeout: usableTimeout(this.oauthTimeout),
      overrideRedirectUrl: this.overrideRedirectUrl || undefined,
      origin: this.origin ?? this,
    };
  }

  #setState(state: InstallFlowState): void {
    const before = this.#state;
    if (state.status === 'cancelled' && this.#isRestarting) return;
    this.#state = state;
    this.requestUpdate();
    const stage = state.status === 'active' ? state.stage : undefined;
    const stageBefore = before.status === 'active' ? before.stage : undefined;
    // An error changes the state, not the stage; coming back to a stage is a new one.
    if (stage !== stageBefore) this.#enter();
    if (stage && stage.stage !== stageBefore?.stage) emit(this, 'paragon-stage-change', {stage: stage.stage});
    if (state.status === 'complete') emit(this, 'paragon-complete', state.event);
    if (state.status === 'cancelled') emit(this, 'paragon-cancel', {integration: state.integration});
    const error = 'error' in state ? state.error : undefined;
    if (error && stage) this.#stages?.takeError(error, stage);
    if (error && error.code !== 'aborted') this.#report(error, stage?.stage ?? 'start');
  }

  #enter(): void {
    const stage = this.#state.status === 'active' ? this.#state.stage : undefined;
    this.#stages?.enter(stage, {client: this.#clients.value, integration: this.integration});
  }

  #dropFlow(): void {
    const state = this.#state;
    this.#stopFlow?.();
    void this.#flow?.cancel();
    this.#stages?.forget();
    this.#flow = this.#flowClient = this.#stopFlow = this.#runs = undefined;
    this.#state = IDLE;
    this.requestUpdate();
    // Whoever removes it knows; a portal around it does not know that its client was exchanged.
    if (this.isConnected && (state.status === 'active' || state.status === 'failed')) {
      emit(this, 'paragon-cancel', {integration: state.integration});
    }
  }

  #findProblem(): ParagonError | undefined {
    if (this.hidden) return undefined;
    if (!this.integration)
      return new ParagonError('invalid_argument', 'The attribute "integration" is missing.');
    if (this.#session.value.status !== 'ready' || metadataOf(this.#clients.value, this.integration))
      return undefined;
    return new IntegrationNotFoundError(this.integration);
  }

  #reportProblem(error: ParagonError): void {
    warnOnce(`${this.localName} ${error.message}`, `<${this.localName}>: ${error.message}`);
    if (this.#reported?.message !== error.message) this.#report(error, 'start');
  }

  #report(error: ParagonError, stage: ParagonErrorStage): void {
    if (error === this.#reported) return;
    this.#reported = error;
    emit(this, 'paragon-error', {error, stage});
  }

  #viewKey(): string {
    const state = this.#state;
    if (state.status !== 'active') return state.status;
    return this.#stages ? state.stage.stage : 'loading';
  }

  #view(): StageView {
    const messages = this.#messages.value;
    const name = metadataOf(this.#clients.value, this.integration)?.name ?? readableName(this.integration);
    const state = this.#state;
    if (state.status === 'active') {
      if (!this.#stages) {
        return {
          heading: '',
          body: this.#stagesFailure ? this.#notice(this.#stagesFailure) : this.#skeleton(),
        };
      }
      return this.#stages.view(state, name, {
        answer: (step) => this.#answer(step),
        onCancel: () => this.cancel(),
      });
    }
    if (state.status === 'complete') {
      return {heading: messages.completeTitle(name), lead: messages.completeText, body: nothing};
    }
    const session = this.#session.value;
    if (this.#problem) return {heading: '', body: errorNotice(messages, this.#problem)};
    if (session.status === 'failed') return {heading: '', body: this.#notice(session.error)};
    if (session.status === 'loading') {
      return {heading: '', body: this.#skeleton()};
    }
    if (state.status === 'failed' && this.#shownError) return {heading: '', body: nothing};
    return {
      heading: '',
      body: html`<div class="actions">
        <button part="start-button" class="button primary" type="button" @click=${() => this.#start(true)}>
          ${messages.connect(name)}
        </button>
      </div>`,
    };
  }

  #skeleton(): TemplateResult {
    return html`<div class="skeleton" role="img" aria-label=${this.#messages.value.loading}></div>`;
  }

  get #shownError(): ParagonError | undefined {
    const error = 'error' in this.#state ? this.#state.error : undefined;
    return error === this.#forgiven ? undefined : error;
  }

  #errorOf(): TemplateResult | typeof nothing {
    const state = this.#state;
    const error = this.#shownError;
    if (!error || (state.status === 'active' && !this.#stages) || this.#stages?.isAtFields(error))
      return nothing;
    // A stage of its own brings its own way on; what could not start needs one here.
    return state.status === 'failed' || error.code === 'unauthorized'
      ? this.#notice(error)
      : errorNotice(this.#stages?.messages ?? this.#messages.value, error, {isAlert: true});
  }

  #notice(error: ParagonError): TemplateResult {
    const messages = this.#stages?.messages ?? this.#messages.value;
    const isSession = this.#session.value.status === 'failed' || error.code === 'unauthorized';
    const onRetry = () => {
      if (isSession) void this.#refresh(error);
      else if (error === this.#stagesFailure) void this.#loadStages();
      else this.#start(true);
    };
    // What was begun can always be left.
    const canCancel = this.#runs !== undefined && (this.#state.status === 'failed' || !this.#stages);
    const retry = retryButton(messages, error, onRetry, this.#isRefreshing);
    const cancel = canCancel
      ? html`<button part="cancel-button" class="button quiet" type="button" @click=${() => this.#leave()}>
          ${messages.cancel}
        </button>`
      : undefined;
    const actions = retry || cancel ? [retry, cancel] : undefined;
    return errorNotice(messages, error, {isAlert: true, actions});
  }

  /** Leaves a flow that could not go on. */
  #leave(): void {
    const {integration} = this;
    this.#runs = undefined;
    const isDrawn = this.#state.status === 'active';
    this.cancel();
    if (!isDrawn) emit(this, 'paragon-cancel', {integration});
  }

  /** Signs in again. The stage that had failed for want of it is there to be answered again. */
  async #refresh(error: ParagonError): Promise<void> {
    this.#isRefreshing = true;
    this.requestUpdate();
    try {
      await this.#clients.value.refresh();
      this.#forgiven = error;
      this.#isRefreshing = false;
      this.requestUpdate();
      await this.updateComplete;
      (this.heading ?? this.startButton)?.focus();
    } catch (cause) {
      this.#isRefreshing = false;
      this.requestUpdate();
      if (this.#session.value.status !== 'failed') this.#report(toParagonError(cause), 'authenticate');
    }
  }

  #answer(step: (flow: InstallFlow) => void | Promise<void>): void {
    this.#mayMoveFocus = true;
    try {
      // A refused answer is part of the flow's state; what rejects is an answer that came too late.
      if (this.#flow) void Promise.resolve(step(this.#flow)).catch(() => undefined);
    } catch {
      // The stage has changed meanwhile, and with it the buttons.
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'paragon-install-flow': ParagonInstallFlow;
  }
}
