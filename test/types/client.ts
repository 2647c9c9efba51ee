// Compiled by `npm run lint`, never run: what a page may write, and what it may not.
import {
  createParagon,
  paragon,
  type Credential,
  type InstallFlowStage,
  type SetDataSourcesConfig,
} from '../../src/paragon.js';

export async function rightUse(): Promise<void> {
  paragon.configureGlobal({host: 'mycompany.paragon.so'});
  await paragon.authenticate('project', 'token');
  await paragon.authenticate('project', async () => 'token', {metadata: {Name: 'Robin'}});
  const {credential}: {credential: Credential} = await paragon.connect('slack', {
    onInstall: (event, user) => user.authenticated && event.credentialId.length,
  });
  paragon.subscribe('onIntegrationInstall', (event, user) => [event.credential.status, user.authenticated]);
  paragon.subscribe('onWorkflowChange', ({workflowId}) => workflowId.length);
  paragon.setHeadless(true);
  paragon.installFlow.start('jira', {
    onNext: (stage: InstallFlowStage) => {
      if (stage.stage === 'postOptions')
        void paragon.installFlow.setPostOptions({[stage.options[0]?.id ?? '']: 'x'});
    },
    onError: ({name, message}, context) => [name, message, context?.stage],
  });
  await paragon.uninstallIntegration('slack', {selectedCredentialId: credential.id});
  createParagon({host: 'http://localhost:4400', fetch: (input, init) => fetch(input, init)}).destroy();
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
  // @ts-expect-error -- an object with `host` is needed
  paragon.configureGlobal('mycompany.paragon.so');
  // @ts-expect-error -- what is handed out is read-only
  paragon.getUser().authenticated = false;
}
