import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, test} from 'node:test';
import {createSandbox, defaultCatalog, demoKeys, type PermissionsClaim, type Sandbox} from '../src/index.js';
import {
  MalformedPermissions,
  readPermissions,
  type Capability,
  type Subject,
} from '../src/users/permissions.js';
import {Client, PAGE_ORIGIN, jsonOf, type Answer, type Json} from './helpers/client.js';
import {slackWith, workflow} from './helpers/workflows.js';

const answering = workflow('Answer', {run: ({configuration}) => ({configuration: configuration.externalId})});
const listening = workflow('Listen', {trigger: {type: 'event', name: 'Sale'}, run: ({log}) => log('heard')});
const RESOURCE = randomUUID();

let sandbox: Sandbox;
let owner: Client;
/** Two Slack accounts, `ext:acme` and `ext:beta`; the first has a second configuration, `ext:Team A`. */
let acme: Json;
let beta: Json;
let slackId: string;
let sendgridId: string;

before(async () => {
  const sendgrid = defaultCatalog.find(({type}) => type === 'sendgrid')!;
  sandbox = await createSandbox({
    memory: true,
    catalog: {
      integrations: [slackWith([answering, listening]), sendgrid],
      resources: [{id: RESOURCE, slug: 'mail', integration: 'sendgrid'}],
    },
  });
  owner = await Client.of(sandbox, 'company');
  slackId = (await owner.integration('slack')).id;
  sendgridId = (await owner.integration('sendgrid')).id;
  const several = {allowMultipleCredentials: true};
  acme = await owner.connect('slack', {installOptions: {...several, externalId: 'acme'}});
  beta = await owner.connect('slack', {person: 'kim', installOptions: {...several, externalId: 'beta'}});
  await owner.post(`/credentials/${acme.id}/configurations`, {externalId: 'Team A'});
  for (const {id} of [answering, listening]) {
    await owner.post(`/workflows/${id}`, undefined, {
      'X-Paragon-Credential': acme.id,
      'X-Paragon-Configuration-Id': 'ext:Team A',
    });
    await owner.post(`/workflows/${id}`, undefined, {'X-Paragon-Credential': beta.id});
  }
});
after(() => sandbox?.close());

const withClaim = async (claim: unknown, user = 'company') =>
  new Client(sandbox, await sandbox.userToken(user, {permissions: claim as PermissionsClaim}));
const of = (account: Json, configuration?: string) => ({
  'X-Paragon-Credential': account.id as string,
  ...(configuration && {'X-Paragon-Configuration-Id': configuration}),
});

async function triggersOf(client: Client, account: Json): Promise<Answer> {
  const response = await fetch(
    `${sandbox.urls.paragon}/projects/${sandbox.projectId}/triggers?integrations=slack`,
    {headers: {Authorization: `Bearer ${client.token}`, ...of(account)}},
  );
  return {status: response.status, body: await response.json(), headers: response.headers};
}

const start = async (client: Client, installOptions: object) =>
  (await client.startOAuth('slack', {installOptions, nonce: false})).build;
const connectSendgrid = (client: Client) =>
  client.post('/credentials', {
    integrationId: sendgridId,
    payload: {SENDGRID_API_KEY: demoKeys.sendgrid[0].key},
    installOptions: {allowMultipleCredentials: true},
  });

