import {setTimeout as sleep} from 'node:timers/promises';
import {ApiError, errorCodes, traceOf} from '../errors.js';
import type {PreparedRun, RunTools} from './context.js';
import type {Journal, PlannedRun, RunContent, RunStart, StoredRun} from './journal.js';

/** How a run ended. */
export type RunOutcome =
  | {readonly runId: string; readonly status: 'succeeded'; readonly result: unknown}
  | {readonly runId: string; readonly status: 'failed'; readonly error: unknown};

export interface RunnerLimits {
  /** How long a workflow may take that somebody waits for. */
  readonly request: number;
  /** How long any other may take. */
  readonly background: number;
  /** How many run at once; others wait. */
  readonly concurrent: number;
}

export const defaultLimits: RunnerLimits = {request: 30_000, background: 120_000, concurrent: 10};

const MAX_LINES = 500;
const MAX_LINE = 2000;
/** Of the limit, for a process that is slow to notice it. */
const GRACE = 60_000;

/** The run took too long. */
class RunTimeout extends Error {
  constructor(limit: number) {
    super(`The workflow took longer than ${limit / 1000} seconds and was stopped.`);
  }
}

/** The sandbox ends, or all is forgotten. */
class RunStopped extends Error {
  constructor() {
    super('The sandbox was stopped while this workflow ran.');
  }
}

/** Runs workflows: a few at once, none for ever, each once, even if several processes share a database. */
export function createRunner(deps: {
  journal: Journal;
  prepare: (run: StoredRun, content: RunContent, tools: RunTools) => Promise<PreparedRun>;
  limits?: RunnerLimits;
}) {
  const {journal, prepare, limits = defaultLimits} = deps;
  const underWay = new Set<{controller: AbortController; done: Promise<unknown>; personId: string}>();
  const waiting: (() => void)[] = [];
  let isClosed = false;
  let free = limits.concurrent;

  async function withSlot<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  }

  async function execute(run: StoredRun): Promise<RunOutcome> {
    const controller = new AbortController();
    const {promise: done, resolve: finish} = withResolvers();
    const entry = {controller, done, personId: run.personId};
    underWay.add(entry);
    const limit = run.trigger === 'request' ? limits.request : limits.background;
    const timer = setTimeout(() => controller.abort(new RunTimeout(limit)), limit);
    try {
      return await attempt(run, controller.signal);
    } finally {
      clearTimeout(timer);
      underWay.delete(entry);
      finish();
    }
  }

  async function attempt(run: StoredRun, signal: AbortSignal): Promise<RunOutcome> {
    const content = await journal.contentOf(run);
    const log: string[] = [];
    let secrets: readonly string[] = [];
    const write = (line: unknown) => {
      if (log.length < MAX_LINES) log.push(String(line).slice(0, MAX_LINE));
    };
    try {
      const prepared = await prepare(run, content, {signal, log: write});
      secrets = prepared.secrets;
      const {workflow, context} = prepared;
      const work = Promise.resolve().then(() => workflow(context));
      const result = toJson(await Promise.race([work, abortionOf(signal)]));
      const kept = {...content, log: log.map(hide), result: JSON.parse(hideInJson(result)) as unknown};
      await journal.end(run, {status: 'succeeded', content: kept});
      return {runId: run.id, status: 'succeeded', result};
    } catch (error) {
      const kept = {...content, log: log.map(hide)};
      await journal.end(run, {status: 'failed', error: storable(hide(sentenceOf(error))), content: kept});
      return {runId: run.id, status: 'failed', error};
    }

    function hide(text: string): string {
      return secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
    }
    function hideInJson(value: unknown): string {
      return secrets.reduce(
        (rest, secret) => rest.replaceAll(JSON.stringify(secret).slice(1, -1), '•••'),
        JSON.stringify(value),
      );
    }
  }

  /** In the background; what it comes to stands in the journal. */
  function start(ids: readonly string[]): void {
    for (const id of ids)
      void withSlot(async () => {
        const run = isClosed ? undefined : await journal.claim(id);
        if (run) await execute(run);
      }).catch((error: unknown) => {
        console.error(`A workflow could not be run: ${traceOf(error)}`);
      });
  }

  const abort = async (personId?: string) => {
    const affected = [...underWay].filter((entry) => personId === undefined || entry.personId === personId);
    for (const {controller} of affected) controller.abort(new RunStopped());
    await Promise.all(affected.map(({done}) => done));
  };

  return Object.freeze({
    start,

    /** Runs something whose result somebody waits for. */
    runNow: (planned: PlannedRun, given: RunStart): Promise<RunOutcome> =>
      withSlot(async () => {
        if (isClosed) throw new ApiError(503, errorCodes.internal, 'The sandbox is being stopped.');
        return execute(await journal.begin(planned, given));
      }),

    /** Begins what a former process has left, and gives up what it had begun. */
    async recover({isAlone}: {isAlone: boolean}): Promise<void> {
      const longest = Math.max(limits.request, limits.background) + GRACE;
      // Others on the same database may be at work on theirs.
      await journal.failLost(new Date(Date.now() - (isAlone ? 0 : longest)));
      start(await journal.queued());
    },

    /** Resolves when nothing runs or waits in this process. */
    async settled(): Promise<void> {
      while (free < limits.concurrent || waiting.length) await sleep(10);
    },

    /** Ends runs that are under way, of one person or of all. */
    abort,

    async close(): Promise<void> {
      isClosed = true;
      await abort();
      while (free < limits.concurrent) await sleep(5);
    },
  });
}

export type Runner = ReturnType<typeof createRunner>;

function withResolvers() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return {promise, resolve};
}

const abortionOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, {once: true});
  });

/** What a workflow returns travels and is stored as JSON. */
function toJson(result: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(result) ?? 'null') as unknown;
  } catch (cause) {
    throw new TypeError('The workflow returned something that JSON cannot hold.', {cause});
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ApiError || error instanceof RunTimeout || error instanceof RunStopped)
    return error.message;
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  const {message} = (error ?? {}) as {message?: unknown};
  return typeof message === 'string' ? message : 'The workflow failed without saying why.';
}

/** Within the bounds of a text column. */
const storable = (text: string) => text.slice(0, MAX_LINE).replace(/[\p{Cs}\0]/gu, '');
