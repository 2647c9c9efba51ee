import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {parseJql} from '../src/providers/apis/jql.js';
import {Client, type Json} from './helpers/client.js';
import {completeSetup, configure, entryOf, optionsOf, proxy, runsOf, workflowOf} from './helpers/outside.js';
import {processorTime} from './helpers/processor-time.js';

let sandbox: Sandbox;
let client: Client;
let credential: Json;

const jira = (path: string, method?: string, body?: unknown) => proxy(client, 'jira', path, method, body);
const output = async (path: string, method?: string, body?: unknown): Promise<Json> => {
  const answer = await jira(path, method, body);
  assert.ok(answer.status < 300, `${method ?? 'GET'} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body?.output;
};
const search = (jql: string, more: object = {}) =>
  jira('/search/jql', 'POST', {jql, fields: ['summary', 'status'], ...more});
const keysOf = async (jql: string, more: object = {}): Promise<string[]> => {
  const {status, body} = await search(jql, more);
  assert.equal(status, 200, JSON.stringify(body));
  return body.output.issues.map(({key}: Json) => key);
};
const projectNamed = async (key: string): Promise<Json> => output(`/project/${key}`);
const typeIn = (project: Json, name: string): string =>
  project.issueTypes.find((one: Json) => one.name === name).id;

async function connectTo(client: Client, site = 0): Promise<Json> {
  const {id} = await client.connect('jira');
  const {body} = await optionsOf(client, 'jira', 'getAvailableSites');
  return completeSetup(client, 'jira', id, {JIRA_CLOUD_ID: body.output.records[site].value});
}

before(async () => {
  sandbox = await createSandbox({memory: true});
  client = await Client.of(sandbox, 'alice');
  credential = await connectTo(client);
});
after(() => sandbox.close());

test('projects come in pages, are searched, and each has its types and statuses', async () => {
  const first = await output('/project/search?maxResults=40');
  assert.equal(first.values.length, 40);
  assert.equal(first.total, 66);
  assert.equal(first.isLast, false);
  const path = new URL(first.nextPage).pathname.split('/rest/api/3')[1]! + new URL(first.nextPage).search;
  const second = await output(path);
  assert.equal(second.isLast, true);
  const keys = [...first.values, ...second.values].map(({key}: Json) => key);
  assert.equal(new Set(keys).size, 66);
  assert.deepEqual(keys, [...keys].sort());
  const found = await output('/project/search?query=webs');
  assert.deepEqual(
    found.values.map(({key, name}: Json) => [key, name]),
    [['WEB', 'Website']],
  );
  assert.equal((await jira('/project/search?orderBy=owner')).status, 400);
  assert.equal((await jira('/project/NONE')).status, 404);

  const statuses = await output('/project/WEB/statuses');
  assert.ok(statuses.every((type: Json) => type.statuses.some(({name}: Json) => name === 'In Review')));
  const {id} = await projectNamed('OPS');
  const ofOps = await output(`/statuses/search?projectId=${id}`);
  assert.deepEqual(
    ofOps.values.map(({name, statusCategory}: Json) => [name, statusCategory]),
    [
      ['Open', 'TODO'],
      ['Under way', 'IN_PROGRESS'],
      ['Closed', 'DONE'],
    ],
  );
});

test('fields of new issues are described with the values that they allow', async () => {
  const project = await projectNamed('WEB');
  const types = await output(`/issue/createmeta/WEB/issuetypes`);
  assert.equal(types.total, 5);
  const {fields} = await output(`/issue/createmeta/WEB/issuetypes/${typeIn(project, 'Bug')}`);
  const severity = fields.find(({name}: Json) => name === 'Severity');
  assert.equal(severity.required, true);
  assert.ok(severity.allowedValues.some(({value}: Json) => value === 'Blocks work'));
  const story = await output(`/issue/createmeta/WEB/issuetypes/${typeIn(project, 'Story')}`);
  assert.ok(!story.fields.some(({name}: Json) => name === 'Severity'));
  assert.equal((await jira('/issue/createmeta/WEB/issuetypes/1')).status, 404);
});

test('an issue is made, read, changed, moved and deleted', async () => {
  const project = await projectNamed('APP');
  const description = {
    type: 'doc',
    version: 1,
    content: [{type: 'paragraph', content: [{type: 'text', text: 'Krakatoa erupts'}]}],
  };
  const [user] = await output('/user/search?query=ada');
  const {key, id} = await output('/issue', 'POST', {
    fields: {
      project: {key: 'APP'},
      issuetype: {name: 'Bug'},
      summary: 'It shakes',
      description,
      customfield_10040: {value: 'Cosmetic'},
      customfield_10041: [{value: 'iOS'}],
      labels: ['volcano'],
      assignee: {accountId: user.accountId},
      duedate: '2026-12-24',
    },
  });
  assert.equal(key, 'APP-41');
  const {fields} = await output(`/issue/${key.toLowerCase()}`);
  assert.equal(fields.summary, 'It shakes');
  assert.equal(fields.project.id, project.id);
  assert.equal(fields.status.name, 'To Do');
  assert.equal(fields.priority.name, 'Medium');
  assert.equal(fields.assignee.displayName, user.displayName);
  assert.equal(fields.customfield_10040.value, 'Cosmetic');
  assert.equal(fields.customfield_10041[0].value, 'iOS');
  assert.deepEqual(fields.description, description);
  assert.deepEqual(await keysOf('text ~ "kraka*" AND labels = volcano'), [key]);

  await output(`/issue/${id}`, 'PUT', {fields: {summary: 'It still shakes', labels: []}});
  const {transitions} = await output(`/issue/${key}/transitions`);
  assert.ok(!transitions.some(({name}: Json) => name === 'To Do'));
  const finish = transitions.find(({name}: Json) => name === 'Done');
  const moved = await jira(`/issue/${key}/transitions`, 'POST', {transition: {id: finish.id}});
  assert.equal(moved.status, 204);
  const again = await jira(`/issue/${key}/transitions`, 'POST', {transition: {id: finish.id}});
  assert.equal(again.status, 400);
  const changed = await output(`/issue/${key}?fields=summary,status,labels`);
  assert.deepEqual(Object.keys(changed.fields).sort(), ['labels', 'status', 'summary']);
  assert.deepEqual(
    [changed.fields.summary, changed.fields.status.name, changed.fields.labels],
    ['It still shakes', 'Done', []],
  );
  assert.equal((await jira(`/issue/${key}`, 'DELETE')).status, 204);
  assert.equal((await jira(`/issue/${key}`)).status, 404);
  assert.equal((await jira(`/issue/${key}`, 'DELETE')).status, 404);
});

test('what does not fit is refused by the name of its field', async () => {
  const errorsOf = async (fields: object) => {
    const {status, body} = await jira('/issue', 'POST', {fields});
    assert.equal(status, 400, JSON.stringify(body));
    return body.meta.response.errors;
  };
  const bug = {project: {key: 'WEB'}, issuetype: {name: 'Bug'}};
  assert.deepEqual(Object.keys(await errorsOf({project: {key: 'NONE'}})), ['project']);
  assert.deepEqual(Object.keys(await errorsOf({project: {key: 'WEB'}})), ['issuetype']);
  assert.deepEqual(Object.keys(await errorsOf(bug)).sort(), ['customfield_10040', 'summary']);
  const wrong = {
    summary: 'two\nlines',
    description: 'no document',
    priority: {id: '99'},
    assignee: {accountId: 'nobody'},
    labels: ['two words'],
    duedate: 'tomorrow',
    customfield_10040: {value: 'Blocks work'},
    nonsense: 1,
  };
  assert.deepEqual(
    Object.keys(await errorsOf({...bug, ...wrong})).sort(),
    Object.keys(wrong)
      .filter((name) => name !== 'customfield_10040')
      .sort(),
  );
  const sub = {project: {key: 'OPS'}, issuetype: {name: 'Sub-task'}, summary: 'Part'};
  assert.match((await errorsOf(sub)).parent, /required/);
  assert.match((await errorsOf({...sub, parent: {key: 'WEB-1'}})).parent, /of this project/);
  assert.ok((await output('/issue', 'POST', {fields: {...sub, parent: {key: 'OPS-1'}}})).key);
  assert.equal((await jira('/issue', 'POST', {fields: bug, update: {}})).status, 400);
  assert.equal((await jira('/issue', 'POST')).status, 400);
  const edit = await jira('/issue/WEB-1', 'PUT', {fields: {summary: null}});
  assert.match(edit.body.meta.response.errors.summary, /required/);
});

test('issues that are made at once get numbers of their own', async () => {
  const fields = {project: {key: 'DATA'}, issuetype: {name: 'Task'}, summary: 'Count'};
  const made = await Promise.all(Array.from({length: 6}, () => output('/issue', 'POST', {fields})));
  assert.equal(new Set(made.map(({key}: Json) => key)).size, 6);
});

test('issues are searched page by page, in the order that is asked for', async () => {
  const all: string[] = [];
  let nextPageToken: string | undefined;
  do {
    const {body} = await search('project = HR ORDER BY key DESC', {maxResults: 15, nextPageToken});
    all.push(...body.output.issues.map(({key}: Json) => key));
    nextPageToken = body.output.nextPageToken;
    assert.equal(body.output.isLast, nextPageToken === undefined);
  } while (nextPageToken);
  assert.deepEqual(
    all,
    Array.from({length: 40}, (_, index) => `HR-${40 - index}`),
  );
  const keys = await keysOf('project in (WEB, "Mobile app") and statusCategory = done and assignee is EMPTY');
  assert.ok(keys.length > 1 && keys.every((key) => /^(WEB|APP)-/.test(key)), keys.join());
  assert.ok((await keysOf('reporter = currentUser() AND project = BRAND')).length > 10);
  assert.deepEqual(await keysOf("key = 'web-3'"), ['WEB-3']);
  assert.deepEqual(await keysOf('project = WEB AND created > 1d'), []);
  const old = await keysOf('project = WEB AND created < "2026-01-01"', {maxResults: 100});
  const young = await keysOf('project = WEB AND created >= 2026-01-01', {maxResults: 100});
  assert.equal(old.length + young.length, 40);
  const plain = await output(`/search/jql?jql=${encodeURIComponent('key = WEB-1')}`);
  assert.deepEqual(Object.keys(plain.issues[0]), ['id']);
});

test('a query that is not understood is refused with a reason', async () => {
  const reasons: [string, RegExp][] = [
    ['', /[Uu]nbounded/],
    ['ORDER BY key', /[Uu]nbounded/],
    ['project = WEB OR project = APP', /OR/],
    ['(project = WEB)', /[Bb]rackets/],
    ['project WEB', /operator/],
    ['project =', /value/],
    ['project in WEB', /brackets/],
    ['project in (WEB', /bracket/],
    ['nonsense = 1', /'nonsense'/],
    ['summary = x', /'='/],
    ['created > someday', /someday/],
    ['project = "WEB', /Unexpected/],
    ['project = WEB ORDER key', /BY/],
    ['project = WEB extra', /AND or ORDER BY/],
  ];
  for (const [jql, reason] of reasons) {
    const {status, body} = await search(jql);
    assert.equal(status, 400, jql);
    assert.match(body.message, reason, jql);
  }
  const started = processorTime();
  parseJql(`a = "${'\\'.repeat(3000)}`);
  parseJql('a = b and '.repeat(400));
  assert.ok(processorTime() - started < 200);
});

