import type {Page} from '@playwright/test';
import {addFault} from '../helpers/addresses.js';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';
import {PlainPage} from '../helpers/plain-page.js';

/** Connects a SendGrid account; its portal stays open at what can be set. */
async function connectSendGrid(page: Page): Promise<PlainPage> {
  const plain = new PlainPage(page);
  await plain.open();
  await plain.openPortal('SendGrid');
  await plain.portal.getByRole('button', {name: 'Connect SendGrid'}).click();
  await plain.portal.getByRole('textbox', {name: /API key/}).fill('SG.demo-robin-8d1f');
  await plain.portal.getByRole('button', {name: 'Continue'}).click();
  await plain.expectConnected('SendGrid');
  await expect(sender(plain)).toBeVisible();
  return plain;
}

const sender = ({portal}: PlainPage) => portal.getByRole('textbox', {name: /Sender/});
const sendMessages = ({portal}: PlainPage) => portal.getByRole('switch', {name: 'Send a message'});

async function reopen(plain: PlainPage, page: Page): Promise<void> {
  await page.reload();
  await plain.openPortal('SendGrid');
}

test.describe('what can be set in the portal', () => {
  test('is saved by itself, and is still there after a reload', async ({page}) => {
    const plain = await connectSendGrid(page);
    await expectAccessible(page);
    await sender(plain).fill('not an address');
    await sender(plain).blur();
    await expect(plain.portal.getByText('Enter an e-mail address such as').first()).toBeVisible();
    await sender(plain).fill('hello@vega.example');
    await expect(plain.portal.getByText('Saved', {exact: true})).toBeVisible();
    await sendMessages(plain).click();
    await expect(plain.log).toContainText('paragon-workflow-change');
    await reopen(plain, page);
    await expect(sender(plain)).toHaveValue('hello@vega.example');
    await expect(sendMessages(plain)).not.toBeChecked();
  });

  test('is saved although the portal is closed right after typing', async ({page}) => {
    const plain = await connectSendGrid(page);
    const saved = page.waitForResponse(
      (response) => response.request().method() === 'PATCH' && response.url().includes('/sdk/credentials/'),
    );
    await sender(plain).pressSequentially('quick@vega.example');
    await page.keyboard.press('Escape');
    await expect(plain.portal).toBeHidden();
    await saved;
    await reopen(plain, page);
    await expect(sender(plain)).toHaveValue('quick@vega.example');
  });

  test('is kept when it cannot be saved, and a switch goes back', async ({
    page,
    user,
    expectedComplaints,
  }) => {
    expectedComplaints.push(/status of (400|403)/);
    const plain = await connectSendGrid(page);
    await addFault({match: {method: 'PATCH', path: '/sdk/credentials'}, user, status: 400, times: 1});
    await sender(plain).fill('later@vega.example');
    await sender(plain).blur();
    await expect(plain.portal.getByText('“Sender” could not be saved.').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await plain.openPortal('SendGrid');
    await expect(sender(plain)).toHaveValue('later@vega.example');
    await plain.portal.getByRole('button', {name: 'Try again Sender'}).click();
    await expect(plain.portal.getByText('Saved', {exact: true})).toBeVisible();

    await addFault({
      match: {method: 'DELETE', path: '/sdk/workflows'},
      user,
      status: 403,
      body: {message: 'No.', code: '7210'},
      times: 1,
    });
    await sendMessages(plain).click();
    await expect(
      plain.portal.getByText('“Send a message” could not be switched off. Ask your administrator').first(),
    ).toBeVisible();
    await expect(sendMessages(plain)).toBeChecked();
    await expectAccessible(page);
    await reopen(plain, page);
    await expect(sender(plain)).toHaveValue('later@vega.example');
    await expect(sendMessages(plain)).toBeChecked();
  });

  test('belongs to one account and one configuration', async ({page}) => {
    const plain = await connectSendGrid(page);
    const catalogue = page.locator('#catalogue');
    // A second account, and a second configuration of the first one.
    await page.keyboard.press('Escape');
    await catalogue.evaluate((element) => element.toggleAttribute('allow-multiple-credentials', true));
    await plain.openPortal('SendGrid');
    await sender(plain).fill('first@vega.example');
    await expect(plain.portal.getByText('Saved', {exact: true})).toBeVisible();
    await plain.portal.getByRole('button', {name: 'Connect another account'}).click();
    await plain.portal.getByRole('textbox', {name: /API key/}).fill('SG.demo-robin-8d1f');
    await plain.portal.getByRole('button', {name: 'Continue'}).click();
    await expect(plain.portal.getByRole('radio')).toHaveCount(2);
    await expect(plain.portal.getByRole('radio').nth(1)).toBeChecked();
    await expect(sender(plain)).toHaveValue('');
    await page.evaluate(async () => {
      const provider = document.querySelector('paragon-provider') as unknown as {
        client: {
          getUser(): {integrations: Record<string, {allCredentials: {id: string}[]}>};
          createConfiguration(wanted: {credentialId: string; externalId: string}): Promise<unknown>;
        };
      };
      const [first] = provider.client.getUser().integrations['sendgrid']?.allCredentials ?? [];
      await provider.client.createConfiguration({credentialId: first?.id ?? '', externalId: 'Team B'});
    });
    await plain.portal.getByRole('radio').nth(0).click();
    await expect(sender(plain)).toHaveValue('first@vega.example');
    await plain.portal.getByRole('combobox', {name: 'Configuration'}).selectOption('Team B');
    await expect(sender(plain)).toHaveValue('');
    await sender(plain).fill('team@vega.example');
    await plain.portal.getByRole('combobox', {name: 'Configuration'}).selectOption('Default');
    await expect(sender(plain)).toHaveValue('first@vega.example');
    await expectAccessible(page);
    await plain.portal.getByRole('combobox', {name: 'Configuration'}).selectOption('Team B');
    await expect(sender(plain)).toHaveValue('team@vega.example');
  });
});
