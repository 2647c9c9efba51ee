import {ParagonError} from './errors.js';
import {parseSafeUrl} from './service-urls.js';

/** A redirect page's URL; without a scheme it gets `https://`. Throws `invalid_argument` if it is not safe. */
export function checkedRedirectUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!parseSafeUrl(withScheme)) {
    throw new ParagonError('invalid_argument', `overrideRedirectUrl "${text}" is not an https address.`);
  }
  return withScheme;
}
