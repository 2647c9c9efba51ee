import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {keyed} from 'lit/directives/keyed.js';
import type {IntegrationWorkflow} from '../../core/types/index.js';
import {errorText, type PortalMessages} from '../../i18n/messages.js';
import {labelOf} from '../../internal/inputs.js';
import {shownInputs} from './setting-values.js';
import {settingList, type Edit, type SettingsContext} from './settings.js';
import {forUsers} from './trouble.js';

/** Workflows with their switches; a workflow's own settings show once it is on. */
export const workflowList = (
  workflows: readonly IntegrationWorkflow[],
  context: SettingsContext,
  /** Required settings of the integration are missing: nothing can be switched on. */
  isIncomplete: boolean,
): TemplateResult =>
  html`<ul part="workflows-list" class="workflows" role="list">
    ${workflows.map((workflow) => keyed(workflow.id, workflowItem(workflow, context, isIncomplete)))}
  </ul>`;

function workflowItem(
  workflow: IntegrationWorkflow,
  context: SettingsContext,
  isIncomplete: boolean,
): TemplateResult {
  const {values, messages, isLocked} = context;
  const {id, infoText} = workflow;
  const isOn = values.isOn(id);
  const inputs = isOn ? shownInputs(workflow.inputs) : [];
  const isHeld = isIncomplete && !isOn;
  const reason = isHeld && !isLocked ? messages.workflowNeedsSettings : '';
  const field = `workflow-${id}`;
  const describedBy = [infoText && `${field}-info`, reason && `${field}-reason`].filter(Boolean).join(' ');
  const onChange = (event: Event) => {
    event.stopPropagation();
    values.turn(id, (event.target as HTMLInputElement).checked);
  };
  return html`<li part="workflow" class="workflow">
    <div class="workflow-row">
      <label part="workflow-title" class="workflow-title" for=${field}>${titleOf(workflow, messages)}</label>
      <input
        part="workflow-switch"
        class="switch"
        type="checkbox"
        role="switch"
        id=${field}
        aria-describedby=${describedBy || nothing}
        .checked=${live(isOn)}
        ?disabled=${isLocked || isHeld}
        @change=${onChange}
      />
      ${
        infoText
          ? html`<p part="workflow-info" class="workflow-info muted" id="${field}-info">${infoText}</p>`
          : nothing
      }
      ${reason ? html`<p class="workflow-info muted" id="${field}-reason">${reason}</p>` : nothing}
    </div>
    ${switchTrouble(workflow, context)} ${inputs.length ? settingList(inputs, context, id) : nothing}
  </li>`;
}

const titleOf = ({description}: IntegrationWorkflow, messages: PortalMessages): string =>
  description || messages.unnamedWorkflow;

/** The switch has gone back by itself; this says why. */
function switchTrouble(workflow: IntegrationWorkflow, {values, messages}: SettingsContext): unknown {
  const cause = values.switchDraft(workflow.id)?.error;
  if (!cause) return nothing;
  const error = forUsers(cause);
  const {title, text} = errorText(messages, error);
  // A refusal has a reason of its own; of other trouble the title says enough.
  const why = error.code === 'rejected' || error.code === 'forbidden' ? text : title;
  return html`<p part="workflow-error" class="workflow-error">
    ${whatFailed(workflow, values.isOn(workflow.id), messages)} ${why}
  </p>`;
}

function whatFailed(workflow: IntegrationWorkflow, isOn: boolean, messages: PortalMessages): string {
  const title = titleOf(workflow, messages);
  return isOn ? messages.workflowNotOff(title) : messages.workflowNotOn(title);
}

/** How far the edits of all workflows are. */
export const workflowEdits = (
  workflows: readonly IntegrationWorkflow[],
  {values, messages}: SettingsContext,
): readonly Edit[] =>
  workflows.flatMap((workflow) => [
    {
      failure: whatFailed(workflow, values.isOn(workflow.id), messages),
      status: values.switchDraft(workflow.id)?.status,
    },
    ...shownInputs(workflow.inputs).map((input) => ({
      failure: messages.saveFailed(labelOf(input)),
      status: values.draft(input, workflow.id)?.status,
    })),
  ]);