/** Every route that a claim has a say in. */
const routes: Record<string, (client: Client) => Promise<Answer>> = {
  'read acme': (c) => c.get(`/credentials/${acme.id}`),
  'read beta': (c) => c.get('/credentials/ext:beta'),
  'account of acme': (c) => c.get('/credentials?integration=slack', of(acme)),
  'token of acme': (c) => c.get('/credentials?integration=slack&includeAccountAuth=true', of(acme)),
  'options of acme': (c) => c.post('/actions', {action: 'slack', sourceKey: 'channels'}, of(acme)),
  'triggers of acme': (c) => triggersOf(c, acme),
  'proxy acme': (c) => c.get('/proxy/slack/conversations.list', of(acme)),
  'proxy beta': (c) => c.get('/proxy/slack/conversations.list', of(beta)),
  'set acme': (c) =>
    c.call('PATCH', `/credentials/${acme.id}`, {body: {config: {sharedSettings: {}}}, headers: of(acme)}),
  'set Team A': (c) =>
    c.call('PATCH', `/credentials/${acme.id}`, {
      body: {config: {sharedSettings: {}}},
      headers: of(acme, 'ext:Team A'),
    }),
  'describe Team A': (c) =>
    c.call('PATCH', '/credentials/ext:acme/configurations', {
      body: {meta: {}},
      headers: of(acme, 'ext:Team A'),
    }),
  'add configuration to acme': (c) =>
    c.post(`/credentials/${acme.id}/configurations`, {externalId: randomUUID().slice(0, 8)}),
  'switch in acme': (c) => c.call('DELETE', `/workflows/${listening.id}`, {headers: of(acme)}),
  'switch in Team A': (c) => c.post(`/workflows/${listening.id}`, undefined, of(acme, 'ext:Team A')),
  'run in Team A': (c) => c.post(`/triggers/${answering.id}`, {}, of(acme, 'ext:Team A')),
  'run in beta': (c) => c.post(`/triggers/${answering.id}`, {}, of(beta)),
  'event to acme': (c) =>
    c.call('POST', '/events/trigger', {body: {name: 'Other', payload: {}}, headers: of(acme), prefix: '/v2'}),
  'event to all': (c) => c.post('/events/trigger', {name: 'Other', payload: {}}),
  'finish acme': (c) => c.post(`/credentials/${acme.id}/complete-setup`, {payload: {}}),
  'install Slack': (c) => start(c, {allowMultipleCredentials: true}),
  'install Slack as gamma': (c) => start(c, {allowMultipleCredentials: true, externalId: 'gamma'}),
  'replace acme': (c) => start(c, {selectedCredentialId: acme.id}),
  'replace beta': (c) => start(c, {selectedCredentialId: 'ext:beta'}),
  'install SendGrid': connectSendgrid,
  'connect the resource': (c) =>
    c.post(`/resources/${RESOURCE}/connect`, {SENDGRID_API_KEY: demoKeys.sendgrid[0].key}),
};
const all = Object.keys(routes);
const slackOnly = all.filter((name) => !['install SendGrid', 'connect the resource'].includes(name));
const reading = ['read acme', 'account of acme', 'options of acme', 'triggers of acme'];
const installing = ['install Slack', 'install Slack as gamma'];
const insideTeamA = ['set Team A', 'describe Team A', 'switch in Team A'];
const ofAcme = slackOnly.filter((name) => !/beta|install/.test(name));

const cases = (): [what: string, claim: PermissionsClaim | undefined, allowed: readonly string[]][] => [
  ['no claim', undefined, all],
  ['everything', {'integration:*': true}, all],
  ['nothing', {}, []],
  ['nothing, in words', {'integration:*': false}, []],
  ['one integration', {'integration:slack': true}, slackOnly],
  [
    'another integration',
    {'integration:sendgrid': true},
    ['install SendGrid', 'connect the resource', 'event to all'],
  ],
  ['reading', {'integration:slack': ['credential:read']}, [...reading, 'read beta']],
  [
    'writing within an integration',
    {'integration:slack': {'credential:*': ['credential:write']}},
    [...reading, 'read beta', 'finish acme', ...installing, 'replace acme', 'replace beta'],
  ],
  ['one account', {[`credential:${acme.id}`]: true}, ofAcme],
  ['one account, within its integration', {'integration:slack': {[`credential:${acme.id}`]: true}}, ofAcme],
  [
    'one account, within another integration',
    {'integration:sendgrid': {[`credential:${acme.id}`]: true}},
    [],
  ],
  [
    'all but one account',
    {'integration:*': true, [`credential:${acme.id}`]: false},
    all
      .filter((name) => !ofAcme.includes(name) || name === 'event to all')
      .filter((name) => name !== 'replace acme'),
  ],
  ['proxy by external id', {'credential:ext:beta': ['proxy']}, ['proxy beta']],
  [
    'what is to be, by external id',
    {'credential:ext:gamma': ['credential:write']},
    ['install Slack as gamma'],
  ],
  [
    'one configuration',
    {'configuration:ext:Team A': true},
    [...reading, ...insideTeamA, 'run in Team A', 'event to acme', 'event to all'],
  ],
  [
    'no configuration',
    {'integration:slack': true, 'configuration:*': false},
    slackOnly.filter((name) => !/Team A|^set|configuration|^switch|^run|^event/.test(name)),
  ],
  [
    'configurations to read',
    {'integration:slack': {'configuration:*': ['configuration:read']}},
    [...reading, 'read beta'],
  ],
  [
    'writing configurations',
    {'integration:slack': ['configuration:write', 'credential:read']},
    [...reading, 'read beta', ...insideTeamA, 'set acme', 'add configuration to acme', 'switch in acme'],
  ],
  ['events', {'integration:*': ['events']}, ['event to acme', 'event to all']],
  ['workflows', {'integration:*': ['workflows']}, ['run in Team A', 'run in beta']],
  ['proxy', {'integration:slack': ['proxy']}, ['proxy acme', 'proxy beta']],
  [
    'the token',
    {'integration:slack': ['proxy', 'credential:read']},
    [...reading, 'read beta', 'proxy acme', 'proxy beta', 'token of acme'],
  ],
  [
    'a narrower list in place of a wide one',
    {'integration:*': true, 'integration:slack': ['proxy']},
    ['proxy acme', 'proxy beta', 'install SendGrid', 'connect the resource', 'event to all'],
  ],
  ['a word of its own', {'integration:*': ['fly']}, []],
];

