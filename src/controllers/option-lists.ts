import type {ReactiveControllerHost} from 'lit';
import {toParagonError, type ParagonError} from '../core/errors.js';
import type {
  DynamicDataSource,
  FieldOptions,
  ParagonClient,
  SerializedConnectInput,
  StaticEnumDataSource,
} from '../core/types/index.js';

export type OptionEntry = FieldOptions['data'][number];

export type OptionsState =
  | {readonly status: 'loading'}
  | {readonly status: 'ready'; readonly options: readonly OptionEntry[]}
  | {readonly status: 'failed'; readonly error: ParagonError};

export interface OptionsContext {
  readonly client: ParagonClient;
  readonly integration: string;
  /** The account to load from. */
  readonly credentialId?: string;
}

// A plain select shows a few hundred options at most.
const MAX_PAGES = 20;

/** Loads the options of dropdown inputs, each once, when it is first drawn. */
export class OptionLists {
  #host: ReactiveControllerHost;
  #context: OptionsContext | undefined;
  #states = new Map<string, OptionsState>();
  #controller = new AbortController();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Forgets all that was loaded and stops what is on its way. */
  reset(context: OptionsContext | undefined): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#states.clear();
    this.#context = context;
  }

  get(input: SerializedConnectInput): OptionsState {
    let state = this.#states.get(input.id);
    if (!state) {
      const source = this.#context && sourceOf(this.#context, input);
      const isStatic = source?.type === 'STATIC_ENUM_DATA_SOURCE';
      state = isStatic ? {status: 'ready', options: source.values} : {status: 'loading'};
      this.#states.set(input.id, state);
      if (!isStatic) void this.#load(input);
    }
    return state;
  }

  /** `onDrawn` is called when the wait is drawn, and when its end is. */
  retry(input: SerializedConnectInput, onDrawn: () => void): void {
    this.#states.set(input.id, {status: 'loading'});
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(onDrawn);
    void this.#load(input)
      .then(() => this.#host.updateComplete)
      .then(onDrawn);
  }

  async #load(input: SerializedConnectInput): Promise<void> {
    const context = this.#context;
    const {signal} = this.#controller;
    let state: OptionsState = {status: 'ready', options: []};
    try {
      if (context) state = {status: 'ready', options: await loadAll(context, input, signal)};
    } catch (cause) {
      state = {status: 'failed', error: toParagonError(cause)};
    }
    if (signal.aborted) return;
    this.#states.set(input.id, state);
    this.#host.requestUpdate();
  }
}

function sourceOf(
  {client, integration}: OptionsContext,
  input: SerializedConnectInput,
): DynamicDataSource | StaticEnumDataSource | undefined {
  const sources = client.getSourcesForInput(integration, input);
  return sources?.kind === 'single' ? sources.source : undefined;
}

async function loadAll(
  context: OptionsContext,
  input: SerializedConnectInput,
  signal: AbortSignal,
): Promise<readonly OptionEntry[]> {
  const {client, integration, credentialId} = context;
  const source = sourceOf(context, input);
  // The service may know options of which it describes no source.
  const from = source ? {source} : {action: input.sourceType};
  if (!source && !input.sourceType) return [];
  const options: OptionEntry[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer: FieldOptions = await client.getFieldOptions(
      {integration, ...from, selectedCredentialId: credentialId, cursor: cursor ?? undefined},
      {signal},
    );
    options.push(...answer.data);
    cursor = answer.nextPageCursor;
    if (cursor === null) break;
  }
  return options;
}
