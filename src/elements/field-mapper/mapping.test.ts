import {expect} from '@open-wc/testing';
import {
  addableFields,
  duplicates,
  initialRows,
  isRemovable,
  newRow,
  normalised,
  readApplication,
  rowKey,
  unmapped,
  withField,
  type MappingRow,
} from './mapping-rows.js';
import {isEmptyMapping, readMapping, writeMapping} from './mapping-value.js';
import {suggestions} from './suggestions.js';

const LABELS = [{label: 'Full name'}, {label: 'E-mail'}];
const FIELDS = [
  {label: 'Name', value: 'name'},
  {label: 'Mail', value: 'mail'},
  {label: 'Phone', value: 'phone'},
];
const labels = readApplication(LABELS, undefined);
const page = readApplication([], FIELDS);
const free = readApplication([], {
  fields: FIELDS,
  defaultFields: ['mail'],
  userCanRemoveMappings: true,
  userCanCreateFields: true,
});

const namesOf = (rows: readonly MappingRow[]) => rows.map(({label}) => label);
const keyed = (rows: readonly MappingRow[]) => Object.fromEntries(rows.map(({name, field}) => [name, field]));

describe('the application’s fields', () => {
  it('are labels of the project, or what the page brings', () => {
    expect(namesOf(initialRows(labels))).to.deep.equal(['Full name', 'E-mail']);
    expect(namesOf(initialRows(page))).to.deep.equal(['Name', 'Mail', 'Phone']);
    expect(namesOf(initialRows(readApplication(LABELS, FIELDS)))).to.deep.equal([
      'Full name',
      'E-mail',
      'Name',
      'Mail',
      'Phone',
    ]);
  });

  it('are shown at first as the page says: all, some or none', () => {
    expect(initialRows(readApplication([], {fields: FIELDS})).length).to.equal(3);
    expect(namesOf(initialRows(free))).to.deep.equal(['Mail']);
    expect(initialRows(readApplication([], {fields: FIELDS, defaultFields: []})).length).to.equal(0);
  });

  it('leave out what is none, and repeated ones', () => {
    const odd = readApplication([{label: 'A'}, {label: 'A'}, {label: 3}, null, {}], [
      {label: 'B', value: 'b'},
      {label: 'B2', value: 'b'},
      {value: 7},
      'text',
      5,
      {label: 'no value'},
    ] as never);
    expect(namesOf(initialRows(odd))).to.deep.equal(['A', 'B2', '7', 'text']);
    expect(readApplication(undefined, 5 as never).fields.length).to.equal(0);
  });
});

describe('rows', () => {
  it('can be added once each, and typed ones besides', () => {
    const rows = initialRows(free);
    expect(addableFields(free, rows).map(({value}) => value)).to.deep.equal(['name', 'phone']);
    expect(newRow(free, rows, 'phone')).to.deep.equal({kind: 'field', name: 'phone', label: 'Phone'});
    expect(newRow(free, rows, ' Fax ')).to.deep.equal({kind: 'created', name: 'Fax', label: 'Fax'});
    expect(newRow(free, rows, 'mail')).to.equal(undefined);
    expect(newRow(free, rows, 'MAIL')).to.equal(undefined);
    expect(newRow(free, rows, '  ')).to.equal(undefined);
    expect(newRow(free, [{kind: 'created', name: '#', label: '#'}], '?')?.name).to.equal('?');
  });

  it('can be removed if the page allows it; typed ones always', () => {
    const [row] = initialRows(page) as [MappingRow];
    expect(isRemovable(row, page)).to.equal(false);
    expect(isRemovable(row, free)).to.equal(true);
    expect(isRemovable({kind: 'created', name: 'x', label: 'x'}, page)).to.equal(true);
    expect(isRemovable({kind: 'label', name: 'x', label: 'x'}, free)).to.equal(false);
  });

  it('tell a label from a field of the same name', () => {
    const rows = initialRows(readApplication([{label: 'name'}], FIELDS));
    const mapped = withField(rows, rowKey({kind: 'field', name: 'name'}), 'Name');
    expect(mapped.filter(({field}) => field).map(({kind}) => kind)).to.deep.equal(['field']);
    expect(unmapped(mapped).some(({field}) => field)).to.equal(false);
  });

  it('that stand in each other’s way are found', () => {
    const rows: MappingRow[] = [
      {kind: 'label', name: 'A', label: 'A', field: 'x'},
      {kind: 'label', name: 'B', label: 'B', field: 'x'},
      {kind: 'label', name: 'C', label: 'C', field: 'y'},
      {kind: 'created', name: 'c', label: 'c'},
    ];
    const found = duplicates(rows);
    expect(found.get('label:A')).to.deep.equal({sameField: ['B'], isSameName: false});
    expect(found.get('label:B')?.sameField).to.deep.equal(['A']);
    expect(found.get('label:C')).to.deep.equal({sameField: [], isSameName: true});
    expect(found.get('field:c')?.isSameName).to.equal(true);
    expect(duplicates(initialRows(page)).size).to.equal(0);
  });
});

