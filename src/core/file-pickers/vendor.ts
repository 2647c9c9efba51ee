import type {BrowserPort} from '../browser.js';
import type {ParagonError} from '../errors.js';
import type {FilePickerInitOptions, FilePickerOptions, PickedFile, VendorFile} from '../types/file-picker.js';
import type {IntegrationAccount} from '../types/workflows.js';

/** What the module of a vendor exports. */
export interface Vendor {
  /** Throws `invalid_argument` if something is missing. */
  check(given: FilePickerInitOptions): void;
  /** Loads the vendor's script. Rejects with `picker_script_failed`, and can be called again then. */
  load(given: FilePickerInitOptions): Promise<void>;
  /** Once the script and a token are there. */
  prepare(context: VendorContext): PreparedPicker;
  /** What was picked, in the form that is the same for all. */
  normalize(file: VendorFile): PickedFile;
}

export interface VendorContext {
  readonly type: string;
  readonly options: FilePickerOptions;
  readonly given: FilePickerInitOptions;
  readonly browser: BrowserPort;
  readonly access: Access;
}

/** The account's access to the vendor. */
export interface Access {
  /** As the service described it when the picker was made. */
  readonly account: IntegrationAccount;
  /** The token, if it is fresh enough to begin with. */
  readonly fresh: string | undefined;
  /** A token that is fresh enough to begin with, or a new one. */
  getToken(): Promise<string>;
  /** A new one: the vendor no longer takes the old one. */
  renew(): Promise<string>;
}

export interface PreparedPicker {
  /** The vendor's own object. */
  getInstance(): unknown;
  /**
   * Shows the picker and brings it to the front if it is called again meanwhile. Throws if it cannot be shown. Takes
   * everything away when the signal of the opening aborts.
   */
  open(opening: Opening): {focus(): void};
  /** Takes away what is only there to open sooner; the next opening makes its own. */
  putAway?(): void;
  /** It will not be opened any more. */
  dispose(): void;
}

/** From `open()` to its end. Only the first end counts, and nothing after it. */
export interface Opening {
  /** Aborts when it is over. */
  readonly signal: AbortSignal;
  onShown(): void;
  /** @param raw the vendor's whole answer */
  onPicked(files: readonly unknown[], raw: unknown): void;
  onCancelled(): void;
  onFailed(error: ParagonError): void;
}
