import {css} from 'lit';
import {controls} from '../../styles/controls.js';
import {icons, notices} from '../../styles/notice.js';
import {tokens} from '../../styles/tokens.js';

export const styles = [
  tokens,
  controls,
  notices,
  icons,
  css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
    .root {
      display: grid;
      justify-items: start;
      gap: var(--_space);
    }
    .root > :not(.button, .sr) {
      inline-size: 100%;
      max-inline-size: 36rem;
    }
    .button:disabled {
      color: var(--_muted);
    }
    .lead {
      display: grid;
      place-items: center;
    }
    .lead > * {
      grid-area: 1 / 1;
    }
    .lead > .icon {
      --_icon: 24px;
      border: 0;
      border-radius: 6px;
      font-size: 0.8em;
    }
    .lead > .icon img {
      inset: 12%;
      inline-size: 76%;
      block-size: 76%;
    }
    /* It turns in the icon's place, so that nothing moves. */
    .button[aria-busy='true']::before {
      display: none;
    }
    .button:not(.primary) > .required,
    .error {
      color: var(--_danger);
    }
  `,
];
