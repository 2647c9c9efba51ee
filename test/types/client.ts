// Compiled by `npm run lint`, never run: what a page may write, and what it may not.
import {
  SDK_EVENT,
  SidebarInputType,
  createParagon,
  getConnectSDKError,
  isParagonError,
  paragon,
  type AuthenticatedConnectUser,
  type Credential,
  type CredentialStatus,
  type InstallFlowError,
  type InstallFlowStage,
  type ListenerFunction,
  type PortalOpenEvent,
  type SerializedConnectInput,
  type SetDataSourcesConfig,
  type SidebarInput,
} from '../../src/paragon.js';
import type ConnectSDK from '../../src/paragon.js';

export async function rightUse(): Promise<void> {
  paragon.configureGlobal({host: 'mycompany.paragon.so'});
  await paragon.authenticate('project', 'token');
  await paragon.authenticate('project', async () => 'token', {metadata: {Name: 'Robin'}});
  void paragon.connect('slack');
  const {credential}: {credential: Credential} = await paragon.connect('slack', {
    accountType: 'default',
    externalId: 'workspace-eu',
    onSuccess: () => undefined,
    onInstall: (event, user) => user.authenticated && event.credentialId.length,
    onWorkflowChange: (event: {integrationId: string; workflowId: string}) => event.workflowId.length,
    onOpen: (event: PortalOpenEvent, user: AuthenticatedConnectUser) => [event.integrationType, user.userId],
    onError: (error) => error.message,
  });
  paragon.setHeadless(true);
  paragon.installFlow.start('jira', {
    oauthTimeout: 60_000,
    allowMultipleCredentials: true,
    onNext: (stage: InstallFlowStage) => {
      if (stage.stage === 'accountType')
        paragon.installFlow.setAccountType(stage.options[0]?.id ?? 'default');
      if (stage.stage === 'instruction') stage.finish.onClick();
      if (stage.stage === 'preOptions') void paragon.installFlow.setPreOptions({SHOP_NAME: 'my-shop'});
      if (stage.stage === 'postOptions')
        void paragon.installFlow.setPostOptions({[stage.options[0]?.id ?? '']: 'x'});
    },
    onComplete: () => undefined,
    onError: ({name, message}, context) => [name, message, context?.stage],
  });
  await paragon.installFlow.cancel();
  const {credentialId} = await paragon.installIntegration('salesforce', {
    accountType: ['default', 'sandbox'],
    showPortalAfterInstall: true,
    onError: ({code}) => code === 'input_required',
  });
  await paragon.completeInstall('pipedrive', {authorizationCode: 'code', showPortalAfterInstall: false});
  void paragon.startOAuthFlow('hubspot', {externalId: 'two'}, {onSuccess: (event) => event.credential.id});
  await paragon._oauthCallback({integrationId: 'id', payload: {code: 'code'}}, credentialId);
  void paragon.connect('salesforce', {
    dropdowns: {
      teams: [{label: 'One', value: '1'}],
      users: {loadOptions: async () => ({options: [], nextPageCursor: null})},
    },
    mapObjectFields: {Contact: {fields: [{label: 'Name', value: 'name'}], defaultFields: ['name']}},
  });
  const resumed = await paragon.resumeInstall();
  resumed?.credentialId.length;
  await paragon.uninstallIntegration('slack', {selectedCredentialId: credential.id});
  createParagon({host: 'http://localhost:4400', fetch: (input, init) => fetch(input, init)}).destroy();
}

/** The payload follows from the name, whether it is written as a string or as a member of the enum. */
export function rightListeners(sdk: ConnectSDK, name: SDK_EVENT, listener: ListenerFunction): boolean[] {
  const stops = [
    paragon.subscribe('onIntegrationInstall', (event, user) => [event.credential.status, user.userId]),
    paragon.subscribe(SDK_EVENT.ON_WORKFLOW_CHANGE, ({workflowId}) => workflowId.length),
    paragon.subscribe('onPortalOpen', (event: PortalOpenEvent, user: AuthenticatedConnectUser) => [
      event,
      user,
    ]),
    sdk.subscribe(name, listener),
  ];
  paragon.unsubscribe(name, listener);
  return stops.map((stop) => stop());
}

