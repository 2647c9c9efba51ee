import {css} from 'lit';
import {controls} from '../../styles/controls.js';
import {block} from '../../styles/host.js';
import {markdownStyles} from '../../styles/markdown.js';
import {icons, notices} from '../../styles/notice.js';
import {tokens} from '../../styles/tokens.js';

export const styles = [
  block,
  tokens,
  controls,
  notices,
  icons,
  markdownStyles,
  css`
    .panel {
      display: flex;
      flex-direction: column;
      inline-size: 100%;
      min-inline-size: 0;
      container-type: inline-size;
      padding: 0;
      border: 1px solid var(--_border);
      border-radius: calc(var(--_radius) * 1.6);
      background: var(--_surface);
      color: var(--_text);
      overflow: hidden;
    }
    dialog.panel {
      inline-size: min(34rem, 100vw - 2rem);
      max-inline-size: none;
      max-block-size: min(46rem, 100dvh - 2rem);
      margin: auto;
      box-shadow: var(--_shadow);
      animation: paragon-rise var(--_duration) ease-out;
    }
    /* Another tab must not make the dialog jump. */
    dialog.panel.tall {
      block-size: 46rem;
    }
    dialog.panel:not([open]) {
      display: none;
    }
    dialog::backdrop {
      background: rgb(12 15 22 / 0.5);
      animation: paragon-appear-slowly var(--_duration) ease-out;
    }
    @keyframes paragon-rise {
      from {
        opacity: 0;
        translate: 0 12px;
      }
    }
    @keyframes paragon-appear-slowly {
      from {
        opacity: 0;
      }
    }
    .header {
      display: flex;
      align-items: flex-start;
      gap: calc(var(--_space) * 2);
      padding: calc(var(--_space) * 3);
      padding-block-end: calc(var(--_space) * 2.5);
      border-block-end: 1px solid var(--_border);
    }
    .heading-text {
      flex: 1;
      display: grid;
      gap: calc(var(--_space) * 0.25);
      min-inline-size: 0;
    }
    .title {
      font-size: 1.35em;
      font-weight: 680;
      line-height: 1.25;
      letter-spacing: -0.01em;
      overflow-wrap: anywhere;
    }
    .state {
      display: inline-flex;
      align-items: center;
      gap: 0.5em;
      min-inline-size: 0;
      color: var(--_muted);
      font-size: 0.92em;
      font-weight: 550;
      overflow-wrap: anywhere;
    }
    .state::before {
      content: '';
      flex: none;
      inline-size: 0.6em;
      block-size: 0.6em;
      border: 2px solid currentcolor;
      border-radius: 50%;
    }
    .state.valid {
      color: var(--_success);
    }
    .state.valid::before {
      background: currentcolor;
    }
    .state.invalid {
      color: var(--_warning);
    }
    .state.invalid::before {
      border-radius: 2px;
      background: currentcolor;
      rotate: 45deg;
    }
    .close {
      display: grid;
      place-items: center;
      inline-size: 44px;
      block-size: 44px;
      margin: calc(var(--_space) * -1) calc(var(--_space) * -1.25) 0 0;
      margin-inline: 0 calc(var(--_space) * -1.25);
      padding: 0;
      border: 0;
      border-radius: var(--_radius);
      background: transparent;
      color: var(--_muted);
      cursor: pointer;
    }
    .close:hover {
      background: var(--_tint);
      color: var(--_text);
    }
    .close svg {
      inline-size: 20px;
      block-size: 20px;
      stroke: currentcolor;
      stroke-width: 2;
      stroke-linecap: round;
    }
    .body {
      display: grid;
      gap: calc(var(--_space) * 3);
      align-content: start;
      flex: 1;
      min-block-size: 0;
      padding: calc(var(--_space) * 3);
      overflow: auto;
      overscroll-behavior: contain;
    }
    .description {
      color: var(--_muted);
      overflow-wrap: anywhere;
    }
    .tabbed {
      display: grid;
      gap: calc(var(--_space) * 2.5);
      min-inline-size: 0;
    }
    .tabs {
      display: flex;
      gap: calc(var(--_space) * 0.5);
      border-block-end: 1px solid var(--_border);
      overflow-x: auto;
      scrollbar-width: none;
    }
    .tab {
      flex: none;
      min-block-size: 44px;
      padding-inline: calc(var(--_space) * 1.5);
      border: 0;
      border-block-end: 3px solid transparent;
      border-start-start-radius: var(--_radius);
      border-start-end-radius: var(--_radius);
      background: transparent;
      color: var(--_muted);
      font-weight: 600;
      cursor: pointer;
      transition:
        color var(--_duration),
        border-color var(--_duration);
    }
    .tab:hover {
      color: var(--_text);
      background: var(--_tint);
    }
    .tab:focus-visible {
      outline-offset: -2px;
    }
    .tab[aria-selected='true'] {
      border-block-end-color: var(--_text);
      color: var(--_text);
    }
    .tab-panel {
      display: grid;
      gap: calc(var(--_space) * 3);
      min-inline-size: 0;
      animation: paragon-appear-slowly var(--_duration) ease-out;
    }
    .empty {
      display: grid;
      justify-items: center;
      gap: calc(var(--_space) * 0.5);
      padding: calc(var(--_space) * 4) calc(var(--_space) * 2);
      border: 1px dashed var(--_border);
      border-radius: calc(var(--_radius) * 1.2);
      color: var(--_muted);
      text-align: center;
      overflow-wrap: anywhere;
    }
    .empty-title {
      color: var(--_text);
      font-weight: 650;
    }
    .section {
      display: grid;
      gap: calc(var(--_space) * 1.25);
      min-inline-size: 0;
    }
    .section-title {
      font-size: 1.12em;
      font-weight: 680;
      line-height: 1.3;
      letter-spacing: -0.005em;
    }
    .accounts {
      display: grid;
      gap: calc(var(--_space) * 1.5);
      padding: 0;
      list-style: none;
    }
    .account {
      display: grid;
      gap: calc(var(--_space) * 1);
      padding: calc(var(--_space) * 2);
      border: 1px solid var(--_border);
      border-radius: calc(var(--_radius) * 1.2);
    }
    .account.selected {
      border-color: var(--_text);
    }
    .choice {
      cursor: pointer;
    }
    .radio {
      flex: none;
      inline-size: 20px;
      block-size: 20px;
      margin: 0;
      accent-color: var(--_text);
    }
    .account-row,
    .account-foot {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: calc(var(--_space) * 0.5) calc(var(--_space) * 2);
    }
    .account-row.choice {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: center;
      min-block-size: 28px;
    }
    .account-foot {
      align-items: center;
    }
    .account-dates {
      display: grid;
    }
    .account-name {
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    /* What comes from elsewhere may be written the other way. */
    .title,
    .description,
    .account-name,
    .workflow-title,
    .workflow-info,
    .confirm-list li,
    .markdown :is(p, li, h3, h4, h5, h6) {
      text-align: -webkit-match-parent;
      text-align: match-parent;
      unicode-bidi: plaintext;
    }
    .muted {
      color: var(--_muted);
      font-size: 0.92em;
    }
    .disconnect {
      margin-block: calc(var(--_space) * -1);
      margin-inline: calc(var(--_space) * -1.25);
      padding-inline: calc(var(--_space) * 1.25);
      color: var(--_danger);
    }
    .confirm {
      display: grid;
      gap: var(--_space);
      padding-block-start: calc(var(--_space) * 2);
      border-block-start: 1px solid var(--_border);
    }
    .confirm-text {
      display: grid;
      gap: var(--_space);
    }
    .confirm-list {
      padding-inline-start: calc(var(--_space) * 2.5);
    }
    .confirm .actions {
      margin-block-start: var(--_space);
    }
    .success {
      display: flex;
      align-items: center;
      gap: calc(var(--_space) * 1.25);
      padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
      border: 1px solid color-mix(in oklab, var(--_success) 35%, var(--_surface));
      border-radius: var(--_radius);
      background: color-mix(in oklab, var(--_success) 8%, var(--_surface));
      font-weight: 550;
    }
    .success svg {
      flex: none;
      inline-size: 22px;
      block-size: 22px;
      fill: none;
      stroke: var(--_success);
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .footer {
      display: grid;
      gap: var(--_space);
      padding: calc(var(--_space) * 2) calc(var(--_space) * 3) calc(var(--_space) * 2.5);
      border-block-start: 1px solid var(--_border);
      background: var(--_surface);
    }
    .footer .button {
      inline-size: 100%;
    }
    .footer .muted {
      text-align: center;
    }
    .skeleton {
      display: grid;
      gap: calc(var(--_space) * 1.5);
    }
    .skeleton span {
      block-size: 1em;
      border-radius: 4px;
      background: var(--_tint);
    }
    .skeleton span:last-child {
      inline-size: 60%;
    }
    .outline,
    .outline-workflows {
      display: grid;
      gap: calc(var(--_space) * 3);
    }
    .outline-settings {
      display: grid;
      gap: calc(var(--_space) * 2.5);
    }
    .outline-setting {
      display: grid;
      gap: calc(var(--_space) * 0.5);
    }
    .outline-workflows {
      gap: 0;
      border: 1px solid var(--_border);
      border-radius: calc(var(--_radius) * 1.2);
    }
    .outline-workflow {
      display: grid;
      padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    }
    .outline-workflow + .outline-workflow {
      border-block-start: 1px solid var(--_border);
    }
    .outline-workflow .outline-settings {
      margin-block-start: calc(var(--_space) * 1.5);
      padding: calc(var(--_space) * 2);
    }
    /* As high as a line of text, and as wide as a short one. */
    .outline-line {
      inline-size: 40%;
      block-size: 1.5em;
      border-radius: 4px;
      background: var(--_tint);
      background-clip: content-box;
      padding-block: 0.3em;
      box-sizing: border-box;
    }
    .outline-hint {
      inline-size: 70%;
      font-size: 0.9em;
    }
    /* Beside a switch. */
    .outline-row {
      block-size: 44px;
      padding-block: calc(22px - 0.45em);
    }
    .outline-title {
      block-size: 1.3em;
      font-size: 1.12em;
    }
    .outline-field {
      block-size: 44px;
      border-radius: var(--_radius);
      background: var(--_tint);
    }
    @media (forced-colors: active) {
      .outline-line,
      .outline-field {
        border: 1px solid CanvasText;
      }
      .tab {
        border-block-end-color: Canvas;
      }
      .tab[aria-selected='true'] {
        border-block-end-color: Highlight;
      }
      .account.selected {
        border-color: Highlight;
      }
      .state:is(.valid, .invalid)::before {
        forced-color-adjust: none;
        border-color: CanvasText;
        background: CanvasText;
      }
      .skeleton span {
        forced-color-adjust: none;
        background: GrayText;
      }
      .disconnect {
        margin: 0;
      }
    }
    /* Beside a large header and footer nothing could be read. */
    @media (max-height: 30rem) {
      dialog.panel {
        overflow: auto;
      }
      dialog.panel > .body {
        flex: 1 0 auto;
        overflow: visible;
      }
      dialog.panel > .footer {
        position: sticky;
        inset-block-end: 0;
        padding-block: var(--_space);
      }
    }
    @container (max-width: 24rem) {
      .header,
      .body,
      .footer {
        padding-inline: calc(var(--_space) * 2);
      }
      .tab {
        padding-inline: var(--_space);
      }
      .account-row.choice .state {
        grid-column: 2;
      }
    }
    .body .description {
      display: none;
    }
    /* Where there is little room, it is for what the user came for. */
    @media (max-width: 30rem), (max-height: 30rem) {
      .header {
        align-items: center;
        gap: calc(var(--_space) * 1.5);
        padding-block: var(--_space);
        --_icon: 32px;
      }
      .title {
        font-size: 1.15em;
      }
      .close {
        margin-block: 0;
      }
      /* It stands in the overview instead. */
      .header.short .description {
        display: none;
      }
      .body .description {
        display: block;
      }
    }
    @media (max-height: 30rem) {
      dialog.panel[open] {
        display: block;
        overflow: auto;
        max-block-size: calc(100dvh - 1rem);
      }
      .body {
        overflow: visible;
      }
    }
    @media (max-width: 30rem) {
      dialog.panel.tall {
        block-size: 92dvh;
      }
      dialog.panel {
        inline-size: 100vw;
        max-block-size: 92dvh;
        margin-block-end: 0;
        border-inline: 0;
        border-block-end: 0;
        border-end-start-radius: 0;
        border-end-end-radius: 0;
      }
    }
  `,
];