test('only tokens of Jira open a site, and only those of its people', async () => {
  const wide = await createSandbox({
    memory: true,
    catalog: [
      {...entryOf('jira'), proxyBase: '/jira'},
      {...entryOf('slack'), proxyBase: '/jira'},
    ],
  });
  try {
    const robin = await Client.of(wide, 'robin');
    await connectTo(robin);
    const sites = await proxy(robin, 'jira', '/oauth/token/accessible-resources');
    const own = sites.body.output.map(({id}: Json) => id);
    assert.equal(own.length, 3);
    const myself = (id: string) => proxy(robin, 'jira', `/ex/jira/${id}/rest/api/3/myself`);
    assert.equal((await myself(own[2])).status, 200);
    const foreign = '7a1c0000-0000-4000-8000-000000000020';
    assert.equal((await myself(foreign)).status, 404);
    assert.equal((await proxy(robin, 'jira', '/nothing')).status, 404);
    const kim = await Client.of(wide, 'kim');
    await kim.connect('slack', {person: 'kim'});
    const other = await proxy(kim, 'slack', `/ex/jira/${foreign}/rest/api/3/myself`);
    assert.notEqual(other.status, 200);
    assert.equal((await kim.get('/me')).body.integrations.slack.credentialStatus, 'INVALID');
    for (const path of ['/me', `/ex/jira/${foreign}/rest/api/3/project/search`, '/nothing'])
      assert.equal((await fetch(`${wide.urls.outside}/jira${path}`)).status, 401);
  } finally {
    await wide.close();
  }
});