test('each claim permits what it says, on every route', async (t) => {
  for (const [what, claim, allowed] of cases())
    await t.test(what, async () => {
      const client = claim === undefined ? owner : await withClaim(claim);
      const permitted: string[] = [];
      for (const [name, call] of Object.entries(routes)) {
        const {status, body} = await call(client);
        if (status === 200) permitted.push(name);
        else {
          assert.equal(status, 403, `${name}: ${JSON.stringify(body)}`);
          assert.equal(body.code, '7210', name);
          assert.equal(typeof body.meta.capability, 'string');
          if (what === 'a word of its own') assert.deepEqual(body.meta.unknownCapabilities, ['fly']);
        }
      }
      assert.deepEqual(permitted.sort(), [...allowed].sort());
    });
});

test('what must not be undone by others is refused as well', async () => {
  const reader = await withClaim({'integration:*': ['credential:read', 'configuration:read']});
  const refused = [
    await reader.call('DELETE', `/integrations/${slackId}`, {headers: of(beta)}),
    await reader.call('DELETE', `/integrations/${slackId}`),
    await reader.call('DELETE', `/credentials/${acme.id}/configurations`, {headers: of(acme, 'ext:Team A')}),
  ];
  assert.deepEqual(
    refused.map(({status, body}) => [status, body.code]),
    refused.map(() => [403, '7210']),
  );
  assert.equal((await owner.get('/credentials/ext:beta')).status, 200);
});

test('lists show what may be seen, and what is not named is the first of it', async () => {
  const client = await withClaim({'credential:ext:beta': true});
  const {slack} = (await client.get('/me')).body.integrations;
  assert.equal(slack.credentialId, beta.id);
  assert.deepEqual(
    slack.allCredentials.map(({id}: Json) => id),
    [beta.id],
  );
  assert.deepEqual(
    (await client.get('/credentials')).body.map(({id}: Json) => id),
    [beta.id],
  );
  const team = (await client.get('/proxy/slack/auth.test')).body.output;
  assert.equal(team.team, beta.providerData.teamName);
  assert.equal((await client.get('/credentials?integration=slack')).body.providerId, beta.providerId);

  const inTeam = await withClaim({'configuration:ext:Team A': true});
  const [account, ...rest] = (await inTeam.get('/credentials')).body;
  assert.deepEqual(rest, []);
  assert.equal(account.id, acme.id);
  assert.deepEqual(
    account.configurations.map(({externalId}: Json) => externalId),
    ['Team A'],
  );

  const nobody = await withClaim({});
  const me = (await nobody.get('/me')).body;
  assert.equal(me.integrations.slack.enabled, false);
  assert.deepEqual(me.integrations.slack.allCredentials, []);
  assert.ok(me.resources.every(({credentialId}: Json) => credentialId === undefined));
  assert.deepEqual((await nobody.get('/credentials')).body, []);
  assert.equal((await nobody.get('/proxy/slack/auth.test')).status, 404, 'there is none to be seen');
});

test('accounts of other users stay unknown, whatever a claim says', async () => {
  const mallory = await withClaim({[`credential:${acme.id}`]: true, 'integration:*': true}, 'mallory');
  for (const name of [
    'read acme',
    'account of acme',
    'proxy acme',
    'finish acme',
    'replace acme',
    'run in Team A',
  ])
    assert.equal((await routes[name]!(mallory)).status, 404, name);
});

