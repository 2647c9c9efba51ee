import {css} from 'lit';

export const catalogueStyles = css`
  div:has(> .notice) + .search {
    margin-block-start: calc(var(--_space) * 2);
  }
  .search {
    position: relative;
    display: flex;
    margin-block-end: calc(var(--_space) * 2);
  }
  .search svg {
    position: absolute;
    inset-block: 0;
    inset-inline-start: calc(var(--_space) * 1.5);
    inline-size: 20px;
    margin-block: auto;
    block-size: 20px;
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.75;
    stroke-linecap: round;
    pointer-events: none;
  }
  .search-input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 44px;
    padding-inline: calc(var(--_space) * 1.5 + 30px) calc(var(--_space) * 1.5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  .search-input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .list > li {
    display: grid;
    min-inline-size: 0;
  }
  .card {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.75);
    min-block-size: 104px;
    padding: calc(var(--_space) * 1.75) calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.2);
    background: var(--_surface);
    cursor: pointer;
    transition:
      border-color var(--_duration),
      box-shadow var(--_duration),
      translate var(--_duration);
  }
  .card:hover {
    border-color: var(--_line);
    box-shadow: 0 4px 14px rgb(10 14 25 / 0.1);
    translate: 0 -1px;
  }
  .card-text {
    display: grid;
    min-inline-size: 0;
    line-height: 1.35;
  }
  .card-name {
    font-weight: 620;
    overflow-wrap: anywhere;
  }
  .card-description {
    display: -webkit-box;
    color: var(--_muted);
    font-size: 0.9em;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .card-name,
  .card-description {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    unicode-bidi: plaintext;
  }
  .card-status {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    color: var(--_muted);
    font-size: 0.9em;
  }
  .card-status:is(.valid, .invalid, .pending)::before {
    content: '';
    flex: none;
    inline-size: 0.55em;
    block-size: 0.55em;
    border-radius: 50%;
    background: currentcolor;
  }
  .card-status.valid {
    color: var(--_success);
  }
  .card-status:is(.invalid, .pending) {
    color: var(--_warning);
  }
  .card-status.invalid::before {
    border-radius: 1px;
    rotate: 45deg;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: var(--_space);
    padding: calc(var(--_space) * 5) calc(var(--_space) * 2);
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
  .empty .button {
    margin-block-start: var(--_space);
  }
  @media (forced-colors: active) {
    .card-status:is(.valid, .invalid, .pending)::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