test('each site has issues of its own, and what was not allowed is refused', async () => {
  const careful = await Client.of(sandbox, 'careful');
  const {build, key: session} = await careful.startOAuth('jira');
  let visit = await careful.browser.open(build.body.redirectUrl);
  visit = await visit.submit('/login', {person: 'robin'});
  await visit.submit('/consent', {decision: 'allow', scope: []});
  const {body} = await careful.get(`/actions/session-id/${session}`);
  const sites = await optionsOf(careful, 'jira', 'getAvailableSites');
  const {value} = sites.body.output.records[1];
  await completeSetup(careful, 'jira', body.connectCredentialId, {JIRA_CLOUD_ID: value});
  const users = await proxy(careful, 'jira', '/users/search');
  assert.equal(users.status, 403);
  assert.match(users.body.message, /read:jira-user/);
  const fields = {project: {key: 'WEB'}, issuetype: {name: 'Task'}, summary: 'Only on the support site'};
  const {body: made} = await proxy(careful, 'jira', '/issue', 'POST', {fields});
  assert.equal(made.output.key, 'WEB-41');
  assert.deepEqual(await keysOf('summary ~ "only support"'), []);
});

test('people are listed, searched and found', async () => {
  const users = await output('/users/search?startAt=40&maxResults=10');
  assert.equal(users.length, 5);
  const [first] = await output('/users/search?maxResults=1');
  assert.equal(first.emailAddress, 'robin@vega.example');
  assert.equal((await output('/myself')).accountId, first.accountId);
  assert.equal((await output('/user/assignable/search?project=WEB&query=robin')).length, 1);
  assert.equal((await jira('/user/assignable/search?project=NONE')).status, 404);
  assert.equal((await jira('/user?accountId=nobody')).status, 404);
});

