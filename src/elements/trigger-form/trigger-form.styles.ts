import {css} from 'lit';
import {controls} from '../../styles/controls.js';
import {block} from '../../styles/host.js';
import {notices} from '../../styles/notice.js';
import {tokens} from '../../styles/tokens.js';

export const styles = [
  block,
  tokens,
  controls,
  notices,
  css`
    .root,
    .parameters {
      display: grid;
      gap: calc(var(--_space) * 2.5);
      min-inline-size: 0;
    }
    .trigger {
      display: grid;
      gap: calc(var(--_space) * 0.5);
      min-inline-size: 0;
    }
    .label {
      font-weight: 600;
    }
    .description {
      color: var(--_muted);
      font-size: 0.9em;
      overflow-wrap: anywhere;
    }
    .skeleton {
      display: grid;
      gap: calc(var(--_space) * 0.5);
    }
    .skeleton::before,
    .skeleton::after {
      content: '';
      block-size: 1.5em;
      inline-size: 6em;
      border-radius: var(--_radius);
      background: var(--_tint);
    }
    .skeleton::after {
      block-size: 44px;
      inline-size: 100%;
    }
    @media (forced-colors: active) {
      .skeleton::before,
      .skeleton::after {
        border: 1px solid GrayText;
      }
    }
  `,
];
