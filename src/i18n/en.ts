import {enCatalogue} from './en-catalogue.js';
import {enFilePicker} from './en-file-picker.js';
import {enInput} from './en-input.js';
import {enInstall} from './en-install.js';
import {enMapper} from './en-mapper.js';
import {enPortal} from './en-portal.js';
import {enTriggers} from './en-triggers.js';
import type {Messages} from './messages.js';

/** All texts in English. Elements take the sections that they need, so that the others are not loaded. */
export const en: Messages = {
  ...enPortal,
  ...enCatalogue,
  ...enInstall,
  ...enInput,
  ...enMapper,
  ...enTriggers,
  ...enFilePicker,
};
