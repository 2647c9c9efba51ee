import {Hono} from 'hono';
import {authorizationOf} from '../apis/access.js';
import {googleError, unauthorized} from '../apis/drives/google-errors.js';
import {demoDeveloperKey} from '../people.js';
import {classicScript, scriptHeaders} from './assets.js';
import {pickerHeaders, pickerPage} from './page.js';
import type {PickerDeps} from './pickers.js';

/** The Google Picker: `js/api.js`, what `gapi.load('picker')` loads, and the dialog that it shows in a frame. */
export function createGooglePicker({access, origins, outsideUrl}: PickerDeps): Hono {
  const app = new Hono();
  const loader = classicScript(outsideUrl, ['gapi.js']);
  const library = classicScript(outsideUrl, ['dom.js', 'google-constants.js', 'google-picker.js']);

  app.get('/js/api.js', (c) => c.body(loader, 200, scriptHeaders));
  app.get('/js/picker.js', (c) => c.body(library, 200, scriptHeaders));
  app.get('/picker', (c) =>
    c.html(
      pickerPage({title: 'Google Picker', script: 'google-dialog.js', setup: {origins: origins.listed}}),
      200,
      pickerHeaders(origins),
    ),
  );

  /** Judges what the dialog was opened with. */
  app.get('/picker/check', async (c) => {
    const key = c.req.header('X-Goog-Api-Key');
    if (key !== demoDeveloperKey) {
      const message = key
        ? 'API key not valid. Please pass a valid API key.'
        : 'Method doesn’t allow unregistered callers. Please use an API key.';
      return googleError(
        c,
        key ? 400 : 403,
        message,
        {reason: key ? 'badRequest' : 'forbidden'},
        {status: key ? 'INVALID_ARGUMENT' : 'PERMISSION_DENIED'},
      );
    }
    const found = await access.byToken('googledrive', authorizationOf(c, 'Bearer'));
    return found ? c.json({name: found.account.name}) : unauthorized(c);
  });
  return app;
}
