import type {Messages} from '../messages.js';
import {deCatalogue} from './de/catalogue.js';
import {deFilePicker} from './de/file-picker.js';
import {deInput} from './de/input.js';
import {deInstall} from './de/install.js';
import {deMapper} from './de/mapper.js';
import {dePortal} from './de/portal.js';
import {deTriggers} from './de/triggers.js';

/** All texts in German. */
export const de: Messages = {
  ...dePortal,
  ...deCatalogue,
  ...deInstall,
  ...deInput,
  ...deMapper,
  ...deTriggers,
  ...deFilePicker,
};
