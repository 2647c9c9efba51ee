import {css} from 'lit';
import {markdownStyles} from '../../styles/markdown.js';

export const stageStyles = [
  markdownStyles,
  css`
    .muted {
      color: var(--_muted);
    }
    .form {
      display: grid;
      gap: calc(var(--_space) * 2.5);
      min-inline-size: 0;
    }
    .summary {
      color: var(--_danger);
      font-weight: 500;
    }
    .options {
      display: grid;
      gap: var(--_space);
      padding: 0;
      list-style: none;
    }
    .option {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: calc(var(--_space) * 2);
      inline-size: 100%;
      min-block-size: 56px;
      padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: var(--_surface);
      font-weight: 600;
      overflow-wrap: anywhere;
      cursor: pointer;
      transition:
        border-color var(--_duration),
        background-color var(--_duration);
    }
    .option:hover {
      border-color: var(--_line);
      background: var(--_tint);
    }
    .option::after {
      content: '';
      flex: none;
      inline-size: 8px;
      block-size: 8px;
      border: solid var(--_muted);
      border-width: 2px 2px 0 0;
      rotate: 45deg;
    }
    .option:dir(rtl)::after {
      rotate: -135deg;
    }
    .ctas {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space);
    }
    .progress {
      position: relative;
      block-size: 4px;
      border-radius: 2px;
      background: var(--_border);
      overflow: hidden;
    }
    .progress::after {
      content: '';
      position: absolute;
      inset-block: 0;
      inline-size: 35%;
      border-radius: inherit;
      background: var(--_text);
      animation: paragon-travel 1.6s ease-in-out 200ms infinite both;
    }
    @media (forced-colors: active) {
      .progress::after {
        forced-color-adjust: none;
        background: CanvasText;
      }
    }
    @keyframes paragon-travel {
      from {
        inset-inline-start: -35%;
      }
      to {
        inset-inline-start: 100%;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .progress::after {
        inset-inline-start: 0;
        inline-size: 100%;
        opacity: 0.5;
        animation: none;
      }
    }
  `,
];
