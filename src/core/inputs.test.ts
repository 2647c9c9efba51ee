import {expect} from '@open-wc/testing';
import {createDataSources} from './data-sources.js';
import {createInputSources} from './inputs.js';
import {createIntegrations} from './integrations.js';
import type {DataSource, SetDataSourcesConfig} from './types/data-sources.js';
import type {SerializedConnectInput} from './types/input.js';
import {resolveServiceUrls} from './service-urls.js';

const dynamic = (cacheKey: string) => ({type: 'DYNAMIC_DATA_SOURCE', title: cacheKey, cacheKey}) as const;

const SOURCES: Record<string, DataSource> = {
  channels: dynamic('channels'),
  colours: {
    type: 'STATIC_ENUM_DATA_SOURCE',
    id: 'colours',
    title: 'Colour',
    values: [{label: 'Red', value: 'red'}],
  },
  mapping: {
    type: 'FIELD_MAPPER_DATA_SOURCE',
    id: 'mapping',
    recordSource: dynamic('records'),
    fieldSource: dynamic('fields'),
    dependentInputSource: dynamic('kinds'),
  },
  status: {
    type: 'COMBO_INPUT_DATA_SOURCE',
    id: 'status',
    mainInputSource: dynamic('projects'),
    dependentInputSource: dynamic('statuses'),
  },
  defaults: {
    type: 'DYNAMIC_COMBO_INPUT_DATA_SOURCE',
    id: 'defaults',
    mainInputSource: dynamic('projects'),
    dependentInputSource: dynamic('types'),
    variableInputSource: dynamic('variables'),
  },
};

function setup(config: SetDataSourcesConfig = {}) {
  const integrations = createIntegrations(() => resolveServiceUrls());
  const record = (type: string, dataSources: object) => ({
    id: type,
    type,
    name: type,
    isActive: true,
    configs: [{values: {}}],
    sdkIntegrationConfig: {dataSources},
  });
  integrations.load([
    record('crm', SOURCES),
    record('other', {}),
    {...record('bare', {}), sdkIntegrationConfig: null},
  ]);
  const dataSources = createDataSources();
  dataSources.set(config);
  return {dataSources, ...createInputSources(integrations, dataSources)};
}

const input = (type: string, more: Partial<SerializedConnectInput> = {}): SerializedConnectInput => ({
  id: 'in',
  title: 'Input',
  type,
  ...more,
});
const dropdown = (key: string, more: Partial<SerializedConnectInput> = {}) =>
  input('CUSTOM_DROPDOWN', {key, ...more});
const mapper = input('FIELD_MAPPER', {sourceType: 'mapping', dynamicObjectName: 'Contact'});
const page = () => ({options: [], nextPageCursor: null});
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const isFrozen = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isFrozen));

