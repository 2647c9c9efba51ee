import {stateOf} from './install.js';
import {refresh, sharedOfficialPage, signIn} from './official-page.js';
import {expect, test} from './official-test.js';

const official = sharedOfficialPage('data-sources');

async function connected(name: string, ...types: string[]) {
  const {page} = official;
  const user = await signIn(page, name);
  for (const type of types) await user.client.connect(type);
  await refresh(page, user);
  return user;
}

const sourcesOf = (type: string, id: string) =>
  official.page.evaluate(
    ([name, wanted]) => {
      const {availableUserSettings = []} = window.paragon.getIntegrationConfig(name);
      const input = availableUserSettings.find((one) => one.id === wanted);
      return window.paragon.getSourcesForInput(name, input!) as unknown as Record<string, unknown>;
    },
    [type, id] as const,
  );

test('sources of inputs, of each kind that the catalogue has', async () => {
  expect(await sourcesOf('slack', 'channel')).toMatchObject({
    kind: 'single',
    source: {type: 'DYNAMIC_DATA_SOURCE', cacheKey: 'channels', supportPagination: true},
  });
  expect(await sourcesOf('salesforce', 'contactMapping')).toMatchObject({
    kind: 'fieldMapper',
    recordSource: {cacheKey: 'recordTypes'},
    fieldSource: {cacheKey: 'cachedFields'},
  });
  const source = await official.page.evaluate(() =>
    window.paragon.getDataSourceOptions('hubspot', 'companies'),
  );
  expect(source).toMatchObject({type: 'DYNAMIC_DATA_SOURCE', cacheKey: 'companies'});
  const unknown = await official.page.evaluate(() =>
    window.paragon.getDataSourceOptions('hubspot', 'nothing'),
  );
  expect(unknown).toBeUndefined();
});

test('sources of the parameters of a trigger', async () => {
  const {page} = official;
  const found = await page.evaluate(() => {
    const sourceOf = (input: object) =>
      window.paragon.getSourcesForActionInput(
        input as Parameters<typeof window.paragon.getSourcesForActionInput>[0],
      ) as unknown;
    return [
      sourceOf({
        id: 'channel',
        title: 'Channel',
        type: 'TEXT',
        valuesSource: {sourceType: 'channels', dependencies: []},
      }),
      sourceOf({id: 'kind', title: 'Kind', type: 'TEXT', values: ['new', {label: 'Old', value: 'old'}]}),
      sourceOf({id: 'free', title: 'Anything', type: 'TEXT'}),
    ];
  });
  expect(found).toMatchObject([
    {kind: 'single', source: {type: 'DYNAMIC_DATA_SOURCE', cacheKey: 'channels'}},
    {
      kind: 'single',
      source: {
        type: 'STATIC_ENUM_DATA_SOURCE',
        values: [
          {label: 'new', value: 'new'},
          {label: 'Old', value: 'old'},
        ],
      },
    },
    null,
  ]);
});

test('options come page by page, and are searched', async () => {
  const {page} = official;
  await connected('channels', 'slack');
  const channels = (options: {search?: string; cursor?: string}) =>
    page.evaluate(
      (given) => window.paragon.getFieldOptions({integration: 'slack', action: 'channels', ...given}),
      options,
    );
  const first = await channels({});
  expect(first.data).toHaveLength(50);
  expect(first.nestedData).toEqual([]);
  const second = await channels({cursor: first.nextPageCursor!});
  const values = (list: typeof first) => (list.data as {value: string}[]).map(({value}) => value);
  expect(new Set([...values(first), ...values(second)]).size).toBe(100);
  const found = await channels({search: 'SALES-EU'});
  expect(found).toMatchObject({data: [{label: '#sales-eu'}], nextPageCursor: null});
  expect((await channels({search: 'no such channel'})).data).toEqual([]);
});

test('through 10,000 companies to the last one, each seen once; a search finds one at once', async () => {
  test.setTimeout(120_000);
  const {page} = official;
  await connected('companies', 'hubspot');
  const {pages, unique, total} = await page.evaluate(async () => {
    const seen = new Set<unknown>();
    let count = 0;
    let cursor: string | undefined;
    let asked = 0;
    do {
      const answer = await window.paragon.getFieldOptions({
        integration: 'hubspot',
        action: 'companies',
        cursor,
      });
      for (const {value} of answer.data as {value: unknown}[]) seen.add(value);
      count += answer.data.length;
      cursor = answer.nextPageCursor ?? undefined;
      asked++;
    } while (cursor !== undefined);
    return {pages: asked, unique: seen.size, total: count};
  });
  expect({unique, total}).toEqual({unique: 10_000, total: 10_000});
  expect(pages).toBe(200);

  const some = await page.evaluate(() =>
    window.paragon.getFieldOptions({integration: 'hubspot', action: 'companies', cursor: '9950'}),
  );
  const last = (some.data as {label: string; value: string}[]).at(-1)!;
  const found = await page.evaluate(
    (search) => window.paragon.getFieldOptions({integration: 'hubspot', action: 'companies', search}),
    last.label,
  );
  expect(found.data).toContainEqual(expect.objectContaining({value: last.value, label: last.label}));
});

