import {randomInt} from 'node:crypto';
import type {Context} from 'hono';
import {
  issueTypesOf,
  projectsOf,
  seededIssues,
  statusesOf,
  usersOf,
  type Issue,
  type IssueStatus,
  type IssueType,
  type JiraProject,
} from './jira-data.js';
import {allFields, checkFields, fieldsOf, shownValue, textMember} from './jira-fields.js';
import {projectNamed, refused, shownStatus, shownType, type AddRoute, type SiteRequest} from './jira-site.js';
import {fits, meetsClause, momentOf, parseJql, type Comparable, type IssueQuery} from './jql.js';
import {slice, type OutsideStore, type Table} from './store.js';

const MAX_PAGE = 100;

/** Issues: found by JQL, made, read, changed, moved and deleted. */
export function addIssueRoutes(add: AddRoute, store: OutsideStore): void {
  const issuesOf = ({site, access}: SiteRequest): Table<Issue> =>
    store.table<Issue>('jira', site, 'issues', () => seededIssues(site, access.person));

  const search = async (request: SiteRequest, asked: Readonly<Record<string, unknown>>) => {
    const {c} = request;
    const query = parseJql(typeof asked['jql'] === 'string' ? asked['jql'] : '');
    if (typeof query === 'string') return refused(c, 400, `Error in the JQL Query: ${query}`);
    if (!query.clauses.length)
      return refused(c, 400, 'Unbounded JQL queries are not allowed here. Add a search restriction.');
    const mistake = mistakeInQuery(query);
    if (mistake) return refused(c, 400, mistake);
    const known = createLookup(request);
    const found = (await issuesOf(request).all()).filter((issue) =>
      query.clauses.every((clause) => meetsClause(known.compare(issue, clause.field), personal(clause))),
    );
    for (const {field, isDescending} of [...query.order].reverse())
      found.sort((one, other) => known.order(one, other, field) * (isDescending ? -1 : 1));
    const {items, next} = slice(found, asked['nextPageToken'], asked['maxResults'], {
      usual: 50,
      most: MAX_PAGE,
    });
    const wanted = fieldsWanted(asked['fields'], ['id']);
    return c.json({
      isLast: next === undefined,
      ...(next !== undefined && {nextPageToken: String(next)}),
      issues: items.map((issue) => known.shown(issue, wanted)),
    });

    function personal(clause: IssueQuery['clauses'][number]) {
      const self = usersOf(request.site, request.access.person)[0]?.accountId ?? '';
      return {...clause, values: clause.values.map((one) => (/^currentuser\(\)$/i.test(one) ? self : one))};
    }
  };
  add('GET', '/search/jql', 'read:jira-work', (request) => search(request, request.c.req.query()));
  add('POST', '/search/jql', 'read:jira-work', async (request) => {
    const body = await jsonOf(request.c);
    return body ? search(request, body) : refused(request.c, 400, 'The body is no JSON object.');
  });

  add('POST', '/issue', 'write:jira-work', async (request) => {
    const {c, site, access, self} = request;
    const given = await givenFields(c);
    if (typeof given === 'string') return refused(c, 400, given);
    const project = projectNamed(
      site,
      textMember(given['project'], 'id') ?? textMember(given['project'], 'key') ?? '',
    );
    if (!project) return invalid(c, {project: 'Specify a valid project ID or key'});
    const type = issueTypesOf(project).find(
      ({id, name}) =>
        id === textMember(given['issuetype'], 'id') || name === textMember(given['issuetype'], 'name'),
    );
    if (!type) return invalid(c, {issuetype: 'Specify a valid issue type'});
    return issuesOf(request).exclusively(async (issues) => {
      const all = (await issues.all()).filter(({projectId}) => projectId === project.id);
      const world = {users: usersOf(site, access.person), isIssue: isAmong(all)};
      const {values: fields, errors} = checkFields(fieldsOf(project, type), given, world, true);
      if (Object.keys(errors).length) return invalid(c, errors);
      const now = new Date().toISOString();
      const {id, key} = await issues.put({
        id: String(randomInt(10 ** 8, 10 ** 9)),
        key: `${project.key}-${1 + Math.max(0, ...all.map(({key}) => Number(key.split('-')[1])))}`,
        projectId: project.id,
        typeId: type.id,
        statusId: statusesOf(project)[0].id,
        created: now,
        updated: now,
        fields,
      });
      return c.json({id, key, self: `${self}/issue/${id}`}, 201);
    });
  });

  /** Runs a route for one issue of the site. */
  const withIssue = (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    answer: (
      request: SiteRequest,
      found: {issue: Issue; project: JiraProject; type: IssueType; issues: Table<Issue>},
    ) => Promise<Response>,
  ) =>
    add(
      method,
      `/issue/:issue${path}`,
      method === 'GET' ? 'read:jira-work' : 'write:jira-work',
      (request) => {
        const {c, site} = request;
        const find = async (issues: Table<Issue>) => {
          const issue = (await issues.all()).find(isCalled(c.req.param('issue') ?? ''));
          const project = projectsOf(site).find(({id}) => id === issue?.projectId);
          const type = project && issueTypesOf(project).find(({id}) => id === issue?.typeId);
          return issue && project && type
            ? answer(request, {issue, project, type, issues})
            : refused(c, 404, 'Issue does not exist or you do not have permission to see it.');
        };
        if (method === 'GET') return find(issuesOf(request));
        // The body is read first: nobody waits for a slow sender.
        return c.req.arrayBuffer().then(() => issuesOf(request).exclusively(find));
      },
    );

  withIssue('GET', '', async (request, {issue}) =>
    request.c.json(createLookup(request).shown(issue, fieldsWanted(request.c.req.query('fields'), ['*all']))),
  );
  withIssue('PUT', '', async ({c, site, access}, {issue, project, type, issues}) => {
    const given = await givenFields(c);
    if (typeof given === 'string') return refused(c, 400, given);
    if (given['project'] !== undefined || given['issuetype'] !== undefined)
      return invalid(c, {
        [given['project'] === undefined ? 'issuetype' : 'project']: 'It cannot be changed here.',
      });
    const all = (await issues.all()).filter(({projectId, id}) => projectId === project.id && id !== issue.id);
    const world = {users: usersOf(site, access.person), isIssue: isAmong(all)};
    const {values, errors} = checkFields(fieldsOf(project, type), given, world, false);
    if (Object.keys(errors).length) return invalid(c, errors);
    const updated = new Date().toISOString();
    await issues.put({...issue, updated, fields: {...issue.fields, ...values}});
    return c.body(null, 204);
  });
  withIssue('DELETE', '', async ({c}, {issue, issues}) => {
    await issues.remove(issue.id);
    return c.body(null, 204);
  });

  withIssue('GET', '/transitions', async ({c, self}, {issue, project}) =>
    c.json({
      expand: 'transitions',
      transitions: transitionsOf(project, issue).map((one) => shownTransition(self, one)),
    }),
  );
  withIssue('POST', '/transitions', async ({c}, {issue, project, issues}) => {
    const body = await jsonOf(c);
    const wanted = textMember(body?.['transition'], 'id');
    const transition = transitionsOf(project, issue).find(({id}) => id === wanted);
    if (!transition) return refused(c, 400, `Transition id '${wanted ?? ''}' is not valid for this issue.`);
    await issues.put({...issue, updated: new Date().toISOString(), statusId: transition.to.id});
    return c.body(null, 204);
  });
}

