import {html, nothing, type TemplateResult} from 'lit';

export type TabId = 'overview' | 'configuration' | 'triggers';

export interface Tab {
  readonly id: TabId;
  readonly label: string;
}

/**
 * The tabs of a panel. Arrow keys, Home and End move between them; Enter or Space opens one, as opening may load
 * something. Parts: `tabs`, `tab`, and `tab-selected` on the one that is open.
 */
export const tabBar = (
  tabs: readonly Tab[],
  selected: TabId,
  label: string,
  onSelect: (id: TabId) => void,
): TemplateResult =>
  html`<div part="tabs" class="tabs" role="tablist" aria-label=${label} @keydown=${moveFocus}>
    ${tabs.map(({id, label: text}) => {
      const isSelected = id === selected;
      return html`<button
        part=${isSelected ? 'tab tab-selected' : 'tab'}
        class="tab"
        type="button"
        role="tab"
        id="tab-${id}"
        aria-selected=${isSelected ? 'true' : 'false'}
        aria-controls=${isSelected ? `panel-${id}` : nothing}
        tabindex=${isSelected ? '0' : '-1'}
        @click=${() => onSelect(id)}
      >
        ${text}
      </button>`;
    })}
  </div>`;

/** What a tab shows. Part: `panel`. */
export const tabPanel = (id: TabId, content: unknown): TemplateResult =>
  html`<div part="panel" class="tab-panel" role="tabpanel" id="panel-${id}" aria-labelledby="tab-${id}">
    ${content}
  </div>`;

function moveFocus(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const from = tabs.findIndex((tab) => tab.matches(':focus'));
  const target = targetOf(event.key, from, tabs.length, getComputedStyle(list).direction === 'rtl');
  if (target === undefined) return;
  event.preventDefault();
  tabs[target]?.focus();
}

function targetOf(key: string, from: number, count: number, isRtl: boolean): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined;
  const isForward = (key === 'ArrowRight') !== isRtl;
  return (from + (isForward ? 1 : -1) + count) % count;
}
