import {html, nothing, type TemplateResult} from 'lit';
import {own} from '../../core/data.js';
import type {
  CredentialConfiguration,
  IntegrationConfig,
  SerializedConnectInput,
} from '../../core/types/index.js';
import {isBoolean, isHidden} from '../../internal/inputs.js';

/**
 * Settings and workflows before they are there, as high as they will be, so that nothing jumps when they come. Part:
 * `skeleton`.
 */
export const configurationOutline = (
  {availableUserSettings, availableWorkflows}: IntegrationConfig,
  {workflowSettings}: CredentialConfiguration,
  label: string,
): TemplateResult =>
  html`<div part="skeleton" class="outline" role="img" aria-label=${label}>
    ${section('outline-settings', settings(availableUserSettings))}
    ${section(
      'outline-workflows',
      availableWorkflows.map(
        ({id, infoText, inputs}) =>
          html`<div class="outline-workflow">
            <span class="outline-line outline-row"></span
            >${infoText ? html`<span class="outline-line outline-hint"></span>` : nothing}
            ${own(workflowSettings, id)?.enabled ? html`<div class="outline-settings">${settings(inputs)}</div>` : nothing}
          </div>`,
      ),
    )}
  </div>`;

const section = (kind: string, rows: readonly TemplateResult[]): unknown =>
  rows.length
    ? html`<div class="section">
        <span class="outline-line outline-title"></span>
        <div class=${kind}>${rows}</div>
      </div>`
    : nothing;

const settings = (inputs: unknown): readonly TemplateResult[] =>
  (Array.isArray(inputs) ? (inputs as readonly (SerializedConnectInput | null)[]) : []).flatMap((input) =>
    input && !isHidden(input)
      ? [
          html`<div class="outline-setting">
            <span class="outline-line ${isBoolean(input) ? 'outline-row' : ''}"></span>
            ${input.subtitle ? html`<span class="outline-line outline-hint"></span>` : nothing}
            ${input.tooltip ? html`<span class="outline-line outline-hint"></span>` : nothing}
            ${isBoolean(input) ? nothing : html`<span class="outline-field"></span>`}
          </div>`,
        ]
      : [],
  );
