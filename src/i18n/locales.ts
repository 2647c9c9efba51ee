import {loadOnce} from '../core/load-once.js';
import type {PartialMessages} from './messages.js';

const german = loadOnce(() => import('./locales/de.js'));

/** The texts of a language that is built in beside English. Resolves to nothing for others, and if they do not load. */
export const localeTexts = async (language: string): Promise<PartialMessages | undefined> =>
  /^de\b/i.test(language)
    ? german.load().then(
        ({de}) => de,
        () => undefined,
      )
    : undefined;
