import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {CopyController} from '../../controllers/copy-controller.js';
import {FormState} from '../../controllers/form-state.js';
import {MarkdownView} from '../../controllers/markdown-view.js';
import {MessagesController, type MessagesHost} from '../../controllers/messages-controller.js';
import type {ParagonError} from '../../core/errors.js';
import type {
  InputValues,
  InstallFlow,
  InstallFlowStage,
  InstallFlowState,
  ParagonClient,
  SerializedConnectInput,
} from '../../core/types/index.js';
import {enInstall, type InstallMessages} from '../../i18n/en-install.js';
import {enPortal} from '../../i18n/en-portal.js';
import type {PortalMessages} from '../../i18n/messages.js';
import {copyButton} from '../../internal/copy-button.js';
import {areAllAtFields, fieldErrors} from '../../internal/field-errors.js';
import {isHidden} from '../../internal/inputs.js';
import {formatTime, localeOf} from '../../internal/locale.js';
import {safeLink} from '../../internal/url.js';
import '../input/input.define.js';
import type {ParagonInput} from '../input/input.js';
import {inputParts} from '../input/parts.js';

type Texts = PortalMessages & InstallMessages;

export {stageStyles} from './stages.styles.js';

export type ActiveState = Extract<InstallFlowState, {status: 'active'}>;

interface StageContext {
  readonly messages: Texts;
  readonly name: string;
  readonly locale: string | undefined;
  readonly form: FormState;
  /** Where the lists of a stage's inputs come from. */
  readonly source: InputSource;
  /** Inputs that were found wrong when the stage was to be left. */
  readonly wrongCount: number;
  readonly copy: CopyController;
  readonly markdown: MarkdownView;
  onAccountType(id: string): void;
  onSubmit(event: SubmitEvent): void;
  onInput(input: SerializedConnectInput, event: Event): void;
  onOpenWindow(): void;
  onRedirect(): void;
  onCancel(): void;
}

interface InputSource {
  readonly client: ParagonClient;
  readonly integration: string;
  /** The new account, once there is one. */
  readonly credentialId?: string;
}

/** A stage as it is drawn: a heading that takes the focus, a sentence that is announced, and the rest. */
export interface StageView {
  readonly heading: string;
  readonly lead?: string;
  /** Announced without being drawn: what can be seen anyway. */
  readonly news?: string;
  readonly body: unknown;
}

/** Draws the stages of a flow, and keeps what was typed into them. Loaded beside the element. */
export class StagesView {
  #host: LitElement;
  #messages: MessagesController<Texts>;
  #form = new FormState();
  #source: InputSource | undefined;
  #copy: CopyController;
  #markdown: MarkdownView;
  #wrongCount = 0;
  /** The one that was told last. */
  #error: ParagonError | undefined;
  /** An error of the service that stands at the inputs which it names. */
  #errorAtFields: ParagonError | undefined;

  constructor(host: LitElement & MessagesHost) {
    this.#host = host;
    this.#messages = new MessagesController<Texts>(host, {...enPortal, ...enInstall});
    this.#copy = new CopyController(host);
    this.#markdown = new MarkdownView(host, 4);
  }

  get messages(): Texts {
    return this.#messages.value;
  }

  /** The stage holds something that was entered and not sent yet. */
  get isDirty(): boolean {
    return this.#form.isDirty;
  }

