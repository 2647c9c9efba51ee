/** What a page of these tests holds: the client alone, and notes of what it does. Bundled into one script. */
import {createParagon, type ParagonOptions} from '../../src/core/paragon.js';
import {toParagonError} from '../../src/core/errors.js';
import type {
  InstallFlow,
  InstallFlowOptions,
  InstallFlowState,
  ParagonClient,
} from '../../src/core/types/index.js';

/** How a call failed. `text` is all that a log would show of it. */
export interface Failure {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly text: string;
}

/** One install flow, and what it has told. */
export interface FlowNotes {
  readonly flow: InstallFlow;
  readonly stages: string[];
  readonly errors: {readonly name: string; readonly code: string; readonly stage: string | undefined}[];
  readonly completed: string[];
}

/** A request of the client, and when it was made by the page's clock. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly at: number;
}

export interface FaultTools {
  client: ParagonClient;
  readonly calls: Call[];
  /** Milliseconds that the client has waited before it tried again, in the order of the waits. */
  readonly waits: number[];
  /** How often the token function was asked. */
  tokensAsked: number;
  readonly flows: Record<string, FlowNotes>;
  /** Makes the page's client. */
  create(options: ParagonOptions): void;
  /** A token function that gives these, one after the other, and then the last one. */
  tokens(list: readonly string[]): () => string;
  /** How something fails; it is an error if it does not. */
  failure(work: () => unknown): Promise<Failure>;
  start(type: string, options?: InstallFlowOptions): void;
  state(type: string): InstallFlowState;
}

declare global {
  interface Window {
    faults: FaultTools;
  }
}

/** A try may take that long; the timer that ends it is no wait. */
const TRY_TIMEOUT = 10_000;
const LONGEST_WAIT = 30_000;

const calls: Call[] = [];
const waits: number[] = [];
const flows: Record<string, FlowNotes> = {};
const {fetch, setTimeout} = window;

window.setTimeout = ((handler: TimerHandler, milliseconds = 0, ...rest: unknown[]) => {
  if (milliseconds > 0 && milliseconds <= LONGEST_WAIT && milliseconds !== TRY_TIMEOUT)
    waits.push(milliseconds);
  return setTimeout(handler, milliseconds, ...rest);
}) as typeof setTimeout;

window.fetch = (input, init) => {
  const {pathname} = new URL(String(input));
  const key = new Headers(init?.headers).get('Idempotency-Key');
  calls.push({method: init?.method ?? 'GET', path: pathname, key, at: Date.now()});
  return fetch(input, init);
};

window.faults = {
  client: createParagon(),
  calls,
  waits,
  tokensAsked: 0,
  flows,

  create(options) {
    window.faults.client = createParagon(options);
  },

  tokens: (list) => () => list[Math.min(window.faults.tokensAsked++, list.length - 1)] ?? '',

  async failure(work) {
    try {
      await work();
    } catch (cause) {
      const error = toParagonError(cause);
      const texts = [error, error.cause].map((one) =>
        one instanceof Error ? `${one}\n${one.stack}` : String(one),
      );
      const text = [...texts, JSON.stringify(error), JSON.stringify(error.meta)].join('\n');
      return {name: error.name, code: error.code, message: error.message, status: error.status, text};
    }
    throw new Error('It did not fail.');
  },

  start(type, options = {}) {
    const flow = window.faults.client.createInstallFlow();
    const notes: FlowNotes = {flow, stages: [], errors: [], completed: []};
    flows[type] = notes;
    flow.start(type, {
      ...options,
      onNext: ({stage}) => notes.stages.push(stage),
      onError: ({name, code}, at) => notes.errors.push({name, code, stage: at?.stage}),
      onComplete: ({credentialId}) => notes.completed.push(credentialId),
    });
  },

  state(type) {
    const notes = flows[type];
    if (!notes) throw new Error(`No flow of ${type} was started.`);
    return notes.flow.$state.get();
  },
};