describe('getSourcesForInput', () => {
  for (const [sourceType, sources] of [
    ['channels', {kind: 'single', source: SOURCES['channels']}],
    ['colours', {kind: 'single', source: SOURCES['colours']}],
    [
      'status',
      {kind: 'combo', mainInputSource: dynamic('projects'), dependentInputSource: dynamic('statuses')},
    ],
    [
      'defaults',
      {
        kind: 'defaultFieldValue',
        mainInputSource: dynamic('projects'),
        dependentInputSource: dynamic('types'),
        variableInputSource: dynamic('variables'),
      },
    ],
    [
      'mapping',
      {
        kind: 'fieldMapper',
        recordSource: dynamic('records'),
        fieldSource: dynamic('fields'),
        dependentInputSource: dynamic('kinds'),
      },
    ],
  ] as const) {
    it(`finds those of an input with the source "${sourceType}"`, () => {
      const found = setup().getSourcesForInput('crm', input('ANY', {sourceType}));
      expect(plain(found)).to.deep.equal(sources);
      expect(isFrozen(found)).to.equal(true);
    });
  }

  for (const [what, type, given] of [
    ['an input without a source', 'crm', input('TEXT_NO_VARS')],
    ['a source that is not there', 'crm', input('DYNAMIC_ENUM', {sourceType: 'nothing'})],
    ['an unknown integration', 'nothing', input('DYNAMIC_ENUM', {sourceType: 'channels'})],
    ['an integration without sources', 'bare', input('DYNAMIC_ENUM', {sourceType: 'channels'})],
    ['the name of an inherited member', 'crm', input('DYNAMIC_ENUM', {sourceType: '__proto__'})],
    ['a dropdown of which nothing is registered', 'crm', dropdown('teams')],
    ['a dropdown with an empty list of its own', 'crm', dropdown('teams', {customDropdownOptions: []})],
  ] as const) {
    it(`is null for ${what}`, () => {
      expect(setup().getSourcesForInput(type, given)).to.equal(null);
    });
  }

  it('makes a source of the options that come with an input', () => {
    const found = setup().getSourcesForInput('crm', input('ENUM', {values: ['a', {label: 'B', value: 'b'}]}));
    expect(found).to.deep.equal({
      kind: 'single',
      source: {
        type: 'STATIC_ENUM_DATA_SOURCE',
        title: 'Input',
        id: 'in',
        values: [
          {label: 'a', value: 'a'},
          {label: 'B', value: 'b'},
        ],
      },
    });
  });
});

