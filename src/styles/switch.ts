import {css} from 'lit';

/** A checkbox that is drawn as a switch. */
export const switches = css`
  .switch {
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
`;
