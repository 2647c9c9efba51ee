import type {IntegrationEntry} from './schema.js';

/** A custom integration with client credentials: users enter id and secret of a client of their own. */
export const tidemail: IntegrationEntry = {
  id: '2f6a0b3c-52c1-4f0e-9a57-6b1f0f6f2d11',
  configId: 'c0a5e7d4-8f1b-4d0a-8c3e-1d9b7a4e6f22',
  type: 'custom.tidemail',
  name: 'Tide Mail',
  brandColor: '#1B5E8C',
  authenticationType: 'oauth_client_credential',
  icon: '<path d="M9 15h30v18H9z" fill="none" stroke="#fff" stroke-width="3.5" stroke-linejoin="round"/><path d="m10 17 14 10 14-10" fill="none" stroke="#fff" stroke-width="3.5" stroke-linejoin="round"/>',
  description: 'Send newsletters',
  overview: 'New customers can be added to a list of your choice.',
  userSettings: [
    {id: 'list', type: 'DYNAMIC_ENUM', title: 'List for new customers', sourceType: 'lists', required: false},
  ],
  dataSources: {
    lists: {type: 'DYNAMIC_DATA_SOURCE', title: 'Lists', cacheKey: 'lists', refreshDependencies: []},
  },
  apiBase: '/tidemail/v1',
  account: {
    path: '/account',
    providerId: '{id}',
    providerData: {company: '{company}', plan: '{plan}'},
    refusal: 'Tide Mail did not accept this client. Check ID and secret under Settings, then API clients.',
  },
  options: {
    lists: {path: '/lists', records: 'lists', label: '{name}', value: '{id}'},
  },
};
