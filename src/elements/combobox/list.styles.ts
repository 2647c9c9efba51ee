import {css} from 'lit';

export const listStyles = css`
  .popup {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow: hidden;
  }
  .popup:popover-open {
    display: flex;
    flex-direction: column;
    animation: paragon-list var(--_duration);
  }
  .list {
    position: relative;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    outline: none;
  }
  .list::before,
  .list::after {
    content: '';
    display: block;
    block-size: calc(var(--_space) * 0.5);
  }
  .section {
    display: flex;
    align-items: end;
    min-block-size: 36px;
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.5);
    color: var(--_muted);
    font-size: 0.85em;
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  .option {
    position: relative;
    display: flex;
    flex-direction: column;
    justify-content: center;
    min-block-size: 44px;
    margin-inline: calc(var(--_space) * 0.5);
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 4) calc(var(--_space) * 0.5) var(--_space);
    border-radius: calc(var(--_radius) - 4px);
    line-height: 1.3;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .option:dir(rtl) {
    padding-inline: var(--_space) calc(var(--_space) * 4);
  }
  .option.subtitled {
    min-block-size: 60px;
  }
  .option-label,
  .option-subtitle {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .option-subtitle {
    color: var(--_muted);
    font-size: 0.85em;
  }
  .option:hover {
    background: var(--_tint);
  }
  .option.active {
    background: color-mix(in oklab, var(--_text) 10%, var(--_surface));
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .option.active .option-subtitle {
    color: var(--_text);
  }
  .option[aria-selected='true'] {
    font-weight: 600;
  }
  .option[aria-selected='true']::after {
    content: '';
    position: absolute;
    inset-block-start: calc(50% - 8px);
    inset-inline-end: calc(var(--_space) * 1.5);
    inline-size: 6px;
    block-size: 11px;
    border: solid currentcolor;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }
  .option.create,
  .option.retry {
    font-weight: 600;
  }
  .option.retry {
    color: var(--_danger);
  }
  /* Of a long list only a part is drawn: its rows have heights that can be counted with. */
  .partial .section,
  .partial .option {
    overflow: hidden;
    white-space: nowrap;
  }
  .partial .section {
    block-size: max(36px, 2.25em);
  }
  .partial .option {
    block-size: max(44px, 2.75em);
  }
  .partial .option.subtitled {
    block-size: max(60px, 3.75em);
  }
  .partial .option-label,
  .partial .option-subtitle {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .message {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: 44px;
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.5);
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .late {
    animation: paragon-appear 1ms linear 200ms backwards;
  }
  @keyframes paragon-list {
    from {
      opacity: 0;
    }
  }
  @media (forced-colors: active) {
    .popup {
      border-color: CanvasText;
    }
    .option.active {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .option.active .option-subtitle {
      color: HighlightText;
    }
  }
`;
