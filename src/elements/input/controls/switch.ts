import {html} from 'lit';
import {live} from 'lit/directives/live.js';
import type {InputControl} from '../control.js';

/** On or off. */
export const createControl = (): InputControl => ({
  render: ({id, value, describedBy, invalid, disabled, readOnly, set}) =>
    html`<input
      part="switch"
      class="switch"
      type="checkbox"
      role="switch"
      id=${id}
      aria-describedby=${describedBy}
      aria-invalid=${invalid ? 'true' : 'false'}
      aria-readonly=${readOnly ? 'true' : 'false'}
      .checked=${live(value === true)}
      ?disabled=${disabled}
      @click=${(event: Event) => readOnly && event.preventDefault()}
      @change=${(event: Event) => set((event.target as HTMLInputElement).checked, {commit: true})}
    />`,
  isEmpty: () => false,
});
