import type {Page} from '@playwright/test';

/** Signs in on the provider's pages in its window and allows access. The window closes by itself. */
export async function approve(popup: Page): Promise<void> {
  await signIn(popup);
  await popup.getByRole('button', {name: 'Allow'}).click();
  if (!popup.isClosed()) await popup.waitForEvent('close');
}

/** Signs in and refuses access. */
export async function refuse(popup: Page): Promise<void> {
  await signIn(popup);
  await popup.getByRole('button', {name: 'Cancel'}).click();
  if (!popup.isClosed()) await popup.waitForEvent('close');
}

export async function signIn(popup: Page): Promise<void> {
  await popup.getByRole('button', {name: /Robin Vega/}).click();
}
