import {html, type LitElement, type TemplateResult} from 'lit';
import {choiceOf, optionSource} from '../../../controllers/input-sources.js';
import type {ConnectInputValue, DynamicDataSource} from '../../../core/types/index.js';
import {plainText} from '../../../internal/inputs.js';
import type {ControlContext, InputControl} from '../control.js';
import {sentences} from '../hint.js';
import {ListSources} from '../list-sources.js';
import {addStyles} from '../../../internal/add-styles.js';
import {readCombo, writeRecord} from './combo-value.js';
import {focusFirst, labelledCombobox} from './combobox-field.js';
import {comboStyles} from './combo.styles.js';

export interface PairSources {
  readonly mainInputSource: DynamicDataSource;
  readonly dependentInputSource: DynamicDataSource;
}

/** Two lists, of which the second depends on the first: `COMBO_INPUT`. */
export function createControl(host: LitElement): InputControl {
  addStyles(host, comboStyles);
  const sources = new ListSources(host);
  let last: PairState | undefined;

  return {
    labels: 'group',
    render(context) {
      const found = sources.of(context);
      if (found?.kind !== 'combo') return missing(context, sources.isWaiting(context));
      last = {sources: found, isRequired: context.required};
      return html`<div
        class="pair"
        id=${context.id}
        role="group"
        aria-labelledby="${context.id}-label"
        aria-describedby=${context.describedBy}
      >
        ${pair(context, found, (main, dependent) => {
          const {mainInput, rest} = readCombo(context.value);
          // What was stored along belongs to the former choice.
          const kept = main === mainInput ? Object.entries(rest) : [];
          const value = writeRecord([['mainInput', main], ['dependentInput', dependent], ...kept]);
          // Half a choice is nothing to be told about yet.
          const isHalf = !!value && !!missingOfPair(last, value, String);
          context.set(value, {commit: !isHalf});
        })}
      </div>`;
    },
    problem: ({value, messages}) => missingOfPair(last, value, messages.requiredMissing),
    focus: () => focusFirst(host),
  };
}

/** What the last rendering was about. */
export interface PairState {
  readonly sources: PairSources;
  readonly isRequired: boolean;
}

/** Both comboboxes; choosing in the first clears the second. */
export function pair(
  context: ControlContext,
  {mainInputSource, dependentInputSource}: PairSources,
  onChoose: (main: string | undefined, dependent: string | undefined) => void,
): readonly TemplateResult[] {
  const {client, integration, credentialId, id, required, invalid, messages, value} = context;
  const {mainInput, dependentInput} = readCombo(value);
  const shared = {client, integration, credentialId};
  const mainTitle = plainText(mainInputSource.title) || messages.firstChoice;
  const parameters = [choiceOf(mainInputSource, mainInput)];
  return [
    labelledCombobox(context, {
      id: `${id}-main`,
      label: mainTitle,
      description: helpOf(mainInputSource),
      source: optionSource({...shared, source: mainInputSource}),
      value: mainInput,
      required,
      invalid: invalid && mainInput === undefined,
      onChoose: (option) => onChoose(textOfOption(option), undefined),
    }),
    labelledCombobox(context, {
      id: `${id}-dependent`,
      label: plainText(dependentInputSource.title) || messages.secondChoice,
      description: helpOf(dependentInputSource),
      source:
        mainInput === undefined
          ? undefined
          : optionSource({...shared, source: dependentInputSource, parameters}),
      value: mainInput === undefined ? undefined : dependentInput,
      waiting: messages.chooseFirst(mainTitle),
      required,
      invalid: invalid && dependentInput === undefined,
      onChoose: (option) => onChoose(mainInput, textOfOption(option)),
    }),
  ];
}

/** Both choices belong together where a value is needed. */
export function missingOfPair(
  last: PairState | undefined,
  value: ConnectInputValue,
  say: (title: string) => string,
): string | undefined {
  if (!last?.isRequired) return undefined;
  const {mainInput, dependentInput} = readCombo(value);
  if (mainInput === undefined) return say(plainText(last.sources.mainInputSource.title));
  return dependentInput === undefined ? say(plainText(last.sources.dependentInputSource.title)) : undefined;
}

/** In place of lists that are not described, or not yet. */
export const missing = ({id, messages}: ControlContext, isWaiting: boolean): TemplateResult =>
  isWaiting
    ? html`<div part="skeleton" class="skeleton" id=${id}></div>`
    : html`<p part="unsupported" class="unsupported" id=${id}>${messages.optionsMissing}</p>`;

const helpOf = ({subtitle, instructionalText}: DynamicDataSource): string =>
  sentences([plainText(subtitle), plainText(instructionalText)]);

const textOfOption = (option: {readonly value: unknown} | undefined): string | undefined =>
  option && String(option.value);
