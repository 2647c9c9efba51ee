import {html, nothing, type TemplateResult} from 'lit';
import {iconTile} from '../../internal/icon.js';

export interface HeaderContext {
  readonly name: string;
  readonly icon: string | undefined;
  readonly description: string;
  /** The overview shows the description as well, where there is little room up here. */
  readonly hasOverview: boolean;
  readonly status: unknown;
  readonly closeLabel: string;
  /** Left out where there is nothing to close. */
  readonly onClose: (() => void) | undefined;
}

/** What the portal is about, and the way out. */
export const portalHeader = (context: HeaderContext): TemplateResult => {
  const {name, icon, description, status, closeLabel, onClose} = context;
  return html`<div part="header" class="header ${context.hasOverview ? 'short' : ''}">
    ${iconTile(name, icon)}
    <div class="heading-text">
      <h2 part="title" class="title" id="title" tabindex="-1">${name}</h2>
      ${status} ${description ? html`<p part="description" class="description">${description}</p>` : nothing}
    </div>
    ${
      onClose
        ? html`<button
            part="close-button"
            class="close"
            type="button"
            aria-label=${closeLabel}
            @click=${onClose}
          >
            <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" /></svg>
          </button>`
        : nothing
    }
  </div>`;
};
