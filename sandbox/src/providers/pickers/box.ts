import {Hono} from 'hono';
import {classicScript, scriptHeaders, styleHeaders} from './assets.js';
import type {PickerDeps} from './pickers.js';
import {boxStyle} from './style.js';

/** Box's Content Picker: a script and a style sheet that draw in the page itself. */
export function createBoxPicker({outsideUrl}: PickerDeps): Hono {
  const app = new Hono();
  const script = classicScript(outsideUrl, ['dom.js', 'browser.js', 'box-source.js', 'box-picker.js']);
  const folder = '/platform/elements/:version{[\\d.]+}/:language{[a-z]{2}-[A-Z]{2}}';
  app.get(`${folder}/picker.js`, (c) => c.body(script, 200, scriptHeaders));
  app.get(`${folder}/picker.css`, (c) => c.body(boxStyle, 200, styleHeaders));
  return app;
}
