import {ParagonError} from '../errors.js';
import {loadOnce, type LazyPart} from '../load-once.js';
import type {Vendor} from './vendor.js';

const microsoft = loadOnce(async () => (await import('./microsoft.js')).microsoft);

const VENDORS: ReadonlyMap<string, LazyPart<Vendor>> = new Map([
  ['googledrive', loadOnce(async () => (await import('./google-drive.js')).googleDrive)],
  ['onedrive', microsoft],
  ['sharepoint', microsoft],
  ['box', loadOnce(async () => (await import('./box.js')).box)],
]);

/** The module of an integration's vendor. Rejects with `network_error` if it cannot be loaded. */
export async function loadVendor(type: string): Promise<Vendor> {
  const vendor = VENDORS.get(type);
  if (!vendor) throw new ParagonError('invalid_argument', `"${type}" has no file picker.`);
  return vendor.load();
}
