import {atom, readonlyType} from 'nanostores';
import {
  HeadlessModeNotEnabledError,
  NoActiveInstallFlowError,
  OAuthStartError,
  ParagonError,
  UserNotAuthenticatedError,
  toParagonError,
} from './errors.js';
import {callSafely, type Events} from './events.js';
import {
  checkedRedirectUrl,
  credentialBody,
  oauthRequest,
  valuesPayload,
  type InstallSubject,
} from './install-request.js';
import {nextStep, type InstallMemory} from './install-stages.js';
import {accountTypesOf, type Integrations} from './integrations.js';
import {
  openProviderWindow,
  type OAuthAttempt,
  type OAuthResult,
  type OAuthWindowDeps,
} from './oauth-window.js';
import type {InstallFlow} from './types/client.js';
import type {IntegrationInstallEvent} from './types/events.js';
import type {
  InputValues,
  InstallFlowOptions,
  InstallFlowStage,
  InstallFlowStageName,
  InstallFlowState,
  ProviderWindowState,
} from './types/install.js';
import type {IntegrationRecord} from './types/integration.js';
import type {Credential} from './types/user.js';
import {checkedSelection, chosenCredential} from './selection.js';
import {readCredential, type UserStore} from './user.js';

export interface InstallFlowDeps extends OAuthWindowDeps {
  readonly user: UserStore;
  readonly integrations: Integrations;
  readonly events: Events;
  assetUrl(name: string): string;
  /** The facade's flow belongs to headless pages. */
  isAllowed(): boolean;
}

type ActiveState = Extract<InstallFlowState, {status: 'active'}>;

/** One install. Results that arrive for another run than the current one touch nothing. */
interface Run extends InstallSubject {
  readonly controller: AbortController;
  readonly attempts: Set<OAuthAttempt>;
  memory: InstallMemory;
  /** What a provider window has brought while the service could not be reached. */
  result?: OAuthResult;
  /** This run made the account, so giving up may remove it. */
  hasCreated: boolean;
  hasEmitted: boolean;
}

/**
 * The stage machine of an install. Which stage comes next follows from what is known (`install-stages.ts`); this
 * module gathers it, runs the provider window and talks to the service.
 */
