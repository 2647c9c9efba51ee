import {atom, readonlyType} from 'nanostores';
import {closeQuietly, type ProviderWindow} from './browser.js';
import {NoActiveInstallFlowError, ParagonError, UserNotAuthenticatedError, toParagonError} from './errors.js';
import {HeadlessModeNotEnabledError, OAuthBlockedError, OAuthStartError} from './install-errors.js';
import {callSafely, type Events} from './events.js';
import {accountOfResult, installEvent, saveAccount} from './install-account.js';
import {credentialBody, oauthRequest, valuesPayload, type InstallSubject} from './install-request.js';
import {narrowAccountTypes, nextStep, type InstallMemory} from './install-stages.js';
import {createInstallWindows, type InstallWindows} from './install-windows.js';
import {accountTypesOf, type Integrations} from './integrations.js';
import {beOnlyInstall} from './only-install.js';
import type {OAuthResult} from './oauth-window.js';
import type {RedirectDeps} from './redirect.js';
import {checkedRedirectUrl} from './redirect-url.js';
import type {InstallFlow} from './types/client.js';
import type {
  InputValues,
  InstallFlowOptions,
  InstallFlowStage,
  InstallFlowStageName,
  InstallFlowState,
} from './types/install.js';
import type {IntegrationRecord} from './types/integration.js';
import type {Credential} from './types/user.js';
import {checkedSelection} from './install-selection.js';
import {chosenCredential} from './selection.js';
import type {UserStore} from './user.js';
import {putCredential, removeCredential} from './user-changes.js';

export interface InstallFlowDeps extends RedirectDeps {
  readonly user: UserStore;
  readonly integrations: Integrations;
  readonly events: Events;
  assetUrl(name: string): string;
  /** The facade's flow belongs to headless pages. */
  isAllowed(): boolean;
}

/** What callers inside the library say beyond the public options. */
export interface OwnFlowOptions extends InstallFlowOptions {
  /** An empty window that was opened in the user's click, for the first sign-in. */
  readonly emptyWindow?: ProviderWindow;
  /** Answers the pre-options beforehand. */
  readonly preOptions?: InputValues;
  /** The flow is done when the account is there, even if it still lacks its post-options. */
  readonly skipsPostOptions?: boolean;
  /** Options of the install that only the service reads. */
  readonly sent?: Readonly<Record<string, unknown>>;
}

export interface OwnInstallFlow extends InstallFlow {
  start(integrationType: string, options?: OwnFlowOptions): void;
}

type ActiveState = Extract<InstallFlowState, {status: 'active'}>;

/** One install. Results that arrive for another run than the current one touch nothing. */
interface Run extends InstallSubject {
  readonly options: OwnFlowOptions;
  readonly controller: AbortController;
  readonly windows: InstallWindows;
  memory: InstallMemory;
  /** Taken by the first sign-in. */
  emptyWindow?: ProviderWindow;
  /** What a provider window has brought while the service could not be reached. */
  result?: OAuthResult;
  /** An account that the service is about to store. */
  saving?: Promise<unknown>;
  /** This run made the account, so giving up may remove it. */
  hasCreated: boolean;
  hasEmitted: boolean;
}

/**
 * The stage machine of an install. Which stage comes next follows from what is known (`install-stages.ts`); this
 * module gathers it, runs the provider window and talks to the service.
 */
