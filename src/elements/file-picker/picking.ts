import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {EventsController} from '../../controllers/events-controller.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import type {ParagonError} from '../../core/errors.js';
import {loadOnce} from '../../core/load-once.js';
import type {
  Credential,
  FilePickerOptions,
  FileSelection,
  ParagonClient,
  PickedFile,
} from '../../core/types/index.js';
import {enFilePicker} from '../../i18n/en-file-picker.js';
import {enShell} from '../../i18n/en-shell.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {emit} from '../../internal/emit.js';
import {localeOf} from '../../internal/locale.js';
import {errorNotice, notice, retryButton} from '../../internal/notice.js';
import {fileList} from './file-list.js';
import {filesAfter} from './picked-files.js';
import {IN_WINDOWS, PickerFlow, type PickerSubject} from './picker-flow.js';

export {pickingStyles} from './picking.styles.js';

const texts = {...enShell, ...enFilePicker};

/** The element around it: what a page has set there. */
export interface PickingHost extends LitElement {
  readonly integration: string;
  readonly allowedTypes: readonly string[] | undefined;
  readonly multiple: boolean;
  readonly folders: boolean;
  readonly selectedCredentialId: string | undefined;
  readonly developerKey: string | undefined;
  readonly appId: string | undefined;
  readonly folderId: string | undefined;
  readonly scriptUrl: string | undefined;
  readonly styleUrl: string | undefined;
  readonly integrationOptions: FilePickerOptions['integrationOptions'];
  messages: PartialMessages | undefined;
}

/** What picking knows besides, at each moment. */
export interface PickingContext {
  readonly client: ParagonClient;
  /** What the integration is called. */
  readonly name: string;
  readonly files: readonly PickedFile[];
  readonly disabled: boolean;
  /** The user has changed what is chosen. */
  take(files: readonly PickedFile[]): void;
}

/** Opens the provider's picker and draws what becomes of it. Loaded beside the element. */
export class Picking {
  #host: PickingHost;
  #getContext: () => PickingContext;
  #messages: MessagesController<typeof texts>;
  #dialog = loadOnce(() => import('../connect/dialog-view.js'));
  #flow: PickerFlow;
  #isPortalShown = false;
  #news = '';

