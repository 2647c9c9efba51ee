import {choose} from '../helpers/choose.js';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';
import {PlainPage} from '../helpers/plain-page.js';
import {approve} from '../helpers/provider-pages.js';

test.describe('each integration is connected and disconnected', () => {
  test('Slack: plain OAuth', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    const button = page.getByRole('button', {name: 'Connect Slack'});
    await button.click();
    await expect(plain.portal).toBeVisible();
    await approve(await plain.popupFrom('Connect Slack'));
    await plain.expectConnected('Slack');
    await expect(plain.portal.getByText('Vega Works', {exact: true}).first()).toBeVisible();
    await plain.portal.getByRole('button', {name: 'Close'}).click();
    await expect(page.getByRole('button', {name: 'Manage Slack'})).toBeFocused();

    await page.reload();
    await expect(page.getByRole('button', {name: 'Manage Slack'})).toBeVisible();
    await expect(plain.card('Slack')).toContainText('Connected');
    await plain.openPortal('Slack');
    await plain.disconnect();
    await expect(plain.log).toContainText('paragon-integration-uninstall');
    await page.reload();
    await expect(page.getByRole('button', {name: 'Connect Slack'})).toBeVisible();
  });

  test('HubSpot: its pages cut the link to the window', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('HubSpot');
    // Automation gives every page the focus; here the provider's window has it, as on a desk.
    await page.evaluate(() => (document.hasFocus = () => false));
    const popup = await plain.popupFrom('Connect HubSpot');
    await popup.getByRole('button', {name: /Robin Vega/}).waitFor();
    // Long enough for a wrong verdict to show.
    await page.waitForTimeout(2500);
    await expect(plain.portal.getByText('Sign in to HubSpot in the window')).toBeVisible();
    await approve(popup);
    await plain.expectConnected('HubSpot');
    await plain.disconnect();
  });

  test('Salesforce: account type and instruction first', async ({page, context}) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Salesforce');
    await plain.portal.getByRole('button', {name: 'Connect Salesforce'}).click();
    await plain.portal.getByRole('button', {name: /sandbox/i}).click();
    await expect(plain.portal.getByRole('heading', {name: /Install the Salesforce/})).toBeVisible();
    await expect(plain.portal.getByRole('link', {name: /Install package/})).toHaveAttribute(
      'href',
      /^https:\/\/test\.salesforce\.com\//,
    );
    await expect(plain.portal.getByRole('img', {name: /installation page/})).toBeVisible();
    await plain.portal.getByRole('button', {name: 'Copy link'}).click();
    await expect(plain.portal.getByText('Copied').first()).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('test.salesforce.com');
    await expectAccessible(page);
    await approve(await plain.popupFrom('I have installed it'));
    await plain.expectConnected('Salesforce');
    await plain.disconnect();
  });

  test('Shopify: inputs before the window; a wrong one is explained and kept', async ({
    page,
    expectedComplaints,
  }) => {
    expectedComplaints.push(/status of 400/);
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Shopify');
    await plain.portal.getByRole('button', {name: 'Connect Shopify'}).click();
    const store = plain.portal.getByLabel(/Store name/);
    await plain.portal.getByRole('button', {name: 'Continue'}).click();
    await expect(store).toHaveAttribute('aria-invalid', 'true');
    await expect(store).toBeFocused();
    await store.fill('Not A Store!');
    await plain.portal.getByRole('button', {name: 'Continue'}).click();
    await expect(plain.portal.getByText(/only small letters/)).toBeVisible();
    await expect(store).toHaveValue('Not A Store!');
    await store.fill('vega');
    await approve(await plain.popupFrom('Continue'));
    await plain.expectConnected('Shopify');
    await plain.disconnect();
  });

  test('Jira: a choice after the window, loaded through the new account', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Jira');
    await approve(await plain.popupFrom('Connect Jira'));
    const site = plain.portal.getByRole('combobox', {name: /Site/});
    await site.click();
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await expect(plain.log).not.toContainText('paragon-integration-install');
    await expectAccessible(page);
    await page.getByRole('listbox').getByRole('option').first().click();
    await expect(site).not.toHaveValue('');
    await plain.portal.getByRole('button', {name: 'Finish'}).click();
    await plain.expectConnected('Jira');
    await plain.disconnect();
  });

  test('Jira: an account that lacks its choice can be finished after a reload', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Jira');
    await approve(await plain.popupFrom('Connect Jira'));
    await expect(plain.portal.getByRole('combobox', {name: /Site/})).toBeVisible();
    await page.reload();
    await expect(plain.card('Jira')).toContainText('Set-up not finished');
    await plain.openPortal('Jira');
    await plain.portal.getByRole('button', {name: 'Finish set-up'}).click();
    await choose(plain.portal.getByRole('combobox', {name: /Site/}));
    await plain.portal.getByRole('button', {name: 'Finish'}).click();
    await plain.expectConnected('Jira');
  });

  test('SendGrid: a wrong API key, the same again, then the right one', async ({
    page,
    expectedComplaints,
  }) => {
    expectedComplaints.push(/status of 400/);
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('SendGrid');
    await plain.portal.getByRole('button', {name: 'Connect SendGrid'}).click();
    const key = plain.portal.getByRole('textbox', {name: /API key/});
    for (let round = 0; round < 2; round++) {
      await key.fill('SG.wrong');
      const answer = page.waitForResponse((response) => response.url().endsWith('/sdk/credentials'));
      await plain.portal.getByRole('button', {name: 'Continue'}).click();
      expect((await answer).status()).toBe(400);
      await expect(plain.portal.getByText(/did not accept this API key/)).toBeVisible();
      await expect(key).toHaveValue('SG.wrong');
    }
    await expectAccessible(page);
    await key.fill('SG.demo-robin-8d1f');
    await plain.portal.getByRole('button', {name: 'Continue'}).click();
    await plain.expectConnected('SendGrid');
    expect(await page.content()).not.toContain('SG.demo-robin-8d1f');
    await plain.disconnect();
  });

  test('Lighthouse Desk: every kind of input', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Lighthouse Desk');
    const {portal} = plain;
    await portal.getByRole('button', {name: 'Connect Lighthouse Desk'}).click();
    await portal.getByLabel(/Workspace/).fill('harbor');
    await portal.getByRole('textbox', {name: /API token/}).fill('lh-demo-robin');
    await choose(portal.getByRole('combobox', {name: /Region/}), 'North America');
    await portal.getByLabel(/E-mail of the owner/).fill('nonsense');
    await portal.getByRole('button', {name: 'Continue'}).click();
    await expect(portal.getByLabel(/E-mail of the owner/)).toBeFocused();
    await expect(portal.getByText(/Enter an e-mail address/)).toBeVisible();
    await portal.getByLabel(/E-mail of the owner/).fill('owner@harbor.example');
    await portal.getByLabel(/Status page/).fill('https://status.harbor.example');
    await portal.getByLabel(/Tickets per day/).fill('20');
    await portal.getByLabel(/Greeting/).fill('Hello,\nthere');
    await portal.getByRole('switch', {name: /Send an e-mail|Notify/}).click();
    await expectAccessible(page);
    await portal.getByRole('button', {name: 'Continue'}).click();
    await plain.expectConnected('Lighthouse Desk');
    await plain.disconnect();
  });

  test('Orders database: permissions, a certificate, a text to copy', async ({page, expectedComplaints}) => {
    expectedComplaints.push(/status of 400/);
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Orders database');
    const {portal} = plain;
    await portal.getByRole('button', {name: 'Connect Orders database'}).click();
    await expect(portal.getByRole('textbox', {name: /Address of the app/})).toHaveValue('203.0.113.7/32');
    await portal.getByRole('button', {name: 'Continue'}).click();
    await expect(portal.getByText('3 fields need your attention.').last()).toBeVisible();
    await expect(portal.getByRole('textbox', {name: /Database/})).toBeFocused();
    await portal.getByRole('textbox', {name: /Database/}).fill('Not A Name');
    await portal.getByRole('textbox', {name: /User name/}).fill('robin_app');
    await portal.getByRole('textbox', {name: /Password/}).fill('PASSWORD');
    await portal.getByRole('checkbox', {name: /Add/}).check();
    await portal
      .getByLabel(/Certificate of the authority/)
      .setInputFiles({name: 'ca.pem', mimeType: 'text/plain', buffer: Buffer.from('PEM')});
    await expect(portal.getByText('ca.pem', {exact: true})).toBeVisible();
    await expectAccessible(page);
    const sent = page.waitForRequest((request) => request.url().endsWith('/sdk/credentials'));
    await portal.getByRole('button', {name: 'Continue'}).click();
    const {payload} = (await sent).postDataJSON() as {payload: Record<string, unknown>};
    expect(payload).toMatchObject({
      PERMISSIONS: 'select insert',
      CA_CERTIFICATE: 'PEM',
      VERIFY_HOST: true,
      ALLOWED_ADDRESS: '203.0.113.7/32',
    });
    // What the service says of one input stands there.
    await expect(portal.getByText(/^A database has a name of small letters/).first()).toBeVisible();
    await expect(portal.getByRole('textbox', {name: /Database/})).toBeFocused();
    await expect(portal.getByText('That did not work')).toBeHidden();
  });
});
