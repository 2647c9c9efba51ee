import {inputLists, type Complain} from './input-lists.js';
import type {Input, Integration} from './schema.js';

const DYNAMIC = 'DYNAMIC_DATA_SOURCE';
const STATIC = 'STATIC_ENUM_DATA_SOURCE';

/** Sources inside of compound ones: those that are needed, and those that may be there. */
const compounds: Record<string, {readonly needed: readonly string[]; readonly possible: readonly string[]}> =
  {
    FIELD_MAPPER_DATA_SOURCE: {
      needed: ['recordSource', 'fieldSource'],
      possible: ['dependentInputSource', 'dependentFieldInputSource'],
    },
    COMBO_INPUT_DATA_SOURCE: {needed: ['mainInputSource', 'dependentInputSource'], possible: []},
    DYNAMIC_COMBO_INPUT_DATA_SOURCE: {
      needed: ['mainInputSource', 'dependentInputSource'],
      possible: ['variableInputSource'],
    },
  };
const kinds = [DYNAMIC, STATIC, ...Object.keys(compounds)];

/** Kinds of sources that inputs take. */
const kindsOfInput: Partial<Record<Input['type'], readonly string[]>> = {
  ENUM: [STATIC],
  DYNAMIC_ENUM: [DYNAMIC],
  FIELD_MAPPER: ['FIELD_MAPPER_DATA_SOURCE'],
  COMBO_INPUT: ['COMBO_INPUT_DATA_SOURCE'],
  DYNAMIC_COMBO_INPUT: ['DYNAMIC_COMBO_INPUT_DATA_SOURCE'],
};

/** Every input finds its options, and every source its loader. */
export function checkSources(entry: Integration, complain: Complain): void {
  for (const {path, inputs, isFirst} of inputLists(entry))
    inputs.forEach((input, index) => checkInput(entry, input, {path: `${path}.${index}`, isFirst}, complain));
  for (const [name, source] of Object.entries(entry.dataSources))
    checkSource(entry, source, `dataSources.${name}`, complain);
}

function checkInput(
  entry: Integration,
  {id, type, sourceType, values}: Input,
  {path, isFirst}: {path: string; isFirst: boolean},
  complain: Complain,
): void {
  const allowed = kindsOfInput[type];
  if (!allowed) return;
  if (isFirst && type !== 'ENUM') {
    complain(`${path}.type`, `${type} cannot be asked before there is an account to load its options from`);
    return;
  }
  if (type === 'ENUM' && values) return;
  // An app may bring a mapper's objects and fields itself.
  if (type === 'FIELD_MAPPER' && sourceType === undefined) return;
  const source =
    sourceType !== undefined && Object.hasOwn(entry.dataSources, sourceType)
      ? entry.dataSources[sourceType]
      : undefined;
  if (!source)
    complain(
      `${path}.sourceType`,
      type === 'ENUM'
        ? `${id} has neither values nor a source in dataSources`
        : `dataSources lacks the source of the input ${id}`,
    );
  else if (!allowed.includes(source.type))
    complain(
      `${path}.sourceType`,
      `${id} needs a source of the type ${allowed.join(' or ')}, not ${source.type}`,
    );
}

function checkSource(entry: Integration, source: unknown, path: string, complain: Complain): void {
  const member = (name: string): unknown =>
    source !== null && typeof source === 'object' && Object.hasOwn(source, name)
      ? Reflect.get(source, name)
      : undefined;
  const type = String(member('type'));
  const compound = Object.hasOwn(compounds, type) ? compounds[type] : undefined;
  if (compound) {
    for (const name of compound.needed)
      if (member(name) === undefined) complain(`${path}.${name}`, 'is needed: a source of options');
    for (const name of [...compound.needed, ...compound.possible])
      if (member(name) !== undefined) checkSource(entry, member(name), `${path}.${name}`, complain);
  } else if (type === DYNAMIC) {
    const key = member('cacheKey');
    if (typeof key !== 'string') complain(`${path}.cacheKey`, 'is needed: the name of its loader in options');
    else if (!Object.hasOwn(entry.options, key))
      complain(`${path}.cacheKey`, `options lacks the loader ${key}`);
    const dependencies = member('refreshDependencies');
    if (dependencies !== undefined && !Array.isArray(dependencies))
      complain(`${path}.refreshDependencies`, 'must be a list');
  } else if (type === STATIC) {
    if (!Array.isArray(member('values'))) complain(`${path}.values`, 'is needed: a list of options');
  } else complain(`${path}.type`, `must be one of ${kinds.join(', ')}`);
}
