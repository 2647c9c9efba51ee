import {LitElement, html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {ClientController} from '../../controllers/client-controller.js';
import {LazyPartController} from '../../controllers/lazy-part-controller.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import {SessionController} from '../../controllers/session-controller.js';
import {IntegrationNotFoundError, ParagonError} from '../../core/errors.js';
import {FILE_PICKER_TYPES} from '../../core/external-file-picker.js';
import type {FilePickerOptions, ParagonClient, PickedFile} from '../../core/types/index.js';
import {enFilePickerButton} from '../../i18n/en-file-picker-button.js';
import {enShell} from '../../i18n/en-shell.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {addStyles} from '../../internal/add-styles.js';
import {emit} from '../../internal/emit.js';
import {iconTile, readableName} from '../../internal/icon.js';
import {colorOf, metadataOf} from '../../internal/integration.js';
import {errorNotice, retryButton} from '../../internal/notice.js';
import {setStates} from '../../internal/states.js';
import {warnOnce} from '../../internal/warn-once.js';
import {whenIdle} from '../../internal/when-idle.js';
import {setBrand} from '../../styles/brand.js';
import {styles} from './file-picker.styles.js';
import {filesIn} from './picked-files.js';
import type {Picking} from './picking.js';

/**
 * A button that opens the file picker of Google Drive, OneDrive, SharePoint or Box, and the list of what was chosen. An
 * account that is not connected, or no longer works, is connected first. In a form its value is the ids of the chosen
 * files, an entry for each.
 *
 * What is chosen takes the place of what was chosen before; with `multiple` it is added, each file once.
 *
 * @tag paragon-file-picker
 * @slot - Label of the button; default: "Choose a file from Google Drive".
 * @fires {Event} input - The user has chosen or removed something. Read `files`.
 * @fires {Event} change - As `input`: each choice is a change of its own.
 * @fires {CustomEvent<FileSelection>} paragon-files-select - Something was chosen: `files` in one form for all providers (`id`, `name`, `mimeType`, `size`, `url`, `isFolder`, `raw`), and `raw`, the provider's whole answer.
 * @fires {CustomEvent<{integration: string}>} paragon-picker-open - The provider's picker has appeared.
 * @fires {CustomEvent<{integration: string}>} paragon-picker-close - It is gone, however it ended.
 * @fires {CustomEvent<{integration: string}>} paragon-picker-cancel - It was closed without a choice.
 * @fires {CustomEvent<{error: ParagonError, stage: string}>} paragon-error - Something failed; `stage` tells where. The element shows it and a way on.
 * @fires {CustomEvent<IntegrationInstallEvent & {user: ConnectUser}>} paragon-integration-install - The account was connected through this element.
 * @fires {CustomEvent<PortalEvent & {user: ConnectUser}>} paragon-portal-open - The portal was opened to connect the account.
 * @fires {CustomEvent<PortalEvent & {user: ConnectUser}>} paragon-portal-close - The portal was closed.
 * @csspart base - Everything.
 * @csspart button - The button.
 * @csspart icon - The integration's icon.
 * @csspart required - The star of a required picker.
 * @csspart notice - A message: trouble, or what is to be done next.
 * @csspart notice-title - Its first line.
 * @csspart notice-text - Its second line.
 * @csspart retry-button - Tries again what failed.
 * @csspart cancel-button - Closes the provider's window.
 * @csspart files - The list of chosen files.
 * @csspart file - One of them.
 * @csspart file-icon - What kind it is.
 * @csspart file-name - Its name, a link if the provider gives one.
 * @csspart file-details - Its kind and size.
 * @csspart remove-button - Removes it from the list.
 * @csspart error - What is missing.
 * @csspart status - The live region.
 * @cssprop [--paragon-color-accent] - Background of the button while it waits for a click; default: the integration's own colour.
 * @cssstate loading - While the user is being signed in.
 * @cssstate opening - While the picker is on its way.
 * @cssstate open - While the picker is open.
 * @cssstate ready - The picker is there, and its window needs another click.
 * @cssstate failed - While a message about trouble is shown.
 * @cssstate empty - Nothing is chosen.
 * @cssstate invalid - After `reportValidity()` has found something missing.
 */
export class ParagonFilePicker extends LitElement {
  static override properties = {
    integration: {},
    name: {reflect: true},
    required: {type: Boolean},
    disabled: {type: Boolean, reflect: true},
    allowedTypes: {
      type: Array,
      attribute: 'allowed-types',
      converter: (text: string | null) => text?.split(','),
    },
    multiple: {type: Boolean},
    folders: {type: Boolean},
    selectedCredentialId: {attribute: 'selected-credential-id'},
    developerKey: {attribute: 'developer-key'},
    appId: {attribute: 'app-id'},
    folderId: {attribute: 'folder-id'},
    scriptUrl: {attribute: 'script-url'},
    styleUrl: {attribute: 'style-url'},
    integrationOptions: {attribute: false},
    files: {attribute: false},
    client: {attribute: false},
    messages: {attribute: false},
    isFormDisabled: {state: true},
    problem: {state: true},
    isAsked: {state: true},
  };

  static override styles = styles;
  static formAssociated = true;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-file-picker', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** `googledrive`, `onedrive`, `sharepoint` or `box`. */
  integration = '';
  /** Name of the values in a form. */
  name = '';
  /** Something must be chosen. */
  required = false;
  disabled = false;
  /** MIME types that can be chosen, such as `image/*`; in the attribute with commas between. Default: all. */
  allowedTypes: readonly string[] | undefined;
  /** Several files can be chosen. */
  multiple = false;
  /** Folders can be chosen: at Google Drive beside files, elsewhere instead of them. */
  folders = false;
  /** The account, by id or external id; default: the current one. */
  selectedCredentialId: string | undefined;
  /** Google Drive: the project's key for the picker. */
  developerKey: string | undefined;
  /** Google Drive: number of the Google Cloud project. Files can then be reached later with the `drive.file` scope. */
  appId: string | undefined;
  /** Box: the folder to begin in; default: `0`, the root. */
  folderId: string | undefined;
  /** Address of a copy of the provider's script; default: the provider's own. The attribute `nonce` is given to it. */
  scriptUrl: string | undefined;
  /** Box: address of a copy of its style sheet. */
  styleUrl: string | undefined;
  /** Further options for single providers, as `ExternalFilePicker` takes them. */
  integrationOptions: FilePickerOptions['integrationOptions'];
  /** What is chosen. Setting it fires no event. */
  files: readonly PickedFile[] = [];
  /** Client to use; wins over the one from the nearest `<paragon-provider>`. */
  client: ParagonClient | undefined;
  /** Texts that differ from the provider's or from English. */
  messages: PartialMessages | undefined;

  private isFormDisabled = false;
  private problem = '';
  /** The click came before what it needs. */
  private isAsked = false;

  #internals = this.attachInternals();
  #clients = new ClientController(this);
  #messages = new MessagesController(this, {...enShell, ...enFilePickerButton});
  #session = new SessionController(this, this.#clients, (error) =>
    emit(this, 'paragon-error', {error, stage: 'authenticate'}),
  );
  /** What opens a picker and draws what was chosen is a module of its own: a page of forms can be read before it is there. */
  #part = new LazyPartController(
    this,
    () => import('./picking.js'),
    (error) => this.#onPartFailed(error),
  );
  #partFailure: ParagonError | undefined;
  #picking: Picking | undefined;
  #chosen: readonly PickedFile[] = [];
  #setupProblem: ParagonError | undefined;
  #reported = '';
  #isValidating = false;
  #isIdleAwaited = false;

  constructor() {
    super();
    // A form that is sent asks, too.
    this.addEventListener('invalid', () => {
      if (!this.#isValidating) this.problem = this.validationMessage;
    });
    // A click on a label of the page; one on our own button has come from further inside.
    this.addEventListener('click', (event) => {
      if (event.composedPath()[0] === this) this.open();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element disconnects and reconnects it at once; only a real removal closes the picker.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.isAsked = false;
      this.#picking?.stop();
    });
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
  get validity(): ValidityState {
    return this.#internals.validity;
  }
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }
  get labels(): NodeList {
    return this.#internals.labels;
  }
  get type(): string {
    return this.localName;
  }

  /**
   * Opens the picker, or the portal if the account has to be connected first. Call it inside a user gesture, or a window
   * may be blocked. Events tell how it ends.
   */
  open(): void {
    if (this.#isDisabled || !this.isConnected || this.#setupProblem) return;
    this.isAsked = true;
    this.#partFailure = undefined;
    this.#openIfPossible();
    if (!this.#picking) void this.#part.load();
  }

  /** The provider's own picker object; `null` before it is prepared, and for Microsoft, whose picker is a window. */
  getInstance(): unknown {
    return this.#picking?.instance ?? null;
  }

  checkValidity(): boolean {
    this.#isValidating = true;
    const isValid = this.#internals.checkValidity();
    this.#isValidating = false;
    return isValid;
  }

  /** As `checkValidity()`; shows what is missing below the button. */
  reportValidity(): boolean {
    const isValid = this.checkValidity();
    this.problem = isValid ? '' : this.validationMessage;
    if (!isValid) this.focus();
    return isValid;
  }

  /** Focuses the button. */
  override focus(options?: FocusOptions): void {
    this.#find('.root button')?.focus(options);
  }

  formDisabledCallback(isDisabled: boolean): void {
    // An update that writes the attribute calls this in its midst, and would take the change for drawn.
    if (this.isUpdatePending) queueMicrotask(() => (this.isFormDisabled = isDisabled));
    else this.isFormDisabled = isDisabled;
  }

  formResetCallback(): void {
    this.files = [];
    this.problem = '';
  }

  formStateRestoreCallback(restored: File | string | FormData | null): void {
    if (typeof restored !== 'string') return;
    try {
      this.files = filesIn(JSON.parse(restored));
    } catch {
      // What is no JSON is no state of ours.
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('files')) this.#chosen = filesIn(this.files);
    if (changed.has('integration') && this.hasUpdated) {
      this.#picking?.stop();
      // Ids of one provider mean nothing to another.
      if (changed.get('integration') && !changed.has('files')) this.files = this.#chosen = [];
    }
    this.#setupProblem = this.#findProblem();
    if (!this.#picking) this.#openPart();
    this.#picking?.check();
    this.#setValue();
    const session = this.#session.value;
    setStates(this.#internals, {
      loading: session.status === 'loading',
      opening: this.#isBusy,
      open: !!this.#picking?.isOpen,
      ready: !!this.#picking?.isReady,
      failed: session.status === 'failed' || !!this.#trouble || !!this.#picking?.hasFailed,
      empty: !this.#chosen.length,
      invalid: !!this.problem,
    });
  }

  protected override render(): TemplateResult {
    const label = [...this.labels].map(({textContent}) => textContent).join(' ');
    const isUsable = !this.#setupProblem && this.#session.value.status !== 'failed';
    return html`<div class="root" part="base" role=${label ? 'group' : 'none'} aria-label=${label || nothing}>
      ${isUsable ? this.#button() : nothing} ${this.#troubleNotice()} ${this.#picking?.render()}
      <p class="error" part="error" id="problem" ?hidden=${!this.problem}>${this.problem}</p>
      <p class="sr" part="status" role="status">${this.#picking?.status}</p>
    </div>`;
  }

  protected override firstUpdated(): void {
    // Now there is a button to which a form can lead.
    this.#setValue();
  }

  protected override updated(): void {
    setBrand(this.#find('.root'), colorOf(this.#clients.value, this.integration));
    if (this.#setupProblem) this.#report(this.#setupProblem);
    else this.#loadWhenIdle();
    // It changes what is drawn: not while this drawing is going on.
    if (this.isAsked) queueMicrotask(() => this.#openIfPossible());
  }

  get #isDisabled(): boolean {
    return this.disabled || this.isFormDisabled;
  }

  get #isBusy(): boolean {
    return this.isAsked || !!this.#picking?.isBusy;
  }

  get #trouble(): ParagonError | undefined {
    const session = this.#session.value;
    if (this.#setupProblem) return this.#setupProblem;
    if (session.status === 'failed') return session.error;
    return this.#partFailure;
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>(selector);
  }

  #button(): TemplateResult {
    const messages = this.#messages.value;
    const name = this.#name;
    const label = this.#picking?.label;
    const texts = this.multiple ? messages.pickFiles : messages.pickFile;
    const prepare = () => void this.#prepare();
    return html`
      <button
        part="button"
        class="button ${label ? 'primary' : ''}"
        type="button"
        aria-haspopup="dialog"
        aria-busy=${this.#isBusy ? 'true' : 'false'}
        aria-describedby="required problem"
        ?disabled=${this.#isDisabled}
        @pointerenter=${prepare}
        @focus=${prepare}
        @click=${() => this.open()}
      >
        <span class="lead ${this.#isBusy ? 'busy' : ''}"
          >${iconTile(name, metadataOf(this.#clients.value, this.integration)?.icon)}${
            this.#isBusy ? html`<span class="spinner"></span>` : nothing
          }</span
        >
        ${label ?? html`<slot>${(this.folders ? messages.pickAny : texts)(name)}</slot>`}
        ${this.required ? html`<span part="required" class="required" aria-hidden="true">*</span>` : nothing}
      </button>
      <span hidden id="required">${this.required ? messages.pickerRequired : ''}</span>
    `;
  }

  #troubleNotice(): TemplateResult | typeof nothing {
    const error = this.#trouble;
    if (!error) return nothing;
    const messages = this.#messages.value;
    const onRetry = () => (error === this.#partFailure ? this.open() : void this.#refresh());
    const actions = retryButton(messages, error, onRetry);
    return errorNotice(messages, error, {actions, isAlert: true});
  }

  async #refresh(): Promise<void> {
    // How it went is the session's to tell.
    await this.#clients.value.refresh().catch(() => undefined);
    await this.updateComplete;
    // The button that had the focus is gone once it has worked.
    if (this.#session.value.status === 'ready') this.focus();
  }

  get #name(): string {
    return metadataOf(this.#clients.value, this.integration)?.name ?? readableName(this.integration);
  }

  /** Takes the part that does the work if it is there; asks for it if there is something for it to draw. */
  #openPart(): void {
    const {value: part} = this.#part;
    if (!part) {
      if (this.#chosen.length && !this.#part.failure) void this.#part.load();
      return;
    }
    addStyles(this, part.pickingStyles);
    this.#picking = new part.Picking(this, () => ({
      client: this.#clients.value,
      name: this.#name,
      files: this.#chosen,
      disabled: this.#isDisabled,
      take: (files) => this.#take(files),
    }));
  }

  /** Ahead of a click a failure is nobody's concern yet: the click tries again. */
  #onPartFailed(error: ParagonError): void {
    if (!this.isAsked && !this.#chosen.length) return;
    this.isAsked = false;
    this.#partFailure = error;
    emit(this, 'paragon-error', {error, stage: 'picker'});
  }

  #openIfPossible(): void {
    const {status} = this.#session.value;
    if (status === 'failed' || this.#setupProblem) this.isAsked = false;
    if (!this.isAsked || !this.#picking || status !== 'ready') return;
    this.isAsked = false;
    this.#picking.open();
  }

  /** The pointer or the focus comes near: what the click will need is loaded, the provider's code included. */
  async #prepare(): Promise<void> {
    await this.#part.load();
    await this.updateComplete;
    if (this.isConnected && !this.#isDisabled && this.#session.value.status === 'ready')
      this.#picking?.prepare();
  }

  /** What is ours is loaded once the page has nothing better to do. The provider's code waits for a sign of the user. */
  #loadWhenIdle(): void {
    if (this.#isIdleAwaited || !this.isConnected) return;
    this.#isIdleAwaited = true;
    whenIdle(() => this.isConnected && void this.#part.load());
  }

  #take(files: readonly PickedFile[]): void {
    this.files = this.#chosen = files;
    this.#setValue();
    for (const type of ['input', 'change'])
      this.dispatchEvent(new Event(type, {bubbles: true, composed: true}));
  }

  /** Value and validity, in step with what is shown. */
  #setValue(): void {
    const entries = new FormData();
    if (this.name) for (const {id} of this.#chosen) entries.append(this.name, id);
    // What the provider says of a file may be anything, and long.
    const kept = JSON.stringify(this.#chosen, (key, value: unknown) => (key === 'raw' ? undefined : value));
    this.#internals.setFormValue(entries, kept);
    if (this.required && !this.#chosen.length) {
      const anchor = this.#find('button') ?? undefined;
      this.#internals.setValidity({valueMissing: true}, this.#messages.value.pickerMissing, anchor);
      if (this.problem) this.problem = this.validationMessage;
    } else {
      this.#internals.setValidity({});
      this.problem = '';
    }
  }

  #findProblem(): ParagonError | undefined {
    const {integration} = this;
    if (!FILE_PICKER_TYPES.includes(integration))
      return new ParagonError('invalid_argument', `integration="${integration}" has no picker.`);
    const isKnown = this.#session.value.status !== 'ready' || metadataOf(this.#clients.value, integration);
    return isKnown ? undefined : new IntegrationNotFoundError(integration);
  }

  #report(error: ParagonError): void {
    if (this.#reported === error.message) return;
    this.#reported = error.message;
    warnOnce(`${this.localName} ${error.message}`, `<${this.localName}>: ${error.message}`);
    emit(this, 'paragon-error', {error, stage: 'picker'});
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'paragon-file-picker': ParagonFilePicker;
  }
}
