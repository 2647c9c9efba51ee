import type {Page, Route} from '@playwright/test';
import {OUTSIDE_URL} from '../helpers/addresses.js';
import {refresh, sharedOfficialPage, signIn, type OfficialUser} from './official-page.js';
import {expect, test} from './official-test.js';

// The vendors' scripts and pages are those of the sandbox's outside: the token, which the page gets from the sandbox,
// opens the user's files there, and what is picked comes back and can be downloaded.
const official = sharedOfficialPage('file-pickers');

async function connected(
  type: string,
  who: {readonly person?: string; readonly account?: string} = {},
): Promise<OfficialUser> {
  const {page} = official;
  const user = await signIn(page, type);
  await user.client.connect(type, who);
  await refresh(page, user);
  return user;
}

/** Answers an address that would leave this machine. */
const stub = (page: Page, url: string | RegExp, answer: (route: Route) => Promise<void>) =>
  page.context().route(url, answer);

/** Loads from the sandbox what the SDK loads from the vendor. */
const fromSandbox = (page: Page, vendor: string, place: string) =>
  page.context().route(`${vendor}**`, async (route) =>
    route.fulfill({
      response: await route.fetch({
        url: route
          .request()
          .url()
          .replace(vendor, OUTSIDE_URL + place),
      }),
    }),
  );

const script = (source: string) => (route: Route) =>
  route.fulfill({contentType: 'text/javascript', body: source});

test('Google Drive: files are picked from the drive of the account', async () => {
  const {page} = official;
  await connected('googledrive');
  await fromSandbox(page, 'https://apis.google.com/', '/googledrive/');
  const result = page.evaluate(
    () =>
      new Promise<unknown[]>((resolve, reject) => {
        const told: unknown[] = [];
        const picker = new window.paragon.ExternalFilePicker('googledrive', {
          allowedTypes: ['text/csv', 'application/pdf'],
          allowMultiSelect: true,
          integrationOptions: {googledrive: {includeFolders: true}},
          onOpen: () => told.push('open'),
          onFileSelect: (files) => told.push(files),
          onClose: () => resolve([...told, 'close']),
        });
        told.push(picker.open());
        const init = {developerKey: 'google-demo-developer-key', appId: 'app'};
        picker.init(init).then(() => told.push(picker.open()), reject);
      }),
  );
  const dialog = page.frameLocator('iframe.picker-frame');
  await dialog.getByRole('button', {name: 'Reports'}).click();
  await dialog.getByRole('checkbox', {name: 'Figures.csv'}).check();
  await dialog.getByRole('checkbox', {name: 'Q1 2026.pdf'}).check();
  await dialog.getByRole('button', {name: 'Google Drive'}).first().click();
  await expect(dialog.getByRole('checkbox', {name: 'settings.json'})).toBeDisabled();
  await dialog.getByRole('button', {name: 'Select', exact: true}).click();
  const told = await result;
  expect(told).toMatchObject([
    false,
    'open',
    true,
    {
      docs: [
        {name: 'Figures.csv', mimeType: 'text/csv'},
        {name: 'Q1 2026.pdf', mimeType: 'application/pdf'},
      ],
    },
    'close',
  ]);
  const {docs} = told[3] as {docs: {id: string; sizeBytes: number}[]};
  const content = await page.evaluate(
    (id) => window.paragon.request('googledrive', `/files/${id}?alt=media`, {method: 'GET'} as never),
    docs[0]!.id,
  );
  expect(String(content)).toHaveLength(docs[0]!.sizeBytes);
});

test('Google Drive: a dialog that is closed has picked nothing', async () => {
  const {page} = official;
  await connected('googledrive');
  await fromSandbox(page, 'https://apis.google.com/', '/googledrive/');
  const isCancelled = page.evaluate(
    () =>
      new Promise<boolean>((resolve, reject) => {
        const picker = new window.paragon.ExternalFilePicker('googledrive', {
          onCancel: () => resolve(true),
        });
        picker.init({developerKey: 'google-demo-developer-key'}).then(() => picker.open(), reject);
      }),
  );
  const dialog = page.frameLocator('iframe.picker-frame');
  await expect(dialog.getByRole('radio').first()).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await isCancelled).toBe(true);
  await expect(page.locator('iframe.picker-frame')).toHaveCount(0);
});