test('an event runs in the permitted accounts alone', async () => {
  const runs = async (): Promise<Json[]> =>
    (await jsonOf(fetch(`${sandbox.urls.paragon}/_sandbox/runs?settled=true`))).runs.filter(
      ({trigger}: Json) => trigger === 'event',
    );
  const before = (await runs()).length;
  const client = await withClaim({'credential:ext:beta': true});
  await client.post('/events/trigger', {name: 'Sale', payload: {}});
  const after = await runs();
  assert.equal(after.length, before + 1);
  assert.equal(after[0].credentialId, beta.id);
  const {body} = await client.post(`/triggers/${answering.id}`, {});
  assert.deepEqual(body, {}, 'the other configuration makes nothing ambiguous');
});

test('the provider window is no way around', async () => {
  const reader = await withClaim({'integration:*': ['credential:read']});
  const nonce = await reader.browser.open(
    `${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk/actions/oauth-nonce?integrationId=${slackId}&originForPostMessage=${PAGE_ORIGIN}&userToken=${reader.token}`,
  );
  assert.equal(nonce.status, 403);
  assert.equal(reader.browser.cookies.size, 0);

  // Begun while there was a visible account to replace; by the time of the answer there is only one that is not.
  const company = await Client.of(sandbox, 'company 2');
  const several = {allowMultipleCredentials: true};
  const mine = await company.connect('slack', {installOptions: {...several, externalId: 'mine'}});
  const theirs = await company.connect('slack', {installOptions: {...several, externalId: 'theirs'}});
  const client = await withClaim(
    {'integration:slack': true, [`credential:${theirs.id}`]: false},
    'company 2',
  );
  const {build} = await client.startOAuth('slack');
  await company.call('DELETE', `/integrations/${slackId}`, {headers: of(mine)});
  assert.equal((await client.approve(build.body.redirectUrl, 'kim')).status, 200);
  const untouched = (await company.get(`/credentials/${theirs.id}`)).body;
  assert.equal(untouched.providerData.teamName, theirs.providerData.teamName);
  assert.equal((await company.get('/credentials')).body.length, 2, 'a new one was made');

  // Begun with the right to replace one account, which is gone at the end: no right to make another.
  const keeper = await withClaim({[`credential:${theirs.id}`]: true}, 'company 2');
  const {key, build: second} = await keeper.startOAuth('slack');
  assert.equal(second.status, 200);
  await company.call('DELETE', `/integrations/${slackId}`, {headers: of(theirs)});
  const last = await keeper.approve(second.body.redirectUrl);
  assert.equal(last.status, 403);
  assert.equal((await keeper.get(`/actions/session-id/${key}`)).body.error.code, '7210');
  assert.equal((await company.get('/credentials')).body.length, 1);
});

test('how a visit ended is told to tokens that may see the account', async () => {
  const company = await Client.of(sandbox, 'company 3');
  const {key, build} = await company.startOAuth('slack');
  await company.approve(build.body.redirectUrl);
  const path = `/actions/session-id/${key}`;
  const blind = await withClaim({'integration:sendgrid': true}, 'company 3');
  const {status, body} = await blind.get(path);
  assert.equal(status, 403);
  assert.equal(body.code, '7210');
  assert.equal((await company.get(path)).status, 200);
});

test('an answer that is given again is given to the same kind of token only', async () => {
  const key = {'Idempotency-Key': randomUUID()};
  const body = {externalId: randomUUID().slice(0, 8)};
  const path = `/credentials/${acme.id}/configurations`;
  assert.equal((await owner.post(path, body, key)).status, 200);
  assert.equal((await owner.post(path, body, key)).headers.get('Idempotent-Replayed'), 'true');
  assert.equal((await (await withClaim({})).post(path, body, key)).status, 422);
});

const malformed: [claim: unknown, message: RegExp][] = [
  ['everything', /must be an object/],
  [null, /must be an object/],
  [['integration:*'], /must be an object/],
  [{everything: true}, /"everything" is no scope/],
  [{'integration:': true}, /is no scope/],
  [{'workspace:*': true}, /"workspace:\*" is no scope/],
  [{'credential:mine': true}, /neither by a UUID nor by ext:/],
  [{'configuration:ext:': true}, /neither by a UUID nor by ext:/],
  [{'integration:slack': 'proxy'}, /holds neither true or false/],
  [{'integration:slack': null}, /holds neither true or false/],
  [{'integration:slack': ['proxy', 7]}, /holds something that is no text/],
  [{'integration:slack': {'credential:*': {'integration:*': true}}}, /not narrower/],
  [{'integration:slack': {'integration:jira': true}}, /not narrower/],
];

