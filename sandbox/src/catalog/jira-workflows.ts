import {memberOf} from '../accounts/template.js';
import type {WorkflowContext, WorkflowFunction} from '../workflows/types.js';
import type {IntegrationEntry} from './schema.js';
import {badRequest, listOf, textOf, valuesOf, type Values} from './workflow-values.js';

/** Words as a document, which is how Jira takes descriptions. */
const documentOf = (text: string) => ({
  type: 'doc',
  version: 1,
  content: text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((paragraph) => ({type: 'paragraph', content: [{type: 'text', text: paragraph}]})),
});

/** A value as a field takes it that Jira describes so. */
function fieldValue(description: unknown, value: unknown): unknown {
  const kind = memberOf(description, 'schema.type');
  const allowed = listOf(memberOf(description, 'allowedValues'));
  const choice = (wanted: unknown) => {
    const text = textOf(wanted);
    const found = allowed.find((one) => ['id', 'name', 'value'].some((name) => memberOf(one, name) === text));
    return {id: textOf(memberOf(found, 'id')) || text};
  };
  if (kind === 'array') {
    const items = [value].flat().flatMap((item) => (allowed.length ? [item] : textOf(item).split(/[\s,]+/)));
    return items.filter((item) => textOf(item)).map((item) => (allowed.length ? choice(item) : item));
  }
  if (allowed.length) return choice(value);
  switch (kind) {
    case 'number':
      return Number(value);
    case 'user':
      return {accountId: textOf(value)};
    case 'issuelink':
      return {key: textOf(value)};
    case 'date':
      return textOf(value).slice(0, 10);
    default:
      return memberOf(description, 'fieldId') === 'description' ? documentOf(textOf(value)) : textOf(value);
  }
}

/** Opens an issue. What it says is brought into the form that the project wants. */
async function createIssue(
  {request, log}: WorkflowContext,
  {project, type, values}: {project: string; type: string; values: Values},
): Promise<{key: string}> {
  const path = `/issue/createmeta/${encodeURIComponent(project)}/issuetypes/${encodeURIComponent(type)}`;
  const descriptions = listOf(memberOf(await request(path), 'fields'));
  const fields = Object.entries(values).flatMap(([id, value]) => {
    const description = descriptions.find((one) => memberOf(one, 'fieldId') === id);
    if (description !== undefined) return [[id, fieldValue(description, value)] as const];
    log(`Issues of this type have no field ${id}.`);
    return [];
  });
  const body = {fields: {...Object.fromEntries(fields), project: {id: project}, issuetype: {id: type}}};
  const key = textOf(memberOf(await request('/issue', {method: 'POST', body}), 'key'));
  log(`Opened ${key}.`);
  return {key};
}

const reportBug: WorkflowFunction = async (context) => {
  const {settings, sharedSettings, trigger} = context;
  const {mainInput: project, dependentInput: type, variableInput} = valuesOf(sharedSettings['issueDefaults']);
  if (!project || !type) throw badRequest('Choose a project and an issue type under "Values of new issues".');
  const {title, details} = valuesOf(trigger.payload);
  return createIssue(context, {
    project: textOf(project),
    type: textOf(type),
    values: {
      ...valuesOf(variableInput),
      summary: textOf(title) || 'A bug without a title',
      ...(textOf(details) && {description: textOf(details)}),
      labels: textOf(settings['label']),
    },
  });
};

const createFromRecord: WorkflowFunction = async (context) => {
  const {fields, objectType, dependentType} = context.mapFields(
    'issueMapping',
    valuesOf(context.trigger.payload),
  );
  if (!objectType || !dependentType)
    throw badRequest('Choose a project and an issue type under "Fields of issues".');
  return createIssue(context, {project: objectType, type: dependentType, values: fields});
};

const finishIssue: WorkflowFunction = async ({request, log, settings, trigger}) => {
  const issue = encodeURIComponent(textOf(valuesOf(trigger.payload)['issue']));
  if (!issue) throw badRequest('The event lacks "issue": the key of an issue.');
  const {mainInput: project, dependentInput: status} = valuesOf(settings['doneStatus']);
  const found = await request(`/issue/${issue}?fields=project,status`);
  if (memberOf(found, 'fields.project.id') !== project) {
    log('The issue belongs to another project and stays as it is.');
    return {moved: false};
  }
  const {transitions} = valuesOf(await request(`/issue/${issue}/transitions`));
  const transition = listOf(transitions).find((one) => memberOf(one, 'to.id') === status);
  if (!transition) return {moved: false};
  const body = {transition: {id: memberOf(transition, 'id')}};
  await request(`/issue/${issue}/transitions`, {method: 'POST', body});
  return {moved: true};
};

const findIssues: WorkflowFunction = async ({request, trigger}) => {
  const {text, project} = valuesOf(trigger.payload);
  const quoted = (value: unknown) => `"${textOf(value).replaceAll(/["\\]/g, '\\$&')}"`;
  const conditions = [
    ...(textOf(text) ? [`text ~ ${quoted(text)}`] : []),
    ...(textOf(project) ? [`project = ${quoted(project)}`] : []),
    'statusCategory != done',
  ];
  const body = {
    jql: `${conditions.join(' AND ')} ORDER BY updated DESC`,
    fields: ['summary', 'status'],
    maxResults: 20,
  };
  const answer = await request('/search/jql', {method: 'POST', body});
  return {
    issues: listOf(memberOf(answer, 'issues')).map((issue) => ({
      key: memberOf(issue, 'key'),
      summary: memberOf(issue, 'fields.summary'),
      status: memberOf(issue, 'fields.status.name'),
    })),
  };
};

export const jiraWorkflows: NonNullable<IntegrationEntry['workflows']> = [
  {
    id: '0d401c32-3f3b-4ab8-8c01-edcc3d3cf0c6',
    description: 'Open an issue for each bug report',
    infoText: 'Issues are opened in your name.',
    trigger: {type: 'event', name: 'Bug Reported'},
    inputs: [{id: 'label', type: 'TEXT_NO_VARS', title: 'Label of new issues', required: true}],
    run: reportBug,
  },
  {
    id: 'f44f4e65-dc8c-4a5c-8063-7257a0233c10',
    description: 'Move an issue when its work is done',
    trigger: {type: 'event', name: 'Task Completed'},
    inputs: [
      {
        id: 'doneStatus',
        type: 'COMBO_INPUT',
        title: 'Status of finished work',
        sourceType: 'projectIssueStatusTypeCombo',
        required: true,
      },
    ],
    run: finishIssue,
  },
  {
    id: '03df9e01-2805-4545-bb5d-7173c45f5e8c',
    description: 'Turn a record into an issue',
    infoText: 'Which field becomes which is up to you.',
    run: createFromRecord,
  },
  {
    id: 'd7680a1c-eb08-4469-acbd-a206c082500a',
    description: 'Find open issues',
    defaultEnabled: true,
    run: findIssues,
  },
];
