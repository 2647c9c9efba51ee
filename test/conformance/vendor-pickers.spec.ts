import type {Page} from '@playwright/test';
import {Client} from '../../sandbox/test/helpers/client.js';
import {addFault, commonSandbox, DEMO_URL, OUTSIDE_URL, SANDBOX_URL} from '../helpers/addresses.js';
import {someUser} from './official-page.js';
import {expect, test} from './official-test.js';

// What the vendors' contracts say beyond what the official SDK makes use of.

/** A page that has no SDK, and the token of an account. */
async function open(page: Page, type: string): Promise<string> {
  const client = await Client.of(commonSandbox, someUser(type));
  await client.connect(type);
  const {body} = await client.get(`/credentials?integration=${type}&includeAccountAuth=true`);
  await page.route(`${DEMO_URL}/plain.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>Plain</title><div id="place"></div>',
    }),
  );
  await page.goto(`${DEMO_URL}/plain.html`);
  return body.accountAuth.OAUTH_ACCESS_TOKEN as string;
}

interface Gapi {
  gapi: {load(name: string, options: object): void};
  google: {picker: {PickerBuilder: new () => Builder; DocsView: new () => Builder}};
  Box: {FilePicker: new () => Builder};
  told: unknown[];
}
type Builder = {[method: string]: (...values: unknown[]) => Builder};

/** Shows a Google Picker; what it tells is in `told`. */
async function showGoogle(page: Page, token: string, developerKey: string): Promise<void> {
  await page.addScriptTag({url: `${OUTSIDE_URL}/googledrive/js/api.js`});
  await page.evaluate(
    async ([oauthToken, key]) => {
      const vendor = window as unknown as Gapi;
      vendor.told = [];
      await new Promise<void>((callback, onerror) => vendor.gapi.load('picker', {callback, onerror}));
      const {PickerBuilder, DocsView} = vendor.google.picker;
      const builder = new PickerBuilder()['setOAuthToken']!(oauthToken)['setDeveloperKey']!(key);
      builder['addView']!(new DocsView()['setIncludeFolders']!(true))['addView']!(
        new DocsView()['setEnableDrives']!(true),
      );
      builder['setCallback']!((answer: unknown) => vendor.told.push(answer))['build']!()['setVisible']!(true);
    },
    [token, developerKey] as const,
  );
}
const told = (page: Page) => page.evaluate(() => (window as unknown as Gapi).told);
const KEY = 'google-demo-developer-key';

test('Google: shared drives are a view of their own', async ({page}) => {
  await showGoogle(page, await open(page, 'googledrive'), KEY);
  const dialog = page.frameLocator('iframe.picker-frame');
  await dialog.getByRole('button', {name: 'Shared drives'}).click();
  await dialog.getByRole('button', {name: 'Vega Works Marketing'}).click();
  await dialog.getByRole('radio', {name: 'Marketing plan.md'}).check();
  await dialog.getByRole('button', {name: 'Select', exact: true}).click();
  await expect
    .poll(() => told(page))
    .toMatchObject([
      {action: 'loaded'},
      {action: 'picked', docs: [{name: 'Marketing plan.md', mimeType: 'text/markdown'}]},
    ]);
});

test.describe('refused', () => {
  // The browser notes each answer with an error.
  test.use({expectedComplaints: [/Failed to load resource/]});

  test('Google: a wrong developer key, or a token that is over, is said in the dialog', async ({page}) => {
    const token = await open(page, 'googledrive');
    const dialog = page.frameLocator('iframe.picker-frame');
    await showGoogle(page, token, 'another');
    await expect(dialog.getByRole('alert')).toContainText('The API developer key is invalid.');
    await expect.poll(() => told(page)).toEqual([{action: 'error'}]);
    await page.goto(`${DEMO_URL}/plain.html`);
    await showGoogle(page, `${token.slice(0, -2)}xx`, KEY);
    await expect(dialog.getByRole('alert')).toContainText('Your sign-in has expired.');
    await expect(dialog.getByRole('button', {name: 'Select', exact: true})).toBeDisabled();
  });

  test('Google: a library that has failed to load can be loaded again', async ({page}) => {
    const token = await open(page, 'googledrive');
    const end = await addFault({
      match: {service: 'outside', path: '/googledrive/js/picker.js'},
      status: 503,
      times: 1,
    } as never);
    await expect(showGoogle(page, token, KEY)).rejects.toThrow();
    await showGoogle(page, token, KEY);
    await expect(page.frameLocator('iframe.picker-frame').getByRole('radio').first()).toBeVisible();
    await end();
  });

  test('Box: a failure is said in the picker, and tried again', async ({page}) => {
    const token = await open(page, 'box');
    const end = await addFault({
      match: {service: 'outside', path: '/box/2.0/folders/0/items'},
      status: 500,
      times: 1,
    } as never);
    await page.addScriptTag({url: `${OUTSIDE_URL}/box/platform/elements/21.0.0/en-US/picker.js`});
    await page.evaluate((given) => {
      const picker = new (window as unknown as Gapi).Box.FilePicker();
      picker['show']!('0', () => Promise.resolve(given), {container: '#place', maxSelectable: 1});
    }, token);
    const place = page.locator('#place');
    await expect(place.getByRole('alert')).toBeVisible();
    await place.getByRole('button', {name: 'Try again'}).click();
    await expect(place.getByRole('radio', {name: 'settings.json'})).toBeEnabled();
    await place.getByRole('button', {name: 'New folder'}).click();
    await place.getByRole('textbox', {name: 'Name of the new folder'}).fill('From the picker');
    await place.getByRole('button', {name: 'Create'}).click();
    await expect(place.getByRole('button', {name: 'From the picker'})).toBeVisible();
    await end();
  });

  for (const isAnswered of [true, false]) {
    const title = isAnswered ? 'gets a fresh one from the page' : 'and gets none says so';
    test(`Microsoft: a picker whose token is over ${title}`, async ({page}) => {
      const token = await open(page, 'onedrive');
      const opened = page.context().waitForEvent('page');
      await page.evaluate(
        ([outside, fresh]) => {
          const vendor = window as unknown as Gapi;
          vendor.told = [];
          const options = {
            sdk: '8.0',
            entry: {oneDrive: {}},
            messaging: {origin: location.origin, channelId: 'channel'},
          };
          const popup = window.open('', 'Picker', 'width=800,height=600');
          const form = Object.assign(popup!.document.createElement('form'), {
            method: 'POST',
            action: `${outside}/onedrive/_layouts/15/FilePicker.aspx?${new URLSearchParams({filePicker: JSON.stringify(options)})}`,
          });
          const field = popup!.document.createElement('input');
          field.name = 'access_token';
          field.value = 'long-over';
          form.append(field);
          popup!.document.body.append(form);
          form.submit();
          window.addEventListener('message', ({source, data, ports: [port], origin}) => {
            if (source !== popup || data.channelId !== 'channel' || data.type !== 'initialize') return;
            vendor.told.push(origin);
            port!.onmessage = ({data: {type, id, data: sent}}) => {
              vendor.told.push(sent.command ?? sent.notification);
              if (type !== 'command') return;
              port!.postMessage({type: 'acknowledge', id});
              if (sent.command === 'authenticate')
                port!.postMessage({
                  type: 'result',
                  id,
                  data: fresh
                    ? {result: 'token', token: fresh}
                    : {result: 'error', error: {code: 'unableToObtainToken', message: 'No token'}},
                });
              if (sent.command === 'close') popup!.close();
            };
            port!.postMessage({type: 'activate'});
          });
        },
        [OUTSIDE_URL, isAnswered ? token : ''] as const,
      );
      const dialog = await opened;
      if (!isAnswered) {
        await expect(dialog.getByRole('alert')).toContainText('Your sign-in has expired.');
        return;
      }
      await expect(dialog.getByRole('radio', {name: 'settings.json'})).toBeVisible();
      expect(await dialog.content()).not.toContain('long-over');
      const isClosed = dialog.waitForEvent('close');
      // The window may be gone before the key is up again.
      await Promise.all([isClosed, dialog.keyboard.press('Escape').catch(() => undefined)]);
      expect(await told(page)).toEqual([OUTSIDE_URL, 'page-loaded', 'authenticate', 'close']);
      const {requests} = (await (await fetch(`${SANDBOX_URL}/_sandbox/requests?service=outside`)).json()) as {
        requests: {path: string}[];
      };
      expect(requests.filter(({path}) => path.includes('long-over'))).toEqual([]);
    });
  }
});
