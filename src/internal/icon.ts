import {html, nothing, type TemplateResult} from 'lit';
import {safeImage} from './url.js';

const onImage = (event: Event) => ((event.target as HTMLElement).hidden = event.type === 'error');

/** The tile with an integration's icon; its initial if there is no icon, or it does not load. Part: `icon`. */
export function iconTile(name: string, icon: string | undefined): TemplateResult {
  const source = safeImage(icon);
  return html`<span part="icon" class="icon" aria-hidden="true"
    >${source ? html`<img src=${source} alt="" @error=${onImage} @load=${onImage} />` : nothing}<span
      class="monogram"
      >${[...name][0]?.toUpperCase()}</span
    ></span
  >`;
}

/** A readable name while the service's own is not known yet: `custom.harbor-crm` becomes `Harbor crm`. */
export function readableName(type: string): string {
  const words = type
    .replace(/^custom\./, '')
    .replace(/[-_.]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
