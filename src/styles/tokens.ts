import {css} from 'lit';

/**
 * The design tokens. Each private `--_name` is the page's `--paragon-name` or its default. They stand on an inner
 * wrapper, so that a page sets its own on any ancestor. `--_brand` is the integration's colour, set by `setBrand()`.
 *
 * The colour of a text on the accent is black or white, whichever stands out: at a relative luminance of 0.179 (WCAG's
 * formula) both have a contrast of 4.58:1, and away from it the chosen one has more. Under the pointer the accent moves
 * away from its text, so that the contrast only grows.
 */
export const tokens = css`
  .root {
    --_accent: var(--paragon-color-accent, var(--_brand, light-dark(#2b5cd9, #8fadff)));
    --_is-dark: clamp(0, (0.179 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) * 1000000, 1);
    --_on-accent: var(
      --paragon-color-on-accent,
      color(from var(--_accent) srgb-linear var(--_is-dark) var(--_is-dark) var(--_is-dark))
    );
    --_off-accent: color(from var(--_on-accent) srgb-linear calc(1 - r) calc(1 - g) calc(1 - b));
    --_surface: var(--paragon-color-surface, light-dark(#ffffff, #1c1e24));
    --_text: var(--paragon-color-text, light-dark(#191c22, #eef0f4));
    --_muted: var(--paragon-color-muted, light-dark(#59606e, #a7aebb));
    --_border: var(--paragon-color-border, light-dark(#dfe2e8, #383c46));
    --_danger: var(--paragon-color-danger, light-dark(#b3261e, #ff9c94));
    --_warning: var(--paragon-color-warning, light-dark(#855000, #f3bd6a));
    --_success: var(--paragon-color-success, light-dark(#13683f, #74d3a0));
    --_focus: var(--paragon-color-focus, light-dark(#2b5cd9, #a9c1ff));
    --_line: color-mix(in oklab, var(--_text) 55%, var(--_surface));
    --_tint: color-mix(in oklab, var(--_text) 6%, var(--_surface));
    --_radius: var(--paragon-radius, 10px);
    --_space: var(--paragon-space, 8px);
    --_shadow: var(--paragon-shadow, 0 1px 2px rgb(10 14 25 / 0.08), 0 16px 48px rgb(10 14 25 / 0.22));
    --_duration: var(--paragon-duration, 160ms);
    color: var(--_text);
    font-family: var(--paragon-font, inherit);
    font-size: var(--paragon-font-size, 1rem);
    line-height: 1.5;
    text-align: start;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after,
    ::backdrop {
      animation-duration: 1ms !important;
      transition-duration: 1ms !important;
    }
  }
`;
