import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, defaultCatalog, defaultResources, type Sandbox} from '../src/index.js';
import {Client, type Json} from './helpers/client.js';

/*
 * The built-in catalogue shows everything that clients have to cope with. What counts is what clients receive, not
 * what stands in the entries: custom integrations, for example, are sent without data sources.
 */

interface Place {
  readonly integration: string;
  readonly where: 'pre' | 'post' | 'settings' | 'workflow';
  readonly input: Json;
}

let sandbox: Sandbox;
let records: Json[];
let places: Place[];

const nameOf = (record: Json): string => record.customIntegration?.slug ?? record.type;
const configOf = (record: Json): Json => record.sdkIntegrationConfig ?? {};

before(async () => {
  sandbox = await createSandbox({memory: true});
  const client = await Client.of(sandbox, 'viewer');
  await client.call('PATCH', '/me', {body: {meta: {plan: 'enterprise'}}});
  records = (await client.get('/integrations')).body;
  places = records
    .filter(({isActive}) => isActive)
    .flatMap((record) => {
      const {accountTypes = [], authConfigInputs = [], postOauthInputs = []} = configOf(record);
      const {sharedMeta, workflowMeta} = record.configs[0].values;
      const inputsBefore = [
        ...authConfigInputs,
        ...(record.customIntegration?.inputFields ?? []),
        ...accountTypes.flatMap((type: Json) => type.endUserSuppliedValues ?? []),
      ];
      const at = (where: Place['where'], inputs: Json[]): Place[] =>
        inputs.map((input) => ({integration: nameOf(record), where, input}));
      return [
        ...at('pre', inputsBefore),
        ...at('post', postOauthInputs),
        ...at('settings', sharedMeta.inputs),
        ...at(
          'workflow',
          Object.values(workflowMeta).flatMap((meta: Json) => meta.inputs),
        ),
      ];
    });
});
after(() => sandbox.close());

const sourcesOf = (type: string): Json[] =>
  records
    .flatMap((record) => Object.values(configOf(record).dataSources ?? {}))
    .filter((source: Json) => source.type === type);
const sourceOf = ({integration, input}: Place): Json => {
  const record = records.find((one) => nameOf(one) === integration);
  return configOf(record).dataSources?.[input.sourceType];
};
const isSection = (entry: Json) => Array.isArray(entry?.items);

function shown(what: string, found: boolean | readonly unknown[]): void {
  assert.ok(found === true || (Array.isArray(found) && found.length > 0), `no entry shows ${what}`);
}

const inputTypes: [type: string, where: Place['where']][] = [
  ['TEXT_NO_VARS', 'pre'],
  ['NUMBER', 'pre'],
  ['EMAIL', 'pre'],
  ['URL', 'pre'],
  ['PASSWORD', 'pre'],
  ['TEXTAREA_NO_VARS', 'pre'],
  ['SWITCH', 'pre'],
  ['BOOLEAN_INPUT', 'pre'],
  ['ENUM', 'pre'],
  ['COPYABLE_BUTTON_INPUT', 'pre'],
  ['PERMISSION', 'pre'],
  ['FILE', 'pre'],
  ['DYNAMIC_ENUM', 'post'],
  ['TEXT_NO_VARS', 'settings'],
  ['NUMBER', 'settings'],
  ['TEXTAREA_NO_VARS', 'settings'],
  ['SWITCH', 'settings'],
  ['BOOLEAN_INPUT', 'settings'],
  ['ENUM', 'settings'],
  ['DYNAMIC_ENUM', 'settings'],
  ['CUSTOM_DROPDOWN', 'settings'],
  ['FIELD_MAPPER', 'settings'],
  ['TEXT_NO_VARS', 'workflow'],
  ['EMAIL', 'workflow'],
  ['ENUM', 'workflow'],
  ['DYNAMIC_ENUM', 'workflow'],
];
for (const [type, where] of inputTypes)
  test(`input ${type} among the inputs of: ${where}`, () => {
    shown(
      `${type} (${where})`,
      places.filter((place) => place.where === where && place.input.type === type),
    );
  });
for (const type of ['COMBO_INPUT', 'DYNAMIC_COMBO_INPUT'])
  test(`input ${type}`, () =>
    shown(
      type,
      places.filter(({input}) => input.type === type),
    ));

