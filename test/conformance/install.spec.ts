import {expect, test} from '@playwright/test';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {SANDBOX_URL, userToken} from '../helpers/addresses.js';
import {approve} from '../helpers/provider-pages.js';
import {authenticate, openOfficialPage, someUser} from './official-page.js';

test('the official SDK signs in, connects Slack, lists it and disconnects it', async ({page}) => {
  await openOfficialPage(page);
  const token = await userToken(someUser('install'));
  await authenticate(page, token);
  expect(await page.evaluate(() => window.paragon.getIntegrationMetadata().map(({type}) => type))).toContain(
    'slack',
  );

  const popup = page.waitForEvent('popup');
  await page.evaluate(() => {
    const seen = {stages: [] as string[], errors: [] as string[], completed: '', events: [] as string[]};
    Object.assign(window, {seen});
    window.paragon.subscribe(
      'onIntegrationInstall' as never,
      ((event: {integrationType: string}) => {
        seen.events.push(event.integrationType);
      }) as never,
    );
    window.paragon.installFlow.start('slack', {
      onNext: (stage: {stage: string}) => void seen.stages.push(stage.stage),
      onComplete: (event: {credentialId: string}) => void (seen.completed = event.credentialId),
      onError: (error: {message: string}) => void seen.errors.push(error.message),
    } as never);
  });
  await approve(await popup);

  await expect
    .poll(() => page.evaluate(() => (window as unknown as {seen: {completed: string}}).seen), {
      timeout: 15_000,
    })
    .toMatchObject({
      stages: ['oauth'],
      errors: [],
      completed: expect.stringMatching(/^[\da-f-]{36}$/),
      events: ['slack'],
    });
  const slack = await page.evaluate(() => {
    const user = window.paragon.getUser();
    return user.authenticated ? user.integrations['slack' as never] : undefined;
  });
  expect(slack).toMatchObject({
    enabled: true,
    credentialStatus: 'VALID',
    allCredentials: [{status: 'VALID'}],
  });

  await page.evaluate(() => window.paragon.uninstallIntegration('slack'));
  const user = await (
    await fetch(`${SANDBOX_URL}/projects/${DEFAULT_PROJECT_ID}/sdk/me`, {
      headers: {Authorization: `Bearer ${token}`},
    })
  ).json();
  expect((user as {integrations: Record<string, unknown>}).integrations['slack']).toMatchObject({
    enabled: false,
    allCredentials: [],
  });
});
