import type {ParagonError} from '../errors.js';
import type {InstallFlowError} from './errors.js';
import type {InstallFlow} from './client.js';
import type {OwnDataSources} from './data-sources.js';
import type {IntegrationInstallEvent, ParagonEventListener} from './events.js';
import type {SerializedConnectInput} from './input.js';
import type {AccountType} from './integration.js';
import type {ConnectInputValue} from './user.js';

/** The user chooses a kind of account; go on with `setAccountType(id)`. */
export interface AccountTypeStage {
  readonly stage: 'accountType';
  readonly options: readonly AccountType[];
  readonly done: false;
}

export interface InstructionLink {
  readonly type: 'link';
  readonly label: string;
  readonly href: string;
}

export interface InstructionCopyButton {
  readonly type: 'copyButton';
  readonly label: string;
  readonly copyText: string;
}

/** The user does something outside and confirms it; go on with `finish.onClick()`. */
export interface InstructionStage {
  readonly stage: 'instruction';
  /** Markdown with headings, paragraphs and images. */
  readonly content: string;
  readonly ctas: readonly (InstructionLink | InstructionCopyButton)[];
  readonly finish: {readonly type: 'finishButton'; readonly label: string; readonly onClick: () => void};
  readonly packageInstallUrl: string;
  readonly done: false;
}

/** The user fills in what is needed before signing in; go on with `setPreOptions(values)`. */
export interface PreOptionsStage {
  readonly stage: 'preOptions';
  readonly options: readonly SerializedConnectInput[];
  readonly done: false;
}

/** The provider window is open; the flow goes on by itself. */
export interface OAuthStage {
  readonly stage: 'oauth';
  readonly done: false;
}

/** The account exists and needs more from the user; go on with `setPostOptions(values)`. */
export interface PostOptionsStage {
  readonly stage: 'postOptions';
  readonly options: readonly SerializedConnectInput[];
  readonly done: false;
  /** The new account: load the options of dynamic inputs with it. */
  readonly credentialId: string;
}

export interface DoneStage {
  readonly stage: 'done';
  readonly done: true;
}

export type InstallFlowStage =
  AccountTypeStage | InstructionStage | PreOptionsStage | OAuthStage | PostOptionsStage | DoneStage;

export type InstallFlowStageName = InstallFlowStage['stage'];

/** The stage at which an install flow failed. */
export interface InstallFlowErrorContext {
  readonly stage: InstallFlowStageName;
}

export interface InstallFlowOptions {
  /** Called with each stage to draw, the `oauth` stage included. */
  readonly onNext?: (stage: InstallFlowStage) => void;
  /** Called once, when the account is connected. */
  readonly onComplete?: (event: IntegrationInstallEvent) => void;
  /**
   * Called with each failure. The flow stays at its stage, so that the user can try again, unless it could not start
   * (`context` is then `null`).
   */
  readonly onError?: (error: InstallFlowError, context: InstallFlowErrorContext | null) => void;
  /** Milliseconds that the provider window may take; default 10 minutes. */
  readonly oauthTimeout?: number;
  /** Connect a further account beside the ones there are, instead of replacing. Default `false`. */
  readonly allowMultipleCredentials?: boolean;
  /** Where the provider sends the user back to, if not to the service; without a scheme it gets `https://`. */
  readonly overrideRedirectUrl?: string;
  /** Account to replace, by id or external id; its settings and workflows stay. */
  readonly selectedCredentialId?: string;
  /** The product's own name for the new account; unique within the integration. */
  readonly externalId?: string;
  /** Chooses the account type beforehand, so that the stage is skipped. Several leave the user only these. */
  readonly accountType?: string | readonly string[];
  /**
   * Sends this tab to the provider instead of opening a window, for browsers that have no windows. Default `false`. See
   * `redirect()`.
   */
  readonly sameTab?: boolean;
  /** Who asked; handed to event listeners. */
  readonly origin?: object;
  /** Cancels the flow. */
  readonly signal?: AbortSignal;
}

