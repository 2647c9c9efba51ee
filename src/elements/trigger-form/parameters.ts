import type {Dependencies} from '../../controllers/parameter-lists.js';
import {isRecord} from '../../core/data.js';
import type {
  ConnectInputValue,
  IntentInputKeyConfig,
  SerializedConnectInput,
  Trigger,
} from '../../core/types/index.js';
import {isBlank, plainText} from '../../internal/inputs.js';

/** What the user has entered, by parameter. A parameter that is not in it has its default value. */
export type ParameterValues = ReadonlyMap<string, ConnectInputValue>;

/** The value of a trigger form, as `POST …/trigger-subscriptions` takes it. */
export interface TriggerValue {
  readonly type: string;
  readonly parameters: Readonly<Record<string, ConnectInputValue>>;
}

export const valueOf = (
  {id, defaultValue}: IntentInputKeyConfig,
  values: ParameterValues,
): ConnectInputValue => (values.has(id) ? values.get(id) : (defaultValue as ConnectInputValue));

/** What is asked for: the trigger's parameters, and those that come with what is entered or chosen in them. */
export function visibleParameters(
  parameters: unknown,
  values: ParameterValues,
  seen = new Set<string>(),
): readonly IntentInputKeyConfig[] {
  return readParameters(parameters).flatMap((parameter) => {
    // A parameter that is asked for again further down is the same one.
    if (seen.has(parameter.id)) return [];
    seen.add(parameter.id);
    const value = valueOf(parameter, values);
    const chosen = listOf(parameter.values).find(
      (entry) => isRecord(entry) && String(entry['value']) === plainText(value),
    );
    const more = isBlank(value)
      ? []
      : [
          ...listOf(parameter.dependentInputs),
          ...(isRecord(chosen) ? listOf(chosen['dependentInputs']) : []),
        ];
    return [parameter, ...visibleParameters(more, values, seen)];
  });
}

function readParameters(parameters: unknown): readonly IntentInputKeyConfig[] {
  return listOf(parameters).filter(
    (entry): entry is IntentInputKeyConfig =>
      isRecord(entry) && typeof entry['id'] === 'string' && typeof entry['type'] === 'string',
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Ids of the parameters that a parameter's list is loaded by. */
export const dependenciesOf = ({
  valuesSource,
  supportedKeysSource,
}: IntentInputKeyConfig): readonly string[] =>
  [valuesSource, supportedKeysSource].flatMap((source) =>
    isRecord(source) ? listOf(source['dependencies']).map(String) : [],
  );

/** Sets a value. What is chosen from lists that were loaded by the former one is forgotten. */
export function withValue(
  parameters: readonly IntentInputKeyConfig[],
  values: ParameterValues,
  id: string,
  value: ConnectInputValue,
): ParameterValues {
  const next = new Map(values).set(id, value);
  const changed = new Set([id]);
  // Until nothing follows any more: a list may depend on a list that depends on this one.
  for (let before = 0; before !== changed.size;) {
    before = changed.size;
    for (const parameter of parameters) {
      if (changed.has(parameter.id)) continue;
      if (!dependenciesOf(parameter).some((dependency) => changed.has(dependency))) continue;
      changed.add(parameter.id);
      next.set(parameter.id, undefined);
    }
  }
  return next;
}

/** The choices that a parameter's list is loaded by, or which one has to be made first. */
export function dependencies(
  parameter: IntentInputKeyConfig,
  parameters: readonly IntentInputKeyConfig[],
  values: ParameterValues,
  chooseBefore: (title: string) => string,
): Dependencies {
  const given = dependenciesOf(parameter).map((id) => {
    const parent = parameters.find((other) => other.id === id);
    return {id, title: parent?.title ?? id, value: parent ? valueOf(parent, values) : values.get(id)};
  });
  const missing = given.find(({value}) => isBlank(value));
  return {
    parameters: given.map(({id, value}) => ({key: id, source: {type: 'VALUE', value}})),
    waiting: missing ? chooseBefore(missing.title) : '',
  };
}

const LISTS: ReadonlySet<string> = new Set(['ENUM', 'DYNAMIC_ENUM', 'EDITABLE_ENUM']);

/** The input that draws a parameter. A parameter is required only if it says so. */
export function inputOf(parameter: IntentInputKeyConfig, given: Dependencies): SerializedConnectInput {
  const {type, required = false, valuesSource} = parameter;
  // A text with a list of suggestions is a list in which a typed text counts.
  const isList = LISTS.has(type) || (type === 'TEXT' && !!valuesSource);
  return {
    ...(parameter as unknown as SerializedConnectInput),
    title: plainText(parameter.title) || parameter.id,
    type: isList ? 'EDITABLE_ENUM' : type,
    ...(isList && {creatable: type === 'EDITABLE_ENUM' || type === 'TEXT'}),
    required,
    // The form knows it, and whether it still holds.
    defaultValue: undefined,
    dependencies: given,
  };
}

/** What to subscribe with: the values of what is asked for, as far as there are any. */
export const triggerValue = (trigger: Trigger, values: ParameterValues): TriggerValue => ({
  type: trigger.type,
  // From entries, as an id may be called `__proto__`.
  parameters: Object.fromEntries(
    visibleParameters(trigger.parameters, values)
      .map((parameter) => [parameter.id, valueOf(parameter, values)] as const)
      .filter(([, value]) => !isBlank(value)),
  ),
});

/** Reads a value that a page sets. What it does not name is empty, whatever the default value. */
export function readTriggerValue(
  value: unknown,
): {readonly type: string; readonly values: ParameterValues} | undefined {
  if (!isRecord(value) || typeof value['type'] !== 'string' || !value['type']) return undefined;
  const parameters = isRecord(value['parameters']) ? value['parameters'] : {};
  return {type: value['type'], values: new Map(Object.entries(parameters)) as ParameterValues};
}

/** Marks every parameter that a stored value does not name as empty. */
export function withoutDefaults(trigger: Trigger | undefined, values: ParameterValues): ParameterValues {
  const next = new Map(values);
  const visit = (parameters: unknown, depth = 0) => {
    if (depth > 8) return;
    for (const parameter of readParameters(parameters)) {
      if (!next.has(parameter.id)) next.set(parameter.id, undefined);
      visit(parameter.dependentInputs, depth + 1);
      for (const entry of listOf(parameter.values)) {
        if (isRecord(entry)) visit(entry['dependentInputs'], depth + 1);
      }
    }
  };
  visit(trigger?.parameters);
  return next;
}
