import {html, type TemplateResult} from 'lit';
import type {PortalMessages} from '../../i18n/messages.js';

/** Says that the account was just connected. Part: `success`. */
export const successBanner = (text: string): TemplateResult =>
  html`<p part="success" class="success">
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="10" />
      <path d="M8 12.5l2.7 2.7L16 9.5" /></svg
    ><span>${text}</span>
  </p>`;

/** Stands for what is loading. Part: `skeleton`. */
export const skeleton = (label: string): TemplateResult =>
  html`<div part="skeleton" class="skeleton" role="img" aria-label=${label}>
    <span></span><span></span><span></span>
  </div>`;

/** Stands for a list without entries. Part: `empty`. */
export const emptyState = (title: string, text: string): TemplateResult =>
  html`<div part="empty" class="empty">
    <p class="empty-title">${title}</p>
    <p>${text}</p>
  </div>`;

/** Asks whether to give up what was entered. Parts: `discard`, `continue-button`, `discard-button`. */
export const discardQuestion = (
  messages: PortalMessages,
  onContinue: () => void,
  onDiscard: () => void,
): TemplateResult =>
  html`<div part="discard" class="footer" role="group" aria-labelledby="discard-title">
    <p id="discard-title" class="notice-title">${messages.discardTitle}</p>
    <div class="actions">
      <button
        part="continue-button"
        class="button"
        type="button"
        aria-describedby="discard-title"
        @click=${onContinue}
      >
        ${messages.discardKeep}
      </button>
      <button part="discard-button" class="button danger" type="button" @click=${onDiscard}>
        ${messages.discardConfirm}
      </button>
    </div>
  </div>`;
