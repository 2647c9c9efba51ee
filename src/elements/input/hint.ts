import {html, nothing, type TemplateResult} from 'lit';
import type {SerializedConnectInput} from '../../core/types/index.js';
import type {InputMessages} from '../../i18n/en-input.js';
import {plainText} from '../../internal/inputs.js';
import {safeLink} from '../../internal/url.js';

const STOP = html`<span class="sr">. </span>`;

/** The help of an input: subtitle, tooltip and documentation, one below the other. */
export function hintOf(
  input: SerializedConnectInput,
  {learnMore}: InputMessages,
): TemplateResult | undefined {
  const [subtitle, tooltip] = hintTexts(input);
  const link = safeLink(input.documentationLink);
  if (!subtitle && !tooltip && !link) return undefined;
  return html`
    ${subtitle ? html`<span>${linkify(subtitle)}${stopOf(subtitle)}</span>` : nothing}
    ${tooltip ? html`<span>${tooltip}${stopOf(tooltip)}</span>` : nothing}
    ${link ? outsideLink(link, plainText(input.documentationLinkLabel) || learnMore) : nothing}${link ? STOP : nothing}
  `;
}

/** Several texts as one, each of them a sentence: so that they are not read in one breath. */
export const sentences = (texts: readonly string[]): string =>
  texts
    .filter(Boolean)
    .map((text) => (hasStop(text) ? text : `${text}.`))
    .join(' ');

const hasStop = (text: string): boolean => /[\p{Sentence_Terminal}:…][\p{Pe}\p{Pf}"']*\s*$/u.test(text);

/** Where no full stop is seen, one is heard. */
const stopOf = (text: string): TemplateResult | typeof nothing => (hasStop(text) ? nothing : STOP);

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
