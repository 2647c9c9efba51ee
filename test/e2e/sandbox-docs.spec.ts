import {SANDBOX_URL} from '../helpers/addresses.js';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';

test('the page of the sandbox’s API: found from the start page, by keyboard, accessible', async ({page}) => {
  // A long page, which is judged several times.
  test.setTimeout(120_000);
  await page.goto(SANDBOX_URL);
  const link = page.getByRole('link', {name: 'API', exact: true});
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', {level: 1})).toHaveText('Paragon Sandbox API');
  await expectAccessible(page);

  const me = page.locator('summary', {hasText: 'The connected user'});
  await me.focus();
  await page.keyboard.press('Enter');
  const route = page.locator('details', {has: me});
  const schema = route.getByRole('link', {name: 'ConnectedUser'});
  await expect(schema).toBeVisible();
  await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  await expectAccessible(page);
  await schema.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', {name: 'ConnectedUser'})).toBeInViewport();
});
