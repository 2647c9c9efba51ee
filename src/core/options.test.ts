import {expect} from '@open-wc/testing';
import {rejection} from '../../test/helpers/client.js';
import {createFakeBrowser} from '../../test/helpers/fake-browser.js';
import {
  HOST,
  INTEGRATIONS,
  PROJECT_ID,
  createFakeService,
  failure,
  json,
  token,
} from '../../test/helpers/fake-service.js';
import {waitFor} from '../../test/helpers/wait-for.js';
import {createDataSources} from './data-sources.js';
import {createOptions} from './options.js';
import {createParagon} from './paragon.js';
import {createUserStore} from './user.js';
import type {CustomDropdownPage, FieldOptions} from './types/data-sources.js';
import type {SerializedConnectInput} from './types/input.js';

const mapping = {
  type: 'FIELD_MAPPER_DATA_SOURCE',
  id: 'mapping',
  recordSource: {type: 'DYNAMIC_DATA_SOURCE', title: 'Object', cacheKey: 'records'},
  fieldSource: {type: 'DYNAMIC_DATA_SOURCE', title: 'Field', cacheKey: 'fields'},
};
const mapper: SerializedConnectInput = {
  id: 'map',
  type: 'FIELD_MAPPER',
  title: 'Mapping',
  sourceType: 'mapping',
  dynamicObjectName: 'Contact',
};
const integrations = INTEGRATIONS.map((entry) => ({
  ...entry,
  sdkIntegrationConfig: {dataSources: {mapping}},
}));

const clients: {destroy(): void}[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

async function setup(user = 'alice') {
  const service = createFakeService();
  service.answer('GET', '/sdk/integrations', () => json(integrations), 9);
  const client = createParagon({host: HOST, browser: createFakeBrowser(service).port});
  clients.push(client);
  const credentials = ['one', 'two'].map((externalId) => service.install(user, 'jira', {externalId}));
  await client.authenticate(PROJECT_ID, token(user));
  const asked = () => service.requestsOf('POST', '/sdk/actions');
  const load = (more: object = {}, signal?: AbortSignal) =>
    client.getFieldOptions({integration: 'jira', action: 'projects', ...more}, {signal});
  return {service, client, credentials, asked, load};
}

const deferred = <T>() => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return {promise, resolve};
};
const answerOf = (...values: string[]) => json({output: values.map((value) => ({label: value, value}))});
const pageOf = (...values: string[]): CustomDropdownPage => ({
  options: values.map((value) => ({label: value, value})),
  nextPageCursor: null,
});
const valuesOf = ({data}: FieldOptions) => data.map(({value}) => value);

