import {expect} from '@open-wc/testing';
import type {IntentInputKeyConfig, Trigger} from '../../core/types/index.js';
import {
  dependencies,
  inputOf,
  readTriggerValue,
  triggerValue,
  valueOf,
  visibleParameters,
  withValue,
  withoutDefaults,
} from './parameters.js';

const PARAMETERS: readonly IntentInputKeyConfig[] = [
  {
    id: 'record',
    type: 'ENUM',
    title: 'Record',
    required: true,
    valuesSource: {sourceType: 'r', dependencies: []},
  },
  {id: 'field', type: 'ENUM', title: 'Field', valuesSource: {sourceType: 'f', dependencies: ['record']}},
  {id: 'choice', type: 'ENUM', title: 'Choice', valuesSource: {sourceType: 'c', dependencies: ['field']}},
  {
    id: 'then',
    type: 'ENUM',
    title: 'Then',
    defaultValue: 'report',
    values: ['report', {value: 'remind', dependentInputs: [{id: 'text', type: 'TEXTAREA', title: 'Text'}]}],
    dependentInputs: [{id: 'twice', type: 'SWITCH', title: 'Twice'}],
  },
];
const trigger = {
  type: 'T',
  triggerModel: 'POLLING',
  title: 't',
  description: '',
  parameters: PARAMETERS,
} as unknown as Trigger;
const idsOf = (parameters: readonly IntentInputKeyConfig[]) => parameters.map(({id}) => id);

describe('parameters of a trigger', () => {
  it('come with those that depend on what is entered', () => {
    const shown = (then: string | undefined) =>
      idsOf(visibleParameters(PARAMETERS, new Map([['then', then]])));
    expect(shown('remind').slice(3)).to.deep.equal(['then', 'twice', 'text']);
    expect(shown('report').slice(3)).to.deep.equal(['then', 'twice']);
    expect(shown(undefined).slice(3)).to.deep.equal(['then']);
  });

  it('do not repeat themselves, nor run in circles', () => {
    const circle: {
      id: string;
      type: string;
      title: string;
      defaultValue: string;
      dependentInputs: unknown[];
    } = {
      id: 'a',
      type: 'TEXT',
      title: 'A',
      defaultValue: 'x',
      dependentInputs: [],
    };
    circle.dependentInputs.push(circle);
    expect(idsOf(visibleParameters([circle, {id: 'a', type: 'TEXT'}, null, 5], new Map()))).to.deep.equal([
      'a',
    ]);
    expect(withoutDefaults({...trigger, parameters: [circle as never]}, new Map()).get('a')).to.equal(
      undefined,
    );
  });

  it('have their default value until something else is entered', () => {
    const then = PARAMETERS[3] as IntentInputKeyConfig;
    expect(valueOf(then, new Map())).to.equal('report');
    expect(valueOf(then, new Map([['then', undefined]]))).to.equal(undefined);
    expect(triggerValue(trigger, new Map())).to.deep.equal({type: 'T', parameters: {then: 'report'}});
    expect(valueOf(then, withoutDefaults(trigger, new Map()))).to.equal(undefined);
  });

  it('forget what was chosen from a list that is another one now', () => {
    const values = new Map([
      ['record', 'a'],
      ['field', 'b'],
      ['choice', 'c'],
      ['then', 'remind'],
    ]);
    const next = withValue(PARAMETERS, values, 'record', 'z');
    expect([...next.values()]).to.deep.equal(['z', undefined, undefined, 'remind']);
    expect(withValue(PARAMETERS, values, 'choice', 'z').get('field')).to.equal('b');
  });

  it('name what has to be chosen first', () => {
    const field = PARAMETERS[1] as IntentInputKeyConfig;
    const say = (title: string) => `first ${title}`;
    expect(dependencies(field, PARAMETERS, new Map(), say).waiting).to.equal('first Record');
    expect(dependencies(field, PARAMETERS, new Map([['record', 'a']]), say)).to.deep.equal({
      parameters: [{key: 'record', source: {type: 'VALUE', value: 'a'}}],
      waiting: '',
    });
  });

  it('are required only if they say so', () => {
    const none = {parameters: [], waiting: ''};
    expect(inputOf(PARAMETERS[0]!, none)).to.include({
      required: true,
      type: 'EDITABLE_ENUM',
      creatable: false,
    });
    expect(inputOf(PARAMETERS[3]!, none)).to.include({required: false, defaultValue: undefined});
    const text = {id: 'x', type: 'TEXT', title: 'X', valuesSource: {sourceType: 's', dependencies: []}};
    expect(inputOf(text, none)).to.include({type: 'EDITABLE_ENUM', creatable: true});
    expect(inputOf({id: 'x', type: 'TEXT', title: ''}, none)).to.include({type: 'TEXT', title: 'x'});
  });

  it('are sent as far as they are shown and filled', () => {
    const values = new Map<string, string | boolean>([
      ['record', 'a'],
      ['text', 'hidden'],
      ['twice', false],
      ['field', ''],
    ]);
    expect(triggerValue(trigger, values)).to.deep.equal({
      type: 'T',
      parameters: {record: 'a', then: 'report', twice: false},
    });
    expect(readTriggerValue({type: 'T', parameters: {a: 1}})?.values.get('a')).to.equal(1);
    for (const value of [undefined, null, 'x', {}, {type: 5}])
      expect(readTriggerValue(value)).to.equal(undefined);
  });

  it('may have an id such as __proto__', () => {
    const odd = {...trigger, parameters: [{id: '__proto__', type: 'TEXT', title: 'P'}]} as unknown as Trigger;
    expect(JSON.stringify(triggerValue(odd, new Map([['__proto__', 'x']])))).to.equal(
      '{"type":"T","parameters":{"__proto__":"x"}}',
    );
  });
});
