import {css} from 'lit';
import {block} from '../../styles/host.js';
import {controls} from '../../styles/controls.js';
import {tokens} from '../../styles/tokens.js';

const field = css`
  .field {
    display: flex;
    align-items: stretch;
    min-block-size: 44px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    transition: border-color var(--_duration);
  }
  .field:has(.input:focus-visible) {
    border-color: var(--_focus);
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .field.invalid {
    border-color: var(--_danger);
  }
  .input {
    flex: 1;
    /* A field’s own width would push narrow pages wider. */
    inline-size: 0;
    min-inline-size: 0;
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 0;
    border-radius: inherit;
    background: transparent;
    color: inherit;
    font: inherit;
    line-height: 1.4;
    /* A choice stands where the placeholder did, whichever way it is written. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
    text-overflow: ellipsis;
  }
  .input:focus-visible {
    outline: none;
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  /* An empty field of any language begins where the page’s lines do. */
  .input:placeholder-shown {
    direction: inherit;
  }
  .input:read-only,
  .input:disabled {
    color: var(--_muted);
  }
  .field:has(.input:disabled),
  .field:has(.input[aria-disabled]) {
    border-style: dashed;
  }
  .icon-button {
    position: relative;
    flex: none;
    inline-size: 44px;
    border: 0;
    border-radius: calc(var(--_radius) - 1px);
    background: transparent;
    color: var(--_muted);
    cursor: pointer;
  }
  .icon-button + .icon-button {
    margin-inline-start: calc(var(--_space) * -1);
  }
  .icon-button:hover {
    color: var(--_text);
  }
  .icon-button:focus-visible {
    outline-offset: -2px;
  }
  .toggle::before {
    content: '';
    position: absolute;
    inset-block-start: calc(50% - 6px);
    inset-inline-start: calc(50% - 4px);
    inline-size: 8px;
    block-size: 8px;
    border: solid currentcolor;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    transition: rotate var(--_duration);
  }
  .toggle[aria-expanded='true']::before {
    translate: 0 4px;
    rotate: 225deg;
  }
  .clear::before,
  .clear::after {
    content: '';
    position: absolute;
    inset-block-start: calc(50% - 1px);
    inset-inline-start: calc(50% - 7px);
    inline-size: 14px;
    block-size: 2px;
    background: currentcolor;
    rotate: 45deg;
  }
  .clear::after {
    rotate: -45deg;
  }
  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
    margin-block-start: calc(var(--_space) * 0.5);
    color: var(--_danger);
  }
  @media (forced-colors: active) {
    .field {
      border-color: ButtonText;
    }
    .clear::before,
    .clear::after {
      background: ButtonText;
    }
  }
`;

export const styles = [block, tokens, controls, field];
