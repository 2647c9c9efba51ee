import {css} from 'lit';

export const comboStyles = css`
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    align-items: end;
    gap: calc(var(--_space) * 1.5);
  }
  .piece {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    min-inline-size: 0;
  }
  .piece-label {
    font-weight: 500;
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  .combo,
  .variables {
    display: grid;
    gap: calc(var(--_space) * 2);
    min-inline-size: 0;
  }
  .variable {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(var(--_space) * 0.5) var(--_space);
    align-items: end;
  }
  .variable > .piece:only-child {
    grid-column: 1 / -1;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 0.5);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .choice {
    display: flex;
    align-items: center;
    max-inline-size: 100%;
    padding-inline-start: var(--_space);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_tint);
    overflow-wrap: anywhere;
  }
  .cross {
    position: relative;
    flex: none;
    inline-size: 44px;
    block-size: 44px;
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_muted);
    cursor: pointer;
  }
  .cross:hover {
    color: var(--_text);
  }
  .cross::before,
  .cross::after {
    content: '';
    position: absolute;
    inset-block-start: calc(50% - 1px);
    inset-inline-start: calc(50% - 7px);
    inline-size: 14px;
    block-size: 2px;
    background: currentcolor;
    rotate: 45deg;
  }
  .cross::after {
    rotate: -45deg;
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: 44px;
    overflow-wrap: anywhere;
  }
  .check input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }
  @media (forced-colors: active) {
    .cross::before,
    .cross::after {
      background: ButtonText;
    }
  }
`;
