import {expect, type Locator, type Page} from '@playwright/test';

/** The demo `plain.html` with its catalogue, and the portal that opens from it. */
export class PlainPage {
  readonly page: Page;
  readonly portal: Locator;
  readonly log: Locator;

  constructor(page: Page) {
    this.page = page;
    this.portal = page.getByRole('dialog');
    this.log = page.locator('#log');
  }

  async open(): Promise<void> {
    await this.page.goto('/plain.html');
    await expect(this.card('Slack')).toBeVisible();
  }

  card(name: string): Locator {
    return this.page.locator('#catalogue').getByRole('button', {name: new RegExp(`^${name}`)});
  }

  async openPortal(name: string): Promise<void> {
    await this.card(name).click();
    await expect(this.portal.getByRole('heading', {name, level: 2})).toBeVisible();
  }

  /** Presses a button of the portal that opens the provider's window, and returns the window. */
  async popupFrom(name: string): Promise<Page> {
    const popup = this.page.waitForEvent('popup');
    await this.portal.getByRole('button', {name}).click();
    return popup;
  }

  async expectConnected(name: string): Promise<void> {
    await expect(this.portal.getByText(`${name} is connected`).first()).toBeVisible();
    await expect(this.log).toContainText('paragon-integration-install');
  }

  async disconnect(): Promise<void> {
    await this.portal.getByRole('button', {name: /^Disconnect/}).click();
    await this.portal.getByRole('button', {name: 'Yes, disconnect'}).click();
    await expect(this.portal.getByRole('button', {name: /^Connect /})).toBeVisible();
  }
}
