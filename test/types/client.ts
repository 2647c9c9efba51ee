// Compiled by `npm run lint`, never run: what a page may write, and what it may not.
import {createParagon, paragon, type Credential, type InstallFlowStage} from '../../src/paragon.js';

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

export function wrongUse(): void {
  // @ts-expect-error -- there is no such event
  paragon.subscribe('onNothing', () => undefined);
  // @ts-expect-error -- the payload of this event has no workflow
  paragon.subscribe('onPortalOpen', ({workflowId}) => workflowId);
  // @ts-expect-error -- an object with `host` is needed
  paragon.configureGlobal('mycompany.paragon.so');
  // @ts-expect-error -- what is handed out is read-only
  paragon.getUser().authenticated = false;
}