export function createInstallFlow(deps: InstallFlowDeps): InstallFlow {
  const {http, user, integrations, events} = deps;
  const $state = atom<InstallFlowState>({status: 'idle'});
  let run: Run | undefined;

  function start(type: string, options: InstallFlowOptions = {}): void {
    begin(type, options, (record) => {
      const {accountType} = options;
      const isKnown = accountTypesOf(record).some(({id}) => id === accountType);
      return {accountType: isKnown ? accountType : undefined};
    });
  }

  function resume(type: string, credentialId: string, options: InstallFlowOptions = {}): void {
    begin(type, options, (record) => {
      const credential = chosenCredential(user.integration(type), credentialId);
      // Nobody says of which type the account is; one that has post-options leads to them.
      const types = accountTypesOf(record);
      const accountType = (types.find(({skipPostOAuthInputs}) => !skipPostOAuthInputs) ?? types[0])?.id;
      return {credentialId: credential?.id, accountType, hasFinishedInstruction: true};
    });
  }

  function begin(
    type: string,
    options: InstallFlowOptions,
    remember: (record: IntegrationRecord) => InstallMemory,
  ): void {
    void cancel();
    let started: Run;
    try {
      if (!deps.isAllowed()) throw new HeadlessModeNotEnabledError();
      if (!user.$user.get().authenticated) throw new UserNotAuthenticatedError();
      const record = integrations.getActive(type);
      started = {
        type,
        record,
        options: {...options, overrideRedirectUrl: checkedRedirectUrl(options.overrideRedirectUrl)},
        replaces: checkedSelection(user.integration(type), options),
        controller: new AbortController(),
        attempts: new Set(),
        memory: remember(record),
        hasCreated: false,
        hasEmitted: false,
      };
    } catch (cause) {
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
      update(current, {busy: false, error, window: undefined, deadline: undefined});
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
      await save(
        current,
        'postOptions',
        `/sdk/credentials/${encodeURIComponent(credentialId)}/complete-setup`,
        values,
      );
    });
  }

  const create = (current: Run): Promise<void> =>
    save(current, 'preOptions', '/sdk/credentials', current.memory.preOptions ?? {});

  /** Sends what was entered. If the service refuses, the stage stays and can be answered again. */
  async function save(
    current: Run,
    stage: InstallFlowStageName,
    path: string,
    values: object,
  ): Promise<void> {
    update(current, {busy: true, error: undefined});
    try {
      accept(current, await postCredential(current, path, valuesPayload(current, values)));
    } catch (cause) {
      if (run !== current) return;
      remember(current, stage === 'postOptions' ? {postOptions: undefined} : {preOptions: undefined});
      fail(current, stage, cause);
    }
  }

  /** Goes on when the flow is cancelled: what the service has stored by then must be known here. */
  async function postCredential(current: Run, path: string, payload: unknown): Promise<Credential> {
    return readCredential(
      await http.request(path, {
        method: 'POST',
        body: credentialBody(current, payload),
      }),
    );
  }

  /** Takes over an account that the service has made or changed, and goes on. */
  function accept(current: Run, credential: Credential): void {
    user.putCredential(current.type, credential);
    current.hasCreated ||= credential.id !== current.memory.credentialId && !current.replaces;
    remember(current, {credentialId: credential.id});
    if (credential.status === 'VALID') announce(current, credential);
    if (run === current) advance(current);
    else void discard(current);
  }

  function announce(current: Run, credential: Credential): void {
    if (current.hasEmitted) return;
    current.hasEmitted = true;
    events.emit('onIntegrationInstall', eventOf(current, credential), current.options.origin);
  }

  function finish(current: Run): void {
    const credential = chosenCredential(user.integration(current.type), current.memory.credentialId);
    if (!credential)
      return fail(current, 'postOptions', new ParagonError('not_found', 'The account is gone.'));
    if (credential.status === 'PENDING') {
      const message = 'The service still waits for more than was asked for. Try again later.';
      return fail(current, 'postOptions', new ParagonError('protocol_error', message));
    }
    const event = eventOf(current, credential);
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
    if ([...run.attempts].some((attempt) => attempt.focus())) return;
    openWindowFor(run);
  }

  /** A window that was cut off goes on being waited for beside the new one: the user may finish in either. */
  function openWindowFor(current: Run): void {
    let attempt: OAuthAttempt;
    const onWindow = (state: ProviderWindowState) => {
      const isLatest = [...current.attempts].at(-1) === attempt;
      if (isLatest || !attempt) update(current, {window: state});
    };
    try {
      attempt = openProviderWindow(deps, oauthRequest(current), onWindow);
    } catch (cause) {
      return fail(current, 'oauth', cause);
    }
    current.attempts.add(attempt);
    update(current, {error: undefined, window: 'opening', deadline: attempt.deadline});
    attempt.result.then(
      (result) => void onOAuthResult(current, attempt, result),
      (cause: unknown) => onOAuthFailure(current, attempt, toParagonError(cause)),
    );
  }

  async function onOAuthResult(current: Run, attempt: OAuthAttempt, result: OAuthResult): Promise<void> {
    if (run !== current || !current.attempts.has(attempt)) return;
    closeWindows(current);
    await takeResult(current, result);
  }

  /** The provider has agreed; what is missing is the account from the service. Trying again needs no window. */
  async function takeResult(current: Run, result: OAuthResult): Promise<void> {
    update(current, {busy: true, error: undefined, window: 'closed', deadline: undefined});
    try {
      accept(
        current,
        await ('payload' in result
          ? postCredential(current, '/sdk/credentials', result.payload)
          : readAccount(result.credentialId)),
      );
      current.result = undefined;
    } catch (cause) {
      const {code} = toParagonError(cause);
      const isPassing = code === 'network_error' || code === 'timeout' || code === 'service_error';
      current.result = isPassing ? result : undefined;
      fail(current, 'oauth', cause);
    }
  }

  const readAccount = async (credentialId: string): Promise<Credential> =>
    readCredential(
      await http.request(`/sdk/credentials/${encodeURIComponent(credentialId)}`, {share: false}),
    );

  function onOAuthFailure(current: Run, attempt: OAuthAttempt, error: ParagonError): void {
    if (run !== current || !current.attempts.delete(attempt)) return;
    // As long as another window is awaited, one of several going away is no news.
    if (current.attempts.size > 0) return;
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
    await discard(current);
  }

  /** Removes an account that this run has made and that nobody can use, as its set-up was given up. */
  async function discard(current: Run): Promise<void> {
    const {credentialId} = current.memory;
    const credential = user.integration(current.type)?.allCredentials.find(({id}) => id === credentialId);
    if (!current.hasCreated || credential?.status !== 'PENDING') return;
    user.removeCredential(current.type, credential.id);
    await http
      .request(`/sdk/integrations/${encodeURIComponent(current.record.id)}`, {
        method: 'DELETE',
        credentialId: credential.id,
        ignoreAnswer: true,
      })
      .catch(() => user.putCredential(current.type, credential));
  }

  function end(current: Run): void {
    if (run === current) run = undefined;
    closeWindows(current);
    current.controller.abort();
  }

  function closeWindows(current: Run): void {
    const attempts = [...current.attempts];
    current.attempts.clear();
    for (const attempt of attempts) attempt.cancel();
  }

  return Object.freeze<InstallFlow>({
    $state: readonlyType($state),
    start,
    resume,
    setAccountType,
    setPreOptions,
    setPostOptions,
    openWindow,
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

const eventOf = ({record, type}: Run, credential: Credential): IntegrationInstallEvent =>
  Object.freeze({integrationId: record.id, integrationType: type, credentialId: credential.id, credential});

/** Runs a step that reports its failures itself; only a call that fits no stage rejects. */
function settle(step: () => Promise<void> | undefined): Promise<void> {
  try {
    return Promise.resolve(step());
  } catch (error) {
    return Promise.reject(toParagonError(error));
  }
}
