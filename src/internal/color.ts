/**
 * Reads a colour that a service sent, in hexadecimal or `rgb()` notation, and writes it as `rgb()`. Anything else, such
 * as `url()` or `var()`, is no colour for us. The colour of a text on it is derived in the style sheet
 * (`--_on-accent` in styles/tokens.ts), which also covers a colour that the page sets.
 */
export function parseColor(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 40) return undefined;
  const value = text.trim();
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(value)?.[1];
  if (hex) {
    const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    return toRgb(digits.map((pair) => parseInt(pair, 16)));
  }
  const rgb = /^rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)$/i.exec(value);
  return rgb ? toRgb(rgb.slice(1).map(Number)) : undefined;
}

const toRgb = (channels: readonly number[]): string =>
  `rgb(${channels.map((channel) => Math.min(channel, 255)).join(', ')})`;
