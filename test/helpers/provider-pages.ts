import type {Page} from '@playwright/test';

/** Signs in on the provider's pages in its window and allows access. The window closes by itself. */
export async function approve(popup: Page): Promise<void> {
  await signIn(popup);
  await decide(popup, 'Allow');
}

/** Signs in and refuses access. */
export async function refuse(popup: Page): Promise<void> {
  await signIn(popup);
  await decide(popup, 'Cancel');
}

/** Ends on the consent page. Who has signed in before is asked for consent at once. */
export async function signIn(popup: Page): Promise<void> {
  const person = popup.getByRole('button', {name: /Robin Vega/});
  await person.or(popup.getByRole('button', {name: 'Allow'})).waitFor();
  if (await person.isVisible()) await person.click();
  await popup.getByRole('button', {name: 'Allow'}).waitFor();
}

async function decide(popup: Page, name: 'Allow' | 'Cancel'): Promise<void> {
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', {name, exact: true}).click();
  await closed;
}
