import {css} from 'lit';
import {controls} from '../../styles/controls.js';
import {block} from '../../styles/host.js';
import {notices} from '../../styles/notice.js';
import {tokens} from '../../styles/tokens.js';

export const styles = [
  block,
  tokens,
  controls,
  notices,
  css`
    .root {
      container-type: inline-size;
      display: grid;
      gap: calc(var(--_space) * 2);
      min-inline-size: 0;
    }
    .error {
      color: var(--_danger);
      font-size: 0.9em;
      font-weight: 500;
    }
    .skeleton {
      min-block-size: 12em;
      border-radius: var(--_radius);
      background: var(--_tint);
    }
    @media (forced-colors: active) {
      .skeleton {
        border: 1px solid GrayText;
      }
    }
  `,
];

/** Of what is drawn once the editor is there. */
export const editorStyles = [
  css`
    .level,
    .add {
      display: grid;
      gap: calc(var(--_space) * 0.5);
      min-inline-size: 0;
    }
    .level .notice {
      margin-block-start: var(--_space);
    }
    .label {
      font-weight: 500;
      font-size: 0.9em;
      overflow-wrap: anywhere;
    }
    .required {
      color: var(--_danger);
    }
    .suggestions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space) calc(var(--_space) * 2);
      padding: calc(var(--_space) * 1.25) calc(var(--_space) * 1.5);
      border: 1px solid color-mix(in oklab, var(--_accent) 35%, var(--_surface));
      border-radius: var(--_radius);
      background: color-mix(in oklab, var(--_accent) 7%, var(--_surface));
    }
    .mappings {
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
    }
    .head,
    .row {
      display: grid;
      grid-template-columns: minmax(0, 2fr) 1.5em minmax(0, 3fr) 44px;
      gap: var(--_space);
      padding: var(--_space) calc(var(--_space) * 1.5);
      /* Without buttons to remove rows, the fields reach to the edge. */
      grid-template-areas: 'name arrow target remove';
    }
    .root:not(:has(.remove)) :is(.head, .row) {
      grid-template-columns: minmax(0, 2fr) 1.5em minmax(0, 3fr);
      grid-template-areas: 'name arrow target';
    }
    .head {
      padding-block: calc(var(--_space) * 0.75);
      background: var(--_tint);
      border-start-start-radius: calc(var(--_radius) - 1px);
      border-start-end-radius: calc(var(--_radius) - 1px);
      color: var(--_muted);
      font-size: 0.9em;
      font-weight: 600;
    }
    .head span:last-child {
      grid-column: 3;
    }
    .rows {
      padding: 0;
      list-style: none;
    }
    .row {
      align-items: start;
    }
    /* Of a long mapping only what is in sight is laid out and painted. */
    .many .row {
      content-visibility: auto;
      contain-intrinsic-block-size: auto 44px;
    }
    .row,
    .empty {
      border-block-start: 1px solid var(--_border);
    }
    .name {
      grid-area: name;
      align-self: start;
      padding-block: calc((44px - 1.5em) / 2);
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .former {
      display: block;
      color: var(--_muted);
      font-weight: 400;
    }
    .arrow {
      grid-area: arrow;
      position: relative;
      block-size: 44px;
      color: var(--_muted);
    }
    .arrow::before,
    .arrow::after {
      content: '';
      position: absolute;
      inset-block-start: 50%;
      inset-inline-end: 2px;
    }
    .arrow::before {
      inset-inline-start: 2px;
      border-block-start: 1.5px solid currentcolor;
    }
    .arrow::after {
      inline-size: 7px;
      block-size: 7px;
      margin-block-start: -3px;
      border: solid currentcolor;
      border-width: 1.5px 1.5px 0 0;
      rotate: 45deg;
    }
    .arrow:dir(rtl)::after {
      rotate: -135deg;
    }
    .target {
      grid-area: target;
      display: grid;
      gap: calc(var(--_space) * 0.75);
      min-inline-size: 0;
    }
    .suggestion {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_space) * 0.5);
    }
    .small {
      min-block-size: 32px;
      min-height: 32px;
      padding: 2px calc(var(--_space) * 1.25);
      font-size: 0.9em;
    }
    .small:not(.quiet) {
      border-color: color-mix(in oklab, var(--_accent) 45%, var(--_surface));
      background: color-mix(in oklab, var(--_accent) 7%, var(--_surface));
    }
    .remark {
      color: var(--_warning);
      font-size: 0.9em;
      font-weight: 500;
      overflow-wrap: anywhere;
    }
    .remove {
      grid-area: remove;
      position: relative;
      inline-size: 44px;
      padding: 0;
      color: var(--_muted);
    }
    .remove::before,
    .remove::after {
      content: '';
      position: absolute;
      inline-size: 14px;
      border-block-start: 2px solid currentcolor;
      rotate: 45deg;
    }
    .remove::after {
      rotate: -45deg;
    }
    .remove:hover {
      color: var(--_danger);
    }
    .empty {
      padding: calc(var(--_space) * 2);
      color: var(--_muted);
      text-align: center;
    }
    @container (max-width: 30em) {
      .head {
        display: none;
      }
      .row,
      .root:not(:has(.remove)) .row {
        grid-template-columns: minmax(0, 1fr) 44px;
        grid-template-areas: 'name remove' 'target target';
        row-gap: 0;
        padding-block-end: calc(var(--_space) * 1.5);
      }
      .arrow {
        display: none;
      }
      .rows .row:first-child {
        border-block-start: 0;
      }
    }
    @media (forced-colors: active) {
      .arrow::before,
      .arrow::after,
      .remove::before,
      .remove::after {
        border-color: CanvasText;
      }
    }
  `,
];
