import {
  BUG,
  DEFAULT_PRIORITY,
  STORY,
  SUBTASK,
  issueTypesOf,
  priorities,
  type IssueType,
  type JiraProject,
  type JiraUser,
} from './jira-data.js';

/** A field as Jira describes it to whoever creates an issue. */
export interface IssueField {
  readonly fieldId: string;
  readonly key: string;
  readonly name: string;
  readonly required: boolean;
  readonly hasDefaultValue: boolean;
  readonly operations: readonly string[];
  readonly schema: {
    readonly type: string;
    readonly items?: string;
    readonly system?: string;
    readonly custom?: string;
  };
  readonly allowedValues?: readonly AllowedValue[];
}

/** Options of custom fields have a `value`, everything else has a `name`. */
interface AllowedValue {
  readonly id: string;
  readonly name?: string;
  readonly value?: string;
}

type Details = Partial<Pick<IssueField, 'required' | 'hasDefaultValue' | 'allowedValues'>> & {items?: string};

function field(fieldId: string, name: string, type: string, details: Details = {}): IssueField {
  const {required = false, hasDefaultValue = false, allowedValues, items} = details;
  const origin = fieldId.startsWith('customfield_') ? {custom: `example:${fieldId}`} : {system: fieldId};
  return {
    fieldId,
    key: fieldId,
    name,
    required,
    hasDefaultValue,
    operations: type === 'array' ? ['add', 'set', 'remove'] : ['set'],
    schema: {type, ...(items !== undefined && {items}), ...origin},
    ...(allowedValues && {allowedValues}),
  };
}

const severities = ['Blocks work', 'Hinders work', 'Cosmetic'].map((value, index) => ({
  id: String(10_200 + index),
  value,
}));
const platforms = ['Web', 'iOS', 'Android', 'Desktop'].map((value, index) => ({
  id: String(10_210 + index),
  value,
}));
const components = ['Sign-in', 'Billing', 'Search', 'Reports'].map((name, index) => ({
  id: String(10_300 + index),
  name,
}));

/** The fields of a new issue. */
export function fieldsOf(project: JiraProject, {id, name}: IssueType): IssueField[] {
  return [
    field('summary', 'Summary', 'string', {required: true}),
    field('issuetype', 'Issue Type', 'issuetype', {required: true, allowedValues: [{id, name}]}),
    field('project', 'Project', 'project', {
      required: true,
      allowedValues: [{id: project.id, name: project.name}],
    }),
    field('description', 'Description', 'string'),
    field('priority', 'Priority', 'priority', {hasDefaultValue: true, allowedValues: priorities}),
    field('assignee', 'Assignee', 'user'),
    field('reporter', 'Reporter', 'user', {hasDefaultValue: true}),
    field('labels', 'Labels', 'array', {items: 'string'}),
    field('duedate', 'Due date', 'date'),
    ...(project.kind === 'software'
      ? [field('components', 'Components', 'array', {items: 'component', allowedValues: components})]
      : []),
    ...(id === SUBTASK ? [field('parent', 'Parent', 'issuelink', {required: true})] : []),
    ...(id === STORY ? [field('customfield_10016', 'Story points', 'number')] : []),
    ...(id === BUG
      ? [
          field('customfield_10040', 'Severity', 'option', {required: true, allowedValues: severities}),
          field('customfield_10041', 'Affected platforms', 'array', {
            items: 'option',
            allowedValues: platforms,
          }),
          field('customfield_10042', 'Seen at', 'string'),
        ]
      : []),
  ];
}

/** Every field that there is, whatever the issue. */
export function allFields(): IssueField[] {
  const project: JiraProject = {id: '', key: '', name: '', kind: 'software'};
  const known = issueTypesOf(project).flatMap((type) => fieldsOf(project, type));
  return [...new Map(known.map((one) => [one.fieldId, one])).values()];
}

interface World {
  readonly users: readonly JiraUser[];
  /** Finds an issue of the project by id or key. */
  isIssue(idOrKey: string): boolean;
}

/**
 * The values of a request's `fields` as they are stored, or what is wrong with each. `project` and `issuetype` are
 * somebody else's business.
 *
 * @param isNew Then required fields must be there, and default values are filled in.
 */
