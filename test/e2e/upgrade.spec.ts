import type {Page} from '@playwright/test';
import {readFileSync} from 'node:fs';
import {expect, test} from '../helpers/demo-test.js';
import {approve} from '../helpers/provider-pages.js';

const source = (name: string): string[] =>
  readFileSync(new URL(`../../demo/${name}.ts`, import.meta.url), 'utf8').split('\n');

test('the pages before and after the upgrade differ in the name of a package', () => {
  const [before, after] = [source('before'), source('after')];
  expect(before[0]).toContain("'@useparagon/connect'");
  expect(before[0]?.replace('@useparagon/connect', 'paragon-elements/core')).toBe(after[0]);
  expect(after.slice(1)).toEqual(before.slice(1));
});

test('both pages do the same: connect, list, disconnect', async ({page, context, expectedComplaints}) => {
  // The official SDK loads the frame of its portal when it is imported, which the page's policy refuses.
  expectedComplaints.push(/frame-src|Framing 'https:\/\/[\w.]+\.useparagon\.com/);
  const before = await use(page, '/before.html');
  const after = await use(await context.newPage(), '/after.html');
  expect(before).toEqual([
    'stage oauth',
    'installed slack',
    'complete slack',
    expect.stringMatching(/^channels \w+, \w+/),
    'uninstalled slack',
  ]);
  expect(after).toEqual(before);
});

/** Goes once through what the page offers, and returns what it has noted, in a fixed order where that is open. */
async function use(page: Page, address: string): Promise<string[]> {
  await page.goto(address);
  const status = page.getByRole('status');
  const button = (name: string) => page.getByRole('button', {name, exact: true});
  await expect(status).toHaveText('Slack is not connected.');
  await expect(button('List channels')).toBeDisabled();

  const popup = page.waitForEvent('popup');
  await button('Connect Slack').click();
  await approve(await popup);
  await expect(status).toHaveText('Slack is connected.');

  const log = page.locator('#log');
  await button('List channels').click();
  await expect(log).toContainText('channels');
  await button('Disconnect Slack').click();
  await expect(status).toHaveText('Slack is not connected.');
  await expect(log).toContainText('uninstalled');
  const lines = await log.getByRole('listitem').allTextContents();
  return lines.map((line) => line.replace(/^[\d:]+(\s[AP]M)?\s+/, '').replace(/\s+/g, ' '));
}
