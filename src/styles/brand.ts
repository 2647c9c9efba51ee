import {parseColor} from '../internal/color.js';

/**
 * Makes a service's colour the default accent inside a wrapper. By CSSOM, as a strict content security policy forbids
 * `style` attributes in templates; a `--paragon-color-accent` of the page goes before it.
 */
export function setBrand(wrapper: HTMLElement | null | undefined, color: unknown): void {
  if (!wrapper) return;
  const parsed = parseColor(color);
  if (parsed) wrapper.style.setProperty('--_brand', parsed);
  else wrapper.style.removeProperty('--_brand');
}
