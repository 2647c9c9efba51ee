import {css} from 'lit';

/** What is drawn below the button, and on it while the picker is on its way. */
export const pickingStyles = css`
  .button:disabled {
    background: var(--_tint);
  }
  .busy > .icon {
    animation: paragon-vanish 1ms linear 200ms forwards;
  }
  @keyframes paragon-vanish {
    to {
      visibility: hidden;
    }
  }
  .files {
    max-block-size: 24rem;
    overflow: auto;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    list-style: none;
  }
  .file {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: calc(var(--_space) * 1.25);
    min-block-size: 56px;
    padding-block: calc(var(--_space) * 0.75);
    padding-inline: calc(var(--_space) * 1.5) calc(var(--_space) * 0.75);
  }
  .file + .file {
    border-block-start: 1px solid var(--_border);
  }
  .file-icon {
    inline-size: 24px;
    block-size: 24px;
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .file-text {
    display: grid;
    justify-items: start;
    min-inline-size: 0;
    line-height: 1.35;
  }
  .file-name {
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  a.file-name {
    padding-block: 2px;
  }
  .file-details {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .remove {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_muted);
    cursor: pointer;
  }
  .remove:hover {
    background: var(--_tint);
    color: var(--_text);
  }
  .remove::before,
  .remove::after {
    content: '';
    grid-area: 1 / 1;
    inline-size: 16px;
    block-size: 2px;
    border-radius: 1px;
    background: currentcolor;
    rotate: 45deg;
  }
  .remove::after {
    rotate: -45deg;
  }
  .files :focus-visible {
    outline-offset: -2px;
  }
  .portal-place {
    display: contents;
  }
  @media (forced-colors: active) {
    .file-icon {
      stroke: CanvasText;
    }
    .remove {
      color: ButtonText;
    }
    .remove::before,
    .remove::after {
      forced-color-adjust: none;
    }
  }
`;
