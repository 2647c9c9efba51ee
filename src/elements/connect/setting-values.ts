import type {Draft} from '../../controllers/autosave.js';
import {own} from '../../core/data.js';
import type {
  ConnectInputValue,
  CredentialConfiguration,
  ParagonClient,
  SerializedConnectInput,
  SettingsOptions,
} from '../../core/types/index.js';
import {accountsOf} from '../../internal/accounts.js';
import {isBlank, isHidden, isRequired, labelOf} from '../../internal/inputs.js';
import {draftKey, draftsOf, type Drafts} from './drafts.js';

export interface SettingsScope {
  readonly client: ParagonClient;
  readonly integration: string;
  readonly credentialId: string;
  readonly configurationId: string;
  /** Who asks, for the client's events. */
  readonly origin: object;
}

type Values = Readonly<Record<string, ConnectInputValue>>;

/** The settings and switches of one configuration: as stored, and as edited. */
export class ConfigurationValues {
  readonly #scope: SettingsScope;
  readonly #drafts: Drafts;

  constructor(scope: SettingsScope) {
    this.#scope = scope;
    this.#drafts = draftsOf(scope.client);
  }

  /** The edit of a setting that is worth showing. */
  draft(input: SerializedConnectInput, workflowId?: string): Draft<ConnectInputValue> | undefined {
    return this.#drafts.get(this.#key(workflowId, input.id));
  }

  /** As edited, else as stored; `undefined` if it is not set. */
  value(input: SerializedConnectInput, workflowId?: string): ConnectInputValue {
    const draft = this.draft(input, workflowId);
    return draft ? draft.value : own(this.#stored(workflowId), input.id);
  }

  /** Notes an edit; one that is not complete is kept, but not saved. */
  edit(
    input: SerializedConnectInput,
    value: ConnectInputValue,
    {hold, workflowId, siblings}: EditDetails,
  ): void {
    const {client, integration} = this.#scope;
    this.#drafts.edit(this.#key(workflowId, input.id), value, {
      hold,
      save: async (wanted) => {
        const update = Object.fromEntries([[input.id, wanted]]);
        const {errors} =
          workflowId === undefined
            ? await client.updateIntegrationUserSettings(integration, update, this.#options)
            : await client.updateWorkflowUserSettings(integration, workflowId, update, this.#options);
        return reasonsFor(input, siblings, errors);
      },
    });
  }

  commit(input: SerializedConnectInput, workflowId?: string): void {
    this.#drafts.commit(this.#key(workflowId, input.id));
  }

  retry(input: SerializedConnectInput, workflowId?: string): void {
    this.#drafts.retry(this.#key(workflowId, input.id));
  }

  /** The edit of a switch: how it was turned, and what came of it. */
  switchDraft(workflowId: string): Draft<ConnectInputValue> | undefined {
    return this.#drafts.get(this.#key(workflowId));
  }

  /** As it was turned until the service has refused that, else as stored. */
  isOn(workflowId: string): boolean {
    const draft = this.switchDraft(workflowId);
    return draft && draft.status !== 'failed' ? draft.value === true : this.#isStoredOn(workflowId);
  }

  /** Turns a switch at once. */
  turn(workflowId: string, isOn: boolean): void {
    const {client} = this.#scope;
    this.#drafts.edit(this.#key(workflowId), isOn, {
      delay: 0,
      save: async (wanted) => {
        // Turned back before its turn came: to switch off what is not on would be an error.
        if (this.#isStoredOn(workflowId) === wanted) return [];
        const turn = wanted ? client.enableWorkflow : client.disableWorkflow;
        await turn.call(client, workflowId, this.#options);
        return [];
      },
    });
  }

  /** Required settings of the integration that have no value. */
  missing(settings: readonly SerializedConnectInput[]): readonly string[] {
    return settings
      .filter((input) => isRequired(input) && isBlank(this.value(input) ?? input.defaultValue))
      .map(labelOf);
  }

  #isStoredOn(workflowId: string): boolean {
    return own(this.#configuration?.workflowSettings, workflowId)?.enabled === true;
  }

  #stored(workflowId: string | undefined): Values {
    const configuration = this.#configuration;
    if (workflowId === undefined) return configuration?.sharedSettings ?? {};
    return own(configuration?.workflowSettings, workflowId)?.settings ?? {};
  }

  /** As the client knows it now, not as it was when this was made. */
  get #configuration(): CredentialConfiguration | undefined {
    const {client, integration, credentialId, configurationId} = this.#scope;
    return accountsOf(client.$user.get(), integration)
      .find(({id}) => id === credentialId)
      ?.configurations.find(({id}) => id === configurationId);
  }

  get #options(): SettingsOptions {
    const {credentialId, configurationId, origin} = this.#scope;
    return {selectedCredentialId: credentialId, selectedConfigurationId: configurationId, origin};
  }

  #key(workflowId?: string, inputId?: string): string {
    const {credentialId, configurationId} = this.#scope;
    return draftKey({credentialId, configurationId, workflowId, inputId});
  }
}

export interface EditDetails {
  readonly hold: boolean;
  readonly workflowId: string | undefined;
  /** The inputs that are saved along with this one. */
  readonly siblings: readonly SerializedConnectInput[];
}

/** What can be seen of a list of inputs. One that cannot be read must not cost the others. */
export const shownInputs = (
  inputs: readonly SerializedConnectInput[] | undefined,
): readonly SerializedConnectInput[] =>
  (Array.isArray(inputs) ? (inputs as readonly SerializedConnectInput[]) : []).filter(
    (input) => typeof input?.id === 'string' && !isHidden(input),
  );

/**
 * What the service says of an input. It takes settings as a whole, so it may complain of another one, too, and it names
 * each by its id: `sender: Sender: enter an e-mail address.`
 */
function reasonsFor(
  input: SerializedConnectInput,
  siblings: readonly SerializedConnectInput[],
  errors: readonly string[],
): readonly string[] {
  const others = siblings.filter(({id}) => id !== input.id);
  return errors
    .filter((error) => !others.some(({id}) => error.startsWith(`${id}:`)))
    .map((error) => capital(withoutName(withoutName(error, input.id), labelOf(input), input.title)));
}

function withoutName(text: string, ...names: readonly string[]): string {
  const name = names.find((one) => one && text.startsWith(`${one}: `));
  return name ? text.slice(name.length + 2) : text;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