test('options that depend on other options', async () => {
  const {page} = official;
  await connected('objects', 'salesforce');
  const objects = await page.evaluate(() =>
    window.paragon.getFieldOptions({integration: 'salesforce', action: 'recordTypes'}),
  );
  expect(objects.data).toMatchObject([{title: 'Standard'}, {title: 'Custom'}]);
  const fields = await page.evaluate(() =>
    window.paragon.getFieldOptions({
      integration: 'salesforce',
      action: 'cachedFields',
      parameters: [{key: 'recordTypes', source: {type: 'VALUE', value: 'Contact'}}] as never,
    }),
  );
  expect(fields.data).toContainEqual(expect.objectContaining({value: 'LastName'}));
  const failure = await page.evaluate(() =>
    window.tools.failure(() =>
      window.paragon.getFieldOptions({integration: 'salesforce', action: 'cachedFields'}),
    ),
  );
  expect(JSON.parse(failure.message)).toMatchObject({status: 400, message: 'Choose recordTypes first.'});
});

test('one of several accounts is asked', async () => {
  const {page} = official;
  const user = await connected('two', 'hubspot');
  const other = (await user.client.connect('hubspot', {
    person: 'kim',
    installOptions: {allowMultipleCredentials: true},
  })) as {id: string};
  await refresh(page, user);
  expect((await stateOf(page, 'hubspot'))?.allCredentials).toHaveLength(2);
  const first = (selectedCredentialId?: string) =>
    page.evaluate(
      (id) =>
        window.paragon.getFieldOptions({
          integration: 'hubspot',
          action: 'companies',
          selectedCredentialId: id,
        }),
      selectedCredentialId,
    );
  expect((await first(other.id)).data).not.toEqual((await first()).data);
});

test('who has no account, or asks for what is not there, is told', async () => {
  const {page} = official;
  await connected('none');
  const ask = (options: {integration: string; action: string}) =>
    page.evaluate((given) => window.tools.failure(() => window.paragon.getFieldOptions(given)), options);
  const none = await ask({integration: 'slack', action: 'channels'});
  expect(JSON.parse(none.message)).toMatchObject({status: 400, message: 'Connect Slack first.'});
  await connected('unknown', 'slack');
  const unknown = await ask({integration: 'slack', action: 'nothing'});
  expect(JSON.parse(unknown.message)).toMatchObject({status: 404});
});

test('lists and loaders of the app itself', async () => {
  const {page} = official;
  await connected('own', 'slack');
  const answers = await page.evaluate(async () => {
    const {paragon} = window;
    const dropdown = (key: string) =>
      ({id: key, type: 'CUSTOM_DROPDOWN', title: key, key, keyIsDefault: false}) as never;
    paragon.setDataSources({
      dropdowns: {
        teams: [{label: 'Harbor', value: 'harbor'}],
        people: {
          loadOptions: (cursor?: string, search?: string) =>
            Promise.resolve({
              options: [{label: `${search ?? 'all'} ${cursor ?? 'first'}`, value: 'kim'}],
              nextPageCursor: null,
            }),
        },
      } as never,
    });
    const people = paragon.getSourcesForInput('slack', dropdown('people')) as unknown as {source: never};
    return {
      teams: paragon.getSourcesForInput('slack', dropdown('teams')) as unknown,
      people: people as unknown,
      loaded: await paragon.getFieldOptions({integration: 'slack', source: people.source, search: 'K'}),
      direct: await paragon._loadCustomDropdownOptions('people', 'page-2', 'Z'),
    };
  });
  expect(answers).toMatchObject({
    teams: {
      kind: 'single',
      source: {type: 'STATIC_ENUM_DATA_SOURCE', values: [{label: 'Harbor', value: 'harbor'}]},
    },
    people: {kind: 'single', source: {type: 'DYNAMIC_DATA_SOURCE', cacheKey: 'people'}},
    loaded: {data: [{label: 'K first', value: 'kim'}]},
    direct: {options: [{label: 'Z page-2', value: 'kim'}]},
  });
});
