import {css} from 'lit';

export const fieldStyles = css`
  .fields {
    display: grid;
    gap: calc(var(--_space) * 2.5);
  }
  .field {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    min-inline-size: 0;
  }
  .label {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .required {
    color: var(--_danger);
  }
  .optional {
    color: var(--_muted);
    font-weight: 400;
  }
  .hint {
    display: grid;
    gap: calc(var(--_space) * 0.25);
    justify-items: start;
    color: var(--_muted);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  .hint a {
    color: var(--_text);
  }
  .control {
    display: flex;
    align-items: stretch;
    min-block-size: 44px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    transition: border-color var(--_duration);
  }
  .control:has(.bare:focus-visible) {
    border-color: var(--_focus);
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .control:has([aria-invalid='true']) {
    border-color: var(--_danger);
  }
  .bare {
    flex: 1;
    min-inline-size: 0;
    inline-size: 100%;
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 0;
    border-radius: inherit;
    background: transparent;
    color: inherit;
    font: inherit;
    line-height: 1.4;
  }
  .bare:focus-visible {
    outline: none;
  }
  .bare::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .bare[readonly] {
    color: var(--_muted);
  }
  select.bare {
    appearance: auto;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  select.bare option,
  select.bare optgroup {
    background: var(--_surface);
    color: var(--_text);
  }
  textarea.bare {
    resize: vertical;
  }
  .affix {
    display: flex;
    align-items: center;
    flex: none;
    max-inline-size: 60%;
    padding-inline: var(--_space);
    background: var(--_tint);
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .affix:first-child {
    border-inline-end: 1px solid var(--_border);
    border-start-start-radius: calc(var(--_radius) - 1px);
    border-end-start-radius: calc(var(--_radius) - 1px);
  }
  .bare + .affix {
    border-inline-start: 1px solid var(--_border);
    border-start-end-radius: calc(var(--_radius) - 1px);
    border-end-end-radius: calc(var(--_radius) - 1px);
  }
  .inside {
    min-inline-size: 44px;
    padding-inline: calc(var(--_space) * 1.5);
    border: 0;
    border-radius: calc(var(--_radius) - 1px);
    background: transparent;
    color: var(--_muted);
    font-weight: 600;
    font-size: 0.9em;
    cursor: pointer;
  }
  .inside:hover {
    color: var(--_text);
    background: var(--_tint);
  }
  .inside:focus-visible {
    outline-offset: -2px;
  }
  .error {
    color: var(--_danger);
    font-size: 0.9em;
    font-weight: 500;
  }
  .unsupported,
  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space);
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 1px dashed var(--_line);
    border-radius: var(--_radius);
    color: var(--_muted);
  }
  .switch-field {
    grid-template-columns: 1fr auto;
    align-items: center;
    column-gap: calc(var(--_space) * 2);
  }
  .switch-field .hint,
  .switch-field .error {
    grid-column: 1;
  }
  .switch {
    grid-column: 2;
    grid-row: 1;
    appearance: none;
    position: relative;
    inline-size: 52px;
    block-size: 44px;
    margin: 0;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .switch::before {
    content: '';
    position: absolute;
    inset: 8px 2px;
    border-radius: 99px;
    background: var(--_line);
    transition: background-color var(--_duration);
  }
  .switch::after {
    content: '';
    position: absolute;
    inset-block-start: 12px;
    inset-inline-start: 6px;
    inline-size: 20px;
    block-size: 20px;
    border-radius: 50%;
    background: var(--_surface);
    transition: inset-inline-start var(--_duration);
  }
  .switch:checked::before {
    background: var(--_success);
  }
  .switch:checked::after {
    inset-inline-start: 26px;
  }
  @media (forced-colors: active) {
    .switch::before {
      border: 1px solid ButtonText;
    }
    .switch::after {
      background: ButtonText;
    }
    .switch:checked::after {
      background: Highlight;
    }
  }
`;
