import type {ReactiveController, ReactiveControllerHost} from 'lit';

const CONFIRMATION = 2000;

/** Copies texts to the clipboard and remembers for a moment how that went. */
export class CopyController implements ReactiveController {
  #host: ReactiveControllerHost;
  #last: {readonly text: string; readonly hasWorked: boolean} | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** `true` after copying this text, `false` if it was refused, else nothing. */
  resultOf(text: string): boolean | undefined {
    return this.#last?.text === text ? this.#last.hasWorked : undefined;
  }

  async copy(text: string): Promise<void> {
    let hasWorked = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      hasWorked = false;
    }
    this.#last = {text, hasWorked};
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#forget(), CONFIRMATION);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#last = undefined;
  }

  #forget(): void {
    this.#last = undefined;
    this.#host.requestUpdate();
  }
}