const stages: Record<string, (record: Json) => boolean> = {
  accountType: (record) => (configOf(record).accountTypes ?? []).length > 1,
  instruction: (record) =>
    record.type === 'salesforce' && configOf(record).authSchemeOptions?.packageInstallUrl !== undefined,
  preOptions: (record) => (configOf(record).authConfigInputs ?? []).length > 0,
  'preOptions of a custom integration': ({customIntegration}) => customIntegration?.inputFields.length > 0,
  'preOptions before oauth': (record) =>
    record.authenticationType === 'oauth' && (configOf(record).authConfigInputs ?? []).length > 0,
  oauth: ({authenticationType}) => authenticationType === 'oauth',
  postOptions: (record) => (configOf(record).postOauthInputs ?? []).length > 0,
};
for (const [stage, hasStage] of Object.entries(stages))
  test(`stage ${stage}`, () =>
    shown(
      stage,
      records.filter((one) => one.isActive && hasStage(one)),
    ));

const kinds: [kind: string, isIt: (record: Json) => boolean][] = [
  ['a custom OAuth integration', (one) => one.type === 'custom' && one.authenticationType === 'oauth'],
  ['a custom API key integration', (one) => one.type === 'custom' && one.authenticationType === 'basic'],
  ['client credentials', (one) => one.authenticationType === 'oauth_client_credential'],
  ['an API key integration', (one) => one.type !== 'custom' && one.authenticationType === 'basic'],
  ['an inactive integration', (one) => !one.isActive],
  ['no input before OAuth', (one) => one.authenticationType === 'oauth' && !one.needPreOauthInputs],
];
for (const [kind, isIt] of kinds) test(kind, () => shown(kind, records.filter(isIt)));

test('a static dropdown: flat, in sections, as texts, by a source', () => {
  const enums = places.filter(({input}) => input.type === 'ENUM');
  const withValues = (isIt: (entry: Json) => boolean) => enums.filter(({input}) => input.values?.every(isIt));
  shown(
    'ENUM with flat options',
    withValues((entry) => typeof entry?.value === 'string'),
  );
  shown('ENUM with sections', withValues(isSection));
  shown(
    'ENUM with texts',
    withValues((entry) => typeof entry === 'string'),
  );
  const bySource = enums.map(sourceOf).filter((source) => source?.type === 'STATIC_ENUM_DATA_SOURCE');
  shown('ENUM by a static source', bySource);
  shown(
    'a static source with sections',
    bySource.filter(({values}) => values.every(isSection)),
  );
  shown(
    'a static source without',
    bySource.filter(({values}) => !values.some(isSection)),
  );
});

test('a dynamic source: whole, in pages, dependent, in all its uses', () => {
  const own = places.filter(({input}) => input.type === 'DYNAMIC_ENUM').map(sourceOf);
  assert.ok(own.every(Boolean), 'clients receive the source of every dynamic dropdown');
  shown(
    'a paged DYNAMIC_ENUM',
    own.filter((source) => source.supportPagination === true),
  );
  shown(
    'an unpaged DYNAMIC_ENUM',
    own.filter((source) => !source.supportPagination),
  );
  const dependencies = (source: Json) => source.refreshDependencies as unknown[] | undefined;
  shown(
    'one that is loaded at once',
    own.filter((source) => dependencies(source)?.length === 0),
  );
  const dependent = places.filter(
    (place) =>
      place.input.type === 'DYNAMIC_ENUM' &&
      dependencies(sourceOf(place))?.some((name) =>
        places.some(({integration, input}) => integration === place.integration && input.id === name),
      ),
  );
  shown('one that depends on another input', dependent);
});

for (const kind of ['FIELD_MAPPER', 'COMBO_INPUT', 'DYNAMIC_COMBO_INPUT', 'STATIC_ENUM', 'DYNAMIC'])
  test(`source ${kind}_DATA_SOURCE`, () => shown(kind, sourcesOf(`${kind}_DATA_SOURCE`)));

test('default value mapping has a variable part', () => {
  shown(
    'variableInputSource',
    sourcesOf('DYNAMIC_COMBO_INPUT_DATA_SOURCE').filter((one) => one.variableInputSource),
  );
});

test('a field mapper: with static labels, with fields of the app', () => {
  const mappers = places.filter(({input}) => input.type === 'FIELD_MAPPER');
  shown(
    'static labels',
    mappers.filter(({input}) => input.savedFieldMappings?.length > 0),
  );
  shown(
    'fields of the app',
    mappers.filter(({input}) => input.useDynamicMapper === true && input.dynamicObjectName),
  );
  assert.ok(mappers.map(sourceOf).every((one) => one?.type === 'FIELD_MAPPER_DATA_SOURCE'));
});
test('a field mapper with a middle level', () => {
  shown(
    'dependentInputSource',
    sourcesOf('FIELD_MAPPER_DATA_SOURCE').filter((one) => one.dependentInputSource),
  );
});

