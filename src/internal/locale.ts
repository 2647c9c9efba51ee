import {languageOf} from './language.js';

/**
 * The language of the text around an element; else the reader's own. Nothing if neither is one that `Intl` knows: a
 * browser may report its system's `C`.
 */
export const localeOf = (element: Element): string | undefined =>
  [languageOf(element), navigator.language].find(isLocale);

function isLocale(text: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(text).length > 0;
  } catch {
    return false;
  }
}

/** A date as readers of `locale` write it; empty if it is none. */
export function formatDate(iso: string | undefined, locale: string | undefined): string {
  const date = new Date(iso ?? NaN);
  return Number.isNaN(date.getTime())
    ? ''
    : new Intl.DateTimeFormat(locale, {dateStyle: 'long'}).format(date);
}

/** A time of day as readers of `locale` write it; empty if it is none. */
export const formatTime = (milliseconds: number, locale: string | undefined): string =>
  Number.isNaN(new Date(milliseconds).getTime())
    ? ''
    : new Intl.DateTimeFormat(locale, {hour: 'numeric', minute: '2-digit'}).format(milliseconds);

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes as readers of `locale` write it: `1.5 MB`. */
export function formatSize(bytes: number, locale: string | undefined): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : bytes < 1_000_000_000 ? 2 : 3;
  return new Intl.NumberFormat(locale, {style: 'unit', unit: UNITS[step], maximumFractionDigits: 1}).format(
    bytes / 1000 ** step,
  );
}
