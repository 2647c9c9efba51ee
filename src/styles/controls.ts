import {css} from 'lit';

/** Buttons, links and what else has the focus. */
export const controls = css`
  button {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    text-align: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  h2:focus-visible,
  h3:focus-visible {
    outline: none;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space);
    min-height: 44px;
    max-width: 100%;
    padding: calc(var(--_space) * 1) calc(var(--_space) * 2.25);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    text-decoration: none;
    overflow-wrap: anywhere;
    cursor: pointer;
    transition:
      background-color var(--_duration),
      border-color var(--_duration),
      filter var(--_duration);
  }
  .button:hover {
    background: var(--_tint);
  }
  .button:active {
    translate: 0 1px;
  }
  .button.primary {
    background: var(--_accent);
    color: var(--_on-accent);
    border-color: color-mix(in oklab, var(--_accent) 68%, var(--_text));
  }
  .button.primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_off-accent));
  }
  .button.danger {
    background: var(--_danger);
    border-color: var(--_danger);
    color: light-dark(#fff, #1c0503);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
  }
  .button.quiet:hover {
    background: var(--_tint);
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    cursor: default;
    filter: none;
  }
  .button[aria-busy='true']::before {
    content: '';
  }
  .button[aria-busy='true']::before,
  .spinner {
    inline-size: 1.125em;
    block-size: 1.125em;
    flex: none;
    border: 2px solid currentcolor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    opacity: 0;
    /* Nothing turns before 200 ms: most answers are faster. */
    animation:
      paragon-spin 0.8s linear 200ms infinite,
      paragon-appear 1ms linear 200ms forwards;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
  }
  a {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 0.15em;
    text-decoration-thickness: 1px;
  }
  a:hover {
    text-decoration-thickness: 2px;
  }
  p,
  h2,
  h3,
  h4,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @keyframes paragon-spin {
    to {
      rotate: 1turn;
    }
  }
  @keyframes paragon-appear {
    to {
      opacity: 1;
    }
  }
  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }
    .button.primary,
    .button.danger {
      forced-color-adjust: none;
      background: ButtonText;
      border-color: ButtonText;
      color: ButtonFace;
    }
    :focus-visible {
      outline-color: Highlight;
    }
  }
`;
