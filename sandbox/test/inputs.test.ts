import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkInputs} from '../src/accounts/inputs.js';
import {createCatalog} from '../src/catalog/index.js';
import type {Input, Integration} from '../src/catalog/schema.js';
import {ApiError} from '../src/errors.js';
import {defaultCatalog} from '../src/index.js';
import {missingIn} from '../src/workflows/settings.js';

const hubspot = defaultCatalog.find(({type}) => type === 'hubspot')!;

/** HubSpot with these inputs before connecting; it has static sources. */
function entryWith(inputs: readonly object[]): Integration {
  const [entry] = createCatalog([{...hubspot, inputs: [...inputs]}]).all;
  assert.ok(entry);
  return entry;
}

const titled = (input: object) => ({id: 'x', title: 'This', ...input});

function check(input: object, value: unknown): unknown {
  const entry = entryWith([titled(input)]);
  return checkInputs(entry, entry.inputs, value === undefined ? {} : {x: value})['x'];
}

function mistake(input: object, value: unknown): string {
  try {
    check(input, value);
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return error.message;
  }
  return assert.fail(`${JSON.stringify(value)} was accepted`);
}

test('each type takes its values and says what is wrong with others', () => {
  const scopes = {values: [{name: 'read'}, {name: 'write'}]};
  const cases: [input: object, good: unknown[], bad: [unknown, RegExp][]][] = [
    [{type: 'TEXT_NO_VARS'}, ['a'], [[7, /must be text/]]],
    [{type: 'PASSWORD'}, ['a'], [['a'.repeat(64_001), /too long/]]],
    [{type: 'TEXTAREA_NO_VARS'}, ['a\nb'], [[{}, /must be text/]]],
    [
      {type: 'NUMBER'},
      ['7', '-1.5', 7],
      [
        ['seven', /enter a number/],
        ['1e5', /enter a number/],
      ],
    ],
    [{type: 'EMAIL'}, ['a@b.example'], [['a@b', /an e-mail address/]]],
    [
      {type: 'URL'},
      ['https://a.example'],
      [
        ['a.example', /https:/],
        ['javascript:1', /https:/],
      ],
    ],
    [{type: 'SWITCH'}, [true, false], [['true', /on or off/]]],
    [{type: 'BOOLEAN_INPUT'}, [true], [[1, /on or off/]]],
    [{type: 'ENUM', values: ['a', 'b']}, ['a'], [['c', /one of the options/]]],
    [
      {type: 'ENUM', values: [{title: 'T', items: [{label: 'A', value: 'a'}]}]},
      ['a'],
      [['T', /one of the options/]],
    ],
    [{type: 'ENUM', sourceType: 'lifecycleStages'}, ['lead'], [['gone', /one of the options/]]],
    [{type: 'ENUM', sourceType: 'industries'}, ['FISHERY'], [['Sea', /one of the options/]]],
    [{type: 'CUSTOM_DROPDOWN', key: 'k'}, ['whatever the app offers'], [[['a'], /must be text/]]],
    [
      {type: 'PERMISSION', requiredScopes: ['read'], scopes},
      ['read', 'read write', 'write  read'],
      [
        ['write', /required permission is missing/],
        ['read admin', /no such permission/],
      ],
    ],
    [{type: 'PERMISSION', requiredScopes: ['read']}, ['read anything'], [['write', /missing/]]],
    [{type: 'FILE'}, ['x'.repeat(70_000)], [['x'.repeat(5_000_001), /too long/]]],
  ];
  for (const [input, good, bad] of cases) {
    for (const value of good) assert.deepEqual(check(input, value), value, JSON.stringify(input));
    for (const [value, message] of bad) assert.match(mistake(input, value), message, JSON.stringify(input));
    assert.match(mistake(input, undefined), /This: this is needed/);
    assert.equal(check({...input, required: false}, undefined), undefined);
  }
});

test('texts are trimmed, files are not', () => {
  assert.equal(check({type: 'TEXT_NO_VARS'}, ' a '), 'a');
  assert.equal(check({type: 'FILE'}, ' a\n'), ' a\n');
});

test('what nobody can change holds its default, whatever was sent', () => {
  const copied = {type: 'COPYABLE_BUTTON_INPUT', defaultValue: '203.0.113.7'};
  assert.equal(check(copied, undefined), '203.0.113.7');
  assert.equal(check(copied, 'evil.example'), '203.0.113.7');
  const readOnly = {type: 'TEXT_NO_VARS', readOnly: true};
  assert.equal(check({...readOnly, defaultValue: 'eu'}, 'us'), 'eu');
  assert.equal(check(readOnly, 'us'), undefined);
  const hidden = {type: 'TEXT_NO_VARS', hidden: true, defaultValue: 'v60'};
  assert.equal(check(hidden, undefined), 'v60');
  assert.equal(check(hidden, 'v61'), 'v61', 'an app may give it');
  assert.equal(check({type: 'TEXT_NO_VARS', hidden: true}, undefined), undefined);
});

test('a compound setting of which nothing is chosen is missing', () => {
  const input = (type: Input['type']): Input => ({id: 'x', type, title: 'This'});
  const empty = [undefined, {}, {mainInput: null}, {objectMapping: '', fieldMappings: {a: ''}}];
  for (const type of ['COMBO_INPUT', 'DYNAMIC_COMBO_INPUT', 'FIELD_MAPPER'] as const) {
    for (const x of empty) assert.deepEqual(missingIn([input(type)], {x}), ['This'], JSON.stringify(x));
    assert.deepEqual(missingIn([input(type)], {x: {mainInput: 'a'}}), []);
  }
  assert.deepEqual(missingIn([input('SWITCH')], {}), [], 'a switch that nobody has touched is off');
  assert.deepEqual(missingIn([{...input('TEXT_NO_VARS'), readOnly: true}], {}), []);
});

test('inputs that could never work stop the start', () => {
  const cases: [input: object, message: RegExp][] = [
    [{type: 'COPYABLE_BUTTON_INPUT'}, /inputs\.0\.defaultValue: is needed: the text to be copied/],
    [
      {type: 'PERMISSION', requiredScopes: ['admin'], scopes: {values: [{name: 'read'}]}},
      /inputs\.0\.requiredScopes: admin is not among the scopes/,
    ],
    [
      {type: 'PERMISSION', scopes: {values: [{name: 'read all'}]}},
      /scopes\.values\.0\.name: must have no spaces/,
    ],
    [{type: 'TEXTAREA_NO_VARS', lines: 0}, /inputs\.0\.lines/],
    [{type: 'TEXT_NO_VARS', hidden: 'yes'}, /inputs\.0\.hidden/],
  ];
  for (const [input, message] of cases) assert.throws(() => entryWith([titled(input)]), message);
  const lifecycleStages = {type: 'STATIC_ENUM_DATA_SOURCE', title: 'Stage', values: [{label: 'Lead'}]};
  assert.throws(
    () => createCatalog([{...hubspot, dataSources: {...hubspot.dataSources, lifecycleStages}}]),
    /dataSources\.lifecycleStages\.values\.0\.value/,
  );
});
