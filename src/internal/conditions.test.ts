import {expect} from '@open-wc/testing';
import {Operator} from '../core/names/values.js';
import {enTriggers} from '../i18n/en-triggers.js';
import {
  isFinished,
  operatorsOf,
  readFilter,
  takesValue,
  withCondition,
  withoutCondition,
  writeFilter,
} from './conditions.js';

const a = {field: 'a', operator: '$stringContains', value: 'x'};
const b = {field: 'b', operator: '$exists', value: ''};

describe('filters', () => {
  it('are written as a subscription takes them, without what is unfinished', () => {
    expect(
      writeFilter([[a, {field: '', operator: '$exists', value: ''}], [b], [{...a, value: ' '}]]),
    ).to.deep.equal({
      operator: 'OR',
      conditions: [
        {operator: 'AND', conditions: [a]},
        {operator: 'AND', conditions: [{field: 'b', operator: '$exists'}]},
      ],
    });
    expect(writeFilter([[{...a, operator: ''}]])).to.equal(undefined);
    expect(writeFilter([])).to.equal(undefined);
  });

  it('are read in every shape that is around', () => {
    expect(readFilter(writeFilter([[a], [b, a]]))).to.deep.equal([[a], [b, a]]);
    expect(readFilter({operator: 'AND', conditions: [a, b]})).to.deep.equal([[a, b]]);
    expect(readFilter({operator: 'OR', conditions: [a, b]})).to.deep.equal([[a], [b]]);
    expect(readFilter([{id: '1', conjunction: 'AND', conditions: [a]}, {conditions: [b]}])).to.deep.equal([
      [a],
      [b],
    ]);
    expect(readFilter([a, b])).to.deep.equal([[a, b]]);
    expect(readFilter([{field: 'n', operator: '$numberEquals', value: 5}])[0]?.[0]?.value).to.equal('5');
  });

  it('are empty if they cannot be read', () => {
    for (const value of [undefined, null, 'x', 5, {}, {conditions: 'x'}, [1, null, {conditions: [{}]}]])
      expect(readFilter(value)).to.deep.equal([]);
  });

  it('know the operators that compare with nothing', () => {
    const without = Object.entries(Operator).filter(([, operator]) => !takesValue(operator));
    expect(without.map(([name]) => name)).to.have.members([
      'None',
      'BooleanTrue',
      'BooleanFalse',
      'IsNotNull',
      'IsNull',
      'Exists',
      'DoesNotExist',
      'ArrayIsEmpty',
      'ArrayIsNotEmpty',
    ]);
    expect(isFinished(b)).to.equal(true);
    expect(isFinished({...a, value: ''})).to.equal(false);
  });

  it('offer what the service supports, else all, and have a text for each', () => {
    expect(operatorsOf(['$exists', '$none', '$exists'])).to.deep.equal(['$exists']);
    expect(operatorsOf(undefined).length).to.equal(Object.keys(Operator).length - 1);
    expect(operatorsOf(undefined).filter((one) => !enTriggers.operators[one])).to.deep.equal([]);
  });

  it('change one condition at a time', () => {
    expect(withCondition([[a], [b]], 1, 0, {field: 'c'})).to.deep.equal([[a], [{...b, field: 'c'}]]);
    expect(withoutCondition([[a, b]], 0, 0)).to.deep.equal([[b]]);
    expect(withoutCondition([[a], [b]], 0, 0)).to.deep.equal([[b]]);
  });
});
