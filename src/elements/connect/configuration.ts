import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {AutosaveController} from '../../controllers/autosave.js';
import type {
  ConnectInputValue,
  Credential,
  CredentialConfiguration,
  IntegrationConfig,
  ParagonClient,
} from '../../core/types/index.js';
import type {PartialMessages, PortalMessages} from '../../i18n/messages.js';
import {labelOf} from '../../internal/inputs.js';
import {notice} from '../../internal/notice.js';
import {emptyState} from './blocks.js';
import {draftsOf, isAbout} from './drafts.js';
import {ConfigurationValues, shownInputs} from './setting-values.js';
import {saveStateOf, sectionHead, settingList, type SettingsContext} from './settings.js';
import {workflowEdits, workflowList} from './workflows.js';

export interface ConfigurationContext {
  readonly client: ParagonClient;
  readonly integration: string;
  readonly config: IntegrationConfig;
  readonly account: Credential;
  /** Those to choose from. */
  readonly configurations: readonly CredentialConfiguration[];
  readonly configuration: CredentialConfiguration;
  readonly messages: PortalMessages;
  /** The page's own texts, for the inputs. */
  readonly ownMessages: PartialMessages | undefined;
  readonly locale: string | undefined;
  /** Who asks, for the client's events. */
  readonly origin: object;
  onConfiguration(id: string): void;
}

/** The settings and workflows of an account. What is changed saves itself. */
export class ConfigurationView {
  #autosave: AutosaveController<ConnectInputValue>;

  constructor(host: LitElement) {
    this.#autosave = new AutosaveController(host);
  }

  /** Saves at once what waits to be saved. */
  flush(): void {
    this.#autosave.flush();
  }

  /** An account is gone, and with it what was set for it. */
  forget(client: ParagonClient, credentialId: string): void {
    draftsOf(client).discard(isAbout(credentialId));
  }

  render(context: ConfigurationContext): TemplateResult {
    const {account, configuration, client, integration, origin, messages, ownMessages} = context;
    this.#autosave.follow(draftsOf(client));
    const scope = {client, integration, origin, credentialId: account.id, configurationId: configuration.id};
    const settings: SettingsContext = {
      ...scope,
      values: new ConfigurationValues(scope),
      isLocked: account.status !== 'VALID',
      messages,
      ownMessages,
    };
    return html`${configurationChoice(context)}
    ${
      // The fields of another account are other fields: nothing of one may show up in the other.
      keyed(`${account.id} ${configuration.id}`, sections(context, settings))
    }`;
  }
}

function sections({config, account, locale}: ConfigurationContext, context: SettingsContext): unknown {
  const {values, messages, isLocked} = context;
  const settings = shownInputs(config.availableUserSettings);
  const workflows = config.availableWorkflows;
  const missing = values.missing(settings);
  const edits = settings.map((input) => ({
    failure: messages.saveFailed(labelOf(input)),
    status: values.draft(input)?.status,
  }));
  if (!settings.length && !workflows.length) {
    return emptyState(messages.noWorkflowsTitle, messages.noWorkflowsText);
  }
  return html`
    ${isLocked ? lockedText(account, messages) : nothing}
    ${!isLocked && workflows.length && missing.length ? missingNotice(missing, locale, messages) : nothing}
    ${
      settings.length
        ? html`<section part="settings" class="section" aria-labelledby="settings-title">
            ${sectionHead('settings', messages.settings, saveStateOf(edits, messages), messages)}
            ${settingList(settings, context)}
          </section>`
        : nothing
    }
    ${
      workflows.length
        ? html`<section part="workflows" class="section" aria-labelledby="workflows-title">
            ${sectionHead(
              'workflows',
              messages.workflows,
              saveStateOf(workflowEdits(workflows, context), messages),
              messages,
            )}
            ${workflowList(workflows, context, missing.length > 0)}
          </section>`
        : nothing
    }
  `;
}

function configurationChoice({
  configurations,
  configuration,
  messages,
  onConfiguration,
}: ConfigurationContext): unknown {
  if (configurations.length < 2) return nothing;
  return html`<div class="configuration-choice">
    <label class="configuration-label" for="configuration">${messages.configuration}</label>
    <select
      part="configuration-select"
      class="configuration-select"
      id="configuration"
      @change=${(event: Event) => onConfiguration((event.target as HTMLSelectElement).value)}
    >
      ${configurations.map(
        (one, index) =>
          html`<option value=${one.id} ?selected=${one.id === configuration.id}>
            ${nameOf(one, index, messages)}
          </option>`,
      )}
    </select>
  </div>`;
}

const nameOf = (
  {externalId, isDefault}: CredentialConfiguration,
  index: number,
  messages: PortalMessages,
): string =>
  externalId || (isDefault ? messages.defaultConfiguration : messages.unnamedConfiguration(index + 1));

const lockedText = ({status}: Credential, messages: PortalMessages): TemplateResult =>
  html`<p part="locked" class="locked">
    ${status === 'PENDING' ? messages.lockedPending : messages.lockedInvalid}
  </p>`;

const missingNotice = (
  titles: readonly string[],
  locale: string | undefined,
  messages: PortalMessages,
): TemplateResult =>
  notice({
    tone: 'warning',
    title: messages.settingsMissingTitle,
    text: messages.settingsMissingText(
      new Intl.ListFormat(locale).format(titles.map((title) => `“${title}”`)),
    ),
  });
