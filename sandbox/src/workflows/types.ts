import type {Values} from '../accounts/accounts.js';
import type {MappedRecord} from './field-mapping.js';

/** What started a run. */
export interface WorkflowTrigger {
  readonly type: 'request' | 'event' | 'webhook' | 'integrationEnabled';
  /** Of an event. */
  readonly name?: string;
  /** The body of the request or webhook, or the event's payload. */
  readonly payload: unknown;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a workflow gets. */
export interface WorkflowContext {
  readonly trigger: WorkflowTrigger;
  /** Who runs it. */
  readonly user: {readonly id: string; readonly meta: Readonly<Values>};
  readonly account: {
    readonly id: string;
    readonly externalId?: string;
    readonly providerId: string;
    readonly providerData: Readonly<Values>;
  };
  readonly configuration: {
    readonly id: string;
    readonly externalId?: string;
    readonly meta: Readonly<Values>;
  };
  /** The user's settings of the integration, by input id. */
  readonly sharedSettings: Readonly<Values>;
  /** The user's settings of this workflow, by input id. */
  readonly settings: Readonly<Values>;
  /** A record of the app as the user's field mapping `inputId` translates it for the provider. */
  mapFields(inputId: string, record: Readonly<Values>): MappedRecord;
  /**
   * A request to the provider with the user's account, as the proxy would make it. Resolves to the parsed body.
   *
   * @throws An `ApiError` when the provider refuses.
   */
  request(
    path: string,
    init?: {method?: string; body?: unknown; headers?: Record<string, string>},
  ): Promise<unknown>;
  /** Notes a line that the inspector shows with the run. */
  log(line: string): void;
  /** Aborts when the run takes too long or the sandbox stops. */
  readonly signal: AbortSignal;
}

/** A workflow. What it resolves to is the answer of a request, and is stored with the run. */
export type WorkflowFunction = (context: WorkflowContext) => unknown;
