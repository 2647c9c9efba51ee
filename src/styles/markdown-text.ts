import {css} from 'lit';

/** What a text can have in it. */
export const markdownTextStyles = css`
  .markdown h3,
  .markdown h4,
  .markdown h5 {
    margin-block-start: calc(var(--_space) * 0.75);
    font-size: 1em;
    font-weight: 650;
  }
  .markdown ul,
  .markdown ol {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    padding-inline-start: calc(var(--_space) * 2.75);
  }
  .markdown li::marker {
    color: var(--_muted);
  }
  .markdown img {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .markdown code {
    padding: 0.1em 0.35em;
    border-radius: 4px;
    background: var(--_tint);
    font-size: 0.9em;
  }
  .markdown pre {
    padding: calc(var(--_space) * 1.5);
    border-radius: var(--_radius);
    background: var(--_tint);
    overflow: auto;
  }
  .markdown pre code {
    padding: 0;
  }
  .markdown blockquote {
    margin: 0;
    padding-inline-start: calc(var(--_space) * 1.5);
    border-inline-start: 3px solid var(--_border);
    color: var(--_muted);
  }
  .markdown table {
    display: block;
    max-inline-size: 100%;
    overflow: auto;
    border-collapse: collapse;
  }
  .markdown th,
  .markdown td {
    padding: calc(var(--_space) * 0.75) var(--_space);
    border: 1px solid var(--_border);
    text-align: start;
  }
  .markdown hr {
    inline-size: 100%;
    margin: 0;
    border: 0;
    border-block-start: 1px solid var(--_border);
  }
`;