export function checkFields(
  known: readonly IssueField[],
  given: Readonly<Record<string, unknown>>,
  world: World,
  isNew: boolean,
): {values: Record<string, unknown>; errors: Record<string, string>} {
  const values: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  const own = known.filter(({fieldId}) => fieldId !== 'project' && fieldId !== 'issuetype');
  for (const [id, value] of Object.entries(given)) {
    if (id === 'project' || id === 'issuetype') continue;
    const description = own.find(({fieldId}) => fieldId === id);
    if (!description) {
      errors[id] = `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
      continue;
    }
    const stored = value === null ? null : storedValue(description, value, world);
    if (stored === undefined) errors[id] = mistakeIn(description);
    else values[id] = stored;
  }
  const isMissing = (id: string) => (isNew ? values[id] === undefined : false) || values[id] === null;
  for (const {fieldId, name, required} of own)
    if (required && isMissing(fieldId)) errors[fieldId] ??= `${name} is required.`;
  if (isNew) {
    values['priority'] ??= {id: DEFAULT_PRIORITY};
    values['reporter'] ??= {accountId: world.users[0]?.accountId};
    values['labels'] ??= [];
  }
  return {values, errors};
}

/** Undefined if the value does not fit. */
function storedValue({fieldId, schema, allowedValues}: IssueField, value: unknown, world: World): unknown {
  switch (schema.type) {
    case 'string':
      if (fieldId === 'description') return isDocument(value) ? value : undefined;
      return isText(value) && (fieldId !== 'summary' || isSummary(value)) ? value : undefined;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'date':
      return isText(value) && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
        ? value
        : undefined;
    case 'user': {
      const accountId = textMember(value, 'accountId') ?? textMember(value, 'id');
      return world.users.some((user) => user.accountId === accountId) ? {accountId} : undefined;
    }
    case 'issuelink': {
      const parent = textMember(value, 'key') ?? textMember(value, 'id');
      return parent !== undefined && world.isIssue(parent) ? {key: parent} : undefined;
    }
    case 'array': {
      if (!Array.isArray(value)) return undefined;
      const items = value.map((item) =>
        allowedValues ? chosen(allowedValues, item) : isLabel(item) ? item : undefined,
      );
      return items.includes(undefined) ? undefined : items;
    }
    default:
      return chosen(allowedValues ?? [], value);
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 32_767;
const isSummary = (text: string) => text.trim() !== '' && text.length <= 255 && !/[\r\n]/.test(text);
const isLabel = (value: unknown) => isText(value) && /^\S{1,255}$/.test(value);
const isDocument = (value: unknown) =>
  textMember(value, 'type') === 'doc' && Array.isArray(memberOf(value, 'content')) && isShallow(value, 30);

const isShallow = (value: unknown, depth: number): boolean =>
  value === null ||
  typeof value !== 'object' ||
  (depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1)));

const memberOf = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

/** An id, even if it came as a number. */
export function textMember(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' || typeof member === 'number' ? String(member) : undefined;
}

function chosen(allowed: readonly AllowedValue[], value: unknown): {id: string} | undefined {
  const found = allowed.find(
    ({id, name, value: text}) =>
      id === textMember(value, 'id') ||
      (name !== undefined && name === textMember(value, 'name')) ||
      (text !== undefined && text === textMember(value, 'value')),
  );
  return found && {id: found.id};
}

function mistakeIn({fieldId, name, schema}: IssueField): string {
  if (fieldId === 'description') return 'The description must be an Atlassian document: {"type": "doc", …}.';
  if (fieldId === 'summary') return 'The summary must be one line of at most 255 characters.';
  const needed: Record<string, string> = {
    string: 'text',
    number: 'a number',
    date: 'a date such as 2026-07-01',
    user: 'a user of this site: {"accountId": "…"}',
    issuelink: 'an issue of this project: {"key": "…"}',
    array: schema.items === 'string' ? 'a list of words' : 'a list of the allowed values',
  };
  return `${name} must be ${needed[schema.type] ?? 'one of the allowed values'}.`;
}

/** A stored value with the names that belong to its ids. */
export function shownValue(
  description: IssueField | undefined,
  value: unknown,
  users: readonly JiraUser[],
): unknown {
  if (Array.isArray(value)) return value.map((item) => shownValue(description, item, users));
  const accountId = textMember(value, 'accountId');
  if (accountId !== undefined) return shownUser(users.find((user) => user.accountId === accountId));
  const id = textMember(value, 'id');
  return description?.allowedValues?.find((one) => one.id === id) ?? value;
}

export const shownUser = (user: JiraUser | undefined) =>
  user ? {...user, accountType: 'atlassian', active: true} : null;