export function createInstallFlow(deps: InstallFlowDeps): OwnInstallFlow {
  const {http, user, integrations, events} = deps;
  const $state = atom<InstallFlowState>({status: 'idle'});
  let run: Run | undefined;

  function start(type: string, options: OwnFlowOptions = {}): void {
    begin(type, options, (given) => {
      const {record, accountType} = narrowAccountTypes(given, options.accountType);
      const {preOptions, skipsPostOptions} = options;
      return {record, memory: {accountType, preOptions, skipsPostOptions}};
    });
  }

  function resume(type: string, credentialId: string, options: InstallFlowOptions = {}): void {
    begin(type, options, (record) => {
      const credential = chosenCredential(user.integration(type), credentialId);
      // Nobody says of which type the account is; one that has post-options leads to them.
      const types = accountTypesOf(record);
      const accountType = (types.find(({skipPostOAuthInputs}) => !skipPostOAuthInputs) ?? types[0])?.id;
      return {record, memory: {credentialId: credential?.id, accountType, hasFinishedInstruction: true}};
    });
  }

  function begin(
    type: string,
    options: OwnFlowOptions,
    prepare: (record: IntegrationRecord) => Pick<InstallSubject, 'record' | 'memory'>,
  ): void {
    void cancel();
    let started: Run;
    try {
      if (!deps.isAllowed()) throw new HeadlessModeNotEnabledError();
      if (!user.$user.get().authenticated) throw new UserNotAuthenticatedError();
      started = {
        type,
        ...prepare(integrations.getActive(type)),
        options: {...options, overrideRedirectUrl: checkedRedirectUrl(options.overrideRedirectUrl)},
        replaces: checkedSelection(user.integration(type), options),
        controller: new AbortController(),
        windows: createInstallWindows(deps, {
          onChange: (window) => update(started, {window}),
          onResult: (result) => void (run === started && takeResult(started, result)),
          onFailure: (error) => void (run === started && onOAuthFailure(started, error)),
        }),
        emptyWindow: options.emptyWindow,
        hasCreated: false,
        hasEmitted: false,
      };
    } catch (cause) {
      closeQuietly(options.emptyWindow);
      const error = toParagonError(cause);
      $state.set({status: 'failed', integration: type, error});
      callSafely(() => options.onError?.(error, null));
      return;
    }
    run = started;
    const onAbort = () => void (run === started && cancel());
    for (const signal of [options.signal, deps.getSession()?.signal]) {
      signal?.addEventListener('abort', onAbort, {once: true, signal: started.controller.signal});
    }
    if (options.signal?.aborted) void cancel();
    else advance(started);
    if (run !== started) return;
    // Afterwards, as nothing of the page runs while its browser opens a window.
    const session = deps.getSession();
    const name = [session?.projectId, session?.userId, type].join(' ');
    beOnlyInstall(deps.browser.locks?.(), name, started.controller.signal, () => replacedElsewhere(started));
  }

  function replacedElsewhere(current: Run): void {
    if (run !== current) return;
    const state = $state.get();
    end(current);
    const message = `The install of "${current.type}" was started again, in another tab or part of the page.`;
    const error = toParagonError(new ParagonError('install_elsewhere', message));
    $state.set({status: 'failed', integration: current.type, error});
    const stage = state.status === 'active' ? state.stage.stage : 'oauth';
    callSafely(() => current.options.onError?.(error, {stage}));
  }

  /** Draws what comes next, or does it if nobody has to draw it. Opens the provider window in the same task. */
  function advance(current: Run, error?: ParagonError): void {
    const step = stepOf(current);
    if (step.stage === 'create') {
      // There is nothing to fill in; as an empty form it can still show that it is busy, fail and be tried again.
      if (!isDrawn('preOptions')) show(current, {stage: 'preOptions', options: [], done: false}, error);
      if (run === current) void create(current);
    } else if (step.stage === 'done') {
      finish(current);
    } else {
      show(current, step, error);
      if (step.stage === 'oauth' && run === current) openWindowFor(current);
    }
  }

  function stepOf(current: Run) {
    return nextStep(current.record, current.memory, {
      assetUrl: deps.assetUrl,
      onFinish() {
        if (run !== current || current.memory.hasFinishedInstruction) return;
        remember(current, {hasFinishedInstruction: true});
        advance(current);
      },
    });
  }

  function isDrawn(stage: InstallFlowStageName): boolean {
    const state = $state.get();
    return state.status === 'active' && state.stage.stage === stage;
  }

  function show(current: Run, stage: InstallFlowStage, error?: ParagonError): void {
    $state.set({status: 'active', integration: current.type, stage, busy: false, error});
    callSafely(() => current.options.onNext?.(stage));
  }

  function remember(current: Run, more: Partial<InstallMemory>): void {
    current.memory = {...current.memory, ...more};
  }

  /** Changes the view of the current stage. Late calls of another run change nothing. */
  function update(current: Run, change: Partial<ActiveState>): void {
    const state = $state.get();
    if (run === current && state.status === 'active') $state.set({...state, ...change});
  }

  function fail(current: Run, stage: InstallFlowStageName, cause: unknown): void {
    if (run !== current) return;
    const error = toParagonError(cause);
    if ($state.get().status === 'active') {
      const window = error instanceof OAuthBlockedError ? 'blocked' : undefined;
      update(current, {busy: false, error, window, deadline: undefined});
    } else {
      // Nothing was drawn yet that could be answered again.
      end(current);
      $state.set({status: 'failed', integration: current.type, error});
    }
    callSafely(() => current.options.onError?.(error, {stage}));
  }

  /** The current run, if it waits for an answer to this stage; otherwise the page is told. */
  function expect(stage: InstallFlowStageName): Run {
    const state = $state.get();
    if (!run || state.status !== 'active' || state.stage.stage !== stage || state.busy) {
      throw new NoActiveInstallFlowError();
    }
    return run;
  }

  function setAccountType(accountType: string): void {
    const current = expect('accountType');
    if (!accountTypesOf(current.record).some(({id}) => id === accountType)) {
      const message = `"${accountType}" is not an account type of ${current.type}.`;
      return fail(current, 'accountType', new ParagonError('invalid_argument', message));
    }
    remember(current, {accountType});
    advance(current);
  }

  function setPreOptions(values: InputValues): Promise<void> {
    return settle(() => {
      const current = expect('preOptions');
      remember(current, {preOptions: {...values}});
      if (stepOf(current).stage === 'create') return create(current);
      advance(current);
      return undefined;
    });
  }

  function setPostOptions(values: InputValues): Promise<void> {
    return settle(async () => {
      const current = expect('postOptions');
      const {credentialId = ''} = current.memory;
      remember(current, {postOptions: {...values}});
      await save(current, 'postOptions', values, credentialId);
    });
  }

  const create = (current: Run): Promise<void> =>
    save(current, 'preOptions', current.memory.preOptions ?? {});

  /** Sends what was entered. If the service refuses, the stage stays and can be answered again. */
  async function save(
    current: Run,
    stage: InstallFlowStageName,
    values: object,
    credentialId?: string,
  ): Promise<void> {
    const {memory} = current;
    const isOnline = deps.browser.isOnline();
    update(current, {busy: true, error: undefined});
    try {
      const body = credentialBody(current, valuesPayload(current, values));
      const saved = saveAccount(http, body, credentialId);
      current.saving = saved;
      accept(current, await saved);
    } catch (cause) {
      if (run !== current) return;
      remember(current, stage === 'postOptions' ? {postOptions: undefined} : {preOptions: undefined});
      fail(current, stage, cause);
      // Nothing was sent without a network, so nothing is done twice.
      if (isOnline) return;
      onceOnline(current, cause, () => {
        current.memory = memory;
        void save(current, stage, values, credentialId);
      });
    }
  }

  /** Does what has failed for want of a network once it is there, if nobody has done anything about it by then. */
  function onceOnline(current: Run, cause: unknown, repeat: () => void): void {
    if (toParagonError(cause).code !== 'network_error') return;
    const failed = $state.get();
    const stop = deps.browser.onOnline(() => {
      stop();
      if (run === current && $state.get() === failed) repeat();
    });
    current.controller.signal.addEventListener('abort', stop, {once: true});
  }

  /** Takes over an account that the service has made or changed, and goes on. */
  function accept(current: Run, credential: Credential): void {
    putCredential(user, current.type, credential);
    current.hasCreated ||= credential.id !== current.memory.credentialId && !current.replaces;
    remember(current, {credentialId: credential.id});
    if (credential.status === 'VALID') announce(current, credential);
    if (run === current) advance(current);
    else void discard(current);
  }

  function announce(current: Run, credential: Credential): void {
    if (current.hasEmitted) return;
    current.hasEmitted = true;
    const event = installEvent(current.record, current.type, credential);
    events.emit('onIntegrationInstall', event, current.options.origin);
  }

  function finish(current: Run): void {
    const credential = chosenCredential(user.integration(current.type), current.memory.credentialId);
    if (!credential)
      return fail(current, 'postOptions', new ParagonError('not_found', 'The account is gone.'));
    if (credential.status === 'PENDING' && !current.memory.skipsPostOptions) {
      const message = 'The service still waits for more than was asked for. Try again later.';
      return fail(current, 'postOptions', new ParagonError('protocol_error', message));
    }
    const event = installEvent(current.record, current.type, credential);
    end(current);
    $state.set({status: 'complete', integration: current.type, event});
    callSafely(() => current.options.onComplete?.(event));
  }

  function openWindow(): void {
    const state = $state.get();
    if (!run || state.status !== 'active' || state.stage.stage !== 'oauth' || state.busy) {
      throw new NoActiveInstallFlowError();
    }
    if (run.result) return void takeResult(run, run.result);
    if (!run.windows.focus()) openWindowFor(run);
  }

  function openWindowFor(current: Run): void {
    if (current.options.sameTab) return void leaveFor(current);
    const {emptyWindow} = current;
    current.emptyWindow = undefined;
    try {
      const deadline = current.windows.open(oauthRequest(current), emptyWindow);
      update(current, {error: undefined, window: 'opening', deadline});
    } catch (cause) {
      fail(current, 'oauth', cause);
    }
  }

  function redirect(): Promise<void> {
    return settle(() => {
      const current = expect('oauth');
      current.windows.close();
      return leaveFor(current);
    });
  }

  /** The same sign-in in this tab, which is left for it. Back in the page, `resumeInstall()` goes on. */
  async function leaveFor(current: Run): Promise<void> {
    update(current, {busy: true, error: undefined, window: undefined, deadline: undefined});
    try {
      const {leaveForProvider} = await import('./redirect.js');
      await leaveForProvider(deps, oauthRequest(current), current.controller.signal);
      // A page that comes back out of the browser's cache must not find it busy.
      update(current, {busy: false});
    } catch (cause) {
      if (run === current) onOAuthFailure(current, toParagonError(cause));
    }
  }

  /** The provider has agreed; what is missing is the account from the service. Trying again needs no window. */
  async function takeResult(current: Run, result: OAuthResult): Promise<void> {
    update(current, {busy: true, error: undefined, window: 'closed', deadline: undefined});
    try {
      accept(current, await accountOfResult(http, result, (payload) => credentialBody(current, payload)));
      current.result = undefined;
    } catch (cause) {
      const {code} = toParagonError(cause);
      const isPassing = code === 'network_error' || code === 'timeout' || code === 'service_error';
      current.result = isPassing ? result : undefined;
      fail(current, 'oauth', cause);
      // To ask for an account that is there already is always safe.
      if ('credentialId' in result) onceOnline(current, cause, () => void takeResult(current, result));
    }
  }

  function onOAuthFailure(current: Run, error: ParagonError): void {
    const isRefusedInput =
      error instanceof OAuthStartError && error.status !== undefined && error.status < 500;
    if (!isRefusedInput || !current.memory.preOptions) return fail(current, 'oauth', error);
    // The service refuses what was filled in: what matters is what it says of it, back at the form.
    remember(current, {preOptions: undefined});
    advance(current);
    fail(current, 'preOptions', error.cause);
  }

  async function cancel(): Promise<void> {
    const current = run;
    if (!current) return;
    end(current);
    $state.set({status: 'cancelled', integration: current.type});
    // Whether it can be used is known only then.
    await current.saving?.catch(() => undefined);
    await discard(current);
  }

  /** Removes an account that this run has made and that nobody can use, as its set-up was given up. */
  async function discard(current: Run): Promise<void> {
    const {credentialId} = current.memory;
    const credential = user.integration(current.type)?.allCredentials.find(({id}) => id === credentialId);
    if (!current.hasCreated || credential?.status !== 'PENDING') return;
    removeCredential(user, current.type, credential.id);
    await http
      .request(`/sdk/integrations/${encodeURIComponent(current.record.id)}`, {
        method: 'DELETE',
        credentialId: credential.id,
        ignoreAnswer: true,
      })
      .catch(() => putCredential(user, current.type, credential));
  }

  function end(current: Run): void {
    if (run === current) run = undefined;
    current.windows.close();
    closeQuietly(current.emptyWindow);
    current.controller.abort();
  }

  return Object.freeze<OwnInstallFlow>({
    $state: readonlyType($state),
    start,
    resume,
    setAccountType,
    setPreOptions,
    setPostOptions,
    openWindow,
    redirect,
    next() {
      if (!run) throw new NoActiveInstallFlowError();
      const step = stepOf(run);
      return step.stage === 'create' ? {stage: 'done', done: true} : step;
    },
    getAccountTypeValue: () => run?.memory.accountType ?? null,
    getPreOptionsValue: () => run?.memory.preOptions ?? null,
    getPostOptionsValue: () => run?.memory.postOptions ?? null,
    cancel,
  });
}

/** Runs a step that reports its failures itself; only a call that fits no stage rejects. */
function settle(step: () => Promise<void> | undefined): Promise<void> {
  try {
    return Promise.resolve(step());
  } catch (error) {
    return Promise.reject(toParagonError(error));
  }
}
