import {stateOf} from './install.js';
import {refresh, sharedOfficialPage, signIn} from './official-page.js';
import {expect, test} from './official-test.js';

const official = sharedOfficialPage('settings');
const ANNOUNCE = '907e91d4-2d61-49fe-8047-0a049d4b11b3';
const NOBODY = '11111111-2222-4333-8444-555555555555';

async function connected(name: string) {
  const {page} = official;
  const user = await signIn(page, name);
  const {id} = (await user.client.connect('slack')) as {id: string};
  await refresh(page, user);
  return {...user, credentialId: id};
}

const shared = async () => (await stateOf(official.page, 'slack'))?.sharedSettings;

test('user settings are stored, member by member, and mistakes are named', async () => {
  const {page} = official;
  const user = await connected('settings');
  const first = await page.evaluate(() =>
    window.paragon.updateIntegrationUserSettings('slack', {channel: 'C010000'}),
  );
  expect(first.errors ?? []).toEqual([]);
  await page.evaluate(() => window.paragon.updateIntegrationUserSettings('slack', {mentionEveryone: true}));
  expect(await shared()).toEqual({channel: 'C010000', mentionEveryone: true});
  await refresh(page, user);
  expect(await shared()).toEqual({channel: 'C010000', mentionEveryone: true});

  const {errors} = await page.evaluate(() =>
    window.paragon.updateIntegrationUserSettings('slack', {mentionEveryone: 'often', nonsense: 1}),
  );
  expect(errors).toEqual([expect.stringContaining('mentionEveryone'), expect.stringContaining('nonsense')]);
  expect(await shared()).toEqual({channel: 'C010000', mentionEveryone: true});
});

test('settings of a workflow are stored beside its switch', async () => {
  const {page} = official;
  const user = await connected('workflow-settings');
  const early = await page.evaluate(
    (id) => window.tools.failure(() => window.paragon.updateWorkflowUserSettings('slack', id, {prefix: '!'})),
    ANNOUNCE,
  );
  expect(early.name).toBe('Error');
  await page.evaluate((id) => window.paragon.enableWorkflow(id), ANNOUNCE);
  await page.evaluate(
    (id) => window.paragon.updateWorkflowUserSettings('slack', id, {prefix: 'Hooray!'}),
    ANNOUNCE,
  );
  await refresh(page, user);
  expect((await stateOf(page, 'slack'))?.workflowSettings).toMatchObject({
    [ANNOUNCE]: {enabled: true, settings: {prefix: 'Hooray!'}},
  });
});

test('a further configuration of an account has settings, switches and an external id of its own', async () => {
  const {page} = official;
  const user = await connected('configurations');
  const {credentialId} = user;
  const made = await page.evaluate(
    (id) => window.paragon.createConfiguration({credentialId: id, externalId: 'project-7'}),
    credentialId,
  );
  expect(made).toMatchObject({isDefault: false, externalId: 'project-7', connectCredentialId: credentialId});

  await page.evaluate(
    ([account, id]) =>
      window.paragon.updateIntegrationUserSettings(
        'slack',
        {channel: 'C010001'},
        {selectedCredentialId: account, selectedConfigurationId: id},
      ),
    [credentialId, made.id] as const,
  );
  await page.evaluate(
    ([workflow]) => window.paragon.enableWorkflow(workflow!, {selectedConfigurationId: 'ext:project-7'}),
    [ANNOUNCE],
  );
  const updated = await page.evaluate(
    ([account]) =>
      window.paragon.updateConfiguration({
        id: 'ext:project-7',
        credentialId: account!,
        meta: {label: 'Project seven'},
      }),
    [credentialId],
  );
  expect(updated).toMatchObject({id: made.id, meta: {label: 'Project seven'}});

  await refresh(page, user);
  const {allConfigurations = [], sharedSettings} = (await stateOf(page, 'slack'))!;
  expect(sharedSettings).toEqual({});
  expect(allConfigurations).toMatchObject([
    {isDefault: true, sharedSettings: {}, workflowSettings: {}},
    {
      id: made.id,
      externalId: 'project-7',
      sharedSettings: {channel: 'C010001'},
      workflowSettings: {[ANNOUNCE]: {enabled: true}},
      configMeta: {label: 'Project seven'},
    },
  ]);
});

test('configurations are removed by external id, all but the default one', async () => {
  const {page} = official;
  const user = await connected('removal');
  const {credentialId} = user;
  await page.evaluate(
    (id) => window.paragon.createConfiguration({credentialId: id, externalId: 'project-8'}),
    credentialId,
  );
  const again = await page.evaluate(
    (id) =>
      window.tools.failure(() =>
        window.paragon.createConfiguration({credentialId: id, externalId: 'project-8'}),
      ),
    credentialId,
  );
  expect(JSON.parse(again.message)).toMatchObject({status: 409});
  await page.evaluate(
    (id) => window.paragon.destroyConfiguration({id: 'ext:project-8', credentialId: id}),
    credentialId,
  );
  const {body} = await user.client.get(`/credentials/${credentialId}`);
  const configurations = body.configurations as {id: string; isDefault: boolean}[];
  expect(configurations.map(({isDefault}) => isDefault)).toEqual([true]);

  const failure = await page.evaluate(
    ([id, account]) =>
      window.tools.failure(() => window.paragon.destroyConfiguration({id: id!, credentialId: account!})),
    [configurations[0]!.id, credentialId],
  );
  expect(failure.name).toBe('Error');
  const unknown = await page.evaluate(
    (id) => window.tools.failure(() => window.paragon.createConfiguration({credentialId: id})),
    NOBODY,
  );
  expect(unknown.name).toBe('Error');
});
