import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {plainText, scopesOf, type Scope} from '../../../internal/inputs.js';
import type {ControlContext, InputControl} from '../control.js';

/** Permissions to give, one checkbox each. Those that are always needed stand in a list that can be folded. */
export function createControl(host: LitElement): InputControl {
  /** Reads all boxes: the next one may be clicked before this change is drawn. */
  function onChange({input, value, set}: ControlContext): void {
    const scopes = scopesOf(input);
    const boxes = [...host.renderRoot.querySelectorAll<HTMLInputElement>('.scope input')];
    const chosen = scopes.filter(({isRequired}) => !isRequired).filter((_, index) => boxes[index]?.checked);
    const unknown = namesIn(value).filter((name) => !scopes.some((scope) => scope.name === name));
    set([...chosen.map(({name}) => name), ...unknown].join(' '), {commit: true});
  }

  const choice = (scope: Scope, index: number, context: ControlContext): TemplateResult => {
    const {id, value, disabled, readOnly} = context;
    const description = `${id}-scope-${index}`;
    return html`<li part="scope" class="scope">
      <label>
        <input
          type="checkbox"
          .checked=${live(namesIn(value).includes(scope.name))}
          ?disabled=${disabled}
          aria-readonly=${readOnly ? 'true' : nothing}
          aria-describedby=${scope.description ? description : nothing}
          @click=${(event: Event) => readOnly && event.preventDefault()}
          @change=${() => onChange(context)}
        />
        <span class="scope-label">${scope.label}</span>
      </label>
      ${descriptionOf(scope, description)}
    </li>`;
  };

  return {
    labels: 'group',
    render(context) {
      const {input, id, describedBy, messages} = context;
      const scopes = scopesOf(input);
      const fixed = scopes.filter(({isRequired}) => isRequired);
      const free = scopes.filter(({isRequired}) => !isRequired);
      return html`<div
        class="scopes"
        id=${id}
        role="group"
        aria-labelledby="${id}-label"
        aria-describedby=${describedBy}
      >
        ${
          fixed.length
            ? html`<details part="fixed-scopes" class="fixed" ?open=${!free.length}>
                <summary>${messages.fixedScopes(fixed.length)}</summary>
                <ul role="list">
                  ${fixed.map(
                    (scope, index) =>
                      html`<li part="scope" class="scope">
                        <span class="scope-label">${scope.label}</span>
                        ${descriptionOf(scope, `${id}-fixed-${index}`)}
                      </li>`,
                  )}
                </ul>
              </details>`
            : nothing
        }
        ${
          free.length
            ? html`<ul role="list">
                ${free.map((scope, index) => choice(scope, index, context))}
              </ul>`
            : nothing
        }
      </div>`;
    },
    focus: () =>
      host.renderRoot.querySelector<HTMLElement>('.scopes :is(input:not(:disabled), summary)')?.focus(),
  };
}

const descriptionOf = ({description}: Scope, id: string): TemplateResult | typeof nothing =>
  description
    ? html`<span part="scope-description" class="scope-description" id=${id}>${description}</span>`
    : nothing;

const namesIn = (value: unknown): string[] => plainText(value).split(/\s+/).filter(Boolean);