describe('reading and writing a mapping', () => {
  it('reads both shapes alike', () => {
    const declared = {objectMapping: 'Contact', dependentInput: 'd', fieldMappings: {'E-mail': 'Email'}};
    const compound = {mainInput: 'Contact', dependentInput: 'd', fieldMappings: {'E-mail': 'Email'}};
    const read = readMapping(declared, labels);
    expect(readMapping(compound, labels)).to.deep.equal(read);
    expect(read.objectType).to.equal('Contact');
    expect(read.dependentType).to.equal('d');
    expect(keyed(read.rows)).to.deep.equal({'Full name': undefined, 'E-mail': 'Email'});
  });

  it('writes the declared shape, and the compound one if asked', () => {
    const mapping = readMapping(
      {mainInput: 'Bug', dependentInput: 'd', fieldMappings: {'E-mail': 'f'}},
      labels,
    );
    expect(writeMapping(mapping, labels, 'declared')).to.deep.equal({
      objectMapping: 'Bug',
      dependentInput: 'd',
      fieldMappings: {'E-mail': 'f'},
      mappingType: 'STATIC',
    });
    expect(writeMapping(mapping, labels, 'compound')).to.deep.equal({
      mainInput: 'Bug',
      dependentInput: 'd',
      fieldMappings: {'E-mail': 'f'},
    });
    expect(writeMapping({...mapping, objectType: undefined}, labels, 'declared')).to.equal(undefined);
  });

  it('stores the page’s fields by their value, and typed ones by their name', () => {
    const mapping = readMapping({objectMapping: 'Contact'}, free);
    const rows = [
      ...withField(mapping.rows, 'field:mail', 'Email'),
      {kind: 'created', name: 'Fax', label: 'Fax', field: 'fax_no'} as const,
    ];
    const stored = writeMapping({...mapping, rows}, free, 'declared');
    expect(stored).to.deep.equal({
      objectMapping: 'Contact',
      dynamicMappings: {
        mail: {applicationField: 'mail', integrationField: 'Email'},
        Fax: {applicationField: 'Fax', integrationField: 'fax_no'},
      },
      userCreatedFields: ['Fax'],
      mappingType: 'DYNAMIC',
    });
    expect(readMapping(stored, free).rows).to.have.deep.members(rows);
    const compound = writeMapping({...mapping, rows}, free, 'compound') as {fieldMappings: object};
    expect(compound.fieldMappings).to.deep.equal({Mail: 'Email', Fax: 'fax_no'});
    expect(keyed(readMapping(compound, free).rows)).to.deep.equal({mail: 'Email', Fax: 'fax_no'});
  });

  it('remembers which rows were removed', () => {
    const stored = {objectMapping: 'Contact', dynamicMappings: {phone: {applicationField: 'phone'}}};
    expect(namesOf(readMapping(stored, free).rows)).to.deep.equal(['Phone']);
    // They cannot be removed here, so none is missing.
    expect(namesOf(readMapping(stored, page).rows)).to.deep.equal(['Name', 'Mail', 'Phone']);
  });

  it('shows what is mapped and no longer offered, and keeps it until it is removed', () => {
    const stored = {
      objectMapping: 'Contact',
      dynamicMappings: {gone: {applicationField: 'gone', integrationField: 'g'}},
    };
    const read = readMapping(stored, page);
    expect(read.rows.find(({name}) => name === 'gone')?.kind).to.equal('former');
    const written = writeMapping(read, page, 'declared') as {dynamicMappings: Record<string, unknown>};
    expect(written.dynamicMappings['gone']).to.deep.equal({applicationField: 'gone', integrationField: 'g'});
    const label = readMapping({objectMapping: 'x', fieldMappings: {Old: 'o'}}, labels);
    expect(writeMapping(label, labels, 'declared')).to.deep.include({fieldMappings: {Old: 'o'}});
  });

  it('keeps members that it does not know', () => {
    const read = readMapping({objectMapping: 'Contact', later: {a: 1}}, labels);
    expect(writeMapping(read, labels, 'declared')).to.deep.include({later: {a: 1}});
  });

  it('takes labels such as __proto__ for what they are', () => {
    const hostile = readApplication([{label: '__proto__'}, {label: 'constructor'}], undefined);
    const value = JSON.parse(
      '{"objectMapping":"Contact","fieldMappings":{"__proto__":"a","constructor":"b"},"__proto__":{"polluted":1}}',
    ) as unknown;
    const read = readMapping(value, hostile);
    expect(read.rows.map(({field}) => field)).to.deep.equal(['a', 'b']);
    const written = writeMapping(read, hostile, 'declared') as {fieldMappings: object};
    expect(JSON.stringify(written.fieldMappings)).to.equal('{"__proto__":"a","constructor":"b"}');
    expect(({} as {polluted?: number}).polluted).to.equal(undefined);
    const dynamic = readApplication([], [{label: 'P', value: '__proto__'}]);
    const rows = withField(initialRows(dynamic), 'field:__proto__', 'x');
    const stored = writeMapping({objectType: 'o', rows, rest: []}, dynamic, 'declared');
    expect(JSON.stringify(stored)).to.contain('"__proto__":{"applicationField":"__proto__"');
    expect(readMapping(stored, dynamic).rows[0]?.field).to.equal('x');
  });

  it('tells whether anything is mapped', () => {
    expect(isEmptyMapping({objectMapping: 'a', fieldMappings: {x: 'y'}})).to.equal(false);
    expect(isEmptyMapping({mainInput: 'a', fieldMappings: {x: 'y'}})).to.equal(false);
    expect(isEmptyMapping({objectMapping: 'a', dynamicMappings: {x: {integrationField: 'y'}}})).to.equal(
      false,
    );
    expect(isEmptyMapping({objectMapping: 'a', dynamicMappings: {x: {applicationField: 'x'}}})).to.equal(
      true,
    );
    expect(isEmptyMapping({fieldMappings: {x: 'y'}})).to.equal(true);
    expect(isEmptyMapping(undefined)).to.equal(true);
  });

  it('reads nonsense as not set', () => {
    for (const value of [undefined, null, 'text', 5, [], {fieldMappings: 'x', dynamicMappings: [1]}]) {
      const read = readMapping(value, labels);
      expect(read.objectType).to.equal(undefined);
      expect(read.rows.some(({field}) => field)).to.equal(false);
    }
  });
});

