import type {Integration} from '../catalog/schema.js';
import {ApiError, badRequest, errorCodes, notFound} from '../errors.js';
import type {Person} from '../users/persons.js';
import type {Account, Values} from './accounts.js';
import type {ProviderApi} from './provider-api.js';
import {fill, memberOf} from './template.js';

interface Option {
  readonly label: string;
  readonly value: string;
  readonly subtitle?: string;
}

export interface OptionPage {
  readonly records: (Option | {title: string; items: Option[]})[];
  readonly nextPageCursor: string | null;
}

const PAGE_SIZE = 50;

/** Dynamic options: what an account offers to choose from. */
export function createOptions(providerApi: ProviderApi) {
  async function loadAll(
    person: Person,
    account: Account,
    integration: Integration,
    key: string,
    parameters: Values,
  ) {
    const loader = Object.hasOwn(integration.options, key) ? integration.options[key] : undefined;
    if (!loader) throw notFound(`${integration.name} has no options named "${key}".`);
    const needed = [...loader.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const missing = needed.filter((name) => !parameters[name] && name in integration.options);
    if (missing.length) throw badRequest(`Choose ${missing.join(' and ')} first.`);
    const answer = await providerApi.request(person, account, integration, loader, parameters);
    const list = loader.records ? memberOf(answer, loader.records) : answer;
    const options = (Array.isArray(list) ? list : []).map((record) => ({
      isIn: loader.sections ? memberOf(record, loader.sections.by) === true : false,
      option: {
        label: fill(loader.label, record),
        value: fill(loader.value, record),
        ...(loader.subtitle && {subtitle: fill(loader.subtitle, record)}),
      },
    }));
    return {options, sections: loader.sections};
  }

  return Object.freeze({
    async load(
      person: Person,
      account: Account,
      integration: Integration,
      query: {key: string; parameters: Values; search?: string; cursor?: string | number | null},
    ): Promise<OptionPage> {
      const {options, sections} = await loadAll(person, account, integration, query.key, query.parameters);
      const searched = query.search?.trim().toLowerCase();
      const found = options.filter(({option}) => !searched || option.label.toLowerCase().includes(searched));
      if (sections) {
        const records = [sections.ifFalse, sections.ifTrue].map((title, index) => ({
          title,
          items: found.filter(({isIn}) => isIn === (index === 1)).map(({option}) => option),
        }));
        return {records: records.filter(({items}) => items.length > 0), nextPageCursor: null};
      }
      const all = found.map(({option}) => option);
      const source = Object.values(integration.dataSources).find((one) => one['cacheKey'] === query.key);
      if (source?.['supportPagination'] !== true) return {records: all, nextPageCursor: null};
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
        const {options} = await loadAll(person, account, integration, key, {});
        if (options.some(({option}) => option.value === value)) continue;
        const message = `${input.title}: choose one of the options.`;
        throw new ApiError(400, errorCodes.invalidInputs, message, {inputs: {[input.id]: message}});
      }
    },
  });
}

export type Options = ReturnType<typeof createOptions>;
