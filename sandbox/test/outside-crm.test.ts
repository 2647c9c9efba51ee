import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {parseQuery} from '../src/providers/apis/soql.js';
import {Client, type Json} from './helpers/client.js';
import {processorTime} from './helpers/processor-time.js';

let sandbox: Sandbox;
before(async () => {
  sandbox = await createSandbox({memory: true});
});
after(() => sandbox.close());

const proxy = (client: Client, type: string, path: string, method = 'GET', body?: unknown) =>
  client.call(method, `/proxy/${type}${path}`, {body});

const options = async (client: Client, action: string, sourceKey: string, more: object = {}) => {
  const {parameters = [], ...paginationParameters} = more as {parameters?: unknown[]};
  return client.post('/actions', {action, sourceKey, parameters, paginationParameters});
};

test('ten thousand companies come page by page, and are searched by the provider', async () => {
  const client = await Client.of(sandbox, 'hub');
  await client.connect('hubspot');
  const first = await options(client, 'hubspot', 'companies', {pageCursor: 0});
  assert.equal(first.body.output.records.length, 50);
  const second = await options(client, 'hubspot', 'companies', {
    pageCursor: first.body.output.nextPageCursor,
  });
  const values = [...first.body.output.records, ...second.body.output.records].map(({value}: Json) => value);
  assert.equal(new Set(values).size, 100);
  const last = await options(client, 'hubspot', 'companies', {pageCursor: '9950'});
  assert.equal(last.body.output.records.length, 50);
  assert.equal(last.body.output.nextPageCursor, null);
  const found = await options(client, 'hubspot', 'companies', {
    pageCursor: 0,
    search: ' zenith TIDE optics ',
  });
  assert.deepEqual(
    found.body.output.records.map(({label, subtitle}: Json) => [label, subtitle]),
    [['Zenith Tide Optics', 'zenith-tide-optics.example']],
  );
  const nothing = await options(client, 'hubspot', 'companies', {search: 'no such company'});
  assert.deepEqual(nothing.body.output, {records: [], nextPageCursor: null});
});

test('properties follow from the chosen object', async () => {
  const client = await Client.of(sandbox, 'hub');
  const without = await options(client, 'hubspot', 'crmProperties');
  assert.deepEqual([without.status, without.body.message], [400, 'Choose crmObjects first.']);
  const parameters = [{key: 'crmObjects', source: {type: 'VALUE', value: 'deals'}}];
  const {body} = await options(client, 'hubspot', 'crmProperties', {parameters});
  assert.ok(body.output.records.some(({value}: Json) => value === 'dealstage'));
});

test('records are made, changed, found and removed', async () => {
  const client = await Client.of(sandbox, 'hub');
  const properties = {email: 'new@vega.example', firstname: 'New'};
  const made = await proxy(client, 'hubspot', '/crm/v3/objects/contacts', 'POST', {properties});
  const path = `/crm/v3/objects/contacts/${made.body.output.id}`;
  const again = await proxy(client, 'hubspot', '/crm/v3/objects/contacts', 'POST', {properties});
  assert.equal(again.status, 409);
  await proxy(client, 'hubspot', path, 'PATCH', {properties: {lastname: 'One'}});
  const read = await proxy(client, 'hubspot', path);
  assert.deepEqual(read.body.output.properties, {...properties, lastname: 'One'});
  const search = await proxy(client, 'hubspot', '/crm/v3/objects/contacts/search', 'POST', {
    query: 'new@vega',
  });
  assert.equal(search.body.output.total, 1);
  await proxy(client, 'hubspot', path, 'DELETE');
  assert.equal((await proxy(client, 'hubspot', path)).status, 404);
  const wrong = await proxy(client, 'hubspot', '/crm/v3/objects/contacts', 'POST', {properties: {nope: 1}});
  assert.equal(wrong.status, 400);
});

