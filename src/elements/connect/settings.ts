import {html, nothing, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import type {DraftStatus} from '../../controllers/autosave.js';
import type {ParagonClient, SerializedConnectInput} from '../../core/types/index.js';
import {errorText, type PartialMessages, type PortalMessages} from '../../i18n/messages.js';
import {labelOf} from '../../internal/inputs.js';
import type {ParagonInput} from '../input/input.js';
import {settingParts} from './parts.js';
import type {ConfigurationValues} from './setting-values.js';
import {forUsers} from './trouble.js';

export interface SettingsContext {
  readonly values: ConfigurationValues;
  readonly client: ParagonClient;
  readonly integration: string;
  readonly credentialId: string;
  readonly isLocked: boolean;
  readonly messages: PortalMessages;
  /** The page's own texts. */
  readonly ownMessages: PartialMessages | undefined;
}

/** Inputs that save themselves: those of the integration, or with a workflow those of the workflow. */
export const settingList = (
  inputs: readonly SerializedConnectInput[],
  context: SettingsContext,
  workflowId?: string,
): TemplateResult =>
  html`<div part="settings-list" class="settings">
    ${inputs.map((input) => keyed(input.id, setting(input, inputs, context, workflowId)))}
  </div>`;

function setting(
  input: SerializedConnectInput,
  siblings: readonly SerializedConnectInput[],
  context: SettingsContext,
  workflowId: string | undefined,
): TemplateResult {
  const {values, client, integration, credentialId, isLocked, ownMessages} = context;
  const draft = values.draft(input, workflowId);
  const onInput = (event: Event) => {
    event.stopPropagation();
    const field = event.currentTarget as ParagonInput;
    values.edit(input, field.value, {hold: !field.checkValidity(), workflowId, siblings});
  };
  const onChange = (event: Event) => {
    event.stopPropagation();
    const field = event.currentTarget as ParagonInput;
    if (field.reportValidity()) values.commit(input, workflowId);
  };
  return html`<div part="setting" class="setting">
    <paragon-input
      exportparts=${settingParts}
      .input=${input}
      .value=${values.value(input, workflowId)}
      .error=${draft?.status === 'refused' ? draft.reasons.join(' ') : ''}
      .disabled=${isLocked}
      .integration=${integration}
      .selectedCredentialId=${credentialId}
      .client=${client}
      .messages=${ownMessages}
      @input=${onInput}
      @change=${onChange}
    ></paragon-input>
    ${draft?.status === 'failed' ? failedSave(input, context, workflowId) : nothing}
  </div>`;
}

function failedSave(
  input: SerializedConnectInput,
  {values, messages}: SettingsContext,
  workflowId: string | undefined,
): TemplateResult {
  const error = values.draft(input, workflowId)?.error;
  const label = labelOf(input);
  return html`<div part="save-error" class="save-error">
    <p>${messages.saveFailed(label)} ${error ? errorText(messages, forUsers(error)).text : nothing}</p>
    <button
      part="save-retry-button"
      class="button"
      type="button"
      @click=${() => values.retry(input, workflowId)}
    >
      <span>${messages.tryAgain}<span class="sr"> ${label}</span></span>
    </button>
  </div>`;
}

/** How far the edits of some settings are, for the head of their section. */
export interface SaveState {
  readonly status: DraftStatus | undefined;
  /** What is announced, once. */
  readonly text: string;
}

/** An edit, and the sentence for its failure. */
export interface Edit {
  readonly status: DraftStatus | undefined;
  readonly failure: string;
}

/** Trouble goes before what is on its way, and that before what was saved. */
export function saveStateOf(edits: readonly Edit[], messages: PortalMessages): SaveState {
  const troubled = edits.find(({status}) => status === 'failed' || status === 'refused');
  if (troubled) return {status: 'failed', text: troubled.failure};
  if (edits.some(({status}) => status === 'saving')) return {status: 'saving', text: ''};
  return edits.some(({status}) => status === 'saved')
    ? {status: 'saved', text: messages.saved}
    : {status: undefined, text: ''};
}

/** Title of a section, with the state of its edits at the end of the line. Part: `save-state`. */
export const sectionHead = (
  id: string,
  title: string,
  {status, text}: SaveState,
  messages: PortalMessages,
): TemplateResult =>
  html`<div class="section-head">
    <h3 id="${id}-title" class="section-title">${title}</h3>
    <p part="save-state" class="save-state ${status ?? ''}">
      ${status === 'saving' ? html`<span class="late" aria-hidden="true">${messages.saving}</span>` : nothing}
      ${status === 'failed' ? html`<span aria-hidden="true">${messages.notSaved}</span>` : nothing}
      <span class=${status === 'saved' ? 'saved-mark' : 'sr'} role="status">${text}</span>
    </p>
  </div>`;
