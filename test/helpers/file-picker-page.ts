import {expect, type Frame, type FrameLocator, type Locator, type Page} from '@playwright/test';
import {Client} from '../../sandbox/test/helpers/client.js';
import {commonSandbox} from './addresses.js';
import {signedInUser} from './demo-test.js';
import {approve} from './provider-pages.js';

/** Where a provider's picker is drawn: a frame of the page, or a window. */
export type Surface = Page | Frame | FrameLocator;

const NAMES = {googledrive: 'Google Drive', onedrive: 'OneDrive', sharepoint: 'SharePoint', box: 'Box'};
export type Drive = keyof typeof NAMES;

/** The demo `file-picker.html` for one provider. */
export class FilePickerPage {
  readonly page: Page;
  readonly drive: Drive;
  readonly name: string;
  readonly element: Locator;
  readonly button: Locator;
  readonly log: Locator;

  constructor(page: Page, drive: Drive) {
    this.page = page;
    this.drive = drive;
    this.name = NAMES[drive];
    this.element = page.locator('#picker');
    this.button = this.element.getByRole('button', {name: new RegExp(`^(Choose|Open) .*${this.name}`)});
    this.log = page.locator('#log');
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/file-picker.html?integration=${this.drive}${query}`);
    await expect(this.button).toBeVisible();
    await expect(this.log).toContainText('paragon-authenticate');
  }

  /** Connects the account through the portal that the button opens, up to its end. */
  async connect(): Promise<void> {
    const {page, name} = this;
    // Automation gives every page the focus; here the provider's window has it, as on a desk.
    await page.evaluate(() => (document.hasFocus = () => false));
    await this.button.click();
    const portal = page.getByRole('dialog', {name});
    const popup = page.waitForEvent('popup');
    await portal.getByRole('button', {name: `Connect ${name}`}).click();
    await approve(await popup);
    if (this.drive !== 'sharepoint') return;
    await portal.getByRole('combobox').click();
    await portal.getByRole('option').first().click();
    await portal.getByRole('button', {name: 'Finish'}).click();
  }

  /** Opens the page for a user who has an account. */
  async openConnected(query = ''): Promise<void> {
    if (this.drive === 'sharepoint') {
      // It asks for the site afterwards.
      await this.open(query);
      await this.connect();
      await expect(this.log).toContainText('paragon-integration-install');
    } else {
      const user = await signedInUser(this.page.context());
      await (await Client.of(commonSandbox, user)).connect(this.drive);
    }
    await this.open(query);
  }

  /** Clicks the button and gives the picker that opens. */
  async openPicker(): Promise<Surface> {
    if (this.drive === 'onedrive' || this.drive === 'sharepoint') {
      const popup = this.page.waitForEvent('popup');
      await this.button.click();
      return popup;
    }
    await this.button.click();
    return this.drive === 'box' ? this.#boxFrame() : this.surface;
  }

  /** Box's frame lies in a closed shadow root, where locators do not reach. */
  async #boxFrame(): Promise<Frame> {
    let found: Frame | undefined;
    const find = async () => {
      for (const frame of this.page.frames().slice(1)) {
        const isShown = await frame
          .getByRole('button', {name: 'Cancel'})
          .isVisible()
          .catch(() => false);
        if (isShown) found = frame;
      }
      return found !== undefined;
    };
    await expect.poll(find, {message: 'the frame of Box'}).toBe(true);
    return found!;
  }

  /** Google's picker in the page. */
  get surface(): FrameLocator {
    return this.page.frameLocator('iframe.picker-frame');
  }

  /** Chooses files, or opens a folder by a name that ends with a slash. */
  async choose(surface: Surface, ...names: readonly string[]): Promise<void> {
    for (const name of names) {
      if (name.endsWith('/')) await surface.getByRole('button', {name: name.slice(0, -1)}).click();
      else await (await this.#row(surface, name)).check();
    }
    await surface.getByRole('button', {name: /^(Select|Choose)$/}).click();
  }

  /** What chooses a file. Google's picker without folders lists the newest files first, and finds the other ones. */
  async #row(surface: Surface, name: string): Promise<Locator> {
    const row = surface.getByRole('checkbox', {name}).or(surface.getByRole('radio', {name}));
    const rows = surface.getByRole('checkbox').or(surface.getByRole('radio'));
    await expect(rows.or(surface.getByText('Nothing')).first()).toBeVisible();
    if (!(await row.count())) {
      const search = surface.getByLabel('Search').last();
      await search.fill(name);
      await search.press('Enter');
    }
    return row.first();
  }

  /** The names in the list of what was chosen. */
  async expectChosen(...names: readonly string[]): Promise<void> {
    await expect(this.element.getByRole('listitem')).toHaveCount(names.length);
    for (const name of names)
      await expect(this.element.getByRole('listitem').filter({hasText: name})).toHaveCount(1);
  }

  /** The events that the page has heard since it was opened, without those of signing in and connecting. */
  async heard(): Promise<string> {
    const lines = await this.log.getByRole('listitem').allTextContents();
    return lines
      .map((line) => /paragon-(picker-\w+|files-select|error)/.exec(line)?.[1])
      .filter(Boolean)
      .join(' ');
  }
}
