import type {Integration} from '../catalog/schema.js';
import {ApiError, badRequest, errorCodes, notFound} from '../errors.js';
import type {Person} from '../users/persons.js';
import type {Account, Values} from './accounts.js';
import {describedInput, type DescribedInput} from './described-inputs.js';
import type {ProviderApi} from './provider-api.js';
import {fill, memberOf, namesIn} from './template.js';

interface Option {
  readonly label: string;
  readonly value: string;
  readonly subtitle?: string;
}

interface Section {
  readonly title: string;
  readonly items: Option[];
}

export interface OptionPage {
  readonly records: Option[] | Section[] | DescribedInput[];
  readonly nextPageCursor: string | null;
}

export interface OptionQuery {
  readonly key: string;
  /** What was chosen in the lists that this one depends on, by their keys. */
  readonly parameters: Values;
  readonly search?: string;
  readonly cursor?: string | number | null;
}

type Loader = Integration['options'][string];

const PAGE_SIZE = 50;
/** More pages than this are not asked for to find one option. */
const MAX_PAGES = 250;

/** Dynamic options: what an account offers to choose from. */
export function createOptions(providerApi: ProviderApi) {
  async function ask(
    person: Person,
    account: Account,
    integration: Integration,
    {key, parameters, search = '', cursor}: OptionQuery,
  ): Promise<{loader: Loader; list: readonly unknown[]; next: string | null}> {
    const loader = Object.hasOwn(integration.options, key) ? integration.options[key] : undefined;
    if (!loader) throw notFound(`${integration.name} has no options named "${key}".`);
    const missing = namesIn([loader.path, loader.query, loader.body]).filter(
      (name) => !parameters[name] && Object.hasOwn(integration.options, name),
    );
    if (missing.length) throw badRequest(`Choose ${missing.join(' and ')} first.`);
    // The first page has no cursor, which clients write as 0.
    const page = loader.nextCursor !== undefined && cursor ? String(cursor) : '';
    const answer = await providerApi.request(person, account, integration, loader, {
      ...parameters,
      search: search.trim(),
      cursor: page,
    });
    const list = loader.records ? memberOf(answer, loader.records) : answer;
    const next = loader.nextCursor ? cursorIn(answer, loader.nextCursor) : undefined;
    const hasNext = (typeof next === 'string' && next !== '') || typeof next === 'number';
    return {
      loader,
      list: Array.isArray(list) ? list.filter((one) => isWanted(loader, one)) : [],
      next: hasNext ? String(next) : null,
    };
  }

  return Object.freeze({
    async load(
      person: Person,
      account: Account,
      integration: Integration,
      query: OptionQuery,
    ): Promise<OptionPage> {
      const {loader, list, next} = await ask(person, account, integration, query);
      const {inputs, sections} = loader;
      if (inputs) {
        const described = list.map((record) => describedInput(inputs, record));
        return {records: described.filter(({id}) => !inputs.omit.includes(id)), nextPageCursor: null};
      }

      const isSearchedThere = namesIn([loader.path, loader.query, loader.body]).includes('search');
      const searched = isSearchedThere ? '' : (query.search?.trim().toLowerCase() ?? '');
      const found = list
        .map((record) => ({record, option: optionOf(loader, record)}))
        .filter(({option}) => !searched || option.label.toLowerCase().includes(searched));
      if (sections) {
        const records = [sections.ifFalse, sections.ifTrue].map((title, index) => ({
          title,
          items: found
            .filter(({record}) => (memberOf(record, sections.by) === true) === (index === 1))
            .map(({option}) => option),
        }));
        return {records: records.filter(({items}) => items.length > 0), nextPageCursor: null};
      }
      const all = found.map(({option}) => option);
      if (loader.nextCursor !== undefined) return {records: all, nextPageCursor: next};
      if (!isPaged(integration, query.key)) return {records: all, nextPageCursor: null};
      const start = Math.max(0, Math.trunc(Number(query.cursor ?? 0)) || 0);
      const end = start + PAGE_SIZE;
      return {records: all.slice(start, end), nextPageCursor: end < all.length ? String(end) : null};
    },

    /** What was chosen from dynamic options after a sign-in must be among them. */
    async checkChoices(
      person: Person,
      account: Account,
      integration: Integration,
      payload: Values,
    ): Promise<void> {
      for (const input of integration.postOauthInputs) {
        const value = payload[input.id];
        if (input.type !== 'DYNAMIC_ENUM' || typeof value !== 'string' || value === '') continue;
        const key = String(integration.dataSources[input.sourceType ?? '']?.['cacheKey'] ?? '');
        if (await offers(person, account, integration, key, value)) continue;
        const message = `${input.title}: choose one of the options.`;
        throw new ApiError(400, errorCodes.invalidInputs, message, {inputs: {[input.id]: message}});
      }
    },
  });

  async function offers(
    person: Person,
    account: Account,
    integration: Integration,
    key: string,
    value: string,
  ): Promise<boolean> {
    let cursor: string | null = null;
    for (let page = 0; page < MAX_PAGES; page++) {
      const {loader, list, next} = await ask(person, account, integration, {key, parameters: {}, cursor});
      if (list.some((record) => optionOf(loader, record).value === value)) return true;
      if (next === null) return false;
      cursor = next;
    }
    return false;
  }
}

export type Options = ReturnType<typeof createOptions>;

/** The next page's cursor: a member, or as `member?parameter` a part of the address that is there. */
function cursorIn(answer: unknown, place: string): unknown {
  const [member = '', parameter] = place.split('?', 2);
  const found = memberOf(answer, member);
  if (parameter === undefined) return found;
  return typeof found === 'string' && URL.canParse(found)
    ? new URL(found).searchParams.get(parameter)
    : undefined;
}

const isWanted = ({only = {}}: Loader, record: unknown): boolean =>
  Object.entries(only).every(([member, value]) => memberOf(record, member) === value);

function optionOf({label, value, subtitle}: Loader, record: unknown): Option {
  return {
    label: fill(label, record),
    value: fill(value, record),
    ...(subtitle && {subtitle: fill(subtitle, record)}),
  };
}

/** Whether a source, or one inside of a compound source, comes page by page. */
function isPaged({dataSources}: Integration, key: string): boolean {
  const all = Object.values(dataSources).flatMap((source) => [source, ...Object.values(source)]);
  return all.some(
    (source) =>
      source !== null &&
      typeof source === 'object' &&
      Reflect.get(source, 'cacheKey') === key &&
      Reflect.get(source, 'supportPagination') === true,
  );
}
