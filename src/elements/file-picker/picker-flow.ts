import {assertValid} from '../../core/call-subject.js';
import {
  IntegrationNotInstalledError,
  ParagonError,
  toParagonError,
  type ParagonErrorCode,
} from '../../core/errors.js';
import type {
  Credential,
  FilePickerInitOptions,
  FilePickerOptions,
  FileSelection,
  IFilePicker,
  ParagonClient,
} from '../../core/types/index.js';
import {accountsOf} from '../../internal/accounts.js';
import {chosenCredential} from '../../core/selection.js';

/** What is picked from. */
export interface PickerSubject {
  readonly client: ParagonClient;
  readonly integration: string;
  readonly init: FilePickerInitOptions;
  readonly options: FilePickerOptions;
}

/** Where picking stands. */
export type PickerPhase =
  /** Nothing is under way that the user has asked for. */
  | 'idle'
  /** Wanted, and waits for the provider's code and the account's token. */
  | 'opening'
  /** Its window needs a click of its own. */
  | 'ready'
  | 'open'
  /** The portal is open, because there is no account that works. */
  | 'connecting';

/** What picking asks of the element around it. */
export interface PickerPort {
  subject(): PickerSubject;
  /** Shows the portal, and resolves once the account is connected. */
  connect(account: Credential | undefined): Promise<unknown>;
  /** Phase or failure has changed. */
  onChange(): void;
  /** The user is back from the portal, or a click is needed for a window: the button is what comes next. */
  onBack(): void;
  onOpen(): void;
  onClose(): void;
  onCancel(): void;
  onSelect(selection: FileSelection): void;
  onError(error: ParagonError): void;
}

interface Prepared {
  readonly account: string;
  readonly settings: string;
  readonly client: ParagonClient;
  readonly picker: IFilePicker;
  readonly whenReady: Promise<void>;
  isReady: boolean;
}

/** Pickers that are windows of their own, which a browser lets open within a click only. */
export const IN_WINDOWS = ['onedrive', 'sharepoint'];

/** After these the client may know an account that is no longer there, or no longer works. */
const ABOUT_THE_ACCOUNT: readonly ParagonErrorCode[] = [
  'integration_not_installed',
  'account_not_valid',
  'not_found',
  'forbidden',
];

/**
 * From a click to the chosen files: connects the account if need be, prepares the provider's picker, opens it. What is
 * prepared ahead of the click opens within it.
 */
export class PickerFlow {
  #port: PickerPort;
  #phase: PickerPhase = 'idle';
  #error: ParagonError | undefined;
  #prepared: Prepared | undefined;
  /** Changes with each wish: what an earlier one was waiting for is no longer wanted. */
  #wish = 0;
  /** The picker has begun, and has not ended. */
  #isBegun = false;
  /** `onOpen` was told, and `onClose` was not. */
  #isShown = false;

  constructor(port: PickerPort) {
    this.#port = port;
  }

  get phase(): PickerPhase {
    return this.#phase;
  }

  /** Why the last wish failed. */
  get error(): ParagonError | undefined {
    return this.#error;
  }

  /** The provider's picker is on the screen, or about to be. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** The provider's own picker object, if it has one and it is there. */
  get instance(): unknown {
    return this.#prepared?.isReady ? this.#prepared.picker.getInstance() : null;
  }

  /** The account that files are picked from; throws `not_found` if the chosen one is not there. */
  account(): Credential | undefined {
    const {client, integration, init} = this.#port.subject();
    const user = client.$user.get();
    const state =
      user.authenticated && accountsOf(user, integration).length ? user.integrations[integration] : undefined;
    return chosenCredential(state, init.selectedCredentialId);
  }

