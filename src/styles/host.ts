import {css} from 'lit';

export const block = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
`;

export const inline = css`
  :host {
    display: inline-block;
    max-width: 100%;
  }
  :host([hidden]) {
    display: none;
  }
`;