describe('getFieldOptions', () => {
  it('asks the service for the current account, with all that was given', async () => {
    const {credentials, asked, load} = await setup();
    const parameters = [{key: 'site', source: {type: 'VALUE', value: 's1'}}];
    await load({search: 'x', cursor: 'page-2', parameters});
    expect(asked()[0]?.body).to.deep.equal({
      action: 'jira',
      sourceKey: 'projects',
      parameters,
      paginationParameters: {pageCursor: 'page-2', search: 'x'},
    });
    expect(asked()[0]?.headers.get('X-Paragon-Credential')).to.equal(credentials[0]?.id);
  });

  it('asks for a chosen account, by external id too, and not for one that is not there', async () => {
    const {credentials, asked, load} = await setup();
    await load({selectedCredentialId: 'ext:two'});
    expect(asked()[0]?.headers.get('X-Paragon-Credential')).to.equal(credentials[1]?.id);
    expect((await rejection(load({selectedCredentialId: 'ext:none'}))).code).to.equal('not_found');
    expect(asked().length).to.equal(1);
  });

  for (const [what, output, expected] of [
    ['a list', [{label: 'A', value: 'a'}], {data: [{label: 'A', value: 'a'}], nextPageCursor: null}],
    [
      'a page',
      {records: [{label: 'A', value: 1}], nextPageCursor: 7},
      {data: [{label: 'A', value: 1}], nextPageCursor: '7'},
    ],
    [
      'sections',
      {records: [{title: 'S', items: [{label: 'A', value: 'a'}]}], nextPageCursor: ''},
      {data: [{title: 'S', items: [{label: 'A', value: 'a'}]}], nextPageCursor: null},
    ],
    ['an empty object', {}, {data: [], nextPageCursor: null}],
    ['nothing', null, {data: [], nextPageCursor: null}],
    [
      'entries that are no options',
      [null, 5, {}, 'x'],
      {
        data: [
          {label: '5', value: '5'},
          {label: 'x', value: 'x'},
        ],
        nextPageCursor: null,
      },
    ],
  ] as const) {
    it(`reads an output that is ${what}`, async () => {
      const {service, load} = await setup();
      service.answer('POST', '/sdk/actions', () => json({output}));
      const answer = await load();
      expect(answer).to.deep.equal({nestedData: [], ...expected});
      expect([answer, answer.data, ...answer.data].every(Object.isFrozen)).to.equal(true);
    });
  }

  it('records with an id describe inputs', async () => {
    const {service, load} = await setup();
    const described = [{id: 'priority', title: 'Priority', type: 'dropdown', items: []}];
    service.answer('POST', '/sdk/actions', () => json({output: described}));
    expect(await load()).to.deep.equal({data: [], nestedData: described, nextPageCursor: null});
  });

  for (const [what, answer] of [
    ['an output of another kind', () => json({output: 'x'})],
    ['a list instead of an object', () => json([])],
    ['an empty answer', () => new Response('')],
    ['an HTML page', () => new Response('<!doctype html>')],
  ] as const) {
    it(`rejects ${what}`, async () => {
      const {service, load} = await setup();
      service.answer('POST', '/sdk/actions', answer);
      expect((await rejection(load())).code).to.equal('protocol_error');
    });
  }

  it('needs a user, an active integration, and a source', async () => {
    const {client, load} = await setup();
    expect((await rejection(load({integration: 'nothing'}))).code).to.equal('integration_not_found');
    expect((await rejection(load({action: undefined}))).code).to.equal('invalid_argument');
    client.logout();
    expect((await rejection(load())).code).to.equal('not_authenticated');
  });

  it('gives the options of a static source that fit the search, without a request', async () => {
    const {asked, load} = await setup();
    const values = [
      {label: 'Red', value: 'r'},
      {
        title: 'Dark',
        items: [
          {label: 'Dark red', value: 'd'},
          {label: 'Black', value: 'b'},
        ],
      },
    ];
    const source = {type: 'STATIC_ENUM_DATA_SOURCE', id: 'x', values} as const;
    expect((await load({action: undefined, source})).data).to.deep.equal(values);
    expect((await load({action: undefined, source, search: 'RED'})).data).to.deep.equal([
      values[0],
      {title: 'Dark', items: [{label: 'Dark red', value: 'd'}]},
    ]);
    expect([asked().length, Object.isFrozen(values[0])]).to.deep.equal([0, false]);
  });
});