  /** Ahead of a click. A failure is nobody's concern yet: the click tries again. */
  prepare(): void {
    if (this.#phase !== 'idle' || this.#error) return;
    try {
      if (this.account()?.status === 'VALID') void this.#prepare().whenReady.catch(() => undefined);
    } catch {
      // The click tells.
    }
  }

  /** Opens the picker, or what has to come before it. Call it inside a user gesture. */
  open(): void {
    // Brings it to the front.
    if (this.#isBegun) return void this.#prepared?.picker.open();
    if (this.#phase === 'connecting' || this.#phase === 'opening') return;
    const wish = ++this.#wish;
    this.#error = undefined;
    try {
      const account = this.account();
      if (account?.status === 'VALID') this.#openSoon(wish);
      else void this.#connect(account, wish);
    } catch (cause) {
      this.#fail(toParagonError(cause));
    }
  }

  /** The user, or the page, no longer wants it. */
  cancel(): void {
    this.#wish++;
    this.#error = undefined;
    if (this.#phase === 'connecting') this.#port.subject().client.closePortal();
    if (this.#isBegun) this.#prepared?.picker.close();
    if (this.#phase !== 'idle') this.#setPhase('idle');
  }

  /** Ends everything, for example once the element is gone or is about something else. */
  stop(): void {
    this.cancel();
    this.#drop();
  }

  /** The user or their accounts have changed. What is open for an account that is gone, closes. */
  check(): void {
    if (!this.#prepared || this.#prepared.account === this.#accountKey()) return;
    const isWanted = this.#phase === 'open' || this.#phase === 'opening';
    this.#wish++;
    this.#drop();
    const error = isWanted ? this.#accountError() : undefined;
    if (error) this.#fail(error);
    else if (this.#phase !== 'idle' && this.#phase !== 'connecting') this.#setPhase('idle');
  }

  /** Why the current account cannot be used. */
  #accountError(): ParagonError | undefined {
    try {
      const account = this.account();
      if (!account) return new IntegrationNotInstalledError(this.#port.subject().integration);
      assertValid(account);
      return undefined;
    } catch (cause) {
      return toParagonError(cause);
    }
  }

  async #connect(account: Credential | undefined, wish: number): Promise<void> {
    this.#setPhase('connecting');
    try {
      await this.#port.connect(account);
    } catch (cause) {
      if (wish !== this.#wish) return;
      const error = toParagonError(cause);
      if (error.code !== 'portal_closed' && error.code !== 'aborted') return this.#fail(error);
      this.#setPhase('idle');
      this.#port.onBack();
      return;
    }
    if (wish !== this.#wish) return;
    this.#openSoon(wish);
  }

  /** In this task if it is prepared. */
  #openSoon(wish: number): void {
    const prepared = this.#prepare();
    if (prepared.isReady) return this.#show(prepared);
    this.#setPhase('opening');
    prepared.whenReady.then(
      () => {
        if (wish !== this.#wish) return;
        if (!this.#isClickNeeded()) return this.#show(prepared);
        this.#setPhase('ready');
        this.#port.onBack();
      },
      (cause: unknown) => wish === this.#wish && this.#fail(toParagonError(cause)),
    );
  }

  /** A window that no longer belongs to a click would be blocked. */
  #isClickNeeded(): boolean {
    const {integration} = this.#port.subject();
    return IN_WINDOWS.includes(integration) && navigator.userActivation?.isActive === false;
  }

  #show(prepared: Prepared): void {
    this.#isBegun = true;
    this.#setPhase('opening');
    if (prepared.picker.open()) return;
    this.#isBegun = false;
    // Usually `onError` has told why.
    if (this.#phase === 'opening') this.#fail(new ParagonError('picker_failed', 'The picker did not open.'));
  }

  #prepare(): Prepared {
    const {client, integration, init, options} = this.#port.subject();
    const account = this.#accountKey();
    const settings = JSON.stringify([init, options]);
    const former = this.#prepared;
    if (former?.account === account && former.settings === settings && former.client === client)
      return former;
    this.#drop();
    const isCurrent = () => this.#prepared === prepared;
    const picker = client.ExternalFilePicker(integration, {
      ...options,
      onOpen: () => isCurrent() && this.#onOpened(),
      onFileSelect: (_files, selection) => isCurrent() && this.#port.onSelect(selection),
      onCancel: () => isCurrent() && this.#port.onCancel(),
      onClose: () => isCurrent() && this.#onClosed(),
      onError: (error) => isCurrent() && this.#fail(error),
    });
    const prepared: Prepared = {
      account,
      settings,
      client,
      picker,
      isReady: false,
      whenReady: picker.init(init).then(
        () => void (prepared.isReady = true),
        (cause: unknown) => {
          if (isCurrent()) this.#prepared = undefined;
          throw cause;
        },
      ),
    };
    return (this.#prepared = prepared);
  }

  #onOpened(): void {
    this.#isShown = true;
    this.#setPhase('open');
    this.#port.onOpen();
  }

  #onClosed(): void {
    if (this.#isBegun) this.#setPhase('idle');
    this.#isBegun = false;
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#port.onClose();
  }

  #fail(error: ParagonError): void {
    this.#error = error;
    this.#setPhase('idle');
    this.#port.onError(error);
    // The service knows more of the account than what was loaded once.
    if (!ABOUT_THE_ACCOUNT.includes(error.code)) return;
    this.#drop();
    void this.#port
      .subject()
      .client.refresh()
      .catch(() => undefined);
  }

  /** Forgets what is prepared, and closes what is open of it. */
  #drop(): void {
    const {picker} = this.#prepared ?? {};
    this.#prepared = undefined;
    picker?.close();
    this.#onClosed();
  }

  #setPhase(phase: PickerPhase): void {
    this.#phase = phase;
    this.#port.onChange();
  }

  /** Knows everything that makes it another account. */
  #accountKey(): string {
    const {client, integration} = this.#port.subject();
    const user = client.$user.get();
    let account: Credential | undefined;
    try {
      account = this.account();
    } catch {
      // The key of none.
    }
    return JSON.stringify([user.authenticated && user.userId, integration, account?.id, account?.status]);
  }
}
