import {css} from 'lit';
import {controls} from '../../styles/controls.js';
import {block} from '../../styles/host.js';
import {switches} from '../../styles/switch.js';
import {tokens} from '../../styles/tokens.js';

export const styles = [
  block,
  tokens,
  controls,
  switches,
  css`
    :host(:state(hidden)) {
      display: none;
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
    /* What comes from elsewhere may be written the other way. */
    .label,
    .hint > *,
    .error {
      text-align: -webkit-match-parent;
      text-align: match-parent;
      unicode-bidi: plaintext;
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
    /* An empty field of any language begins where the page’s lines do. */
    .bare:placeholder-shown {
      direction: inherit;
    }
    .bare[readonly] {
      color: var(--_muted);
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
    }
    .skeleton {
      block-size: 44px;
      border-radius: var(--_radius);
      background: var(--_tint);
    }
    .scopes,
    .scopes ul {
      display: grid;
      gap: calc(var(--_space) * 0.5);
      padding: 0;
      list-style: none;
    }
    .scope {
      display: grid;
      overflow-wrap: anywhere;
    }
    .scope label {
      display: flex;
      align-items: center;
      gap: var(--_space);
      min-block-size: 44px;
      cursor: pointer;
    }
    .scope [type='checkbox'] {
      flex: none;
      inline-size: 20px;
      block-size: 20px;
      margin: 0;
      accent-color: var(--_accent);
    }
    .scope-description {
      margin-block-start: calc(var(--_space) * -1);
      margin-inline-start: calc(20px + var(--_space));
      padding-block-end: var(--_space);
      color: var(--_muted);
      font-size: 0.9em;
    }
    .scope-label {
      font-weight: 500;
    }
    .fixed {
      padding-inline: calc(var(--_space) * 1.5);
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
    }
    .fixed summary {
      min-block-size: 44px;
      padding-block: var(--_space);
      line-height: 1.75;
      cursor: pointer;
    }
    .fixed ul {
      padding-block-end: calc(var(--_space) * 1.5);
    }
    .fixed .scope-description {
      margin: 0;
      padding: 0;
    }
    .drop-zone {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space);
      padding: calc(var(--_space) * 1.5);
      border: 1px dashed var(--_line);
      border-radius: var(--_radius);
      transition:
        border-color var(--_duration),
        background-color var(--_duration);
    }
    .drop-zone.over {
      border-style: solid;
      background: var(--_tint);
    }
    .drop-zone:has([aria-invalid='true']) {
      border-color: var(--_danger);
    }
    .drop-zone:has(input:focus-visible) .button {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .drop-text,
    .file-limit,
    .file-size {
      color: var(--_muted);
    }
    .file-limit {
      font-size: 0.9em;
    }
    .file {
      display: flex;
      flex: 1 1 100%;
      align-items: center;
      gap: var(--_space);
      min-inline-size: 0;
    }
    .file-name {
      min-inline-size: 0;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .file-size {
      flex: none;
      font-size: 0.9em;
    }
    .file .inside {
      flex: none;
      min-block-size: 44px;
      margin-inline-start: auto;
    }
    .switch:disabled,
    .scope :disabled,
    .bare:disabled {
      cursor: not-allowed;
      opacity: 0.6;
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
      .skeleton {
        border: 1px solid GrayText;
      }
    }
  `,
];
