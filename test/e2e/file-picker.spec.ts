import {readFile} from 'node:fs/promises';
import type {Frame, Page} from '@playwright/test';
import {DEMO_URL, OUTSIDE_URL, SANDBOX_URL} from '../helpers/addresses.js';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';
import {FilePickerPage} from '../helpers/file-picker-page.js';
import {approve} from '../helpers/provider-pages.js';
import {pageHeaders} from '../../scripts/demo-server.mjs';

const SCRIPT = '**/googledrive/js/api.js';

async function control(path: string, body: unknown = {}): Promise<void> {
  const response = await fetch(`${SANDBOX_URL}/_sandbox/${path}`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  expect(response.ok, path).toBe(true);
}

const accountId = (page: Page, type: string): Promise<string | undefined> =>
  page.evaluate(
    (name) =>
      (
        document.querySelector('paragon-provider') as unknown as {
          client: {getUser(): {integrations: Record<string, {credentialId?: string}>}};
        }
      ).client.getUser().integrations[name]?.credentialId,
    type,
  );

test.describe('Google Drive', () => {
  test('connects the account, picks a file by itself, shows what is in it, and sends its id', async ({
    page,
  }) => {
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.open();
    await expectAccessible(page);
    await picker.connect();
    await picker.choose(picker.surface, 'settings.json');
    await picker.expectChosen('settings.json');
    expect(await picker.heard()).toBe('picker-open files-select picker-close');
    await expect(page.locator('#content')).toContainText('application/json');
    await expect(picker.button).toBeFocused();
    await expectAccessible(page);
    await page.getByRole('button', {name: 'Send'}).click();
    await expect(picker.log).toContainText(/submit {2}\S+/);
  });

  test('several files are added to what was chosen, and removed by keyboard', async ({page}) => {
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected('&multiple');
    await picker.choose(await picker.openPicker(), 'settings.json', 'backup.bin');
    await picker.expectChosen('settings.json', 'backup.bin');
    await picker.choose(await picker.openPicker(), 'Figures.csv');
    await picker.expectChosen('settings.json', 'backup.bin', 'Figures.csv');
    await picker.element.getByRole('button', {name: 'Remove backup.bin'}).press('Enter');
    await expect(picker.element.getByRole('button', {name: 'Remove Figures.csv'})).toBeFocused();
    await picker.expectChosen('settings.json', 'Figures.csv');
    await page.getByRole('button', {name: 'Reset'}).click();
    await picker.expectChosen();
  });

  test('folders, and only the types that the page asks for', async ({page}) => {
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected('&folders&types=text/csv');
    const surface = await picker.openPicker();
    await expect(surface.getByRole('radio', {name: 'settings.json'})).toBeDisabled();
    await picker.choose(surface, 'Reports');
    await picker.expectChosen('Reports');
    await expect(picker.element.getByRole('listitem')).toContainText('Folder');
    await expect(page.locator('#content')).toContainText('A folder has no content');
  });

  test('closed without a choice', async ({page}) => {
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected();
    const surface = await picker.openPicker();
    await expect(surface.getByRole('radio').first()).toBeVisible();
    const frame = page.frames().find((one) => one.url().startsWith(OUTSIDE_URL));
    await expectAccessible(page, frame);
    await page.keyboard.press('Escape');
    await expect.poll(() => picker.heard()).toBe('picker-open picker-cancel picker-close');
    await expect(picker.element.getByRole('status')).toHaveText('Nothing was chosen.');
    await expect(picker.button).toBeFocused();
  });
});

const HOME = {file: 'settings.json', other: 'backup.bin', folder: 'Reports', type: 'application/json'};
const SITE = {file: 'Company budget.csv', other: 'Brand guide.pdf', folder: 'Minutes', type: 'text/csv'};
const DRIVES = [
  {drive: 'onedrive', ...HOME},
  {drive: 'sharepoint', ...SITE},
  {drive: 'box', ...HOME},
] as const;
for (const {drive, file, other, folder, type} of DRIVES) {
  test.describe(drive, () => {
    test('picks a file and shows what is in it, then several, then folders', async ({page}) => {
      const picker = new FilePickerPage(page, drive);
      await picker.openConnected(`&types=${type}`);
      const surface = await picker.openPicker();
      await picker.choose(surface, file);
      await picker.expectChosen(file);
      expect(await picker.heard()).toBe('picker-open files-select picker-close');
      await expect(page.locator('#content')).toContainText(new RegExp(`${file}: \\d+ bytes`));
      await expectAccessible(page);

      await picker.open('&multiple');
      await picker.choose(await picker.openPicker(), file, other);
      await picker.expectChosen(file, other);
      await page.getByRole('button', {name: 'Send'}).click();
      await expect(picker.log).toContainText(/submit {2}\S+ \S+/);

      await picker.open('&folders');
      await picker.choose(await picker.openPicker(), `Select the folder ${folder}`);
      await picker.expectChosen(folder);
      await expect(picker.element.getByRole('listitem')).toContainText('Folder');
    });

    test('closed without a choice', async ({page}) => {
      const picker = new FilePickerPage(page, drive);
      await picker.openConnected();
      const surface = await picker.openPicker();
      await expect(surface.getByText('Reports').or(surface.getByText('Minutes'))).toBeVisible();
      if ('context' in surface) await expectAccessible(surface);
      else await expectAccessible(page, surface as Frame);
      await surface.getByRole('button', {name: 'Cancel'}).click();
      await expect.poll(() => picker.heard()).toBe('picker-open picker-cancel picker-close');
      await expect(picker.element.getByRole('status')).toHaveText('Nothing was chosen.');
    });
  });
}

test.describe('trouble', () => {
  test('the script is blocked, then fails no more', async ({page, expectedComplaints}) => {
    expectedComplaints.push(/ERR_FAILED/);
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected();
    await page.route(SCRIPT, (route) => route.abort());
    await picker.button.click();
    await expect(picker.element.getByText('Google Drive could not be loaded')).toBeVisible();
    expect(await picker.heard()).toBe('error');
    await expectAccessible(page);
    await page.unroute(SCRIPT);
    await picker.element.getByRole('button', {name: 'Try again'}).click();
    await picker.choose(picker.surface, 'settings.json');
    await picker.expectChosen('settings.json');
  });

  test('the script is slow: said, and opened once it is there', async ({page}) => {
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected();
    let go = () => undefined as void;
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route(SCRIPT, async (route) => {
      await held;
      await route.continue();
    });
    await picker.button.click();
    await expect(picker.element.getByRole('status')).toHaveText('Opening Google Drive…');
    await expect(picker.button).toHaveAttribute('aria-busy', 'true');
    await expectAccessible(page);
    go();
    await picker.choose(picker.surface, 'settings.json');
    await picker.expectChosen('settings.json');
  });

  test('the account is disconnected meanwhile: the picker closes, and the way on connects again', async ({
    page,
  }) => {
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected();
    const surface = await picker.openPicker();
    await expect(surface.getByRole('radio').first()).toBeVisible();
    await control(`credentials/${await accountId(page, 'googledrive')}/disconnect`);
    await page.evaluate(() => {
      const provider = document.querySelector('paragon-provider') as unknown as {
        client: {refresh(): Promise<void>};
      };
      return provider.client.refresh();
    });
    await expect(picker.element.getByText('Google Drive is no longer connected')).toBeVisible();
    await expect(page.locator('iframe.picker-frame')).toHaveCount(0);
    expect(await picker.heard()).toBe('picker-open error picker-close');
    await picker.element.getByRole('button', {name: 'Connect Google Drive again'}).click();
    await expect(page.getByRole('dialog').getByRole('button', {name: 'Connect Google Drive'})).toBeVisible();
  });

  test('the token expires while files are looked at: a fresh one goes on', async ({
    page,
    expectedComplaints,
  }) => {
    expectedComplaints.push(/status of 401/);
    const picker = new FilePickerPage(page, 'onedrive');
    await picker.openConnected();
    const surface = await picker.openPicker();
    await expect(surface.getByRole('radio').first()).toBeVisible();
    await control(`credentials/${await accountId(page, 'onedrive')}/expire`);
    await picker.choose(surface, 'Reports/', 'Figures.csv');
    await picker.expectChosen('Figures.csv');
  });

  test('an account that no longer works is reconnected first', async ({page}) => {
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected();
    await control(`credentials/${await accountId(page, 'googledrive')}/status`, {status: 'INVALID'});
    await picker.open();
    await page.evaluate(() => (document.hasFocus = () => false));
    await picker.button.click();
    await expectAccessible(page);
    const popup = page.waitForEvent('popup');
    await page.getByRole('dialog').getByRole('button', {name: 'Reconnect'}).click();
    await approve(await popup);
    await picker.choose(picker.surface, 'settings.json');
    await picker.expectChosen('settings.json');
  });

  test('the element is removed while its picker is open', async ({page}) => {
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected();
    const surface = await picker.openPicker();
    await expect(surface.getByRole('radio').first()).toBeVisible();
    await picker.element.evaluate((element) => element.remove());
    await expect(page.locator('iframe.picker-frame')).toHaveCount(0);
  });

  test('two on a page pick for themselves', async ({page}) => {
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected();
    await picker.element.evaluate((element) => {
      const other = document.createElement('paragon-file-picker') as unknown as HTMLElement &
        Record<string, unknown>;
      const first = element as unknown as Record<string, unknown>;
      for (const name of ['integration', 'developerKey', 'scriptUrl']) other[name] = first[name];
      other.id = 'other';
      element.after(other);
    });
    await picker.choose(await picker.openPicker(), 'settings.json');
    await page
      .locator('#other')
      .getByRole('button', {name: /^Choose/})
      .click();
    await picker.choose(picker.surface, 'backup.bin');
    await expect(page.locator('#other').getByRole('listitem')).toContainText('backup.bin');
    await picker.expectChosen('settings.json');
  });

  test('the window is blocked: said, and opened by the next click', async ({page}) => {
    const picker = new FilePickerPage(page, 'onedrive');
    await picker.openConnected();
    await page.evaluate(() => {
      const {open} = window;
      window.open = () => {
        window.open = open;
        return null;
      };
    });
    await picker.button.click();
    await expect(picker.element.getByText('The OneDrive window was blocked')).toBeVisible();
    expect(await picker.heard()).toBe('error');
    await expectAccessible(page);
    const popup = page.waitForEvent('popup');
    await picker.element.getByRole('button', {name: 'Try again'}).click();
    await expect(picker.element.getByText('Choose in the OneDrive window').first()).toBeVisible();
    await expectAccessible(page);
    await (await popup).close();
    await expect.poll(() => picker.heard()).toMatch(/picker-cancel( picker-close)?$/);
    await expect(picker.element.getByRole('status')).toHaveText('Nothing was chosen.');
  });
});

test('a connected account with a window of its own waits for another click, and says so', async ({page}) => {
  const picker = new FilePickerPage(page, 'onedrive');
  await picker.open();
  await page.evaluate(() => Object.defineProperty(navigator, 'userActivation', {value: {isActive: false}}));
  await picker.connect();
  const button = picker.element.getByRole('button', {name: 'Open OneDrive'});
  await expect(button).toBeFocused();
  await expectAccessible(page);
  const popup = page.waitForEvent('popup');
  await page.keyboard.press('Enter');
  await (await popup).close();
});

/** Answers for the demo page with further headers, and with a body that `change` has gone over. */
async function serveChanged(
  page: Page,
  headers: Record<string, string>,
  change: (body: string) => string = (body) => body,
): Promise<void> {
  await page.route(`${DEMO_URL}/file-picker.html*`, async (route) => {
    const response = await route.fetch();
    const body = change(await response.text());
    await route.fulfill({body, headers: {...response.headers(), ...headers}});
  });
}

test.describe('on other pages', () => {
  // A page that comes from the test itself is not one of this computer to the browser.
  test.use({permissions: ['local-network-access']});

  test('a strict policy with a nonce instead of hosts', async ({page}) => {
    const nonce = 'dGhpcyBpcyBvbmNl';
    const policy = pageHeaders(SANDBOX_URL, {pickerUrl: OUTSIDE_URL})['Content-Security-Policy'] ?? '';
    await serveChanged(
      page,
      {
        'content-security-policy': policy.replace(
          /script-src [^;]*/,
          `script-src 'nonce-${nonce}' 'strict-dynamic'`,
        ),
      },
      (body) =>
        body
          .replaceAll('<script ', `<script nonce="${nonce}" `)
          .replace('<paragon-file-picker ', `<paragon-file-picker nonce="${nonce}" `),
    );
    const picker = new FilePickerPage(page, 'googledrive');
    await picker.openConnected();
    await picker.choose(await picker.openPicker(), 'settings.json');
    await picker.expectChosen('settings.json');
  });

  test('a page that keeps other windows apart says that they cannot answer', async ({context, page}) => {
    await new FilePickerPage(page, 'onedrive').openConnected();
    const apart = await context.newPage();
    await serveChanged(apart, {'cross-origin-opener-policy': 'same-origin'});
    const picker = new FilePickerPage(apart, 'onedrive');
    await picker.open();
    await picker.button.click();
    await expect(picker.element.getByText('The OneDrive window cannot reach this page')).toBeVisible();
    await expectAccessible(apart);
  });
});

test('the redirect page for Google Drive leaves the query as it is', async ({page, origins}) => {
  origins.add('https://passport.useparagon.com');
  const body = await readFile('docs/public/google-drive-redirect.html', 'utf8');
  const query = '?state=a%2Fb%20c+d&code=4%2F0Ab%3D&scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fdrive&&x';
  let arrived = '';
  await page.route('**/google-drive-redirect.html*', (route) =>
    route.fulfill({body, contentType: 'text/html', headers: {'Cache-Control': 'no-store'}}),
  );
  await page.route('https://passport.useparagon.com/**', (route) => {
    arrived = route.request().url();
    expect(route.request().headers()['referer']).toBe(undefined);
    return route.fulfill({body: '<title>There</title>', contentType: 'text/html'});
  });
  await page.goto('/');
  await page.goto(`/google-drive-redirect.html${query}`);
  await expect(page).toHaveTitle('There');
  expect(arrived).toBe(`https://passport.useparagon.com/oauth${query}`);
  // The code does not stay in the history.
  await page.goBack();
  await expect(page).toHaveTitle(/Tidemark/);
});
