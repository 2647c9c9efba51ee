import {approve} from '../helpers/provider-pages.js';
import {installFlowOn, stateOf} from './install.js';
import {openOfficialPage, signIn} from './official-page.js';
import {expect, test} from './official-test.js';

test('what a headless React app calls, in its order: from sign-in through every screen to disconnecting', async ({
  page,
}) => {
  test.setTimeout(60_000);
  await openOfficialPage(page);

  // Start: headless, signed in, subscribed.
  const user = await signIn(page, 'react');
  await page.evaluate(() => window.tools.listen());
  expect(await page.evaluate(() => window.paragon.getUser())).toMatchObject({authenticated: true});

  // Catalogue: names and pictures, with what is connected.
  const cards = await page.evaluate(() =>
    window.paragon.getIntegrationMetadata().map(({type, name, icon}) => ({
      type,
      name,
      icon,
      isConnected: window.tools.state(type)?.enabled === true,
    })),
  );
  expect(cards).toContainEqual(expect.objectContaining({type: 'slack', name: 'Slack', isConnected: false}));

  // Details of one, then connecting it.
  const config = await page.evaluate(() => window.paragon.getIntegrationConfig('slack'));
  expect(config.shortDescription).toBe('Post updates to your team');
  const flow = installFlowOn(page);
  await approve(await flow.startInWindow('slack'));
  const {credentialId} = await flow.completed();

  // Settings: each input with its source, options of the dynamic one, a search, and the choice.
  const options = await page.evaluate(async () => {
    const {paragon} = window;
    const {availableUserSettings = []} = paragon.getIntegrationConfig('slack');
    const sources = availableUserSettings.map((input) => paragon.getSourcesForInput('slack', input));
    const single = sources.find((one) => one?.kind === 'single') as unknown as {source: never};
    return paragon.getFieldOptions({integration: 'slack', source: single.source, search: 'sales'});
  });
  const [channel] = options.data as {label: string; value: string}[];
  expect(channel?.label).toContain('sales');
  const updated = await page.evaluate(
    (value) => window.paragon.updateIntegrationUserSettings('slack', {channel: value}),
    channel!.value,
  );
  expect(updated.errors ?? []).toEqual([]);

  // Workflows: a switch and settings of its own.
  const [workflow] = config.availableWorkflows;
  const states = await page.evaluate((id) => window.paragon.updateWorkflowState({[id]: true}), workflow!.id);
  expect(states).toMatchObject({user: {authenticated: true}, errors: []});
  await page.evaluate(
    ([id, input]) => window.paragon.updateWorkflowUserSettings('slack', id!, {[input!]: 'Hooray!'}),
    [workflow!.id, workflow!.inputs[0]!.id],
  );
  expect(await stateOf(page, 'slack')).toMatchObject({
    sharedSettings: {channel: channel!.value},
    workflowSettings: {[workflow!.id]: {enabled: true, settings: {prefix: 'Hooray!'}}},
  });

  // Triggers of the provider.
  const triggers = await page.evaluate(() => window.paragon.getTriggers('slack'));
  expect(triggers.triggers).toHaveProperty('slack');

  // Disconnecting.
  await page.evaluate(
    (id) => window.paragon.uninstallIntegration('slack', {selectedCredentialId: id}),
    credentialId,
  );
  expect(await stateOf(page, 'slack')).toMatchObject({enabled: false, allCredentials: []});
  expect(await page.evaluate(() => window.tools.events)).toMatchObject([
    {name: 'onIntegrationInstall', event: {integrationType: 'slack'}, userId: user.user},
    {name: 'onIntegrationUninstall', event: {integrationType: 'slack'}, userId: user.user},
  ]);
});
