import type {FilePickerInitOptions} from '../types/file-picker.js';
import {loadVendor} from './vendors.js';

/**
 * Loads what the picker of an integration needs before there is a token, so that its `init()` is quick. Rejects with a
 * `ParagonError`; what failed is tried again by the next call, or by `init()`.
 */
export async function preloadFilePicker(type: string, options: FilePickerInitOptions = {}): Promise<void> {
  const vendor = await loadVendor(type);
  await vendor.load(options);
}
