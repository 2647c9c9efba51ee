import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {InputMessages} from '../../i18n/en-input.js';
import {labelOf, subtitleOf, valueOf} from './items.js';
import type {Layout} from './layout.js';

/** What is drawn of a list. */
export interface RowsView {
  readonly rows: Layout;
  /** The first row that is drawn, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** The row that the keys have gone to; -1: none. */
  readonly active: number;
  /** The chosen value. */
  readonly value: string | undefined;
  /** Further options can be loaded. */
  readonly hasMore: boolean;
  /** Labels are cut where the row ends. */
  readonly isCut: boolean;
  readonly texts: InputMessages;
}

/** The rows in sight, in groups under their titles. */
export function rowsView(view: RowsView): unknown {
  const {rows, first, end} = view;
  const groups: {run: number; indices: number[]}[] = [];
  for (let index = first; index < end; index++) {
    const run = rows.runOf(index);
    const last = groups.at(-1);
    if (last?.run === run) last.indices.push(index);
    else groups.push({run, indices: [index]});
  }
  return repeat(
    groups,
    // It stays the same while one scrolls: another key would draw all rows anew.
    ({run}) => run,
    ({run, indices}) => {
      const drawn = repeat(
        indices,
        (index) => index,
        (index) => rowView(index, view),
      );
      const title = rows.titleOf(run);
      return title ? html`<div role="group" aria-label=${title}>${drawn}</div>` : drawn;
    },
  );
}

function rowView(index: number, view: RowsView): TemplateResult | typeof nothing {
  const {rows, value, texts} = view;
  const row = rows.at(index);
  const active = index === view.active ? 'active' : '';
  switch (row?.kind) {
    case undefined:
      return nothing;
    case 'title':
      return html`<div part="section" class="section" role="presentation" dir="auto">${row.title}</div>`;
    case 'retry':
    case 'create': {
      const isRetry = row.kind === 'retry';
      const retryText = rows.list.length ? texts.retryMoreOptions : texts.retryOptions;
      return html`<div
        part=${isRetry ? 'retry-button' : 'option'}
        class="option ${row.kind} ${active}"
        role="option"
        id="row-${index}"
        data-index=${index}
        aria-selected="false"
      >
        <span class="option-label">${isRetry ? retryText : texts.useText(row.text)}</span>
      </div>`;
    }
    case 'option': {
      const label = labelOf(row.option);
      const subtitle = subtitleOf(row.option);
      return html`<div
        part="option"
        class="option ${rows.kindAt(index)} ${active}"
        role="option"
        id="row-${index}"
        data-index=${index}
        aria-selected=${valueOf(row.option) === value ? 'true' : 'false'}
        aria-posinset=${rows.positionOf(index) + 1}
        aria-setsize=${view.hasMore ? -1 : rows.list.length}
        title=${view.isCut ? label : nothing}
      >
        <span part="option-label" class="option-label" dir="auto">${label}</span>
        ${
          subtitle
            ? html`<span part="option-subtitle" class="option-subtitle" dir="auto">${subtitle}</span>`
            : nothing
        }
      </div>`;
    }
  }
}