/** What an error has, follows from its name or code. */
export function rightErrors(caught: unknown, error: InstallFlowError): unknown {
  if (isParagonError(caught) && caught.code === 'rate_limited') return caught.status;
  if (error.name === 'IntegrationNotFoundError') return error.meta.integrationName.length;
  if (error.name === 'UnknownError') return error.originalError;
  const read = getConnectSDKError(caught);
  return read.name === 'OAuthBlockedError' ? read.message : read.meta?.['errorResponse'];
}

/** Inputs are told apart by their type. */
export function rightInputs(
  input: SidebarInput,
  mapper: SerializedConnectInput<SidebarInputType.FieldMapper>,
) {
  const status: CredentialStatus = 'PENDING';
  switch (input.type) {
    case SidebarInputType.CustomDropdown:
      return input.key.length;
    case SidebarInputType.Permission:
      return input.scopes.values.map(({name}) => name);
    default:
      return [
        mapper.type === 'FIELD_MAPPER',
        paragon.getIntegrationConfig('slack').availableUserSettings,
        status,
      ];
  }
}

export async function dataSources(): Promise<void> {
  const get = async (cursor?: string, search?: string) => ({
    options: [{label: `${cursor}`, value: `${search}`}],
    nextPageCursor: null,
  });
  const departments = [{label: 'Sales', value: 'sales'}];
  const config: SetDataSourcesConfig = {dropdowns: {departments}};
  paragon.setDataSources(config);
  paragon.setDataSources({
    dropdowns: {
      departments,
      people: {loadOptions: async (cursor, search) => get(cursor, search), refreshOnOpen: true},
    },
    mapObjectFields: {
      Contact: {
        objectTypes: {get},
        integrationFields: {get: async ({objectType}, cursor, search) => get(objectType + cursor, search)},
        applicationFields: {fields: departments},
      },
      Lead: departments,
      Deal: {fields: departments, userCanCreateFields: true},
    },
    integrationSpecificSources: {salesforce: {dropdowns: {departments}}},
  });

  const [input] = paragon.getIntegrationConfig('salesforce').availableUserSettings;
  if (!input) return;
  const sources = paragon.getSourcesForInput('salesforce', input);
  if (sources?.kind === 'single') {
    await paragon.getFieldOptions({integration: 'salesforce', source: sources.source});
  }
  if (sources?.kind === 'fieldMapper') {
    await paragon.getFieldOptions({
      integration: 'salesforce',
      source: sources.fieldSource,
      parameters: [{key: sources.recordSource.cacheKey, source: {type: 'VALUE', value: 'Task'}}],
    });
  }
  if (sources?.kind === 'defaultFieldValue') {
    const main = await paragon.getFieldOptions({integration: 'salesforce', source: sources.mainInputSource});
    await paragon.getFieldOptions({
      integration: 'salesforce',
      source: sources.dependentInputSource,
      parameters: [
        {key: sources.mainInputSource.cacheKey, source: {type: 'VALUE', value: main.data[0]?.value}},
      ],
    });
  }
  const described = await paragon.getDataSourceOptions('jira', 'projectIssueStatusTypeCombo');
  if (described?.type === 'COMBO_INPUT_DATA_SOURCE') described.mainInputSource.cacheKey.trim();
  const {data, nextPageCursor} = await paragon.getFieldOptions(
    {integration: 'slack', action: 'channels', search: 'general', cursor: '2'},
    {signal: AbortSignal.timeout(1000)},
  );
  for (const entry of data) if ('items' in entry) entry.title.trim();
  nextPageCursor?.trim();
}

export function wrongUse(): void {
  // @ts-expect-error -- a loader is a function
  paragon.setDataSources({dropdowns: {teams: {loadOptions: 'people'}}});
  // @ts-expect-error -- there is no such event
  paragon.subscribe('onNothing', () => undefined);
  // @ts-expect-error -- the payload of this event has no workflow
  paragon.subscribe('onPortalOpen', ({workflowId}) => workflowId);
  // @ts-expect-error -- the payload of this event has no workflow
  paragon.subscribe(SDK_EVENT.ON_PORTAL_CLOSE, (event: {workflowId: string}) => event.workflowId);
  // @ts-expect-error -- an object with `host` is needed
  paragon.configureGlobal('mycompany.paragon.so');
  // @ts-expect-error -- what is handed out is read-only
  paragon.getUser().authenticated = false;
  // @ts-expect-error -- there is no such state
  const status: CredentialStatus = 'EXPIRED';
  void status;
}