test('a claim that cannot be understood is a 401 that says why', async () => {
  for (const [claim, message] of malformed) {
    const {status, body} = await (await withClaim(claim)).get('/me');
    assert.equal(status, 401, JSON.stringify(claim));
    assert.match(body.message, message);
    assert.match(body.message, /urn:useparagon:connect:permissions/);
  }
});

test('the narrowest scope decides', () => {
  const id = '3f1c0f9a-6b8e-4e0e-9d35-0f4f5e1d7a01';
  const other = '3f1c0f9a-6b8e-4e0e-9d35-0f4f5e1d7a02';
  const account: Subject = {integration: 'slack', credential: {id, externalId: 'acme'}};
  const inSet = {...account, configuration: {id: other, externalId: 'Team A'}};
  const table: [PermissionsClaim, Capability, Subject, boolean][] = [
    [{'integration:*': true, 'integration:slack': []}, 'proxy', account, false],
    [{'integration:*': [], 'integration:slack': true}, 'proxy', account, true],
    [{'integration:slack': [], 'credential:*': true}, 'proxy', account, true],
    [{'integration:slack': {'credential:*': []}, 'credential:*': true}, 'proxy', account, false],
    [{'integration:jira': {'credential:*': []}, 'credential:*': true}, 'proxy', account, true],
    [{'credential:*': false, [`credential:${id}`]: ['proxy']}, 'proxy', account, true],
    [{[`credential:${id.toUpperCase()}`]: true}, 'proxy', account, true],
    [{[`credential:${other}`]: true}, 'proxy', account, false],
    [{[`credential:${id}`]: true, 'credential:ext:acme': false}, 'proxy', account, false],
    [{'integration:*': true, 'integration:slack': {[`credential:${other}`]: false}}, 'proxy', account, true],
    [{'integration:*': {'integration:slack': false}}, 'proxy', account, false],
    [{'integration:*': ['credential:write']}, 'credential:read', account, true],
    [{'integration:*': ['credential:read']}, 'credential:write', account, false],
    [{'integration:*': ['credential:write']}, 'configuration:read', inSet, false],
    [{[`credential:${id}`]: true, 'configuration:*': false}, 'events', inSet, false],
    [{'configuration:*': false, 'configuration:ext:Team A': true}, 'events', inSet, true],
    [{[`configuration:${other}`]: ['configuration:write']}, 'configuration:read', inSet, true],
    [{'configuration:ext:Team A': true}, 'proxy', account, false],
  ];
  for (const [claim, capability, subject, expected] of table)
    assert.equal(readPermissions(claim).allows(capability, subject), expected, JSON.stringify(claim));
  for (const [claim] of malformed) assert.throws(() => readPermissions(claim), MalformedPermissions);
  assert.equal(readPermissions(undefined).allows('proxy', account), true);
  assert.deepEqual(readPermissions({'integration:*': ['fly', 'proxy', 'fly']}).unknownCapabilities, ['fly']);
});

test('development tokens carry permissions, by query and by body', async () => {
  const claim = {'integration:slack': ['credential:read', 'fly']};
  const url = `${sandbox.urls.paragon}/_sandbox/token`;
  const byQuery = await jsonOf(
    fetch(`${url}?user=company&permissions=${encodeURIComponent(JSON.stringify(claim))}`),
  );
  const send = (body: unknown) =>
    fetch(url, {method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}});
  const byBody = await jsonOf(send({user: 'company', permissions: claim}));
  for (const {token, permissions, unknownCapabilities} of [byQuery, byBody]) {
    assert.deepEqual(permissions, claim);
    assert.deepEqual(unknownCapabilities, ['fly']);
    const client = new Client(sandbox, token);
    assert.equal((await client.get(`/credentials/${acme.id}`)).status, 200);
    assert.equal((await client.get('/proxy/slack/auth.test')).status, 403);
  }
  assert.equal((await jsonOf(send({user: 'company'}))).permissions, undefined);
  for (const bad of [
    {user: ''},
    {user: 'a', permissions: {x: true}},
    {user: 'a', more: 1},
    {user: 'a', expiresIn: 0.5},
  ])
    assert.equal((await send(bad)).status, 400, JSON.stringify(bad));
  for (const bad of ['permissions={', 'permissions=7', 'permissions={"x":true}'])
    assert.equal((await fetch(`${url}?user=a&${bad}`)).status, 400, bad);
});
