import {css} from 'lit';

/** Messages about trouble, and the icon tile of an integration. */
export const notices = css`
  .notice {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    padding: calc(var(--_space) * 1.75) calc(var(--_space) * 2);
    border: 1px solid color-mix(in oklab, var(--_tone) 40%, var(--_surface));
    border-inline-start: 4px solid var(--_tone);
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_tone) 7%, var(--_surface));
    overflow-wrap: anywhere;
    --_tone: var(--_danger);
  }
  .notice.warning {
    --_tone: var(--_warning);
  }
  .notice.info {
    --_tone: var(--_line);
  }
  .notice-title {
    font-weight: 650;
  }
  .notice-text {
    color: var(--_text);
  }
  /* What is read out later must be there before; it takes no room until then. */
  .notice-text:empty {
    position: absolute;
  }
  .notice .actions {
    margin-block-start: var(--_space);
  }
`;

export const icons = css`
  .icon {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    inline-size: var(--_icon, 48px);
    block-size: var(--_icon, 48px);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.1);
    /* Brand icons are made for white. */
    background: #fff;
    color: #191c22;
    font-weight: 700;
    overflow: hidden;
  }
  .icon img {
    position: absolute;
    inset: 18%;
    inline-size: 64%;
    block-size: 64%;
    object-fit: contain;
  }
  .icon img:not([hidden]) + .monogram {
    visibility: hidden;
  }
`;
