import {Hono} from 'hono';
import type {OriginPolicy} from '../../http/origins.js';
import type {AccessCheck} from '../apis/access.js';
import {createPickerAssets} from './assets.js';
import {createBoxPicker} from './box.js';
import {createGooglePicker} from './google.js';
import {createMicrosoftPicker} from './microsoft.js';

export interface PickerDeps {
  readonly access: AccessCheck;
  readonly origins: OriginPolicy;
  /** Where browsers reach the outside. */
  readonly outsideUrl: string;
}

/**
 * The pickers that vendors serve to pages which let users choose files: the same scripts, pages and messages, over the
 * drives of the outside.
 */
export function createPickers(deps: PickerDeps): Hono {
  const app = new Hono();
  app.route('/', createPickerAssets());
  app.route('/googledrive', createGooglePicker(deps));
  app.route('/', createMicrosoftPicker(deps));
  app.route('/box', createBoxPicker(deps));
  return app;
}
