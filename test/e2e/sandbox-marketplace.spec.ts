import {OUTSIDE_URL, SANDBOX_URL} from '../helpers/addresses.js';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';

test('an install begins in the marketplace, by keyboard, and its code connects the account', async ({
  page,
  request,
}) => {
  await page.goto(OUTSIDE_URL);
  await page.getByRole('link', {name: 'Install for Slack'}).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', {level: 1})).toHaveText('Install from the Slack marketplace');
  await expectAccessible(page);
  await page.getByRole('button', {name: 'Install'}).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', {name: /Robin Vega/}).click();
  await page.getByRole('button', {name: 'Allow'}).click();
  await expect(page.getByRole('heading', {level: 1})).toHaveText('Code for Slack');
  const code = await page.locator('#code').textContent();

  const {token, projectId} = (await (
    await request.get(`${SANDBOX_URL}/_sandbox/token?user=from-the-marketplace`)
  ).json()) as {token: string; projectId: string};
  const sdk = `${SANDBOX_URL}/projects/${projectId}/sdk`;
  const headers = {Authorization: `Bearer ${token}`};
  const integrations = (await (await request.get(`${sdk}/integrations`, {headers})).json()) as {
    id: string;
    type: string;
  }[];
  const integrationId = integrations.find(({type}) => type === 'slack')?.id;
  const answer = await request.post(`${sdk}/credentials`, {headers, data: {code, integrationId}});
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({status: 'VALID', integrationId});
  // Only now, as a code is not good for long.
  await expectAccessible(page);
});
