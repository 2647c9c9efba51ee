import {namesIn} from '../accounts/template.js';
import type {Complain} from './input-lists.js';
import type {Integration} from './schema.js';
import type {TriggerParameter} from './trigger-schema.js';

/** Every parameter of a trigger finds its options: clients load them by the name of their source. */
export function checkTriggers(entry: Integration, complain: Complain): void {
  const seen = new Set<string>();
  entry.triggers.forEach(({type, parameters}, index) => {
    const path = `triggers.${index}`;
    if (seen.has(type)) complain(`${path}.type`, `${type} is used twice`);
    seen.add(type);
    checkParameters(entry, parameters, {path: `${path}.parameters`, known: new Set()}, complain);
  });
}

/** @param known Ids of the parameters that are asked before. */
function checkParameters(
  entry: Integration,
  parameters: readonly TriggerParameter[],
  {path, known}: {path: string; known: ReadonlySet<string>},
  complain: Complain,
): void {
  const ids = new Set(known);
  parameters.forEach((parameter, index) => {
    const place = `${path}.${index}`;
    if (ids.has(parameter.id)) complain(`${place}.id`, `${parameter.id} is used twice in this trigger`);
    for (const member of ['valuesSource', 'supportedKeysSource'] as const) {
      const source = member in parameter ? Reflect.get(parameter, member) : undefined;
      if (source) checkSource(entry, source as Source, {path: `${place}.${member}`, ids}, complain);
    }
    const choices = 'values' in parameter ? parameter.values : undefined;
    if (isChoice(parameter) && !choices?.length && !parameter.valuesSource)
      complain(`${place}.values`, `${parameter.id} has neither values nor a source of them`);
    ids.add(parameter.id);
    const nested: [string, readonly TriggerParameter[]][] = [
      ['dependentInputs', parameter.dependentInputs ?? []],
      ...(choices ?? []).map((choice, position): [string, readonly TriggerParameter[]] => [
        `values.${position}.dependentInputs`,
        (typeof choice === 'object' && choice.dependentInputs) || [],
      ]),
    ];
    for (const [name, inner] of nested)
      checkParameters(entry, inner, {path: `${place}.${name}`, known: ids}, complain);
  });
}

type Source = NonNullable<TriggerParameter['valuesSource']>;

const isChoice = ({type}: TriggerParameter) =>
  ['ENUM', 'EDITABLE_ENUM', 'EnumTextAreaPairInput'].includes(type);

function checkSource(
  entry: Integration,
  {sourceType, dependencies}: Source,
  {path, ids}: {path: string; ids: ReadonlySet<string>},
  complain: Complain,
): void {
  const loader = Object.hasOwn(entry.options, sourceType) ? entry.options[sourceType] : undefined;
  if (!loader) complain(`${path}.sourceType`, `options lacks the loader ${sourceType}`);
  const needed = namesIn([loader?.path, loader?.query, loader?.body]).filter((name) =>
    Object.hasOwn(entry.options, name),
  );
  for (const name of needed)
    if (!dependencies.includes(name))
      complain(`${path}.dependencies`, `${name} is needed: the options of ${sourceType} load by it`);
  for (const id of dependencies)
    if (!ids.has(id)) complain(`${path}.dependencies`, `${id} is the id of no parameter before this one`);
}
