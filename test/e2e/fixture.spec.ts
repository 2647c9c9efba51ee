import {expect, test} from '../helpers/guide-test.js';

test.describe.configure({mode: 'serial'});

let former = '';

test('a test leaves a fault and a connected account behind …', async ({
  page,
  provider,
  sandbox,
  token,
  user,
}) => {
  former = user;
  await page.route('**/api/paragon', (route) =>
    route.fulfill({json: {host: sandbox.urls.paragon, projectId: sandbox.projectId, token}}),
  );
  await page.goto('/settings.html');
  await page.getByRole('button', {name: 'Connect Slack'}).click();
  const popup = page.waitForEvent('popup');
  await page.getByRole('dialog').getByRole('button', {name: 'Connect Slack'}).click();
  await provider.allow(await popup, {account: 'Vega Labs', without: ['Read messages']});
  await expect(page.getByRole('dialog').getByText('Slack is connected').first()).toBeVisible();
  const answer = await fetch(`${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/me`, {
    headers: {Authorization: `Bearer ${token}`},
  });
  const {userId, integrations} = await answer.json();
  expect(userId).toBe(user);
  expect(integrations.slack.providerData.teamName).toBe('Vega Labs');
  sandbox.addFault({match: {service: 'paragon'}, status: 500});
});

test('… and the next one does not see it', async ({sandbox, user}) => {
  expect(sandbox.faults).toEqual([]);
  expect(user).not.toBe(former);
  const {users} = await (await fetch(`${sandbox.urls.paragon}/_sandbox/users`)).json();
  expect(JSON.stringify(users)).not.toContain(former);
});

test('the person who signed in before is replaced', async ({page, provider, sandbox, token, user}) => {
  await page.route('**/api/paragon', (route) =>
    route.fulfill({json: {host: sandbox.urls.paragon, projectId: sandbox.projectId, token}}),
  );
  const teamOf = async () => {
    const me = await fetch(`${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/me`, {
      headers: {Authorization: `Bearer ${token}`},
    });
    return (await me.json()).integrations.slack.providerData?.teamName;
  };
  for (const [person, team] of [
    ['robin', 'Vega Works'],
    ['kim', 'Harbor & Co.'],
  ] as const) {
    await page.goto('/settings.html');
    await page.getByRole('button', {name: 'Connect Slack'}).click();
    const popup = page.waitForEvent('popup');
    await page.getByRole('dialog').getByRole('button', {name: 'Connect Slack'}).click();
    await provider.allow(await popup, {person});
    await expect.poll(teamOf).toBe(team);
    // The account goes, the session at the provider stays.
    await sandbox.reset(user);
  }
});
