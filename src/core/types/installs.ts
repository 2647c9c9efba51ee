import type {ParagonError} from '../errors.js';
import type {IntegrationInstallEvent} from './events.js';
import type {InputValues, InstallOptions} from './install.js';

/** Options of `completeInstall()`. */
export interface CompleteInstallOptions {
  /** The code that the provider gave to the page; good for one use. */
  readonly authorizationCode: string;
  /** The page that the provider sent the code to, to the letter. */
  readonly redirectUrl?: string;
  /** Opens the portal afterwards; never in headless mode. Default `true`. */
  readonly showPortalAfterInstall?: boolean;
  /** What the integration asks before the sign-in, and `accountType`. */
  readonly integrationOptions?: Readonly<Record<string, unknown>>;
  /** Who asked; handed to event listeners. */
  readonly origin?: object;
  /** Stops waiting for the answer; the account may be connected all the same. */
  readonly signal?: AbortSignal;
}

/** Options of `startOAuthFlow()`: what the sign-in is for. */
export interface OAuthFlowOptions extends Pick<
  InstallOptions,
  | 'accountType'
  | 'allowMultipleCredentials'
  | 'bypassPostOAuthPrompt'
  | 'externalId'
  | 'origin'
  | 'overrideRedirectUrl'
  | 'selectedConfigurationId'
  | 'selectedCredentialId'
  | 'showPortalAfterInstall'
> {
  /** What the integration asks before the sign-in. */
  readonly endUserSuppliedValues?: InputValues;
  readonly userProvidedIntegrationConfig?: {readonly overrideRedirectUrl?: string};
}

/** Who hears how a sign-in has ended. */
export interface OAuthFlowHandlers {
  readonly onSuccess?: (event: IntegrationInstallEvent) => void;
  readonly onError?: (error: ParagonError) => void;
  /** Milliseconds that the provider window may take; default 10 minutes. */
  readonly oauthTimeout?: number;
  /** Gives up and closes the window. */
  readonly signal?: AbortSignal;
}

/** What a provider's answer carries, as the service's page hands it on. */
export interface OAuthCallbackCredential {
  readonly integrationId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Connecting without the portal in front. */
export interface ParagonInstalls {
  /**
   * Connects an integration without opening its portal, and resolves with the account. Call it inside a user gesture:
   * the provider window opens at once. What has to be asked is asked in the portal, which closes afterwards.
   *
   * Rejects with `already_installed` unless `allowMultipleCredentials` or `selectedCredentialId` is given, with
   * `input_required` if something has to be asked and there is no portal (headless: use `installFlow`), with
   * `portal_closed`, and with what happens to the provider window. A second call for the same integration joins the
   * one that runs, or with other options takes its place.
   */
  installIntegration(integrationType: string, options?: InstallOptions): Promise<IntegrationInstallEvent>;
  /**
   * Finishes an install that began at the provider, for example in its marketplace. Resolves with the account, which is
   * `PENDING` if it needs more; the portal asks for it.
   */
  completeInstall(integrationType: string, options: CompleteInstallOptions): Promise<IntegrationInstallEvent>;
  /**
   * Opens the provider window and nothing else. Call it inside a user gesture. How it ends is told to the handlers and
   * by the promise, which nobody has to wait for.
   */
  startOAuthFlow(
    integrationType: string,
    options?: OAuthFlowOptions,
    handlers?: OAuthFlowHandlers,
  ): Promise<IntegrationInstallEvent>;
  /**
   * Finishes an install for which this tab was sent to the provider (`installFlow.redirect()`). Call it after
   * `authenticate()` on the page that the user comes back to. Resolves with nothing if this tab did not leave for an
   * install of this user; rejects if the user has not finished at the provider or was refused. An account that needs
   * more is `PENDING`: the portal asks for it before this resolves, or headless `installFlow.resume()` does.
   *
   * The service finishes a sign-in only in a browser that it knows by its cookie. That holds if it is on the page's own
   * site or the browser lets other sites have cookies. It then shows a page of its own, from which the user goes back;
   * with `overrideRedirectUrl` set to the address of this page, the provider sends the user here at once.
   */
  resumeInstall(options?: {
    readonly origin?: object;
    readonly signal?: AbortSignal;
  }): Promise<IntegrationInstallEvent | undefined>;
  /**
   * For a page that gets a provider's answer itself and passes it on: check first where it comes from. Without
   * `credentialId` an account is created, with it its set-up is finished. An install that waits for this integration
   * goes on with it. Resolves with nothing for an integration that is not known.
   */
  _oauthCallback(
    credential: OAuthCallbackCredential,
    credentialId?: string,
    options?: {readonly installOptions?: InstallOptions},
  ): Promise<IntegrationInstallEvent | undefined>;
  /**
   * As `_oauthCallback()`, for a refusal. `event.data` may name the `integrationId` and hold the provider's
   * `errorResponse`; the install that waits fails with an `OAuthDeniedError`, or the open portal's `onError` gets it.
   */
  _oauthErrorCallback(errorMessage: string | object, event?: {readonly data?: unknown}): Promise<void>;
}
