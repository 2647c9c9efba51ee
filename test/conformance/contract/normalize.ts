import type {Given} from './case.js';
import type {CaseRecord} from './page.js';

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;
const DATE = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const JWT = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g;

/**
 * What a case has led to, whoever its user was and whenever it was: ids that belong to the user have names, those
 * that came up meanwhile are numbered, and dates are dates.
 *
 * @param constants ids that are the same for every user, such as those of workflows
 */
export function normalized(record: CaseRecord, given: Given, constants: ReadonlySet<string>): unknown {
  const names = new Map([[given.projectId, '{project}']]);
  for (const [name, {id, configuration, configurations}] of Object.entries(given.accounts)) {
    names.set(id, `{${name} account}`);
    names.set(configuration, `{${name} configuration}`);
    for (const [externalId, further] of Object.entries(configurations)) {
      names.set(further, `{${name} configuration ${externalId}}`);
    }
  }
  let count = 0;
  const nameOf = (id: string) => {
    if (!names.has(id)) names.set(id, constants.has(id) ? id : `{id ${++count}}`);
    return names.get(id)!;
  };
  const textOf = (text: string) =>
    text
      .replaceAll(/(\/actions\/session-id\/)[^/]+/g, '$1{key}')
      .replaceAll(JWT, '{token}')
      .replaceAll(given.user, '{user}')
      .replaceAll(UUID, nameOf)
      .replaceAll(DATE, '{date}');
  return walk(record, (value, key) => {
    if (key === 'oauthMetaKeyId') return '{key}';
    // What is JSON within a parameter is compared as what it says.
    if (key === 'installOptions' && typeof value === 'string') return JSON.parse(textOf(value));
    return typeof value === 'string' ? textOf(value) : value;
  });
}

/** A copy with sorted members, each value passed through a function. */
function walk(value: unknown, change: (value: unknown, key: string) => unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => walk(one, change, key));
  if (typeof value !== 'object' || value === null) return change(value, key);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, walk(member, change, name)]));
}
