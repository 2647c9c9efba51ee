import type {BrowserPort, WindowMessage} from '../../src/core/browser.js';
import type {ParagonError} from '../../src/core/errors.js';
import {createFilePickers} from '../../src/core/file-pickers/file-picker.js';
import type {FilePickerOptions, FileSelection} from '../../src/core/types/file-picker.js';
import type {IntegrationAccount} from '../../src/core/types/workflows.js';
import {createUserStore} from '../../src/core/user.js';
import {credentialOf} from './fake-service.js';

/** A window whose document is a real one that shows nothing, so that its form goes nowhere. */
export function createPickerWindow() {
  const inside = document.implementation.createHTMLDocument();
  return {
    closed: false,
    location: {href: 'about:blank'},
    document: inside,
    focusCount: 0,
    close() {
      this.closed = true;
    },
    focus() {
      this.focusCount++;
    },
    get form() {
      return inside.querySelector('form');
    },
    get token() {
      return inside.querySelector<HTMLInputElement>('[name=access_token]')?.value;
    },
  };
}

/** Pickers of one vendor over an account, with what the page hears of them. */
export function createPickers(type: string, account: Partial<IntegrationAccount> = {}) {
  const credential = credentialOf('1b8f5f0e-5c6a-4b7e-8a51-6f2f6b0d9a01');
  const user = createUserStore();
  const load = (accounts: readonly unknown[]) =>
    user.load({integrations: {[type]: {allCredentials: accounts}}}, 'alice');
  load([credential]);
  const listeners = new Set<(event: WindowMessage) => void>();
  const windows: ReturnType<typeof createPickerWindow>[] = [];
  const state = {
    isBlocked: false,
    session: {} as object | undefined,
    failure: undefined as Error | undefined,
    tokens: 0,
    openerPolicy: '',
    targets: [] as string[],
  };
  const browser = {
    open(_url: string, target: string) {
      if (state.isBlocked) return null;
      const popup = createPickerWindow();
      windows.push(popup);
      state.targets.push(target);
      return popup;
    },
    onMessage(listener: (event: WindowMessage) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    origin: () => 'https://app.example',
    hasFocus: () => true,
    centre: () => ({left: 0, top: 0}),
    fetch: async () =>
      new Response('', {
        headers: state.openerPolicy ? {'Cross-Origin-Opener-Policy': state.openerPolicy} : {},
      }),
  } as unknown as BrowserPort;
  const factory = createFilePickers({
    browser,
    user,
    getSession: () => state.session,
    async getAccount() {
      if (state.failure) throw state.failure;
      return {
        id: 'integration',
        type,
        ...account,
        accountAuth: {...account.accountAuth, OAUTH_ACCESS_TOKEN: `token-${++state.tokens}`},
      };
    },
  });

  /** A picker, and what it has told, in order. */
  function create(options: FilePickerOptions = {}) {
    const told: string[] = [];
    const errors: ParagonError[] = [];
    const selections: FileSelection[] = [];
    const picker = factory(
      type,
      {
        ...options,
        onOpen: () => told.push('open'),
        onClose: () => told.push('close'),
        onCancel: () => told.push('cancel'),
        onFileSelect(files, selection) {
          told.push(`select ${files.map(({id}) => id).join()}`);
          selections.push(selection);
        },
        onError(error) {
          told.push(`error ${error.code}`);
          errors.push(error);
        },
      },
      state.session,
    );
    return {picker, told, errors, selections};
  }

  return {
    state,
    windows,
    create,
    signOut() {
      state.session = undefined;
      user.clear();
    },
    disconnect: () => load([]),
    setStatus: (status: 'VALID' | 'INVALID' | 'PENDING') => load([{...credential, status}]),
    hear(event: WindowMessage) {
      for (const listener of [...listeners]) listener(event);
    },
    listenerCount: () => listeners.size,
  };
}