const isCalled = (name: string) => (issue: Issue) => issue.id === name || issue.key === name.toUpperCase();
const isAmong = (issues: readonly Issue[]) => (name: string) => issues.some(isCalled(name));

/** From everywhere to everywhere else. */
const transitionsOf = (project: JiraProject, {statusId}: Issue) =>
  statusesOf(project)
    .map((to, index) => ({id: String(11 + index * 10), to}))
    .filter(({to}) => to.id !== statusId);

const shownTransition = (self: string, {id, to}: {id: string; to: IssueStatus}) => ({
  id,
  name: to.name,
  to: shownStatus(self, to),
  hasScreen: false,
  isAvailable: true,
});

const invalid = (c: Context, errors: Record<string, string>) => c.json({errorMessages: [], errors}, 400);

async function jsonOf(c: Context): Promise<Record<string, unknown> | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined);
  return body !== null && typeof body === 'object' && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : undefined;
}

/** The fields in a body, or what is wrong with it. */
async function givenFields(c: Context): Promise<Record<string, unknown> | string> {
  const body = await jsonOf(c);
  if (body && Object.keys(body).some((name) => name !== 'fields'))
    return 'Only "fields" is understood here, in one object.';
  const fields = body?.['fields'];
  return fields !== null && typeof fields === 'object' && !Array.isArray(fields)
    ? (fields as Record<string, unknown>)
    : 'The body needs an object "fields".';
}

/** Names of fields, as they come in an address or in a body. */
function fieldsWanted(asked: unknown, usual: readonly string[]): readonly string[] {
  const names = [typeof asked === 'string' ? asked.split(',') : asked].flat();
  const texts = names.filter((name) => typeof name === 'string').map((name) => name.trim());
  return texts.length ? texts : usual;
}

const kinds: Readonly<Record<string, 'text' | 'moment' | 'choice'>> = {
  project: 'choice',
  issuetype: 'choice',
  status: 'choice',
  statuscategory: 'choice',
  priority: 'choice',
  assignee: 'choice',
  reporter: 'choice',
  labels: 'choice',
  key: 'choice',
  summary: 'text',
  text: 'text',
  created: 'moment',
  updated: 'moment',
  duedate: 'moment',
};
const synonyms: Readonly<Record<string, string>> = {
  issuekey: 'key',
  issue: 'key',
  id: 'key',
  type: 'issuetype',
  due: 'duedate',
  createddate: 'created',
  updateddate: 'updated',
};
const plainName = (field: string) => (Object.hasOwn(synonyms, field) ? (synonyms[field] ?? field) : field);

