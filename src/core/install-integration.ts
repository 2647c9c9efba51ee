import type {ProviderWindow} from './browser.js';
import {ParagonError, toParagonError} from './errors.js';
import {sessionChanged} from './http.js';
import {createInstallFlow, type InstallFlowDeps, type OwnFlowOptions} from './install-flow.js';
import {nextStep, type InstallMemory} from './install-stages.js';
import {accountTypesOf, postOptionsOf, usualAccountType} from './integrations.js';
import type {Portal} from './portal.js';
import {chosenCredential} from './selection.js';
import type {IntegrationInstallEvent} from './types/events.js';
import type {InputValues, InstallFlowStage, InstallOptions} from './types/install.js';
import type {IntegrationRecord} from './types/integration.js';

export interface InstallDeps extends Omit<InstallFlowDeps, 'isAllowed'> {
  readonly portal: Portal;
}

/** What to install, and how far. */
export interface InstallPlan {
  readonly type: string;
  readonly record: IntegrationRecord;
  readonly options: InstallOptions;
  /** Answers the pre-options beforehand. */
  readonly preOptions?: InputValues;
  /** Nothing is asked in a portal: what is not known fails. */
  readonly isSilent?: boolean;
  /** Done as soon as there is an account, even if it is `PENDING`. */
  readonly skipsPostOptions?: boolean;
  readonly emptyWindow?: ProviderWindow;
}

/** An install under way. */
export interface Install {
  readonly result: Promise<IntegrationInstallEvent>;
  /** Brings its window to the front, or opens it again. Inside a user gesture. */
  show(): void;
  /** Ends it, if it has not ended yet. */
  fail(error: ParagonError): void;
}

/**
 * Runs one install that nobody draws: the provider window stands alone, and what has to be asked is asked in the portal.
 * Settles in every case. Throws if something has to be asked and there is no portal.
 */
export function startInstall(deps: InstallDeps, plan: InstallPlan): Install {
  const {portal} = deps;
  const {type, record, options, preOptions, skipsPostOptions} = plan;
  const accountType = checkedAccountType(type, record, options.accountType);
  const pending = pendingAccount(deps, plan);
  const hasPortal = !plan.isSilent && portal.viewFor(options) !== undefined;
  if (!hasPortal) {
    const memory = {accountType, preOptions, skipsPostOptions, credentialId: pending};
    const question = questionOf(record, memory);
    if (question) throw inputRequired(type, question);
  }

  const session = deps.getSession();
  const flow = createInstallFlow({...deps, isAllowed: () => true});
  let isSettled = false;
  let closePortal: (() => void) | undefined;
  let resolve: (event: IntegrationInstallEvent) => void = () => undefined;
  let reject: (error: ParagonError) => void = () => undefined;
  const result = new Promise<IntegrationInstallEvent>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  const stopListening = portal.listen(record.id, options);
  const stopFlow = flow.$state.listen((state) => {
    if (isSettled) return;
    if (state.status === 'complete') return complete(state.event);
    if (state.status === 'cancelled') return fail(cancelled());
    if (state.status === 'failed') return fail(state.error);
    if (state.status !== 'active') return;
    // In the portal the user answers, and can try again.
    if (closePortal) return;
    if (asksUser(state.stage)) openPortal({selectedCredentialId: options.selectedCredentialId}, true);
    else if (state.error) fail(state.error);
  });

  function settle(): void {
    isSettled = true;
    stopFlow();
  }

  function complete(event: IntegrationInstallEvent): void {
    settle();
    if (!options.showPortalAfterInstall) closePortal?.();
    else if (hasPortal && !closePortal) openPortal({selectedCredentialId: event.credentialId});
    if (!closePortal) stopListening();
    resolve(event);
  }

  function fail(error: ParagonError): void {
    if (isSettled) return;
    settle();
    closePortal?.();
    stopListening();
    void flow.cancel();
    reject(error);
  }

  function cancelled(): ParagonError {
    if (session?.signal.aborted) return sessionChanged();
    // The user has given up in the portal, or the page has.
    return closePortal
      ? new ParagonError('portal_closed', 'The portal was closed before the account was connected.')
      : new ParagonError('aborted', 'The install was cancelled.');
  }

  /** The callbacks stay with this install, but what fails in the portal is the portal's to tell. */
  function openPortal(shown: Pick<InstallOptions, 'selectedCredentialId'>, draws = false): void {
    const own = {externalId: undefined, signal: undefined, selectedConfigurationId: undefined};
    const noListeners = {
      onSuccess: undefined,
      onInstall: undefined,
      onUninstall: undefined,
      onWorkflowChange: undefined,
      onOpen: undefined,
      onClose: undefined,
    };
    const onClosed = (reason: ParagonError) => {
      closePortal = undefined;
      if (isSettled) stopListening();
      else fail(reason);
    };
    try {
      const view = {...options, ...own, ...noListeners, ...shown};
      closePortal = portal.show(type, view, undefined, onClosed, draws ? flow : undefined);
    } catch (cause) {
      fail(toParagonError(cause));
    }
  }

  const flowOptions: OwnFlowOptions = {
    ...options,
    // How it ends is read from the state; the callbacks of a portal mean something else.
    onError: undefined,
    accountType: accountType ?? options.accountType,
    preOptions,
    skipsPostOptions,
    emptyWindow: plan.emptyWindow,
    sent: {
      isApiInstallation: true,
      showPortalAfterInstall: options.showPortalAfterInstall ?? false,
      bypassPostOAuthPrompt: options.bypassPostOAuthPrompt ?? false,
      selectedConfigurationId: options.selectedConfigurationId,
    },
  };
  if (pending) flow.resume(type, pending, flowOptions);
  else flow.start(type, flowOptions);

  return {
    result,
    fail,
    show() {
      const state = flow.$state.get();
      if (state.status === 'active' && state.stage.stage === 'oauth' && !state.busy) flow.openWindow();
    },
  };
}