  constructor(host: PickingHost, getContext: () => PickingContext) {
    this.#host = host;
    this.#getContext = getContext;
    this.#messages = new MessagesController(host, texts);
    const tell = (type: 'paragon-picker-open' | 'paragon-picker-close' | 'paragon-picker-cancel') =>
      emit(host, type, {integration: host.integration});
    this.#flow = new PickerFlow({
      subject: () => subjectOf(host, getContext().client),
      connect: (account) => this.#connect(account),
      onChange: () => host.requestUpdate(),
      onOpen: () => tell('paragon-picker-open'),
      onCancel: () => {
        this.#news = this.#messages.value.nothingPicked;
        tell('paragon-picker-cancel');
      },
      onClose: () => {
        tell('paragon-picker-close');
        this.#takeFocus();
      },
      onSelect: (selection) => this.#select(selection),
      onBack: () => this.#takeFocus(),
      onError: (error) => emit(host, 'paragon-error', {error, stage: 'picker'}),
    });
    new EventsController(
      host,
      () => getContext().client,
      (origin) => origin === host,
    );
  }

  /** The provider's own picker object, if there is one. */
  get instance(): unknown {
    return this.#flow.instance;
  }

  get isBusy(): boolean {
    const {phase} = this.#flow;
    return (phase === 'opening' && !this.#isInWindow) || (phase === 'connecting' && !this.#isPortalShown);
  }

  get isOpen(): boolean {
    return this.#flow.phase === 'open';
  }

  get isReady(): boolean {
    return this.#flow.phase === 'ready';
  }

  get hasFailed(): boolean {
    return !!this.#flow.error;
  }

  /** What the button says while its usual label is not what it does. */
  get label(): string | undefined {
    return this.isReady ? this.#messages.value.openPicker(this.#getContext().name) : undefined;
  }

  /** Ahead of a click. */
  prepare(): void {
    this.#flow.prepare();
  }

  /** Opens the picker, or what has to come before it. Call it inside a user gesture. */
  open(): void {
    this.#news = '';
    this.#flow.open();
  }

  /** Follows what the client knows of the account. */
  check(): void {
    this.#flow.check();
  }

  /** Closes what is open, and forgets what is prepared. */
  stop(): void {
    this.#flow.stop();
  }

  /** For the live region. */
  get status(): string {
    const messages = this.#messages.value;
    const {name} = this.#getContext();
    switch (this.#flow.phase) {
      case 'opening':
        return this.#isInWindow ? messages.pickerIsOpen(name) : messages.pickerOpening(name);
      case 'ready':
        return `${messages.pickerReady(name)}. ${messages.pickerReadyText}`;
      case 'open':
        return this.#isInWindow ? messages.pickerIsOpen(name) : '';
      default:
        return this.#news;
    }
  }

  render(): TemplateResult {
    const {files, disabled} = this.#getContext();
    return html`
      ${this.#notice()}
      ${fileList({
        files,
        disabled,
        messages: this.#messages.value,
        locale: localeOf(this.#host),
        onRemove: (file) => this.#remove(file),
      })}
      <div class="portal-place"></div>
    `;
  }

  /** The user chooses in a window of its own. */
  get #isInWindow(): boolean {
    return this.#flow.isBegun && IN_WINDOWS.includes(this.#host.integration);
  }

  #notice(): TemplateResult | typeof nothing {
    const messages = this.#messages.value;
    const {name} = this.#getContext();
    const {error, phase} = this.#flow;
    if (error) return this.#trouble(error);
    if (phase === 'ready')
      return notice({tone: 'info', title: messages.pickerReady(name), text: messages.pickerReadyText});
    if (!this.#isInWindow) return nothing;
    return notice({
      tone: 'info',
      title: messages.pickerIsOpen(name),
      text: messages.pickerIsOpenText,
      actions: html`<button
        part="cancel-button"
        class="button"
        type="button"
        @click=${() => {
          this.#flow.cancel();
          this.#host.focus();
        }}
      >
        ${messages.cancel}
      </button>`,
    });
  }

  #trouble(error: ParagonError): TemplateResult {
    const messages = this.#messages.value;
    const {name} = this.#getContext();
    const isAboutAccount = error.code === 'integration_not_installed' || error.code === 'account_not_valid';
    const tryAgain = isAboutAccount ? messages.reconnectForPicker(name) : messages.tryAgain;
    const actions = retryButton({...messages, tryAgain}, error, () => {
      // The button goes with the message.
      this.#host.focus();
      this.open();
    });
    const own = messages.pickerErrors[error.code]?.(name);
    return errorNotice(messages, error, {...own, actions, isAlert: true});
  }

  async #connect(account: Credential | undefined): Promise<void> {
    const host = this.#host;
    const {client} = this.#getContext();
    const {createDialogView} = await this.#dialog.load();
    const parent = host.renderRoot.querySelector('.portal-place') ?? document.body;
    const view = createDialogView(client, {parent, owner: host, messages: host.messages});
    const setShown = (isShown: boolean) => {
      this.#isPortalShown = isShown;
      host.requestUpdate();
    };
    try {
      await client.connect(host.integration, {
        selectedCredentialId: account?.id,
        origin: host,
        view: {
          show: async (request) => {
            await view.show(request);
            setShown(true);
          },
          hide: () => view.hide(),
        },
      });
      client.closePortal();
    } finally {
      setShown(false);
    }
  }

  #select(selection: FileSelection): void {
    const {files, take} = this.#getContext();
    const after = filesAfter(files, selection.files, this.#host.multiple);
    this.#news = this.#messages.value.pickedCount(after.length);
    take(after);
    emit(this.#host, 'paragon-files-select', selection);
  }

  #remove(file: PickedFile): void {
    const {files, take} = this.#getContext();
    const index = files.findIndex(({id}) => id === file.id);
    this.#news = this.#messages.value.pickedRemoved(file.name);
    take(files.filter(({id}) => id !== file.id));
    void this.#host.updateComplete.then(() => {
      const buttons = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[part=remove-button]')];
      (buttons[index] ?? buttons.at(-1) ?? this.#host).focus();
    });
  }

  /** Gives the focus back to the button, unless the user has moved on to something else in the page. */
  #takeFocus(): void {
    const host = this.#host;
    void host.updateComplete.then(() => {
      const active = document.activeElement;
      if (host.isConnected && (!active || active === document.body || active === host)) host.focus();
    });
  }
}

/** What is picked from, as the attributes of an element say it. */
function subjectOf(host: PickingHost, client: ParagonClient): PickerSubject {
  const {integration, multiple, folders, integrationOptions} = host;
  const types = wordsIn(host.allowedTypes);
  return {
    client,
    integration,
    init: {
      developerKey: host.developerKey || undefined,
      appId: host.appId || undefined,
      folderId: host.folderId || (integration === 'box' ? '0' : undefined),
      selectedCredentialId: host.selectedCredentialId || undefined,
      scriptUrl: host.scriptUrl || undefined,
      styleUrl: host.styleUrl || undefined,
      // The browser keeps it to itself and leaves an empty attribute.
      nonce: host.nonce || undefined,
    },
    options: {
      allowedTypes: types.length ? types : undefined,
      allowMultiSelect: multiple,
      allowFolderSelect: folders,
      integrationOptions,
    },
  };
}

/** The texts of a list, or in a text with commas between them. */
function wordsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] =
    typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return list.flatMap((entry) => (typeof entry === 'string' && entry.trim() ? [entry.trim()] : []));
}
