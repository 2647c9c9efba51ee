import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {test} from 'node:test';
import {createCatalog} from '../src/catalog/index.js';
import {toRecord} from '../src/catalog/record.js';
import {StartError, createSandbox, defaultCatalog} from '../src/index.js';

const slack = defaultCatalog[0]!;
const messageOf = (entries: unknown) => {
  try {
    createCatalog(entries);
  } catch (error) {
    assert.ok(error instanceof StartError);
    return error.message;
  }
  return assert.fail('it was accepted');
};

test('a wrong entry is named with what is wrong about it', () => {
  const cases: [change: object, message: RegExp][] = [
    [{brandColor: 'purple'}, /"slack": brandColor/],
    [{id: 'x'}, /"slack": id/],
    [{colour: '#fff'}, /"slack": the entry: Unrecognized key: "colour"/],
    [{oauth: undefined}, /"slack": oauth: is needed/],
    [{account: {...slack.account, path: 'https://evil.example'}}, /path below the API base/],
    [
      {account: {...slack.account, path: '/users/{USER}'}},
      /account\.path: \{USER\} is nothing that is known/,
    ],
    [{apiBase: '/slack/{accessToken}'}, /apiBase: \{accessToken\} has no place in an address/],
    [{authHeaders: {'X Key': '{accessToken}'}}, /authHeaders\.X Key: is no name of a header/],
    [{apiBase: 'https://slack.com/api'}, /apiBase: is a real API/],
    [{apiBase: 'https://me:pw@slack.com/api'}, /apiBase: must name its host/],
    [{proxyBase: 'https://{channel}/api'}, /proxyBase: must name its host/],
    [{workflows: [{...slack.workflows![0], run: 'post()'}]}, /workflows\.0\.run: must be a function/],
    [{accountAuth: {OAUTH_ACCESS_TOKEN: '{accessToken}'}}, /accountAuth: is for googledrive, onedrive/],
    [{inputRules: {channel: {pattern: '(', message: ''}}}, /inputRules\.channel\.pattern: .*group/],
    [{inputRules: {CHANEL: {pattern: '', message: ''}}}, /inputRules\.CHANEL: is the id of no input/],
    [{userSettings: [{id: 'c', type: 'ENUM', title: 'C'}]}, /userSettings\.0\.sourceType: c has neither/],
    [
      {userSettings: [{id: 'c', type: 'ENUM', title: 'C', values: [{label: 'x'}]}]},
      /userSettings\.0\.values\.0\.value: .*expected string/,
    ],
    [
      {userSettings: [slack.userSettings![0], slack.userSettings![0]]},
      /userSettings\.1\.id: channel is used twice/,
    ],
    [{userSettings: [{id: 'c', type: 'CUSTOM_DROPDOWN', title: 'C'}]}, /userSettings\.0\.key: is needed/],
    [{inputs: [slack.userSettings![0]]}, /inputs\.0\.type: DYNAMIC_ENUM cannot be asked before/],
    [{provider: {tokenUrl: 'x'}}, /provider\.authorizationUrl/],
  ];
  for (const [change, message] of cases) assert.match(messageOf([{...slack, ...change}]), message);
  assert.match(messageOf([7]), /number 1/);
  assert.match(messageOf({integration: []} as never), /must be a list of integrations/);
});

test('sources and loaders of options fit together', () => {
  const channels = slack.dataSources!['channels']!;
  const cases: [change: object, message: RegExp][] = [
    [{dataSources: {}}, /userSettings\.0\.sourceType: dataSources lacks the source of the input channel/],
    [{options: {}}, /dataSources\.channels\.cacheKey: options lacks the loader channels/],
    [
      {dataSources: {channels: {type: 'STATIC_ENUM_DATA_SOURCE', values: []}}},
      /needs a source of the type DYNAMIC/,
    ],
    [
      {dataSources: {channels, x: {type: 'DYNAMIC'}}},
      /dataSources\.x\.type: must be one of DYNAMIC_DATA_SOURCE/,
    ],
    [
      {dataSources: {channels, x: {type: 'COMBO_INPUT_DATA_SOURCE', mainInputSource: channels}}},
      /dataSources\.x\.dependentInputSource: is needed/,
    ],
    [
      {
        dataSources: {
          channels,
          x: {
            type: 'FIELD_MAPPER_DATA_SOURCE',
            recordSource: channels,
            fieldSource: {type: 'DYNAMIC_DATA_SOURCE', cacheKey: 'fields'},
          },
        },
      },
      /dataSources\.x\.fieldSource\.cacheKey: options lacks the loader fields/,
    ],
    [
      {options: {channels: {...slack.options!['channels'], path: '/list/{team}'}}},
      /options\.channels\.path: \{team\} is nothing/,
    ],
  ];
  for (const [change, message] of cases) assert.match(messageOf([{...slack, ...change}]), message);
});