describe('calls for the same options', () => {
  it('share one request while it is on its way, and its answer for a while', async () => {
    const {asked, load} = await setup();
    const [first, second] = await Promise.all([load(), load()]);
    const third = await load();
    expect([first === second, first === third, asked().length]).to.deep.equal([true, true, 1]);
    await Promise.all([
      load({search: 'x'}),
      load({cursor: '2'}),
      load({parameters: [{key: 'a', source: {type: 'VALUE', value: 1}}]}),
    ]);
    await load({selectedCredentialId: 'ext:two'});
    expect(asked().length).to.equal(5);
  });

  it('one caller who gives up stops nobody else', async () => {
    const {service, asked, load} = await setup();
    const slow = deferred<Response>();
    service.answer('POST', '/sdk/actions', () => slow.promise);
    const controller = new AbortController();
    const given = rejection(load({}, controller.signal));
    const kept = load();
    await waitFor(() => asked().length === 1);
    controller.abort(new DOMException('too slow', 'TimeoutError'));
    expect((await given).code).to.equal('aborted');
    slow.resolve(answerOf('a'));
    expect(valuesOf(await kept)).to.deep.equal(['a']);
  });

  it('a call that was given up before makes no request', async () => {
    const {asked, load} = await setup();
    expect((await rejection(load({}, AbortSignal.abort()))).code).to.equal('aborted');
    expect(asked().length).to.equal(0);
  });

  it('each search gets its own answer, in whatever order they arrive', async () => {
    const {service, asked, load} = await setup();
    const [a, ab] = [deferred<Response>(), deferred<Response>()];
    service.answer('POST', '/sdk/actions', () => a.promise);
    service.answer('POST', '/sdk/actions', () => ab.promise);
    const first = load({search: 'a'});
    await waitFor(() => asked().length === 1);
    const second = load({search: 'ab'});
    await waitFor(() => asked().length === 2);
    ab.resolve(answerOf('ab'));
    expect(valuesOf(await second)).to.deep.equal(['ab']);
    a.resolve(answerOf('a'));
    expect(valuesOf(await first)).to.deep.equal(['a']);
    expect(valuesOf(await load({search: 'ab'}))).to.deep.equal(['ab']);
  });

  it('failures are not kept', async () => {
    const {service, load} = await setup();
    service.answer('POST', '/sdk/actions', () => failure(400, 'Choose a site first.'));
    expect((await rejection(load())).message).to.equal('Choose a site first.');
    expect(valuesOf(await load())).to.deep.equal(['site-1']);
  });

  it('an account that changes during a call takes nothing over from it', async () => {
    const {service, client, credentials, asked, load} = await setup();
    const slow = deferred<Response>();
    service.answer('POST', '/sdk/actions', () => slow.promise);
    const before = load();
    await waitFor(() => asked().length === 1);
    await client.uninstallIntegration('jira', {selectedCredentialId: 'ext:one'});
    service.answer('POST', '/sdk/actions', () => answerOf('of two'));
    expect(valuesOf(await load())).to.deep.equal(['of two']);
    slow.resolve(answerOf('of one'));
    expect(valuesOf(await before)).to.deep.equal(['of one']);
    expect(valuesOf(await load())).to.deep.equal(['of two']);
    expect(asked().map(({headers}) => headers.get('X-Paragon-Credential'))).to.deep.equal(
      credentials.map(({id}) => id),
    );
  });

  it('another integration’s account changes nothing', async () => {
    const {service, client, asked, load} = await setup();
    service.install('alice', 'slack');
    await client.refresh();
    await load();
    await client.uninstallIntegration('slack');
    await load();
    expect(asked().length).to.equal(1);
  });

  it('signing out drops answers, also of loaders, and of calls that have only just begun', async () => {
    const {service, client, load} = await setup();
    const slow = deferred<CustomDropdownPage>();
    client.setDataSources({dropdowns: {teams: {loadOptions: () => slow.promise}}});
    await load();
    const calls = [load({action: 'teams'}), load({action: 'other'})].map(rejection);
    client.logout();
    slow.resolve(pageOf('a'));
    expect((await Promise.all(calls)).map(({code}) => code)).to.deep.equal([
      'session_changed',
      'session_changed',
    ]);
    await client.authenticate(PROJECT_ID, token('alice'));
    service.answer('POST', '/sdk/actions', () => answerOf('fresh'));
    expect(valuesOf(await load())).to.deep.equal(['fresh']);
  });
});

