import {css} from 'lit';

/** What holds a text together, also before the reader of it has loaded. */
export const markdownStyles = css`
  .markdown {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
`;
