import {expect, expectAccessible, test} from '../helpers/demo-test.js';

test('a form of every kind of input is filled in, corrected and sent', async ({page}) => {
  await page.goto('/inputs.html');
  const log = page.locator('#log');
  await expect(page.getByLabel('Store name')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', {name: 'Send'}).click();
  await expect(page.getByText('Enter a value for “Store name”.')).toBeVisible();
  await expect(page.getByLabel('Store name')).toBeFocused();

  await page.getByLabel('Store name').fill(' harbour-tea ');
  await page.getByLabel('Contact').fill('robin@example.com');
  await page.getByLabel('Website').fill('https://example.com');
  await page.locator('paragon-input[name=password] input').fill('sk-0123456789');
  await page.getByRole('combobox', {name: 'Region'}).fill('eur');
  await expect(page.getByRole('option', {name: 'Europe'})).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', {name: 'Team'}).fill('team 77');
  await page.getByRole('option', {name: 'Team 77'}).click();
  await page.getByRole('combobox', {name: 'Customer'}).fill('9,999');
  await page.getByRole('option', {name: 'Customer 9,999'}).click();
  await page.locator('paragon-input[name=file] input[type=file]').setInputFiles({
    name: 'key.pem',
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from('-----BEGIN KEY-----'),
  });
  await expect(page.getByText('key.pem').first()).toBeVisible();
  await page.getByRole('button', {name: 'Send'}).click();
  for (const sent of [
    'text_no_vars: harbour-tea',
    'enum: Europe',
    'custom_dropdown: team-77',
    'customer: customer-9999',
    'file: -----BEGIN KEY-----',
  ]) {
    await expect(log).toContainText(`send  ${sent}`);
  }
  await expect(log).not.toContainText('sk-0123456789');
});

test('an input whose code does not load says so and can be had by trying again', async ({
  page,
  expectedComplaints,
}) => {
  expectedComplaints.push(/Failed to load resource/);
  const refused: string[] = [];
  await page.route(/\/file[-.][^/]*\.js|controls\/file\.(js|ts)/, (route) => {
    refused.push(route.request().url());
    return refused.length > 2 ? route.continue() : route.fulfill({status: 503, body: ''});
  });
  await page.goto('/inputs.html');
  const input = page.locator('paragon-input[name=file]');
  const retry = input.getByRole('button', {name: 'Try again'});
  await expect(retry).toBeVisible();
  await expect(input.getByRole('alert')).toBeVisible();
  await retry.press('Enter');
  await expect(input.getByRole('status')).toHaveText(/^This field could not be loaded/);
  await expect(retry).toBeFocused();
  await retry.press('Enter');
  await expect(input.getByRole('button', {name: /file/i})).toBeFocused();
  expect(refused.length).toBe(3);
});

test('a list whose code does not load can be had by trying again, from the keyboard', async ({
  page,
  expectedComplaints,
}) => {
  expectedComplaints.push(/Failed to load resource/);
  await page.goto('/inputs.html');
  const region = page.getByRole('combobox', {name: 'Region'});
  await expect(region).toBeVisible();
  let refused = 0;
  await page.route(/\/list[-.][^/]*\.js/, (route) =>
    refused++ ? route.continue() : route.fulfill({status: 503, body: ''}),
  );
  await region.press('ArrowDown');
  const input = page.locator('paragon-input[name=enum]');
  await expect(input.getByRole('alert')).toContainText('could not be loaded');
  await input.getByRole('button', {name: /try again/i}).press('Enter');
  await expect(page.getByRole('option', {name: 'Europe'})).toBeVisible();
  await expect(region).toBeFocused();
  expect(refused).toBe(2);
});

test('the elements speak the language of the page, and wear what its style sheet says', async ({page}) => {
  await page.goto('/themes.html?look=paper&integration=sendgrid');
  const portal = page.locator('#portal');
  await expect(portal.getByRole('button', {name: 'Connect SendGrid'})).toBeVisible();
  for (const look of ['terminal', 'paper', 'candy']) {
    await page.locator(`#looks [value=${look}]`).check();
    await expectAccessible(page);
  }
  // As if the page were written in German: before any of its scripts run.
  await page.addInitScript(() => {
    new MutationObserver(() => (document.documentElement.lang = 'de')).observe(document, {childList: true});
  });
  await page.reload();
  await expect(portal.getByRole('button', {name: 'SendGrid verbinden'})).toBeVisible();
  await expect(page.getByRole('button', {name: 'Slack verbinden'})).toBeVisible();
  await portal.getByRole('button', {name: 'SendGrid verbinden'}).click();
  await portal.getByRole('button', {name: 'Weiter'}).click();
  await expect(portal.getByText('Geben Sie einen Wert für „API key“ ein.')).toBeVisible();
});
