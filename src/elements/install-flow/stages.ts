import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {CopyController} from '../../controllers/copy-controller.js';
import {FormState} from '../../controllers/form-state.js';
import {MarkdownView} from '../../controllers/markdown-view.js';
import {MessagesController, type MessagesHost} from '../../controllers/messages-controller.js';
import {OptionLists, type OptionsContext} from '../../controllers/option-lists.js';
import type {InputValues, InstallFlowStage, InstallFlowState} from '../../core/types/index.js';
import {en} from '../../i18n/en.js';
import type {Messages} from '../../i18n/messages.js';
import {formatTime, localeOf} from '../../internal/locale.js';
import {safeLink} from '../../internal/url.js';
import {controlId, copyButton, fields} from '../input/fields.js';

export {stageStyles} from './stages.styles.js';

export type ActiveState = Extract<InstallFlowState, {status: 'active'}>;

interface StageContext {
  readonly messages: Messages;
  readonly name: string;
  readonly locale: string | undefined;
  readonly form: FormState;
  readonly options: OptionLists;
  readonly copy: CopyController;
  readonly markdown: MarkdownView;
  onAccountType(id: string): void;
  onSubmit(event: SubmitEvent): void;
  onOpenWindow(): void;
  onCancel(): void;
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
  #messages: MessagesController<Messages>;
  #form: FormState;
  #options: OptionLists;
  #copy: CopyController;
  #markdown: MarkdownView;

  constructor(host: LitElement & MessagesHost) {
    this.#host = host;
    this.#messages = new MessagesController(host, en);
    this.#form = new FormState(host);
    this.#options = new OptionLists(host);
    this.#copy = new CopyController(host);
    this.#markdown = new MarkdownView(host, 4);
  }

  get messages(): Messages {
    return this.#messages.value;
  }

  /** The stage holds something that was entered and not sent yet. */
  get isDirty(): boolean {
    return this.#form.isDirty;
  }

  /** Another stage begins. Without one, the flow has ended. */
  enter(stage: InstallFlowStage | undefined, context: Pick<OptionsContext, 'client' | 'integration'>): void {
    this.#wipeSecrets();
    this.#form.reset(stage?.stage === 'preOptions' || stage?.stage === 'postOptions' ? stage.options : []);
    this.#options.reset({
      ...context,
      credentialId: stage?.stage === 'postOptions' ? stage.credentialId : undefined,
    });
  }

  /** Another flow begins: nothing of this one may show up in it. */
  forget(): void {
    this.#wipeSecrets();
    this.#form.forget();
    this.#options.reset(undefined);
  }

  view(state: ActiveState, name: string, answers: StageAnswers): StageView {
    const messages = this.#messages.value;
    return stageView(state, {
      messages,
      name,
      locale: localeOf(this.#host),
      form: this.#form,
      options: this.#options,
      copy: this.#copy,
      markdown: this.#markdown,
      onAccountType: answers.onAccountType,
      onOpenWindow: answers.onOpenWindow,
      onCancel: answers.onCancel,
      onSubmit: (event) => {
        event.preventDefault();
        this.#submit(state, messages, answers.onValues);
      },
    });
  }

  #submit({stage, busy}: ActiveState, messages: Messages, onValues: StageAnswers['onValues']): void {
    if (busy || (stage.stage !== 'preOptions' && stage.stage !== 'postOptions')) return;
    const wrong = this.#form.validate(messages);
    if (!wrong) return onValues(this.#form.result());
    const id = controlId(stage.options.indexOf(wrong));
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus(),
    );
  }

  /** What was typed into a password field must not stay in the page once it was accepted. */
  #wipeSecrets(): void {
    for (const input of this.#host.renderRoot.querySelectorAll<HTMLInputElement>('[data-secret]'))
      input.value = '';
  }
}

/** What the element does with the user's answers. */
export interface StageAnswers {
  onAccountType(id: string): void;
  onValues(values: InputValues): void;
  onOpenWindow(): void;
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
        news: busy ? messages.saving : '',
        body: form(stage.options, messages.next, busy, context),
      };
    case 'postOptions':
      return {
        heading: messages.postOptionsTitle(name),
        news: busy ? messages.saving : '',
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
        if (cta.type === 'copyButton') return copyButton(cta.copyText, messages.copyLink, context);
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

function form(
  inputs: Extract<InstallFlowStage, {stage: 'preOptions'}>['options'],
  label: string,
  busy: boolean,
  context: StageContext,
): TemplateResult {
  return html`
    <form part="form" class="form" novalidate autocomplete="off" @submit=${context.onSubmit}>
      <div class="fields">${fields(inputs, {...context, busy})}</div>
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

function oauthLead({busy, error, window}: ActiveState, {messages, name}: StageContext): string {
  // What went wrong is told by its own message.
  if (error) return '';
  if (busy) return messages.oauthFinishing;
  if (window === 'opening') return messages.oauthOpening;
  return window === 'unknown' ? messages.oauthUnknown(name) : messages.oauthWaiting(name);
}

function oauth({busy, error, window, deadline}: ActiveState, context: StageContext): TemplateResult {
  const {messages, locale} = context;
  const isWaiting = !error && window !== 'unknown';
  const time = deadline === undefined ? '' : formatTime(deadline, locale);
  return html`
    <div part="progress" class="progress" aria-hidden="true" ?hidden=${!isWaiting}></div>
    ${time && !error ? html`<p class="muted">${messages.oauthDeadline(time)}</p>` : nothing}
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
      ${cancelButton(context)}
    </div>
  `;
}

const cancelButton = ({messages, onCancel}: StageContext): TemplateResult => html`
  <button part="cancel-button" class="button quiet" type="button" @click=${() => onCancel()}>
    ${messages.cancel}
  </button>
`;
