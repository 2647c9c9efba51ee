import {ParagonError, toParagonError} from './errors.js';
import {deepFreeze, isRecord} from './data.js';
import type {Events} from './events.js';
import type {Http, RequestOptions} from './http.js';
import type {Integrations} from './integrations.js';
import {changeConfigurations, chosenConfiguration, typeOfCredential, type Selection} from './call-subject.js';
import {createTurns} from './turns.js';
import type {
  CredentialConfig,
  SettingsMethods,
  SettingsOptions,
  UserSettingsResult,
} from './types/settings.js';
import type {CredentialConfiguration, WorkflowState} from './types/user.js';
import {readCredential, type UserStore} from './user.js';

export interface SettingsDeps {
  readonly http: Http;
  readonly user: UserStore;
  readonly integrations: Integrations;
  readonly events: Events;
}

type SwitchMethods = Pick<
  SettingsMethods,
  | 'updateIntegrationUserSettings'
  | 'updateWorkflowUserSettings'
  | 'enableWorkflow'
  | 'disableWorkflow'
  | 'updateWorkflowState'
  | 'replaceCredentialConfig'
>;

const UNSET: WorkflowState = Object.freeze({enabled: false, settings: {}});

/** User settings and the switches of workflows. */
export function createSettings({http, user, integrations, events}: SettingsDeps): SwitchMethods {
  // The service takes settings as a whole, so one change has to know what the former one has stored.
  const turns = createTurns();

  function choose(type: string, options: SettingsOptions): Selection {
    user.current();
    integrations.get(type);
    return chosenConfiguration(type, user.integration(type), options);
  }

  const about = ({credential, configuration}: Selection) => ({
    credentialId: credential.id,
    configurationId: configuration.id,
  });

  /** Sends a change that is worked out when its turn comes, from what is stored by then. */
  async function change(
    type: string,
    options: SettingsOptions,
    configOf: (selection: Selection) => CredentialConfig,
  ): Promise<{errors: readonly string[]; selection: Selection}> {
    const {credential} = choose(type, options);
    return turns.alone(credential.id, async () => {
      const selection = choose(type, options);
      const answer = await http.request(`/sdk/credentials/${encodeURIComponent(selection.credential.id)}`, {
        method: 'PATCH',
        body: {config: configOf(selection)},
        ...about(selection),
        repeatable: true,
        signal: options.signal,
      });
      user.putCredential(type, readCredential(answer));
      return {errors: errorsOf(answer), selection};
    });
  }

  const result = (errors: readonly string[]): UserSettingsResult =>
    Object.freeze({userState: user.current(), errors: Object.freeze(errors)});

  const updateIntegrationUserSettings: SwitchMethods['updateIntegrationUserSettings'] = async (
    type,
    update,
    options = {},
  ) => {
    assertValues(update, 'updateIntegrationUserSettings');
    const {errors} = await change(type, options, ({configuration}) => ({
      sharedSettings: merged(configuration.sharedSettings, update),
    }));
    return result(errors);
  };

  const updateWorkflowUserSettings: SwitchMethods['updateWorkflowUserSettings'] = async (
    type,
    workflowId,
    update,
    options = {},
  ) => {
    assertValues(update, 'updateWorkflowUserSettings');
    if (integrations.findWorkflow(workflowId).type !== type) {
      throw new ParagonError('not_found', `The integration "${type}" has no workflow "${workflowId}".`);
    }
    const {errors, selection} = await change(type, options, ({configuration: {workflowSettings}}) => {
      const former = stateOf(workflowSettings, workflowId);
      return {
        workflowSettings: merged(workflowSettings, {
          [workflowId]: {...former, settings: merged(former.settings, update)},
        }),
      };
    });
    const now = user
      .integration(type)
      ?.allConfigurations.find(({id}) => id === selection.configuration.id)?.workflowSettings;
    const {settings} = stateOf(now ?? {}, workflowId);
    tell(selection.credential.integrationId, workflowId, {settings}, options.origin);
    return result(errors);
  };

  async function turn(workflowId: string, enabled: boolean, options: SettingsOptions = {}): Promise<void> {
    user.current();
    const {type, record} = integrations.findWorkflow(workflowId);
    const {credential} = choose(type, options);
    await turns.shared(credential.id, async () => {
      const selection = choose(type, options);
      await http.request(`/sdk/workflows/${encodeURIComponent(workflowId)}`, {
        method: enabled ? 'POST' : 'DELETE',
        ...about(selection),
        repeatable: true,
        ignoreAnswer: true,
        signal: options.signal,
      } satisfies RequestOptions);
      const withSwitch = (one: CredentialConfiguration): CredentialConfiguration => {
        const state = {...stateOf(one.workflowSettings, workflowId), enabled};
        return {...one, workflowSettings: merged(one.workflowSettings, {[workflowId]: state})};
      };
      changeConfigurations(user, type, selection.credential.id, (all) =>
        all.map((one) => (one.id === selection.configuration.id ? withSwitch(one) : one)),
      );
    });
    tell(record.id, workflowId, {enabled}, options.origin);
  }

  const updateWorkflowState: SwitchMethods['updateWorkflowState'] = async (wanted, options) => {
    if (!isRecord(wanted)) {
      throw new ParagonError('invalid_argument', 'updateWorkflowState() needs true or false by workflow id.');
    }
    const errors: {workflowId: string; message: string}[] = [];
    await Promise.all(
      Object.entries(wanted).map(([workflowId, enabled]) =>
        turn(workflowId, enabled, options).catch((cause: unknown) => {
          const error = toParagonError(cause);
          // Of these it is not one switch that failed.
          if (['aborted', 'not_authenticated', 'unauthorized', 'session_changed'].includes(error.code)) {
            throw error;
          }
          errors.push({workflowId, message: error.message});
        }),
      ),
    );
    return Object.freeze({user: user.current(), errors: Object.freeze(errors)});
  };

  const replaceCredentialConfig: SwitchMethods['replaceCredentialConfig'] = async (
    credentialId,
    config,
    options = {},
  ) => {
    user.current();
    const type = typeOfCredential(user, credentialId);
    const {errors} = await change(type, {...options, selectedCredentialId: credentialId}, () => config);
    return result(errors);
  };

  function tell(
    integrationId: string,
    workflowId: string,
    workflowStateChange: Partial<WorkflowState>,
    origin?: object,
  ): void {
    events.emit('onWorkflowChange', deepFreeze({integrationId, workflowId, workflowStateChange}), origin);
  }

  return {
    updateIntegrationUserSettings,
    updateWorkflowUserSettings,
    enableWorkflow: (workflowId, options) => turn(workflowId, true, options),
    disableWorkflow: (workflowId, options) => turn(workflowId, false, options),
    updateWorkflowState,
    replaceCredentialConfig,
  };
}

/** Members of both, the later ones winning; a key may have any name. */
const merged = <T>(...parts: Readonly<Record<string, T>>[]): Record<string, T> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)));

const stateOf = (states: Readonly<Record<string, WorkflowState>>, id: string): WorkflowState =>
  (Object.hasOwn(states, id) ? states[id] : undefined) ?? UNSET;

function assertValues(update: unknown, method: string): void {
  if (!isRecord(update)) {
    throw new ParagonError('invalid_argument', `${method}() needs an object with values by input id.`);
  }
}

const errorsOf = (answer: unknown): readonly string[] =>
  isRecord(answer) && Array.isArray(answer['errors']) ? answer['errors'].map(String) : [];