function mistakeInQuery({clauses, order}: IssueQuery): string | undefined {
  const unknown = [...clauses, ...order].find(({field}) => !Object.hasOwn(kinds, plainName(field)));
  if (unknown) return `Field '${unknown.field}' does not exist, or cannot be searched for here.`;
  for (const {field, operator, values} of clauses) {
    const kind = kinds[plainName(field)] ?? 'choice';
    if (!fits(operator, kind)) return `The operator '${operator}' is not supported by the '${field}' field.`;
    const wrong = values.find(
      (value) => kind === 'moment' && value !== 'empty' && momentOf(value) === undefined,
    );
    if (wrong !== undefined)
      return `Date value '${wrong}' for field '${field}' is invalid. Valid are 2026-07-01 and periods such as -5d.`;
  }
  return undefined;
}

/** Issues as they are shown and compared, with the names that belong to their ids. */
function createLookup({site, access, self}: SiteRequest) {
  const users = usersOf(site, access.person);
  const projects = new Map(projectsOf(site).map((project) => [project.id, project]));
  const descriptions = new Map(allFields().map((field) => [field.fieldId, field]));

  function parts(issue: Issue) {
    const project = projects.get(issue.projectId);
    const type = project && issueTypesOf(project).find(({id}) => id === issue.typeId);
    const status = project && statusesOf(project).find(({id}) => id === issue.statusId);
    return {project, type, status};
  }

  const userTexts = (value: unknown): string[] => {
    const accountId = textMember(value, 'accountId');
    const user = users.find((one) => one.accountId === accountId);
    return user ? [user.accountId, user.displayName, user.emailAddress] : [];
  };
  const named = (value: object | undefined, ...names: string[]) =>
    names.flatMap((name) => textMember(value, name) ?? []);

  function textsOf(issue: Issue, field: string): string[] {
    const {project, type, status} = parts(issue);
    const value = issue.fields[field];
    switch (field) {
      case 'project':
        return named(project, 'id', 'key', 'name');
      case 'issuetype':
        return named(type, 'id', 'name');
      case 'status':
        return named(status, 'id', 'name');
      case 'statuscategory':
        return named(status?.category, 'id', 'key', 'name');
      case 'priority':
        return named(shownValue(descriptions.get(field), value, users) as object | undefined, 'id', 'name');
      case 'assignee':
      case 'reporter':
        return userTexts(value);
      case 'key':
        return [issue.id, issue.key];
      case 'created':
      case 'updated':
        return [issue[field]];
      case 'text':
        return [issue.fields['summary'], textOfDocument(issue.fields['description'])].filter(isText);
      default:
        return [value].flat().filter(isText);
    }
  }

  return {
    compare: (issue: Issue, field: string): Comparable => {
      const name = plainName(field);
      return {texts: textsOf(issue, name), isMoment: kinds[name] === 'moment'};
    },

    order(one: Issue, other: Issue, field: string): number {
      const name = plainName(field);
      if (name === 'key') {
        const [a, b] = [one, other].map(({key}) => key.split('-'));
        return (a?.[0] ?? '').localeCompare(b?.[0] ?? '') || Number(a?.[1]) - Number(b?.[1]);
      }
      const [a, b] = [one, other].map((issue) => textsOf(issue, name)[0] ?? '');
      return (a ?? '').localeCompare(b ?? '');
    },

    shown(issue: Issue, wanted: readonly string[]) {
      const {project, type, status} = parts(issue);
      const values: Record<string, unknown> = {
        ...Object.fromEntries(
          [...descriptions].map(([id, description]) => [
            id,
            shownValue(description, issue.fields[id] ?? null, users),
          ]),
        ),
        project: project && {
          self: `${self}/project/${project.id}`,
          id: project.id,
          key: project.key,
          name: project.name,
        },
        issuetype: type && shownType(self, type),
        status: status && shownStatus(self, status),
        created: issue.created,
        updated: issue.updated,
      };
      const isWanted = (name: string) =>
        !wanted.includes(`-${name}`) &&
        (wanted.includes(name) || wanted.includes('*all') || wanted.includes('*navigable'));
      const fields = Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)));
      const isBare = wanted.length === 1 && wanted[0] === 'id';
      return {
        id: issue.id,
        ...(!isBare && {key: issue.key, self: `${self}/issue/${issue.id}`, fields}),
      };
    },
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** The words of an Atlassian document. */
function textOfDocument(node: unknown): string {
  if (node === null || typeof node !== 'object') return '';
  const text: unknown = Reflect.get(node, 'text');
  const content: unknown = Reflect.get(node, 'content');
  return [isText(text) ? text : '', ...(Array.isArray(content) ? content.map(textOfDocument) : [])].join(' ');
}
