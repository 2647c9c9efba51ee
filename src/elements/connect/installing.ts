import {html, type LitElement, type TemplateResult} from 'lit';
import {LazyPartController} from '../../controllers/lazy-part-controller.js';
import type {ParagonError} from '../../core/errors.js';
import type {InstallFlow, InstallOptions, ParagonClient} from '../../core/types/index.js';
import type {PartialMessages} from '../../i18n/messages.js';
import type {ParagonElementEventMap, ParagonErrorStage} from '../../internal/emit.js';
import type {ParagonInstallFlow} from '../install-flow/install-flow.js';
import {flowParts} from './parts.js';

/** Which account is connected; without one a new account. */
export interface InstallTarget {
  readonly selectedCredentialId?: string;
  readonly externalId?: string;
}

export interface InstallingContext {
  readonly client: ParagonClient;
  readonly integration: string;
  readonly options: InstallOptions;
  readonly running: InstallFlow | undefined;
  readonly messages: PartialMessages;
}

export interface InstallingHost {
  onFailed(error: ParagonError, stage: ParagonErrorStage): void;
  /** Something has happened in the flow. */
  onChange(): void;
  onComplete(credentialId: string): void;
  onCancelled(): void;
}

/** The install flow inside the portal. */
export class Installing {
  #host: LitElement;
  #context: InstallingHost;
  /** Loaded beside the portal, which can be read meanwhile. */
  readonly part: LazyPartController<unknown>;
  /** What had the focus in the form when the portal was about to be closed. */
  #entered: HTMLElement | undefined;

  constructor(host: LitElement, context: InstallingHost) {
    this.#host = host;
    this.#context = context;
    this.part = new LazyPartController(
      host,
      () => import('../install-flow/install-flow.define.js'),
      (error) => context.onFailed(error, 'portal'),
    );
  }

  get #flow(): ParagonInstallFlow | null {
    return this.#host.renderRoot?.querySelector<ParagonInstallFlow>('paragon-install-flow');
  }

  /** A stage or a failure is shown. */
  isActive(running: InstallFlow | undefined): boolean {
    const status = this.#flow?.state?.status;
    // What is under way elsewhere only waits for the part that draws it.
    return status ? status === 'active' || status === 'failed' : !!running && !this.part.failure;
  }

  get hasUnsavedInput(): boolean {
    return !!this.#flow?.hasUnsavedInput;
  }

  /** It stays in the page all the time: its window has to open inside the click that starts it. */
  render(
    {client, integration, options, running, messages}: InstallingContext,
    origin: object,
  ): TemplateResult {
    const onFlow = (event: CustomEvent) => this.#onFlow(event);
    return html`<paragon-install-flow
      exportparts=${flowParts}
      ?hidden=${!this.isActive(running)}
      .integration=${integration}
      .client=${client}
      .messages=${messages}
      .origin=${origin}
      .running=${running}
      .accountType=${options.accountType}
      .allowMultipleCredentials=${!!options.allowMultipleCredentials}
      .oauthTimeout=${options.oauthTimeout}
      .overrideRedirectUrl=${options.overrideRedirectUrl}
      @paragon-stage-change=${onFlow}
      @paragon-cancel=${onFlow}
      @paragon-complete=${onFlow}
      @paragon-error=${onFlow}
    ></paragon-install-flow>`;
  }

  /** Runs in the user's click: the provider window may open right here. */
  connect({selectedCredentialId, externalId}: InstallTarget): void {
    this.#run(selectedCredentialId, externalId, (flow) => flow.start());
  }

  /** Goes on with an account whose set-up was not finished. */
  resume(credentialId: string): void {
    this.#run(undefined, undefined, (flow) => flow.resume(credentialId));
  }

  cancel(): void {
    this.#flow?.cancel?.();
  }

  /** Notes what has the focus in the flow, for `focus()`. */
  rememberFocus(): void {
    const inside = this.#flow?.shadowRoot?.activeElement;
    this.#entered = inside instanceof HTMLElement ? inside : undefined;
  }

  /** Back to where the user was; tells whether there is such a place. */
  focus(): boolean {
    const place = this.#entered ?? this.#flow?.shadowRoot?.querySelector<HTMLElement>('.heading');
    place?.focus();
    return !!place;
  }

  /** At once, as a rule. A click that comes before the flow is there still counts a moment later. */
  #run(
    selectedCredentialId: string | undefined,
    externalId: string | undefined,
    begin: (flow: ParagonInstallFlow) => void,
  ): void {
    const flow = this.#flow;
    if (!flow) return;
    flow.selectedCredentialId = selectedCredentialId;
    flow.externalId = externalId;
    if (typeof flow.start === 'function') begin(flow);
    else void this.part.load().then((part) => part && begin(flow));
  }

  #onFlow(event: CustomEvent): void {
    event.stopPropagation();
    this.#context.onChange();
    if (event.type === 'paragon-error') {
      const {error, stage} = (event as CustomEvent<ParagonElementEventMap['paragon-error']>).detail;
      this.#context.onFailed(error, stage);
    } else if (event.type === 'paragon-complete') {
      const {credentialId} = (event as CustomEvent<ParagonElementEventMap['paragon-complete']>).detail;
      this.#context.onComplete(credentialId);
    } else if (event.type === 'paragon-cancel') {
      this.#context.onCancelled();
    }
  }
}
