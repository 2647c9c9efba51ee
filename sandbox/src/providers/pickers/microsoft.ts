import {Hono, type Context} from 'hono';
import {PERSONAL_SITE} from '../apis/drives/onedrive.js';
import {pickerHeaders, pickerPage} from './page.js';
import {readPickerOptions} from './microsoft-options.js';
import type {PickerDeps} from './pickers.js';

/** A drive or site that the picker shows, as its page has to know it. */
interface Place {
  /** Path of its Graph API. */
  readonly api: string;
  /** Address that its files are named by. */
  readonly site: string;
  readonly kind: 'business' | 'personal' | 'site';
}

const FILE_PICKER = '_layouts/15/FilePicker.aspx';

/**
 * Microsoft's File Picker 8.0: pages at the address of a drive or site. What opens them posts its token in a form, and
 * talks with them by window messages.
 */
export function createMicrosoftPicker({origins, outsideUrl}: PickerDeps): Hono {
  const app = new Hono();

  const show = (placeOf: (c: Context) => Place) => async (c: Context) => {
    const place = placeOf(c);
    const read = readPickerOptions(c.req.query('filePicker'), origins);
    const token = c.req.method === 'POST' ? await postedToken(c) : undefined;
    const setup = {...place, token, ...read};
    return c.html(
      pickerPage({title: 'Pick files', script: 'microsoft-page.js', setup}),
      'problem' in read ? 400 : 200,
      pickerHeaders(origins),
    );
  };
  const serve = (path: string, placeOf: (c: Context) => Place) =>
    app.on(['GET', 'POST'], path, show(placeOf));

  const onedrive = {api: '/onedrive/v1.0/me/drive', site: `${outsideUrl}/onedrive`};
  serve(`/onedrive/${FILE_PICKER}`, () => ({...onedrive, kind: 'business'}));
  for (const path of ['/onedrive/picker', `/onedrive/${PERSONAL_SITE}/picker`])
    serve(path, () => ({...onedrive, kind: 'personal'}));

  const sharepoint = `${outsideUrl}/sharepoint`;
  serve(`/sharepoint/${FILE_PICKER}`, () => ({
    api: '/sharepoint/v1.0/sites/root',
    site: sharepoint,
    kind: 'site',
  }));
  serve(`/sharepoint/sites/:slug{[\\w-]+}/${FILE_PICKER}`, (c) => ({
    api: `/sharepoint/v1.0/sites/root:/sites/${c.req.param('slug')}:`,
    site: `${sharepoint}/sites/${c.req.param('slug')}`,
    kind: 'site',
  }));
  return app;
}

async function postedToken(c: Context): Promise<string | undefined> {
  const {access_token: token} = await c.req.parseBody().catch(() => ({access_token: undefined}));
  return typeof token === 'string' && token !== '' ? token : undefined;
}
