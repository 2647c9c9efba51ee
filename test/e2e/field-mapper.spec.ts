import type {Page} from '@playwright/test';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';
import {approve} from '../helpers/provider-pages.js';

/** Connects the integration of a demo page by the button on it. */
async function connect(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', {name: `Connect ${name}`}).click();
  // Automation gives every page the focus; here the provider's window has it, as on a desk.
  await page.evaluate(() => (document.hasFocus = () => false));
  const portal = page.getByRole('dialog');
  const popup = page.waitForEvent('popup');
  await portal.getByRole('button', {name: `Connect ${name}`}).click();
  await approve(await popup);
  await expect(portal.getByText(`${name} is connected`).first()).toBeVisible();
  await portal.getByRole('button', {name: 'Close'}).click();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', {name: label, exact: true}).click();
  await page.getByRole('option', {name: option}).first().click();
}

test('fields of the app are mapped, added, suggested and sent with a form', async ({page}) => {
  await connect(page, '/field-mapper.html?integration=hubspot', 'HubSpot');
  const log = page.locator('#log');
  await choose(page, 'Object', 'Contact');
  await expect(page.getByText('look the same on both sides')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', {name: 'Use all'}).click();
  await expect(log).toContainText('"objectMapping":"contacts"');
  await choose(page, 'Add a field', 'Phone number');
  await expect(page.getByRole('combobox', {name: 'HubSpot field for Phone number'})).toBeFocused();
  await page.getByRole('button', {name: 'Save'}).click();
  await expect(log).toContainText('submit  {"objectMapping":"contacts"');
  await expect(log).toContainText('"mappingType":"DYNAMIC"');

  await choose(page, 'Object', 'Company');
  await expect(page.getByRole('button', {name: 'Keep as it is'})).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', {name: 'Object', exact: true})).toHaveValue('Contact');
});

test('a trigger is set up with a filter', async ({page}) => {
  await connect(page, '/triggers.html', 'Slack');
  const log = page.locator('#log');
  await choose(page, 'Trigger', 'Message posted');
  await page.getByRole('button', {name: 'Listen to it'}).click();
  await expect(page.getByText('Enter a value for “Channel”.').first()).toBeVisible();
  await choose(page, 'Channel', '#general');
  await page.getByRole('button', {name: 'Add a condition'}).click();
  const condition = page.getByRole('group', {name: /Condition 1$/});
  await condition.getByRole('combobox', {name: /Field$/}).click();
  await page.getByRole('option', {name: 'text'}).click();
  await condition.getByRole('combobox', {name: /Comparison$/}).selectOption('contains');
  await condition.getByRole('textbox', {name: /Value$/}).fill('deploy');
  await expectAccessible(page);
  await page.getByRole('button', {name: 'Listen to it'}).click();
  await expect(log).toContainText(/subscribe {2}\{"type":"SLACK_MESSAGE_POSTED".*"value":"deploy"/);
});
