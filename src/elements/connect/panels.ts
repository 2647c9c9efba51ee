import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {LazyPartController} from '../../controllers/lazy-part-controller.js';
import {MarkdownView} from '../../controllers/markdown-view.js';
import type {ParagonError} from '../../core/errors.js';
import type {IntegrationConfig, ParagonClient} from '../../core/types/index.js';
import type {PartialMessages, PortalMessages} from '../../i18n/messages.js';
import {addStyles} from '../../internal/add-styles.js';
import type {TriggerValue} from '../trigger-form/parameters.js';
import type {ParagonTriggerForm} from '../trigger-form/trigger-form.js';
import {emptyState, skeleton} from './blocks.js';
import {configurationOutline} from './outline.js';
import {triggerParts} from './parts.js';
import type {Choice, Shown} from './selected.js';
import {tabBar, tabPanel, type Tab, type TabId} from './tabs.js';

/** What the panels are about. */
export interface PanelContent {
  readonly client: ParagonClient;
  readonly integration: string;
  readonly name: string;
  readonly config: IntegrationConfig;
  readonly shown: Shown;
  /** There are workflows that the user has no permission for. */
  readonly isWithheld: boolean;
  /** What can be listened to at the provider is shown, too. */
  readonly hasTriggers: boolean;
  readonly messages: PortalMessages;
  /** The page's own texts, for the inputs. */
  readonly ownMessages: PartialMessages | undefined;
  readonly locale: string | undefined;
  /** Who asks, for the client's events. */
  readonly origin: object;
}

export interface PanelsHost {
  onFailed(error: ParagonError): void;
  /** A notice about a part that could not be loaded, with the way to load it again. */
  trouble(error: ParagonError, part: LazyPartController<unknown>): TemplateResult;
  onConfiguration(choice: Choice): void;
  /** What to listen to with an account was chosen or changed. */
  onTrigger(credentialId: string, value: TriggerValue | undefined): void;
}

/** Configuration, overview and triggers: in tabs if there is more than one of them. */
export class Panels {
  #host: LitElement;
  #context: PanelsHost;
  #markdown: MarkdownView;
  /** Loaded once it is to be seen. */
  #configuration;
  /** Loaded once it is to be seen. */
  #triggers: LazyPartController<unknown>;
  #chosen: TabId | undefined;
  /** By account: looking at another tab loses nothing. */
  #triggerValues = new Map<string, TriggerValue | undefined>();

  constructor(host: LitElement, context: PanelsHost) {
    this.#host = host;
    this.#context = context;
    this.#markdown = new MarkdownView(host, 3);
    this.#configuration = new LazyPartController(host, () => loadConfiguration(host), context.onFailed);
    this.#triggers = new LazyPartController(
      host,
      () => import('../trigger-form/trigger-form.define.js'),
      context.onFailed,
    );
  }

  /** Opens a tab; without one, that which fits best. */
  open(id: TabId | undefined): void {
    this.flush();
    this.#chosen = id;
    this.#host.requestUpdate();
  }

  /** Saves at once what waits to be saved. */
  flush(): void {
    this.#configuration.value?.flush();
  }

  /** An account is gone, and with it what was set for it. */
  forget(client: ParagonClient, credentialId: string): void {
    this.#configuration.value?.forget(client, credentialId);
  }

  /** As many tabs as there is something to show in. */
  tabsOf({config, shown, isWithheld, hasTriggers, messages}: PanelContent): readonly Tab[] {
    const {availableUserSettings, availableWorkflows, longDescription} = config;
    const hasChoices = availableUserSettings.length + availableWorkflows.length > 0 || isWithheld;
    const tabs: Tab[] = [];
    if (shown.configuration && hasChoices) tabs.push({id: 'configuration', label: messages.configuration});
    if (longDescription.trim()) tabs.push({id: 'overview', label: messages.overview});
    if (hasTriggers && shown.account?.status === 'VALID')
      tabs.push({id: 'triggers', label: messages.triggers});
    return tabs;
  }

  render(content: PanelContent): unknown {
    const tabs = this.tabsOf(content);
    const open = tabs.find(({id}) => id === this.#chosen) ?? tabs[0];
    if (!open) return nothingToShow(content);
    const panel = this.#panel(open.id, content);
    if (tabs.length === 1) return panel;
    return html`<div class="tabbed">
      ${tabBar(tabs, open.id, content.messages.details, (id) => this.open(id))} ${tabPanel(open.id, panel)}
    </div>`;
  }

  #panel(id: TabId, content: PanelContent): unknown {
    if (id === 'overview') return this.#overview(content);
    return id === 'triggers' ? this.#triggerForm(content) : this.#settings(content);
  }

  #overview({config, messages}: PanelContent): TemplateResult {
    return html`<section part="overview" class="section" aria-label=${messages.overview}>
      ${
        config.shortDescription
          ? html`<p part="description" class="description">${config.shortDescription}</p>`
          : nothing
      }
      <div class="markdown">${this.#markdown.render(config.longDescription)}</div>
    </section>`;
  }

  #settings(content: PanelContent): unknown {
    const {account, configuration, configurations} = content.shown;
    if (!account || !configuration) return nothing;
    const {value, failure} = this.#configuration;
    if (failure) return this.#context.trouble(failure, this.#configuration);
    if (!value) {
      void this.#configuration.load();
      return configurationOutline(content.config, configuration, content.messages.loading);
    }
    return value.render({
      ...content,
      account,
      configuration,
      configurations,
      onConfiguration: (configurationId) =>
        this.#context.onConfiguration({credentialId: account.id, configurationId}),
    });
  }

  #triggerForm({client, integration, shown, messages, ownMessages}: PanelContent): unknown {
    const {account} = shown;
    if (!account) return nothing;
    const {value, failure} = this.#triggers;
    if (failure) return this.#context.trouble(failure, this.#triggers);
    if (!value) {
      void this.#triggers.load();
      return skeleton(messages.loading);
    }
    const onChange = (event: Event) => {
      event.stopPropagation();
      const {value: chosen} = event.currentTarget as ParagonTriggerForm;
      this.#triggerValues.set(account.id, chosen);
      if (event.type === 'change') this.#context.onTrigger(account.id, chosen);
    };
    return keyed(
      account.id,
      html`<paragon-trigger-form
        exportparts=${triggerParts}
        .integration=${integration}
        .selectedCredentialId=${account.id}
        .value=${this.#triggerValues.get(account.id)}
        .client=${client}
        .messages=${ownMessages}
        @input=${onChange}
        @change=${onChange}
      ></paragon-trigger-form>`,
    );
  }
}

/** A module of its own, with its own styles: before an account is connected there is nothing to set. */
async function loadConfiguration(host: LitElement) {
  const {ConfigurationView, configurationStyles} = await import('./configuration.define.js');
  addStyles(host, configurationStyles);
  return new ConfigurationView(host);
}

const nothingToShow = ({shown, name, messages}: PanelContent): TemplateResult =>
  shown.account
    ? emptyState(messages.nothingToSetUpTitle, messages.nothingToSetUpText(name))
    : emptyState(messages.nothingConnectedTitle, messages.nothingConnectedText(name));
