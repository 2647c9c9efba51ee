import type {ReactiveControllerHost} from 'lit';
import {toParagonError, type ParagonError} from '../../core/errors.js';
import type {Credential} from '../../core/types/index.js';

/** The account whose disconnecting is being confirmed. */
export interface Confirmation {
  readonly credentialId: string;
  readonly busy: boolean;
  readonly error?: ParagonError;
}

export interface DisconnectingContext {
  disconnect(account: Credential): Promise<void>;
  onDone(account: Credential): void;
  onFailed(error: ParagonError): void;
}

/** The question before an account is disconnected, and what comes of it. */
export class Disconnecting {
  #host: ReactiveControllerHost;
  #context: DisconnectingContext;
  #confirmation: Confirmation | undefined;
  #keptId = '';

  constructor(host: ReactiveControllerHost, context: DisconnectingContext) {
    this.#host = host;
    this.#context = context;
  }

  get confirmation(): Confirmation | undefined {
    return this.#confirmation;
  }

  /** Account whose disconnecting was thought better of. */
  get keptId(): string {
    return this.#keptId;
  }

  ask(account: Credential): void {
    this.#set({credentialId: account.id, busy: false});
  }

  keep(): void {
    this.#keptId = this.#confirmation?.credentialId ?? '';
    this.#set(undefined);
  }

  reset(): void {
    this.#set(undefined);
  }

  async confirm(account: Credential): Promise<void> {
    const mine: Confirmation = {credentialId: account.id, busy: true};
    this.#set(mine);
    try {
      await this.#context.disconnect(account);
      if (this.#confirmation !== mine) return;
      this.#set(undefined);
      this.#context.onDone(account);
    } catch (cause) {
      const error = toParagonError(cause);
      if (this.#confirmation === mine) this.#set({credentialId: account.id, busy: false, error});
      this.#context.onFailed(error);
    }
  }

  #set(confirmation: Confirmation | undefined): void {
    this.#confirmation = confirmation;
    this.#host.requestUpdate();
  }
}
