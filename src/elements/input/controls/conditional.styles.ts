import {css} from 'lit';

export const styles = css`
  .filter {
    container-type: inline-size;
    display: grid;
    gap: var(--_space);
    min-inline-size: 0;
  }
  ul.filter {
    padding: 0;
    list-style: none;
  }
  .condition-group {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 1.25);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  .condition {
    display: grid;
    grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr) minmax(0, 1.2fr) 44px;
    gap: calc(var(--_space) * 0.75);
  }
  .condition > .remove-condition {
    grid-column: -2;
  }
  .joint {
    color: var(--_muted);
    font-size: 0.85em;
    font-weight: 650;
  }
  .joint.or {
    display: flex;
    align-items: center;
    gap: var(--_space);
  }
  .joint.or::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_border);
  }
  .remove-condition {
    position: relative;
    inline-size: 44px;
    min-block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_muted);
    cursor: pointer;
  }
  .remove-condition:hover {
    background: var(--_surface);
    color: var(--_danger);
  }
  .remove-condition::before,
  .remove-condition::after {
    content: '';
    position: absolute;
    inset-block-start: calc(50% - 1px);
    inset-inline-start: calc(50% - 7px);
    inline-size: 14px;
    border-block-start: 2px solid currentcolor;
    rotate: 45deg;
  }
  .remove-condition::after {
    rotate: -45deg;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.5fr) 44px;
    align-items: start;
    gap: calc(var(--_space) * 0.75);
  }
  .pair-key {
    padding-block: calc((44px - 1.5em) / 2);
    overflow-wrap: anywhere;
    font-weight: 600;
  }
  @container (max-width: 34em) {
    .condition,
    .pair {
      grid-template-columns: minmax(0, 1fr) 44px;
    }
    .condition > * {
      grid-column: 1;
    }
    .condition > .remove-condition {
      grid-area: 1 / 2;
    }
    .pair > .control {
      grid-row: 2;
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    .remove-condition::before,
    .remove-condition::after {
      border-color: ButtonText;
    }
  }
`;