describe('options of the page', () => {
  it('come from the loader of the integration, else from that for all, with cursor and search', async () => {
    const {client, asked, load} = await setup();
    const loader = (name: string) => ({
      loadOptions: (cursor?: string, search?: string) => ({
        ...pageOf(`${name} ${cursor ?? '-'} ${search ?? '-'}`),
        nextPageCursor: 'next',
      }),
    });
    client.setDataSources({
      dropdowns: {teams: loader('global')},
      integrationSpecificSources: {jira: {dropdowns: {teams: loader('jira')}}},
    });
    const first = await load({action: 'teams', cursor: 'c', search: 's'});
    expect([valuesOf(first), first.nextPageCursor]).to.deep.equal([['jira c s'], 'next']);
    const other = await load({integration: 'slack', action: 'teams', cursor: 3});
    expect(valuesOf(other)).to.deep.equal(['global - -']);
    expect(asked().length).to.equal(0);
  });

  it('a list answers, too', async () => {
    const {client, asked, load} = await setup();
    client.setDataSources({dropdowns: {teams: pageOf('one', 'two').options}});
    expect(valuesOf(await load({action: 'teams', search: 'TW'}))).to.deep.equal(['two']);
    expect(asked().length).to.equal(0);
  });

  it('a loader keeps its object, and that may change', async () => {
    const {client, load} = await setup();
    class Teams {
      calls = 0;
      loadOptions() {
        return pageOf(String(++this.calls));
      }
    }
    client.setDataSources({dropdowns: {teams: new Teams()}});
    expect(valuesOf(await load({action: 'teams'}))).to.deep.equal(['1']);
    expect(valuesOf(await load({action: 'teams'}))).to.deep.equal(['1']);
  });

  it('refreshOnOpen asks anew each time', async () => {
    const {client, load} = await setup();
    let calls = 0;
    const loadOptions = async () => pageOf(String(++calls));
    client.setDataSources({dropdowns: {teams: {loadOptions, refreshOnOpen: true}}});
    const both = await Promise.all([load({action: 'teams'}), load({action: 'teams'})]);
    expect(both.map(valuesOf)).to.deep.equal([['1'], ['2']]);
    expect(valuesOf(await load({action: 'teams'}))).to.deep.equal(['3']);
  });

  it('setDataSources() drops answers, also of the same function', async () => {
    const {client, load} = await setup();
    let calls = 0;
    const teams = {loadOptions: () => pageOf(String(++calls))};
    client.setDataSources({dropdowns: {teams}});
    await load({action: 'teams'});
    client.setDataSources({dropdowns: {teams}});
    expect(valuesOf(await load({action: 'teams'}))).to.deep.equal(['2']);
    client.setDataSources({});
    expect(valuesOf(await load({action: 'teams'}))).to.deep.equal(['site-1']);
  });

  const hostile = {
    get options(): never {
      throw new Error('boo');
    },
  };
  const endless: {options: unknown[]} = {options: []};
  endless.options.push({label: 'x', value: endless.options});
  for (const [what, loadOptions] of [
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['rejects with nothing', () => Promise.reject(undefined as never)],
    ['answers nothing', () => undefined],
    ['answers a list', () => []],
    ['answers without options', () => ({nextPageCursor: null})],
    ['answers a trap', () => hostile],
    ['answers something endless', () => endless],
    ['is no function', 'text'],
  ] as const) {
    it(`a loader that ${what} fails with a code`, async () => {
      const {client, load} = await setup();
      client.setDataSources({dropdowns: {teams: {loadOptions} as never}});
      const error = await rejection(load({action: 'teams'}));
      expect([error.name, error.code]).to.deep.equal(['ParagonError', 'loader_failed']);
    });
  }

  it('passes on a coded error of a loader', async () => {
    const {client, load} = await setup();
    client.setDataSources({
      dropdowns: {
        teams: {loadOptions: () => client.getFieldOptions({integration: 'none', action: 'x'}) as never},
      },
    });
    expect((await rejection(load({action: 'teams'}))).code).to.equal('integration_not_found');
  });

  it('a loader that hangs can be given up, and does not hold up anyone for ever', async () => {
    const {client, load} = await setup();
    const teams = {loadOptions: () => new Promise<never>(() => undefined)};
    client.setDataSources({dropdowns: {teams}});
    const controller = new AbortController();
    const given = rejection(load({action: 'teams'}, controller.signal));
    controller.abort();
    expect((await given).code).to.equal('aborted');

    const dataSources = createDataSources();
    dataSources.set({dropdowns: {teams}});
    const unused = undefined as never;
    const options = createOptions({
      http: unused,
      integrations: unused,
      user: createUserStore(),
      dataSources,
      getSession: () => undefined,
      loaderTimeout: 20,
    });
    expect((await rejection(options._loadCustomDropdownOptions('teams'))).code).to.equal('timeout');
  });

  it('_loadCustomDropdownOptions() asks whatever is registered under the key', async () => {
    const {client} = await setup();
    const loadOptions = (cursor?: string, search?: string) => pageOf(`${cursor} ${search}`);
    client.setDataSources({
      dropdowns: {list: pageOf('a', 'b').options},
      integrationSpecificSources: {jira: {dropdowns: {teams: {loadOptions}}}},
    });
    expect(await client._loadCustomDropdownOptions('teams', 'c', 's')).to.deep.equal(pageOf('c s'));
    expect(await client._loadCustomDropdownOptions('list', undefined, 'b')).to.deep.equal(pageOf('b'));
    expect((await rejection(client._loadCustomDropdownOptions('none'))).code).to.equal('not_found');
    const signal = AbortSignal.abort();
    expect((await rejection(client._loadCustomDropdownOptions('teams', 'c', 's', {signal}))).code).to.equal(
      'aborted',
    );
  });
});

