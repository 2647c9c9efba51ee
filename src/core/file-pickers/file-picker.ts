import type {BrowserPort} from '../browser.js';
import {assertValid} from '../call-subject.js';
import {isRecord} from '../data.js';
import {IntegrationNotInstalledError, ParagonError, toParagonError} from '../errors.js';
import {callSafely} from '../events.js';
import {sessionChanged} from '../http.js';
import {chosenCredential} from '../selection.js';
import type {FilePickerInitOptions, FilePickerOptions, VendorFile} from '../types/file-picker.js';
import type {WorkflowMethods} from '../types/workflows.js';
import type {UserStore} from '../user.js';
import {createAccess} from './access.js';
import type {Opening, PreparedPicker, Vendor} from './vendor.js';
import {loadVendor} from './vendors.js';

export interface FilePickerDeps {
  readonly browser: BrowserPort;
  readonly user: UserStore;
  getSession(): object | undefined;
  readonly getAccount: WorkflowMethods['getIntegrationAccount'];
}

/** A picker of one vendor. `open()` only once `init()` has succeeded. */
export interface VendorPicker {
  init(given: FilePickerInitOptions): Promise<void>;
  open(): boolean;
  getInstance(): unknown;
  close(): void;
}

/** @param session of the user whose files it picks; it never works for another one */
export type FilePickerFactory = (
  type: string,
  options: FilePickerOptions,
  session: object | undefined,
) => VendorPicker;

/** What one `init()` has prepared. */
interface Ready {
  readonly vendor: Vendor;
  readonly credentialId: string;
  readonly picker: PreparedPicker;
}

interface CurrentOpening {
  focus(): void;
  cancel(): void;
}

/** Pickers over the account of the signed-in user. What is the same for all vendors is here, the rest in their modules. */
export const createFilePickers =
  (deps: FilePickerDeps): FilePickerFactory =>
  (type, options, session) => {
    const {browser, user, getSession, getAccount} = deps;
    let ready: Ready | undefined;
    let current: CurrentOpening | undefined;
    /** Of several `init()` the one that was called last counts. */
    let lastCall = 0;
    let preparedBy = 0;

    function assertSession(): void {
      if (getSession() !== session) throw sessionChanged();
    }

    /** Throws `not_found` or `integration_not_installed` if the account is not there. */
    function credentialOf(selected: string | undefined) {
      const credential = chosenCredential(user.integration(type), selected);
      if (!credential) throw new IntegrationNotInstalledError(type);
      return credential;
    }

    async function init(given: FilePickerInitOptions): Promise<void> {
      const mine = ++lastCall;
      assertSession();
      const vendor = await loadVendor(type);
      vendor.check(given);
      assertSession();
      const credential = credentialOf(given.selectedCredentialId);
      assertValid(credential);
      const account = {includeAccountAuth: true, selectedCredentialId: credential.id};
      const [access] = await Promise.all([
        createAccess(async () => {
          assertSession();
          return getAccount(type, account);
        }),
        vendor.load(given),
      ]);
      assertSession();
      if (mine < preparedBy) return;
      preparedBy = mine;
      ready?.picker.dispose();
      const picker = vendor.prepare({type, options, given, browser, access});
      ready = {vendor, credentialId: credential.id, picker};
    }

    function open(): boolean {
      if (current) {
        current.focus();
        return true;
      }
      try {
        assertSession();
        if (!ready) throw new ParagonError('picker_not_ready', 'Call init() first, and wait for it.');
        isThere(ready.credentialId);
        begin(ready);
        return true;
      } catch (cause) {
        const error = toParagonError(cause);
        callSafely(() => options.onError?.(error));
        return false;
      }
    }

    /** Throws if the account was disconnected. */
    function isThere(credentialId: string): void {
      const credentials = user.integration(type)?.allCredentials ?? [];
      if (!credentials.some(({id}) => id === credentialId)) throw new IntegrationNotInstalledError(type);
    }

    function begin({vendor, credentialId, picker}: Ready): void {
      const controller = new AbortController();
      const {signal} = controller;
      const stops: (() => void)[] = [];

      /** Everything is gone before the page hears of it, so that it can open the picker again at once. */
      function end(tell: () => void): void {
        if (signal.aborted) return;
        for (const stop of stops) stop();
        current = undefined;
        controller.abort();
        callSafely(tell);
        callSafely(() => options.onClose?.());
      }

      let isShown = false;
      const opening: Opening = {
        signal,
        onShown() {
          if (signal.aborted || isShown) return;
          isShown = true;
          callSafely(() => options.onOpen?.());
        },
        onPicked(given, raw) {
          const files = given.filter(isVendorFile);
          if (!files.length) return opening.onCancelled();
          const selection = Object.freeze({
            integration: type,
            files: Object.freeze(files.map(vendor.normalize)),
            raw,
          });
          end(() => options.onFileSelect?.(files, selection));
        },
        onCancelled: () => end(() => options.onCancel?.()),
        onFailed: (error) => end(() => options.onError?.(error)),
      };
      let shown;
      try {
        shown = picker.open(opening);
      } catch (cause) {
        // What cannot be shown has not begun.
        controller.abort();
        throw cause;
      }
      if (signal.aborted) return;
      const {focus} = shown;
      current = {focus: () => callSafely(focus), cancel: opening.onCancelled};
      stops.push(
        user.$user.listen(() => {
          try {
            assertSession();
            isThere(credentialId);
          } catch (cause) {
            opening.onFailed(toParagonError(cause));
          }
        }),
      );
    }

    return {
      init,
      open,
      getInstance: () => ready?.picker.getInstance() ?? null,
      close: () => (current ? current.cancel() : ready?.picker.putAway?.()),
    };
  };

/** What comes from a vendor's script or window may be anything. */
const isVendorFile = (value: unknown): value is VendorFile =>
  isRecord(value) && typeof value['id'] === 'string';
