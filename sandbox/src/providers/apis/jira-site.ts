import type {Context} from 'hono';
import type {Access} from './access.js';
import {projectsOf, type IssueStatus, type IssueType, type JiraProject, type JiraSite} from './jira-data.js';
import {slice} from './store.js';

/** A request to the API of one site, by somebody who can see it. */
export interface SiteRequest {
  readonly c: Context;
  readonly site: JiraSite;
  readonly access: Access;
  /** Beginning of the addresses in answers. */
  readonly self: string;
}

/** Adds a route below `/rest/api/3` of each site. */
export type AddRoute = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  scope: string,
  answer: (request: SiteRequest) => Promise<Response> | Response,
) => void;

export const refused = (c: Context, status: 400 | 403 | 404, ...errorMessages: string[]) =>
  c.json({errorMessages, errors: {}}, status);

export const projectNamed = (site: JiraSite, idOrKey: string): JiraProject | undefined =>
  projectsOf(site).find(({id, key}) => id === idOrKey || key === idOrKey.toUpperCase());

export const noProject = (c: Context, name: string) =>
  refused(c, 404, `No project could be found with key or id '${name.slice(0, 100)}'.`);

/** A page as most lists of Jira have it. */
export function pageOf<T>(list: readonly T[], startAt: unknown, maxResults: unknown, most: number) {
  const {items, start, next} = slice(list, startAt, maxResults, {usual: 50, most});
  const size = Math.min(Math.max(1, Math.trunc(Number(maxResults ?? 50)) || 50), most);
  return {maxResults: size, startAt: start, total: list.length, isLast: next === undefined, values: items};
}

export const shownType = (self: string, {id, name, description, isSubtask}: IssueType) => ({
  self: `${self}/issuetype/${id}`,
  id,
  name,
  description,
  subtask: isSubtask,
});

export const shownStatus = (self: string, {id, name, category}: IssueStatus) => ({
  self: `${self}/status/${id}`,
  id,
  name,
  description: '',
  statusCategory: category,
});