  /** Another stage begins. Without one, the flow has ended. */
  enter(stage: InstallFlowStage | undefined, source: Pick<InputSource, 'client' | 'integration'>): void {
    this.#wipeSecrets();
    this.#form.reset(inputsOf(stage));
    this.#wrongCount = 0;
    this.#source = {
      ...source,
      credentialId: stage?.stage === 'postOptions' ? stage.credentialId : undefined,
    };
  }

  /** Another flow begins: nothing of this one may show up in it. */
  forget(): void {
    this.#wipeSecrets();
    this.#form.forget();
    this.#source = this.#error = this.#errorAtFields = undefined;
  }

  /** The service has refused what was entered. What it says of single inputs goes there, and the focus with it. */
  takeError(error: ParagonError, stage: InstallFlowStage): void {
    if (error === this.#error) return;
    this.#error = error;
    const errors = fieldErrors(error, inputsOf(stage));
    this.#form.setErrors(errors);
    if (!errors.size) return;
    if (areAllAtFields(error, errors)) this.#errorAtFields = error;
    void this.#host.updateComplete.then(() => this.#focusFirst((input) => !!input.error));
  }

  /** An error that stands at the inputs needs no message above them. */
  isAtFields(error: ParagonError): boolean {
    return error === this.#errorAtFields;
  }

  view(state: ActiveState, name: string, answers: StageAnswers): StageView {
    const messages = this.#messages.value;
    return stageView(state, {
      messages,
      name,
      locale: localeOf(this.#host),
      form: this.#form,
      source: this.#source as InputSource,
      wrongCount: this.#wrongCount,
      copy: this.#copy,
      markdown: this.#markdown,
      onAccountType: (id) => answers.answer((flow) => flow.setAccountType(id)),
      onOpenWindow: () => answers.answer((flow) => flow.openWindow()),
      onRedirect: () => answers.answer((flow) => flow.redirect()),
      onCancel: answers.onCancel,
      onInput: (input, event) => {
        this.#form.set(input, (event.target as ParagonInput).value);
        this.#wrongCount = 0;
        this.#host.requestUpdate();
      },
      onSubmit: (event) => {
        event.preventDefault();
        if (state.busy) return;
        this.#submit((values) =>
          answers.answer((flow) =>
            state.stage.stage === 'preOptions' ? flow.setPreOptions(values) : flow.setPostOptions(values),
          ),
        );
      },
    });
  }

  #submit(onValues: (values: InputValues) => void): void {
    this.#form.setErrors(new Map());
    const inputs = this.#inputs;
    // The same values can be sent again, as the service may have changed its mind.
    for (const input of inputs) input.error = undefined;
    const wrong = inputs.filter((input) => !input.reportValidity());
    this.#wrongCount = wrong.length;
    this.#host.requestUpdate();
    if (!wrong.length) return onValues(this.#form.result());
    void this.#host.updateComplete.then(() => this.#focusFirst((input) => wrong.includes(input)));
  }

  #focusFirst(isWanted: (input: ParagonInput) => boolean): void {
    const input = this.#inputs.find(isWanted);
    // What is wrong has to be drawn first, so that it is read with the field.
    void input?.updateComplete.then(() => input.focus());
  }

  get #inputs(): readonly ParagonInput[] {
    return [...this.#host.renderRoot.querySelectorAll<ParagonInput>('.input')];
  }

  /** What was typed into a password field must not stay in the page once it was accepted. */
  #wipeSecrets(): void {
    for (const input of this.#inputs) input.wipe();
  }
}

const inputsOf = (stage: InstallFlowStage | undefined): readonly SerializedConnectInput[] =>
  stage?.stage === 'preOptions' || stage?.stage === 'postOptions' ? stage.options : [];

/** What the element does with the user's answers. */
export interface StageAnswers {
  /** Takes a step of the flow, in the user's click. */
  answer(step: (flow: InstallFlow) => void | Promise<void>): void;
  onCancel(): void;
}

function stageView(state: ActiveState, context: StageContext): StageView {
  const {messages, name} = context;
  const {stage, busy} = state;
  switch (stage.stage) {
    case 'accountType':
      return {
        heading: messages.accountTypeTitle,
        lead: messages.accountTypeText(name),
        body: accountTypes(stage.options, context),
      };
    case 'instruction':
      return {heading: messages.instructionTitle, body: instruction(stage, context)};
    case 'preOptions':
      return {
        heading: messages.preOptionsTitle(name),
        news: formNews(busy, context),
        body: form(stage.options, messages.next, busy, context),
      };
    case 'postOptions':
      return {
        heading: messages.postOptionsTitle(name),
        news: formNews(busy, context),
        body: form(stage.options, messages.finish, busy, context),
      };
    case 'oauth':
      return {
        heading: messages.oauthTitle(name),
        lead: oauthLead(state, context),
        body: oauth(state, context),
      };
    case 'done':
      return {heading: messages.completeTitle(name), body: nothing};
  }
}

function accountTypes(
  options: Extract<InstallFlowStage, {stage: 'accountType'}>['options'],
  context: StageContext,
): TemplateResult {
  return html`
    <ul class="options" role="list">
      ${options.map(
        ({id, accountDescription}) => html`
          <li>
            <button part="option" class="option" type="button" @click=${() => context.onAccountType(id)}>
              <span>${accountDescription || id}</span>
            </button>
          </li>
        `,
      )}
    </ul>
    <div class="actions">${cancelButton(context)}</div>
  `;
}