/** Stages that cannot go on by themselves. */
const asksUser = (stage: InstallFlowStage): boolean =>
  stage.stage !== 'oauth' && stage.stage !== 'done' && !('options' in stage && stage.options.length === 0);

/** The account type to use, if there is no choice left. Throws for one that the integration does not have. */
function checkedAccountType(
  type: string,
  record: IntegrationRecord,
  wanted: InstallOptions['accountType'],
): string | undefined {
  if (wanted === undefined) return usualAccountType(record)?.id;
  const known = accountTypesOf(record).map(({id}) => id);
  const ids = [wanted].flat();
  const unknown = ids.find((id) => !(known.length ? known : ['default']).includes(id));
  if (unknown !== undefined) {
    throw new ParagonError(
      'invalid_argument',
      `"${unknown}" is not an account type of ${type}. It has: ${known.join(', ') || 'none'}.`,
      {meta: {accountTypes: known}},
    );
  }
  return ids.length === 1 ? ids[0] : undefined;
}

/** An account that still lacks its post-options, for example since a reload: it is finished instead of made anew. */
function pendingAccount({user}: InstallDeps, plan: InstallPlan): string | undefined {
  const {selectedCredentialId, externalId, allowMultipleCredentials} = plan.options;
  const isNew = externalId !== undefined || (allowMultipleCredentials && selectedCredentialId === undefined);
  if (isNew || plan.isSilent || plan.skipsPostOptions) return undefined;
  const account = chosenCredential(user.integration(plan.type), selectedCredentialId);
  return account?.status === 'PENDING' && postOptionsOf(plan.record).length ? account.id : undefined;
}

/** The first stage at which the user would be asked something. */
function questionOf(record: IntegrationRecord, memory: InstallMemory): string | undefined {
  const context = {assetUrl: () => '', onFinish: () => undefined};
  let {stage} = nextStep(record, memory, context);
  if (stage === 'oauth' || stage === 'create') {
    ({stage} = nextStep(record, {...memory, credentialId: 'new'}, context));
  }
  return stage === 'done' ? undefined : stage;
}

const inputRequired = (type: string, stage: string) =>
  new ParagonError(
    'input_required',
    `"${type}" asks the user for something (${stage}), and there is no portal to ask in. Use installFlow.start("${type}").`,
    {meta: {stage}},
  );