/**
 * What is known of the provider window.
 * - `opening`: open, on its way to the provider
 * - `open`: the user is at the provider
 * - `severed`: the provider's page cut the link to the window; it may still be open
 * - `unknown`: cut, and the user is back on this page: offer to open it again or to cancel
 * - `closed`: gone or never opened
 * - `blocked`: the browser has not opened it: `openWindow()` tries again, `redirect()` uses this tab instead
 */
export type ProviderWindowState = 'opening' | 'open' | 'severed' | 'unknown' | 'closed' | 'blocked';

/** All that a view needs of an install flow, as one value. */
export type InstallFlowState =
  | {readonly status: 'idle'}
  | {
      readonly status: 'active';
      readonly integration: string;
      readonly stage: InstallFlowStage;
      /** An answer of the service is awaited. */
      readonly busy: boolean;
      /** Why the last step failed; the same stage can be tried again. */
      readonly error?: ParagonError;
      /** At the `oauth` stage. */
      readonly window?: ProviderWindowState;
      /** At the `oauth` stage: when the wait ends, in milliseconds since the epoch. */
      readonly deadline?: number;
    }
  | {readonly status: 'failed'; readonly integration: string; readonly error: ParagonError}
  | {readonly status: 'complete'; readonly integration: string; readonly event: IntegrationInstallEvent}
  | {readonly status: 'cancelled'; readonly integration: string};

/**
 * Options of `connect()` and `installIntegration()`. `dropdowns` and `mapObjectFields` are data sources as
 * `setDataSources()` takes them, for one portal; they win over all others while it is open.
 */
export interface InstallOptions extends OwnDataSources {
  /** The integration was connected. Same as `onInstall`, which is called instead if both are given. */
  readonly onSuccess?: ParagonEventListener<'onIntegrationInstall'>;
  readonly onInstall?: ParagonEventListener<'onIntegrationInstall'>;
  readonly onUninstall?: ParagonEventListener<'onIntegrationUninstall'>;
  readonly onWorkflowChange?: ParagonEventListener<'onWorkflowChange'>;
  readonly onOpen?: ParagonEventListener<'onPortalOpen'>;
  readonly onClose?: ParagonEventListener<'onPortalClose'>;
  readonly onError?: (error: ParagonError) => void;
  /** Account type to use, so that the user is not asked. Several leave the user only these. */
  readonly accountType?: string | readonly string[];
  readonly externalId?: string;
  readonly selectedCredentialId?: string;
  readonly selectedConfigurationId?: string;
  readonly allowMultipleCredentials?: boolean;
  readonly overrideRedirectUrl?: string;
  /** Milliseconds that the provider window may take; default 10 minutes. */
  readonly oauthTimeout?: number;
  /**
   * `installIntegration()`: opens the portal once the account is connected, or leaves it open. Default `false`. Excludes
   * `bypassPostOAuthPrompt`.
   */
  readonly showPortalAfterInstall?: boolean;
  /**
   * `installIntegration()`: does not ask for what the account needs after the sign-in. The promise then resolves with an
   * account that may be `PENDING`; `installFlow.resume()` finishes it. Default `false`.
   */
  readonly bypassPostOAuthPrompt?: boolean;
  /** Where the portal is drawn; default: a dialog at the end of the page. */
  readonly view?: PortalView;
  /** Who asked; handed to event listeners. */
  readonly origin?: object;
  /** Gives up: closes the portal and the provider window. */
  readonly signal?: AbortSignal;
}

/** An open portal, as its view needs to know it. */
export interface PortalRequest {
  readonly integration: string;
  readonly options: InstallOptions;
  /** An install that is under way already and waits for the user: to be drawn at once. */
  readonly flow?: InstallFlow;
  /** The view calls it when the user has closed the portal. */
  readonly onClosed: () => void;
}

/** Draws the Connect Portal. */
export interface PortalView {
  /** Shows the portal; rejects if it cannot. */
  show(request: PortalRequest): Promise<void> | void;
  /** Takes the portal away without calling `onClosed`. */
  hide(): void;
}

/** Values of a stage's inputs, by input id. */
export type InputValues = Readonly<Record<string, ConnectInputValue>>;