describe('field mapping loaders of the page', () => {
  const contact = (name = 'own') => ({
    objectTypes: {get: async (cursor?: string, search?: string) => pageOf(`${name} ${cursor} ${search}`)},
    integrationFields: {
      get: ({objectType}: {objectType: string}, cursor?: string, search?: string) =>
        pageOf(`${name} ${objectType} ${cursor} ${search}`),
    },
  });
  const sourcesOf = (client: Awaited<ReturnType<typeof setup>>['client']) => {
    const found = client.getSourcesForInput('jira', mapper);
    if (found?.kind !== 'fieldMapper') throw new Error('no field mapper');
    return found;
  };

  it('load object types, and fields of the chosen one', async () => {
    const {client, asked, load} = await setup();
    client.setDataSources({mapObjectFields: {Contact: contact()}});
    const {recordSource, fieldSource} = sourcesOf(client);
    const parameters = [{key: recordSource.cacheKey, source: {type: 'VALUE', value: 'Task'}}];
    const ask = (source: object) => load({action: undefined, source, parameters, cursor: 'c', search: 's'});
    expect(valuesOf(await ask(recordSource))).to.deep.equal(['own c s']);
    expect(valuesOf(await ask(fieldSource))).to.deep.equal(['own Task c s']);
    expect(valuesOf(await ask(JSON.parse(JSON.stringify(fieldSource)) as object))).to.deep.equal([
      'own Task c s',
    ]);
    const error = await rejection(load({action: undefined, source: fieldSource}));
    expect([error.code, asked().length]).to.deep.equal(['invalid_argument', 0]);
  });

  it('a source that was handed out works on with its loaders, and shares no answer with its successor', async () => {
    const {client, load} = await setup();
    client.setDataSources({mapObjectFields: {Contact: contact('old')}});
    const {recordSource} = sourcesOf(client);
    client.setDataSources({mapObjectFields: {Contact: contact('new')}});
    const ask = (source: object) => load({action: undefined, source});
    const both = await Promise.all([ask(recordSource), ask(sourcesOf(client).recordSource)]);
    expect(both.map(valuesOf)).to.deep.equal([['old undefined undefined'], ['new undefined undefined']]);
    client.setDataSources({});
    expect(valuesOf(await ask(recordSource))).to.deep.equal(['old undefined undefined']);
    const copy = JSON.parse(JSON.stringify(recordSource)) as object;
    expect((await rejection(ask(copy))).code).to.equal('invalid_argument');
  });
});
