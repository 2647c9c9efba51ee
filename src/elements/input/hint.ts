import {html, nothing, type TemplateResult} from 'lit';
import type {SerializedConnectInput} from '../../core/types/index.js';
import type {InputMessages} from '../../i18n/en-input.js';
import {plainText} from '../../internal/inputs.js';
import {safeLink} from '../../internal/url.js';

/** The help of an input: subtitle, tooltip and documentation, one below the other. */
export function hintOf(
  input: SerializedConnectInput,
  {learnMore}: InputMessages,
): TemplateResult | undefined {
  const [subtitle, tooltip] = hintTexts(input);
  const link = safeLink(input.documentationLink);
  if (!subtitle && !tooltip && !link) return undefined;
  return html`
    ${subtitle ? html`<span>${linkify(subtitle)}</span>` : nothing}
    ${tooltip ? html`<span>${tooltip}</span>` : nothing}
    ${link ? outsideLink(link, plainText(input.documentationLinkLabel) || learnMore) : nothing}
  `;
}

/** Subtitle and tooltip. */
export const hintTexts = (input: SerializedConnectInput): readonly [string, string] => [
  plainText(input.subtitle),
  plainText(input.tooltip) || plainText(input['toolTipText']),
];

const outsideLink = (href: string, text: string): TemplateResult =>
  html`<a part="link" href=${href} target="_blank" rel="noopener noreferrer">${text}</a>`;

/** Subtitles may hold an address in round brackets. */
const linkify = (text: string): unknown =>
  text.split(/\((https?:\/\/[^\s()]+)\)/).map((part, index) => {
    const href = index % 2 ? safeLink(part) : undefined;
    return href ? html`(${outsideLink(href, part.replace(/^https?:\/\//, ''))})` : part;
  });