test('an icon has shapes only', () => {
  const accepted = [
    '',
    '<path d="M1 2 3-4z"/>',
    '<g fill="none"><circle cx="1" cy="2" r=".5"/></g>\n<rect x="1"></rect>',
  ];
  for (const icon of accepted) createCatalog([{...slack, icon}]);
  const refused = [
    '<script>alert(1)</script>',
    '<foreignObject/>',
    '<use href="#a"/>',
    '<image href="https://evil.example/x.png"/>',
    '<path onload="alert(1)"/>',
    '<path style="fill:url(https://evil.example)"/>',
    '<path fill="url(#a)"/>',
    '<path fill="URL(https://evil.example)"/>',
    '<path d="M0&#x30;"/>',
    "<path d='M0'/>",
    '<path d="M0"',
    '<path d="M0">',
    '</svg><script/>',
    '<g></path></g>',
    'text',
    '<!-- c -->',
    '<![CDATA[x]]>',
    '<?xml version="1.0"?>',
    '<animate attributeName="x"/>',
    '<PATH d="M0"/>',
    '<svg:script/>',
    '<path/onload=alert(1)>',
  ];
  for (const icon of refused) assert.match(messageOf([{...slack, icon}]), /"slack": icon: /, icon);
});

test('ids are used once', () => {
  const other = {...slack, type: 'other'};
  const fresh = {id: randomUUID(), configId: randomUUID(), workflows: []};
  assert.match(messageOf([slack, slack]), /"slack": its type is used twice/);
  assert.match(messageOf([slack, {...other, ...fresh, id: slack.id}]), /"other": its id is used twice/);
  assert.match(
    messageOf([slack, {...other, ...fresh, configId: slack.id}]),
    /"other": its configId is used twice/,
  );
  assert.match(
    messageOf([slack, {...other, ...fresh, workflows: slack.workflows}]),
    /"other": the id of the workflow "Announce won deals" is used twice; before by the workflow .* of entry "slack"/,
  );
  const hook = {...slack.workflows![1]!, customWebhookTriggerId: randomUUID()};
  assert.match(
    messageOf([
      {...slack, workflows: [hook]},
      {...other, ...fresh, workflows: [{...hook, id: randomUUID()}]},
    ]),
    /"other": the customWebhookTriggerId .* is used twice/,
  );
  createCatalog([
    {...slack, workflows: [hook, {...hook, id: randomUUID()}]},
    {...other, ...fresh},
  ]);
});

test('a workflow that needs settings of its own is not enabled by default', () => {
  const workflow = {...slack.workflows![0]!, defaultEnabled: true};
  createCatalog([{...slack, workflows: [workflow]}]);
  const inputs = [{id: 'label', type: 'TEXT_NO_VARS', title: 'Label'}];
  assert.match(
    messageOf([{...slack, workflows: [{...workflow, inputs}]}]),
    /defaultEnabled: .* needs the input label/,
  );
  assert.match(
    messageOf([{...slack, workflows: [{...slack.workflows![0], trigger: {type: 'webhook'}}]}]),
    /customWebhookTriggerId: is needed/,
  );
});

test('resources name an integration', () => {
  const resource = {id: randomUUID(), slug: 'orders-db', integration: 'slack'};
  assert.deepEqual(createCatalog({integrations: [slack], resources: [resource]}).resources, [resource]);
  const wrong = {...resource, integration: 'jira'};
  assert.match(messageOf({integrations: [slack], resources: [wrong]}), /no integration "jira"/);
  assert.match(
    messageOf({integrations: [slack], resources: [{...resource, slug: 'A b'}]}),
    /resource "A b": slug/,
  );
});

test('a wrong catalogue stops the start', async () => {
  await assert.rejects(
    createSandbox({memory: true, catalog: [{...slack, name: ''}]}),
    /The catalogue has errors/,
  );
});

test('records have what clients read', () => {
  const catalog = createCatalog();
  const where = {
    projectId: '5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90',
    origin: 'http://localhost:4400',
    meta: {plan: 'enterprise'},
    isFull: false,
  };
  for (const integration of catalog.all) {
    const record = toRecord(integration, where);
    assert.ok(Array.isArray(record.configs) && record.configs.length > 0);
    assert.match(record.id, /^[0-9a-f-]{14}4/);
    assert.equal(typeof record.needPreOauthInputs, 'boolean');
    const meta = record.configs[0]!.values.workflowMeta;
    assert.deepEqual(Object.keys(meta).sort(), record.workflows.map(({id}) => id).sort());
  }
  const byType = new Map(catalog.all.map((one) => [one.type, toRecord(one, where)]));
  assert.equal(byType.get('custom.lighthouse')!.type, 'custom');
  assert.equal(byType.get('custom.lighthouse')!.sdkIntegrationConfig, null);
  assert.equal(byType.get('shopify')!.needPreOauthInputs, true);
  assert.match(
    String(byType.get('salesforce')!.sdkIntegrationConfig!.authSchemeOptions?.packageInstallUrl),
    /^https:\/\/login\.salesforce\.com\/packaging\//,
  );
  const hidden = Object.values(byType.get('slack')!.configs[0]!.values.workflowMeta).filter(
    (one) => one.hidden,
  );
  assert.equal(hidden.length, 1);
});

test('wrong options stop the start before anything is opened', async () => {
  const messageFor = async (options: object) =>
    createSandbox({memory: true, ...options}).then(
      () => assert.fail('it started'),
      (error: Error) => error.message,
    );
  assert.match(await messageFor({allowedOrigins: ['http://a.example/x']}), /no origin/);
  assert.match(await messageFor({projectId: 'mine'}), /UUID/);
  assert.match(await messageFor({publicKeyFiles: [import.meta.filename]}), /no RSA public key/);
});