test('options: projects by page and search, then statuses, types, fields to map and fields to fill in', async () => {
  const first = await optionsOf(client, 'jira', 'projects', {}, {pageCursor: 0});
  assert.equal(first.body.output.records.length, 50);
  const rest = await optionsOf(
    client,
    'jira',
    'projects',
    {},
    {pageCursor: first.body.output.nextPageCursor},
  );
  assert.equal(rest.body.output.records.length, 16);
  assert.equal(rest.body.output.nextPageCursor, null);
  const found = await optionsOf(client, 'jira', 'projects', {}, {search: 'mobile'});
  const [{value: projects}] = found.body.output.records;
  const labels = async (key: string, choices = {}) =>
    (await optionsOf(client, 'jira', key, choices)).body.output.records.map(({label}: Json) => label);
  assert.deepEqual(await labels('issueIssueStatusByProject', {projects}), [
    'To Do',
    'In Progress',
    'In Review',
    'Done',
  ]);
  assert.deepEqual(await labels('issueTypesByProject', {projects}), [
    'Task',
    'Story',
    'Bug',
    'Epic',
    'Sub-task',
  ]);
  const choices = {projects, issueTypesByProject: '10003'};
  assert.ok((await labels('issueFields', choices)).includes('Summary'));
  const {body} = await optionsOf(client, 'jira', 'issueFieldInputs', choices);
  const inputs = new Map(body.output.records.map((one: Json) => [one.id, one] as const)) as Map<string, Json>;
  assert.ok(!inputs.has('project') && !inputs.has('issuetype') && !inputs.has('summary'));
  assert.deepEqual(
    ['customfield_10040', 'customfield_10041', 'labels', 'priority'].map((id) => inputs.get(id)!.type),
    ['dropdown', 'multi', 'string', 'dropdown'],
  );
  assert.equal(inputs.get('customfield_10040')!.required, true);
  assert.deepEqual(inputs.get('customfield_10040')!.items[0], {label: 'Blocks work', value: '10200'});
  const without = await optionsOf(client, 'jira', 'issueFieldInputs');
  assert.match(without.body.message, /Choose projects and issueTypesByProject first/);
});

