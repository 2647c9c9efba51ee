import {html, type LitElement} from 'lit';
import {hasMessages} from '../../../internal/has-messages.js';
import type {ParagonFieldMapper} from '../../field-mapper/field-mapper.js';
import '../../field-mapper/field-mapper.define.js';
import {isEmptyMapping} from '../../field-mapper/mapping-value.js';
import {mapperParts} from '../../field-mapper/parts.js';
import type {ControlContext, InputControl} from '../control.js';

/** Fields of the application and those of the integration's records that they are mapped to. */
export function createControl(host: LitElement): InputControl {
  const mapper = () => host.renderRoot.querySelector<ParagonFieldMapper>('paragon-field-mapper');
  return {
    labels: 'group',
    render(context: ControlContext) {
      const {input, value, id, disabled, readOnly, required} = context;
      return html`<paragon-field-mapper
        id=${id}
        exportparts=${mapperParts}
        .input=${quiet(input)}
        .value=${value}
        .client=${context.client}
        .integration=${context.integration}
        .selectedCredentialId=${context.credentialId}
        .disabled=${disabled}
        .readOnly=${readOnly}
        .required=${required}
        .messages=${hasMessages(host) ? host.messages : undefined}
        @change=${(event: Event) =>
          context.set((event.currentTarget as ParagonFieldMapper).value, {commit: true})}
      ></paragon-field-mapper>`;
    },
    isEmpty: isEmptyMapping,
    focus: () => mapper()?.focus(),
  };
}

/** Whether it must be filled in is for the element around to say. */
const inputs = new WeakMap<ControlContext['input'], ControlContext['input']>();

function quiet(input: ControlContext['input']): ControlContext['input'] {
  const known = inputs.get(input) ?? {...input, required: false};
  inputs.set(input, known);
  return known;
}