describe('suggestions', () => {
  const options = [
    {label: 'Full Name', value: 'Name'},
    {title: 'More', items: [{label: 'Email', value: 'Email'}]},
    {label: 'Mail', value: 'a'},
    {label: 'mail', value: 'b'},
  ];

  it('are fields with the same label but for casing, accents and signs', () => {
    expect(normalised('É-Mail  address!')).to.equal('emailaddress');
    const found = suggestions(initialRows(labels), options);
    expect([...found].map(([key, {value}]) => [key, value])).to.deep.equal([
      ['label:Full name', 'Name'],
      ['label:E-mail', 'Email'],
    ]);
  });

  it('leave alone what is mapped, taken, or ambiguous', () => {
    const rows: MappingRow[] = [
      {kind: 'label', name: 'Full name', label: 'Full name', field: 'other'},
      {kind: 'label', name: 'E-mail', label: 'E-mail'},
      {kind: 'field', name: 'email', label: 'email'},
      {kind: 'label', name: 'Mail', label: 'Mail'},
    ];
    expect([...suggestions(rows, options).keys()]).to.deep.equal(['label:E-mail']);
  });

  it('look at the names, too', () => {
    const rows: MappingRow[] = [{kind: 'field', name: 'first_name', label: 'Given name'}];
    const found = suggestions(rows, [{label: 'Vorname', value: 'FirstName'}]);
    expect(found.get('field:first_name')?.value).to.equal('FirstName');
  });

  it('stay fast with long lists', () => {
    const many = Array.from({length: 10_000}, (_, index) => ({label: `Field ${index}`, value: `f${index}`}));
    const rows = many.slice(0, 500).map(({label}): MappingRow => ({kind: 'label', name: label, label}));
    const start = performance.now();
    expect(suggestions(rows, many).size).to.equal(500);
    expect(performance.now() - start).to.be.below(500);
  });
});
