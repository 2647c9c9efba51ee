import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {choiceOf} from '../../../controllers/input-sources.js';
import type {DefaultFieldValueSources, InputOption} from '../../../core/types/index.js';
import type {ControlContext, InputControl} from '../control.js';
import {ListSources} from '../list-sources.js';
import {addStyles} from '../../../internal/add-styles.js';
import {readCombo, readVariables, writeRecord} from './combo-value.js';
import {missing, missingOfPair, pair, type PairState} from './combo.js';
import {comboStyles} from './combo.styles.js';
import {focusFirst, labelledCombobox} from './combobox-field.js';
import {localSource, variableField} from './variable-fields.js';
import {VariableList, type Variable} from './variable-list.js';

/** Two lists, and fields that the integration describes for both choices: `DYNAMIC_COMBO_INPUT`. */
export function createControl(host: LitElement): InputControl {
  addStyles(host, comboStyles);
  const sources = new ListSources(host);
  const list = new VariableList(host);
  /** Optional fields that were added and may still be empty, for the choices in `addedFor`. */
  let added = new Set<string>();
  let addedFor = '';
  /** A change is done once it is known that no field has to be filled in. */
  let isAwaited = false;
  let last: (PairState & {readonly variables: readonly Variable[]}) | undefined;

  function variablePart(context: ControlContext, found: DefaultFieldValueSources): unknown {
    const {mainInput, dependentInput} = readCombo(context.value);
    const {variableInputSource, mainInputSource, dependentInputSource} = found;
    if (!variableInputSource || mainInput === undefined || dependentInput === undefined) return nothing;
    forgetAdded(JSON.stringify([mainInput, dependentInput]));
    const parameters = [choiceOf(mainInputSource, mainInput), choiceOf(dependentInputSource, dependentInput)];
    const state = list.of(context, variableInputSource, parameters);
    const {messages} = context;
    if (state.status === 'loading') {
      return html`<div class="late" role="status">
        <span class="spinner" aria-hidden="true"></span> ${messages.loadingFields}
      </div>`;
    }
    if (state.status === 'failed') {
      return html`<div class="failed" role="alert">
        <span>${messages.fieldsFailed}</span>
        <button part="retry-button" class="button" type="button" @click=${retry}>${messages.tryAgain}</button>
      </div>`;
    }
    last = last && {...last, variables: state.variables};
    if (isAwaited) {
      isAwaited = false;
      if (!state.variables.some(({isRequired}) => isRequired)) queueMicrotask(() => context.commit());
    }
    return state.variables.length
      ? fields(context, state.variables)
      : html`<p part="unsupported" class="unsupported">${messages.noFields}</p>`;
  }

  function retry(): void {
    // The button goes; the choice that decides the fields stays.
    [...host.renderRoot.querySelectorAll<HTMLElement>('paragon-combobox')].at(-1)?.focus();
    list.retry();
  }

  /** What was added for other choices is not asked for any more. */
  function forgetAdded(choices: string): void {
    if (choices === addedFor) return;
    added = new Set();
    addedFor = choices;
  }

  function fields(context: ControlContext, variables: readonly Variable[]): TemplateResult {
    const values = readVariables(context.value);
    const isShown = ({id, isRequired}: Variable) => isRequired || added.has(id) || values.has(id);
    const hidden = variables.filter((variable) => !isShown(variable));
    return html`<div class="variables">
      ${variables.map((variable, index) =>
        isShown(variable)
          ? variableField(host, context, {
              variable,
              id: `${context.id}-variable-${index}`,
              value: values.get(variable.id),
              set: (value, isDone) => setVariable(context, variables, variable, value, isDone),
              onRemove: variable.isRequired ? undefined : () => remove(context, variables, variable),
            })
          : nothing,
      )}
      ${hidden.length && !context.readOnly ? adder(context, variables, hidden) : nothing}
    </div>`;
  }

  /** Adds an optional field. */
  const adder = (
    context: ControlContext,
    variables: readonly Variable[],
    hidden: readonly Variable[],
  ): TemplateResult =>
    labelledCombobox(context, {
      id: `${context.id}-add`,
      label: context.messages.addField,
      source: localSource(hiddenOptions(hidden)),
      value: undefined,
      onChoose(option, combobox) {
        combobox.value = undefined;
        const index = variables.findIndex(({id}) => id === option?.value);
        if (!option || index < 0) return;
        added.add(option.value);
        host.requestUpdate();
        void host.updateComplete.then(() =>
          host.renderRoot.querySelector<HTMLElement>(`#${context.id}-variable-${index}`)?.focus(),
        );
      },
    });

  let optionsFor = '';
  let options: readonly InputOption[] = [];
  function hiddenOptions(hidden: readonly Variable[]): readonly InputOption[] {
    const key = JSON.stringify(hidden.map(({id, title}) => [id, title]));
    if (key !== optionsFor) options = hidden.map(({id, title}) => ({label: title, value: id}));
    optionsFor = key;
    return options;
  }

  function remove(context: ControlContext, variables: readonly Variable[], variable: Variable): void {
    added.delete(variable.id);
    setVariable(context, variables, variable, undefined, true);
    host.requestUpdate();
    void host.updateComplete.then(() =>
      host.renderRoot.querySelector<HTMLElement>(`#${context.id}-add`)?.focus(),
    );
  }

  /** Values of fields that are not described any more go with the next change. */
  function setVariable(
    context: ControlContext,
    variables: readonly Variable[],
    {id, isRequired}: Variable,
    value: string | readonly string[] | undefined,
    isDone: boolean,
  ): void {
    if (!isRequired && value === undefined && !isDone) added.add(id);
    const values = new Map(readVariables(context.value));
    if (value === undefined) values.delete(id);
    else values.set(id, value);
    const kept = variables.flatMap((one) =>
      values.has(one.id) ? [[one.id, values.get(one.id)] as const] : [],
    );
    const {mainInput, dependentInput, rest} = readCombo(context.value);
    const others = Object.entries(rest).filter(([key]) => key !== 'variableInput');
    const isWhole = variables.every((one) => !one.isRequired || values.has(one.id));
    context.set(
      writeRecord([
        ['mainInput', mainInput],
        ['dependentInput', dependentInput],
        ...others,
        ['variableInput', writeRecord(kept)],
      ]),
      {commit: isDone && (isWhole || value === undefined)},
    );
  }

  return {
    labels: 'group',
    render(context) {
      const found = sources.of(context);
      if (found?.kind !== 'defaultFieldValue') return missing(context, sources.isWaiting(context));
      last = {sources: found, isRequired: context.required, variables: []};
      return html`<div
        class="combo"
        id=${context.id}
        role="group"
        aria-labelledby="${context.id}-label"
        aria-describedby=${context.describedBy}
      >
        <div class="pair">
          ${pair(context, found, (main, dependent) => {
            // What was entered belongs to the former choices.
            const value = writeRecord([
              ['mainInput', main],
              ['dependentInput', dependent],
            ]);
            const isWhole = main !== undefined && dependent !== undefined;
            isAwaited = isWhole && !!found.variableInputSource;
            context.set(value, {commit: !value || (isWhole && !isAwaited)});
          })}
        </div>
        ${variablePart(context, found)}
      </div>`;
    },
    problem({value, messages}) {
      const ofPair = missingOfPair(last, value, messages.requiredMissing);
      if (ofPair || !last) return ofPair;
      const values = readVariables(value);
      const empty = last.variables.find(({id, isRequired}) => isRequired && !values.has(id));
      return empty && messages.requiredMissing(empty.title);
    },
    focus: () => focusFirst(host),
  };
}