function instruction(
  {content, ctas, finish}: Extract<InstallFlowStage, {stage: 'instruction'}>,
  context: StageContext,
): TemplateResult {
  const {messages, markdown} = context;
  return html`
    <div part="instruction" class="markdown">${markdown.render(content)}</div>
    <div class="ctas">
      ${ctas.map((cta) => {
        if (cta.type === 'copyButton')
          return copyButton(cta.copyText, {...context, label: messages.copyLink});
        const href = safeLink(cta.href);
        return href
          ? html`<a part="link-button" class="button" href=${href} target="_blank" rel="noopener noreferrer"
              ><span>${cta.label}<span class="sr"> (${messages.opensNewWindow})</span></span></a
            >`
          : nothing;
      })}
    </div>
    <div class="actions">
      <button part="next-button" class="button primary" type="button" @click=${finish.onClick}>
        ${messages.instructionDone}
      </button>
      ${cancelButton(context)}
    </div>
  `;
}

/** Said while it is saved; and how much is wrong, if there is more than the field that gets the focus. */
function formNews(busy: boolean, {messages, wrongCount}: StageContext): string {
  if (busy) return messages.saving;
  return wrongCount > 1 ? messages.wrongInputs(wrongCount) : '';
}

function form(
  inputs: readonly SerializedConnectInput[],
  label: string,
  busy: boolean,
  context: StageContext,
): TemplateResult {
  const {messages, wrongCount} = context;
  return html`
    <form part="form" class="form" novalidate autocomplete="off" @submit=${context.onSubmit}>
      ${inputs.map((input) => (isHidden(input) ? nothing : field(input, busy, context)))}
      <p part="summary" class="summary" ?hidden=${wrongCount < 2}>${messages.wrongInputs(wrongCount)}</p>
      <div class="actions">
        <button
          part="next-button"
          class="button primary"
          type="submit"
          aria-busy=${busy ? 'true' : 'false'}
          aria-disabled=${busy ? 'true' : 'false'}
        >
          ${label}
        </button>
        ${cancelButton(context)}
      </div>
    </form>
  `;
}

const field = (
  input: SerializedConnectInput,
  busy: boolean,
  {form: state, source, messages, onInput}: StageContext,
): TemplateResult =>
  html`<paragon-input
    class="input"
    exportparts=${inputParts}
    .input=${input}
    .value=${state.value(input)}
    .error=${state.error(input)}
    .readonly=${busy}
    .client=${source.client}
    .integration=${source.integration}
    .selectedCredentialId=${source.credentialId}
    .messages=${messages}
    @input=${(event: Event) => onInput(input, event)}
  ></paragon-input>`;

function oauthLead({busy, error, window}: ActiveState, {messages, name}: StageContext): string {
  // What went wrong is told by its own message.
  if (error) return '';
  if (busy) return messages.oauthFinishing;
  if (window === 'opening') return messages.oauthOpening;
  return window === 'unknown' ? messages.oauthUnknown(name) : messages.oauthWaiting(name);
}

function oauth({busy, error, window, deadline}: ActiveState, context: StageContext): TemplateResult {
  const {messages, locale, name} = context;
  const isWaiting = !error && window !== 'unknown';
  const time = deadline === undefined ? '' : formatTime(deadline, locale);
  return html`
    <div part="progress" class="progress" aria-hidden="true" ?hidden=${!isWaiting}></div>
    ${time && !error ? html`<p class="muted">${messages.oauthDeadline(time)}</p>` : nothing}
    ${window === 'blocked' ? html`<p class="muted" id="redirect">${messages.redirectText(name)}</p>` : nothing}
    <div class="actions" ?hidden=${busy}>
      <button
        part="open-button"
        class="button ${isWaiting ? '' : 'primary'}"
        type="button"
        @click=${() => context.onOpenWindow()}
      >
        <span
          >${error ? messages.tryAgain : messages.openAgain}<span class="sr">
            (${messages.opensNewWindow})</span
          ></span
        >
      </button>
      ${
        window === 'blocked'
          ? html`<button
              part="redirect-button"
              class="button"
              type="button"
              aria-describedby="redirect"
              @click=${() => context.onRedirect()}
            >
              ${messages.redirect}
            </button>`
          : nothing
      }
      ${cancelButton(context)}
    </div>
  `;
}

const cancelButton = ({messages, onCancel}: StageContext): TemplateResult => html`
  <button part="cancel-button" class="button quiet" type="button" @click=${() => onCancel()}>
    ${messages.cancel}
  </button>
`;
