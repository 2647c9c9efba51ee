import type {ProviderWindow} from './browser.js';
import {ParagonError, UserNotAuthenticatedError, toParagonError} from './errors.js';
import {OAuthStartError} from './install-errors.js';
import {callSafely} from './events.js';
import {requireFeature} from './features.js';
import {createInstallAnswers} from './install-answers.js';
import {startInstall, type Install, type InstallDeps, type InstallPlan} from './install-integration.js';
import {chosenAccountType} from './install-stages.js';
import {usualAccountType} from './integrations.js';
import type {IntegrationInstallEvent} from './types/events.js';
import type {InstallOptions} from './types/install.js';
import type {OAuthFlowHandlers, OAuthFlowOptions} from './types/installs.js';
import type {IntegrationRecord} from './types/integration.js';

interface RunningInstall extends Install {
  /** Two calls that agree in it want the same thing. */
  readonly key: string;
}

/** What `installs.ts` loads with the first install: everything that an install does beside the portal. */
export function createInstallActions(deps: InstallDeps) {
  const {user, integrations, portal} = deps;
  /** One install per integration at a time. */
  const running = new Map<string, RunningInstall>();

  async function installIntegration(
    type: string,
    options: InstallOptions,
    emptyWindow?: ProviderWindow,
  ): Promise<IntegrationInstallEvent> {
    try {
      const record = usable(type);
      assertNoContradiction(options);
      requireFeature(user, 'headless-cp');
      if (options.mapObjectFields) requireFeature(user, 'dfm');
      const joined = join(type, options);
      if (joined) return await joined;
      assertNotInstalled(type, options);
      const skipsPostOptions = options.bypassPostOAuthPrompt;
      return await run({type, record, options, emptyWindow, skipsPostOptions});
    } catch (cause) {
      const error = toParagonError(cause);
      // Closing and giving up are no failures.
      if (error.code !== 'portal_closed' && error.code !== 'aborted') {
        callSafely(() => options.onError?.(error));
      }
      throw error;
    }
  }

  function startOAuthFlow(
    type: string,
    options: OAuthFlowOptions,
    handlers: OAuthFlowHandlers = {},
    emptyWindow?: ProviderWindow,
  ): Promise<IntegrationInstallEvent> {
    const result = signIn(type, options, handlers, emptyWindow);
    result.then(
      (event) => callSafely(() => handlers.onSuccess?.(event)),
      (cause: unknown) => callSafely(() => handlers.onError?.(toParagonError(cause))),
    );
    return result;
  }

  /** The provider window alone: the account is taken as it comes. */
  async function signIn(
    type: string,
    {endUserSuppliedValues: preOptions, userProvidedIntegrationConfig, ...given}: OAuthFlowOptions,
    {oauthTimeout, signal}: OAuthFlowHandlers,
    emptyWindow?: ProviderWindow,
  ): Promise<IntegrationInstallEvent> {
    const record = usable(type);
    const options: InstallOptions = {...userProvidedIntegrationConfig, ...given, oauthTimeout, signal};
    const joined = join(type, options);
    if (joined) return joined;
    const [accountType] = [options.accountType ?? usualAccountType(record)?.id].flat();
    if ((chosenAccountType(record, {accountType})?.scheme ?? record.authenticationType) !== 'oauth') {
      throw new OAuthStartError(`"${type}" is connected by values. Use installIntegration() for it.`);
    }
    return run({type, record, options, preOptions, emptyWindow, isSilent: true, skipsPostOptions: true});
  }

  function usable(type: string): IntegrationRecord {
    if (!user.$user.get().authenticated) throw new UserNotAuthenticatedError();
    return integrations.getActive(type);
  }

  function assertNotInstalled(
    type: string,
    {allowMultipleCredentials, selectedCredentialId}: InstallOptions,
  ): void {
    if (allowMultipleCredentials || selectedCredentialId !== undefined) return;
    if (!user.integration(type)?.enabled) return;
    throw new ParagonError(
      'already_installed',
      `"${type}" is connected already. allowMultipleCredentials connects a further account, selectedCredentialId one of them again.`,
    );
  }

  /** The install of this integration that runs already, if it is the same; another one has to make way. */
  function join(type: string, options: InstallOptions): Promise<IntegrationInstallEvent> | undefined {
    const other = running.get(type);
    if (!other) return undefined;
    if (other.key === keyOf(options)) {
      other.show();
      return other.result;
    }
    other.fail(new ParagonError('aborted', 'Another install of this integration has been started.'));
    return undefined;
  }

  function run(plan: InstallPlan): Promise<IntegrationInstallEvent> {
    const install: RunningInstall = {...startInstall(deps, plan), key: keyOf(plan.options)};
    running.set(plan.type, install);
    const forget = () => void (running.get(plan.type) === install && running.delete(plan.type));
    install.result.then(forget, forget);
    return install.result;
  }

  const answers = createInstallAnswers(deps, usable);

  async function resumeInstall({
    origin,
    signal,
  }: {readonly origin?: object; readonly signal?: AbortSignal} = {}): Promise<
    IntegrationInstallEvent | undefined
  > {
    if (!user.$user.get().authenticated) throw new UserNotAuthenticatedError();
    const {arriveFromProvider} = await import('./redirect.js');
    const arrival = await arriveFromProvider(deps, signal).catch((cause: unknown) => {
      throw toParagonError(cause);
    });
    if (!arrival) return undefined;
    const {integration: type, credential} = arrival;
    const record = usable(type);
    const event = answers.accept(record, type, credential, origin);
    const options: InstallOptions = {selectedCredentialId: credential.id, origin, signal};
    const isDone = credential.status !== 'PENDING' || !portal.viewFor(options);
    return isDone ? event : run({type, record, options});
  }

  return Object.freeze({installIntegration, startOAuthFlow, resumeInstall, ...answers});
}

export type InstallActions = ReturnType<typeof createInstallActions>;

function assertNoContradiction({bypassPostOAuthPrompt, showPortalAfterInstall}: InstallOptions): void {
  if (!bypassPostOAuthPrompt || !showPortalAfterInstall) return;
  throw new ParagonError(
    'invalid_argument',
    'bypassPostOAuthPrompt and showPortalAfterInstall exclude each other.',
  );
}

const keyOf = (options: InstallOptions): string =>
  JSON.stringify([
    options.accountType,
    options.externalId,
    options.selectedCredentialId,
    options.allowMultipleCredentials ?? false,
    options.overrideRedirectUrl,
  ]);
