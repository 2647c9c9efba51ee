import type {Values} from '../accounts/accounts.js';
import type {Configuration, ConfigurationChange} from '../accounts/configurations.js';
import {isFixed, isNeeded, isUnset, mistakeOf} from '../accounts/inputs.js';
import type {Input, Integration, Workflow} from '../catalog/schema.js';

/** What a configuration holds of a workflow. */
export interface WorkflowState {
  readonly enabled: boolean;
  readonly settings: Values;
}

const isValues = (value: unknown): value is Values =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The state of a workflow in a map of them, if there is any. */
function stateIn(workflowSettings: Values, workflowId: string): WorkflowState | undefined {
  const found = Object.hasOwn(workflowSettings, workflowId) ? workflowSettings[workflowId] : undefined;
  if (!isValues(found)) return undefined;
  return {enabled: found['enabled'] === true, settings: isValues(found['settings']) ? found['settings'] : {}};
}

export const workflowState = (
  {workflowSettings}: Pick<Configuration, 'workflowSettings'>,
  workflowId: string,
): WorkflowState => stateIn(workflowSettings, workflowId) ?? {enabled: false, settings: {}};

export const isSwitchedOn = (
  configuration: Pick<Configuration, 'workflowSettings'>,
  workflowId: string,
): boolean => workflowState(configuration, workflowId).enabled;

/** The same map with a workflow switched; its settings stay. */
export const withSwitch = (workflowSettings: Values, workflowId: string, enabled: boolean): Values => ({
  ...workflowSettings,
  [workflowId]: {settings: {}, ...stateIn(workflowSettings, workflowId), enabled},
});

/** What a new account begins with: the workflows that are on for everybody who connects. */
export const initialWorkflowSettings = (
  {workflows}: Integration,
  mayHave: (workflow: Workflow) => boolean,
): Values =>
  Object.fromEntries(
    workflows
      .filter((workflow) => workflow.defaultEnabled && mayHave(workflow))
      .map(({id}) => [id, {enabled: true, settings: {}}]),
  );

/** Settings as a workflow gets them: what was left out has its default value. */
export function withDefaults(inputs: readonly Input[], values: Readonly<Values>): Values {
  const defaults = inputs
    .filter((input) => input.defaultValue !== undefined)
    .map((input) => [input.id, input.defaultValue]);
  return {...(Object.fromEntries(defaults) as Values), ...values};
}

/** Titles of the inputs that have no value and need one. */
export const missingIn = (inputs: readonly Input[], values: Readonly<Values>): string[] =>
  inputs
    .filter((input) => {
      const value = Object.hasOwn(values, input.id) ? values[input.id] : undefined;
      return isNeeded(input) && !isSwitch(input.type) && isUnset(input, value);
    })
    .map(({title}) => title);

/** A switch that nobody has touched is off. */
const isSwitch = (type: Input['type']) => type === 'SWITCH' || type === 'BOOLEAN_INPUT';

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/**
 * The next state of a configuration: the members that were sent replace what is there, each as a whole. A value that
 * is not accepted leaves the former one in place, and is named in `errors`. A value may be left out although it is
 * required: people fill in forms one after the other.
 */
export function acceptSettings(
  integration: Integration,
  sent: {sharedSettings?: Values; workflowSettings?: Values},
  current: Pick<Configuration, 'sharedSettings' | 'workflowSettings'>,
  whyNotOn: (workflow: Workflow) => string | undefined,
): {change: ConfigurationChange; errors: string[]} {
  const errors: string[] = [];

  function accept(inputs: readonly Input[], values: Values, former: Values): Values {
    const taken: Values = {};
    for (const [id, value] of Object.entries(values)) {
      const input = inputs.find((one) => one.id === id);
      if (!input) errors.push(`${id}: there is no such setting.`);
      // Clients send the whole form, with what nobody can change in it.
      else if (!isEmpty(value) && !isFixed(input)) {
        const mistake = mistakeOf(integration, input, value);
        if (!mistake) taken[id] = value;
        else {
          errors.push(`${id}: ${input.title}: ${mistake}`);
          if (Object.hasOwn(former, id)) taken[id] = former[id];
        }
      }
    }
    return taken;
  }

  function acceptWorkflows(states: Values): Values {
    const taken: Values = {};
    for (const [id, state] of Object.entries(states)) {
      const workflow = integration.workflows.find((one) => one.id === id);
      const former = stateIn(current.workflowSettings, id) ?? {enabled: false, settings: {}};
      if (!workflow) errors.push(`${id}: ${integration.name} has no such workflow.`);
      else if (!isValues(state) || !['boolean', 'undefined'].includes(typeof state['enabled'])) {
        errors.push(`${id}: a workflow has the members "enabled", true or false, and "settings", an object.`);
        if (Object.hasOwn(current.workflowSettings, id)) taken[id] = former;
      } else {
        const {enabled = former.enabled, settings = former.settings} = state as Partial<WorkflowState>;
        const reason = enabled && !former.enabled ? whyNotOn(workflow) : undefined;
        if (reason) errors.push(`${id}: ${reason}`);
        if (!isValues(settings)) errors.push(`${id}: its "settings" must be an object.`);
        taken[id] = {
          enabled: enabled && !reason,
          settings: isValues(settings) ? accept(workflow.inputs, settings, former.settings) : former.settings,
        };
      }
    }
    return taken;
  }

  const change = {
    ...(sent.sharedSettings && {
      sharedSettings: accept(integration.userSettings, sent.sharedSettings, current.sharedSettings),
    }),
    ...(sent.workflowSettings && {workflowSettings: acceptWorkflows(sent.workflowSettings)}),
  };
  return {change, errors};
}
