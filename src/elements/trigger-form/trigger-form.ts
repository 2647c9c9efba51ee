import {LitElement, html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {repeat} from 'lit/directives/repeat.js';
import {ClientController} from '../../controllers/client-controller.js';
import {LazyPartController} from '../../controllers/lazy-part-controller.js';
import {MessagesController} from '../../controllers/messages-controller.js';
import {SessionController} from '../../controllers/session-controller.js';
import type {
  ConnectInputValue,
  IntentInputKeyConfig,
  ParagonClient,
  Trigger,
} from '../../core/types/index.js';
import {enShell} from '../../i18n/en-shell.js';
import {enTriggers} from '../../i18n/en-triggers.js';
import type {PartialMessages} from '../../i18n/messages.js';
import {emit} from '../../internal/emit.js';
import {readableName} from '../../internal/icon.js';
import {colorOf, metadataOf} from '../../internal/integration.js';
import {errorNotice, notice, retryButton} from '../../internal/notice.js';
import type {OptionSource} from '../../internal/option-source.js';
import {setBrand} from '../../styles/brand.js';
import type {ParagonCombobox} from '../combobox/combobox.js';
import {comboboxParts} from '../combobox/parts.js';
import type {ParagonInput} from '../input/input.js';
import {inputParts} from '../input/parts.js';
import {
  dependencies,
  dependenciesOf,
  inputOf,
  readTriggerValue,
  triggerValue,
  valueOf,
  visibleParameters,
  withValue,
  withoutDefaults,
  type ParameterValues,
  type TriggerValue,
} from './parameters.js';
import {styles} from './trigger-form.styles.js';
import {TriggerList} from './trigger-list.js';

const texts = {...enShell, ...enTriggers};

/**
 * Sets up what an app listens to at the provider of a connected account: the trigger and its parameters. It subscribes to
 * nothing: the page sends the value to `POST /projects/<id>/trigger-subscriptions`.
 *
 * `value` is `{type, parameters}`, with the parameters by id. A filter is
 * `{operator: 'OR', conditions: [{operator: 'AND', conditions: [{field, operator, value}]}]}`, without `value` where the
 * operator compares with nothing. A time span is `{value, unit}` and a list of texts holds them by key; for these two the
 * service documents no shape.
 *
 * @tag paragon-trigger-form
 * @fires {Event} input - The user has changed something. Read `value`.
 * @fires {Event} change - The user is done with a change.
 * @fires {CustomEvent<{error: ParagonError, stage: string}>} paragon-error - Signing in failed.
 * @csspart base - Everything.
 * @csspart trigger - The list of triggers with its label.
 * @csspart trigger-label - That label.
 * @csspart trigger-description - What the chosen trigger does.
 * @csspart parameters - The inputs of the trigger.
 * @csspart notice - A message about trouble; `notice-title` and `notice-text` are its lines.
 * @csspart notice-title
 * @csspart notice-text
 * @csspart retry-button - Tries again what failed.
 * @csspart field - An input with its label. The other parts of `<paragon-input>` are there, too.
 * @csspart combobox__input - The text field of a list. The other parts of a list begin with `combobox__`, too.
 * @cssprop [--paragon-color-accent] - Default: the integration's own colour.
 * @cssstate loading - While the triggers are loading.
 */
export class ParagonTriggerForm extends LitElement {
  static override properties = {
    integration: {},
    selectedCredentialId: {attribute: 'selected-credential-id'},
    disabled: {type: Boolean, reflect: true},
    value: {attribute: false},
    client: {attribute: false},
    messages: {attribute: false},
  };

  static override styles = styles;

  /** Registers the class; call it yourself to use another tag or a scoped registry. */
  static define(tag = 'paragon-trigger-form', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Integration whose triggers are shown, for example `slack`. */
  integration = '';
  /** The account to listen to, by id or external id; default: the current one. */
  selectedCredentialId: string | undefined;
  disabled = false;
  /** The chosen trigger and its parameters; `undefined`: none is chosen. */
  value: TriggerValue | undefined;
  /** Client to use; wins over the one from the nearest `<paragon-provider>`. */
  client: ParagonClient | undefined;
  /** Texts that differ from the provider's or from English. */
  messages: PartialMessages | undefined;

  #internals = this.attachInternals();
  #clients = new ClientController(this);
  #messages = new MessagesController(this, texts);
  #session = new SessionController(this, this.#clients, (error) =>
    emit(this, 'paragon-error', {error, stage: 'authenticate'}),
  );
  /** The elements inside are loaded when there is something to draw. */
  #inputElements = new LazyPartController(this, () =>
    Promise.all([import('../combobox/combobox.define.js'), import('../input/input.define.js')]),
  );
  #list = new TriggerList(this);
  #type = '';
  #values: ParameterValues = new Map();
  /** Values that a page has set, to be completed once the triggers are known. */
  #isStored = false;
  #written: TriggerValue | undefined;

  /** Whether a trigger is chosen and its parameters can be sent. Shows nothing. */
  checkValidity(): boolean {
    return !!this.#trigger && this.#inputs.every((input) => input.checkValidity());
  }

  /** As `checkValidity()`; shows what is wrong at the fields and focuses the first one. */
  reportValidity(): boolean {
    if (!this.#trigger) {
      this.focus();
      return false;
    }
    const wrong = this.#inputs.filter((input) => !input.reportValidity());
    wrong[0]?.focus();
    return !wrong.length;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot?.querySelector<HTMLElement>('#trigger')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#inputElements.failure) void this.#inputElements.load();
    this.#list.use(this.#clients.value, this.integration, this.#accountId);
    if (changed.has('integration') && this.hasUpdated && !changed.has('value')) this.#take(undefined);
    if (changed.has('value') && JSON.stringify(this.value) !== JSON.stringify(this.#written))
      this.#take(this.value);
    if (this.#isStored && this.#trigger) {
      this.#isStored = false;
      this.#values = withoutDefaults(this.#trigger, this.#values);
    }
    this.#internals.states?.[this.#isLoading ? 'add' : 'delete']('loading');
  }

  protected override render(): TemplateResult {
    return html`<div class="root" part="base" @input=${stop} @change=${stop}>${this.#content()}</div>`;
  }

  protected override updated(): void {
    setBrand(
      this.renderRoot.querySelector<HTMLElement>('.root'),
      colorOf(this.#clients.value, this.integration),
    );
  }

  get #inputs(): readonly ParagonInput[] {
    return [...(this.renderRoot?.querySelectorAll<ParagonInput>('paragon-input') ?? [])];
  }

  get #trigger(): Trigger | undefined {
    const {state} = this.#list;
    return state.status === 'ready' ? state.triggers.find(({type}) => type === this.#type) : undefined;
  }

  /** Of the account to load from; nothing if there is none. */
  get #accountId(): string | undefined {
    const user = this.#clients.value.getUser();
    const known = user.authenticated ? user.integrations[this.integration] : undefined;
    return known?.allCredentials.length ? (this.selectedCredentialId ?? known.credentialId) : undefined;
  }

  get #isLoading(): boolean {
    const isWaiting = !this.#inputElements.value && !this.#inputElements.failure;
    return this.#session.value.status === 'loading' || this.#list.state.status === 'loading' || isWaiting;
  }

  #take(value: unknown): void {
    const given = readTriggerValue(value);
    this.#type = given?.type ?? '';
    this.#values = given?.values ?? new Map();
    this.#isStored = !!given;
    this.#written = this.value = given && (value as TriggerValue);
  }

  #content(): TemplateResult {
    const messages = this.#messages.value;
    const session = this.#session.value;
    if (session.status === 'failed') {
      const onRetry = () => void this.#clients.value.refresh().catch(() => undefined);
      return errorNotice(messages, session.error, {actions: retryButton(messages, session.error, onRetry)});
    }
    const {failure} = this.#inputElements;
    if (failure) {
      const actions = retryButton(messages, failure, () => void this.#inputElements.load());
      return errorNotice(messages, failure, {actions, isAlert: true});
    }
    if (this.#isLoading) return html`<div class="skeleton" role="img" aria-label=${messages.loading}></div>`;
    const {state} = this.#list;
    switch (state.status) {
      case 'ready':
        return this.#form(state.triggers);
      case 'failed': {
        const retry = () => {
          const account = this.#accountId;
          if (account) this.#list.retry(this.#clients.value, this.integration, account);
        };
        const actions = retryButton(messages, state.error, retry);
        return errorNotice(messages, state.error, {title: messages.triggersFailed, actions, isAlert: true});
      }
      default: {
        const {name = readableName(this.integration)} =
          metadataOf(this.#clients.value, this.integration) ?? {};
        return notice({
          title: messages.triggerNeedsAccount(name),
          text: messages.triggerNeedsAccountText,
          tone: 'info',
        });
      }
    }
  }

  #form(triggers: readonly Trigger[]): TemplateResult {
    const messages = this.#messages.value;
    if (!triggers.length)
      return notice({title: messages.noTriggers, text: messages.noTriggersText, tone: 'info'});
    const trigger = this.#trigger;
    const description = trigger ? trigger.description : this.#type ? messages.triggerGone : '';
    return html`
      <div class="trigger" part="trigger">
        <span class="label" part="trigger-label" aria-hidden="true">${messages.trigger}</span>
        <paragon-combobox
          id="trigger"
          exportparts=${comboboxParts}
          .source=${triggerSource(triggers)}
          .value=${this.#type || undefined}
          .valueLabel=${trigger?.title}
          .label=${messages.trigger}
          .description=${description}
          .placeholder=${messages.chooseTrigger}
          .required=${true}
          .disabled=${this.disabled}
          @change=${(event: Event) => this.#choose((event.currentTarget as ParagonCombobox).value)}
        ></paragon-combobox>
        ${
          description
            ? html`<p class="description" part="trigger-description" aria-hidden="true">${description}</p>`
            : nothing
        }
      </div>
      ${trigger ? this.#parameters(trigger) : nothing}
    `;
  }

  #parameters(trigger: Trigger): TemplateResult | typeof nothing {
    const parameters = visibleParameters(trigger.parameters, this.#values);
    if (!parameters.length) return nothing;
    return html`<div class="parameters" part="parameters" role="group" aria-label=${trigger.title}>
      ${repeat(
        parameters,
        ({id}) => `${trigger.type} ${id}`,
        (parameter) => this.#parameter(parameter, parameters),
      )}
    </div>`;
  }

  #parameter(parameter: IntentInputKeyConfig, parameters: readonly IntentInputKeyConfig[]): unknown {
    const given = dependencies(parameter, parameters, this.#values, this.#messages.value.chooseBefore);
    // With other choices it is another list, and what was entered for the former one is gone.
    return keyed(
      dependenciesOf(parameter).length ? JSON.stringify(given.parameters) : '',
      html`<paragon-input
        exportparts=${inputParts}
        .input=${inputOf(parameter, given)}
        .value=${valueOf(parameter, this.#values)}
        .client=${this.#clients.value}
        .integration=${this.integration}
        .selectedCredentialId=${this.#accountId}
        .messages=${this.messages}
        .disabled=${this.disabled}
        @input=${(event: Event) => this.#set(parameter, (event.currentTarget as ParagonInput).value)}
        @change=${() => this.#tell('change')}
      ></paragon-input>`,
    );
  }

  #choose(type: string | undefined): void {
    this.#type = type ?? '';
    this.#values = new Map();
    this.#isStored = false;
    this.#tell('input');
    this.#tell('change');
  }

  #set(parameter: IntentInputKeyConfig, value: ConnectInputValue): void {
    const trigger = this.#trigger;
    if (!trigger) return;
    // What is asked for before the change: that may be what depends on it.
    const parameters = visibleParameters(trigger.parameters, this.#values);
    this.#values = withValue(parameters, this.#values, parameter.id, value);
    this.#tell('input');
  }

  #tell(type: 'input' | 'change'): void {
    const trigger = this.#trigger;
    this.#written = this.value = trigger && triggerValue(trigger, this.#values);
    this.requestUpdate();
    this.dispatchEvent(new Event(type, {bubbles: true, composed: true}));
  }
}

const sources = new WeakMap<readonly Trigger[], OptionSource>();

/** A list of triggers; what they do is the second line of each. */
function triggerSource(triggers: readonly Trigger[]): OptionSource {
  const options = triggers.map(({type, title, description}) => ({
    value: type,
    label: title || type,
    subtitle: description,
  }));
  const source = sources.get(triggers) ?? {
    key: JSON.stringify(options),
    isPaged: false,
    load: () => Promise.resolve({options, nextCursor: null}),
  };
  sources.set(triggers, source);
  return source;
}

/** The inputs inside are no events of this element. */
const stop = (event: Event) => event.stopPropagation();

declare global {
  interface HTMLElementTagNameMap {
    'paragon-trigger-form': ParagonTriggerForm;
  }
}
