import {isParagonError} from '../../../src/core/errors.js';
import type {
  ConnectUser,
  InstallFlowOptions,
  InstallFlowStage,
  IntegrationState,
  ParagonClient,
  ParagonEventName,
} from '../../../src/paragon.js';

/** How a call ended. */
export type Outcome =
  | {readonly value: unknown}
  | {
      readonly failure: Failure;
      /** The call threw, instead of giving a promise that rejects. */
      readonly atOnce?: true;
    };

export interface Failure {
  /** Such as `IntegrationNotFoundError`; `Error` for all that the reference has no name for. */
  readonly name: string;
  /** What the service or the provider has answered, if it was them. */
  readonly status?: number;
  readonly message?: string;
}

const EVENTS: readonly ParagonEventName[] = [
  'onIntegrationInstall',
  'onIntegrationUninstall',
  'onWorkflowChange',
  'onPortalOpen',
  'onPortalClose',
];

/** Error names that the reference has. */
const NAMES = new Set([
  'UserNotAuthenticatedError',
  'NoActiveInstallFlowError',
  'IntegrationNotFoundError',
  'IntegrationNotInstalledError',
  'HeadlessModeNotEnabledError',
  'OAuthBlockedError',
  'OAuthTimeoutError',
]);

/** What cases do again and again in their page. */
export function createTools(
  paragon: ParagonClient,
  {logout, useSandbox, forgetPortal}: Record<'logout' | 'useSandbox' | 'forgetPortal', () => void>,
) {
  const stops: (() => unknown)[] = [];

  async function outcome(call: () => unknown): Promise<Outcome> {
    let result: unknown;
    try {
      result = call();
    } catch (error) {
      return {failure: failureOf(error), atOnce: true};
    }
    try {
      return {value: await result};
    } catch (error) {
      return {failure: failureOf(error)};
    }
  }

  /** What the user has of an integration. */
  function state(type: string): IntegrationState | undefined {
    const user = paragon.getUser();
    return user.authenticated ? user.integrations[type] : undefined;
  }

  /** Everything that any event tells from now on. */
  function listen() {
    const heard: {name: string; event: unknown; userId: unknown}[] = [];
    for (const name of EVENTS) {
      const stop = paragon.subscribe(name, (event: unknown, user: ConnectUser) => {
        heard.push({name, event: plain(event), userId: user.authenticated && user.userId});
      });
      stops.push(stop);
    }
    return heard;
  }

  /** An install flow that takes notes of what it tells. */
  function flow(type: string, options: InstallFlowOptions = {}) {
    const notes: {stages: unknown[]; errors: unknown[]; completed?: unknown} = {stages: [], errors: []};
    let last: InstallFlowStage | undefined;
    paragon.installFlow.start(type, {
      ...options,
      onNext(stage) {
        last = stage;
        notes.stages.push(plain(stage));
      },
      onComplete: (event) => (notes.completed = plain(event)),
      onError: (error, context) =>
        notes.errors.push({failure: failureOf(error), stage: context && context.stage}),
    });
    return {
      notes,
      /** Waits for a stage, the end or a failure. */
      until: (what: string) =>
        until(() =>
          what === 'failed'
            ? notes.errors.length > 0
            : what === 'completed'
              ? notes.completed
              : last?.stage === what,
        ),
      finishInstruction() {
        if (last?.stage === 'instruction') last.finish.onClick();
      },
    };
  }

  async function until(isSo: () => unknown): Promise<void> {
    const end = performance.now() + 12_000;
    while (!isSo()) {
      if (performance.now() > end) throw new Error(`It did not happen: ${isSo}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Leaves nothing of a case behind. */
  function clear(): void {
    for (const stop of stops.splice(0)) stop();
    paragon.closePortal();
    forgetPortal();
  }

  return {outcome, state, listen, flow, until, logout, useSandbox, clear};
}

export type Tools = ReturnType<typeof createTools>;

/** A copy as JSON has it. */
export const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** The same of both SDKs: the one has the service's answer in members, the other one as a text or in a member. */
export function failureOf(error: unknown): Failure {
  const {name, status, message, response} = error as Error & {status?: number; response?: {status?: number}};
  if (!isPrecise(error)) return {name: 'An error without a code'};
  const answer = answerIn(message) ?? {status: status ?? response?.status, message};
  return {
    name: NAMES.has(name) ? name : 'Error',
    ...(answer.status !== undefined && {status: answer.status, message: answer.message}),
  };
}

/** All errors of ours have a code. */
const isPrecise = (error: unknown): boolean =>
  'connectSingleton' in window || (isParagonError(error) && error.code !== 'unknown');

function answerIn(text: string): {status?: number; message?: string} | undefined {
  try {
    // An error of `authenticate` has its own words before the answer.
    return JSON.parse(text.slice(text.indexOf('{'))) as {status: number; message: string};
  } catch {
    return undefined;
  }
}
