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
    .root {
      display: grid;
      gap: calc(var(--_space) * 2);
      min-inline-size: 0;
    }
    .heading {
      font-size: 1.2em;
      font-weight: 650;
      line-height: 1.3;
      overflow-wrap: anywhere;
    }
    /* A live region has to be there before it says something; empty it only takes no place. */
    .status:empty {
      position: absolute;
    }
    .status {
      color: var(--_muted);
      margin-block-start: calc(var(--_space) * -1.25);
    }
    .stage {
      display: grid;
      gap: calc(var(--_space) * 2.5);
      min-inline-size: 0;
    }
    .skeleton {
      block-size: 44px;
      inline-size: 12em;
      border-radius: var(--_radius);
      background: var(--_tint);
    }
    @media (forced-colors: active) {
      .skeleton {
        border: 1px solid GrayText;
      }
    }
  `,
];