describe('dropdowns of the page', () => {
  const list = (value: string) => [{label: value.toUpperCase(), value}];
  const valueOf = (found: unknown) =>
    (found as {source?: {values?: {value: string}[]}} | null)?.source?.values?.[0]?.value;

  it('a list of the integration wins over one for all, and that over the input’s own', () => {
    const {getSourcesForInput, dataSources} = setup({
      dropdowns: {teams: list('global')},
      integrationSpecificSources: {crm: {dropdowns: {teams: list('specific')}}},
    });
    const teams = dropdown('teams', {customDropdownOptions: list('own')});
    expect(valueOf(getSourcesForInput('crm', teams))).to.equal('specific');
    expect(valueOf(getSourcesForInput('other', teams))).to.equal('global');
    dataSources.set({});
    expect(valueOf(getSourcesForInput('crm', teams))).to.equal('own');
  });

  it('a loader of the integration wins over a list for all', () => {
    const {getSourcesForInput} = setup({
      dropdowns: {teams: list('global')},
      integrationSpecificSources: {crm: {dropdowns: {teams: {loadOptions: page, refreshOnOpen: true}}}},
    });
    expect(getSourcesForInput('crm', dropdown('teams'))).to.deep.equal({
      kind: 'single',
      source: {
        type: 'DYNAMIC_DATA_SOURCE',
        title: 'Input',
        cacheKey: 'teams',
        refreshDependencies: [],
        supportPagination: true,
        refreshOnOpen: true,
      },
    });
  });

  it('those of an open portal win over all, for its integration and as long as it is open', () => {
    const {getSourcesForInput, dataSources} = setup({
      integrationSpecificSources: {crm: {dropdowns: {teams: list('specific')}}},
      dropdowns: {teams: list('global')},
    });
    const first = dataSources.scoped('crm', {dropdowns: {teams: list('first')}});
    const second = dataSources.scoped('crm', {dropdowns: {teams: list('second')}});
    const now = (type: string) => valueOf(getSourcesForInput(type, dropdown('teams')));
    expect([now('crm'), now('other')]).to.deep.equal(['second', 'global']);
    first();
    expect(now('crm')).to.equal('second');
    second();
    second();
    expect(now('crm')).to.equal('specific');
  });

  it('changes nothing of what it is given, and hands out nothing that can be changed', () => {
    const teams = [{label: 'A', value: 'a', more: {deep: true}}];
    const config = {
      dropdowns: {teams},
      mapObjectFields: {Contact: {fields: list('name'), defaultFields: ['name']}},
    };
    const before = plain(config);
    const {getSourcesForInput, dataSources} = setup(config);
    const undo = dataSources.scoped('crm', config);
    const found = [getSourcesForInput('crm', dropdown('teams')), getSourcesForInput('crm', mapper)];
    undo();
    expect(plain(config)).to.deep.equal(before);
    expect(found.map(isFrozen)).to.deep.equal([true, true]);
    expect(
      [config, teams, teams[0], teams[0]?.more, config.mapObjectFields.Contact.fields].some(Object.isFrozen),
    ).to.equal(false);
  });

  it('leaves out what is no option', () => {
    const teams = [
      null,
      undefined,
      {label: 'no value'},
      [],
      {items: 5, value: 'x'},
      {label: 'A', value: 'a'},
    ] as never;
    const found = setup({dropdowns: {teams}}).getSourcesForInput('crm', dropdown('teams'));
    expect(found?.kind === 'single' && found.source).to.deep.include({values: [{label: 'A', value: 'a'}]});
  });

  it('ignores with a warning what is neither a list nor a loader', () => {
    const warnings: string[] = [];
    const {warn} = console;
    console.warn = (text: string) => void warnings.push(text);
    try {
      const {getSourcesForInput} = setup({
        dropdowns: {teams: 5, none: undefined} as never,
        mapObjectFields: {Contact: {}} as never,
      });
      expect(getSourcesForInput('crm', dropdown('teams'))).to.equal(null);
      expect(getSourcesForInput('crm', dropdown('none'))).to.equal(null);
      expect(plain(getSourcesForInput('crm', mapper))).not.to.have.property('mapObjectFieldOptions');
    } finally {
      console.warn = warn;
    }
    expect(warnings.map((text) => /\S+\.\S+/.exec(text)?.[0])).to.deep.equal([
      'dropdowns.teams',
      'mapObjectFields.Contact',
    ]);
  });

  it('keys with a meaning in JavaScript are keys like any other', () => {
    const keys = [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '',
      ' ',
      '0',
      '\u0000',
    ];
    const lists = keys.map((key): [string, {label: string; value: string}[]] => [key, list(`own ${key}`)]);
    for (const registered of keys) {
      const own = Object.fromEntries(lists.filter(([key]) => key === registered));
      for (const config of [
        {dropdowns: own},
        {integrationSpecificSources: Object.fromEntries([[registered, {dropdowns: own}]])},
      ]) {
        const {getSourcesForInput, dataSources} = setup(config);
        const isGlobal = 'dropdowns' in config;
        for (const asked of keys) {
          const found = valueOf(getSourcesForInput(isGlobal ? 'crm' : asked, dropdown(asked)));
          expect(found, `${registered} ${asked}`).to.equal(
            asked === registered ? `own ${registered}` : undefined,
          );
          expect(dataSources.mapping(asked, asked), asked).to.equal(undefined);
        }
      }
    }
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
  });
});

