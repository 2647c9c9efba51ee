import type {ParagonClient, SerializedConnectInput} from '../../../../src/paragon.js';
import {casesOf, type ContractCase} from '../case.js';

const first = (paragon: ParagonClient, options: object) =>
  paragon
    .getFieldOptions({integration: 'hubspot', action: 'companies', ...options})
    .then(({data, nestedData, nextPageCursor}) => ({
      first: data[0],
      count: data.length,
      nestedData,
      nextPageCursor,
    }));

const dropdown = (key: string, more: object = {}): SerializedConnectInput => ({
  id: key,
  type: 'CUSTOM_DROPDOWN',
  title: key,
  key,
  keyIsDefault: false,
  ...more,
});

const mapper = (dynamicObjectName: string): SerializedConnectInput => ({
  id: 'mapping',
  type: 'FIELD_MAPPER',
  title: 'Mapping',
  sourceType: 'propertyMapping',
  savedFieldMappings: [],
  useDynamicMapper: true,
  dynamicObjectName,
});

const input = (type: string, sourceType?: string): SerializedConnectInput => ({
  id: 'one',
  type,
  title: 'One',
  ...(sourceType !== undefined && {sourceType}),
});

const list = [
  {label: 'Harbor', value: 'harbor'},
  {label: 'Beacon', value: 'beacon'},
];

const loader = (name: string) => ({
  loadOptions: (cursor?: string, search?: string) =>
    Promise.resolve({
      options: [{label: [name, search ?? '-', cursor ?? '-'].join(' '), value: 'x'}],
      nextPageCursor: cursor ? null : 'next',
    }),
});

const mapping = (name: string) => {
  const answer = (...given: unknown[]) =>
    Promise.resolve({options: [{label: JSON.stringify([name, ...given]), value: 'x'}], nextPageCursor: null});
  return {
    objectTypes: {get: (cursor?: string, search?: string) => answer(cursor ?? '-', search ?? '-')},
    integrationFields: {
      get: ({objectType}: {objectType: string}, cursor?: string, search?: string) =>
        answer(objectType, cursor ?? '-', search ?? '-'),
    },
  };
};

/** Loads the two lists of a field mapping. */
async function loadMapping(paragon: ParagonClient, name: string) {
  const sources = paragon.getSourcesForInput('hubspot', mapper(name));
  if (sources?.kind !== 'fieldMapper') return {sources};
  const {recordSource, fieldSource} = sources;
  const records = await paragon.getFieldOptions({integration: 'hubspot', source: recordSource, search: 's'});
  const fields = await paragon.getFieldOptions({
    integration: 'hubspot',
    source: fieldSource,
    parameters: [{key: recordSource.cacheKey, source: {type: 'VALUE', value: 'deals'}}],
  });
  return {sources, records: records.data[0], fields: fields.data[0]};
}

const loadingCases = casesOf(
  'getFieldOptions',
  {
    'by the key of a source': {option: 'action', run: (paragon) => first(paragon, {})},
    'by a source': {
      option: 'source',
      run: async (paragon) => {
        const source = await paragon.getDataSourceOptions('hubspot', 'companies');
        return first(paragon, {action: undefined, source});
      },
    },
    'that match a search': {option: 'search', run: (paragon) => first(paragon, {search: 'har'})},
    'of a further page': {option: 'cursor', run: (paragon) => first(paragon, {cursor: '50'})},
    'that depend on a choice': {
      option: 'parameters',
      run: (paragon) =>
        first(paragon, {
          action: 'crmProperties',
          parameters: [{key: 'crmObjects', source: {type: 'VALUE', value: 'contacts'}}],
        }),
    },
    'that lack the choice': (paragon, _given, {outcome}) =>
      outcome(() => first(paragon, {action: 'crmProperties'})),
    'of an account by id': {
      option: 'selectedCredentialId',
      accounts: [{type: 'hubspot'}, {type: 'hubspot', name: 'second', person: 'kim'}],
      run: (paragon, {accounts}) => first(paragon, {selectedCredentialId: accounts['second']!.id}),
    },
    'of the current one of several accounts': {
      accounts: [{type: 'hubspot'}, {type: 'hubspot', name: 'second', person: 'kim'}],
      run: (paragon) => first(paragon, {}),
    },
    'needs a key or a source': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getFieldOptions({integration: 'hubspot'})),
    'of a source that is not there': (paragon, _given, {outcome}) =>
      outcome(() => first(paragon, {action: 'nothing'})),
    'of an integration that is not connected': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getFieldOptions({integration: 'slack', action: 'channels'})),
    'of an integration that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getFieldOptions({integration: 'nowhere', action: 'channels'})),
    'two equal ones at a time': (paragon) => Promise.all([first(paragon, {}), first(paragon, {})]),
  },
  {accounts: [{type: 'hubspot'}]},
);

