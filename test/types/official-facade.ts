// Compiled by `npm run lint`, never run: our client beside the declared interface of the Paragon SDK, member by member.
import type {ExternalFilePickerConstruct, IConnectSDK} from '@useparagon/connect';
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
  completeInstall: 'resolves to the install event; options and events are read-only',
  connect: 'the options may be left out; callbacks get a user without token',
  connectAction: 'what is handed out is read-only, with dates as strings',
  createConfiguration: 'what is handed out is read-only, with dates as strings',
  getCustomWebhookUserManualUrl: 'returns the address itself, as the reference shows',
  getDataSourceOptions: 'values such as DYNAMIC_DATA_SOURCE are strings, not members of an enum',
  getFieldOptions: 'values such as VALUE and DYNAMIC_DATA_SOURCE are strings, not members of an enum',
  getIntegrationAccount: 'what is handed out is read-only; only the members that are documented are declared',
  getIntegrationConfig: 'what is handed out is read-only; the type of an input is a string',
  getSourcesForActionInput: 'values such as DYNAMIC_DATA_SOURCE are strings, not members of an enum',
  getSourcesForInput: 'values such as DYNAMIC_DATA_SOURCE are strings, not members of an enum',
  getTriggers: 'the model of a trigger is a string, not a member of an enum',
  getUser: 'the user has no token, is read-only, and has dates as the service sends them: as strings',
  installFlow: 'theirs is a class with private members',
  installIntegration: 'callbacks get a user without token; the promise always has the event',
  request: 'bodies may be anything that fetch takes; the type of the answer can be named',
  setUserMetadata: 'the user has no token and is read-only',
  startOAuthFlow: 'returns a promise; errors are typed',
  subscribe: 'names of events are strings, not members of an enum; the payload follows from the name',
  unsubscribe: 'names of events are strings, not members of an enum',
  updateConfiguration: 'what is handed out is read-only, with dates as strings',
  updateIntegrationUserSettings: 'the user has no token and is read-only',
  updateWorkflowState: 'the user has no token and is read-only',
  updateWorkflowUserSettings: 'the user has no token and is read-only',
  workflow: 'bodies may be anything that fetch takes; the type of the answer can be named',
} satisfies Record<Members<'ours for theirs' | 'theirs for ours' | 'neither'>, string>;

/** Nothing is missing. */
export const missing = {} satisfies Record<Members<'missing'>, never>;

/** It stands beside the declared interface. Callbacks of theirs fit ours. */
export const filePicker: ExternalFilePickerConstruct = paragon.ExternalFilePicker;
