import {html, svg, type TemplateResult} from 'lit';
import type {FileKind} from '../../i18n/en-file-picker.js';

const PAGE = svg`<path d="M6 3h8l5 5v13H6z M14 3v5h5" />`;

/** What stands on the page, by kind. */
const SIGNS: Readonly<Record<FileKind, TemplateResult<2>>> = {
  folder: svg`<path d="M3 6h6l2 2.5h10V19H3z" />`,
  image: svg`${PAGE}<path d="m8 18 3-4 2 2 1.500-2L17 18z" /><circle cx="10" cy="11" r="1" />`,
  video: svg`${PAGE}<path d="m10.500 12 4 2.500-4 2.500z" />`,
  audio: svg`${PAGE}<path d="M11 17v-5l4-1v5" /><circle cx="10" cy="17" r="1" /><circle cx="14" cy="16" r="1" />`,
  pdf: svg`${PAGE}<path d="M9 17c2-2 3-4 3-6 0 3 2 5 4 5-3-.500-5 0-7 1z" />`,
  document: svg`${PAGE}<path d="M9 12h7M9 15h7M9 18h4" />`,
  sheet: svg`${PAGE}<path d="M9 12h7v6H9zM9 15h7M12.500 12v6" />`,
  slides: svg`${PAGE}<path d="M9 12h7v5H9zM12.500 17v2" />`,
  archive: svg`${PAGE}<path d="M10 4v2M11 7v2M10 10v2M11 13v4" />`,
  file: PAGE,
};

/** The icon of a file; its kind is said beside it. Part: `file-icon`. */
export const kindIcon = (kind: FileKind): TemplateResult =>
  html`<svg part="file-icon" class="file-icon" viewBox="0 0 24 24" aria-hidden="true">${SIGNS[kind]}</svg>`;
