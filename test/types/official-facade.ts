// Compiled by `npm run lint`, never run: our client beside the declared interface of the Paragon SDK, member by member.
import type {IConnectSDK} from '@useparagon/connect';
import {paragon, type ParagonClient} from '../../src/paragon.js';

/** What only pages of the service call. */
type Internal = '_oauthCallback' | '_oauthErrorCallback' | '_loadCustomDropdownOptions';
type Member = Exclude<keyof IConnectSDK, Internal>;

/** Where one can stand in for the other. */
type Fit<Name extends Member> = Name extends keyof ParagonClient
  ? [ParagonClient[Name]] extends [IConnectSDK[Name]]
    ? [IConnectSDK[Name]] extends [ParagonClient[Name]]
      ? 'both'
      : 'ours for theirs'
    : [IConnectSDK[Name]] extends [ParagonClient[Name]]
      ? 'theirs for ours'
      : 'neither'
  : 'missing';
type Members<Kind> = {[Name in Member]: Fit<Name> extends Kind ? Name : never}[Member];

/** What an app may do with our client as if it were theirs, and the other way round. */
export const theirs: Pick<IConnectSDK, Members<'both' | 'ours for theirs'>> = paragon;
export const ours = (sdk: IConnectSDK): Pick<ParagonClient, Members<'both' | 'theirs for ours'>> => sdk;

/** Why the types of the others differ. One that is missing here, or needs no reason any more, does not compile. */
export const differences = {
  connect: 'the options may be left out; callbacks get a user without token',
  getDataSourceOptions: 'values such as DYNAMIC_DATA_SOURCE are strings, not members of an enum',
  getFieldOptions: 'values such as VALUE and DYNAMIC_DATA_SOURCE are strings, not members of an enum',
  getIntegrationConfig: 'what is handed out is read-only; the type of an input is a string',
  getUser: 'the user has no token, is read-only, and has dates as the service sends them: as strings',
  installFlow: 'theirs is a class with private members',
  subscribe: 'names of events are strings, not members of an enum; the payload follows from the name',
  unsubscribe: 'names of events are strings, not members of an enum',
} satisfies Record<Members<'ours for theirs' | 'theirs for ours' | 'neither'>, string>;

/** Members that are still to come; empty once all are there. */
export const toCome = {
  completeInstall: true,
  connectAction: true,
  createConfiguration: true,
  destroyConfiguration: true,
  disableWorkflow: true,
  enableWorkflow: true,
  event: true,
  getCustomWebhookUserManualUrl: true,
  getIntegrationAccount: true,
  getSourcesForActionInput: true,
  getSourcesForInput: true,
  getTriggers: true,
  installIntegration: true,
  request: true,
  setDataSources: true,
  setUserMetadata: true,
  startOAuthFlow: true,
  updateConfiguration: true,
  updateIntegrationUserSettings: true,
  updateWorkflowState: true,
  updateWorkflowUserSettings: true,
  workflow: true,
} satisfies Record<Members<'missing'>, true>;
