import type {Given} from './case.js';

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;
const DATE = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
/** Ids of the providers. */
const NUMBER = /(?<![\w-])\d{9,}(?![\w-])/g;
const JWT = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g;

/**
 * What a case has led to, whoever its user was and whenever it was: ids that belong to the user have names, those
 * that came up meanwhile are numbered, and dates are dates.
 *
 * @param constants ids that are the same for every user, such as those of workflows
 */
export function normalized(record: object, given: Given, constants: ReadonlySet<string>): unknown {
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
      .replaceAll(JWT, '{token}')
      .replaceAll(given.user, '{user}')
      .replaceAll(given.authorizationCode || /$^/g, '{code}')
      .replaceAll(UUID, nameOf)
      .replaceAll(DATE, '{date}')
      .replaceAll(NUMBER, '{number}');
  return walk(record, textOf, (value, key) => {
    if (key === 'oauthMetaKeyId') return '{key}';
    // What is JSON within a parameter is compared as what it says.
    if (key === 'installOptions' && typeof value === 'string') return JSON.parse(textOf(value));
    return typeof value === 'string' ? textOf(value) : value;
  });
}

/** A copy with sorted members, each name and value passed through a function. */
function walk(
  value: unknown,
  nameOf: (name: string) => string,
  change: (value: unknown, name: string) => unknown,
  name = '',
): unknown {
  if (Array.isArray(value)) return value.map((one) => walk(one, nameOf, change, name));
  if (typeof value !== 'object' || value === null) return change(value, name);
  const members = Object.entries(value)
    .map(([one, member]) => [nameOf(one), member] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([one, member]) => [one, walk(member, nameOf, change, one)]));
}