test('what was not allowed at the consent is refused by the provider', async () => {
  const client = await Client.of(sandbox, 'careful');
  const {build} = await client.startOAuth('hubspot');
  let visit = await client.browser.open(build.body.redirectUrl);
  visit = await visit.submit('/login', {person: 'robin'});
  await visit.submit('/consent', {decision: 'allow', scope: ['crm.objects.companies.write']});
  const deals = await proxy(client, 'hubspot', '/crm/v3/objects/deals');
  assert.equal(deals.status, 403);
  assert.match(deals.body.message, /crm\.objects\.deals\.read/);
  const companies = await proxy(client, 'hubspot', '/crm/v3/objects/companies?limit=1');
  assert.equal(companies.status, 200);
});

test('a person has several accounts, each with what is its own', async () => {
  const client = await Client.of(sandbox, 'several');
  const choose = async (account: string | undefined) => {
    const {key, build} = await client.startOAuth('salesforce', {
      installOptions: {allowMultipleCredentials: true, accountType: 'default'},
    });
    let visit = await client.browser.open(build.body.redirectUrl);
    if (visit.html.includes('/login')) visit = await visit.submit('/login', {person: 'robin'});
    await visit.submit('/consent', {decision: 'allow', ...(account && {account})});
    const {body} = await client.get(`/actions/session-id/${key}`);
    return (await client.get(`/credentials/${body.connectCredentialId}`)).body;
  };
  const works = await choose(undefined);
  const labs = await choose('vega-labs');
  const foreign = await choose('harbor');
  assert.notEqual(works.providerId, labs.providerId);
  assert.equal(foreign.providerId, works.providerId, "nobody gets at somebody else's account");
  const namesOf = async ({id}: Json) => {
    const headers = {'X-Paragon-Credential': id};
    const query = '/proxy/salesforce/query?q=SELECT+Name+FROM+Account+LIMIT+3';
    const {body} = await client.get(query, headers);
    return body.output.records.map(({Name}: Json) => Name);
  };
  assert.notDeepEqual(await namesOf(works), await namesOf(labs));
});

test('Salesforce keeps records and answers queries', async () => {
  const client = await Client.of(sandbox, 'force');
  await client.connect('salesforce', {installOptions: {accountType: 'default'}});
  const made = await proxy(client, 'salesforce', '/sobjects/Contact', 'POST', {
    LastName: "O'Hara",
    Email: 'ohara@vega.example',
  });
  assert.equal(made.status, 201);
  const {id} = made.body.output;
  await proxy(client, 'salesforce', `/sobjects/Contact/${id}`, 'PATCH', {Title: 'Pilot'});
  const q = encodeURIComponent(
    "SELECT Id, Title FROM Contact WHERE LastName = 'O\\'Hara' AND Email LIKE 'oha%'",
  );
  const found = await proxy(client, 'salesforce', `/query?q=${q}`);
  assert.deepEqual(
    found.body.output.records.map(({Id, Title}: Json) => [Id, Title]),
    [[id, 'Pilot']],
  );
  const wrong = await proxy(client, 'salesforce', '/query?q=DROP+TABLE+Contact');
  assert.equal(wrong.status, 400);
  await proxy(client, 'salesforce', `/sobjects/Contact/${id}`, 'DELETE');
  assert.equal((await proxy(client, 'salesforce', `/sobjects/Contact/${id}`)).status, 404);
  const readOnly = await proxy(client, 'salesforce', '/sobjects/Contact', 'POST', {Id: 'x'});
  assert.equal(readOnly.status, 400);
});

test('a query is read whole or not at all, in linear time', () => {
  assert.deepEqual(parseQuery('select count() from Lead'), {
    fields: ['count()'],
    object: 'Lead',
    conditions: [],
    orderBy: undefined,
    limit: undefined,
    offset: 0,
  });
  for (const text of [
    'SELECT FROM Lead',
    "SELECT Id FROM Lead WHERE a = 'b' OR c = 'd'",
    'SELECT Id FROM',
    '',
  ])
    assert.equal(typeof parseQuery(text), 'string', text);
  const started = processorTime();
  parseQuery(`SELECT ${'a, '.repeat(1300)}`);
  parseQuery(`SELECT Id FROM Lead WHERE ${"a = 'b' and ".repeat(300)}`);
  assert.ok(processorTime() - started < 200);
});
