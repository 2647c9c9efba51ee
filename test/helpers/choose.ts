import type {Locator} from '@playwright/test';

/** Opens the list of a combobox and chooses an option by its text; without one, the first. */
export async function choose(field: Locator, text?: string | RegExp): Promise<void> {
  await field.click();
  const options = field.page().getByRole('listbox').getByRole('option');
  await (text === undefined ? options : options.filter({hasText: text})).first().click();
}
