import type {ReactiveControllerHost} from 'lit';
import {toParagonError, type ParagonError} from '../core/errors.js';
import type {
  DynamicDataSource,
  InputOption,
  InputOptionSection,
  ParagonClient,
  SerializedConnectInput,
} from '../core/types/index.js';

export type OptionEntry = InputOption | InputOptionSection;

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
      state = input.values ? {status: 'ready', options: input.values.map(toEntry)} : {status: 'loading'};
      this.#states.set(input.id, state);
      if (!input.values) void this.#load(input);
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

async function loadAll(
  {client, integration, credentialId}: OptionsContext,
  {sourceType}: SerializedConnectInput,
  signal: AbortSignal,
): Promise<readonly OptionEntry[]> {
  if (!sourceType) return [];
  const source = await client.getDataSourceOptions(integration, sourceType);
  if (source && 'values' in source && Array.isArray(source.values)) return source.values.map(toEntry);
  const from =
    source?.type === 'DYNAMIC_DATA_SOURCE' ? {source: source as DynamicDataSource} : {action: sourceType};
  const options: OptionEntry[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await client.getFieldOptions(
      {integration, ...from, selectedCredentialId: credentialId, ...(cursor === null ? {} : {cursor})},
      {signal},
    );
    options.push(...answer.data);
    cursor = answer.nextPageCursor;
    if (cursor === null) break;
  }
  return options;
}

const toEntry = (entry: OptionEntry | string): OptionEntry =>
  typeof entry === 'string' ? {label: entry, value: entry} : entry;
