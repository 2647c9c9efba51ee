import {Hono, type Context} from 'hono';
import {authorizationOf, type AccessCheck} from './access.js';
import {
  allStatuses,
  issueTypesOf,
  priorities,
  projectsOf,
  sitesOf,
  statusesOf,
  usersOf,
  type JiraProject,
} from './jira-data.js';
import {allFields, fieldsOf, shownUser} from './jira-fields.js';
import {addIssueRoutes} from './jira-issues.js';
import {
  noProject,
  pageOf,
  projectNamed,
  refused,
  shownStatus,
  shownType,
  type AddRoute,
  type SiteRequest,
} from './jira-site.js';
import {matches, slice, type OutsideStore} from './store.js';

/** Jira in the cloud: who has signed in, their sites, and the REST API of each, version 3. */
export function createJiraApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();
  const signedIn = (c: Context) => access.byToken('jira', authorizationOf(c, 'Bearer'));
  const unauthorized = (c: Context) => c.json({code: 401, message: 'Unauthorized'}, 401);

  app.get('/me', async (c) => {
    const found = await signedIn(c);
    if (!found) return unauthorized(c);
    const {id, name, email} = found.person;
    return c.json({
      account_id: `557058:${id}`,
      account_type: 'atlassian',
      account_status: 'active',
      name,
      email,
      email_verified: true,
    });
  });

  app.get('/oauth/token/accessible-resources', async (c) => {
    const found = await signedIn(c);
    if (!found) return unauthorized(c);
    const scopes = [...found.scopes].filter((scope) => /:jira-/.test(scope));
    return c.json(sitesOf(found.person).map(({number: _, ...site}) => ({...site, scopes, avatarUrl: ''})));
  });

  const add: AddRoute = (method, path, scope, answer) =>
    app.on(method, `/ex/jira/:site/rest/api/3${path}`, async (c) => {
      const found = await signedIn(c);
      if (!found) return unauthorized(c);
      // Sites of others look like sites that do not exist.
      const site = sitesOf(found.person).find(({id}) => id === c.req.param('site'));
      if (!site) return c.json({code: 404, message: 'Tenant not found'}, 404);
      // The original says 401 here, by which clients would take the account for lost.
      if (!found.scopes.has(scope))
        return refused(c, 403, `Unauthorized; scope does not match. This needs ${scope}.`);
      const self = `${new URL(c.req.url).origin}/jira/ex/jira/${site.id}/rest/api/3`;
      return answer({c, site, access: found, self});
    });

  add('GET', '/myself', 'read:jira-user', ({c, site, access: {person}, self}) => {
    const [user] = usersOf(site, person);
    return c.json({self: `${self}/user?accountId=${user?.accountId}`, ...shownUser(user)});
  });
  addUserRoutes(add);
  addProjectRoutes(add);
  addIssueRoutes(add, store);

  // Whatever else is asked for, without a token nobody learns more.
  app.all('*', async (c) =>
    (await signedIn(c)) ? c.json({code: 404, message: 'Not Found'}, 404) : unauthorized(c),
  );
  return app;
}

function addUserRoutes(add: AddRoute): void {
  const list = ({c, site, access}: SiteRequest, query: string | undefined) => {
    const found = usersOf(site, access.person).filter((user) =>
      matches(query, user.displayName, user.emailAddress, user.accountId),
    );
    const {startAt, maxResults} = c.req.query();
    return c.json(slice(found, startAt, maxResults, {usual: 50, most: 1000}).items.map(shownUser));
  };
  add('GET', '/users/search', 'read:jira-user', (request) => list(request, undefined));
  add('GET', '/user/search', 'read:jira-user', (request) => list(request, request.c.req.query('query')));
  add('GET', '/user/assignable/search', 'read:jira-user', (request) => {
    const {project, query} = request.c.req.query();
    if (!project || !projectNamed(request.site, project)) return noProject(request.c, project ?? '');
    return list(request, query);
  });
  add('GET', '/user', 'read:jira-user', ({c, site, access}) => {
    const {accountId} = c.req.query();
    const user = usersOf(site, access.person).find((one) => one.accountId === accountId);
    return user
      ? c.json(shownUser(user))
      : refused(c, 404, 'Specified user does not exist or you do not have required permissions');
  });
}

