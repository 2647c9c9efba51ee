import type {Page, Route} from '@playwright/test';
import {OUTSIDE_URL} from '../helpers/addresses.js';
import {refresh, sharedOfficialPage, signIn, type OfficialUser} from './official-page.js';
import {expect, test} from './official-test.js';

// The scripts of the vendors are played by stubs: what counts is that the token, which the page gets from the sandbox,
// opens the user's files, and that what is picked comes back.
const official = sharedOfficialPage('file-pickers');

async function connected(type: string): Promise<OfficialUser> {
  const {page} = official;
  const user = await signIn(page, type);
  await user.client.connect(type);
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

async function opensFiles(path: string, token: string): Promise<void> {
  const headers = {Authorization: `Bearer ${token}`};
  expect((await fetch(OUTSIDE_URL + path, {headers})).status, path).toBe(200);
  const other = {Authorization: `Bearer ${token.slice(0, -2)}xx`};
  expect((await fetch(OUTSIDE_URL + path, {headers: other})).status, path).toBe(401);
}

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

test('OneDrive and SharePoint: the vendor’s page gets the token in a form, and what is picked comes back', async () => {
  const {page} = official;
  await stub(page, /^https:\/\/alcdn\.msauth\.net\//, script(''));
  for (const type of ['onedrive', 'sharepoint'] as const) {
    const user = await connected(type);
    if (type === 'sharepoint') await chooseSite(user);
    let form = new URLSearchParams();
    let options: Record<string, unknown> = {};
    await stub(page, /\/_layouts\/15\/FilePicker\.aspx/, async (route) => {
      form = new URLSearchParams(route.request().postData() ?? '');
      options = JSON.parse(
        new URL(route.request().url()).searchParams.get('filePicker') ?? '{}',
      ) as object as Record<string, unknown>;
      await route.fulfill({contentType: 'text/html', body: MICROSOFT});
    });
    const told = await page.evaluate(async (name) => {
      const told: unknown[] = [];
      await new Promise<void>((resolve, reject) => {
        const picker = new window.paragon.ExternalFilePicker(name, {
          allowFolderSelect: false,
          onOpen: () => told.push('open'),
          onFileSelect: (files) => told.push(files),
          onClose: () => {
            told.push('close');
            resolve();
          },
        });
        picker.init({}).then(() => told.push(picker.open()), reject);
      });
      return told;
    }, type);
    expect(told, type).toEqual(['open', true, [{id: 'item-1', name: 'Budget.xlsx'}], 'close']);
    expect(options, type).toMatchObject({sdk: '8.0', typesAndSources: {mode: 'files'}});
    const path =
      type === 'onedrive' ? '/onedrive/v1.0/me/drive/root/children' : '/sharepoint/v1.0/sites/root';
    await opensFiles(path, form.get('access_token') ?? '');
  }
});

test('Box: the picker shows a folder with the token, and what is picked comes back', async () => {
  const {page} = official;
  await connected('box');
  await stub(page, /^https:\/\/cdn01\.boxcdn\.net\/.*\.js/, script(BOX));
  await stub(page, /^https:\/\/cdn01\.boxcdn\.net\/.*\.css/, (route) =>
    route.fulfill({contentType: 'text/css', body: ''}),
  );
  const {told, shown} = await page.evaluate(async () => {
    const told: unknown[] = [];
    const picker = new window.paragon.ExternalFilePicker('box', {
      allowMultiSelect: true,
      onOpen: () => told.push('open'),
      onFileSelect: (files) => told.push(files),
    });
    await picker.init({folderId: '0'});
    told.push(picker.open());
    const {shown, listeners} = window.Box;
    listeners['choose']!([{id: 'box-1', name: 'Sketch.png'}]);
    return {told, shown};
  });
  expect(told).toContainEqual([{id: 'box-1', name: 'Sketch.png'}]);
  expect(told).toContain(true);
  const [folder, token, options] = shown as [string, string, object];
  expect(folder).toBe('0');
  expect(options).toHaveProperty('extensions');
  await opensFiles('/box/2.0/folders/0/items', token);
});

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

declare global {
  interface Window {
    Box: {shown: unknown[]; listeners: Record<string, (items: unknown) => void>};
  }
}

/** Speaks the protocol of file picker 8.0: says hello to the page that has opened it, and picks one file. */
const MICROSOFT = `<!doctype html><title>Picker</title><script>
const {messaging} = JSON.parse(new URL(location.href).searchParams.get('filePicker'));
const {port1, port2} = new MessageChannel();
port1.onmessage = ({data}) => {
  if (data.type === 'activate') port1.postMessage({
    type: 'command', id: '1', data: {command: 'pick', items: [{id: 'item-1', name: 'Budget.xlsx'}]},
  });
};
opener.postMessage({type: 'initialize', channelId: messaging.channelId}, messaging.origin, [port2]);
</script>`;

const BOX = `
class Picker {
  constructor() { window.Box.listeners = {}; }
  addListener(name, listener) { window.Box.listeners[name] = listener; }
  removeAllListeners() {}
  show(...values) { window.Box.shown = values; }
}
window.Box = {FilePicker: Picker, FolderPicker: Picker, shown: [], listeners: {}};
`;