const sourceCases = [
  ...casesOf('getSourcesForInput', {
    'of every input of the catalogue but fixed lists': (paragon) =>
      paragon.getIntegrationMetadata().map(({type}) => {
        const {availableUserSettings, availableWorkflows} = paragon.getIntegrationConfig(type);
        const inputs = [
          ...availableUserSettings,
          ...availableWorkflows.flatMap((workflow) => workflow.inputs ?? []),
          ...paragon.getPreOptions(type),
          ...paragon.getPostOptions(type),
        ];
        const loaded = inputs.filter((one) => one.type !== 'ENUM');
        return [type, ...loaded.map((one) => [one.id, paragon.getSourcesForInput(type, one)])];
      }),
    'of a list that is loaded': (paragon) =>
      paragon.getSourcesForInput('slack', input('DYNAMIC_ENUM', 'channels')),
    'of a field mapping': (paragon) =>
      paragon.getSourcesForInput('jira', input('FIELD_MAPPER', 'issueFieldMapping')),
    'of two lists that depend on each other': (paragon) =>
      paragon.getSourcesForInput('jira', input('COMBO_INPUT', 'projectIssueStatusTypeCombo')),
    'of values for fields': (paragon) =>
      paragon.getSourcesForInput('jira', input('DYNAMIC_COMBO_INPUT', 'issueFieldValues')),
    'of a list of the project': (paragon) =>
      paragon.getSourcesForInput('hubspot', input('ENUM', 'lifecycleStages')),
    'of a list of its own': (paragon) =>
      paragon.getSourcesForInput('hubspot', {
        ...input('ENUM'),
        values: ['Open', {label: 'Shut', value: 'shut'}],
      }),
    'of a text there is none': (paragon) => paragon.getSourcesForInput('slack', input('TEXT_NO_VARS')),
    'of a source that is not there': (paragon) =>
      paragon.getSourcesForInput('slack', input('DYNAMIC_ENUM', 'nothing')),
    'of an integration that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getSourcesForInput('nowhere', input('DYNAMIC_ENUM', 'channels'))),
    'of a dropdown that brings its options': (paragon) =>
      paragon.getSourcesForInput('hubspot', dropdown('own', {customDropdownOptions: list})),
  }),
  ...casesOf('getSourcesForActionInput', {
    'of each kind': (paragon) =>
      [
        {type: 'TEXT', valuesSource: {sourceType: 'channels', dependencies: []}},
        {type: 'TEXT', valuesSource: {sourceType: 'fields', dependencies: ['records']}},
        // Newer services may send what the types do not have.
        {type: 'TEXT', values: ['new', 7, true as never, {label: 'Old', value: 'old'}]},
        {type: 'TEXT'},
        {
          type: 'CONDITIONAL',
          supportedKeysSource: {sourceType: 'fields', dependencies: ['records']},
          supportedOperators: ['$exists'],
        },
        {type: 'CONDITIONAL'},
      ].map((rest) => paragon.getSourcesForActionInput({id: 'one', title: 'One', ...rest})),
    'of every parameter of the triggers': {
      accounts: [{type: 'hubspot'}],
      async run(paragon) {
        const {triggers} = await paragon.getTriggers('hubspot');
        return triggers['hubspot']?.map(({parameters}) => parameters.map(paragon.getSourcesForActionInput));
      },
    },
  }),
];

