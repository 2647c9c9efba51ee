import {html} from 'lit';
import type {InputControl} from '../control.js';

/** Stands for an input of a type that is not known here. It keeps its value and is never wrong. */
export const createControl = (): InputControl => ({
  labels: 'group',
  render: ({id, messages}) =>
    html`<p part="unsupported" class="unsupported" id=${id}>${messages.unsupportedInput}</p>`,
  isEmpty: () => false,
});
