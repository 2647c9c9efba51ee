import type {IntegrationEntry} from './schema.js';

/** Plain OAuth at a provider whose pages cut the link between its window and the page that opened it. */
export const hubspot: IntegrationEntry = {
  id: 'fcef885c-4d6b-4228-a0dd-e5de7b5ac174',
  configId: '8be17c89-f6b7-450c-b581-b10984c55e2f',
  type: 'hubspot',
  name: 'HubSpot',
  brandColor: '#C2410C',
  authenticationType: 'oauth',
  icon: '<circle cx="28" cy="28" r="8" fill="none" stroke="#fff" stroke-width="4"/><path d="M28 20v-8M22 24l-8-7M22 34l-6 5" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/>',
  description: 'Share contacts with marketing',
  overview: 'New contacts are added to a list of your choice.',
  userSettings: [
    {
      id: 'listName',
      type: 'TEXT_NO_VARS',
      title: 'Name of the list',
      placeholder: 'Customers',
      required: false,
    },
    {
      id: 'company',
      type: 'DYNAMIC_ENUM',
      title: 'Company of new contacts',
      sourceType: 'companies',
      required: false,
    },
    {
      id: 'contactMapping',
      type: 'FIELD_MAPPER',
      title: 'Fields of contacts',
      sourceType: 'propertyMapping',
      savedFieldMappings: [],
      useDynamicMapper: true,
      dynamicObjectName: 'Contact',
      required: false,
    },
  ],
  dataSources: {
    companies: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Companies',
      cacheKey: 'companies',
      refreshDependencies: [],
      supportPagination: true,
    },
    propertyMapping: {
      id: 'propertyMapping',
      type: 'FIELD_MAPPER_DATA_SOURCE',
      title: 'Property mapping',
      recordSource: {type: 'DYNAMIC_DATA_SOURCE', title: 'Object', cacheKey: 'crmObjects'},
      fieldSource: {type: 'DYNAMIC_DATA_SOURCE', title: 'Property', cacheKey: 'crmProperties'},
    },
  },
  oauth: {
    chooses: 'Account',
    scopes: {
      'crm.objects.contacts.read': 'Read contacts',
      'crm.objects.contacts.write': 'Create and change contacts',
      'crm.objects.companies.read': 'Read companies',
      'crm.objects.companies.write': {text: 'Create and change companies', optional: true},
      'crm.objects.deals.read': {text: 'Read deals', optional: true},
    },
    crossOriginOpenerPolicy: 'same-origin',
  },
  apiBase: '/hubspot',
  account: {
    path: '/oauth/v1/access-tokens/current',
    providerId: '{hub_id}',
    providerData: {hubDomain: '{hub_domain}', name: '{hub_name}', user: '{user}'},
    refusal: 'HubSpot did not accept the sign-in.',
  },
  options: {
    companies: {
      method: 'POST',
      path: '/crm/v3/objects/companies/search',
      body: {query: '{search}', after: '{cursor}', limit: 50},
      records: 'results',
      label: '{properties.name}',
      value: '{id}',
      subtitle: '{properties.domain}',
      nextCursor: 'paging.next.after',
    },
    crmObjects: {path: '/crm/v3/schemas', records: 'results', label: '{labels.singular}', value: '{name}'},
    crmProperties: {
      path: '/crm/v3/properties/{crmObjects}',
      records: 'results',
      label: '{label}',
      value: '{name}',
    },
  },
  triggers: [
    {
      type: 'HUBSPOT_RECORD_CHANGED',
      triggerModel: 'POLLING',
      title: 'Record created or changed',
      description: 'A record of some kind is new or has other values than before.',
      parameters: [
        {
          // Named as its source, so that the properties below load by it.
          id: 'crmObjects',
          type: 'ENUM',
          title: 'Kind of record',
          required: true,
          valuesSource: {sourceType: 'crmObjects', dependencies: []},
        },
        {
          id: 'filter',
          type: 'CONDITIONAL',
          title: 'Only records for which this holds',
          disableOrCondition: true,
          supportedKeysSource: {sourceType: 'crmProperties', dependencies: ['crmObjects']},
          supportedOperators: ['$stringExactlyMatches', '$stringContains', '$numberGreaterThan', '$exists'],
        },
        {
          id: 'rename',
          type: 'EnumTextAreaPairInput',
          title: 'Names of properties in the app',
          valuesSource: {sourceType: 'crmProperties', dependencies: ['crmObjects']},
        },
        {
          id: 'transform',
          type: 'CODE',
          title: 'What to make of a record',
          placeholder: 'return {id: record.id}',
        },
      ],
    },
  ],
};
