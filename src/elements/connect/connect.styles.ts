import {css} from 'lit';
import {controls} from '../../styles/controls.js';
import {notices, icons} from '../../styles/notice.js';
import {tokens} from '../../styles/tokens.js';

export const styles = [
  tokens,
  controls,
  notices,
  icons,
  css`
    :host {
      display: inline-block;
      max-inline-size: 100%;
    }
    :host([inline]),
    :host(:not([integration])) {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
    .button .icon {
      --_icon: 24px;
      border: 0;
      border-radius: 6px;
      font-size: 0.8em;
    }
    .button .icon img {
      inset: 12%;
      inline-size: 76%;
      block-size: 76%;
    }
    .button + .trouble {
      margin-block-start: var(--_space);
    }
    .trouble {
      max-inline-size: 30rem;
    }
    .list {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
      gap: calc(var(--_space) * 1.5);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .skeleton-search {
      block-size: 44px;
      margin-block-end: calc(var(--_space) * 2);
    }
    .skeleton-card {
      block-size: 104px;
    }
    .skeleton-search,
    .skeleton-card,
    .skeleton-panel {
      border-radius: calc(var(--_radius) * 1.2);
      background: var(--_tint);
      animation: paragon-breathe 1.6s ease-in-out infinite alternate;
    }
    .skeleton-panel {
      block-size: 20rem;
    }
    @media (forced-colors: active) {
      .skeleton-search,
      .skeleton-card,
      .skeleton-panel {
        border: 1px solid GrayText;
      }
    }
    @keyframes paragon-breathe {
      to {
        opacity: 0.5;
      }
    }
  `,
];