function addProjectRoutes(add: AddRoute): void {
  const shown = (self: string, {id, key, name, kind}: JiraProject) => ({
    self: `${self}/project/${id}`,
    id,
    key,
    name,
    projectTypeKey: kind,
    simplified: false,
    style: 'classic',
    isPrivate: false,
  });

  add('GET', '/project/search', 'read:jira-work', ({c, site, self}) => {
    const {startAt, maxResults, query, typeKey, orderBy = 'key'} = c.req.query();
    const [, minus, by = ''] = /^([-+]?)(key|name)$/.exec(orderBy) ?? [];
    if (!by) return refused(c, 400, 'orderBy can be key or name here, with + or - in front.');
    const found = projectsOf(site)
      .filter(({key, name}) => matches(query, key, name))
      .filter(({kind}) => !typeKey || typeKey.split(',').includes(kind))
      .sort((one, other) => (by === 'key' ? compare(one.key, other.key) : compare(one.name, other.name)));
    if (minus === '-') found.reverse();
    const page = pageOf(found, startAt, maxResults, 100);
    const next = page.startAt + page.values.length;
    const nextPage = `${self}/project/search?${new URLSearchParams({...c.req.query(), startAt: String(next)})}`;
    const values = page.values.map((project) => shown(self, project));
    return c.json({...page, ...(!page.isLast && {nextPage}), values});
  });

  const withProject = (
    path: string,
    answer: (request: SiteRequest, project: JiraProject) => Promise<Response> | Response,
  ) =>
    add('GET', path, 'read:jira-work', (request) => {
      const name = request.c.req.param('project') ?? '';
      const project = projectNamed(request.site, name);
      return project ? answer(request, project) : noProject(request.c, name);
    });

  withProject('/project/:project', ({c, self}, project) =>
    c.json({
      ...shown(self, project),
      issueTypes: issueTypesOf(project).map((type) => shownType(self, type)),
    }),
  );
  withProject('/project/:project/statuses', ({c, self}, project) =>
    c.json(
      issueTypesOf(project).map((type) => ({
        ...shownType(self, type),
        statuses: statusesOf(project).map((status) => shownStatus(self, status)),
      })),
    ),
  );
  withProject('/issue/createmeta/:project/issuetypes', ({c, self}, project) => {
    const {startAt, maxResults} = c.req.query();
    const {values, isLast: _, ...page} = pageOf(issueTypesOf(project), startAt, maxResults, 200);
    return c.json({...page, issueTypes: values.map((type) => shownType(self, type))});
  });
  withProject('/issue/createmeta/:project/issuetypes/:type', ({c}, project) => {
    const type = issueTypesOf(project).find(({id}) => id === c.req.param('type'));
    if (!type) return refused(c, 404, 'Issue type does not exist or you do not have permission to view it.');
    const {startAt, maxResults} = c.req.query();
    const {values, isLast: _, ...page} = pageOf(fieldsOf(project, type), startAt, maxResults, 200);
    return c.json({...page, fields: values});
  });

  add('GET', '/issuetype/project', 'read:jira-work', ({c, site, self}) => {
    const id = c.req.query('projectId') ?? '';
    const project = projectsOf(site).find((one) => one.id === id);
    return project ? c.json(issueTypesOf(project).map((type) => shownType(self, type))) : noProject(c, id);
  });
  add('GET', '/statuses/search', 'read:jira-work', ({c, site, self}) => {
    const {projectId, searchString, startAt, maxResults} = c.req.query();
    const project = projectId ? projectsOf(site).find(({id}) => id === projectId) : undefined;
    if (projectId && !project) return noProject(c, projectId);
    const found = (project ? statusesOf(project) : allStatuses).filter(({name}) =>
      matches(searchString, name),
    );
    const page = pageOf(found, startAt, maxResults, 200);
    return c.json({
      self: `${self}/statuses/search`,
      ...page,
      values: page.values.map(({id, name, category}) => ({
        id,
        name,
        description: '',
        statusCategory: category.key === 'new' ? 'TODO' : category.key === 'done' ? 'DONE' : 'IN_PROGRESS',
      })),
    });
  });
  add('GET', '/field', 'read:jira-work', ({c}) =>
    c.json(
      allFields().map(({fieldId, key, name, schema}) => ({
        id: fieldId,
        key,
        name,
        custom: fieldId.startsWith('customfield_'),
        navigable: true,
        searchable: true,
        schema,
      })),
    ),
  );
  add('GET', '/priority', 'read:jira-work', ({c}) => c.json(priorities));
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