const ownCases = [
  ...casesOf(
    'setDataSources',
    {
      'lists for dropdowns': {
        option: 'dropdowns',
        run(paragon) {
          const answer = paragon.setDataSources({dropdowns: {teams: list}});
          return {answer, teams: paragon.getSourcesForInput('hubspot', dropdown('teams'))};
        },
      },
      'loaders for dropdowns': async (paragon) => {
        paragon.setDataSources({dropdowns: {people: loader('people')}});
        const found = paragon.getSourcesForInput('hubspot', dropdown('people'));
        if (found?.kind !== 'single' || found.source.type !== 'DYNAMIC_DATA_SOURCE') return {found};
        const {source} = found;
        const page = await paragon.getFieldOptions({integration: 'hubspot', source, search: 'K'});
        const next = await paragon.getFieldOptions({integration: 'hubspot', source, cursor: 'next'});
        return {found, page, next};
      },
      'a list of one integration wins over a common one': {
        option: 'integrationSpecificSources',
        run(paragon) {
          paragon.setDataSources({
            dropdowns: {teams: list},
            integrationSpecificSources: {hubspot: {dropdowns: {teams: list.slice(1)}}},
          });
          return ['hubspot', 'slack'].map((type) => paragon.getSourcesForInput(type, dropdown('teams')));
        },
      },
      'a loader of one integration wins over a common list': (paragon) => {
        paragon.setDataSources({
          dropdowns: {teams: list},
          integrationSpecificSources: {hubspot: {dropdowns: {teams: loader('of HubSpot')}}},
        });
        return ['hubspot', 'slack'].map((type) => paragon.getSourcesForInput(type, dropdown('teams')));
      },
      'a loader of one integration serves no other one': {
        accounts: [{type: 'hubspot'}, {type: 'slack'}],
        async run(paragon) {
          paragon.setDataSources({
            dropdowns: {people: loader('common')},
            integrationSpecificSources: {hubspot: {dropdowns: {people: loader('of HubSpot')}}},
          });
          const labels = ['hubspot', 'slack'].map(async (integration) => {
            const found = paragon.getSourcesForInput(integration, dropdown('people'));
            if (found?.kind !== 'single' || found.source.type !== 'DYNAMIC_DATA_SOURCE') return found;
            return (await paragon.getFieldOptions({integration, source: found.source})).data[0];
          });
          return Promise.all(labels);
        },
      },
      'replaces what was there': (paragon) => {
        paragon.setDataSources({dropdowns: {teams: list}});
        paragon.setDataSources({dropdowns: {others: list}});
        return ['teams', 'others'].map((key) => paragon.getSourcesForInput('hubspot', dropdown(key)));
      },
      'fields of the app as a list': {
        option: 'mapObjectFields',
        run(paragon) {
          paragon.setDataSources({mapObjectFields: {Person: list}});
          return paragon.getSourcesForInput('hubspot', mapper('Person'));
        },
      },
      'fields of the app with rules': (paragon) => {
        const rules = {fields: list, defaultFields: ['harbor'], userCanRemoveMappings: true};
        paragon.setDataSources({mapObjectFields: {Deal: rules}});
        return paragon.getSourcesForInput('hubspot', mapper('Deal'));
      },
      'loaders for a field mapping': async (paragon) => {
        const applicationFields = {fields: list};
        paragon.setDataSources({mapObjectFields: {Ticket: {...mapping('Ticket'), applicationFields}}});
        return loadMapping(paragon, 'Ticket');
      },
      'loaders for a field mapping without fields of the app': async (paragon, _given, {outcome}) => {
        paragon.setDataSources({mapObjectFields: {Order: mapping('Order')}});
        return outcome(() => loadMapping(paragon, 'Order'));
      },
    },
    {accounts: [{type: 'hubspot'}]},
  ),
  ...casesOf('_loadCustomDropdownOptions', {
    'asks the loader': async (paragon) => {
      paragon.setDataSources({dropdowns: {people: loader('people')}});
      return paragon._loadCustomDropdownOptions('people', 'next', 'K');
    },
    'that is not there': (paragon, _given, {outcome}) => {
      paragon.setDataSources({dropdowns: {}});
      return outcome(() => paragon._loadCustomDropdownOptions('nothing'));
    },
  }),
];

export const optionCases: readonly ContractCase[] = [...loadingCases, ...sourceCases, ...ownCases];