test('workflows open issues as the user has set it up, move them and find them', async () => {
  const project = await projectNamed('BRAND');
  const web = await projectNamed('WEB');
  const [report, move, turn, find] = await Promise.all(
    [
      'Open an issue for each bug report',
      'Move an issue when its work is done',
      'Turn a record into an issue',
      'Find open issues',
    ].map((description) => workflowOf(client, 'jira', description)),
  );
  await configure(client, credential.id, {
    sharedSettings: {
      issueDefaults: {
        mainInput: web.id,
        dependentInput: typeIn(web, 'Bug'),
        variableInput: {customfield_10040: '10201', customfield_10041: ['10210', '10212'], priority: '1'},
      },
      issueMapping: {
        objectMapping: project.id,
        dependentInput: typeIn(project, 'Task'),
        fieldMappings: {Title: 'summary', Details: 'description', Deadline: 'duedate'},
      },
    },
    workflowSettings: {
      [report!]: {enabled: true, settings: {label: 'from-app'}},
      [move!]: {
        enabled: true,
        settings: {doneStatus: {mainInput: project.id, dependentInput: '10112'}},
      },
      [turn!]: {enabled: true, settings: {}},
      [find!]: {enabled: true, settings: {}},
    },
  });
  await client.post('/events/trigger', {
    name: 'Bug Reported',
    payload: {title: 'Zeppelin stuck', details: 'It does not move.'},
  });
  const [run] = await runsOf(sandbox, 'alice');
  assert.equal(run.status, 'succeeded', run.error);
  const {fields} = await output(`/issue/${run.result.key}`);
  assert.equal(fields.project.key, 'WEB');
  assert.deepEqual(fields.labels, ['from-app']);
  assert.equal(fields.customfield_10040.value, 'Hinders work');
  assert.deepEqual(
    fields.customfield_10041.map(({value}: Json) => value),
    ['Web', 'Android'],
  );
  assert.equal(fields.priority.name, 'Highest');
  assert.equal(fields.description.content[0].content[0].text, 'It does not move.');

  const record = {Title: 'Repaint the lighthouse', Deadline: '2027-03-01T10:00:00Z', Ignored: 1};
  const turned = await client.post(`/triggers/${turn}`, record);
  assert.equal(turned.status, 200, JSON.stringify(turned.body));
  const made = await output(`/issue/${turned.body.key}`);
  assert.deepEqual([made.fields.summary, made.fields.duedate], ['Repaint the lighthouse', '2027-03-01']);
  const empty = await client.post(`/triggers/${turn}`, {});
  assert.equal(empty.status, 400, 'Jira says that the summary is required');

  const listed = await client.post(`/triggers/${find}`, {text: 'lighthouse', project: 'BRAND'});
  assert.deepEqual(listed.body, {
    issues: [{key: turned.body.key, summary: 'Repaint the lighthouse', status: 'Open'}],
  });
  const done = (issue: string) => client.post('/events/trigger', {name: 'Task Completed', payload: {issue}});
  await done(turned.body.key);
  await runsOf(sandbox, 'alice');
  await done(run.result.key);
  const results = (await runsOf(sandbox, 'alice')).slice(0, 2).map(({result}: Json) => result);
  assert.deepEqual(results, [{moved: false}, {moved: true}]);
  assert.equal((await output(`/issue/${turned.body.key}`)).fields.status.name, 'Closed');
});

test('a workflow that asks nothing is on from the beginning, one that needs a setting says which', async () => {
  const fresh = await Client.of(sandbox, 'fresh');
  const {id} = await connectTo(fresh);
  const find = await workflowOf(fresh, 'jira', 'Find open issues');
  const {body} = await fresh.post(`/triggers/${find}`, {project: 'WEB'});
  assert.ok(body.issues.length > 5);
  const turn = await workflowOf(fresh, 'jira', 'Turn a record into an issue');
  await configure(fresh, id, {workflowSettings: {[turn]: {enabled: true, settings: {}}}});
  const refused = await fresh.post(`/triggers/${turn}`, {Title: 'x'});
  assert.equal(refused.status, 400);
  assert.match(refused.body.message, /Fields of issues/);
});
