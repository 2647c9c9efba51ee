import type {OutsidePerson} from '../people.js';
import {inventedCompany, inventedDate, inventedPerson} from './words.js';

/** A site that a person can see. `number` tells sites apart, and everything in a site follows from it. */
export interface JiraSite {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly number: number;
}

export interface JiraProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly kind: 'software' | 'business';
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isSubtask: boolean;
}

export interface IssueStatus {
  readonly id: string;
  readonly name: string;
  readonly category: {readonly id: number; readonly key: string; readonly name: string};
}

export interface JiraUser {
  readonly accountId: string;
  readonly displayName: string;
  readonly emailAddress: string;
}

/** What is stored of an issue; names of people, statuses and so on are looked up when it is shown. */
export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly typeId: string;
  readonly statusId: string;
  readonly created: string;
  readonly updated: string;
  /** By field id, as requests give them. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export const sitesOf = ({number, id, company}: OutsidePerson): JiraSite[] =>
  ['', ' Support', ' Test'].map((kind, index) => ({
    id: `7a1c0000-0000-4000-8000-0000000000${number}${index}`,
    name: company + kind,
    url: `https://${id}${kind.trim().toLowerCase() && `-${kind.trim().toLowerCase()}`}.atlassian.example`,
    number: number * 10 + index,
  }));

const ownProjects: readonly (readonly [key: string, name: string, kind: JiraProject['kind']])[] = [
  ['WEB', 'Website', 'software'],
  ['APP', 'Mobile app', 'software'],
  ['OPS', 'Operations', 'business'],
  ['DATA', 'Data platform', 'software'],
  ['HR', 'People', 'business'],
  ['BRAND', 'Brand and press', 'business'],
];
const CLIENT_PROJECTS = 60;

/** The company's own projects, and one for each client. */
export function projectsOf({number}: JiraSite): JiraProject[] {
  const ofClients = Array.from({length: CLIENT_PROJECTS}, (_, index) => {
    const name = inventedCompany(index * 7 + number * 3);
    const letters = name.replaceAll(/[^A-Z]/g, '');
    return [`${letters}${index + 1}`, name, index % 3 ? 'software' : 'business'] as const;
  });
  return [...ownProjects, ...ofClients].map(([key, name, kind], index) => ({
    id: String(10_000 + number * 100 + index),
    key,
    name,
    kind,
  }));
}

const type = (id: string, name: string, description: string, isSubtask = false): IssueType => ({
  id,
  name,
  description,
  isSubtask,
});
const task = type('10001', 'Task', 'Something that has to be done');
const subtask = type('10005', 'Sub-task', 'A part of another issue', true);
export const BUG = '10003';
export const STORY = '10002';
export const SUBTASK = subtask.id;
const issueTypes: Record<JiraProject['kind'], readonly IssueType[]> = {
  software: [
    task,
    type(STORY, 'Story', 'What somebody wants to be able to do'),
    type(BUG, 'Bug', 'Something that does not work as it should'),
    type('10004', 'Epic', 'A large piece of work with many parts'),
    subtask,
  ],
  business: [task, subtask],
};
export const issueTypesOf = ({kind}: JiraProject): readonly IssueType[] => issueTypes[kind];

const toDo = {id: 2, key: 'new', name: 'To Do'};
const inProgress = {id: 4, key: 'indeterminate', name: 'In Progress'};
const done = {id: 3, key: 'done', name: 'Done'};
const statuses: Record<JiraProject['kind'], readonly [IssueStatus, ...IssueStatus[]]> = {
  software: [
    {id: '10100', name: 'To Do', category: toDo},
    {id: '10101', name: 'In Progress', category: inProgress},
    {id: '10102', name: 'In Review', category: inProgress},
    {id: '10103', name: 'Done', category: done},
  ],
  business: [
    {id: '10110', name: 'Open', category: toDo},
    {id: '10111', name: 'Under way', category: inProgress},
    {id: '10112', name: 'Closed', category: done},
  ],
};
export const statusesOf = ({kind}: JiraProject) => statuses[kind];
export const allStatuses: readonly IssueStatus[] = [...statuses.software, ...statuses.business];

export const priorities = ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map((name, index) => ({
  id: String(index + 1),
  name,
}));
export const DEFAULT_PRIORITY = '3';

const USERS = 45;

/** The first is the one who has signed in. */
export function usersOf(site: JiraSite, person: OutsidePerson): JiraUser[] {
  const self = {accountId: `557058:${person.id}`, displayName: person.name, emailAddress: person.email};
  const others = Array.from({length: USERS - 1}, (_, index) => {
    const {firstName, lastName, email} = inventedPerson(index + site.number * 3);
    return {
      accountId: `557058:0a${site.number}${String(index).padStart(4, '0')}`,
      displayName: `${firstName} ${lastName}`,
      emailAddress: email,
    };
  });
  return [self, ...others];
}

const works =
  'Renew the certificate of|Write the manual for|Measure the speed of|Fix the search in|Translate|Plan the launch of|Test the import for|Clean up after'.split(
    '|',
  );
const ISSUES_OF_OWN_PROJECT = 40;
const ISSUES_OF_CLIENT = 4;

/** Issues that are there from the beginning. */
export function seededIssues(site: JiraSite, person: OutsidePerson): Issue[] {
  const users = usersOf(site, person);
  return projectsOf(site).flatMap((project, place) => {
    const types = issueTypesOf(project).filter(({isSubtask}) => !isSubtask);
    const count = place < ownProjects.length ? ISSUES_OF_OWN_PROJECT : ISSUES_OF_CLIENT;
    return Array.from({length: count}, (_, index): Issue => {
      const {id: typeId = task.id} = types[index % types.length] ?? {};
      const states = statusesOf(project);
      const date = inventedDate(place * 11 + index * 5);
      return {
        id: String(site.number * 100_000 + place * 100 + index),
        key: `${project.key}-${index + 1}`,
        projectId: project.id,
        typeId,
        statusId: (states[index % states.length] ?? states[0]).id,
        created: date,
        updated: date,
        fields: {
          summary: `${works[index % works.length]} ${inventedCompany(place * 17 + index)}`,
          priority: {id: String(1 + ((index + place) % priorities.length))},
          labels: index % 4 ? [] : ['quarterly'],
          reporter: {accountId: users[0]?.accountId},
          ...(index % 3 && {assignee: {accountId: users[index % users.length]?.accountId}}),
          ...(typeId === BUG && {customfield_10040: {id: String(10_200 + (index % 3))}}),
          ...(typeId === STORY && {customfield_10016: 1 + (index % 8)}),
        },
      };
    });
  });
}