const microsoft = [
  {type: 'onedrive', folder: 'Reports', file: 'Figures.csv', person: 'robin'},
  {type: 'onedrive', folder: 'Reports', file: 'Figures.csv', person: 'kim', account: 'harbor-test'},
  {type: 'sharepoint', folder: 'Minutes', file: 'May.txt', person: 'robin'},
] as const;
for (const {type, folder, file, ...who} of microsoft) {
  test(`${type}: files are picked in the vendor’s window, by ${'account' in who ? who.account : 'usual account'}`, async () => {
    const {page} = official;
    await stub(page, /^https:\/\/alcdn\.msauth\.net\//, script(''));
    const user = await connected(type, who);
    if (type === 'sharepoint') await chooseSite(user);
    const opened = page.context().waitForEvent('page');
    const result = page.evaluate(
      (name) =>
        new Promise<unknown[]>((resolve, reject) => {
          const told: unknown[] = [];
          const picker = new window.paragon.ExternalFilePicker(name, {
            allowFolderSelect: false,
            allowMultiSelect: true,
            allowedTypes: ['.csv', '.txt'],
            onOpen: () => told.push('open'),
            onFileSelect: (files) => told.push(files),
            onClose: () => resolve([...told, 'close']),
          });
          picker.init({}).then(() => told.push(picker.open()), reject);
        }),
      type,
    );
    const dialog = await opened;
    const isClosed = dialog.waitForEvent('close');
    await dialog.getByRole('button', {name: folder}).click();
    await dialog.getByRole('checkbox', {name: file}).check();
    await expect(dialog.getByText(/\.pdf$/)).toHaveCount(0);
    expect(dialog.url()).toContain(`${OUTSIDE_URL}/${type}/`);
    expect(dialog.url()).not.toContain('token');
    if ('account' in who) expect(dialog.url()).toContain('onedrive.live.com/picker?');
    const select = dialog.getByRole('button', {name: 'Select', exact: true});
    // The window may be gone before the click has ended.
    await Promise.all([isClosed, select.click().catch(() => undefined)]);
    const told = await result;
    expect(told).toMatchObject([
      'open',
      true,
      [{name: file, parentReference: {driveId: expect.stringMatching(/^b!/) as unknown}}],
      'close',
    ]);
    const [item] = told[2] as {id: string; size: number; parentReference: {driveId: string}}[];
    const content = await page.evaluate(
      ([name, path]) => window.paragon.request(name, path, {method: 'GET'} as never),
      [type, `/drives/${item!.parentReference.driveId}/items/${item!.id}/content`] as const,
    );
    expect(String(content)).toHaveLength(item!.size);
  });
}

for (const allowFolderSelect of [false, true]) {
  test(`Box: ${allowFolderSelect ? 'a folder is' : 'files are'} picked in the page`, async () => {
    const {page} = official;
    await connected('box');
    await fromSandbox(page, 'https://cdn01.boxcdn.net/', '/box/');
    const result = page.evaluate(
      (isForFolders) =>
        new Promise<unknown[]>((resolve, reject) => {
          const told: unknown[] = [];
          const picker = new window.paragon.ExternalFilePicker('box', {
            allowedTypes: ['csv', 'pdf'],
            allowMultiSelect: true,
            allowFolderSelect: isForFolders,
            onOpen: () => told.push('open'),
            onFileSelect: (files) => resolve([...told, files]),
          });
          picker.init({folderId: '0'}).then(() => told.push(picker.open()), reject);
        }),
      allowFolderSelect,
    );
    const picker = page.locator('.picker');
    if (allowFolderSelect) {
      await picker.getByRole('checkbox', {name: 'Select the folder Reports'}).check();
      await picker.getByRole('button', {name: 'Choose', exact: true}).click();
      expect(await result).toMatchObject(['open', true, [{type: 'folder', name: 'Reports'}]]);
    } else {
      await expect(picker.getByRole('checkbox', {name: 'settings.json'})).toBeDisabled();
      await picker.getByRole('button', {name: 'Reports'}).click();
      await picker.getByRole('checkbox', {name: 'Figures.csv'}).check();
      await picker.getByRole('checkbox', {name: 'Q3 2026.pdf'}).check();
      await picker.getByRole('button', {name: 'Choose', exact: true}).click();
      const told = await result;
      expect(told).toMatchObject([
        'open',
        true,
        [
          {type: 'file', name: 'Figures.csv', extension: 'csv'},
          {type: 'file', name: 'Q3 2026.pdf', extension: 'pdf'},
        ],
      ]);
      const [file] = told[2] as {id: string; size: number}[];
      const content = await page.evaluate(
        (id) => window.paragon.request('box', `/files/${id}/content`, {method: 'GET'} as never),
        file!.id,
      );
      expect(String(content)).toHaveLength(file!.size);
    }
    await expect(picker).toHaveCount(0);
  });
}

test('no other integration has a picker, and none opens without an account', async () => {
  const {page} = official;
  await signIn(page, 'nobody');
  const failures = await page.evaluate(async () => [
    await window.tools.failure(() => new window.paragon.ExternalFilePicker('slack', {})),
    await window.tools.failure(() => new window.paragon.ExternalFilePicker('box', {}).init({folderId: '0'})),
  ]);
  expect(failures.map(({name}) => name)).toEqual(['Error', 'Error']);
});

async function chooseSite({client}: OfficialUser): Promise<void> {
  const [account] = (await client.get('/credentials')).body as {id: string}[];
  const {body} = await client.post('/actions', {action: 'sharepoint', sourceKey: 'sites', parameters: []});
  const [site] = body.output.records as {value: string}[];
  const answer = await client.post(`/credentials/${account!.id}/complete-setup`, {
    payload: {SITE_ID: site!.value},
  });
  expect(answer.body).toMatchObject({status: 'VALID'});
  await refresh(official.page, client);
}
