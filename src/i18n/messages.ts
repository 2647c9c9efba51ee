import type {ParagonError, ParagonErrorCode} from '../core/errors.js';
import type {CredentialStatus} from '../core/types/index.js';
import type {CatalogueMessages} from './en-catalogue.js';
import type {FilePickerMessages} from './en-file-picker.js';
import type {InputMessages} from './en-input.js';
import type {InstallMessages} from './en-install.js';
import type {MapperMessages} from './en-mapper.js';
import type {TriggerMessages} from './en-triggers.js';

/** All texts that users read. Each is a string, or a function of what it names. */
export interface Messages
  extends
    PortalMessages,
    CatalogueMessages,
    InstallMessages,
    InputMessages,
    MapperMessages,
    TriggerMessages,
    FilePickerMessages {}

/** The texts of the button and the portal, with those that the install flow has in common with it. */
export interface PortalMessages {
  // The button
  readonly connect: (name: string) => string;
  readonly manage: (name: string) => string;
  readonly loading: string;

  // The portal
  readonly close: string;
  readonly notConnected: string;
  readonly status: Readonly<Record<CredentialStatus, string>>;
  readonly overview: string;
  readonly account: string;
  readonly accounts: string;
  readonly unnamedAccount: string;
  readonly connectedSince: (date: string) => string;
  readonly connectAnother: string;
  readonly connectHint: (name: string) => string;
  readonly invalidTitle: string;
  readonly invalidText: (name: string) => string;
  readonly reconnect: string;
  readonly pendingTitle: string;
  readonly pendingText: (name: string) => string;
  readonly finishSetup: string;
  readonly disconnect: string;
  readonly disconnectTitle: (name: string) => string;
  readonly disconnectText: (name: string, account: string) => string;
  readonly disconnectConfirm: string;
  readonly disconnectKeep: string;
  readonly disconnected: (name: string) => string;
  readonly discardTitle: string;
  readonly discardKeep: string;
  readonly discardConfirm: string;
  readonly limitReachedTitle: string;
  readonly limitReachedText: string;
  readonly limitCheck: string;
  readonly limitStill: string;
  readonly configuration: string;
  readonly triggers: string;
  readonly details: string;
  readonly lastRefreshed: (date: string) => string;
  readonly disconnectWorkflows: string;
  readonly defaultConfiguration: string;
  readonly unnamedConfiguration: (number: number) => string;
  readonly settings: string;
  readonly workflows: string;
  readonly saved: string;
  readonly notSaved: string;
  readonly saveFailed: (title: string) => string;
  readonly settingsMissingTitle: string;
  readonly settingsMissingText: (titles: string) => string;
  readonly workflowNeedsSettings: string;
  readonly workflowNotOn: (title: string) => string;
  readonly workflowNotOff: (title: string) => string;
  readonly unnamedWorkflow: string;
  readonly lockedInvalid: string;
  readonly lockedPending: string;
  readonly nothingToSetUpTitle: string;
  readonly nothingToSetUpText: (name: string) => string;
  readonly noWorkflowsTitle: string;
  readonly noWorkflowsText: string;
  readonly nothingConnectedTitle: string;
  readonly nothingConnectedText: (name: string) => string;

  // The install flow
  readonly cancel: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly saving: string;
  readonly tryAgain: string;
  readonly completeTitle: (name: string) => string;
  readonly completeText: string;

  // Trouble
  readonly signInAgain: string;
  /** By code; `errorText` falls back to `unknown`. */
  readonly errors: Readonly<Partial<Record<ParagonErrorCode, ErrorText>> & {unknown: ErrorText}>;
}

/** The texts of the button; those of the portal and of the catalogue are loaded with them. */
export type ShellMessages = Pick<
  PortalMessages,
  | 'connect'
  | 'manage'
  | 'loading'
  | 'notConnected'
  | 'cancel'
  | 'tryAgain'
  | 'signInAgain'
  | 'status'
  | 'completeTitle'
  | 'completeText'
  | 'errors'
>;

/** What a user is told about an error. `text` may use what the service said. */
export interface ErrorText {
  readonly title: string;
  readonly text: string | ((error: ParagonError) => string);
}

/** Some of the texts; the rest stays as it is. */
export type PartialMessages = {
  readonly [Key in keyof Messages]?: Messages[Key] extends Readonly<Record<string, unknown>>
    ? Partial<Messages[Key]>
    : Messages[Key];
};

/** Lays texts over each other; the later ones win. What is grouped, such as the errors, is laid over by entry. */
export function mergeMessages<M extends object>(
  base: M,
  ...over: readonly (PartialMessages | undefined)[]
): M {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const messages of over) {
    for (const [key, text] of Object.entries(messages ?? {})) {
      const former = merged.get(key);
      merged.set(key, isGroup(former) && isGroup(text) ? {...former, ...text} : text);
    }
  }
  return Object.fromEntries(merged) as M;
}

const isGroup = (text: unknown): text is object => typeof text === 'object' && text !== null;

/** What the user's permissions do not allow has a code of the service's own, whatever status it comes with. */
export const codeForUsers = ({code, serviceCode}: ParagonError): ParagonErrorCode =>
  serviceCode === '7210' ? 'forbidden' : code;

/** What to tell a user about an error. */
export function errorText(
  messages: Pick<Messages, 'errors'>,
  error: ParagonError,
): {readonly title: string; readonly text: string} {
  const {title, text} = messages.errors[codeForUsers(error)] ?? messages.errors.unknown;
  return {title, text: typeof text === 'function' ? text(error) : text};
}