const features: [feature: string, has: (input: Json) => boolean][] = [
  ['hidden', (input) => input.hidden === true && input.defaultValue !== undefined],
  ['readOnly', (input) => input.readOnly === true && input.defaultValue !== undefined],
  ['tooltip', (input) => typeof input.tooltip === 'string'],
  ['documentationLink', (input) => URL.canParse(input.documentationLink)],
  ['documentationLinkLabel', (input) => typeof input.documentationLinkLabel === 'string'],
  ['a text as defaultValue', (input) => typeof input.defaultValue === 'string'],
  ['a switch that is on by default', (input) => input.defaultValue === true],
  ['prefixLabel', (input) => typeof input.prefixLabel === 'string'],
  ['suffixLabel', (input) => typeof input.suffixLabel === 'string'],
  ['placeholder', (input) => typeof input.placeholder === 'string'],
  ['subtitle', (input) => typeof input.subtitle === 'string'],
  ['fallbackText', (input) => typeof input.fallbackText === 'string'],
  ['titleText', (input) => typeof input.titleText === 'string'],
  ['toolTipText', (input) => typeof input.toolTipText === 'string'],
  ['several lines', (input) => input.lines > 1],
  ['required', (input) => input.required === true],
  ['optional', (input) => input.required === false],
  ['required by being left out', (input) => !('required' in input)],
  ['requiredScopes', (input) => input.requiredScopes?.length > 0 && input.scopes?.values.length > 1],
  ['customDropdownOptions', (input) => input.customDropdownOptions?.length > 0],
];
for (const [feature, has] of features)
  test(`input with ${feature}`, () =>
    shown(
      feature,
      places.filter(({input}) => has(input)),
    ));

test('workflows: each trigger, each kind', () => {
  const all = defaultCatalog.flatMap(({workflows = []}) => workflows);
  for (const type of ['request', 'event', 'webhook', 'integrationEnabled'])
    shown(
      `a workflow that does something, begun by ${type}`,
      all.filter(({trigger = {type: 'request'}, run}) => trigger.type === type && run),
    );
  shown(
    'one that is on by default',
    all.filter(({defaultEnabled}) => defaultEnabled),
  );
  shown(
    'a hidden one',
    all.filter(({hidden}) => hidden),
  );
  shown(
    'one with a condition',
    all.filter(({permissions}) => (permissions as Json)?.field),
  );
  shown(
    'one with joined conditions',
    all.filter(({permissions}) => (permissions as Json)?.or),
  );
  shown(
    'one with required inputs',
    all.filter(({inputs = []}) => inputs.some(({required}) => required)),
  );
  const several = [
    'slack',
    'salesforce',
    'hubspot',
    'custom.lighthouse',
    'custom.tidemail',
    'custom.pilotbooks',
  ];
  for (const type of several) {
    const {workflows = []} = defaultCatalog.find((entry) => entry.type === type)!;
    assert.ok(workflows.length >= 3, `${type} has several workflows`);
    assert.ok(
      workflows.every(({run}) => run),
      `all workflows of ${type} do something`,
    );
  }
});

test('there is a resource, and everything has a text and a picture', () => {
  shown('a resource', [...defaultResources]);
  for (const record of records) {
    const {description, overview} = record.configs[0].values;
    assert.ok(description, nameOf(record));
    if (record.isActive) assert.ok(overview, nameOf(record));
  }
});

test('overviews use what Markdown has', () => {
  const texts = records.map((record) => String(record.configs[0].values.overview));
  const kindsOfText: [kind: string, pattern: RegExp][] = [
    ['a heading', /^#{2,4} /m],
    ['a list', /^[-*] /m],
    ['a numbered list', /^\d\. /m],
    ['bold text', /\*\*\w/],
    ['emphasis', /(^|[^*])\*\w[^*]*\*/],
    ['a link', /\[[^\]]+\]\(https:/],
    ['an e-mail link', /\]\(mailto:/],
    ['code', /`[^`]+`/],
    ['a quotation', /^> /m],
    ['a line', /^---$/m],
  ];
  for (const [kind, pattern] of kindsOfText)
    shown(
      kind,
      texts.filter((text) => pattern.test(text)),
    );
});

test('the file integrations hand out tokens', () => {
  const types = ['googledrive', 'onedrive', 'sharepoint', 'box'];
  for (const type of types) {
    const entry = defaultCatalog.find((one) => one.type === type);
    assert.ok(entry?.accountAuth?.['OAUTH_ACCESS_TOKEN'], `${type} has accountAuth`);
  }
});
