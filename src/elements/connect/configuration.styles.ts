import {css} from 'lit';
import {switches} from '../../styles/switch.js';

export const configurationStyles = [
  switches,
  css`
    .section-head {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 0 calc(var(--_space) * 2);
    }
    .save-state {
      color: var(--_muted);
      font-size: 0.9em;
    }
    .save-state.failed {
      color: var(--_danger);
      font-weight: 550;
    }
    .late {
      opacity: 0;
      /* Most answers are faster: nothing flickers. */
      animation: paragon-appear 1ms linear 200ms forwards;
    }
    .saved-mark {
      display: inline-flex;
      align-items: center;
      gap: 0.4em;
      color: var(--_success);
      font-weight: 550;
    }
    .saved-mark::before {
      content: '';
      inline-size: 0.3em;
      block-size: 0.6em;
      margin-block-start: -0.2em;
      border: solid currentcolor;
      border-width: 0 2px 2px 0;
      rotate: 45deg;
    }
    .settings {
      display: grid;
      gap: calc(var(--_space) * 2.5);
    }
    .setting {
      display: grid;
      gap: var(--_space);
      min-inline-size: 0;
    }
    .save-error {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space) calc(var(--_space) * 2);
      color: var(--_danger);
      font-size: 0.92em;
      font-weight: 500;
      overflow-wrap: anywhere;
    }
    .save-error p {
      flex: 1 1 14em;
      min-inline-size: 0;
    }
    .workflows {
      padding: 0;
      border: 1px solid var(--_border);
      border-radius: calc(var(--_radius) * 1.2);
      list-style: none;
    }
    .workflow {
      display: grid;
      gap: calc(var(--_space) * 1.5);
      padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    }
    .workflow + .workflow {
      border-block-start: 1px solid var(--_border);
    }
    .workflow-row {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      column-gap: calc(var(--_space) * 2);
    }
    .workflow-title {
      padding-block: calc(var(--_space) * 0.5);
      font-weight: 600;
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    .workflow-info {
      grid-column: 1;
      overflow-wrap: anywhere;
    }
    .workflow-error {
      color: var(--_danger);
      font-size: 0.92em;
      font-weight: 500;
      overflow-wrap: anywhere;
    }
    .workflow .settings {
      padding: calc(var(--_space) * 2);
      border-radius: var(--_radius);
      background: var(--_tint);
      animation: paragon-unfold var(--_duration) ease-out;
    }
    @keyframes paragon-unfold {
      from {
        opacity: 0;
        translate: 0 -4px;
      }
    }
    .switch:disabled {
      cursor: not-allowed;
      opacity: 0.6;
    }
    .configuration-choice {
      display: grid;
      gap: calc(var(--_space) * 0.5);
    }
    .configuration-label {
      font-weight: 600;
    }
    .configuration-select {
      inline-size: 100%;
      min-block-size: 44px;
      padding-inline: calc(var(--_space) * 1.25);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
      color: inherit;
      font: inherit;
      text-overflow: ellipsis;
    }
    .configuration-select option {
      background: var(--_surface);
      color: var(--_text);
    }
    .locked {
      color: var(--_muted);
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
  `,
];