describe('field mappings of the page', () => {
  const fields = [{label: 'Name', value: 'name'}];
  const loaders = {objectTypes: {get: page}, integrationFields: {get: page}};

  it('adds the application’s fields, as a list or with what users may do', () => {
    const options = {fields, defaultFields: [], userCanCreateFields: true, userCanRemoveMappings: false};
    for (const given of [fields, options]) {
      const {getSourcesForInput} = setup({mapObjectFields: {Contact: given}});
      const found = getSourcesForInput('crm', mapper);
      expect(found?.kind === 'fieldMapper' && found.mapObjectFieldOptions).to.deep.equal(given);
      expect(found?.kind === 'fieldMapper' && found.dependentInputSource?.cacheKey).to.equal('kinds');
    }
  });

  it('marks the sources that loaders of the page serve, and drops the level between', () => {
    const {getSourcesForInput} = setup({
      mapObjectFields: {Contact: {...loaders, applicationFields: {fields}}},
    });
    const found = getSourcesForInput('crm', mapper);
    expect(plain(found)).to.deep.equal({
      kind: 'fieldMapper',
      recordSource: {
        ...dynamic('records'),
        supportPagination: true,
        dynamicFieldMappingKey: 'Contact',
        dynamicFieldMappingType: 'objectTypes',
      },
      fieldSource: {
        ...dynamic('fields'),
        supportPagination: true,
        dynamicFieldMappingKey: 'Contact',
        dynamicFieldMappingType: 'integrationFields',
      },
      mapObjectFieldOptions: {fields, useBYOFieldMappingOption: true},
    });
    expect(isFrozen(found)).to.equal(true);
    expect([loaders, loaders.objectTypes].some(Object.isFrozen)).to.equal(false);
  });

  it('loaders count without applicationFields, too', () => {
    const {getSourcesForInput} = setup({mapObjectFields: {Contact: loaders}});
    const found = plain(getSourcesForInput('crm', mapper));
    expect(found).to.have.nested.property('recordSource.dynamicFieldMappingKey', 'Contact');
    expect(found).not.to.have.property('mapObjectFieldOptions');
  });

  it('what is registered for the integration wins', () => {
    const {getSourcesForInput} = setup({
      mapObjectFields: {Contact: loaders},
      integrationSpecificSources: {crm: {mapObjectFields: {Contact: fields}}},
    });
    const found = plain(getSourcesForInput('crm', mapper));
    expect(found).not.to.have.nested.property('recordSource.dynamicFieldMappingKey');
    expect(found).to.deep.include({mapObjectFieldOptions: fields});
  });
});

describe('getSourcesForActionInput', () => {
  const {getSourcesForActionInput} = setup();
  const parameter = {id: 'p', title: 'Parameter', type: 'TEXT'};

  it('a parameter whose options are loaded', () => {
    const dependencies = ['team'];
    const valuesSource = {sourceType: 'channels', dependencies};
    expect(getSourcesForActionInput({...parameter, valuesSource, values: ['a']})).to.deep.equal({
      kind: 'single',
      source: {
        type: 'DYNAMIC_DATA_SOURCE',
        title: 'Parameter',
        cacheKey: 'channels',
        refreshDependencies: ['team'],
      },
    });
    expect(Object.isFrozen(dependencies)).to.equal(false);
  });

  it('a parameter with options', () => {
    const values = ['s', 1, {value: 2, label: 'two'}, {value: 'three'}];
    expect(getSourcesForActionInput({...parameter, values})).to.deep.equal({
      kind: 'single',
      source: {
        type: 'STATIC_ENUM_DATA_SOURCE',
        title: 'Parameter',
        id: 'p',
        values: [
          {label: 's', value: 's'},
          {label: '1', value: '1'},
          {label: 'two', value: '2'},
          {label: 'three', value: 'three'},
        ],
      },
    });
  });

  it('a condition', () => {
    const supportedOperators = ['$equals'];
    const supportedKeysSource = {sourceType: 'fields', dependencies: []};
    const condition = {...parameter, type: 'CONDITIONAL', supportedOperators, supportedKeysSource};
    expect(getSourcesForActionInput(condition)).to.deep.equal({
      kind: 'conditional',
      source: {type: 'DYNAMIC_DATA_SOURCE', title: 'Parameter', cacheKey: 'fields', refreshDependencies: []},
      supportedOperators,
    });
    expect(Object.isFrozen(supportedOperators)).to.equal(false);
  });

  it('is null for a parameter without any', () => {
    expect(getSourcesForActionInput(parameter)).to.equal(null);
    expect(getSourcesForActionInput({...parameter, values: []})).to.equal(null);
    expect(getSourcesForActionInput({...parameter, type: 'CONDITIONAL', supportedKeys: ['a']})).to.equal(
      null,
    );
  });
});
